#include "netgen/stdp.h"

#include "base/number.h"
#include "base/random.h"
#include "models/device.h"
#include "models/scatter/scatter.h"

#include <math.h>
#include <string.h>

struct stdp stdp_default(void)
{
    struct stdp stdp = {.width = 16,
                        .height = 8,
                        .lanes = 2,
                        .outputs = 4,
                        .passages = 500,
                        .seed = 1,
                        .step = 20e-9,
                        .pulse = 10e-9,
                        .p_on = 0.1,
                        .p_off = 0.1,
                        .p_half = 1e-6,
                        .stray = 0.1,
                        .parallel = 0.7};
    struct mtj_rate *junction = &stdp.junction;
    device_reset(device_find("mtj_rate"), junction);
    junction->delta = 82.84; /* that of mtj, docs/mtj.md */
    junction->diameter = 50e-9;
    junction->alpha = 0.01;
    junction->polarization = 0.75;
    junction->rp = 6e3;
    junction->rap = 21.43e3;
    junction->vhalf = 0.65;
    return stdp;
}

/* ---- Pulses ---- */

double stdp_probability(const struct mtj_rate_at *at, bool to_parallel, double v, double t)
{
    double unused;
    return -expm1(-exp(mtj_rate_ln_rate(at, !to_parallel, v, &unused)) * t); /* Eq. (L3) */
}

/* The voltage in V that switches the junction in `t` (s) with probability `p`: above 0 to parallel, and below 0 from
 * it, but for a field. NAN where no voltage does. The probability rises with the voltage up to a limit, so bisection.
 */
static double voltage_for(const struct mtj_rate_at *at, bool to_parallel, double p, double t)
{
    const double sign = to_parallel ? 1.0 : -1.0;
    double low = -3.0 * at->vc, high = 3.0 * at->vc; /* beyond the tables of rates nothing new comes */
    if (stdp_probability(at, to_parallel, sign * high, t) < p || stdp_probability(at, to_parallel, sign * low, t) > p) {
        return NAN;
    }
    for (int k = 0; k < 100; k++) {
        double middle = 0.5 * (low + high);
        *(stdp_probability(at, to_parallel, sign * middle, t) < p ? &low : &high) = middle;
    }
    return sign * high;
}

/* The voltages of pulses whose halves last `t` (s), and what a window does with them; false where there are none. */
static bool set_pulses(const struct stdp *stdp, double t, struct stdp_plan *plan)
{
    const struct mtj_rate_at *at = &plan->at;
    double on = voltage_for(at, true, stdp->p_on, t), off = -voltage_for(at, false, stdp->p_off, t);
    double half_on = voltage_for(at, true, stdp->p_half, t), half_off = -voltage_for(at, false, stdp->p_half, t);
    if (isnan(on) || isnan(off) || isnan(half_on) || isnan(half_off)) {
        return false;
    }
    plan->row = fmax(on - half_on, off - half_off); /* Eq. (L4) */
    plan->column[STDP_LISTEN] = 0.0;
    plan->column[STDP_WRITE_ON] = plan->row - on;
    plan->column[STDP_WRITE_OFF] = off;
    plan->p_on = stdp_probability(at, true, stdp_voltage(plan, true, STDP_WRITE_ON), t);
    plan->p_off = stdp_probability(at, false, stdp_voltage(plan, false, STDP_WRITE_OFF), t);
    plan->p_half_on = stdp_probability(at, true, stdp_voltage(plan, false, STDP_WRITE_ON), t);
    plan->p_half_off = stdp_probability(at, false, stdp_voltage(plan, true, STDP_WRITE_OFF), t);
    plan->p_window = stdp_probability(at, true, plan->row, stdp->window);
    return true;
}

/* The shortest pulse in s, longer than that of `stdp`, with which a window alone rarely switches a junction; NAN where
 * none does. The longer a pulse, the lower its voltage, and that of the window. */
static double shortest_pulse(const struct stdp *stdp, const struct stdp_plan *plan)
{
    struct stdp_plan tried = *plan;
    double low = stdp->pulse, high = 0.5 * stdp->window;
    if (!set_pulses(stdp, high, &tried) || tried.p_window > stdp->p_half) {
        return NAN;
    }
    while (high > 1.001 * low) {
        const double middle = sqrt(low * high);
        *(set_pulses(stdp, middle, &tried) && tried.p_window <= stdp->p_half ? &high : &low) = middle;
    }
    return high;
}

/* The least --p-half, up to half of --p-on and --p-off, with which a window alone switches a junction more rarely; NAN
 * where none does. The greater it is, the lower the voltage of a window. */
static double least_half(const struct stdp *stdp, const struct stdp_plan *plan)
{
    struct stdp asked = *stdp;
    struct stdp_plan tried = *plan;
    double low = stdp->p_half, high = 0.5 * fmin(stdp->p_on, stdp->p_off);
    asked.p_half = high;
    if (high <= low || !set_pulses(&asked, stdp->pulse, &tried) || tried.p_window > high) {
        return NAN;
    }
    while (high > 1.001 * low) {
        asked.p_half = sqrt(low * high);
        *(set_pulses(&asked, stdp->pulse, &tried) && tried.p_window <= asked.p_half ? &high : &low) = asked.p_half;
    }
    return high;
}

static double rounded_up(double value)
{
    const double unit = pow(10.0, floor(log10(value)) - 1.0);
    return ceil(value / unit) * unit;
}

/* A window that alone switches junctions: what would have to change. */
static enum status refuse_window(const struct stdp *stdp, const struct stdp_plan *plan, struct diagnostic *diagnostic)
{
    char expected[200] = "", number[32];
    const double window = log1p(-stdp->p_half) / log1p(-plan->p_window) * stdp->window;
    const double pulse = shortest_pulse(stdp, plan), half = least_half(stdp, plan);
    int used = 0;
    if (window >= 2.0 * stdp->pulse) {
        number_engineering(number, sizeof number, window, 2, "s");
        used = snprintf(expected, sizeof expected, "--window of at most some %s, or ", number);
    }
    if (!isnan(pulse)) {
        number_engineering(number, sizeof number, rounded_up(pulse), 2, "s");
        used += snprintf(expected + used, sizeof expected - (size_t)used, "--pulse of at least %s, or ", number);
    }
    if (!isnan(half)) {
        used += snprintf(expected + used, sizeof expected - (size_t)used, "--p-half of at least %.2g, or ",
                         rounded_up(half));
    }
    snprintf(expected + used, sizeof expected - (size_t)used, "a greater barrier, --set delta=NUMBER");
    return fail(diagnostic, STATUS_INPUT,
                "error: a window needs %.4g V, which alone switches a junction with probability %.3g, more than the "
                "%g of --p-half; expected %s",
                plan->row, plan->p_window, stdp->p_half, expected);
}

static enum status plan_pulses(const struct stdp *stdp, struct stdp_plan *plan, struct diagnostic *diagnostic)
{
    if (!set_pulses(stdp, stdp->pulse, plan)) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: no voltage up to 3 times the critical one, %.4g V, switches this junction with these "
                    "probabilities in %g s; expected another --pulse, or another barrier",
                    plan->at.vc, stdp->pulse);
    }
    return plan->p_window <= stdp->p_half ? STATUS_OK : refuse_window(stdp, plan, diagnostic);
}

/* ---- The neuron ---- */

/* The current in A of `count` open windows into a column whose junctions are parallel, `share` 1, or not, 0. */
static double current_of(const struct stdp_plan *plan, double share, double count)
{
    double unused[2];
    return count * mtj_rate_current(&plan->at, share, plan->row, &unused[0], &unused[1]);
}

static enum status plan_neuron(const struct stdp *stdp, struct stdp_plan *plan, struct diagnostic *diagnostic)
{
    struct stdp_neuron *neuron = &plan->neuron;
    *neuron = (struct stdp_neuron){.wall = dwmtj_default(),
                                   .supply = 0.1,
                                   .load = 500.0,
                                   .fires_at = 39e-3,
                                   .reset = -0.12,
                                   .timer = 100e-15,
                                   .inhibition = 2.0 * stdp->pulse,
                                   .refractory = fmax(stdp->window, 2.0 * stdp->pulse)};
    const double columns = fmin(fmax(floor(stdp->window / stdp->step * (1.0 + 1e-12)), 1.0), (double)stdp->width);
    const double here = 1.0 - stdp->stray * (1.0 - 1.0 / (double)stdp->lanes); /* the spikes from the bar's lane */
    const double most = here * columns * (double)stdp_lane_height(stdp), all = (double)stdp->width * stdp->step;
    const double contrast = 1.0 - current_of(plan, 0.0, 1.0) / current_of(plan, 1.0, 1.0);
    plan->peak_current = current_of(plan, 1.0, most);
    plan->leak_current = plan->peak_current * (1.0 - 0.9 * contrast); /* Eq. (L6) */
    const double above = 1.0 - plan->leak_current / plan->peak_current;
    const double time = above * columns * stdp->step + fabs(all - stdp->window); /* Eq. (L7) */
    const double charge = (plan->peak_current - plan->leak_current) * time * (double)stdp->lanes /
                          (3.5 * (double)stdp->outputs); /* Eq. (L7) */
    struct dwmtj *wall = &neuron->wall;
    const double conducts = neuron->fires_at / neuron->load / (neuron->supply - neuron->fires_at);
    neuron->threshold =
        dwmtj_left_edge(wall) + wall->width * (conducts - 1.0 / wall->rap) / (1.0 / wall->rp - 1.0 / wall->rap);
    neuron->gain = neuron->threshold / (dwmtj_mobility(wall) * charge);
    wall->vleak = -dwmtj_mobility(wall) * neuron->gain * plan->leak_current; /* Eq. (L6) */
    char why[400];
    if (!dwmtj_check(wall, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: the neurons of these times cannot be made: %s", why);
    }
    return STATUS_OK;
}

/* ---- The problem ---- */

static enum status check_sizes(const struct stdp *stdp, struct diagnostic *diagnostic)
{
    if (stdp->height % stdp->lanes != 0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --lanes %zu does not divide the height of --pixels, %zu, evenly; expected a divisor of it",
                    stdp->lanes, stdp->height);
    }
    if (stdp->outputs < stdp->lanes) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --outputs %zu is less than --lanes %zu; expected at least one output for each lane",
                    stdp->outputs, stdp->lanes);
    }
    if (stdp_rows(stdp) * stdp->outputs > STDP_MOST_CELLS) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: %zu x %zu pixels and %zu outputs need %zu junctions; expected at most %d", stdp->width,
                    stdp->height, stdp->outputs, stdp_rows(stdp) * stdp->outputs, STDP_MOST_CELLS);
    }
    if (stdp->window < 2.0 * stdp->pulse) {
        return fail(
            diagnostic, STATUS_INPUT,
            "error: a window of %g s is shorter than a pulse with its two halves, %g s; expected --window of at least "
            "that, or --pulse of at most %g",
            stdp->window, 2.0 * stdp->pulse, 0.5 * stdp->window);
    }
    if (!(stdp->p_half < stdp->p_on && stdp->p_half < stdp->p_off)) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --p-half %g is not below --p-on %g and --p-off %g; expected a small part of them",
                    stdp->p_half, stdp->p_on, stdp->p_off);
    }
    return STATUS_OK;
}

enum status stdp_plan(const struct stdp *stdp, struct stdp_plan *plan, struct diagnostic *diagnostic)
{
    char why[400];
    enum status status = check_sizes(stdp, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (!scatter_check_share("vc", stdp->sigma_vc, why, sizeof why) ||
        !mtj_rate_check(&stdp->junction, why, sizeof why) ||
        !mtj_rate_warm(&stdp->junction, NOMINAL_TEMPERATURE, &plan->at, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: %s", why);
    }
    plan->passage = (double)(stdp->width - 1) * stdp->step + stdp->window;
    status = plan_pulses(stdp, plan, diagnostic);
    return status == STATUS_OK ? plan_neuron(stdp, plan, diagnostic) : status;
}

/* A number above 0 and at most 1, `index` of those of `what`. */
static double drawn(const struct stdp *stdp, const char *what, size_t index)
{
    uint64_t key = hash_more(HASH_EMPTY, what, strlen(what)) ^ random_mix(stdp->seed);
    return random_share(random_bits(key, index));
}

/* A whole number below `count`. */
static size_t choose(double share, size_t count)
{
    size_t chosen = (size_t)(share * (double)count);
    return chosen < count ? chosen : count - 1;
}

size_t stdp_lane(const struct stdp *stdp, size_t passage)
{
    return choose(drawn(stdp, "lanes", passage), stdp->lanes);
}

size_t stdp_spike(const struct stdp *stdp, size_t passage, size_t step, size_t across)
{
    const size_t lane = stdp_lane(stdp, passage), height = stdp_lane_height(stdp);
    const size_t number = (passage * stdp->width + step) * height + across;
    if (drawn(stdp, "strays", number) < stdp->stray) {
        return choose(drawn(stdp, "places", number), stdp_rows(stdp));
    }
    size_t x = lane % 2 == 0 ? step : stdp->width - 1 - step;
    return (lane * height + across) * stdp->width + x;
}

bool stdp_starts_parallel(const struct stdp *stdp, size_t row, size_t output)
{
    return drawn(stdp, "parallel", row * stdp->outputs + output) <= stdp->parallel;
}

double stdp_critical_voltage(const struct stdp *stdp, size_t row, size_t output)
{
    double z = scatter_normal(stdp->seed, "vc", row * stdp->outputs + output);
    return mtj_rate_critical_voltage(&stdp->junction) * (1.0 + stdp->sigma_vc * z);
}

void stdp_junction_name(size_t row, size_t output, char name[STDP_NAME])
{
    snprintf(name, STDP_NAME, "a_%zu_%zu", row, output);
}
