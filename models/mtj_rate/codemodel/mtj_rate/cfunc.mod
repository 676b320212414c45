/* The ngspice code model of the junction with two states, as `m` of them in parallel that jump together: ngspice's numbers
 * to the physics and back. docs/mtj_rate.md, section 3. */
#include "models/ngspice/analysis.h"
#include "models/ngspice/refuse.h"

#include "models/constants.h"
#include "models/dwell.h"
#include "models/mtj_rate/warm_devices.h"
#include "models/noise.h"

#include <math.h>

/* What one time point leaves to the next, in ngspice's state vectors, so that a rejected step forgets its jump. */
struct state {
    double parallel; /* 1 or 0: from this time point on */
    double drawn;    /* what the integral comes to in this dwell, Eq. (R3) */
    double left;     /* of it until the next jump */
    double ln_rate;  /* at which it leaves this state */
    double jumps;    /* so far */
};

/* A device at the temperature of the analysis, kept in the instance. */
struct kept {
    const struct mtj_rate_at *at; /* of DEVICES; NULL: not yet */
    uint64_t key;                 /* of its random numbers */
};

/* Those of all circuits, which ngspice sets up and runs in one thread. */
static struct warm_devices DEVICES;

enum { STATE = 0 };


/* The parameters of a .model card: the interface file lists them in the order of the table. */
static struct mtj_rate device_of(Mif_Param_Data_t *const *param)
{
    struct mtj_rate device;
    size_t i = 0;
#define PARAMETER(name, ...) device.name = ngspice_parameter(param, i++);
#include "models/mtj_rate/parameters.def"
#undef PARAMETER
    return device;
}

static void cm_mtj_rate_callback(ARGS, Mif_Callback_Reason_t reason)
{
    if (reason == MIF_CB_DESTROY) {
        struct kept *kept = STATIC_VAR(at);
        if (kept) {
            warm_devices_give_back(&DEVICES, kept->at);
        }
        free(kept);
        STATIC_VAR(at) = NULL;
    }
}

/* Reads the parameters of a device and makes what it needs at this temperature. */
static bool prepare(const Mif_Private_t *mif, struct kept *kept, char *why, size_t size)
{
    const double most = 1e9; /* more than a chip holds */
    const struct mtj_rate device = device_of(mif->param);
    double m = ngspice_parameter(mif->param, MTJ_RATE_PARAMETERS);
    if (!parameter_within(m, 1.0 / most, most)) {
        snprintf(why, size, "parameter m = %.12g, the number of devices in parallel, is out of its limits, %g to %g", m,
                 1.0 / most, most);
        return false;
    }
    kept->key = noise_key((uint64_t)llround(device.noise), ngspice_name_of(mif));
    if (!mtj_rate_check(&device, why, size)) {
        return false;
    }
    const struct mtj_rate_at *before = kept->at;
    kept->at = warm_devices_take(&DEVICES, &device, mif->circuit.temperature + ZERO_CELSIUS, why, size);
    warm_devices_give_back(&DEVICES, before); /* afterwards: where nothing has changed it is the same */
    return kept->at != NULL;
}

/* Whether the device answers this analysis. */
static bool is_fit(const Mif_Private_t *mif, const struct kept *kept, char *why, size_t size)
{
    if (kept->at->device.average > 0.0 && strcmp(ngspice_analysis(), "Transient Analysis") == 0) {
        snprintf(why, size, "parameter average = 1 is for op, dc and ac; a transient needs average = 0");
        return false;
    }
    return analysis_is_fit(mif->circuit.anal_type, why, size);
}

/* The first call of a device, or of one in an analysis. A refused device is marked by *parallel = NaN until the next run,
 * and has no state. */
static void begin(const Mif_Private_t *mif, struct kept *kept, double *parallel)
{
    char why[MESSAGE_SIZE / 2] = "no memory for a device";
    if (mif->circuit.init) {
        *parallel = 0.0;
    }
    if (isnan(*parallel)) {
        return;
    }
    if (!kept || !prepare(mif, kept, why, sizeof why) || !is_fit(mif, kept, why, sizeof why)) {
        refuse_device(why, parallel);
    } else if (mif->circuit.init) {
        cm_analog_alloc(STATE, sizeof(struct state));
    }
}

/* The state in which an analysis begins. */
static struct state start(const struct kept *kept, double v)
{
    double slope, parallel = kept->at->device.start == 0.0 ? 1.0 : 0.0;
    double drawn = dwell_draw(kept->key, 0);
    return (struct state){.parallel = parallel,
                          .drawn = drawn,
                          .left = drawn,
                          .ln_rate = mtj_rate_ln_rate(kept->at, parallel > 0.0, v, &slope)};
}

/* Takes the state to this time point, at which the voltage is `v` (V), and asks for the next. The junction conducts as in
 * the state before: a jump is at the end of a step. */
static void advance(const struct kept *kept, const Mif_Private_t *mif, double v, const struct state *before,
                    struct state *state)
{
    const double *t = mif->circuit.t, h = t[0] - t[1], shortest = ngspice_shortest_step();
    const bool parallel = before->parallel > 0.0;
    double slope, ln_rate = mtj_rate_ln_rate(kept->at, parallel, v, &slope);
    *state = *before;
    state->ln_rate = ln_rate;
    state->left = before->left - dwell_integral(before->ln_rate, ln_rate, h);
    double next = dwell_time_until(state->left, ln_rate, h > 0.0 ? (ln_rate - before->ln_rate) / h : 0.0);
    /* A share of what was drawn, so that a jump is never more probable than by this share, however long a dwell lasts. */
    const double tolerance = kept->at->device.jumptol * fmin(1.0, before->drawn), rounding = shortest * exp(ln_rate);
    if (state->left <= fmax(tolerance, rounding)) {
        /* at most that share of the next mean dwell, too, which may be shorter; in units of the rate of this one */
        double ln_other = mtj_rate_ln_rate(kept->at, !parallel, v, &slope);
        double error = fmax(fmin(tolerance, kept->at->device.jumptol * exp(ln_rate - ln_other)), rounding);
        if (state->left < -error && h > 2.0 * shortest) {
            cm_analog_not_converged(); /* the jump is within the step */
        }
        if (state->left <= error) {
            state->parallel = parallel ? 0.0 : 1.0;
            state->jumps += 1.0;
            state->ln_rate = ln_other;
            /* what the next dwell has had, or lacks, since the jump is at this time point */
            state->drawn = dwell_draw(kept->key, (uint64_t)state->jumps);
            state->left = state->drawn + state->left * exp(ln_other - ln_rate);
            next = error * exp(-ln_rate); /* until its new resistance is seen */
        }
    }
    /* In the first iteration of a time point ngspice repeats the voltages of the last one: that says nothing. */
    if (!ngspice_step_begins(cm_get_circuit())) {
        cm_analog_set_temp_bkpt(t[0] + fmax(next, 2.0 * shortest));
    }
}

/* The mean of both states: it follows the voltage, at a frequency with a lag. Eqs. (R4), (R11). */
static double mean(const struct mtj_rate_at *at, double v, double omega, Mif_Complex_t *admittance)
{
    double relaxation, slope, conductance, per_share;
    double share = mtj_rate_mean_parallel(at, v, &relaxation, &slope);
    double current = mtj_rate_current(at, share, v, &conductance, &per_share), lag = omega / relaxation;
    admittance->real = conductance + per_share * slope / (1.0 + lag * lag); /* Eq. (R11) */
    admittance->imag = -per_share * slope * lag / (1.0 + lag * lag);
    return current;
}

void cm_mtj_rate(ARGS)
{
    const double m = ngspice_parameter(mif_private->param, MTJ_RATE_PARAMETERS), v = INPUT(junction);
    if (INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins())) {
        if (!STATIC_VAR(at)) {
            STATIC_VAR(at) = calloc(1, sizeof(struct kept));
            CALLBACK = cm_mtj_rate_callback;
        }
        begin(mif_private, STATIC_VAR(at), &STATIC_VAR(parallel));
    }
    if (isnan(STATIC_VAR(parallel))) {
        cm_analog_not_converged();
        OUTPUT(junction) = PARTIAL(junction, junction) = NAN;
        return;
    }
    const struct kept *kept = STATIC_VAR(at);
    struct state *state = cm_analog_get_ptr(STATE, 0);
    if (ANALYSIS != MIF_TRAN && ANALYSIS != MIF_AC) {
        *state = start(kept, v);
    }
    const struct state *conducts = ANALYSIS == MIF_TRAN ? cm_analog_get_ptr(STATE, 1) : state;
    if (ANALYSIS == MIF_TRAN) {
        advance(kept, mif_private, v, conducts, state);
    }
    const double share = STATIC_VAR(parallel) = conducts->parallel;
    STATIC_VAR(jumps) = conducts->jumps;
    double current, unused;
    Mif_Complex_t admittance = {0.0, 0.0};
    if (kept->at->device.average > 0.0) {
        current = mean(kept->at, v, ANALYSIS == MIF_AC ? mif_private->circuit.frequency : 0.0, &admittance);
    } else {
        current = mtj_rate_current(kept->at, share, v, &admittance.real, &unused);
    }
    if (ANALYSIS == MIF_AC) {
        AC_GAIN(junction, junction) = (Mif_Complex_t){m * admittance.real, m * admittance.imag};
        return;
    }
    OUTPUT(junction) = m * current;
    PARTIAL(junction, junction) = m * admittance.real;
}
