/* The magnetic tunnel junction against closed forms and against the Fokker-Planck equation, which the tests solve.
 * models/mtj/qa has what the device does in ngspice. Seeds are fixed. A mean of n values is compared within 5.5 of its
 * standard deviations, which would fail for one seed in 2.6e7 if the seed were not fixed. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/device.h"
#include "models/mtj/mtj.h"
#include "tests/support/expect.h"

#include <math.h>
#include <string.h>

static const double SIGMAS = 5.5, KELVIN = 300.15;
static const double NO_FIELD[3] = {0.0, 0.0, 0.0};

static struct mtj standard(void)
{
    struct mtj d;
    device_reset(device_find("mtj"), &d);
    return d;
}

/* What docs/mtj.md says of a perpendicular device, written out again. */
struct scales {
    double hk, energy, barrier, current, time, voltage;
};
static struct scales scales_of(const struct mtj *d)
{
    struct scales s;
    double volume = d->vact > 0.0 ? d->vact : M_PI * d->diameter * d->diameter * d->tfree / 4.0;
    s.hk = 2.0 * d->ki / (MU_0 * d->ms * d->tfree) - d->ms * (d->nz - d->nx);
    s.energy = 0.5 * MU_0 * d->ms * s.hk * volume; /* Eq. (J2) */
    s.barrier = s.energy / (BOLTZMANN * KELVIN);
    s.current = 4.0 * ELEMENTARY_CHARGE / HBAR * d->alpha / d->polarization * s.energy; /* Eq. (J3), eta = P */
    s.time = (1.0 + d->alpha * d->alpha) / (d->alpha * GAMMA_0 * s.hk);                 /* Eq. (J4) */
    s.voltage = s.current * (1.0 + d->polarization * d->polarization) * d->rp;          /* Eq. (J10) */
    return s;
}

/* A device of the barrier `barrier` (k_B T) whose torque is that of the current, with noise of `seed`. */
static struct mtj with_barrier(double barrier, double alpha, double seed)
{
    struct mtj d = standard();
    d.alpha = alpha;
    d.torque = MTJ_BY_CURRENT;
    d.noise = seed;
    d.vact = M_PI * d.diameter * d.diameter * d.tfree / 4.0 * barrier / scales_of(&d).barrier;
    return d;
}

START_TEST(default_device_has_the_documented_scales)
{
    struct mtj d = standard();
    const struct scales s = scales_of(&d);
    expect_close(s.hk, 231.9e3, 1e-3);
    expect_close(s.barrier, 82.84, 1e-3);
    expect_close(s.current, 27.82e-6, 1e-3);
    expect_close(s.time, 1.949e-9, 1e-3);
    expect_close(s.voltage, 0.2608, 1e-3);
    expect_close(mtj_moment(&d) * s.hk / 2.0, s.energy, 1e-12);
    struct macrospin magnet = mtj_magnet(&d, KELVIN, "a");
    expect_close(macrospin_field_range(&magnet), s.hk, 1e-7); /* two equal axes cost half of the digits */
    ck_assert_double_eq(magnet.noise.spread, 0.0);
    d.noise = 1.0;
    magnet = mtj_magnet(&d, KELVIN, "a");
    ck_assert_double_eq(magnet.noise.cell, 0x1p-38); /* 3.6 ps */
}
END_TEST

/* Whether the state of `start` is stable at a voltage. */
static bool is_stable(struct mtj d, double start, double v)
{
    double well[3];
    struct macrospin_small small;
    d.start = start;
    mtj_well(&d, well);
    struct macrospin magnet = mtj_magnet(&d, KELVIN, "a");
    double conductance, slope, current = mtj_current(&d, start == 0.0 ? 1.0 : -1.0, v, &conductance, &slope);
    struct macrospin_drive drive = mtj_drive(&d, v, current, NO_FIELD);
    return macrospin_linearize(&magnet, &drive, well, &small);
}

START_TEST(critical_voltage_is_the_same_both_ways)
{
    struct mtj d = standard();
    d.vhalf = 0.0;
    d.rap = d.rp * (1.0 + d.polarization * d.polarization) / (1.0 - d.polarization * d.polarization);
    const double critical = scales_of(&d).voltage;
    for (int k = 0; k < 2; k++) {
        double sign = k ? 1.0 : -1.0; /* a positive voltage favours the parallel state */
        ck_assert(is_stable(d, k, sign * 0.999 * critical));
        ck_assert(!is_stable(d, k, sign * 1.001 * critical));
        ck_assert(is_stable(d, k, -sign * 3.0 * critical));
    }
    double slope, conductance, parallel = mtj_current(&d, 1.0, critical, &conductance, &slope),
                               antiparallel = mtj_current(&d, -1.0, critical, &conductance, &slope);
    expect_close(parallel / antiparallel, 25.0 / 7.0, 1e-12); /* R_AP/R_P = (1 + P^2)/(1 - P^2) */
    expect_close(parallel, 43.5e-6, 1e-3);
    /* by the current alone: one current, with eta = P */
    d.torque = MTJ_BY_CURRENT;
    for (int k = 0; k < 2; k++) {
        double sign = k ? 1.0 : -1.0, v = sign * scales_of(&d).current * (k ? d.rap : d.rp);
        ck_assert(is_stable(d, k, 0.999 * v));
        ck_assert(!is_stable(d, k, 1.001 * v));
    }
    /* a spin valve: eta of Eq. (E3) at 0 and at 180 degrees, with Lambda = 1.5 */
    d.torque = MTJ_SPIN_VALVE;
    d.lambda = 1.5;
    for (int k = 0; k < 2; k++) {
        double share = k ? 2.25 : 1.0; /* 2 L^2/(L^2 + 1 -+ (L^2 - 1)) */
        double sign = k ? 1.0 : -1.0, v = sign * scales_of(&d).current / share * (k ? d.rap : d.rp);
        ck_assert(is_stable(d, k, 0.999 * v));
        ck_assert(!is_stable(d, k, 1.001 * v));
    }
}
END_TEST

/* In a film in its plane: I_c0 = (2e/hbar)(alpha/eta) mu_0 M_S V (H_k + M_eff/2), Eq. (J3). */
START_TEST(in_plane_device_has_the_in_plane_critical_current)
{
    struct mtj d = standard();
    d.ki = 0.0;
    d.nx = 0.02, d.ny = 0.05, d.nz = 0.93;
    d.ptilt = M_PI / 2.0;
    d.torque = MTJ_BY_CURRENT;
    double well[3];
    mtj_well(&d, well);
    ck_assert_double_eq(well[0], 1.0);
    double hk = d.ms * 0.03, meff = d.ms * 0.88;
    double critical = 2.0 * ELEMENTARY_CHARGE / HBAR * d.alpha / d.polarization * mtj_moment(&d) * (hk + 0.5 * meff);
    ck_assert(is_stable(d, 0.0, -0.999 * critical * d.rp));
    ck_assert(!is_stable(d, 0.0, -1.001 * critical * d.rp));
}
END_TEST

/* (J5): F(z_0) - F(z_1) in damping times. */
static double switching_time(double i, double from, double to)
{
    double f[2];
    for (int k = 0; k < 2; k++) {
        double z = cos(k ? to : from);
        f[k] = -log1p(-z) / (2.0 * (i - 1.0)) + log1p(z) / (2.0 * (i + 1.0)) + log(i - z) / (i * i - 1.0);
    }
    return f[0] - f[1];
}

START_TEST(cold_switching_takes_the_exact_time)
{
    /* 20.717, 9.8786, 5.4326, 2.8982 and 1.9830 ns for alpha = 0.01 */
    struct mtj d = standard();
    d.torque = MTJ_BY_CURRENT;
    d.theta0 = 0.0776693;
    d.mtol = 1e-7;
    const struct scales s = scales_of(&d);
    const double i[] = {1.2, 1.5, 2.0, 3.0, 4.0};
    for (int k = 0; k < 5; k++) {
        struct macrospin magnet = mtj_magnet(&d, KELVIN, "a");
        double m[3], right = s.time * switching_time(i[k], d.theta0, M_PI / 2.0);
        mtj_start(&d, &magnet, KELVIN, m);
        struct macrospin_path path = macrospin_begin(m);
        struct macrospin_drive drive = mtj_drive(&d, 0.0, -i[k] * s.current, NO_FIELD);
        macrospin_advance(&magnet, &(struct macrospin_stretch){0.0, right, &drive, &drive}, &path, NULL);
        /* at 90 degrees the cosine falls by i/tau_D */
        ck_assert_double_eq_tol(path.m[2] / i[k] * s.time / right, 0.0, 2e-5);
    }
}
END_TEST

/* What the Fokker-Planck equation says of m_z for an axial torque: in units of the damping time, df/dt = d/dz[(1 - z^2)
 * (f' + U' f)]/(2 barrier), with U = -barrier z^2 + 2 barrier i z. */
enum { PLACES = 2400 };
struct population {
    double barrier, i, of[PLACES]; /* in each of the equal parts of z from -1 to 1 */
};

static double potential(const struct population *p, double z)
{
    return p->barrier * (2.0 * p->i * z - z * z);
}

/* In equilibrium without current, in the upper half. */
static void populate(struct population *p, double barrier, double i)
{
    double sum = 0.0;
    p->barrier = barrier;
    p->i = i;
    for (int k = 0; k < PLACES; k++) {
        double z = (2.0 * k + 1.0) / PLACES - 1.0;
        p->of[k] = z > 0.0 ? exp(barrier * (z * z - 1.0)) : 0.0;
        sum += p->of[k];
    }
    for (int k = 0; k < PLACES; k++) {
        p->of[k] /= sum;
    }
}

/* One step of `h`, by Crank and Nicolson, with the fluxes of Scharfetter and Gummel. */
static void wait(struct population *p, double h)
{
    double up[PLACES + 1] = {0}, down[PLACES + 1] = {0}, share[PLACES] = {0}, width = 2.0 / PLACES;
    for (int k = 1; k < PLACES; k++) {
        double z = k * width - 1.0, slope = potential(p, z + 0.5 * width) - potential(p, z - 0.5 * width);
        double rate = (1.0 - z * z) / (2.0 * p->barrier * width * width);
        double bernoulli = fabs(slope) < 1e-12 ? 1.0 : slope / expm1(slope);
        up[k] = rate * bernoulli; /* from part k - 1 to k */
        down[k] = rate * (bernoulli + slope);
    }
    double old[PLACES];
    memcpy(old, p->of, sizeof old);
    h *= 0.5;
    for (int k = 0; k < PLACES; k++) {
        double below = k > 0 ? up[k] * old[k - 1] : 0.0, above = k + 1 < PLACES ? down[k + 1] * old[k + 1] : 0.0;
        p->of[k] += h * (below + above - (up[k + 1] + down[k]) * old[k]);
    }
    /* (1 + h (up[k+1] + down[k])) new[k] - h up[k] new[k-1] - h down[k+1] new[k+1] = old[k], by Thomas */
    for (int k = 0; k < PLACES; k++) {
        double before = k > 0 ? share[k - 1] : 0.0, diagonal = 1.0 + h * (up[k + 1] + down[k]) - h * up[k] * before;
        share[k] = h * down[k + 1] / diagonal;
        p->of[k] = (p->of[k] + (k > 0 ? h * up[k] * p->of[k - 1] : 0.0)) / diagonal;
    }
    for (int k = PLACES - 2; k >= 0; k--) {
        p->of[k] += share[k] * p->of[k + 1];
    }
}

static double upper_half(const struct population *p)
{
    double sum = 0.0;
    for (int k = PLACES / 2; k < PLACES; k++) {
        sum += p->of[k];
    }
    return sum;
}

START_TEST(fokker_planck_equation_of_the_tests_is_the_known_one)
{
    /* Probability not to have switched for a barrier of 60, from steps seven times as short on a grid four times as
     * fine; backward steps of Euler go to the same numbers. */
    const double right[][3] = {{1.5, 4.2, 0.25164},  {1.5, 7.0, 0.014775}, {2.0, 2.4, 0.32663},
                               {2.0, 4.0, 0.015268}, {3.0, 1.5, 0.20444},  {3.0, 2.5, 0.0041714}};
    for (int k = 0; k < 6; k++) {
        struct population p;
        populate(&p, 60.0, right[k][0]);
        for (int n = 0; n < 300; n++) {
            wait(&p, right[k][1] / 300.0);
        }
        expect_close(upper_half(&p), right[k][2], 0.005); /* of places and steps */
    }
}
END_TEST

/* How many of `many` devices with a current of i times the critical one have not switched after t damping times, as a
 * share. *mean: the mean of min(t, time at which m_z passed 0). */
static double left_over(double barrier, double i, double t, int many, double *mean)
{
    int left = 0;
    *mean = 0.0;
    for (int n = 0; n < many; n++) {
        struct mtj d = with_barrier(barrier, 0.1, n + 1.0);
        const struct scales s = scales_of(&d);
        struct macrospin magnet = mtj_magnet(&d, KELVIN, "a");
        struct macrospin_drive drive = mtj_drive(&d, 0.0, -i * s.current, NO_FIELD);
        double m[3], from = 0.0, passed = t;
        mtj_start(&d, &magnet, KELVIN, m);
        struct macrospin_path path = macrospin_begin(m);
        while (from < t * s.time) {
            double to = fmin(from + 4.0 * magnet.noise.cell, t * s.time);
            macrospin_advance(&magnet, &(struct macrospin_stretch){from, to, &drive, &drive}, &path, NULL);
            from = to;
            passed = path.m[2] < 0.0 ? fmin(passed, from / s.time) : passed;
        }
        *mean += passed / many;
        left += path.m[2] > 0.0;
    }
    return (double)left / many;
}

START_TEST(probability_to_switch_is_that_of_the_fokker_planck_equation)
{
    enum { MANY = 800 };
    const double run[][2] = {{1.5, 4.2}, {2.0, 2.4}, {3.0, 1.5}};
    for (int k = 0; k < 3; k++) {
        struct population p;
        double mean, late = 0.0;
        populate(&p, 60.0, run[k][0]);
        for (int n = 0; n < 300; n++) {
            late += 0.5 * upper_half(&p) * run[k][1] / 300.0;
            wait(&p, run[k][1] / 300.0);
            late += 0.5 * upper_half(&p) * run[k][1] / 300.0;
        }
        double right = upper_half(&p), found = left_over(60.0, run[k][0], run[k][1], MANY, &mean);
        ck_assert_double_eq_tol(found, right, SIGMAS * sqrt(right * (1.0 - right) / MANY) + 1.0 / MANY);
        /* Time until then, between 0 and all of it, so that its spread is at most half of that. It is looked at each
         * fourth cell, of at most 0.2 rad, which are 0.02 tau_D: late by half of that. Few come back through 0. */
        ck_assert_double_eq_tol(mean, late, SIGMAS * 0.5 * run[k][1] / sqrt(MANY) + 0.04);
    }
}
END_TEST

/* The mean time, in damping times, from z = 1 to z = -0.5: the double integral for motion in one coordinate. */
static double exact_mean_time(double barrier, double i)
{
    const struct population p = {.barrier = barrier, .i = i};
    enum { PARTS = 20000 };
    double inner = 0.0, outer = 0.0, width = 1.5 / PARTS;
    for (int k = 0; k < PARTS; k++) { /* from z = 1 down */
        double z = 1.0 - (k + 0.5) * width, level = potential(&p, z);
        double rest = inner * exp(level) + 0.5 * width;
        inner += width * exp(-level);
        outer += width * 2.0 * barrier * rest / (1.0 - z * z);
    }
    return outer;
}

START_TEST(mean_time_over_the_barrier_is_exact)
{
    /* 1230.9 and 54.53 damping times for a barrier of 20 and i = 0.4, 0.6; here a lower one, that many can pass */
    expect_close(exact_mean_time(20.0, 0.4), 1230.9, 2e-3);
    expect_close(exact_mean_time(20.0, 0.6), 54.53, 2e-3);
    enum { MANY = 500 };
    const double i = 0.4;
    double sum = 0.0;
    for (int n = 0; n < MANY; n++) {
        struct mtj d = with_barrier(8.0, 0.2, n + 1.0);
        const struct scales s = scales_of(&d);
        struct macrospin magnet = mtj_magnet(&d, KELVIN, "a");
        struct macrospin_drive drive = mtj_drive(&d, 0.0, -i * s.current, NO_FIELD);
        struct macrospin_path path = macrospin_begin((double[3]){0.0, 0.0, 1.0});
        double t = 0.0, h = magnet.noise.cell;
        while (path.m[2] > -0.5) {
            macrospin_advance(&magnet, &(struct macrospin_stretch){t, t + h, &drive, &drive}, &path, NULL);
            t += h;
        }
        sum += t / s.time;
    }
    double right = exact_mean_time(8.0, i);
    ck_assert_double_eq_tol(sum / MANY, right, SIGMAS * right / sqrt(MANY)); /* the spread is at most the mean */
}
END_TEST

START_TEST(field_and_voltage_act_on_the_free_layer)
{
    struct mtj d = standard();
    d.b1 = 3e4, d.b2 = -5e4, d.xi = 50e-15, d.ptilt = 0.3;
    const double h[3] = {1.0, 2.0, 3.0}, v = 0.4;
    struct macrospin_drive drive = mtj_drive(&d, v, 0.0, h), of_voltage, of_current;
    double like = 3e4 * v - 5e4 * v * v;
    ck_assert_double_eq_tol(drive.field[0], 1.0 + like * sin(0.3), 1e-9);
    ck_assert_double_eq_tol(drive.field[1], 2.0, 1e-9);
    ck_assert_double_eq_tol(drive.field[2], 3.0 + like * cos(0.3), 1e-9);
    expect_close(drive.hk, -2.0 * 50e-15 * v / (MU_0 * d.ms * d.tfree * d.tox), 1e-12); /* Eq. (E5) */
    mtj_drive_slopes(&d, v, &of_voltage, &of_current);
    const double little = 1e-6;
    struct macrospin_drive more = mtj_drive(&d, v + little, 0.0, h);
    ck_assert_double_eq_tol((more.field[2] - drive.field[2]) / little, of_voltage.field[2], 1.0);
    expect_close((more.spin[2] - drive.spin[2]) / little, of_voltage.spin[2], 1e-6);
    expect_close((more.hk - drive.hk) / little, of_voltage.hk, 1e-6);
}
END_TEST

START_TEST(current_and_its_slopes_agree)
{
    struct mtj d = standard();
    const double little = 1e-6;
    for (int n = 0; n < 6; n++) {
        for (int k = -2; k <= 2; k++) {
            const double cosine = -1.0 + 0.4 * n, v = 0.35 * k;
            double g, slope, other[2], i = mtj_current(&d, cosine, v, &g, &slope);
            double by_v = mtj_current(&d, cosine, v + little, &other[0], &other[1]) -
                          mtj_current(&d, cosine, v - little, &other[0], &other[1]);
            double by_cosine = mtj_current(&d, cosine + little, v, &other[0], &other[1]) -
                               mtj_current(&d, cosine - little, v, &other[0], &other[1]);
            expect_close(by_v / (2.0 * little), g, 1e-6);
            ck_assert_double_eq_tol(by_cosine / (2.0 * little), slope, 1e-9);
            double rap = d.rp * (1.0 + (d.rap / d.rp - 1.0) / (1.0 + v * v / (d.vhalf * d.vhalf)));
            ck_assert_double_eq_tol(i, v * (0.5 * (1.0 / d.rp + 1.0 / rap) + 0.5 * (1.0 / d.rp - 1.0 / rap) * cosine),
                                    1e-15);
        }
    }
}
END_TEST

/* A static answer: the slope of the current in equilibrium, by finite differences of relaxed states. */
START_TEST(slow_small_signals_are_the_slope_of_the_equilibrium)
{
    for (int torque = 0; torque < 3; torque++) {
        struct mtj d = standard();
        d.torque = torque;
        d.ptilt = 0.5, d.b1 = 2e4, d.xi = 60e-15;
        d.lambda = torque == MTJ_SPIN_VALVE ? 1.4 : 1.0;
        struct macrospin magnet = mtj_magnet(&d, KELVIN, "a");
        const double h[3] = {5e4, 2e4, 0.0}, v = -0.1, little = 1e-5;
        double rest[3][3], current[3], conductance, slope, pinned[3];
        mtj_pinned(&d, pinned);
        for (int k = 0; k < 3; k++) { /* at v, and a little above and below */
            double at = v + (k == 1 ? little : k == 2 ? -little : 0.0);
            rest[k][0] = rest[k][1] = 0.0, rest[k][2] = 1.0;
            for (int n = 0; n < 40; n++) { /* the current follows the free layer */
                current[k] = mtj_current(&d, macrospin_dot(rest[k], pinned), at, &conductance, &slope);
                struct macrospin_drive drive = mtj_drive(&d, at, current[k], h);
                ck_assert(macrospin_relax(&magnet, &drive, rest[k]));
            }
        }
        struct mtj_answer answer;
        const struct mtj_point point = {v, {h[0], h[1], h[2]}, {rest[0][0], rest[0][1], rest[0][2]}};
        ck_assert(mtj_small_signal(&d, &magnet, &point, 1e3, NULL, &answer));
        expect_close(answer.conductance[0], (current[1] - current[2]) / (2.0 * little), 1e-4);
        for (int k = 0; k < 3; k++) {
            ck_assert_double_eq_tol(answer.moment[k][0], (rest[1][k] - rest[2][k]) / (2.0 * little), 1e-5);
        }
        mtj_current(&d, macrospin_dot(rest[0], pinned), v, &conductance, &slope);
        ck_assert_double_gt(fabs(answer.conductance[0] / conductance - 1.0), 5e-4); /* the free layer answers */
    }
}
END_TEST

START_TEST(settled_free_layer_switches_at_its_thresholds)
{
    struct mtj d = standard();
    const struct scales s = scales_of(&d);
    struct macrospin magnet = mtj_magnet(&d, KELVIN, "a");
    for (int above = 0; above < 2; above++) {
        const double share = above ? 1.01 : 0.99;
        double up[3] = {0.0, 0.0, 1.0}, down[3] = {0.0, 0.0, -1.0}, goes = share < 1.0 ? 1.0 : -1.0;
        ck_assert(mtj_settle(&d, &magnet, KELVIN, -share * s.voltage, NO_FIELD, up));
        ck_assert(mtj_settle(&d, &magnet, KELVIN, share * s.voltage, NO_FIELD, down));
        ck_assert_double_eq_tol(up[2], goes, 1e-9);
        ck_assert_double_eq_tol(down[2], -goes, 1e-9);
        /* Stoner and Wohlfarth: H_k against the axis, and half of it at 45 degrees */
        const double against[3] = {0.0, 0.0, -share * s.hk},
                     aslant[3] = {share * s.hk * M_SQRT1_2 / 2.0, 0.0, -share * s.hk * M_SQRT1_2 / 2.0};
        double m[3] = {0.0, 0.0, 1.0}, other[3] = {0.0, 0.0, 1.0};
        ck_assert(mtj_settle(&d, &magnet, KELVIN, 0.0, against, m));
        ck_assert(mtj_settle(&d, &magnet, KELVIN, 0.0, aslant, other));
        ck_assert_double_gt(m[2] * goes, 0.9);
        ck_assert_double_gt(other[2] * goes, 0.2);
    }
}
END_TEST

/* A perpendicular current turns a layer in its plane for ever. */
START_TEST(oscillator_does_not_settle)
{
    struct mtj d = standard();
    d.ki = 0.0;
    d.nx = 0.02, d.ny = 0.03, d.nz = 0.93;
    d.torque = MTJ_BY_CURRENT;
    struct macrospin magnet = mtj_magnet(&d, KELVIN, "a");
    double m[3] = {1.0, 0.0, 0.0};
    ck_assert(mtj_settle(&d, &magnet, KELVIN, 1e-3, NO_FIELD, m));
    ck_assert(!mtj_settle(&d, &magnet, KELVIN, 3.0, NO_FIELD, m));
}
END_TEST

START_TEST(start_without_noise_is_at_its_angle)
{
    struct mtj d = standard();
    struct macrospin magnet = mtj_magnet(&d, KELVIN, "a");
    double m[3];
    d.theta0 = 0.2;
    mtj_start(&d, &magnet, KELVIN, m);
    ck_assert_double_eq_tol(m[2], cos(0.2), 1e-15);
    d.theta0 = -1.0;
    d.start = 1.0;
    mtj_start(&d, &magnet, KELVIN, m);
    ck_assert_double_eq_tol(acos(-m[2]), 1.0 / sqrt(2.0 * scales_of(&d).barrier), 1e-9);
}
END_TEST

START_TEST(what_makes_no_junction_is_refused)
{
    const struct {
        size_t parameter;
        double value;
        const char *why;
    } wrong[] = {{MTJ_rap, 1e3, "rap"},       {MTJ_vhalf, 1e-9, "vhalf"},    {MTJ_torque, 0.5, "whole number"},
                 {MTJ_theta0, 0.0, "never"},  {MTJ_theta0, -0.5, "theta0"},  {MTJ_noise, 1.5, "whole number"},
                 {MTJ_lambda, 2.0, "lambda"}, {MTJ_tcurie, 200.0, "tcurie"}, {MTJ_dtemp, -302.0, "out of its limits"},
                 {MTJ_mean, 0.3, "whole"}};
    char why[200];
    struct mtj d = standard();
    ck_assert(mtj_check(&d, why, sizeof why));
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        d = standard();
        parameter_set(&mtj_table.item[wrong[k].parameter], &d, wrong[k].value);
        ck_assert_msg(!mtj_check(&d, why, sizeof why), "%s", wrong[k].why);
        ck_assert_msg(strstr(why, wrong[k].why) != NULL, "%s: %s", wrong[k].why, why);
    }
    d = standard();
    d.noise = 3.0, d.theta0 = 0.1;
    ck_assert(!mtj_check(&d, why, sizeof why));
}
END_TEST

START_TEST(temperature_changes_magnetization_and_resistance)
{
    char why[200];
    struct mtj d = standard(), warm;
    d.tcurie = 1200.0, d.pbloch = 2e-5;
    warm = d;
    ck_assert(mtj_apply_temperature(&warm, 380.0, why, sizeof why));
    expect_close(warm.ms / d.ms, (1.0 - pow(380.0 / 1200.0, 1.5)) / (1.0 - pow(300.15 / 1200.0, 1.5)), 1e-12);
    ck_assert_double_lt(warm.rap, 0.99 * d.rap);
    warm = d;
    ck_assert(!mtj_apply_temperature(&warm, 1300.0, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "tcurie"));
    warm = d;
    warm.pbloch = 1e-4; /* 1 - b T^1.5 is below 0 */
    ck_assert(!mtj_apply_temperature(&warm, 480.0, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "pbloch"));
}
END_TEST

/* K_i follows M_S, Eq. (J17). With an exponent of 2 the barrier and V_c of (J10) are proportional to M_S^2, so a warm
 * junction holds its state less well and is easier to write; with one of 0 demagnetization alone becomes weaker. */
START_TEST(barrier_follows_the_magnetization)
{
    char why[200];
    for (int k = 0; k < 5; k++) {
        const double kelvin = 230.0 + 50.0 * k;
        struct mtj d = standard(), warm;
        d.tcurie = 1100.0;
        warm = d;
        ck_assert(mtj_apply_temperature(&warm, kelvin, why, sizeof why));
        const double falls = warm.ms / d.ms;
        ck_assert((falls < 1.0) == (kelvin > 300.15));
        expect_close(warm.ki, d.ki * falls * falls, 1e-12);
        expect_close(mtj_barrier(&warm), mtj_barrier(&d) * falls * falls, 1e-12);
        d.kiexp = 3.0;
        warm = d;
        ck_assert(mtj_apply_temperature(&warm, kelvin, why, sizeof why));
        expect_close(warm.ki, d.ki * falls * falls * falls, 1e-12);
        d.kiexp = 0.0;
        warm = d;
        ck_assert(mtj_apply_temperature(&warm, kelvin, why, sizeof why));
        ck_assert_double_eq(warm.ki, d.ki);
        ck_assert((mtj_barrier(&warm) > mtj_barrier(&d)) == (kelvin > 300.15));
    }
}
END_TEST

Suite *mtj_suite(void)
{
    Suite *suite = suite_create("mtj");
    TCase *tests = tcase_create("physics");
    tcase_add_test(tests, default_device_has_the_documented_scales);
    tcase_add_test(tests, critical_voltage_is_the_same_both_ways);
    tcase_add_test(tests, in_plane_device_has_the_in_plane_critical_current);
    tcase_add_test(tests, cold_switching_takes_the_exact_time);
    tcase_add_test(tests, fokker_planck_equation_of_the_tests_is_the_known_one);
    tcase_add_test(tests, probability_to_switch_is_that_of_the_fokker_planck_equation);
    tcase_add_test(tests, mean_time_over_the_barrier_is_exact);
    tcase_add_test(tests, field_and_voltage_act_on_the_free_layer);
    tcase_add_test(tests, current_and_its_slopes_agree);
    tcase_add_test(tests, slow_small_signals_are_the_slope_of_the_equilibrium);
    tcase_add_test(tests, settled_free_layer_switches_at_its_thresholds);
    tcase_add_test(tests, oscillator_does_not_settle);
    tcase_add_test(tests, start_without_noise_is_at_its_angle);
    tcase_add_test(tests, what_makes_no_junction_is_refused);
    tcase_add_test(tests, temperature_changes_magnetization_and_resistance);
    tcase_add_test(tests, barrier_follows_the_magnetization);
    suite_add_tcase(suite, tests);
    return suite;
}
