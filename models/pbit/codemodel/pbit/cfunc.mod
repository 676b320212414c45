/* The ngspice code model of the p-bit, as `m` of them in parallel that tick together: ngspice's numbers to the physics and
 * back. docs/pbit.md, section 7. */
#include "models/ngspice/analysis.h"

#include "models/noise.h"
#include "models/pbit/pbit.h"

#include <math.h>

/* What one time point leaves to the next, in ngspice's state vectors, so that a rejected step forgets its ticks. */
struct state {
    double s;     /* +1 or -1: from this time point on */
    double next;  /* time of the next tick, s */
    double ticks; /* so far */
    double flips;
};

/* A device, kept in the instance. */
struct kept {
    struct pbit device;
    uint64_t key; /* of its random numbers */
};

enum { STATE = 0, MESSAGE_SIZE = 400 };

/* The parameters of a .model card: the interface file lists them in the order of the table. */
static struct pbit device_of(Mif_Param_Data_t *const *param)
{
    struct pbit device;
    size_t i = 0;
#define PARAMETER(name, ...) device.name = ngspice_parameter(param, i++);
#include "models/pbit/parameters.def"
#undef PARAMETER
    return device;
}

static void cm_pbit_callback(ARGS, Mif_Callback_Reason_t reason)
{
    if (reason == MIF_CB_DESTROY) {
        free(STATIC_VAR(at));
        STATIC_VAR(at) = NULL;
    }
}

/* Reads the parameters of a device. */
static bool prepare(const Mif_Private_t *mif, struct kept *kept, char *why, size_t size)
{
    const double most = 1e9; /* more than a chip holds */
    double m = ngspice_parameter(mif->param, PBIT_PARAMETERS);
    if (!parameter_within(m, 1.0 / most, most)) {
        snprintf(why, size, "parameter m = %.12g, the number of devices in parallel, is out of its limits, %g to %g", m,
                 1.0 / most, most);
        return false;
    }
    kept->device = device_of(mif->param);
    if (!pbit_check(&kept->device, why, size)) {
        return false;
    }
    kept->key = noise_key((uint64_t)llround(kept->device.seed), ngspice_name_of(mif));
    return true;
}

/* The first call of a device, or of one in an analysis. A refused device is marked by *s = NaN until the next run, and has
 * no state. */
static void begin(const Mif_Private_t *mif, struct kept *kept, double *s)
{
    char why[MESSAGE_SIZE / 2] = "no memory for a device", message[MESSAGE_SIZE];
    if (mif->circuit.init) {
        *s = 0.0;
    }
    if (isnan(*s)) {
        return;
    }
    if (!kept || !prepare(mif, kept, why, sizeof why) || !analysis_is_fit(mif->circuit.anal_type, why, sizeof why)) {
        snprintf(message, sizeof message, "error: %s", why);
        cm_message_send(message);
        *s = NAN;
    } else if (mif->circuit.init) {
        cm_analog_alloc(STATE, sizeof(struct state));
    }
}

/* The state in which a transient begins. */
static struct state start(const struct kept *kept)
{
    const struct pbit *d = &kept->device;
    double drawn = pbit_starts_up(kept->key) ? 1.0 : -1.0;
    return (struct state){.s = d->start == 0.0 ? drawn : d->start, .next = d->tau * pbit_gap(kept->key, 1)};
}

/* One tick, with `v` (V) at the input. */
static void tick(const struct kept *kept, double v, struct state *state)
{
    const struct pbit *d = &kept->device;
    double input = v / d->v0;
    state->ticks += 1.0;
    uint64_t number = (uint64_t)state->ticks;
    bool up = state->s > 0.0;
    up = d->noise > 0.0 ? pbit_is_up(input, pbit_draw(kept->key, number)) : pbit_is_up_noiseless(input, up);
    state->flips += up != (state->s > 0.0) ? 1.0 : 0.0;
    state->s = up ? 1.0 : -1.0;
    state->next += d->tau * pbit_gap(kept->key, number + 1);
}

/* Takes the state to this time point, at which the voltage is `v` (V), and asks for the next. The outputs are as in the
 * state before: a tick is at the end of a step. ngspice ignores what is asked for within its shortest step from this
 * point on, so a tick there is done that much later: ticks of others just before it are then seen as they must be. */
static void advance(const struct kept *kept, const Mif_Private_t *mif, double v, const struct state *before,
                    struct state *state)
{
    const double *t = mif->circuit.t, rounding = 4.0 * 2.3e-16 * t[0], nearest = 1.01 * ngspice_shortest_step();
    *state = *before;
    if (state->next < t[0] - rounding && fmax(state->next, t[1] + nearest) < t[0] - nearest) {
        cm_analog_set_temp_bkpt(fmax(state->next, t[1] + nearest)); /* a tick is within the step, which is repeated */
    }
    while (state->next <= t[0] + rounding) {
        tick(kept, v, state);
    }
    /* In the first iteration of a time point ngspice repeats the voltages of the last one: that says nothing. */
    if (!ngspice_step_begins(cm_get_circuit())) {
        double ends = state->s != before->s ? t[0] + kept->device.edge * kept->device.tau : INFINITY;
        cm_analog_set_temp_bkpt(fmax(fmin(state->next, ends), t[0] + nearest));
    }
}

/* The conductances (S) of `out` to vdd and vss; for each volt at the input the first grows by `change` and the other
 * falls. */
static void load(ARGS, double to_up, double to_down, double change)
{
    OUTPUT(up) = to_up * INPUT(up);
    PARTIAL(up, up) = to_up;
    PARTIAL(up, sense) = change * INPUT(up);
    OUTPUT(down) = to_down * INPUT(down);
    PARTIAL(down, down) = to_down;
    PARTIAL(down, sense) = -change * INPUT(down);
    if (!PORT_NULL(nup)) {
        OUTPUT(nup) = to_down * INPUT(nup);
        PARTIAL(nup, nup) = to_down;
        PARTIAL(nup, sense) = -change * INPUT(nup);
    }
    if (!PORT_NULL(ndown)) {
        OUTPUT(ndown) = to_up * INPUT(ndown);
        PARTIAL(ndown, ndown) = to_up;
        PARTIAL(ndown, sense) = change * INPUT(ndown);
    }
}

static Mif_Complex_t times(double factor, Mif_Complex_t number)
{
    return (Mif_Complex_t){factor * number.real, factor * number.imag};
}

/* The same for small signals around the operating point. */
static void load_small_signal(ARGS, double to_up, double to_down, Mif_Complex_t change)
{
    const Mif_Complex_t one = {1.0, 0.0};
    AC_GAIN(up, up) = times(to_up, one);
    AC_GAIN(up, sense) = times(INPUT(up), change);
    AC_GAIN(down, down) = times(to_down, one);
    AC_GAIN(down, sense) = times(-INPUT(down), change);
    if (!PORT_NULL(nup)) {
        AC_GAIN(nup, nup) = times(to_down, one);
        AC_GAIN(nup, sense) = times(-INPUT(nup), change);
    }
    if (!PORT_NULL(ndown)) {
        AC_GAIN(ndown, ndown) = times(to_up, one);
        AC_GAIN(ndown, sense) = times(INPUT(ndown), change);
    }
}

void cm_pbit(ARGS)
{
    const double v = INPUT(sense);
    if (INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins())) {
        if (!STATIC_VAR(at)) {
            STATIC_VAR(at) = calloc(1, sizeof(struct kept));
            CALLBACK = cm_pbit_callback;
        }
        begin(mif_private, STATIC_VAR(at), &STATIC_VAR(s));
    }
    if (isnan(STATIC_VAR(s))) {
        cm_analog_not_converged();
        OUTPUT(up) = PARTIAL(up, up) = NAN;
        return;
    }
    const struct kept *kept = STATIC_VAR(at);
    struct state *state = cm_analog_get_ptr(STATE, 0), *before = state;
    double s, slope = 0.0;
    if (ANALYSIS == MIF_TRAN) {
        before = cm_analog_get_ptr(STATE, 1);
        advance(kept, mif_private, v, before, state);
    } else if (ANALYSIS != MIF_AC) {
        *state = start(kept);
    }
    s = before->s;
    if (strcmp(ngspice_analysis(), "Transient Analysis") != 0) { /* its operating point has the state, others the mean */
        s = pbit_mean(&kept->device, v, &slope);
    }
    STATIC_VAR(s) = s;
    STATIC_VAR(ticks) = before->ticks;
    STATIC_VAR(flips) = before->flips;
    const double g = ngspice_parameter(mif_private->param, PBIT_PARAMETERS) / kept->device.rout;
    const double to_up = 0.5 * g * (1.0 + s), to_down = 0.5 * g * (1.0 - s); /* Eq. (B8) */
    if (ANALYSIS == MIF_AC) {
        double lag = mif_private->circuit.frequency * kept->device.tau, change = 0.5 * g * slope / (1.0 + lag * lag);
        load_small_signal(mif_private, to_up, to_down, (Mif_Complex_t){change, -change * lag}); /* Eq. (B9) */
    } else {
        load(mif_private, to_up, to_down, 0.5 * g * slope);
    }
}
