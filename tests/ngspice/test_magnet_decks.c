/* The decks of `gen ice` and `gen nml` in ngspice. Seeds are fixed. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/device.h"
#include "models/dipole.h"
#include "netgen/islands_deck.h"
#include "tests/support/expect.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- Ice ---- */

static const double KELVIN = 300.0, PITCH = 60e-9;

/* A vertex with a coupling D of 0.2 and a barrier of 2, both times k_B T: its magnets flip within a few nanoseconds. */
static const double COUPLING = 0.2, BARRIER = 2.0;

/* Parts of a run, whose means are nearly independent. The mean of 40 numbers differs from the right one by more
 * than 6.5 of its standard errors, as they estimate it, for one seed in ten million (Student's distribution). */
enum { PARTS = 40 };
static const double SIGMAS = 6.5;

static void set_energies(struct nanomagnet *magnet)
{
    const double thermal = BOLTZMANN * KELVIN, moment = sqrt(COUPLING * thermal * 4.0 * PI * pow(PITCH, 3.0) / MU_0);
    magnet->ms *= moment / nanomagnet_moment(magnet);
    magnet->alpha = 0.1;
    magnet->nx = 0.0;
    magnet->ny = 2.0 * BARRIER * thermal / (MU_0 * moment * magnet->ms);
    magnet->nz = 1.0 - magnet->ny;
}

/* The energy of a vertex in k_B T, whose moments lie in the plane at these angles to x: shapes and six pairs, from
 * their formulas. */
static double energy_of(const double angle[4])
{
    static const double X[] = {-0.5, 0.5, 0.0, 0.0}, Y[] = {0.0, 0.0, -0.5, 0.5}; /* pitches */
    double energy = 0.0;
    for (int i = 0; i < 4; i++) {
        const double across = i < 2 ? sin(angle[i]) : cos(angle[i]);
        energy += BARRIER * across * across;
        for (int j = 0; j < i; j++) {
            const double x = X[i] - X[j], y = Y[i] - Y[j], r = hypot(x, y);
            const double along = (cos(angle[i]) * x + sin(angle[i]) * y) * (cos(angle[j]) * x + sin(angle[j]) * y);
            energy += COUPLING / pow(r, 3.0) * (cos(angle[i] - angle[j]) - 3.0 * along / (r * r));
        }
    }
    return energy;
}

/* The shares of the four types: Boltzmann's weights on a grid of angles. Moments leave the plane by some 0.02 rad,
 * which is neglected: the grid's error is 1e-3. */
static void find_shares(double share[ICE_TYPES])
{
    enum { N = 24 };
    const struct ice ice = {1, 1, PITCH};
    double sum = 0.0;
    for (int number = 0; number < N * N * N * N; number++) {
        double angle[4];
        signed char s[4];
        for (int k = 0, rest = number; k < 4; k++, rest /= N) {
            angle[k] = 2.0 * PI * (rest % N + 0.5) / N;
            s[k] = (k < 2 ? cos(angle[k]) : sin(angle[k])) > 0.0 ? 1 : -1;
        }
        const double weight = exp(-energy_of(angle));
        share[ice_type(&ice, 0, s)] += weight;
        sum += weight;
    }
    for (int t = 0; t < ICE_TYPES; t++) {
        share[t] /= sum;
    }
}

/* The mean of column `column` in each of the parts of a run. */
static void find_means(const struct table *table, size_t column, double from, double to, double mean[PARTS])
{
    const double length = (to - from) / PARTS;
    for (int k = 0; k < PARTS; k++) {
        mean[k] = 0.0;
    }
    for (size_t row = 1; row < table->rows; row++) {
        const double *now = &table->value[row * table->columns], *before = now - table->columns;
        const double place = (0.5 * (now[0] + before[0]) - from) / length;
        if (place >= 0.0 && place < PARTS) {
            mean[(int)place] += (now[0] - before[0]) * 0.5 * (now[column] + before[column]) / length;
        }
    }
}

START_TEST(a_thermal_vertex_has_the_shares_of_boltzmann)
{
    const struct ice ice = {1, 1, PITCH};
    const struct ice_deck deck = {KELVIN, 500e-9, 20e-9, 1};
    struct islands islands;
    struct diagnostic why;
    char *text = NULL;
    size_t size;
    double share[ICE_TYPES] = {0.0};
    expect_ok(islands_new(4, &islands, &why), &why);
    set_energies(&islands.magnet);
    ice_place(&ice, &islands);
    find_shares(share);
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    ice_write_deck(&ice, &islands, &deck, out);
    ck_assert_int_eq(fclose(out), 0);
    struct table *table = simulate_deck(text);
    for (int t = 0; t < ICE_TYPES - 1; t++) {
        char name[8];
        double mean[PARTS], sum = 0.0, squares = 0.0;
        snprintf(name, sizeof name, "v(t%d)", t + 1);
        const size_t column = table_find(table, name);
        ck_assert_uint_lt(column, table->columns);
        find_means(table, column, deck.after, deck.stop, mean);
        for (int k = 0; k < PARTS; k++) {
            sum += mean[k] / PARTS;
            squares += mean[k] * mean[k] / PARTS;
        }
        const double error = sqrt((squares - sum * sum) / (PARTS - 1));
        ck_assert_double_lt(error, 0.06);
        ck_assert_double_eq_tol(sum, share[t], SIGMAS * error + 1e-3);
    }
    table_free(table);
    free(text);
    islands_clear(&islands);
}
END_TEST

/* ---- Logic ---- */

/* Without noise, all rows one after the other: each output at the end of its row, from a majority gate and a chain. */
START_TEST(circuits_are_right_in_all_rows)
{
    struct nml nml;
    struct diagnostic why;
    struct nml_clock clock = {.rise = 0.5e-9, .hold = 1e-9, .fall = 16e-9, .rest = 2e-9};
    char *text = NULL;
    size_t size;
    expect_ok(_i == 0 ? nml_majority(100e-9, &nml, &why) : nml_chain(5, 100e-9, &nml, &why), &why);
    nml.islands.magnet.thickness = 20e-9;
    nml_clock_across(&nml, &clock);
    clock.field = 1.5 * nanomagnet_holding_field(&nml.islands.magnet);
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    nml_write_deck(&nml, &clock, 0.0, 1, out);
    ck_assert_int_eq(fclose(out), 0);
    struct table *table = simulate_deck(text);
    const size_t column = table_find(table, _i == 0 ? "v(logic_out)" : "v(logic_m4)");
    ck_assert_uint_lt(column, table->columns);
    for (unsigned row = 0; row < 1u << nml.inputs; row++) {
        const double end = (row + 1) * nml_period(&clock) - 20e-12;
        size_t k = 0;
        while (k + 1 < table->rows && table->value[(k + 1) * table->columns] <= end) {
            k++;
        }
        ck_assert_double_eq_tol(table->value[k * table->columns + column], nml_right(&nml, row) ? 1.0 : -1.0, 0.05);
    }
    table_free(table);
    free(text);
    nml_clear(&nml);
}
END_TEST

/* Of 70 magnets, which are two groups, one near their border: its field is that of all dipoles in both. */
START_TEST(magnets_of_two_groups_feel_all_others)
{
    enum { COUNT = 70, SEEN = 58 };
    struct islands islands;
    struct diagnostic why;
    char *text = NULL;
    size_t size;
    expect_ok(islands_new(COUNT, &islands, &why), &why);
    islands.magnet.theta0 = 1e-6; /* along their axes */
    for (int k = 0; k < COUNT; k++) {
        islands.island[k] = (struct island){.place = {k * 300e-9, 0.0, 0.0}, .axis = {0.0, 1.0, 0.0}};
    }
    const struct islands_deck deck = {.islands = &islands};
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    fputs("groups\n", out);
    islands_deck_write(&deck, out);
    fprintf(out, ".tran 5p 20p\n.save v(hy_%d)\n.end\n", SEEN);
    ck_assert_int_eq(fclose(out), 0);
    struct table *table = simulate_deck(text);
    char column[32];
    snprintf(column, sizeof column, "v(hy_%d)", SEEN);
    double right = 0.0; /* of moments along y, at a right angle to the line between them: -M_S V/(4 pi r^3), in kA/m */
    for (int k = 0; k < COUNT; k++) {
        right -= k == SEEN
                     ? 0.0
                     : 1e-3 * nanomagnet_moment(&islands.magnet) / (4.0 * PI * pow(fabs(k - SEEN + 0.0) * 300e-9, 3.0));
    }
    expect_close(simulate_at(table, table->rows - 1, column), right, 1e-6);
    table_free(table);
    free(text);
    islands_clear(&islands);
}
END_TEST

Suite *magnet_decks_suite(void)
{
    Suite *suite = suite_create("magnet_decks");
    TCase *tests = tcase_create("decks");
    tcase_add_test(tests, a_thermal_vertex_has_the_shares_of_boltzmann);
    tcase_add_loop_test(tests, circuits_are_right_in_all_rows, 0, 2);
    tcase_add_test(tests, magnets_of_two_groups_feel_all_others);
    suite_add_tcase(suite, tests);
    return suite;
}
