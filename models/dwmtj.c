#include "dwmtj.h"

#include <math.h>
#include <stdio.h>

/* CODATA 2018. */
static const double BOHR_MAGNETON = 9.2740100783e-24;    /* J/T */
static const double ELEMENTARY_CHARGE = 1.602176634e-19; /* C */

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
    *(double *)((char *)device + dwmtj_parameters[index].offset) = value;
}

double dwmtj_get(const struct dwmtj *device, size_t index)
{
    return *(const double *)((const char *)device + dwmtj_parameters[index].offset);
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

double dwmtj_mobility(const struct dwmtj *d)
{
    return d->g * BOHR_MAGNETON * d->polarization / (2.0 * ELEMENTARY_CHARGE * d->ms * d->area); /* Eq. (1) */
}

double dwmtj_velocity(const struct dwmtj *d, double current)
{
    return dwmtj_mobility(d) * current + d->vleak; /* Eq. (2) */
}

double dwmtj_motion(const struct dwmtj *d, double x, double v)
{
    bool stopped = (x <= 0.0 && v < 0.0) || (x >= d->length && v > 0.0);
    return stopped ? 0.0 : v; /* Eq. (3) */
}

double dwmtj_left_edge(const struct dwmtj *d)
{
    return d->position * d->length - 0.5 * d->width;
}

double dwmtj_right_edge(const struct dwmtj *d)
{
    return d->position * d->length + 0.5 * d->width;
}

static double clamp(double value, double least, double greatest)
{
    return fmin(fmax(value, least), greatest);
}

double dwmtj_conductance(const struct dwmtj *d, double x)
{
    double f = clamp((x - dwmtj_left_edge(d)) / d->width, 0.0, 1.0); /* Eq. (4) */
    return 1.0 / d->rap + (1.0 / d->rp - 1.0 / d->rap) * f;          /* Eq. (5) */
}

double dwmtj_conductance_slope(const struct dwmtj *d, double x)
{
    bool below = x > dwmtj_left_edge(d) && x < dwmtj_right_edge(d);
    return below ? (1.0 / d->rp - 1.0 / d->rap) / d->width : 0.0; /* Eq. (6) */
}

bool dwmtj_is_on(const struct dwmtj *d, double x)
{
    return x > d->position * d->length;
}

struct dwmtj_step dwmtj_advance(const struct dwmtj *d, double x, double v_start, double v_end, double h)
{
    bool turns = (v_start < 0.0 && v_end > 0.0) || (v_start > 0.0 && v_end < 0.0);
    if (!turns) {
        double free = x + 0.5 * h * (v_start + v_end);
        double stopped = clamp(free, 0.0, d->length); /* Eq. (7a) */
        return (struct dwmtj_step){stopped, stopped == free ? 0.5 * h : 0.0};
    }
    double before = h * v_start / (v_start - v_end); /* until the drive is zero */
    double after = h - before;
    double turning = clamp(x + 0.5 * before * v_start, 0.0, d->length);
    double free = turning + 0.5 * after * v_end;
    double stopped = clamp(free, 0.0, d->length); /* Eq. (7b) */

    double slope = 0.5 * h; /* Eq. (8) */
    if (stopped != free) {
        slope = 0.0;
    } else if (turning != x + 0.5 * before * v_start) {
        slope = 0.5 * after * (1.0 + before / h);
    }
    return (struct dwmtj_step){stopped, slope};
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
        allowed = fmin(fmin(depth + d->dxmax / 8.0, d->dxmax), to_far_edge + little);
    }
    return fmax(allowed, 10.0 * little) / fabs(motion); /* Eq. (9a) */
}

double dwmtj_smooth_step(const struct dwmtj *d, double x, double v, double rate, double bend)
{
    double step = cbrt(12.0 * d->dxtol / fabs(bend)); /* Eq. (9b) */
    if (v == 0.0 || dwmtj_motion(d, x, v) != 0.0) {
        return step;
    }
    bool turns_inwards = v < 0.0 ? rate > 0.0 : rate < 0.0;
    return turns_inwards ? step - v / rate : INFINITY;
}
