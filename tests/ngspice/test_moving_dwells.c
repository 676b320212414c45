/* Two models of one junction in ngspice: `mtj`, whose magnet moves, and `mtj_rate`, which has two states. The seed is
 * fixed. */
#include "tests/suites.h"

#include "models/barrier.h"
#include "models/constants.h"
#include "models/device.h"
#include "models/mtj/mtj.h"
#include "models/mtj_rate/mtj_rate.h"
#include "tests/support/simulate.h"
#include "tests/support/telegraph.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* DEVICES of each model, for TIME (s) in steps of STEP. With a drive of i = 0.02 they stay 1.4 times as long in P as in
 * AP. */
enum { DEVICES = 40 };
static const double DELTA = 5.0, ALPHA = 0.3, DRIVE = 0.02, TIME = 4e-6, STEP = 0.2e-9;

static const struct mtj_rate_at *two_states(void)
{
    static struct mtj_rate_at at;
    struct mtj_rate d;
    char why[200];
    device_reset(device_find("mtj_rate"), &d);
    d.delta = DELTA;
    d.alpha = ALPHA;
    ck_assert(mtj_rate_warm(&d, NOMINAL_TEMPERATURE, &at, why, sizeof why));
    return &at;
}

/* All anisotropy of the layer is that of the interface, Eq. (E5) of docs/macrospin.md. */
static char *deck_of(const struct mtj_rate_at *at)
{
    const struct mtj_rate *d = &at->device;
    char *deck = NULL;
    size_t size;
    FILE *out = open_memstream(&deck, &size);
    ck_assert_ptr_nonnull(out);
    fprintf(out, "* two models\nv1 a 0 %.17g\n", DRIVE * at->vc);
    fprintf(out, ".model rate mtj_rate(delta=%.17g alpha=%.17g)\n", DELTA, ALPHA);
    fprintf(out,
            ".model moving mtj(ms=%.17g diameter=%.17g tfree=%.17g alpha=%.17g polarization=%.17g rp=%.17g rap=%.17g "
            "vhalf=0 nx=0 ny=0 nz=0 ki=%.17g noise=1 dcos=2)\n",
            d->ms, d->diameter, d->tfree, ALPHA, d->polarization, d->rp, d->rap,
            0.5 * mtj_rate_anisotropy_field(d) * MU_0 * d->ms * d->tfree);
    for (int k = 0; k < DEVICES; k++) {
        fprintf(out, "a_m%d %%gd(a 0) null null moving\na_r%d %%gd(a 0) rate\n.save @a_m%d[mz] @a_r%d[parallel]\n", k,
                k, k, k);
    }
    fprintf(out, ".tran %g %g 0 %g\n.end\n", STEP, TIME, STEP);
    ck_assert_int_eq(fclose(out), 0);
    return deck;
}

/* The dwells of a state in all devices of a model. */
struct dwells {
    size_t count;
    double *length, sum;
};

/* Dwells begin where a junction comes beyond a threshold of the other sign, and are counted where they end. The time
 * that the end of the run cuts counts in the sum, so that the mean is not that of short dwells. */
static void find_dwells(const struct table *table, char model, struct dwells of[2])
{
    const char *const what = model == 'm' ? "mz" : "parallel";
    const double high = model == 'm' ? 0.7 : 0.5, low = model == 'm' ? -0.7 : 0.5;
    const size_t time = table_find(table, "time");
    for (int state = 0; state < 2; state++) {
        of[state] = (struct dwells){0, malloc(table->rows * sizeof *of[state].length), 0.0};
        ck_assert_ptr_nonnull(of[state].length);
    }
    for (int k = 0; k < DEVICES; k++) {
        char name[40];
        snprintf(name, sizeof name, "@a_%c%d[%s]", model, k, what);
        const size_t column = table_find(table, name);
        ck_assert_uint_lt(column, table->columns);
        double since = 0.0;
        int state = 1;
        for (size_t row = 0; row < table->rows; row++) {
            const double now = table->value[row * table->columns + column],
                         t = table->value[row * table->columns + time];
            if (state == 1 ? now < low : now > high) {
                of[state].length[of[state].count++] = t - since;
                of[state].sum += t - since;
                since = t;
                state = 1 - state;
            }
        }
        of[state].sum += TIME - since;
    }
}

static int in_rising_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Kolmogorov and Smirnov's distance of two samples. */
static double distance(struct dwells *a, struct dwells *b)
{
    double farthest = 0.0;
    qsort(a->length, a->count, sizeof *a->length, in_rising_order);
    qsort(b->length, b->count, sizeof *b->length, in_rising_order);
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        a->length[i] <= b->length[j] ? i++ : j++;
        farthest = fmax(farthest, fabs((double)i / (double)a->count - (double)j / (double)b->count));
    }
    return farthest;
}

/* Means of some n dwells of each model within 5.5 standard deviations, a decay's being its mean, and distributions
 * within a distance that equal ones exceed with 1e-7: in all a false alarm has a probability below 1e-6. 2 % of the
 * means and 1 % of the distance for the thresholds, which a magnet passes a tau_D after the equator, and some come back
 * from; a dwell is 120 tau_D and more. */
START_TEST(moving_magnet_and_two_states_have_the_same_dwells)
{
    const struct mtj_rate_at *at = two_states();
    char *deck = deck_of(at);
    struct table *table = simulate_deck(deck);
    struct dwells moving[2], rate[2];
    find_dwells(table, 'm', moving);
    find_dwells(table, 'r', rate);
    for (int state = 0; state < 2; state++) {
        const double n = (double)moving[state].count, m = (double)rate[state].count;
        const double right = 1.0 / telegraph_rate(at, state == 1, DRIVE * at->vc);
        const double mean[2] = {moving[state].sum / n, rate[state].sum / m};
        ck_assert_double_gt(fmin(n, m), 1000.0);
        ck_assert_double_eq_tol(mean[0] / right, 1.0, 5.5 / sqrt(n) + 0.02);
        ck_assert_double_eq_tol(mean[1] / right, 1.0, 5.5 / sqrt(m) + 0.002);
        ck_assert_double_le(distance(&moving[state], &rate[state]), 2.9 * sqrt(1.0 / n + 1.0 / m) + 0.01);
    }
    for (int state = 0; state < 2; state++) {
        free(moving[state].length);
        free(rate[state].length);
    }
    table_free(table);
    free(deck);
}
END_TEST

Suite *moving_dwells_suite(void)
{
    Suite *suite = suite_create("moving_dwells");
    TCase *tests = tcase_create("ngspice");
    tcase_set_timeout(tests, 600);
    tcase_add_test(tests, moving_magnet_and_two_states_have_the_same_dwells);
    suite_add_tcase(suite, tests);
    return suite;
}
