#include "netgen/load_phase.h"

#include "netgen/supply.h"

#include <math.h>
#include <stdint.h>

/* The load phase: soma walls start at t = 0 with constant velocity, and while one crosses its junction the axons' drive
 * rises with the junction's conductance. */
struct load_phase {
    double g_off, g_on; /* of the soma's junction, S */
    double g_tracks;    /* of all axon tracks of a neuron together, S */
    double scale;       /* axon velocity for V_DW on the tracks, m/s */
    double leak;        /* of the axons, and what pinning holds of a wall that moves to the right, m/s */
};

static double axon_velocity(const struct load_phase *p, double g)
{
    return p->scale * g / (g + p->g_tracks) + p->leak;
}

/* The conductance at which the axon's drive is zero. */
static double turning_conductance(const struct load_phase *p)
{
    double share = -p->leak / p->scale;
    return share * p->g_tracks / (1.0 - share);
}

/* How far the axon's wall goes while the soma's wall crosses its junction in `crossing` seconds. */
static double distance_while_crossing(const struct load_phase *p, double crossing)
{
    double from = fmax(p->g_off, turning_conductance(p));
    double rate = (p->g_on - p->g_off) / crossing;
    double time = (p->g_on - from) / rate;
    double delay = p->g_tracks / rate * log((p->g_on + p->g_tracks) / (from + p->g_tracks));
    return p->scale * (time - delay) + p->leak * time; /* Eq. (16) */
}

/* When the axon's wall rests while the soma's wall, with a width, goes along its track with `speed` (m/s) and stays at
 * the end. The midpoint rule: its error is far below the 10 ps to which load times are rounded. */
static double soft_axon_rests(const struct load_phase *p, const struct dwmtj *soma, double speed, double length)
{
    const int parts = 10000;
    const double h = soma->length / speed / parts; /* s */
    double gone = 0.0;                             /* m */
    for (int k = 0; k < parts; k++) {
        double velocity = axon_velocity(p, dwmtj_conductance(soma, (k + 0.5) * h * speed));
        double way = h * fmax(velocity, 0.0); /* Eq. (28) */
        if (gone + way >= length) {
            return h * (k + (length - gone) / way);
        }
        gone += way;
    }
    double on_velocity = axon_velocity(p, dwmtj_conductance(soma, soma->length));
    return h * parts + (on_velocity > 0.0 ? (length - gone) / on_velocity : 0.0);
}

/* The time after which the wall of `axon` rests whose soma's wall moves with `speed` (m/s), and whose neuron's tracks
 * conduct `g_tracks` (S) in all; 0 where it never switches. */
static double axon_load_time(const struct dwmtj *soma, const struct dwmtj *axon, double v_dw, double speed,
                             double g_tracks)
{
    struct load_phase phase = {
        .g_off = 1.0 / soma->rap,
        .g_on = 1.0 / soma->rp,
        .g_tracks = g_tracks,
        .scale = dwmtj_mobility(axon) * v_dw / axon->rm,
        .leak = axon->vleak - dwmtj_pinned_up_to(axon),
    };
    if (soma->delta > 0.0) {
        return soft_axon_rests(&phase, soma, speed, axon->length);
    }
    double on_velocity = axon_velocity(&phase, phase.g_on);
    if (!(on_velocity > 0.0)) {
        return 0.0;
    }
    double crossed = dwmtj_right_edge(soma) / speed;
    double gone = phase.g_on > phase.g_off ? distance_while_crossing(&phase, soma->width / speed) : 0.0;
    return crossed + fmax(axon->length - gone, 0.0) / on_velocity; /* Eq. (16) */
}

/* The speed of the soma's wall in the load phase, m/s; at most 0 where V_C = `v_c` does not move it. */
static double load_speed(double v_c, const struct dwmtj *soma)
{
    return dwmtj_motion(soma, 0.0, dwmtj_velocity(soma, v_c / soma->rm));
}

/* The load time of neuron i with the devices that it has. */
static double neuron_load_time(const struct network *net, size_t i)
{
    const struct dwmtj soma = network_nominal_soma(net, i);
    double speed = load_speed(network_v_c(net, i), &soma);
    if (!(speed > 0.0)) {
        return INFINITY;
    }
    double longest = soma.length / speed, g_tracks = supply_track_conductance(net, i), v_dw = network_v_dw(net, i);
    for (size_t k = 0; k < network_fan_out(net, i); k++) {
        const struct dwmtj axon = network_nominal_axon(net, i, network_target(net, i, k));
        longest = fmax(longest, axon_load_time(&soma, &axon, v_dw, speed, g_tracks));
    }
    return longest;
}

/* The same where devices are equal. */
static double equal_load_time(const struct network *net, size_t i)
{
    const struct dwmtj soma = dwmtj_nominal(&net->soma), axon = dwmtj_nominal(&net->axon);
    const size_t fan_out = network_fan_out(net, i);
    double speed = load_speed(network_v_c(net, i), &soma), g_tracks = (double)fan_out / axon.rm;
    if (!(speed > 0.0)) {
        return INFINITY;
    }
    double longest = soma.length / speed;
    return fan_out > 0 ? fmax(longest, axon_load_time(&soma, &axon, network_v_dw(net, i), speed, g_tracks)) : longest;
}

double load_phase_time(const struct network *net)
{
    const struct variation *variation = &net->variation;
    const bool devices = variation_of_devices(variation);
    const bool sources =
        variation_of_source(variation, VARIATION_V_DW) || variation_of_source(variation, VARIATION_V_C);
    double longest = 0.0;
    size_t fan_out = SIZE_MAX; /* of the neuron before: those of many neurons are alike */
    for (size_t i = 0; i < (devices || sources || net->weights.wiring ? net->n : 1); i++) {
        if (devices) {
            longest = fmax(longest, neuron_load_time(net, i));
        } else if (sources || network_fan_out(net, i) != fan_out) {
            fan_out = network_fan_out(net, i);
            longest = fmax(longest, equal_load_time(net, i));
        }
    }
    return longest;
}
