/* Spin circuits in ngspice: the non-local valve against its closed form, the torque against exact switching times, and
 * gates of all-spin logic. models/spin_contact/qa has the contact by itself. */
#include "tests/suites.h"

#include "models/constants.h"
#include "tests/support/expect.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Runs the lines between a title and ".end" with spin_contact.lib. */
static struct table *run_lines(const char *lines)
{
    char *include = simulate_include("spin_contact.lib"), *deck;
    ck_assert_int_ge(asprintf(&deck, "spin circuits\n%s%s\n.end\n", include, lines), 0);
    struct table *table = simulate_deck(deck);
    free(include);
    free(deck);
    return table;
}

static double at_end(const struct table *table, const char *column)
{
    return simulate_at(table, table->rows - 1, column);
}

/* ---- The non-local spin valve ---- */

/* Copper at room temperature, Jedema et al. 2001. */
static const double RHO = 2.9e-8, LAMBDA = 350e-9, AREA = 5e-15;

/* Takahashi and Maekawa, Phys. Rev. B 67, 052409 (2003), for two equal contacts: R_NL in Ohm with parallel magnets. */
static double closed_form(double p, double r, double length)
{
    const double metal = RHO * LAMBDA / AREA, x = r / metal, q = exp(-length / LAMBDA);
    return p * p * metal * 2.0 * q * x * x / ((1.0 + 2.0 * x) * (1.0 + 2.0 * x) - q * q); /* Eq. (S4) */
}

/* R_NL in Ohm of ngspice: of the lines with a current of 1 mA, and the detector `d` against ground. */
static double nonlocal(const char *lines)
{
    struct table *table = run_lines(lines);
    const double found = at_end(table, "v(d)") / 1e-3;
    table_free(table);
    return found;
}

static double valve(double p, double r, double length, double theta)
{
    char lines[400];
    snprintf(lines, sizeof lines,
             "i1 l a 1m\nx1 a l d 0 nlsv length=%.15g polarization=%.15g g=%.15g theta=%.15g\n"
             ".save v(d)\n.tran 1n 1n",
             length, p, 1.0 / (r * (1.0 - p * p)), theta);
    return nonlocal(lines);
}

/* From tunnel barriers to contacts that are 1/100 of the metal's resistance. ngspice rounds
 * the 40 mV over the wire to 1e-16 V, which is 4e-8 of the least signal. */
START_TEST(nonlocal_resistance_is_the_closed_form_for_any_contact)
{
    static const double RESISTANCE[] = {0.02, 1.0 / 12.0, 0.7, 3.0, 1e3}, LENGTH[] = {35e-9, 250e-9, 1e-6};
    for (size_t k = 0; k < sizeof RESISTANCE / sizeof *RESISTANCE; k++) {
        for (size_t n = 0; n < sizeof LENGTH / sizeof *LENGTH; n++) {
            const double right = closed_form(0.4, RESISTANCE[k], LENGTH[n]);
            expect_close(valve(0.4, RESISTANCE[k], LENGTH[n], 0.0), right, 1e-7);
            expect_close(valve(0.4, RESISTANCE[k], LENGTH[n], 180.0), -right, 1e-7);
        }
    }
}
END_TEST

/* P^2 R_N exp(-L/lambda) of tunnel contacts, and transparent ones: numbers computed by hand from (S4). */
START_TEST(nonlocal_signal_has_the_size_of_its_closed_form)
{
    static const double TUNNEL[] = {12.313e-3, 7.4680e-3, 4.5296e-3, 2.7473e-3}; /* Ohm */
    static const double TRANSPARENT[] = {1.15087e-3, 0.471201e-3, 0.221967e-3, 0.107688e-3};
    for (int k = 0; k < 4; k++) {
        expect_close(2.0 * valve(0.1, 1e3, (k + 1) * 175e-9, 0.0), TUNNEL[k], 2.1e-3); /* R_N/r = 2e-3 */
        expect_close(2.0 * valve(0.4, 1.0 / 12.0, (k + 1) * 250e-9, 0.0), TRANSPARENT[k], 1e-5);
    }
}
END_TEST

/* A detector at an angle sees the part of the spins that is along it, as long as it absorbs next to none. */
START_TEST(tunnel_detector_sees_the_cosine)
{
    const double parallel = valve(0.4, 1e5, 250e-9, 0.0);
    for (int k = 0; k <= 8; k++) {
        const double theta = 22.5 * k;
        ck_assert_double_eq_tol(valve(0.4, 1e5, 250e-9, theta), parallel * cos(theta * PI / 180.0), 1e-4 * parallel);
    }
}
END_TEST

/* Also where the metal is in another subcircuit: the refused line has the name of the parameter and its limits. */
START_TEST(metal_names_the_parameter_that_is_out_of_its_limits)
{
    static const struct {
        const char *circuit, *name;
    } WRONG[] = {{"nlsv length=0", "rlength_from_1e-12_to_1"},   {"nlsv length=-1n", "rlength_from_1e-12_to_1"},
                 {"nlsv length=1m", "rlength_to_700_lambda"},    {"nlsv lambda=0", "rlambda_from_1e-10_to_1e9"},
                 {"asl_inverter rho=0", "rrho_from_1e-12_to_1"}, {"spin_majority area=-1", "rarea_from_1e-20_to_1"}};
    char *include = simulate_include("spin_contact.lib");
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        char *deck;
        ck_assert_int_ge(
            asprintf(&deck, "wrong\n%si1 a 0 1m\nx1 a b c d %s\n.tran 1n 1n\n.end\n", include, WRONG[i].circuit), 0);
        simulate_failure(deck, WRONG[i].name);
        free(deck);
    }
    free(include);
}
END_TEST

/* One element of the metal is exact: ten in series are the same. And no axis is special. */
START_TEST(one_element_is_as_ten_along_any_axis)
{
    static const char *const AXIS[] = {"theta=90", "theta=90 phi=90", "theta=0", "theta=63 phi=25"};
    for (int axis = 0; axis < 4; axis++) {
        double found[2];
        for (int parts = 1; parts <= 10; parts += 9) {
            char lines[2000];
            int used = snprintf(lines, sizeof lines,
                                "i1 l a 1m\nxl l lx ly lz c0 x0 y0 z0 spin_metal length=3u\n"
                                "x1 a c0 x0 y0 z0 spin_contact g=5 polarization=0.3 %s\n"
                                "x2 d c%d x%d y%d z%d spin_contact g=5 polarization=0.3 %s\n"
                                "xr c%d x%d y%d z%d 0 rx ry rz spin_metal length=3u\n.save v(d)\n.tran 1n 1n\n",
                                AXIS[axis], parts, parts, parts, parts, AXIS[axis], parts, parts, parts, parts);
            for (int k = 0; k < parts; k++) {
                used += snprintf(lines + used, sizeof lines - (size_t)used,
                                 "xm%d c%d x%d y%d z%d c%d x%d y%d z%d spin_metal length=%.15g\n", k, k, k, k, k, k + 1,
                                 k + 1, k + 1, k + 1, 500e-9 / parts);
            }
            found[parts == 10] = nonlocal(lines);
        }
        expect_close(found[1], found[0], 1e-9);
        expect_close(found[0], closed_form(0.3, 1.0 / (5.0 * 0.91), 500e-9), 1e-6); /* ends that are 8.6 lambda away */
    }
}
END_TEST

/* ---- The torque ---- */

static const double MS = 8e5, VOLUME = 1.8e-24, HK = 1.8e5; /* the defaults */

/* (4e/hbar) alpha E_b, Eq. (J3) with an efficiency of 1. */
static double critical_spins(double alpha)
{
    return 4.0 * ELEMENTARY_CHARGE / HBAR * alpha * 0.5 * MU_0 * MS * HK * VOLUME;
}

/* A free magnet that takes a given current of spins along z: all that does not go along m turns it. Where it points
 * along z after `stop` (s). */
static struct table *spin_source(double spins, double alpha, const char *device, double stop)
{
    char lines[400];
    snprintf(lines, sizeof lines,
             "i1 0 z %.15g\nrc c 0 1\nx1 f c x y z 0 0 0 mx my mz spin_magnet free=1 alpha=%.15g %s\n"
             ".save v(mz) v(x) v(y) v(z)\n.tran %.15g %.15g",
             spins, alpha, device, stop / 500.0, stop);
    return run_lines(lines);
}

/* Sun's integral, Eq. (J5): the time in units of (1 + alpha^2)/(alpha gamma_0 H_k) from the angle `theta` to 90
 * degrees. */
static double exact_time(double i, double theta)
{
    const double z = cos(theta), at_90 = log(i) / (i * i - 1.0);
    return -log1p(-z) / (2.0 * (i - 1.0)) + log1p(z) / (2.0 * (i + 1.0)) + log(i - z) / (i * i - 1.0) - at_90;
}

/* Steps turn by 0.1 at most, and the crossing is found by a line between two points. */
START_TEST(spins_switch_a_magnet_in_the_exact_time)
{
    static const double TIMES[] = {1.2, 2.0, 4.0};
    for (int k = 0; k < 3; k++) {
        const double alpha = 0.1, unit = (1.0 + alpha * alpha) / (alpha * GAMMA_0 * HK);
        const double right = unit * exact_time(TIMES[k], 0.1);
        struct table *table = spin_source(TIMES[k] * critical_spins(alpha), alpha, "theta0=0.1", 1.3 * right);
        size_t row = 1;
        while (row < table->rows && simulate_at(table, row, "v(mz)") > 0.0) {
            row++;
        }
        ck_assert_uint_lt(row, table->rows);
        const double z[2] = {simulate_at(table, row - 1, "v(mz)"), simulate_at(table, row, "v(mz)")};
        const double t[2] = {simulate_at(table, row - 1, "time"), simulate_at(table, row, "time")};
        expect_close(t[0] + (t[1] - t[0]) * z[0] / (z[0] - z[1]), right, 2e-3);
        table_free(table);
    }
}
END_TEST

/* Spins of the one sign leave the magnet as it is, those of the other overcome its damping from (4e/hbar) alpha E_b on.
 */
START_TEST(threshold_is_that_of_the_damping)
{
    static const double TIMES[] = {0.98, 1.02, -3.0};
    for (int k = 0; k < 3; k++) {
        const double alpha = 0.1, unit = (1.0 + alpha * alpha) / (alpha * GAMMA_0 * HK);
        struct table *table = spin_source(TIMES[k] * critical_spins(alpha), alpha, "theta0=0.02", 400.0 * unit);
        ck_assert_double_eq_tol(at_end(table, "v(mz)"), TIMES[k] > 1.0 ? -1.0 : 1.0, 1e-3);
        table_free(table);
    }
}
END_TEST

/* The path of a magnet in thermal noise is that of its seed and name, to the last bit for any steps and other devices.
 */
START_TEST(path_is_that_of_seed_and_name_alone)
{
    static const char *const OTHERS[] = {"", "", "x2 g d u v w 0 0 0 nx ny nz spin_magnet free=1 noise=3\nrd d 0 1\n"};
    double m[4][3];
    for (int k = 0; k < 4; k++) {
        char lines[600];
        snprintf(lines, sizeof lines,
                 "i1 0 hx 5\nx%s f 0 x y z hx 0 0 mx my mz spin_magnet free=1 noise=3 hmax=5k alpha=0.05\n%s"
                 "rx x 0 1\nry y 0 1\nrz z 0 1\n.save v(mx) v(my) v(mz)\n.tran %s 5n 0 %s",
                 k == 3 ? "other" : "1", k < 3 ? OTHERS[k] : "", k == 1 ? "3p" : "50p", k == 1 ? "3p" : "50p");
        struct table *table = run_lines(lines);
        m[k][0] = at_end(table, "v(mx)");
        m[k][1] = at_end(table, "v(my)");
        m[k][2] = at_end(table, "v(mz)");
        table_free(table);
    }
    for (int i = 0; i < 3; i++) {
        ck_assert_double_eq(m[1][i], m[0][i]);
        ck_assert_double_eq(m[2][i], m[0][i]);
        ck_assert_double_ne(m[3][i], m[0][i]);
    }
}
END_TEST

/* ---- Gates ---- */

/* A supply of 1 mV is 5.8 times the threshold of the output: from a thermal start without noise it ends where the
 * spins point. The magnets do not switch by themselves, so that each start tells copy from inversion. */
START_TEST(inverter_inverts_or_copies_by_the_sign_of_its_supply)
{
    struct table *table = run_lines("vp p 0 1m\nvn n 0 -1m\n"
                                    "x1 p h1 i1 o1 asl_inverter\nx2 p h2 i2 o2 asl_inverter start=1\n"
                                    "x3 n h3 i3 o3 asl_inverter\nx4 n h4 i4 o4 asl_inverter start=1\n"
                                    "r1 h1 0 1\nr2 h2 0 1\nr3 h3 0 1\nr4 h4 0 1\n"
                                    ".save v(i1) v(o1) v(i2) v(o2) v(i3) v(o3) v(i4) v(o4)\n.tran 20p 15n");
    static const double IN[] = {1.0, -1.0, 1.0, -1.0}, OUT[] = {-1.0, 1.0, 1.0, -1.0};
    for (int k = 0; k < 4; k++) {
        char name[8];
        snprintf(name, sizeof name, "v(i%d)", k + 1);
        ck_assert_double_eq_tol(at_end(table, name), IN[k], 0.05);
        snprintf(name, sizeof name, "v(o%d)", k + 1);
        ck_assert_double_eq_tol(at_end(table, name), OUT[k], 0.05);
    }
    table_free(table);
}
END_TEST

/* The supply (V) from which on the inverter of the library switches its output, with all defaults but the damping. */
static double inverter_threshold(double alpha)
{
    const double x = 100e-9 / LAMBDA, metal = AREA / (RHO * LAMBDA), along = 1.0 - 0.25, across = 1.0, p = 0.5;
    const double lead = metal / tanh(x), series = metal / sinh(x), shunt = metal * tanh(0.5 * x); /* Eq. (S1) */
    /* spins along the magnets: what 1 V brings below the input magnet, and the voltage that it makes below the output
     */
    const double drop = 1.0 / (1.0 + RHO * 100e-9 / AREA), far = shunt + along, near = lead + shunt + along;
    double spins = 0.0, current = drop;
    for (int i = 0; i < 50; i++) { /* the spins below the contact change its current a little */
        spins = p * current / (near + series * far / (series + far));
        current = drop * (1.0 - p * spins);
    }
    const double below = spins * series / (series + far);
    /* spins across them: what the output magnet sees, with the input magnet at rest */
    const double input = lead + shunt + across, seen = shunt + series * input / (series + input);
    return critical_spins(alpha) / (across * below * (seen + along) / (seen + across)); /* Eq. (S10) */
}

START_TEST(inverter_switches_from_its_threshold_on)
{
    const double alpha = 0.05, threshold = inverter_threshold(alpha);
    char lines[400];
    snprintf(lines, sizeof lines,
             "v1 a 0 %.15g\nv2 b 0 %.15g\nx1 a 0 i1 o1 asl_inverter alpha=0.05\n"
             "x2 b 0 i2 o2 asl_inverter alpha=0.05\n.save v(o1) v(o2)\n.tran 20p 100n",
             0.96 * threshold, 1.04 * threshold);
    struct table *table = run_lines(lines);
    ck_assert_double_eq_tol(at_end(table, "v(o1)"), 1.0, 0.05);
    ck_assert_double_eq_tol(at_end(table, "v(o2)"), -1.0, 0.05);
    table_free(table);
}
END_TEST

/* The majority of eight rows from both starts with negative voltages, and its inverse with positive ones. */
START_TEST(majority_gate_has_its_eight_rows)
{
    for (int sign = -1; sign <= 1; sign += 2) {
        char lines[4000];
        int used = snprintf(lines, sizeof lines, "v1 v 0 %dm\n.tran 20p 20n\n.save", sign);
        for (int k = 0; k < 16; k++) {
            used += snprintf(lines + used, sizeof lines - (size_t)used, " v(o%d)", k);
        }
        for (int k = 0; k < 16; k++) {
            used += snprintf(lines + used, sizeof lines - (size_t)used,
                             "\nx%d v v v o%d spin_majority in1=%d in2=%d in3=%d start=%d", k, k, k & 1 ? 0 : 180,
                             k & 2 ? 0 : 180, k & 4 ? 0 : 180, k >> 3);
        }
        struct table *table = run_lines(lines);
        for (int k = 0; k < 16; k++) {
            char name[8];
            const int ones = (k & 1) + (k >> 1 & 1) + (k >> 2 & 1);
            snprintf(name, sizeof name, "v(o%d)", k);
            ck_assert_double_eq_tol(at_end(table, name), (ones >= 2 ? 1.0 : -1.0) * -sign, 0.05);
        }
        table_free(table);
    }
}
END_TEST

/* A perceptron: voltages are weights, the sign of the weighted sum of the inputs decides. */
START_TEST(perceptron_weighs_its_inputs)
{
    static const double WEIGHTS[][3] = {{3.0, 1.0, 1.0}, {1.0, -1.5, 2.0}, {-2.5, -1.0, 0.8}};
    for (size_t w = 0; w < sizeof WEIGHTS / sizeof *WEIGHTS; w++) {
        char lines[4000];
        int used = snprintf(lines, sizeof lines, "v1 a 0 %.3gm\nv2 b 0 %.3gm\nv3 c 0 %.3gm\n.tran 20p 30n\n.save",
                            -WEIGHTS[w][0], -WEIGHTS[w][1], -WEIGHTS[w][2]);
        for (int k = 0; k < 8; k++) {
            used += snprintf(lines + used, sizeof lines - (size_t)used, " v(o%d)", k);
        }
        for (int k = 0; k < 8; k++) {
            used += snprintf(lines + used, sizeof lines - (size_t)used,
                             "\nx%d a b c o%d spin_majority in1=%d in2=%d in3=%d start=%d", k, k, k & 1 ? 0 : 180,
                             k & 2 ? 0 : 180, k & 4 ? 0 : 180, k & 1);
        }
        struct table *table = run_lines(lines);
        for (int k = 0; k < 8; k++) {
            char name[8];
            const double sum = (k & 1 ? 1.0 : -1.0) * WEIGHTS[w][0] + (k & 2 ? 1.0 : -1.0) * WEIGHTS[w][1] +
                               (k & 4 ? 1.0 : -1.0) * WEIGHTS[w][2];
            snprintf(name, sizeof name, "v(o%d)", k);
            ck_assert_double_eq_tol(at_end(table, name), copysign(1.0, sum), 0.05);
        }
        table_free(table);
    }
}
END_TEST

/* ---- Examples, unchanged in plain ngspice ---- */

static char *run_example(const char *path)
{
    char *printed = simulate_file(path);
    ck_assert_msg(!strstr(printed, "rror") && !strstr(printed, "arning"), "%s complains:\n%s", path, printed);
    return printed;
}

/* Contacts of 1 kOhm and 0.07 Ohm, which are r (1 - P^2). */
START_TEST(detector_sees_spins_without_a_current)
{
    char *printed = run_example("examples/nonlocal-valve.cir");
    const double tunnel = 1e-3 * closed_form(0.1, 1e3 / 0.99, 350e-9),
                 metal = 1e-3 * closed_form(0.4, 0.07 / 0.84, 350e-9);
    expect_close(simulate_measured(printed, "tunnel_parallel"), tunnel, 1e-6);
    expect_close(simulate_measured(printed, "tunnel_antiparallel"), -tunnel, 1e-6);
    expect_close(simulate_measured(printed, "metal_parallel"), metal, 1e-6);
    expect_close(simulate_measured(printed, "metal_antiparallel"), -metal, 1e-6);
    free(printed);
}
END_TEST

/* A field of 2.8 times that of the well switches the input in 10 ns, and a supply of 5.8 times the threshold the
 * output. In a well of 39 k_B T a magnet is beyond m_z = 0.7 with a probability of exp(-20). */
START_TEST(spins_invert_or_copy_a_magnet_that_a_field_switches)
{
    char *printed = run_example("examples/spin-inverter.cir");
    static const char *const UP[] = {"in_up", "copied_up", "inverted_up", "in_end", "copied_end"};
    static const char *const DOWN[] = {"in_down", "copied_down", "inverted_down", "inverted_end"};
    for (size_t k = 0; k < sizeof UP / sizeof *UP; k++) {
        ck_assert_double_gt(simulate_measured(printed, UP[k]), 0.7);
    }
    for (size_t k = 0; k < sizeof DOWN / sizeof *DOWN; k++) {
        ck_assert_double_lt(simulate_measured(printed, DOWN[k]), -0.7);
    }
    /* 1 mV over contact and lead in series, 1 Ohm and 0.58 Ohm; spins below the contact take 5 % or less of it */
    expect_close(simulate_measured(printed, "current"), -1e-3 / (1.0 + RHO * 100e-9 / AREA), 0.06);
    free(printed);
}
END_TEST

START_TEST(majority_and_perceptron_decide_as_their_tables_say)
{
    static const char *const UP[] = {"o_011", "o_101", "o_110", "o_111", "p_1"};
    static const char *const DOWN[] = {"o_000", "o_001", "o_010", "o_100", "p_0"};
    char *printed = run_example("examples/spin-majority.cir");
    for (size_t k = 0; k < sizeof UP / sizeof *UP; k++) {
        ck_assert_double_gt(simulate_measured(printed, UP[k]), 0.7);
        ck_assert_double_lt(simulate_measured(printed, DOWN[k]), -0.7);
    }
    free(printed);
}
END_TEST

/* Free magnets whose factors add up to 2.7, to 0 and to 1; a fixed one, which does not use them; two junctions. */
START_TEST(demagnetizing_factors_of_no_body_are_said)
{
    static const struct {
        const char *device;
        bool is_said;
    } MAGNET[] = {{"x1 a b c d e spin_contact free=1 nx=0.9 ny=0.9 nz=0.9", true},
                  {"x1 a b c d e spin_contact free=1", false},
                  {"x1 a b c d e spin_contact free=1 nx=0.95 ny=0.03 nz=0.02", false},
                  {"x1 a b c d e spin_contact nx=0.9 ny=0.9 nz=0.9", false},
                  {"x1 a 0 mtj nx=0.1 ny=0.1", true},
                  {"x1 a 0 mtj", false}};
    char *include[2] = {simulate_include("spin_contact.lib"), simulate_include("mtj.lib")};
    for (size_t i = 0; i < sizeof MAGNET / sizeof *MAGNET; i++) {
        char *deck;
        ck_assert_int_ge(asprintf(&deck,
                                  "factors\n%s%sv1 a 0 0\nrb b 0 1\nrc c 0 1\nrd d 0 1\nre e 0 1\n%s\n.op\n"
                                  ".print op v(a)\n.end\n",
                                  include[0], include[1], MAGNET[i].device),
                         0);
        char *printed = simulate_plainly(deck, NULL);
        ck_assert_int_eq(strstr(printed, "warning: nx + ny + nz = ") != NULL, MAGNET[i].is_said);
        ck_assert_ptr_null(strstr(printed, "error"));
        free(printed);
        free(deck);
    }
    free(include[0]);
    free(include[1]);
}
END_TEST

Suite *spin_circuits_suite(void)
{
    Suite *suite = suite_create("spin_circuits");
    TCase *tests = tcase_create("spin_circuits");
    tcase_add_test(tests, nonlocal_resistance_is_the_closed_form_for_any_contact);
    tcase_add_test(tests, nonlocal_signal_has_the_size_of_its_closed_form);
    tcase_add_test(tests, tunnel_detector_sees_the_cosine);
    tcase_add_test(tests, metal_names_the_parameter_that_is_out_of_its_limits);
    tcase_add_test(tests, one_element_is_as_ten_along_any_axis);
    tcase_add_test(tests, spins_switch_a_magnet_in_the_exact_time);
    tcase_add_test(tests, threshold_is_that_of_the_damping);
    tcase_add_test(tests, path_is_that_of_seed_and_name_alone);
    tcase_add_test(tests, inverter_inverts_or_copies_by_the_sign_of_its_supply);
    tcase_add_test(tests, inverter_switches_from_its_threshold_on);
    tcase_add_test(tests, majority_gate_has_its_eight_rows);
    tcase_add_test(tests, perceptron_weighs_its_inputs);
    tcase_add_test(tests, detector_sees_spins_without_a_current);
    tcase_add_test(tests, spins_invert_or_copy_a_magnet_that_a_field_switches);
    tcase_add_test(tests, majority_and_perceptron_decide_as_their_tables_say);
    tcase_add_test(tests, demagnetizing_factors_of_no_body_are_said);
    suite_add_tcase(suite, tests);
    return suite;
}
