/* A skyrmion on a track: the physics of one device, in SI units.
 *
 * A rigid disc of reversed magnetization with a wall around it moves in two coordinates by Thiele's equation: x along
 * the track, from 0 to its length, y across it, from its middle. The spin-orbit torque of the current in the heavy
 * metal below drives it, the edges repel it, and a junction across the track is more conductive while it is below.
 * Equation numbers are those of docs/skyrmion.md. Nothing here allocates, prints or keeps state. */
#ifndef SKYRMION_H
#define SKYRMION_H

#include "models/noise.h"
#include "models/parameters.h"

/* One device's parameters, each field as the table in parameters.def says. */
struct skyrmion {
#define PARAMETER(name, ...) double name;
#include "models/skyrmion/parameters.def"
#undef PARAMETER
};

enum {
#define PARAMETER(name, ...) SKYRMION_##name,
#include "models/skyrmion/parameters.def"
#undef PARAMETER
    SKYRMION_PARAMETERS
};

extern const struct parameter_table skyrmion_table;

/* True when every parameter is within its limits, and they fit together, but for rounding. Otherwise writes to `why`
 * (`size` bytes) which parameter is wrong, its value and what was expected. */
bool skyrmion_check(const struct skyrmion *device, char *why, size_t size);

/* Whether the wall is so wide that the coefficients of the motion are more than 7 % off; and then a sentence that says
 * so in `text` (`size` bytes). */
bool skyrmion_is_blurred(const struct skyrmion *device, char *text, size_t size);

/* What one device's equation of motion consists of. */
struct skyrmion_motion {
    double gyro;        /* G, kg/s: positive where the skyrmion deflects to the right of its drive */
    double drag;        /* alpha times the dissipation tensor, kg/s */
    double per_current; /* force along the track for each ampere in the heavy metal, N/A */
    double leak;        /* force along the track without a current, N */
    double friction;    /* up to which pinning holds it, N */
    double edge, decay; /* of the repulsion of an edge: greatest force, N, and the length over which it falls, m */
    double x_least, x_most, y_most; /* where the rim comes to an end or to a side of the track, m */
    double cell;                    /* a step of the motion, s: a power of two */
    struct noise noise;             /* of the force along and across the track, N; its cell is that above */
};

/* Without noise. Eqs. (K2) to (K5), (K7). */
struct skyrmion_motion skyrmion_motion_of(const struct skyrmion *device);

/* Gives the motion the noise of the device `name` at `kelvin` (K; dtemp is added), where the device has a seed.
 * Eq. (K6). */
void skyrmion_heat(struct skyrmion_motion *motion, const struct skyrmion *device, const char *name, double kelvin);

/* The force in N of the ends and sides of the track at `place`: x, y. Eq. (K4). */
void skyrmion_edge_force(const struct skyrmion_motion *motion, const double place[2], double force[2]);

/* The velocity in m/s of a skyrmion on which `force` (N) acts: pinning is added. Eqs. (K1), (K5). */
void skyrmion_velocity(const struct skyrmion_motion *motion, const double force[2], double velocity[2]);

/* What one time point leaves to the next. */
struct skyrmion_path {
    double at[2];    /* x and y, m */
    double start[2]; /* where the cell of time began that this time is in */
    double mean;     /* of the current since then, A */
    bool lost;       /* it was pushed over an edge, where it would vanish: it is no longer followed */
    double left[2];  /* where it was lost: its rim was at the edge, m */
    double left_at;  /* and when, s */
};

/* "its right end", or the like: the edge of the track at which a skyrmion was lost. */
const char *skyrmion_edge(const struct skyrmion_motion *motion, const struct skyrmion_path *path);

/* A path that begins at x, y (m). */
struct skyrmion_path skyrmion_begin(double x, double y);

/* Follows the skyrmion from time `from` to `to` (s) while the current goes linearly from `first` to `last` (A). One
 * step for each cell, so that a path under a constant current is the same to the last bit wherever it is interrupted.
 * *path is as the last call left it, or as skyrmion_begin. */
void skyrmion_advance(const struct skyrmion_motion *motion, double first, double last, double from, double to,
                      struct skyrmion_path *path);

/* The share of the junction below which the skyrmion at `x` (m) is. *slope: its derivative, 1/m. Eq. (K8). */
double skyrmion_share(const struct skyrmion *device, double x, double *slope);

/* The current in A through the junction with `v` (V) over it. *conductance: its derivative with respect to v, S;
 * *place_slope: with respect to x, A/m. Eq. (K8). */
double skyrmion_junction(const struct skyrmion *device, double x, double v, double *conductance, double *place_slope);

/* How far a skyrmion at `x` (m) may go in a time step, m: a part of the way to the junction. Eq. (K10). */
double skyrmion_longest_way(const struct skyrmion *device, double x);

/* How x answers to a small current of angular frequency `omega` (rad/s) in the heavy metal, about `place` and the
 * current `i` (A): m/A, real and imaginary part. Eq. (K9). */
void skyrmion_response(const struct skyrmion_motion *motion, const double place[2], double i, double omega,
                       double response[2]);

#endif
