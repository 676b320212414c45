/* Write errors of a cell: what a pulse leaves unwritten. */
#include "tests/suites.h"

#include "models/barrier.h"
#include "models/device.h"
#include "solver/write_errors.h"
#include "tests/support/expect.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double KELVIN = 300.15;

static struct write_pulses pulses_of(double volts, size_t count, const double *length)
{
    struct write_pulses pulses = {.volts = volts, .kelvin = KELVIN, .count = count, .length = length};
    pulses.cell.gate = 1.5;
    device_reset(device_find("mtj"), &pulses.cell.junction);
    device_reset(device_find("generic_mosfet"), &pulses.cell.transistor);
    return pulses;
}

/* The default junction: barrier and tau_D from mu_0 M_S^2, K_i, volume and alpha by hand, with CODATA's constants; the
 * critical voltage by V_c = (4 e alpha/hbar P)(1 + P^2) E_b R_P. */
START_TEST(scale_is_that_of_the_closed_forms)
{
    struct write_pulses pulses = pulses_of(0.5, 0, NULL);
    const double mu_0 = 1.25663706212e-6, e = 1.602176634e-19, hbar = 1.054571817e-34, k = 1.380649e-23;
    const double volume = 0.25 * 3.14159265358979 * 50e-9 * 50e-9 * 1e-9;
    const double hk = 2.0 * 1e-3 / (mu_0 * 1.2e6 * 1e-9) - (0.941 - 0.029) * 1.2e6;
    const double energy = 0.5 * mu_0 * 1.2e6 * hk * volume;
    for (int start = 0; start < 2; start++) {
        pulses.cell.junction.start = start;
        struct write_scale scale = write_scale(&pulses.cell.junction, KELVIN);
        expect_close(scale.barrier, energy / (k * KELVIN), 1e-6);
        expect_close(scale.tau, (1.0 + 1e-4) / (0.01 * 2.2128e5 * hk), 1e-4);
        expect_close(write_critical_voltage(&pulses.cell.junction, KELVIN),
                     4.0 * e * 0.01 / (hbar * 0.75) * (1.0 + 0.75 * 0.75) * energy * 6e3, 1e-6);
    }
}
END_TEST

/* Perpendicular: that of the barrier. In plane: a_J = alpha times the mean of the fields that hold the layer against
 * the two other axes, where the trace of (E9) is 0. */
START_TEST(critical_voltage_is_where_small_signals_grow)
{
    struct mtj junction;
    device_reset(device_find("mtj"), &junction);
    junction.ptilt = 0.5 * M_PI;
    junction.ki = 0.0;
    junction.nx = 0.02;
    junction.ny = 0.05;
    junction.nz = 0.93;
    for (int start = 0; start < 2; start++) {
        static const double none[3] = {0.0, 0.0, 0.0};
        junction.start = start;
        double v = write_critical_voltage(&junction, KELVIN), ignored, slope;
        double current = mtj_current(&junction, 1.0 - 2.0 * start, v, &ignored, &slope);
        struct macrospin_drive drive = mtj_drive(&junction, v, current, none);
        expect_close(sqrt(macrospin_dot(drive.spin, drive.spin)), junction.alpha * 0.5 * (0.03 + 0.91) * junction.ms,
                     1e-6);
    }
}
END_TEST

/* Perpendicular, where the drive is not linear in V: the voltage of which the torque and the fields are those that hold
 * the layer, a_J/alpha - b_J - dH_k = H_k of (W1), each by the formulas of docs/mtj.md. */
static double drive_of(const struct mtj *d, double v)
{
    const double e = 1.602176634e-19, hbar = 1.054571817e-34, mu_0 = 1.25663706212e-6;
    const double p = d->polarization, square = d->lambda * d->lambda, cosine = d->start == 0.0 ? 1.0 : -1.0;
    const double sign = -cosine, rap = d->rp + (d->rap - d->rp) / (1.0 + v * v / (d->vhalf * d->vhalf));
    const double volume = 0.25 * 3.14159265358979 * d->diameter * d->diameter * d->tfree;
    const double current = d->torque == 0.0 ? v / d->rp : v / (d->start == 0.0 ? d->rp : rap);
    const double share = d->torque == 0.0   ? p / (1.0 + p * p)
                         : d->torque == 1.0 ? 2.0 * p * square / (square + 1.0 + (square - 1.0) * cosine)
                                            : p;
    const double torque = hbar / (2.0 * e) * share * current / (mu_0 * d->ms * volume);
    const double like = sign * v * (d->b1 + d->b2 * sign * v) * cosine;
    const double hk = -2.0 * d->xi * sign * v / (mu_0 * d->ms * d->tfree * d->tox);
    return (torque / d->alpha - like - hk) / mtj_holding_field(d);
}

START_TEST(critical_voltage_is_right_where_drives_are_not_linear)
{
    struct {
        double torque, lambda, b2, xi;
        int start;
    } const kind[] = {{2.0, 1.0, 0.0, 0.0, 1},  {1.0, 1.0, 0.0, 0.0, 1},    {1.0, 2.0, 0.0, 0.0, 0},
                      {1.0, 2.0, 0.0, 0.0, 1},  {0.0, 1.0, 1e5, 0.0, 0},    {0.0, 1.0, 1e5, 0.0, 1},
                      {0.0, 1.0, -1e5, 0.0, 0}, {0.0, 1.0, 0.0, 50e-15, 0}, {0.0, 1.0, 0.0, 50e-15, 1}};
    struct mtj junction;
    for (size_t k = 0; k < sizeof kind / sizeof *kind; k++) {
        device_reset(device_find("mtj"), &junction);
        junction.torque = kind[k].torque;
        junction.lambda = kind[k].lambda;
        junction.b2 = kind[k].b2;
        junction.xi = kind[k].xi;
        junction.start = kind[k].start;
        expect_close(drive_of(&junction, write_critical_voltage(&junction, KELVIN)), 1.0, 1e-6);
    }
    junction.start = 0.0;
    junction.b2 = junction.xi = 0.0;
    junction.torque = 0.0;
    junction.xi = -1e-12; /* the voltage holds the layer more strongly than it turns it, in one direction */
    const bool held[2] = {drive_of(&junction, 100.0) < 1.0, (junction.start = 1.0, drive_of(&junction, 100.0) < 1.0)};
    for (int start = 0; start < 2; start++) {
        junction.start = start;
        ck_assert(held[start] == isinf(write_critical_voltage(&junction, KELVIN)));
    }
    ck_assert(held[0] != held[1]);
}
END_TEST

/* A drive that grows and falls again with the voltage: the first voltage counts, also where the layer stays at 100 V.
 */
START_TEST(critical_voltage_is_the_first_one)
{
    struct mtj junction;
    device_reset(device_find("mtj"), &junction);
    junction.b2 = 3e5;
    const double v = write_critical_voltage(&junction, KELVIN);
    ck_assert_msg(drive_of(&junction, 0.99 * v) < 1.0 && drive_of(&junction, 1.01 * v) > 1.0, "at %g V", v);
    ck_assert_double_lt(drive_of(&junction, 100.0), 1.0);
}
END_TEST

/* The drive k V - b V^2 of docs/write_errors.md, Eq. (W1), with b = b2/H_k such that its greatest value, k^2/4b, is
 * above 1 by very little: the range in which the layer does not stay is then 2 sqrt(excess) wide, in parts of the
 * voltage k/2b in its middle. A millivolt below its beginning and behind its end the layer stays. */
START_TEST(critical_voltage_is_found_in_narrow_ranges)
{
    static const double EXCESS[] = {1e-3, 1e-5, 1e-7, 1e-10};
    struct mtj junction;
    for (int start = 0; start < 2; start++) {
        device_reset(device_find("mtj"), &junction);
        junction.start = start;
        const double k = drive_of(&junction, 1.0), hold = mtj_holding_field(&junction);
        for (size_t n = 0; n < sizeof EXCESS / sizeof *EXCESS; n++) {
            const double b = 0.25 * k * k / (1.0 + EXCESS[n]), middle = 0.5 * k / b, half = sqrt(EXCESS[n]);
            junction.b2 = (start == 0 ? 1.0 : -1.0) * b * hold;
            const double v = write_critical_voltage(&junction, KELVIN);
            ck_assert_msg(fabs(v / middle - 1.0 + half) < 1e-2 * half + 1e-6, "excess %g: %.9g V, the middle %.9g V",
                          EXCESS[n], v, middle);
        }
        junction.b2 *= 1.001; /* now its greatest value is below 1 */
        ck_assert(isinf(write_critical_voltage(&junction, KELVIN)));
    }
}
END_TEST

/* 50 in tau_D, more where the drive is stronger than that of the holding fields, at most a million in a pulse; and 500
 * that settle. */
START_TEST(steps_are_counted_before_they_are_taken)
{
    const double length[2] = {19.49057143e-9, 1.0};
    struct write_pulses pulses = pulses_of(0.01, 1, length);
    const double weak = write_errors_steps(&pulses);
    pulses.volts = 5.0;
    const double strong = write_errors_steps(&pulses);
    ck_assert_double_eq_tol(weak, 500.0 + 500.0, 1.0);
    ck_assert_double_gt(strong, 2.0 * weak);
    pulses.count = 2;
    ck_assert_double_eq_tol(write_errors_steps(&pulses), strong + 1e6 + 500.0, 0.5);
}
END_TEST

/* 1000 trials for each of five lengths, both states, at 2 and 3 times the critical voltage: the number of failures is
 * binomial with the chance of the Fokker-Planck equation. Of 20 numbers none is more than 6 standard deviations and one
 * off: a false alarm has a probability below 1e-7. The precession that the equation leaves out does not change z. */
START_TEST(trials_fail_as_often_as_the_density_says)
{
    enum { LENGTHS = 5, TRIALS = 1000 };
    const double length[LENGTHS] = {1.5e-9, 2.5e-9, 4e-9, 6e-9, 8e-9};
    for (int kind = 0; kind < 4; kind++) {
        struct write_pulses pulses = pulses_of(kind < 2 ? 0.52 : 0.78, LENGTHS, length);
        double chance[LENGTHS];
        size_t failed[LENGTHS];
        struct diagnostic why;
        pulses.cell.junction.start = kind % 2;
        write_errors_exact(&pulses, chance);
        expect_ok(write_errors_tried(&pulses, &(struct write_trials){TRIALS, 5, NULL}, NULL, failed, &why), &why);
        for (int k = 0; k < LENGTHS; k++) {
            double right = TRIALS * chance[k], deviation = sqrt(right * (1.0 - chance[k]));
            ck_assert_msg(fabs((double)failed[k] - right) <= 6.0 * deviation + 1.0, "%g s: %zu failed, not %g",
                          length[k], failed[k], right);
        }
        ck_assert(chance[0] > 0.4 && chance[LENGTHS - 1] < 0.2);
    }
}
END_TEST

/* A pulse that is too short switches nothing: rounding must not make that more than all. */
START_TEST(a_chance_is_at_most_one)
{
    const double length[2] = {10e-12, 1e-9};
    for (int volts = 1; volts <= 2; volts++) {
        const struct write_pulses pulses = pulses_of(0.25 * volts, 2, length);
        double chance[2];
        write_errors_exact(&pulses, chance);
        ck_assert(chance[0] <= 1.0 && chance[1] <= 1.0 && chance[1] > 0.999);
    }
}
END_TEST

/* Behind a transistor the voltage depends on the state, also in the density. */
START_TEST(a_transistor_takes_its_share_in_both)
{
    enum { LENGTHS = 3, TRIALS = 500 };
    const double length[LENGTHS] = {3e-9, 6e-9, 10e-9};
    for (int start = 0; start < 2; start++) {
        struct write_pulses pulses = pulses_of(0.7, LENGTHS, length), bare = pulses;
        double chance[LENGTHS], without[LENGTHS];
        size_t failed[LENGTHS];
        struct diagnostic why;
        bare.cell.junction.start = pulses.cell.junction.start = start;
        pulses.cell.has_transistor = true;
        write_errors_exact(&bare, without);
        write_errors_exact(&pulses, chance);
        expect_ok(write_errors_tried(&pulses, &(struct write_trials){TRIALS, 9, NULL}, NULL, failed, &why), &why);
        for (int k = 0; k < LENGTHS; k++) {
            double right = TRIALS * chance[k], deviation = sqrt(right * (1.0 - chance[k]));
            ck_assert_double_gt(chance[k], without[k]);
            ck_assert_msg(fabs((double)failed[k] - right) <= 6.0 * deviation + 1.0,
                          "start %d, %g s: %zu failed, not %g", start, length[k], failed[k], right);
        }
    }
}
END_TEST

/* A spin valve, whose torque follows its current and so its state, at a drive of 27: 0.8246 of the pulses fail. With
 * the current of the beginning of each step they were 0.878. The tolerance is 5 standard errors, 0.0135, and 0.006 for
 * the cells of the noise, in which a magnet that is driven so strongly comes a tenth farther. */
START_TEST(a_torque_that_follows_the_state_is_not_late)
{
    enum { TRIALS = 20000 };
    const double length = 200e-12;
    struct write_pulses pulses = pulses_of(4.0, 1, &length);
    struct mtj *junction = &pulses.cell.junction;
    size_t failed;
    double chance;
    struct diagnostic why;
    junction->torque = 1.0;
    junction->lambda = 2.0;
    junction->vhalf = 0.0;
    junction->start = 1.0;
    write_errors_exact(&pulses, &chance);
    expect_close(chance, 0.8246, 1e-3);
    expect_ok(write_errors_tried(&pulses, &(struct write_trials){TRIALS, 5, NULL}, NULL, &failed, &why), &why);
    ck_assert_double_eq_tol((double)failed / TRIALS, chance, 0.0195);
}
END_TEST

/* Kirchhoff's law for junction, resistance and transistor, in both directions. Loop: kOhm. */
START_TEST(cell_has_one_current)
{
    struct write_pulses pulses = pulses_of(0.7, 0, NULL);
    struct memory_cell *cell = &pulses.cell;
    cell->has_transistor = true;
    cell->series = 1e3 * _i;
    for (int half = -2; half <= 2; half++) {
        const double cosine = 0.5 * half;
        for (int sign = -1; sign <= 1; sign += 2) {
            double v = memory_cell_voltage(cell, 0.9 * sign, cosine), ignored, slope;
            double through = mtj_current(&cell->junction, cosine, v, &ignored, &slope);
            double upper = v + cell->series * through;
            double node = sign > 0 ? 0.9 - upper : -upper; /* above the lower line */
            double right = sign > 0 ? generic_mosfet_current(&cell->transistor, cell->gate, node)
                                    : -generic_mosfet_current(&cell->transistor, cell->gate - node, 0.9 - node);
            expect_close(through, right, 1e-9);
            ck_assert_double_gt(through * sign, 0.0);
            struct memory_cell bare = *cell;
            bare.has_transistor = false;
            v = memory_cell_voltage(&bare, 0.9 * sign, cosine);
            through = mtj_current(&cell->junction, cosine, v, &ignored, &slope);
            expect_close(v + cell->series * through, 0.9 * sign, 1e-9);
        }
    }
}
END_TEST

/* The chance that a read of 0.1 V disturbs the bit that favours it least, after a start in the well: 1 - exp(-k t). Of
 * the default layer at i = 0.383, and of smaller ones, whose barriers are 20 to 40 k_B T. The rate is that of Brown's
 * formula, k = sqrt(Delta/pi) (1 - i^2) (1 - i) exp(-Delta (1 - i)^2)/tau_D, within its first order in 1/(Delta (1 -
 * i)^2), the top of the barrier not being a parabola; the exact one, Eq. (R10) of docs/mtj_rate.md, within the error of
 * the grid. */
START_TEST(read_disturbs_at_the_rate_over_the_barrier)
{
    enum { LENGTHS = 3 };
    static const double SHARE[] = {1.0, 0.48, 0.36, 0.24}; /* of the layer's volume, and so of the barrier */
    for (int kind = 0; kind < 4; kind++) {
        for (int start = 0; start < 2; start++) {
            const double length[LENGTHS] = {1e-6, 2e-6, 4e-6};
            struct write_pulses pulses = pulses_of(0.1, LENGTHS, length);
            struct mtj *junction = &pulses.cell.junction;
            double chance[LENGTHS], ignored;
            junction->start = start;
            junction->vact = 0.25 * 3.14159265358979 * 50e-9 * 50e-9 * 1e-9 * SHARE[kind];
            junction->rp /= SHARE[kind]; /* the same critical voltage */
            junction->rap /= SHARE[kind];
            const struct write_scale scale = write_scale(junction, KELVIN);
            const double i = 0.1 / write_critical_voltage(junction, KELVIN), delta = scale.barrier,
                         top = delta * (1.0 - i) * (1.0 - i);
            expect_close(i, 0.383, 2e-3);
            write_errors_exact(&pulses, chance);
            const double found = log(chance[0] / chance[2]) / (length[2] - length[0]) * scale.tau;
            const double brown = sqrt(delta / 3.14159265358979) * (1.0 - i * i) * (1.0 - i) * exp(-top);
            struct barrier exact;
            barrier_tabulate(&exact, delta);
            if (kind > 0) { /* else it is 1e-14: of a number near 1, rounding */
                expect_close(found, exp(barrier_ln_rate(&exact, i, &ignored)), 1e-2);
                ck_assert_double_eq_tol(found / brown, 1.0, 2.0 / top);
            }
            ck_assert_double_lt(fabs(1.0 - chance[2] - (1.0 - exp(-found * length[2] / scale.tau))), 1e-3);
        }
    }
}
END_TEST

START_TEST(what_has_two_angles_is_refused)
{
    char why[200];
    struct write_pulses pulses = pulses_of(0.5, 0, NULL);
    struct mtj *junction = &pulses.cell.junction;
    ck_assert(write_is_axial(junction, why, sizeof why));
    junction->nx = 0.02;
    ck_assert(!write_is_axial(junction, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "nx"));
    junction->nx = junction->ny;
    junction->ptilt = 0.1;
    ck_assert(!write_is_axial(junction, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "ptilt"));
    junction->ptilt = 0.0;
    junction->ki = 0.0;
    ck_assert(!write_is_axial(junction, why, sizeof why));
    ck_assert_ptr_nonnull(strstr(why, "plane"));
}
END_TEST

Suite *write_errors_suite(void)
{
    Suite *suite = suite_create("write_errors");
    TCase *tests = tcase_create("pulses");
    tcase_add_test(tests, scale_is_that_of_the_closed_forms);
    tcase_add_test(tests, critical_voltage_is_where_small_signals_grow);
    tcase_add_test(tests, critical_voltage_is_right_where_drives_are_not_linear);
    tcase_add_test(tests, critical_voltage_is_the_first_one);
    tcase_add_test(tests, critical_voltage_is_found_in_narrow_ranges);
    tcase_add_test(tests, steps_are_counted_before_they_are_taken);
    tcase_add_test(tests, trials_fail_as_often_as_the_density_says);
    tcase_add_test(tests, a_chance_is_at_most_one);
    tcase_add_test(tests, a_transistor_takes_its_share_in_both);
    tcase_add_loop_test(tests, cell_has_one_current, 0, 3);
    tcase_add_test(tests, what_has_two_angles_is_refused);
    suite_add_tcase(suite, tests);
    TCase *samples = tcase_create("samples");
    tcase_set_tags(samples, "samples");
    tcase_add_test(samples, a_torque_that_follows_the_state_is_not_late);
    tcase_add_test(samples, read_disturbs_at_the_rate_over_the_barrier);
    suite_add_tcase(suite, samples);
    return suite;
}
