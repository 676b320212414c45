#include "dwmtj.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const struct dwmtj_parameter dwmtj_parameters[DWMTJ_PARAMETERS] = {
#define DWMTJ_PARAMETER(name, unit, standard, least, greatest, text, source)                                           \
    {#name, unit, standard, least, greatest, text, source, offsetof(struct dwmtj, name)},
#include "parameters.def"
#undef DWMTJ_PARAMETER
};

_Static_assert(sizeof(struct dwmtj) == DWMTJ_PARAMETERS * sizeof(double), "DWMTJ_PARAMETERS counts parameters.def");

struct dwmtj dwmtj_default(void)
{
    return (struct dwmtj){
#define DWMTJ_PARAMETER(name, unit, standard, least, greatest, text, source) .name = (standard),
#include "parameters.def"
#undef DWMTJ_PARAMETER
    };
}

void dwmtj_set(struct dwmtj *device, size_t index, double value)
{
    memcpy((char *)device + dwmtj_parameters[index].offset, &value, sizeof value);
}

double dwmtj_get(const struct dwmtj *device, size_t index)
{
    double value;
    memcpy(&value, (const char *)device + dwmtj_parameters[index].offset, sizeof value);
    return value;
}

static bool within_limits(const struct dwmtj *device, char *why, size_t size)
{
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct dwmtj_parameter *p = &dwmtj_parameters[i];
        double value = dwmtj_get(device, i);
        if (!(value >= p->least && value <= p->greatest)) { /* NaN fails too */
            snprintf(why, size, "parameter %s = %g%s%s is out of its limits, %g to %g", p->name, value,
                     *p->unit ? " " : "", p->unit, p->least, p->greatest);
            return false;
        }
    }
    return true;
}

bool dwmtj_check(const struct dwmtj *d, char *why, size_t size)
{
    if (!within_limits(d, why, size)) {
        return false;
    }
    const double rounding = 1e-9 * d->length; /* 100n is not to the last bit 1e-7 in ngspice */
    if (dwmtj_left_edge(d) < -rounding || dwmtj_right_edge(d) > d->length + rounding) {
        snprintf(why, size, "parameter width = %g m puts the junction (%g to %g m) beyond the track (0 to %g m)",
                 d->width, dwmtj_left_edge(d), dwmtj_right_edge(d), d->length);
        return false;
    }
    if (d->rap < d->rp) {
        snprintf(why, size, "parameter rap = %g Ohm is below rp = %g Ohm; it must be at least rp", d->rap, d->rp);
        return false;
    }
    if (d->xinit > d->length + rounding) {
        snprintf(why, size, "parameter xinit = %g m is beyond the track, 0 to %g m", d->xinit, d->length);
        return false;
    }
    return true;
}

double dwmtj_advance_slope(const struct dwmtj *d, double x, double v_start, double v_end, double h)
{
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

double dwmtj_longest_step(const struct dwmtj *d, double x, double v)
{
    double motion = dwmtj_motion(d, x, v);
    if (motion == 0.0) {
        return INFINITY;
    }
    /* Rounding decides on which side of a goal a step ends. The edge where the conductance begins to change is stopped
     * at a little before, so that the long step up to it sees none of the change; the other edge and the end a little
     * beyond. What is nearer than that is passed by ten times as much: ngspice takes no steps below a picosecond. */
    const double little = 1e-3 * d->dxmax;
    double to_end = motion > 0.0 ? d->length - x : x;
    double to_far_edge = motion > 0.0 ? dwmtj_right_edge(d) - x : x - dwmtj_left_edge(d);
    double to_near_edge = to_far_edge - d->width;

    double allowed = to_end + little;
    if (to_near_edge > 10.0 * little) {
        allowed = to_near_edge - little;
    } else if (to_far_edge > 0.0) {
        double depth = fmax(-to_near_edge, 0.0);
        allowed = fmin(fmin(depth + d->dxmax / 4.0, d->dxmax), to_far_edge + little);
    }
    return fmax(allowed, 10.0 * little) / fabs(motion); /* Eq. (9a) */
}

double dwmtj_smooth_step(const struct dwmtj *d, double x, double v, double rate, double bend)
{
    bool rests = v != 0.0 && dwmtj_motion(d, x, v) == 0.0;
    bool turns_inwards = v < 0.0 ? rate > 0.0 : rate < 0.0;
    if (bend == 0.0 || (rests && !turns_inwards)) {
        return INFINITY;
    }
    double step = cbrt(12.0 * d->dxtol / fabs(bend)); /* Eq. (9b) */
    return rests ? step - v / rate : step;
}
