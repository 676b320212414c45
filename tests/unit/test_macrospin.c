/* The macrospin against closed forms and against Boltzmann's distribution. Seeds are fixed. A mean of n independent
 * values is compared within 5.5 of its standard deviations, which would fail for one seed in 2.6e7 if the seed were not
 * fixed, plus what a step of the length chosen here may be wrong by, which is said at each place. */
#include "tests/suites.h"

#include "base/random.h"
#include "models/constants.h"
#include "models/macrospin.h"
#include "tests/support/expect.h"

#include <math.h>
#include <string.h>

static const double SIGMAS = 5.5, KELVIN = 300.0;
static const struct macrospin_drive NOTHING = {.hk = 0.0};

/* mu_0 M_S V of a magnet of 1.2 MA/m and 30 nm by 1 nm. */
static double moment(void)
{
    return MU_0 * 1.2e6 * M_PI / 4.0 * 30e-9 * 30e-9 * 1e-9;
}

/* A magnet with an easy axis along z and a barrier of `barrier` k_B T. */
static struct macrospin uniaxial(double barrier, double alpha)
{
    return (struct macrospin){.alpha = alpha,
                              .hk = 2.0 * barrier * BOLTZMANN * KELVIN / moment(),
                              .axis = {0.0, 0.0, 1.0},
                              .tolerance = 1e-5};
}

static double damping_time(const struct macrospin *magnet, double field)
{
    return (1.0 + magnet->alpha * magnet->alpha) / (magnet->alpha * GAMMA_0 * field);
}

struct ensemble {
    double n, sum, squares;
};

static void count(struct ensemble *e, double value)
{
    e->n += 1.0;
    e->sum += value;
    e->squares += value * value;
}

static void expect_mean(const struct ensemble *e, double right, double bias)
{
    double mean = e->sum / e->n, spread = sqrt((e->squares / e->n - mean * mean) / e->n);
    ck_assert_double_eq_tol(mean, right, SIGMAS * spread + bias);
}

/* Where member `i` of an ensemble is that began at `m` and waited for `t` (s). */
static struct macrospin_path member(const struct macrospin *magnet, const struct macrospin_drive *drive, uint64_t i,
                                    double t, const double m[3])
{
    struct macrospin hot = *magnet;
    hot.noise.key = noise_key(i, "member");
    struct macrospin_path path = macrospin_begin(m);
    macrospin_advance(&hot, &(struct macrospin_stretch){0.0, t, drive, drive}, &path, NULL);
    return path;
}

/* The mean of z^power under exp(barrier z^2 + field z) on the sphere, by Simpson's rule in 2,000 parts. */
static double boltzmann_mean(double barrier, double field, double power, double least)
{
    enum { PARTS = 2000 };
    double above = 0.0, below = 0.0;
    for (int i = 0; i <= PARTS; i++) {
        double z = least + (1.0 - least) * i / PARTS, part = i == 0 || i == PARTS ? 1.0 : i % 2 ? 4.0 : 2.0;
        double weight = part * exp(barrier * (z * z - 1.0) + field * (z - 1.0));
        above += weight * pow(z, power);
        below += weight;
    }
    return above / below;
}

START_TEST(magnet_relaxes_in_a_field_by_the_closed_form)
{
    /* tan(theta/2) = tan(theta_0/2) exp(-alpha gamma_0 H t/(1 + alpha^2)), phi' = gamma_0 H/(1 + alpha^2) */
    const double alpha[] = {0.01, 0.3, 2.0}, field = 2e5, theta = 2.0;
    for (int k = 0; k < 3; k++) {
        struct macrospin magnet = {.alpha = alpha[k], .axis = {0.0, 0.0, 1.0}, .tolerance = 1e-6};
        const struct macrospin_drive drive = {.field = {0.0, 0.0, field}};
        double rate = GAMMA_0 * field / (1.0 + alpha[k] * alpha[k]), t = 2.0 / (alpha[k] * rate);
        struct macrospin_path path = macrospin_begin((double[3]){sin(theta), 0.0, cos(theta)});
        macrospin_advance(&magnet, &(struct macrospin_stretch){0.0, t, &drive, &drive}, &path, NULL);
        double end = 2.0 * atan(tan(0.5 * theta) * exp(-alpha[k] * rate * t));
        const double right[3] = {sin(end) * cos(rate * t), sin(end) * sin(rate * t), cos(end)};
        for (int i = 0; i < 3; i++) {
            ck_assert_double_eq_tol(path.m[i], right[i], 5e-4); /* 500 steps of 1e-6 rad */
        }
    }
}
END_TEST

START_TEST(cells_without_noise_relax_by_the_closed_form_to_second_order)
{
    const double field = 2e5, theta = 2.0;
    double error[2];
    for (int k = 0; k < 2; k++) {
        struct macrospin magnet = {.alpha = 0.1, .axis = {0.0, 0.0, 1.0}};
        magnet.noise = (struct noise){.spread = 1e-300, .cell = 0x1p-40 / (1 << k)};
        const struct macrospin_drive drive = {.field = {0.0, 0.0, field}};
        double rate = GAMMA_0 * field / 1.01, t = 0x1p-33;
        struct macrospin_path path = macrospin_begin((double[3]){sin(theta), 0.0, cos(theta)});
        macrospin_advance(&magnet, &(struct macrospin_stretch){0.0, t, &drive, &drive}, &path, NULL);
        double end = 2.0 * atan(tan(0.5 * theta) * exp(-0.1 * rate * t));
        error[k] = hypot(hypot(path.m[0] - sin(end) * cos(rate * t), path.m[1] - sin(end) * sin(rate * t)),
                         path.m[2] - cos(end));
    }
    ck_assert_double_lt(error[0], 2e-3);
    ck_assert_double_eq_tol(error[0] / error[1], 4.0, 0.2);
}
END_TEST

/* tan(angle/2) of a magnet in a field H along z, with spins a_J against z, grows with the exponent (a_J - alpha H)
 * gamma_0/(1 + alpha^2), whatever its angle: (E2) in polar coordinates. At the longest cell, of 0.2 rad, the exponent
 * must be right within 1e-4: an error of the fourth order would be 0.2^4/16 at most. One of the second order, of
 * 0.2^2/4, made write errors of junctions 3 % too many. */
START_TEST(longest_cell_has_the_right_damping)
{
    static const double start[] = {1e-3, 0.5, 1.5}, torque[] = {0.0, 2.0, 3.0};
    enum { CELLS = 500 };
    const double field = 2e5, alpha = 0.01, rate = GAMMA_0 / (1.0 + alpha * alpha), cell = 0.2 / (GAMMA_0 * field);
    for (int s = 0; s < 3; s++) {
        for (int k = 0; k < 3; k++) {
            struct macrospin magnet = {.alpha = alpha, .axis = {0.0, 0.0, 1.0}};
            magnet.noise = (struct noise){.spread = 1e-300, .cell = cell};
            const struct macrospin_drive drive = {.field = {0.0, 0.0, field},
                                                  .spin = {0.0, 0.0, -torque[k] * alpha * field}};
            struct macrospin_path path = macrospin_begin((double[3]){sin(start[s]), 0.0, cos(start[s])});
            macrospin_advance(&magnet, &(struct macrospin_stretch){0.0, CELLS * cell, &drive, &drive}, &path, NULL);
            double angle = atan2(hypot(path.m[0], path.m[1]), path.m[2]);
            double exponent = log(tan(0.5 * angle) / tan(0.5 * start[s])) / (CELLS * cell);
            double right = (torque[k] - 1.0) * alpha * field * rate;
            expect_close(exponent, right, 1e-4);
        }
    }
}
END_TEST

/* The same for a perpendicular layer, with 3 % of its demagnetizing field in its plane, which moves nothing: at a small
 * angle. With it in the cells, damping and torque were wrong by 0.4 %, and write errors by 1 %. */
START_TEST(longest_cell_of_a_layer_has_the_right_damping)
{
    static const double torque[] = {0.0, 2.0, 3.0}, start = 1e-4;
    enum { CELLS = 500 };
    const double alpha = 0.01, rate = GAMMA_0 / (1.0 + alpha * alpha);
    for (int k = 0; k < 3; k++) {
        struct macrospin layer = {.alpha = alpha, .hk = 1.33e6, .axis = {0.0, 0.0, 1.0}, .demag = {35e3, 35e3, 1.13e6}};
        const double field = layer.hk - layer.demag[2] + layer.demag[0], cell = 0.2 / (GAMMA_0 * field);
        const struct macrospin_drive drive = {.spin = {0.0, 0.0, -torque[k] * alpha * field}};
        macrospin_heat(&layer, moment(), KELVIN, 0.0, 1);
        layer.noise.spread = 1e-300;
        layer.noise.cell = cell;
        struct macrospin_path path = macrospin_begin((double[3]){sin(start), 0.0, cos(start)});
        macrospin_advance(&layer, &(struct macrospin_stretch){0.0, CELLS * cell, &drive, &drive}, &path, NULL);
        double angle = atan2(hypot(path.m[0], path.m[1]), path.m[2]);
        double exponent = log(angle / start) / (CELLS * cell);
        expect_close(exponent, (torque[k] - 1.0) * alpha * field * rate, 1e-4);
    }
}
END_TEST

START_TEST(energy_and_length_stay_without_damping)
{
    struct macrospin magnet = uniaxial(40.0, 0.0);
    magnet.noise = (struct noise){.spread = 1e-300, .cell = 0x1p-40};
    struct macrospin_path path = macrospin_begin((double[3]){0.6, 0.0, 0.8});
    macrospin_advance(&magnet, &(struct macrospin_stretch){0.0, 1e6 * 0x1p-40, &NOTHING, &NOTHING}, &path, NULL);
    ck_assert_double_eq_tol(path.m[2], 0.8, 1e-12);
    ck_assert_double_eq_tol(sqrt(macrospin_dot(path.m, path.m)), 1.0, 1e-12);
    /* With two axes the energy of each step is wrong, by the third order of it: over a time by the second. */
    double change[2];
    for (int k = 0; k < 2; k++) {
        magnet.demag[0] = 4e5;
        magnet.noise.cell = 0x1p-42 / (1 << k);
        path = macrospin_begin((double[3]){0.6, 0.0, 0.8});
        macrospin_advance(&magnet, &(struct macrospin_stretch){0.0, 0x1p-34, &NOTHING, &NOTHING}, &path, NULL);
        change[k] = 0.5 * magnet.hk * (0.64 - path.m[2] * path.m[2]) +
                    0.5 * magnet.demag[0] * (path.m[0] * path.m[0] - 0.36); /* A/m */
        ck_assert_double_eq_tol(sqrt(macrospin_dot(path.m, path.m)), 1.0, 1e-12);
    }
    ck_assert_double_lt(fabs(change[0]), 1e-2 * magnet.hk);
    ck_assert_double_lt(fabs(change[1]), 0.3 * fabs(change[0]));
}
END_TEST

START_TEST(uniaxial_magnet_has_boltzmanns_distribution)
{
    /* <m_z^2> is 0.429231, 0.531265, 0.626185, 0.704627, 0.764266, 0.862069 for these barriers. The magnets begin at a
     * pole; in six damping times their wells forget that, and the other well has the same mean. Small damping leaves
     * the distribution as it is: a factor of 1 + alpha^2 in the noise would not. */
    enum { MANY = 1500, FEW = 300 };
    const double barrier[] = {1.0, 2.0, 3.0, 4.0, 5.0, 8.0};
    for (int k = 0; k < 6; k++) {
        for (int slow = 0; slow <= (k == 2 ? 1 : 0); slow++) {
            struct macrospin magnet = uniaxial(barrier[k], slow ? 0.02 : 0.5);
            macrospin_heat(&magnet, moment(), KELVIN, 0.0, 0);
            struct ensemble squares = {0};
            double wait = (k == 0 ? 10.0 : 6.0) * damping_time(&magnet, magnet.hk);
            for (uint64_t i = 0; i < (slow ? FEW : MANY); i++) {
                double z = member(&magnet, &NOTHING, i, wait, (double[3]){0.0, 0.0, 1.0}).m[2];
                count(&squares, z * z);
            }
            expect_mean(&squares, boltzmann_mean(barrier[k], 0.0, 2.0, 0.0), 0.003); /* of cells of 0.1 to 0.2 rad */
        }
    }
}
END_TEST

/* A sphere has the same demagnetizing field along all axes: along m, so that it moves nothing. In cells whose length
 * does not know of it, the path is that without it but for rounding, and not one whose noise turns about m. */
START_TEST(demagnetizing_field_of_a_sphere_moves_nothing)
{
    struct macrospin bare = uniaxial(3.0, 0.1), sphere = bare;
    const double m[3] = {0.3, 0.0, 0.95};
    sphere.demag[0] = sphere.demag[1] = sphere.demag[2] = 1.2e6 / 3.0;
    macrospin_heat(&bare, moment(), KELVIN, 0.0, 7);
    macrospin_heat(&sphere, moment(), KELVIN, 0.0, 7);
    ck_assert_double_eq(bare.noise.cell, sphere.noise.cell);
    for (uint64_t i = 0; i < 20; i++) {
        double t = 300.0 * bare.noise.cell;
        struct macrospin_path of_bare = member(&bare, &NOTHING, i, t, m),
                              of_sphere = member(&sphere, &NOTHING, i, t, m);
        for (int k = 0; k < 3; k++) {
            ck_assert_double_eq_tol(of_sphere.m[k], of_bare.m[k], 1e-7);
        }
    }
}
END_TEST

START_TEST(isotropic_magnet_in_a_field_follows_langevin)
{
    enum { MANY = 800 };
    const double xi[] = {0.5, 1.0, 2.0}; /* 0.16395, 0.31304, 0.53731 */
    for (int k = 0; k < 3; k++) {
        struct macrospin magnet = uniaxial(0.0, 0.5);
        const struct macrospin_drive drive = {.field = {0.0, 0.0, xi[k] * BOLTZMANN * KELVIN / moment()}};
        macrospin_heat(&magnet, moment(), KELVIN, drive.field[2], 0);
        double forget = (1.0 + 0.25) * moment() / (2.0 * 0.5 * GAMMA_0 * BOLTZMANN * KELVIN);
        struct ensemble z = {0};
        for (uint64_t i = 0; i < MANY; i++) {
            count(&z, member(&magnet, &drive, i, 7.0 * forget, (double[3]){0.0, 0.0, 1.0}).m[2]);
        }
        expect_mean(&z, 1.0 / tanh(xi[k]) - 1.0 / xi[k], 0.004);
    }
}
END_TEST

START_TEST(magnet_without_anisotropy_forgets_exponentially)
{
    /* tau = mu_0 M_S V (1 + alpha^2)/(2 alpha gamma_0 k_B T); 135 ns for 30 x 30 x 2 nm, 1.1 MA/m, alpha 0.01, 300 K */
    enum { MANY = 3000 };
    double size = MU_0 * 1.1e6 * 30e-9 * 30e-9 * 2e-9;
    expect_close(size * 1.0001 / (2.0 * 0.01 * GAMMA_0 * BOLTZMANN * KELVIN), 135e-9, 0.01);
    const double alpha[] = {0.01, 0.5};
    for (int k = 0; k < 2; k++) {
        struct macrospin magnet = {.alpha = alpha[k], .axis = {0.0, 0.0, 1.0}};
        macrospin_heat(&magnet, size, KELVIN, 0.0, 0);
        double forget = size * (1.0 + alpha[k] * alpha[k]) / (2.0 * alpha[k] * GAMMA_0 * BOLTZMANN * KELVIN);
        struct ensemble z = {0}, x = {0};
        for (uint64_t i = 0; i < MANY; i++) {
            struct macrospin_path path = member(&magnet, &NOTHING, i, 0.7 * forget, (double[3]){0.0, 0.0, 1.0});
            count(&z, path.m[2]);
            count(&x, path.m[0]);
        }
        expect_mean(&z, exp(-0.7), 0.003);
        expect_mean(&x, 0.0, 0.0);
    }
}
END_TEST

/* The path of a magnet with noise under a constant drive in `parts` steps, of which each third is repeated. */
static struct macrospin_path in_parts(const char *name, int parts)
{
    struct macrospin magnet = uniaxial(6.0, 0.1);
    const struct macrospin_drive drive = {.field = {3e3, 0.0, 0.0}, .spin = {0.0, 0.0, 2e3}, .hk = 1e3};
    macrospin_heat(&magnet, moment(), KELVIN, 0.0, noise_key(5, name));
    struct macrospin_path path = macrospin_begin((double[3]){0.1, 0.0, 1.0});
    const double t = 300.5 * magnet.noise.cell;
    for (int i = 0; i < parts; i++) {
        double from = t * i / parts, to = t * (i + 1) / parts;
        struct macrospin_path tried = path;
        if (i % 3 == 0) {
            macrospin_advance(&magnet, &(struct macrospin_stretch){from, from + 1.7 * (to - from), &drive, &drive},
                              &tried, NULL);
            tried = path;
        }
        macrospin_advance(&magnet, &(struct macrospin_stretch){from, to, &drive, &drive}, &tried, NULL);
        path = tried;
    }
    return path;
}

START_TEST(path_is_the_same_to_the_last_bit_for_any_steps)
{
    struct macrospin_path whole = in_parts("a1", 1), other = in_parts("a2", 1);
    const int parts[] = {3, 64, 1000, 20011};
    for (int k = 0; k < 4; k++) {
        struct macrospin_path path = in_parts("a1", parts[k]);
        ck_assert_mem_eq(path.m, whole.m, sizeof path.m);
    }
    ck_assert_double_gt(fabs(other.m[0] - whole.m[0]), 1e-3);
}
END_TEST

START_TEST(changing_drive_needs_no_short_steps)
{
    /* A ramp of the torque in one circuit step, and in many. */
    struct macrospin magnet = uniaxial(6.0, 0.1);
    macrospin_heat(&magnet, moment(), KELVIN, 0.0, noise_key(5, "a1"));
    const double cell = magnet.noise.cell, height = 5e3;
    double m[2][3];
    for (int k = 0; k < 2; k++) {
        const int parts = k ? 777 : 1;
        struct macrospin_path path = macrospin_begin((double[3]){0.1, 0.0, 1.0});
        for (int i = 0; i < parts; i++) {
            const struct macrospin_drive first = {.spin = {0.0, 0.0, height * i / parts}},
                                         last = {.spin = {0.0, 0.0, height * (i + 1) / parts}};
            macrospin_advance(
                &magnet,
                &(struct macrospin_stretch){100.0 * cell * i / parts, 100.0 * cell * (i + 1) / parts, &first, &last},
                &path, NULL);
        }
        memcpy(m[k], path.m, sizeof path.m);
    }
    for (int i = 0; i < 3; i++) {
        ck_assert_double_eq_tol(m[1][i], m[0][i], 1e-10); /* rounding, over a hundred cells */
    }
}
END_TEST

START_TEST(spin_torque_switches_at_its_threshold)
{
    /* a_J against the well: alpha H_k, where damping and torque are equal */
    for (int k = 0; k < 2; k++) {
        struct macrospin magnet = uniaxial(60.0, 0.02);
        double threshold = magnet.alpha * magnet.hk;
        const struct macrospin_drive drive = {.spin = {0.0, 0.0, -(k ? 1.05 : 0.95) * threshold}};
        struct macrospin_path path = macrospin_begin((double[3]){sin(0.01), 0.0, cos(0.01)});
        macrospin_advance(&magnet,
                          &(struct macrospin_stretch){0.0, 200.0 * damping_time(&magnet, magnet.hk), &drive, &drive},
                          &path, NULL);
        ck_assert_double_eq_tol(path.m[2], k ? -1.0 : 1.0, 1e-3);
    }
}
END_TEST

START_TEST(asymmetry_makes_the_torque_depend_on_the_angle)
{
    const double q = 0.6, a = 1e3;
    struct macrospin magnet = {.axis = {0.0, 0.0, 1.0}, .pinned = {0.0, 0.0, 1.0}, .asymmetry = q};
    const struct macrospin_drive drive = {.spin = {0.0, 0.0, a}};
    for (int k = 0; k < 3; k++) {
        const double angle = 0.3 + 0.9 * k;
        const double m[3] = {sin(angle), 0.0, cos(angle)}, none[3] = {0};
        double field[3];
        macrospin_field(&magnet, &drive, none, m, field);
        ck_assert_double_eq_tol(field[1], -a * sin(angle) / (1.0 + q * cos(angle)), 1e-9); /* m x p */
    }
}
END_TEST

START_TEST(mean_moment_is_that_of_the_path)
{
    for (int noisy = 0; noisy < 2; noisy++) {
        struct macrospin magnet = uniaxial(6.0, 0.1);
        if (noisy) {
            macrospin_heat(&magnet, moment(), KELVIN, 0.0, 9);
        }
        const double t = 200.0 * (noisy ? magnet.noise.cell : 0x1p-38);
        struct macrospin_path path = macrospin_begin((double[3]){0.5, 0.0, 1.0}), fine = path;
        double mean[3], sum[3] = {0}, part[3];
        macrospin_advance(&magnet, &(struct macrospin_stretch){0.0, t, &NOTHING, &NOTHING}, &path, mean);
        for (int i = 0; i < 200; i++) {
            macrospin_advance(&magnet, &(struct macrospin_stretch){t * i / 200, t * (i + 1) / 200, &NOTHING, &NOTHING},
                              &fine, part);
            for (int k = 0; k < 3; k++) {
                sum[k] += part[k] / 200;
            }
        }
        for (int k = 0; k < 3; k++) {
            ck_assert_double_eq_tol(mean[k], sum[k], noisy ? 1e-12 : 1e-3); /* quiet steps are as long as they may */
        }
    }
}
END_TEST

START_TEST(drawn_directions_have_boltzmanns_distribution)
{
    enum { MANY = 5000 };
    const double barrier[] = {0.0, 0.5, 3.0, 80.0};
    for (int k = 0; k < 4; k++) {
        struct macrospin magnet = uniaxial(barrier[k], 0.1);
        struct ensemble z = {0}, square = {0}, x = {0}, xy = {0};
        for (uint64_t i = 0; i < MANY; i++) {
            double m[3];
            ck_assert(macrospin_draw(&magnet, moment(), KELVIN, noise_key(i, "drawn"), (double[3]){0, 0, -1.0}, m));
            ck_assert_double_eq_tol(macrospin_dot(m, m), 1.0, 1e-12);
            count(&z, -m[2]);
            count(&square, m[2] * m[2]);
            count(&x, m[0]);
            count(&xy, m[0] * m[0] - m[1] * m[1]);
        }
        expect_mean(&z, boltzmann_mean(barrier[k], 0.0, 1.0, 0.0), 0.0);
        expect_mean(&square, boltzmann_mean(barrier[k], 0.0, 2.0, 0.0), 0.0);
        expect_mean(&x, 0.0, 0.0);
        expect_mean(&xy, 0.0, 0.0);
    }
}
END_TEST

/* A flat well, also one with a direction that is free: by quadrature over the half sphere. */
START_TEST(drawn_directions_of_flat_magnets_have_boltzmanns_distribution)
{
    enum { MANY = 5000, PARTS = 600 };
    const double scale = 2.0 * BOLTZMANN * KELVIN / moment(), wells[][2] = {{2.0, 30.0}, {0.0, 5.0}, {0.4, 0.7}};
    for (int k = 0; k < 3; k++) {
        const double flat = wells[k][0], steep = wells[k][1];
        struct macrospin magnet = {.alpha = 0.1, .axis = {0.0, 0.0, 1.0}, .demag = {0.0, flat * scale, steep * scale}};
        double sum = 0.0, above = 0.0, across = 0.0;
        for (int i = 0; i < PARTS; i++) {
            for (int j = 0; j < PARTS; j++) {
                double x = (i + 0.5) / PARTS, phi = 2.0 * M_PI * (j + 0.5) / PARTS, sine = sqrt(1.0 - x * x);
                double y = sine * cos(phi), z = sine * sin(phi), weight = exp(-flat * y * y - steep * z * z);
                sum += weight;
                above += weight * x;
                across += weight * y * y;
            }
        }
        struct ensemble along = {0}, square = {0};
        for (uint64_t i = 0; i < MANY; i++) {
            double m[3];
            ck_assert(macrospin_draw(&magnet, moment(), KELVIN, noise_key(i, "flat"), (double[3]){1.0, 0, 0}, m));
            count(&along, m[0]);
            count(&square, m[1] * m[1]);
        }
        expect_mean(&along, above / sum, 1e-5); /* of the quadrature */
        expect_mean(&square, across / sum, 1e-5);
        double m[3];
        ck_assert(!macrospin_draw(&magnet, moment(), KELVIN, 1, (double[3]){0, 0, 1.0}, m)); /* the hard axis */
    }
}
END_TEST

START_TEST(cells_depend_on_the_magnet_alone)
{
    struct macrospin magnet = uniaxial(60.0, 0.01);
    macrospin_heat(&magnet, moment(), KELVIN, 0.0, 1);
    double longest = 0.2 / (GAMMA_0 * magnet.hk);
    ck_assert(magnet.noise.cell <= longest && magnet.noise.cell > 0.5 * longest);
    expect_close(magnet.noise.spread, sqrt(2.0 * 0.01 * BOLTZMANN * KELVIN / (GAMMA_0 * moment() * magnet.noise.cell)),
                 1e-14);
    ck_assert_double_eq(exp2(round(log2(magnet.noise.cell))), magnet.noise.cell);
    /* an interface's field and a layer's demagnetization, 1.326 and 1.094 MA/m apart: what remains counts */
    const struct macrospin layer = {.alpha = 0.01, .hk = 1.326e6, .axis = {0.6, 0.0, 0.8}, .demag = {3e4, 3e4, 1.1e6}};
    double a = 1.326e6 * 0.36 - 3e4, b = 1.326e6 * 0.48, c = 1.326e6 * 0.64 - 1.1e6;
    double root = sqrt(0.25 * (a - c) * (a - c) + b * b), most = 0.5 * (a + c) + root, least = 0.5 * (a + c) - root;
    expect_close(macrospin_field_range(&layer), most - fmin(least, -3e4), 1e-12);
    struct macrospin round_one = {.demag = {1e6, 1e6, 1e6}};
    ck_assert_double_eq(macrospin_field_range(&round_one), 0.0);
}
END_TEST

/* Resonance of a magnet with an easy axis, in a field along it: gamma_0 (H_k + H), and in a film in its plane
 * gamma_0 sqrt((H + H_k)(H + H_k + M_eff)), Kittel. */
START_TEST(small_signals_resonate_as_kittel_says)
{
    const double h = 5e4, film = 6e5;
    for (int flat = 0; flat < 2; flat++) {
        struct macrospin magnet = uniaxial(60.0, 0.005);
        magnet.demag[0] = flat ? film : 0.0;
        const struct macrospin_drive drive = {.field = {0.0, 0.0, h}};
        const double m[3] = {0.0, 0.0, 1.0}, push[3] = {0.0, 1.0, 0.0};
        struct macrospin_small small;
        ck_assert(macrospin_linearize(&magnet, &drive, m, &small));
        double stiff = magnet.hk + h, right = GAMMA_0 * (flat ? sqrt(stiff * (stiff + film)) : stiff);
        double best = 0.0, found = 0.0;
        for (int k = 0; k < 4000; k++) {
            const double omega = (0.8 + 1e-4 * k) * right;
            double real[3], imaginary[3];
            macrospin_answer(&small, omega, push, real, imaginary);
            double size = hypot(real[1], imaginary[1]);
            found = size > best ? omega : found;
            best = fmax(best, size);
        }
        expect_close(found, right, 5e-4); /* alpha^2 and the raster */
    }
}
END_TEST

/* The linear answer is that of a small oscillation in time, which a field, a torque and the anisotropy drive, in a
 * magnet that stands at an angle to all. */
START_TEST(small_signals_are_those_of_a_long_run)
{
    struct macrospin magnet = uniaxial(60.0, 0.1);
    magnet.demag[0] = 5e4;
    magnet.pinned[0] = 0.6, magnet.pinned[2] = 0.8, magnet.asymmetry = 0.4;
    magnet.noise = (struct noise){.spread = 1e-300, .cell = 0x1p-42};
    const struct macrospin_drive drive = {.field = {6e4, 2e4, 3e4}, .spin = {6e2, 0.0, 8e2}, .hk = -1e3};
    double m[3] = {0.0, 0.0, 1.0}, field[3], torque[3], none[3] = {0}, mp[3];
    ck_assert(macrospin_relax(&magnet, &drive, m));
    macrospin_field(&magnet, &drive, none, m, field);
    macrospin_cross(m, field, torque);
    ck_assert_double_lt(sqrt(macrospin_dot(torque, torque)), 1e-10 * sqrt(macrospin_dot(field, field)));
    struct macrospin_small small;
    ck_assert(macrospin_linearize(&magnet, &drive, m, &small));
    /* a change of all parts of the drive by `share` of them */
    double push[3], real[3], imaginary[3];
    macrospin_cross(m, drive.spin, mp);
    double along = drive.hk * m[2], weight = 1.0 / (1.0 + 0.4 * macrospin_dot(m, magnet.pinned));
    for (int k = 0; k < 3; k++) {
        push[k] = drive.field[k] + weight * mp[k] + along * magnet.axis[k];
    }
    const double period = 2048.0 * 0x1p-42, omega = 2.0 * M_PI / period, share = 1e-4;
    macrospin_answer(&small, omega, push, real, imaginary);
    struct macrospin_path path = macrospin_begin(m);
    double found[2][3] = {{0}}, before = 1.0;
    for (int i = 0; i < 40 * 256; i++) {
        double from = period * i / 256, to = period * (i + 1) / 256, now = 1.0 + share * cos(omega * to);
        struct macrospin_drive first = drive, last = drive;
        for (int k = 0; k < 3; k++) {
            first.field[k] *= before, first.spin[k] *= before;
            last.field[k] *= now, last.spin[k] *= now;
        }
        first.hk *= before, last.hk *= now;
        macrospin_advance(&magnet, &(struct macrospin_stretch){from, to, &first, &last}, &path, NULL);
        before = now;
        for (int k = 0; k < 3 && i >= 39 * 256; k++) {
            found[0][k] += (path.m[k] - m[k]) * cos(omega * to) / 128 / share;
            found[1][k] -= (path.m[k] - m[k]) * sin(omega * to) / 128 / share;
        }
    }
    double size = sqrt(macrospin_dot(real, real) + macrospin_dot(imaginary, imaginary));
    ck_assert_double_gt(size, 0.01);
    for (int k = 0; k < 3; k++) {
        ck_assert_double_eq_tol(found[0][k], real[k], 2e-3 * size); /* second order of cell and share */
        ck_assert_double_eq_tol(found[1][k], imaginary[k], 2e-3 * size);
    }
}
END_TEST

START_TEST(unstable_equilibrium_is_known)
{
    struct macrospin magnet = uniaxial(60.0, 0.02);
    struct macrospin_small small;
    const double up[3] = {0.0, 0.0, 1.0}, side[3] = {1.0, 0.0, 0.0};
    for (int k = 0; k < 3; k++) {
        const double share = 0.5 + 0.495 * k;
        const struct macrospin_drive drive = {.spin = {0.0, 0.0, -share * magnet.alpha * magnet.hk}};
        ck_assert_int_eq(macrospin_linearize(&magnet, &drive, up, &small), share < 1.0);
    }
    ck_assert(!macrospin_linearize(&magnet, &NOTHING, side, &small));
}
END_TEST

START_TEST(normal_numbers_of_a_magnet_are_independent)
{
    enum { MANY = 5000 };
    struct ensemble mean[3] = {{0}}, square[3] = {{0}}, product[3] = {{0}}, next = {0};
    struct noise_block block = {0};
    double before = 0.0;
    for (uint64_t i = 0; i < MANY; i++) {
        const double *n = noise_normals(&block, noise_key(3, "a1"), i);
        for (int k = 0; k < 3; k++) {
            count(&mean[k], n[k]);
            count(&square[k], n[k] * n[k]);
            count(&product[k], n[k] * n[(k + 1) % 3]);
        }
        count(&next, n[0] * before);
        before = n[0];
    }
    for (int k = 0; k < 3; k++) {
        expect_mean(&mean[k], 0.0, 0.0);
        expect_mean(&square[k], 1.0, 0.0);
        expect_mean(&product[k], 0.0, 0.0);
    }
    expect_mean(&next, 0.0, 0.0);
}
END_TEST

/* With logarithm, cosine and sine of the C library. Rounding is 2^-53 of a number of at most 8.7, which is that of the
 * least share, 2^-54; five roundings of them. */
START_TEST(normal_numbers_are_those_of_box_and_muller)
{
    const uint64_t key = noise_key(3, "a1");
    struct noise_block block = {0};
    for (uint64_t i = 0; i < 20000; i++) {
        double right[3], radius[2], angle[2];
        for (uint64_t k = 0; k < 2; k++) {
            const uint64_t bits = random_bits(key, 4 * i + 2 * k + 1);
            radius[k] = sqrt(-2.0 * log(random_share(random_bits(key, 4 * i + 2 * k))));
            angle[k] = M_PI_2 * ((double)(bits >> 62) + random_share(bits << 2) - 0.5);
        }
        right[0] = radius[0] * cos(angle[0]);
        right[1] = radius[0] * sin(angle[0]);
        right[2] = radius[1] * cos(angle[1]);
        const double *n = noise_normals(&block, key, i);
        for (int k = 0; k < 3; k++) {
            ck_assert_double_eq_tol(n[k], right[k], 5.0 * 0x1p-53 * 8.7);
        }
    }
}
END_TEST

/* Near H_k across the easy axis the rest is soft: the motion takes 1/(1 - H/H_k) times longer, and for ever at H_k. The
 * moment is at sin(theta) = H/H_k there, and at 90 degrees beyond. At H_k itself the torque goes with the third power
 * of the angle, which is then known to 1e-4. */
START_TEST(soft_rests_are_found)
{
    const struct macrospin magnet = uniaxial(40.0, 0.01);
    for (int i = 0; i <= 20; i++) {
        const double share = i == 10 ? 1.0 : 1.0 + (i < 10 ? -1.0 : 1.0) * pow(10.0, -fmin(i, 20 - i) - 1.0);
        const struct macrospin_drive across = {.field = {share * magnet.hk, 0.0, 0.0}};
        double m[3] = {0.1, 0.01, 1.0};
        ck_assert(macrospin_relax(&magnet, &across, m));
        const double off = share < 1.0 ? m[0] - share : m[2];
        ck_assert_double_le(fabs(off), 3e-4);
        ck_assert_double_ge(m[2], -1e-3);
    }
    /* just off a rest that is unstable, but hardly */
    const struct macrospin_drive across = {.field = {(1.0 - 1e-5) * magnet.hk, 0.0, 0.0}};
    double m[3] = {1.0, 0.0, 1e-9};
    ck_assert(macrospin_settle(&magnet, &across, 0.01, m));
    ck_assert_double_eq_tol(m[0], 1.0 - 1e-5, 1e-9);
}
END_TEST

Suite *macrospin_suite(void)
{
    Suite *suite = suite_create("macrospin");
    TCase *tests = tcase_create("motion");
    tcase_add_test(tests, magnet_relaxes_in_a_field_by_the_closed_form);
    tcase_add_test(tests, cells_without_noise_relax_by_the_closed_form_to_second_order);
    tcase_add_test(tests, longest_cell_has_the_right_damping);
    tcase_add_test(tests, longest_cell_of_a_layer_has_the_right_damping);
    tcase_add_test(tests, energy_and_length_stay_without_damping);
    tcase_add_test(tests, path_is_the_same_to_the_last_bit_for_any_steps);
    tcase_add_test(tests, changing_drive_needs_no_short_steps);
    tcase_add_test(tests, spin_torque_switches_at_its_threshold);
    tcase_add_test(tests, asymmetry_makes_the_torque_depend_on_the_angle);
    tcase_add_test(tests, mean_moment_is_that_of_the_path);
    tcase_add_test(tests, small_signals_resonate_as_kittel_says);
    tcase_add_test(tests, small_signals_are_those_of_a_long_run);
    tcase_add_test(tests, unstable_equilibrium_is_known);
    tcase_add_test(tests, soft_rests_are_found);
    suite_add_tcase(suite, tests);
    tests = tcase_create("noise");
    tcase_add_test(tests, uniaxial_magnet_has_boltzmanns_distribution);
    tcase_add_test(tests, demagnetizing_field_of_a_sphere_moves_nothing);
    tcase_add_test(tests, isotropic_magnet_in_a_field_follows_langevin);
    tcase_add_test(tests, magnet_without_anisotropy_forgets_exponentially);
    tcase_add_test(tests, drawn_directions_have_boltzmanns_distribution);
    tcase_add_test(tests, drawn_directions_of_flat_magnets_have_boltzmanns_distribution);
    tcase_add_test(tests, cells_depend_on_the_magnet_alone);
    tcase_add_test(tests, normal_numbers_of_a_magnet_are_independent);
    tcase_add_test(tests, normal_numbers_are_those_of_box_and_muller);
    suite_add_tcase(suite, tests);
    return suite;
}
