/* The contact of a magnet and a normal metal against closed forms of spin circuits, and its small signals against the
 * equation of motion, integrated here. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/spin_contact/spin_contact.h"
#include "tests/support/expect.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

static const double KELVIN = 300.15;
static const double NO_FIELD[3] = {0.0, 0.0, 0.0};

static struct spin_contact standard(void)
{
    struct spin_contact d = {.g = 0.0};
    for (size_t i = 0; i < spin_contact_table.count; i++) {
        parameter_set(&spin_contact_table.item[i], &d, spin_contact_table.item[i].standard);
    }
    return d;
}

static double uniform(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (double)*seed / 4294967296.0;
}

static void draw_direction(unsigned *seed, double m[3])
{
    const double z = 2.0 * uniform(seed) - 1.0, phi = 2.0 * PI * uniform(seed), s = sqrt(1.0 - z * z);
    m[0] = s * cos(phi);
    m[1] = s * sin(phi);
    m[2] = z;
}

/* A contact only takes power: the part that turns spins takes none. */
START_TEST(no_contact_gives_power)
{
    unsigned seed = 1;
    for (int n = 0; n < 1000; n++) {
        struct spin_contact d = standard();
        double m[3], v[SPIN_PARTS], current[SPIN_PARTS], power = 0.0;
        d.polarization = 2.0 * uniform(&seed) - 1.0;
        d.gmix = 3.0 * uniform(&seed);
        d.gturn = 4.0 * uniform(&seed) - 2.0;
        draw_direction(&seed, m);
        for (int k = 0; k < SPIN_PARTS; k++) {
            v[k] = uniform(&seed) - 0.5;
        }
        spin_contact_currents(&d, m, v, current);
        for (int k = 0; k < SPIN_PARTS; k++) {
            power += v[k] * current[k];
        }
        ck_assert_double_ge(power, -1e-15);
    }
}
END_TEST

/* Two equal contacts on a small piece of metal, with 1 V between their magnets, which make the angle `theta`: the
 * current (A), and the spins that the second magnet absorbs across itself (A), along the first. */
static double spin_valve(const struct spin_contact *d, double theta, double *absorbed)
{
    const double m[2][3] = {{sin(theta), 0.0, cos(theta)}, {0.0, 0.0, 1.0}}, fm[2] = {1.0, 0.0};
    double matrix[2][SPIN_PARTS][SPIN_PARTS], a[SPIN_PARTS * SPIN_PARTS] = {0.0}, b[SPIN_PARTS] = {0.0};
    for (int n = 0; n < 2; n++) {
        spin_contact_matrix(d, m[n], matrix[n]);
        for (int k = 0; k < SPIN_PARTS; k++) { /* currents out of the metal: charge flows into it from the magnet */
            const double out = k == SPIN_CHARGE ? -1.0 : 1.0;
            for (int l = 0; l < SPIN_PARTS; l++) {
                a[SPIN_PARTS * k + l] += out * matrix[n][k][l] * (l == SPIN_CHARGE ? -1.0 : 1.0);
            }
            b[k] -= out * matrix[n][k][SPIN_CHARGE] * fm[n];
        }
    }
    gsl_matrix_view system = gsl_matrix_view_array(a, SPIN_PARTS, SPIN_PARTS);
    gsl_vector_view right = gsl_vector_view_array(b, SPIN_PARTS);
    ck_assert_int_eq(gsl_linalg_HH_svx(&system.matrix, &right.vector), 0);
    double v[SPIN_PARTS] = {1.0 - b[0], b[1], b[2], b[3]}, current[SPIN_PARTS], second[SPIN_PARTS];
    spin_contact_currents(d, m[0], v, current);
    v[0] = -b[0];
    spin_contact_currents(d, m[1], v, second);
    expect_close(second[SPIN_CHARGE], -current[SPIN_CHARGE], 1e-12);
    *absorbed = second[SPIN_X];
    return current[SPIN_CHARGE];
}

/* Brataas, Nazarov and Bauer, Phys. Rev. Lett. 84, 2481 (2000): the conductance of a symmetric spin valve. */
START_TEST(spin_valve_has_the_published_conductance)
{
    static const double MIX[][2] = {{1.0, 0.0}, {1.7, 0.0}, {1.2, 0.6}, {0.4, -1.0}};
    for (size_t k = 0; k < sizeof MIX / sizeof *MIX; k++) {
        for (int n = 0; n <= 10; n++) {
            const double theta = 0.3 * n;
            struct spin_contact d = standard();
            double absorbed;
            d.g = 0.7;
            d.polarization = 0.6;
            d.gmix = MIX[k][0];
            d.gturn = MIX[k][1];
            const double square = tan(0.5 * theta) * tan(0.5 * theta);
            const double mix = (d.gmix * d.gmix + d.gturn * d.gturn) / d.gmix;
            expect_close(spin_valve(&d, theta, &absorbed),
                         0.5 * d.g * (1.0 - d.polarization * d.polarization * square / (square + mix)), 1e-12);
        }
    }
}
END_TEST

/* The torque is Slonczewski's of a spin valve, Eq. (S5): an asymmetry Lambda^2 = a/(1 - P^2) and half the polarization.
 * The electrons flow against the current, from the second magnet to the first: what reaches the second has been turned
 * back by the first, so the current brings spins against the first, as a negative torque slope then says. */
START_TEST(torque_of_a_spin_valve_is_slonczewskis)
{
    for (int n = 1; n < 15; n++) {
        const double theta = 0.2 * n;
        struct spin_contact d = standard();
        double absorbed;
        d.polarization = 0.6;
        d.gmix = 1.3;
        const double square = d.gmix / (1.0 - d.polarization * d.polarization);
        const double current = spin_valve(&d, theta, &absorbed);
        const double eta = d.polarization * square / (square + 1.0 + (square - 1.0) * cos(theta)); /* 2 (P/2) ... */
        expect_close(absorbed, eta * current * sin(theta), 1e-12);
    }
}
END_TEST

/* A current from free to pinned layer favours the parallel state, as in a junction: here from the second, free magnet
 * to the first one. */
START_TEST(current_from_free_to_pinned_turns_the_free_magnet_to_the_pinned)
{
    const struct spin_contact d = standard();
    double absorbed, current[SPIN_PARTS] = {0.0};
    ck_assert_double_gt(spin_valve(&d, 1.0, &absorbed), 0.0); /* from the first to the second */
    current[SPIN_X] = -absorbed;                              /* the other way */
    ck_assert_double_gt(spin_contact_drive(&d, current, NO_FIELD).spin[0], 0.0);
}
END_TEST

/* What the magnet absorbs across itself is across it, and what turns with the magnet is the same: no axis is special.
 */
START_TEST(no_axis_is_special)
{
    unsigned seed = 5;
    struct spin_contact d = standard();
    d.gmix = 1.4;
    d.gturn = 0.3;
    for (int n = 0; n < 100; n++) {
        double m[3], v[SPIN_PARTS] = {0.2}, current[SPIN_PARTS], axis[3], turned_m[3], turned[SPIN_PARTS] = {0.2};
        double other[SPIN_PARTS];
        draw_direction(&seed, m);
        draw_direction(&seed, v + SPIN_X);
        draw_direction(&seed, axis);
        spin_contact_currents(&d, m, v, current);
        const double across[SPIN_PARTS] = {0.0, v[1] - m[0] * macrospin_dot(m, v + 1),
                                           v[2] - m[1] * macrospin_dot(m, v + 1),
                                           v[3] - m[2] * macrospin_dot(m, v + 1)};
        double part[SPIN_PARTS];
        spin_contact_currents(&d, m, across, part);
        ck_assert_double_eq_tol(macrospin_dot(part + SPIN_X, m), 0.0, 1e-15);
        ck_assert_double_eq_tol(part[SPIN_CHARGE], 0.0, 1e-15);
        /* half a turn about `axis`: 2 (a.v) a - v */
        for (int k = 0; k < 3; k++) {
            turned_m[k] = 2.0 * macrospin_dot(axis, m) * axis[k] - m[k];
            turned[SPIN_X + k] = 2.0 * macrospin_dot(axis, v + 1) * axis[k] - v[SPIN_X + k];
        }
        spin_contact_currents(&d, turned_m, turned, other);
        ck_assert_double_eq_tol(other[SPIN_CHARGE], current[SPIN_CHARGE], 1e-15);
        for (int k = 0; k < 3; k++) {
            ck_assert_double_eq_tol(other[SPIN_X + k],
                                    2.0 * macrospin_dot(axis, current + 1) * axis[k] - current[SPIN_X + k], 2e-15);
        }
    }
}
END_TEST

START_TEST(well_holds_a_magnet_by_anisotropy_and_shape)
{
    char why[300];
    struct spin_contact d = standard();
    d.free = 1.0;
    expect_close(spin_contact_holding_field(&d), d.hk, 1e-12);
    d.nx = 0.02;
    d.ny = 0.05;
    d.nz = 0.93;
    ck_assert(!spin_contact_check(&d, why, sizeof why)); /* 180 kA/m against 0.91 of 800 kA/m */
    ck_assert_ptr_nonnull(strstr(why, "no minimum along the easy axis"));
    d.theta = 90.0;
    expect_close(spin_contact_holding_field(&d), d.hk + d.ms * 0.03, 1e-9);
    ck_assert_msg(spin_contact_check(&d, why, sizeof why), "%s", why);
    d.phi = 90.0;
    expect_close(spin_contact_holding_field(&d), d.hk - d.ms * 0.03, 1e-9);
    d.phi = 45.0; /* shape and anisotropy pull to different axes */
    ck_assert(!spin_contact_check(&d, why, sizeof why));
    d.free = 0.0;
    ck_assert_msg(spin_contact_check(&d, why, sizeof why), "%s", why);
}
END_TEST

START_TEST(what_would_do_nothing_is_refused)
{
    static const struct {
        double theta0, noise, hmax, dtemp, free;
        const char *why;
    } CASE[] = {{-1.0, 1.0, 0.0, 0.0, 0.0, "noise = 1 does nothing"},
                {-1.0, 0.0, 1.0, 0.0, 0.0, "hmax = 1 does nothing"},
                {-1.0, 0.0, 0.0, 9.0, 0.0, "dtemp = 9 does nothing"},
                {0.1, 0.0, 0.0, 0.0, 0.0, "theta0 = 0.1 rad does nothing while free is 0"},
                {0.1, 1.0, 0.0, 0.0, 1.0, "theta0 = 0.1 rad does nothing with noise"},
                {0.0, 0.0, 0.0, 0.0, 1.0, "never switches"},
                {-1.0, 0.5, 0.0, 0.0, 1.0, "must be a whole number"},
                {-1.0, 0.0, 0.0, 0.0, 0.5, "must be a whole number"}};
    for (size_t k = 0; k < sizeof CASE / sizeof *CASE; k++) {
        char why[300];
        struct spin_contact d = standard();
        d.theta0 = CASE[k].theta0;
        d.noise = CASE[k].noise;
        d.hmax = CASE[k].hmax;
        d.dtemp = CASE[k].dtemp;
        d.free = CASE[k].free;
        ck_assert(!spin_contact_check(&d, why, sizeof why));
        ck_assert_msg(strstr(why, CASE[k].why) != NULL, "%s", why);
    }
}
END_TEST

/* The start without noise is at its angle from any easy axis, and with noise in its well. */
START_TEST(start_is_in_the_well)
{
    unsigned seed = 9;
    for (int n = 0; n < 50; n++) {
        struct spin_contact d = standard();
        double m[3], well[3];
        d.free = 1.0;
        d.theta = 180.0 * uniform(&seed);
        d.phi = 720.0 * uniform(&seed) - 360.0;
        d.start = n % 2;
        spin_contact_direction(&d, well);
        struct macrospin magnet = spin_contact_magnet(&d, KELVIN, "a1");
        spin_contact_start(&d, &magnet, KELVIN, m);
        const double moment = MU_0 * d.ms * d.volume;
        expect_close(acos(macrospin_dot(m, well)), sqrt(BOLTZMANN * KELVIN / (moment * d.hk)), 1e-6); /* Eq. (S6) */
        d.noise = 1.0 + n;
        magnet = spin_contact_magnet(&d, KELVIN, "a1");
        spin_contact_start(&d, &magnet, KELVIN, m);
        ck_assert_double_gt(macrospin_dot(m, well), 0.5);
        expect_close(macrospin_dot(m, m), 1.0, 1e-12);
    }
}
END_TEST

/* The mean of sin^2(theta) in a well of the depth `delta` (k_B T), with spins along it that are `i` times what
 * overcomes the damping, by the midpoint rule over cos(theta): the exact stationary solution of the Fokker-Planck
 * equation. */
static double stationary(double delta, double i)
{
    enum { PARTS = 20000 };
    double sum = 0.0, moment = 0.0;
    for (int n = 0; n < PARTS; n++) {
        const double z = (n + 0.5) / PARTS, weight = exp(-delta * (1.0 - z) * (1.0 + z - 2.0 * i));
        sum += weight;
        moment += weight * (1.0 - z * z);
    }
    return moment / sum;
}

/* sin^2(theta) has an exponential distribution, nearly, and is forgotten in less than tau_D/(1 - i): 10,000 of these
 * give its mean to 1 %, of which five are allowed. */
START_TEST(noise_and_spins_give_the_thermal_distribution)
{
    static const double TIMES[] = {0.0, 0.4, -1.0};
    for (int k = 0; k < 3; k++) {
        struct spin_contact d = standard();
        d.free = 1.0;
        d.noise = 4.0;
        d.alpha = 0.1;
        d.dtemp = -100.0;
        const double energy = 0.5 * MU_0 * d.ms * d.hk * d.volume, delta = energy / (BOLTZMANN * (KELVIN + d.dtemp));
        const double critical = 4.0 * ELEMENTARY_CHARGE / HBAR * d.alpha * energy;
        const double current[SPIN_PARTS] = {[SPIN_PARTS - 1] = TIMES[k] * critical};
        const double unit = (1.0 + d.alpha * d.alpha) / (d.alpha * GAMMA_0 * d.hk * (1.0 - TIMES[k]));
        const struct macrospin magnet = spin_contact_magnet(&d, KELVIN, "a1");
        const struct macrospin_drive drive = spin_contact_drive(&d, current, NO_FIELD);
        enum { COUNT = 20000 };
        double m[3], sum = 0.0, t = 20.0 * unit;
        spin_contact_start(&d, &magnet, KELVIN, m);
        struct macrospin_path path = macrospin_begin(m);
        macrospin_advance(&magnet, &(struct macrospin_stretch){0.0, t, &drive, &drive}, &path, NULL);
        for (int n = 0; n < COUNT; n++, t += 0.5 * unit) {
            sum += 1.0 - path.m[2] * path.m[2];
            macrospin_advance(&magnet, &(struct macrospin_stretch){t, t + 0.5 * unit, &drive, &drive}, &path, NULL);
        }
        expect_close(sum / COUNT, stationary(delta, TIMES[k]), 0.05);
    }
}
END_TEST

/* dm/dt of (E1) as it stands in textbooks, with the spins that this contact takes from the voltages `v`. */
static void rate(const struct spin_contact *d, const double v[SPIN_PARTS], const double h[3], const double m[3],
                 double out[3])
{
    const double along = d->hk * m[2], pull = HBAR / (2.0 * ELEMENTARY_CHARGE * MU_0 * d->ms * d->volume);
    const double field[3] = {h[0] - d->ms * d->nx * m[0], h[1] - d->ms * d->ny * m[1],
                             h[2] + along - d->ms * d->nz * m[2]};
    double current[SPIN_PARTS], mh[3], sum[3], damped[3];
    spin_contact_currents(d, m, v, current);
    macrospin_cross(m, field, mh);
    const double part = macrospin_dot(m, current + SPIN_X);
    for (int k = 0; k < 3; k++) {
        sum[k] = -GAMMA_0 * mh[k] - GAMMA_0 * pull * (current[SPIN_X + k] - part * m[k]);
    }
    macrospin_cross(m, sum, damped);
    for (int k = 0; k < 3; k++) {
        out[k] = (sum[k] + d->alpha * damped[k]) / (1.0 + d->alpha * d->alpha);
    }
}

/* What is driven: the voltage of the charge, a spin along x, y or z, a field along x. */
struct push {
    double v[SPIN_PARTS], h[3];
};

/* Drives the contact with `push` times cos(omega t) until it follows, and finds the amplitude of m by its components in
 * a last period. */
static void shake(const struct spin_contact *d, const struct spin_contact_point *at, const struct push *push,
                  double omega, double moment[3][2])
{
    enum { STEPS = 400, PERIODS = 120 };
    const double step = 2.0 * PI / omega / STEPS;
    double m[3];
    spin_contact_direction(d, m);
    memset(moment, 0, 6 * sizeof(double));
    for (int n = 0; n < STEPS * PERIODS; n++) {
        double k[4][3];
        for (int stage = 0; stage < 4; stage++) { /* Runge and Kutta's classic method */
            static const double TIME[] = {0.0, 0.5, 0.5, 1.0};
            const double c = cos(omega * step * (n + TIME[stage]));
            double v[SPIN_PARTS], h[3], there[3];
            for (int i = 0; i < SPIN_PARTS; i++) {
                v[i] = at->v[i] + c * push->v[i];
            }
            for (int i = 0; i < 3; i++) {
                h[i] = at->h[i] + c * push->h[i];
                there[i] = m[i] + (stage ? TIME[stage] * step * k[stage - 1][i] : 0.0);
            }
            rate(d, v, h, there, k[stage]);
        }
        for (int i = 0; i < 3; i++) {
            if (n >= STEPS * (PERIODS - 1)) {
                moment[i][0] += 2.0 / STEPS * m[i] * cos(omega * step * n);
                moment[i][1] -= 2.0 / STEPS * m[i] * sin(omega * step * n);
            }
            m[i] += step / 6.0 * (k[0][i] + 2.0 * k[1][i] + 2.0 * k[2][i] + k[3][i]);
        }
    }
}

START_TEST(small_signals_are_those_of_the_equation_of_motion)
{
    static const struct push PUSH[] = {
        {.v = {1e-7}}, {.v = {0.0, 1e-7}}, {.v = {0.0, 0.0, 1e-7}}, {.v = {0.0, 0.0, 0.0, 1e-7}}, {.h = {10.0}}};
    struct spin_contact d = standard();
    d.free = 1.0;
    d.alpha = 0.1;
    d.hk = 8e5;
    d.nx = 0.05;
    d.nz = 0.8;
    d.gmix = 1.3;
    d.gturn = 0.4;
    /* spins along z, half of what makes the well unstable, and a field: m rests 20 degrees off z */
    const struct spin_contact_point at = {.v = {2e-4, 1e-5, 0.0, 3e-5}, .h = {5e4}, .m = {0.0, 0.0, 1.0}};
    const struct macrospin magnet = spin_contact_magnet(&d, KELVIN, "");
    const double omega = GAMMA_0 * 2e5;
    struct spin_contact_answer answer;
    ck_assert(spin_contact_small_signal(&d, &magnet, &at, omega, &answer));
    for (int k = 0; k < 5; k++) {
        double moment[3][2], size = 0.0;
        shake(&d, &at, &PUSH[k], omega, moment);
        for (int i = 0; i < 3; i++) {
            size = fmax(size, hypot(moment[i][0], moment[i][1]));
        }
        ck_assert(k == 0 ? size < 1e-12 : size > 1e-7); /* the charge's spins are along the magnet */
        for (int i = 0; i < 3; i++) {
            const double *found = k < SPIN_PARTS ? answer.moment[i][k] : answer.field_moment[i][0];
            const double scale = k < SPIN_PARTS ? 1e-7 : 10.0;
            ck_assert_double_eq_tol(found[0] * scale, moment[i][0],
                                    2e-3 * size + 1e-12); /* as Runge and Kutta's step */
            ck_assert_double_eq_tol(found[1] * scale, moment[i][1], 2e-3 * size + 1e-12);
        }
    }
    const struct spin_contact_point beyond = {.v = {0.0, 0.0, 0.0, 1e-3}, .m = {0.0, 0.0, 1.0}};
    ck_assert(!spin_contact_small_signal(&d, &magnet, &beyond, omega, &answer));
}
END_TEST

/* The current's answer is what voltages do by themselves, and what the change of m does: by a difference. */
START_TEST(current_follows_the_magnet)
{
    struct spin_contact d = standard();
    d.free = 1.0;
    d.alpha = 0.05;
    d.gmix = 1.3;
    d.gturn = 0.4;
    const struct spin_contact_point at = {.v = {1e-4, 0.0, 0.0, 4e-6}, .h = {2e4}, .m = {0.0, 0.0, 1.0}};
    const double small = 1e-9;
    const struct macrospin magnet = spin_contact_magnet(&d, KELVIN, "");
    struct spin_contact_answer answer;
    ck_assert(spin_contact_small_signal(&d, &magnet, &at, 0.0, &answer));
    double found[2][SPIN_PARTS];
    for (int side = 0; side < 2; side++) {
        const double shifted[SPIN_PARTS] = {at.v[0] + (side ? small : -small), at.v[1], at.v[2], at.v[3]};
        double m[3] = {0.0, 0.0, 1.0}, current[SPIN_PARTS], moved[3];
        d.alpha = 1.0; /* where it rests does not depend on this */
        for (int n = 0; n < 200000; n++) {
            rate(&d, shifted, at.h, m, moved);
            for (int i = 0; i < 3; i++) {
                m[i] += 2e-13 * moved[i];
            }
        }
        spin_contact_currents(&d, m, shifted, current);
        memcpy(found[side], current, sizeof current);
    }
    for (int k = 0; k < SPIN_PARTS; k++) {
        ck_assert_double_eq_tol(answer.current[k][0][0], (found[1][k] - found[0][k]) / (2.0 * small), 1e-4 * d.g);
        ck_assert_double_eq(answer.current[k][0][1], 0.0);
    }
}
END_TEST

Suite *spin_contact_suite(void)
{
    Suite *suite = suite_create("spin_contact");
    TCase *tests = tcase_create("spin_contact");
    tcase_add_test(tests, no_contact_gives_power);
    tcase_add_test(tests, spin_valve_has_the_published_conductance);
    tcase_add_test(tests, torque_of_a_spin_valve_is_slonczewskis);
    tcase_add_test(tests, current_from_free_to_pinned_turns_the_free_magnet_to_the_pinned);
    tcase_add_test(tests, no_axis_is_special);
    tcase_add_test(tests, well_holds_a_magnet_by_anisotropy_and_shape);
    tcase_add_test(tests, what_would_do_nothing_is_refused);
    tcase_add_test(tests, start_is_in_the_well);
    tcase_add_test(tests, noise_and_spins_give_the_thermal_distribution);
    tcase_add_test(tests, small_signals_are_those_of_the_equation_of_motion);
    tcase_add_test(tests, current_follows_the_magnet);
    suite_add_tcase(suite, tests);
    return suite;
}
