#include "models/dwmtj/dwmtj.h"

#include "base/c_locale.h"

#include <math.h>
#include <stdio.h>

const struct parameter dwmtj_parameters[DWMTJ_PARAMETERS] = {
#define PARAMETER(name, unit, standard, least, greatest, kind, text, source)                                           \
    {#name, unit, standard, least, greatest, kind, text, source, offsetof(struct dwmtj, name)},
#include "models/dwmtj/parameters.def"
#undef PARAMETER
};
const struct parameter_table dwmtj_table = {dwmtj_parameters, DWMTJ_PARAMETERS};

struct dwmtj dwmtj_default(void)
{
    return (struct dwmtj){
#define PARAMETER(name, unit, standard, ...) .name = (standard),
#include "models/dwmtj/parameters.def"
#undef PARAMETER
    };
}

/* True where `value` is below `least` by more than rounding. */
static bool is_below(double value, double least)
{
    return !parameter_within(value, least, INFINITY);
}

/* The parameters of a wall with an angle fit together; without one there is none of them. */
static bool angle_is_sound(const struct dwmtj *d, char *why, size_t size)
{
    const double least_alpha = 1e-4, least_delta = 1e-10; /* m: below them no wall is, and a run would hardly end */
    if (d->alpha == 0.0 && (d->beta != 0.0 || d->hk != 0.0)) {
        snprintf(why, size, "parameter %s = %g does nothing while alpha is 0", d->beta != 0.0 ? "beta" : "hk",
                 d->beta != 0.0 ? d->beta : d->hk);
    } else if (!parameter_is_whole(d->noise) || (d->noise > 0.0 && d->alpha == 0.0)) {
        snprintf(why, size, "parameter noise = %.10g must be a whole number, and alpha above 0 with it", d->noise);
    } else if (d->alpha > 0.0 && is_below(d->alpha, least_alpha)) {
        snprintf(why, size, "parameter alpha = %g must be 0 (off) or at least %g", d->alpha, least_alpha);
    } else if (d->alpha > 0.0 && is_below(d->delta, least_delta)) {
        snprintf(why, size, "parameter delta = %g m must be at least %g m where alpha is above 0", d->delta,
                 least_delta);
    } else if (d->alpha > 0.0 && d->idepin > 0.0) {
        snprintf(why, size, "parameters alpha and idepin exclude each other: pinning holds a wall without an angle");
    } else {
        return true;
    }
    return false;
}

bool dwmtj_check(const struct dwmtj *d, char *why, size_t size)
{
    IN_C_LOCALE;
    if (!parameters_check(&dwmtj_table, d, why, size) || !junction_check(d->rp, d->rap, d->vhalf, why, size) ||
        !angle_is_sound(d, why, size)) {
        return false;
    }
    if (!junction_check_curie(d->tcurie, why, size)) {
        return false;
    }
    if (dwmtj_left_edge(d) < -PARAMETER_ROUNDING * d->length ||
        !parameter_within(dwmtj_right_edge(d), 0.0, d->length)) {
        snprintf(why, size, "parameter width = %g m puts the junction (%g to %g m) beyond the track (0 to %g m)",
                 d->width, dwmtj_left_edge(d), dwmtj_right_edge(d), d->length);
        return false;
    }
    if (!parameter_within(d->xinit, 0.0, d->length)) {
        snprintf(why, size, "parameter xinit = %g m is beyond the track, 0 to %g m", d->xinit, d->length);
        return false;
    }
    struct dwmtj nominal = *d;
    return !dwmtj_is_thermal(d) || dwmtj_apply_temperature(&nominal, NOMINAL_TEMPERATURE, why, size);
}

/* ln(2 cosh(s/delta)) - |s|/delta: what a soft edge at distance `s` adds, without overflow. */
static double soft_edge(double s, double delta)
{
    return log1p(exp(-2.0 * fabs(s) / delta));
}

double dwmtj_softening(const struct dwmtj *d, double x)
{
    double left = x - dwmtj_left_edge(d), right = x - dwmtj_right_edge(d);
    return 0.5 * d->delta / d->width * (soft_edge(left, d->delta) - soft_edge(right, d->delta)); /* Eq. (21a) */
}

double dwmtj_soft_slope(const struct dwmtj *d, double x)
{
    double left = x - dwmtj_left_edge(d), right = x - dwmtj_right_edge(d);
    return 0.5 / d->width * (tanh(left / d->delta) - tanh(right / d->delta)); /* Eq. (21b) */
}

bool dwmtj_apply_temperature(struct dwmtj *d, double kelvin, char *why, size_t size)
{
    IN_C_LOCALE;
    double t = kelvin + d->dtemp;
    double ms = d->ms;
    if (!junction_demagnetize(&ms, d->tcurie, t, why, size) ||
        !junction_warm(d->rp, &d->rap, d->pbloch, t, why, size)) {
        return false;
    }
    d->ms = ms;
    return true;
}

struct dwmtj dwmtj_nominal(const struct dwmtj *device)
{
    struct dwmtj nominal = *device;
    if (dwmtj_is_thermal(device)) {
        char why[200];
        dwmtj_apply_temperature(&nominal, NOMINAL_TEMPERATURE, why, sizeof why);
    }
    return nominal;
}

double dwmtj_apply_bias(struct dwmtj *d, double x, double v)
{
    double slope;
    d->rap = junction_rap_at(d->rp, d->rap, d->vhalf, v, &slope); /* Eq. (25a) */
    return (1.0 - dwmtj_share_passed(d, x)) * slope;              /* Eq. (25b) */
}

/* dwmtj_advance_slope for a device with pinning. */
static double pinned_advance_slope(const struct dwmtj *d, double x, double v_start, double v_end, double h)
{
    struct dwmtj_pinned_step c = dwmtj_pinned_step(dwmtj_pinned_up_to(d), v_start, v_end, h);
    bool one_way = c.from * c.to > 0.0;
    double free_stop = x + 0.5 * c.before * (c.from + (one_way ? c.to : 0.0));
    double stop = dwmtj_clamp(free_stop, 0.0, d->length);
    double end = stop + 0.5 * c.after * c.to;
    if (end < 0.0 || end > d->length || (one_way && stop != free_stop)) {
        return 0.0; /* an end of the track holds the wall */
    }
    if (one_way) {
        return 0.5 * h;
    }
    double of_stop = stop == free_stop ? 0.5 * c.before * c.before / h : 0.0;
    return of_stop + c.after * (1.0 - 0.5 * c.after / h); /* Eq. (24c) */
}

double dwmtj_advance_slope(const struct dwmtj *d, double x, double v_start, double v_end, double h)
{
    if (d->idepin > 0.0) {
        return pinned_advance_slope(d, x, v_start, v_end, h);
    }
    double before = h * dwmtj_share_before_turn(v_start, v_end), after = h - before;
    double v_turn = after > 0.0 ? 0.0 : v_end;
    double free_turn = x + 0.5 * before * (v_start + v_turn);
    double turn = dwmtj_clamp(free_turn, 0.0, d->length);
    double end = turn + 0.5 * after * v_end;
    if (end < 0.0 || end > d->length || (after == 0.0 && turn != free_turn)) {
        return 0.0; /* an end of the track holds the wall */
    }
    return turn == free_turn ? 0.5 * h : 0.5 * after * (1.0 + before / h); /* Eq. (8) */
}

/* The longest way in m that a wall may go in a step below the junction, `depth` (m) behind the place at which its front
 * comes to the junction and `left` before the place at which its back leaves it. */
static double longest_way_below(const struct dwmtj *d, double depth, double left, double little)
{
    double allowed = fmin(fmin(depth + d->dxmax / 4.0, d->dxmax), left + little);
    const double edge = 2.0 * dwmtj_reach(d); /* while a wall of finite width crosses an edge, Eq. (22) */
    if (d->delta > 0.0 && (depth < edge || left <= edge)) {
        return fmin(allowed, fmax(d->delta, d->dxmax / 4.0));
    }
    return d->delta > 0.0 ? fmin(allowed, left - edge + little) : allowed;
}

double dwmtj_longest_step(const struct dwmtj *d, double x, double v)
{
    double motion = dwmtj_motion(d, x, v);
    if (motion == 0.0) {
        return INFINITY;
    }
    /* Rounding decides on which side of a goal a step ends. The edge where the conductance begins to change is stopped
     * at a little before, so that the long step up to it sees none of the change; the other edge and the end a little
     * beyond. What is nearer than that is passed by ten times as much: ngspice takes no steps below a picosecond. */
    const double little = 1e-3 * d->dxmax, soft = dwmtj_reach(d);
    double to_end = motion > 0.0 ? d->length - x : x;
    double to_far_edge = (motion > 0.0 ? dwmtj_right_edge(d) - x : x - dwmtj_left_edge(d)) + soft;
    double to_near_edge = to_far_edge - d->width - 2.0 * soft;

    double allowed = to_end + little;
    if (to_near_edge > 10.0 * little) {
        allowed = to_near_edge - little;
    } else if (to_far_edge > 0.0) {
        allowed = fmin(allowed, longest_way_below(d, fmax(-to_near_edge, 0.0), to_far_edge, little));
    }
    return fmax(allowed, 10.0 * little) / fabs(motion); /* Eq. (9a) */
}

double dwmtj_smooth_step(const struct dwmtj *d, double x, double v, double rate, double bend)
{
    double v_pin = d->idepin > 0.0 ? dwmtj_pinned_up_to(d) : 0.0;
    bool rests = dwmtj_motion(d, x, v) == 0.0 && (v != 0.0 || v_pin > 0.0);
    bool leaves = rate > 0.0 ? x < d->length : rate < 0.0 && x > 0.0;
    if (bend == 0.0 || (rests && !leaves)) {
        return INFINITY;
    }
    double step = cbrt(12.0 * d->dxtol / fabs(bend)); /* Eq. (9b) */
    double v_leave = rate > 0.0 ? v_pin : -v_pin;
    return rests ? step + (v_leave - v) / rate : step;
}

double dwmtj_step_to_rest(const struct dwmtj *d, double x, double v, double rate)
{
    double motion = dwmtj_motion(d, x, v);
    if (motion * rate >= 0.0) {
        return INFINITY;
    }
    return fabs(motion / rate) + sqrt(2.0 * d->dxtol / fabs(rate)); /* Eq. (24d) */
}
