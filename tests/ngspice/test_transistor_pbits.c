/* P-bits of one junction and one transistor (docs/pbit.md, section 9): how the share of time in the state 1 depends on
 * the input, and what states a gate of them has. What is right follows from the divider of junction and transistor: the
 * rates of a junction with two states at the voltages over it, and the stationary law of a magnet without barrier under
 * the spin torque there. 5.5 standard deviations are allowed, which a right circuit exceeds for one seed in 2.6e7.
 */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/device.h"
#include "models/generic_mosfet/generic_mosfet.h"
#include "models/mtj/mtj.h"
#include "models/mtj_rate/mtj_rate.h"
#include "tests/support/simulate.h"
#include "tests/support/telegraph.h"

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_sort_vector.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double SUPPLY = 0.8;

/* What is left out: the gates' capacitances, which delay the voltage at the divider by less than a hundredth of a dwell
 * or of a magnet's memory, and the share of a dwell by which a jump may be off. */
static const double LEFT_OUT = 0.005;

/* The transistor of the subcircuits. */
static struct generic_mosfet transistor(double width, double length)
{
    struct generic_mosfet d;
    device_reset(device_find("generic_mosfet"), &d);
    d.width = width;
    d.length = length;
    d.vto = 0.2;
    return d;
}

/* The voltage between a junction of `ohm` to the supply and the transistor, whose gate is at `in`. */
static double divide(const struct generic_mosfet *d, double in, double ohm)
{
    double low = 0.0, high = SUPPLY;
    for (int k = 0; k < 60; k++) {
        const double middle = 0.5 * (low + high);
        if (generic_mosfet_current(d, in, middle) * ohm < SUPPLY - middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return 0.5 * (low + high);
}

/* An inverter of equal transistors has its threshold in the middle. */
static bool is_high(double middle)
{
    return middle < 0.5 * SUPPLY;
}

/* A share of time, and how fast the process forgets: over a time T the mean of what is 1 for a share p of the time and
 * 0 else has at most the variance 2 p (1 - p)/(gap T), if the process is reversible. */
struct law {
    double share, gap; /* gap: 1/s */
};

static void expect_share(const char *printed, const char *name, struct law law, double stop)
{
    const double spread = sqrt(2.0 * law.share * (1.0 - law.share) / (law.gap * stop));
    ck_assert_double_eq_tol(simulate_measured(printed, name), law.share, TELEGRAPH_SIGMAS * spread + LEFT_OUT);
}

/* ---- Two states ---- */

static struct mtj_rate_at *junction_of_two_states(void)
{
    struct mtj_rate_at *at = malloc(sizeof *at);
    struct mtj_rate d;
    char why[200];
    device_reset(device_find("mtj_rate"), &d);
    d.delta = 3.0;
    d.diameter = 20e-9;
    d.alpha = 0.05;
    d.rp = 50e3;
    d.rap = 87.5e3;
    d.field = 51.5e3;
    ck_assert_ptr_nonnull(at);
    ck_assert_msg(mtj_rate_warm(&d, NOMINAL_TEMPERATURE, at, why, sizeof why), "%s", why);
    return at;
}

/* The junction: the rates at which it leaves both states, with `in` at the gate, and whether the output is high in
 * each. */
struct telegraph {
    double leave[2]; /* the parallel, the antiparallel state, 1/s */
    bool high[2];
};

static struct telegraph telegraph_of(const struct mtj_rate_at *at, double in)
{
    const struct generic_mosfet d = transistor(100e-9, 100e-9);
    const double ohm[2] = {at->device.rp, at->device.rap};
    struct telegraph t;
    for (int k = 0; k < 2; k++) {
        const double middle = divide(&d, in, ohm[k]);
        t.leave[k] = telegraph_rate(at, k == 0, middle - SUPPLY); /* the free layer is at the transistor */
        t.high[k] = is_high(middle);
    }
    return t;
}

/* Eq. (B11). */
static struct law law_of_two_states(const struct mtj_rate_at *at, double in)
{
    const struct telegraph t = telegraph_of(at, in);
    const double gap = t.leave[0] + t.leave[1], antiparallel = t.leave[0] / gap;
    return (struct law){t.high[0] * (1.0 - antiparallel) + t.high[1] * antiparallel, gap};
}

/* ---- Any direction ---- */

enum { CELLS = 200 };

/* Eq. (B12), and Eqs. (E3), (R8): the cosine z to the pinned layer is a diffusion in the potential U, -dU/dz being the
 * voltage in units of that of the spin torque of one k_B T. */
static struct law law_of_a_magnet(double in)
{
    const struct generic_mosfet d = transistor(50e-9, 400e-9);
    struct mtj m;
    device_reset(device_find("mtj"), &m);
    m.diameter = 40e-9;
    m.alpha = 0.1;
    m.rp = 320e3;
    m.rap = 680e3;
    const double p = m.polarization, kt = BOLTZMANN * NOMINAL_TEMPERATURE, dz = 2.0 / CELLS;
    const double unit = 4.0 * ELEMENTARY_CHARGE / HBAR * m.alpha * kt * m.rp * (1.0 + p * p) / p; /* V */
    const double memory = (1.0 + m.alpha * m.alpha) / (m.alpha * GAMMA_0) * 0.5 * mtj_moment(&m) / kt;
    double weight[CELLS], sum = 0.0, high = 0.0, u = 0.0;
    for (int k = 0; k < CELLS; k++) {
        const double z = -1.0 + dz * (k + 0.5), mean = 0.5 * (1.0 / m.rp + 1.0 / m.rap);
        const double middle = divide(&d, in, 1.0 / (mean + 0.5 * (1.0 / m.rp - 1.0 / m.rap) * z));
        const double step = 2.0 * (SUPPLY - middle) / unit * dz; /* towards antiparallel */
        weight[k] = exp(-(u + 0.5 * step));
        u += step;
        sum += weight[k];
        high += is_high(middle) ? weight[k] : 0.0;
    }
    /* the operator between cells, made symmetric by the roots of the law */
    gsl_matrix *rates = gsl_matrix_calloc(CELLS, CELLS);
    gsl_vector *values = gsl_vector_alloc(CELLS);
    gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc(CELLS);
    for (size_t k = 0; k + 1 < CELLS; k++) {
        const double edge = -1.0 + dz * (double)(k + 1), r = weight[k + 1] / weight[k];
        const double rate = (1.0 - edge * edge) / (2.0 * memory * dz * dz);
        gsl_matrix_set(rates, k + 1, k, rate);
        gsl_matrix_set(rates, k, k, gsl_matrix_get(rates, k, k) - rate * sqrt(r));
        gsl_matrix_set(rates, k + 1, k + 1, -rate / sqrt(r));
    }
    gsl_eigen_symm(rates, values, work);
    gsl_sort_vector(values);
    const double gap = -gsl_vector_get(values, CELLS - 2);
    gsl_matrix_free(rates);
    gsl_vector_free(values);
    gsl_eigen_symm_free(work);
    return (struct law){high / sum, gap};
}

START_TEST(example_follows_the_law_of_divider_and_junction)
{
    const double stop = 10e-6;
    struct mtj_rate_at *at = junction_of_two_states();
    char *printed = simulate_file("examples/pbit-transistor.cir"), name[40];
    ck_assert_msg(!strstr(printed, "rror") && !strstr(printed, "arning"), "%s", printed);
    for (int k = 1; k <= 7; k++) {
        snprintf(name, sizeof name, "rate_%d", k);
        expect_share(printed, name, law_of_two_states(at, 0.36 + 0.01 * k), stop);
        snprintf(name, sizeof name, "magnet_%d", k);
        expect_share(printed, name, law_of_a_magnet(0.3625 + 0.0125 * k), stop);
    }
    free(printed);
    free(at);
}
END_TEST

/* 100 us of eleven p-bits: each share to 0.01 or so, and the sum of all squared deviations in units of the spread,
 * which is below 50 for 999,999 of a million seeds. */
START_TEST(two_states_follow_their_rates_in_a_long_run)
{
    enum { INPUTS = 11 };
    const double stop = 100e-6;
    struct mtj_rate_at *at = junction_of_two_states();
    char *text, *junctions = simulate_include("mtj_rate.lib"), *transistors = simulate_include("generic_mosfet.lib");
    size_t size;
    double squares = 0.0;
    FILE *f = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(f);
    fprintf(f, "* p-bits\n%s%svdd vdd 0 %g\n.options method=gear\n.tran 20n %g\n", junctions, transistors, SUPPLY,
            stop);
    for (int k = 0; k < INPUTS; k++) {
        fprintf(f, "v%d i%d 0 %.15g\nx%d i%d vdd o%d n%d pbit_1t1m noise=2\nb%d u%d 0 v=v(o%d)>%g?1:0\n.save v(u%d)\n",
                k, k, 0.375 + 0.005 * k, k, k, k, k, k, k, k, 0.5 * SUPPLY, k);
        fprintf(f, ".meas tran share_%d avg v(u%d)\n", k, k);
    }
    fputs(".end\n", f);
    fclose(f);
    char *printed = simulate_plainly(text, NULL), name[40];
    for (int k = 0; k < INPUTS; k++) {
        const struct law law = law_of_two_states(at, 0.375 + 0.005 * k);
        snprintf(name, sizeof name, "share_%d", k);
        expect_share(printed, name, law, stop);
        const double off = simulate_measured(printed, name) - law.share;
        squares += off * off * law.gap * stop / (2.0 * law.share * (1.0 - law.share));
    }
    ck_assert_double_lt(squares, 50.0);
    free(printed);
    free(text);
    free(junctions);
    free(transistors);
    free(at);
}
END_TEST

/* The law of Eq. (B1) would be tanh of a straight line. This one is, within 0.06, between the inputs at which the
 * divider sees no difference between the two states any more. */
START_TEST(two_states_make_nearly_a_hyperbolic_tangent)
{
    struct mtj_rate_at *at = junction_of_two_states();
    const double slope = (law_of_two_states(at, 0.401).share - law_of_two_states(at, 0.399).share) / 2e-3; /* 1/V */
    for (int millivolts = 374; millivolts < 427; millivolts++) {
        const double in = 1e-3 * millivolts;
        const double mean = 2.0 * law_of_two_states(at, in).share - 1.0;
        ck_assert_double_eq_tol(mean, tanh(2.0 * slope * (in - 0.4)), 0.12);
    }
    ck_assert_double_eq_tol(law_of_two_states(at, 0.4).share, 0.5, 0.01);
    ck_assert_double_eq(law_of_two_states(at, 0.36).share, 0.0);
    ck_assert_double_eq(law_of_two_states(at, 0.44).share, 1.0);
    free(at);
}
END_TEST

/* ---- A gate ---- */

enum { GATE_STATES = 8 };

/* In state s, whose bits 0 to 2 are A, B and C: the inputs by the couplings of examples/pbit-transistor-and.cir. A
 * coupling of 1 moves an input by 1/32 of half the supply. */
static double gate_input(int s, int i)
{
    static const double J[3][3] = {{0, -1, 2}, {-1, 0, 2}, {2, 2, 0}}, H[3] = {1, 1, -2};
    double sum = H[i];
    for (int j = 0; j < 3; j++) {
        sum += J[i][j] * ((s >> j & 1) ? 1.0 : -1.0);
    }
    return 0.5 * SUPPLY * (1.0 + sum / 32.0);
}

/* The rates between all states of the three junctions: bit i is 1 where that of p-bit i is antiparallel. Outputs follow
 * their junctions, since they are low while a junction is parallel and high while it is antiparallel; where the divider
 * does not see the junction, the output has the value that the input gives it. */
static void gate_rates(const struct mtj_rate_at *at, double rate[GATE_STATES][GATE_STATES], int output[GATE_STATES])
{
    for (int s = 0; s < GATE_STATES; s++) {
        for (int t = 0; t < GATE_STATES; t++) {
            rate[s][t] = 0.0;
        }
        int o = s; /* outputs settle one after the other */
        for (int round = 0; round < 8; round++) {
            int next = 0;
            for (int i = 0; i < 3; i++) {
                next |= telegraph_of(at, gate_input(o, i)).high[s >> i & 1] << i;
            }
            if (next == o) {
                break;
            }
            o = next;
        }
        output[s] = o;
        for (int i = 0; i < 3; i++) {
            rate[s][s ^ 1 << i] = telegraph_of(at, gate_input(o, i)).leave[s >> i & 1];
        }
    }
}

START_TEST(gate_has_the_shares_of_its_master_equation)
{
    static const char *const NAMES[] = {"share_000", "share_100", "share_010", "share_111"};
    static const int ROWS[] = {0, 1, 2, 7};
    const double stop = 40e-6;
    struct mtj_rate_at *at = junction_of_two_states();
    double rate[GATE_STATES][GATE_STATES], share[GATE_STATES], fastest = 0.0, change = 1.0, left = 0.0, right = 0.0;
    int output[GATE_STATES];
    gate_rates(at, rate, output);
    for (int s = 0; s < GATE_STATES; s++) {
        double sum = 0.0;
        share[s] = s == 0;
        for (int t = 0; t < GATE_STATES; t++) {
            sum += rate[s][t];
        }
        fastest = fmax(fastest, sum);
    }
    while (change > 1e-13) { /* what is left of the slowest mode falls by exp(-gap h) in a step */
        double next[GATE_STATES], before = change;
        change = 0.0;
        for (int s = 0; s < GATE_STATES; s++) {
            next[s] = share[s];
            for (int t = 0; t < GATE_STATES; t++) {
                next[s] += (rate[t][s] * share[t] - rate[s][t] * share[s]) * 0.3 / fastest;
            }
            change += fabs(next[s] - share[s]);
        }
        for (int s = 0; s < GATE_STATES; s++) {
            share[s] = next[s];
        }
        left = change > 1e-9 ? change / before : left;
    }
    char *printed = simulate_file("examples/pbit-transistor-and.cir");
    for (int k = 0; k < 4; k++) {
        struct law law = {0.0, (1.0 - left) * fastest / 0.3};
        for (int s = 0; s < GATE_STATES; s++) {
            law.share += output[s] == ROWS[k] ? share[s] : 0.0;
        }
        expect_share(printed, NAMES[k], law, stop);
        right += law.share;
    }
    ck_assert_double_gt(right, 0.75);
    free(printed);
    free(at);
}
END_TEST

Suite *transistor_pbits_suite(void)
{
    Suite *suite = suite_create("transistor_pbits");
    TCase *tests = tcase_create("transistor_pbits");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, example_follows_the_law_of_divider_and_junction);
    tcase_add_test(tests, two_states_follow_their_rates_in_a_long_run);
    tcase_add_test(tests, two_states_make_nearly_a_hyperbolic_tangent);
    tcase_add_test(tests, gate_has_the_shares_of_its_master_equation);
    suite_add_tcase(suite, tests);
    return suite;
}
