/* The decks of `gen ice` and `gen nml` in ngspice. Seeds are fixed. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/device.h"
#include "models/dipole.h"
#include "netgen/islands_deck.h"
#include "solver/nml_run.h"
#include "tests/support/expect.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    ck_assert_uint_lt(table_find(table, "@acoupling_0_0[energy]"), table->columns);
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

/* The text of a deck of magnets at rest, and what is saved of it. To be freed. */
static char *deck_at_rest(const struct islands *islands, double stop)
{
    const struct islands_deck deck = {.islands = islands};
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    fputs("groups\n", out);
    islands_deck_write(&deck, out);
    for (size_t k = 0; k < islands->count; k++) {
        fprintf(out, ".save v(mx_%zu) v(my_%zu) v(mz_%zu) v(hx_%zu) v(hy_%zu) v(hz_%zu)\n", k, k, k, k, k, k);
    }
    fprintf(out, ".tran 10p %.12g\n.end\n", stop);
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

/* The vector of three columns "v(WHATx_K)" and so on at the end. */
static void vector_of(const struct table *table, char what, size_t k, double vector[3])
{
    for (int axis = 0; axis < 3; axis++) {
        char name[32];
        snprintf(name, sizeof name, "v(%c%c_%zu)", what, "xyz"[axis], k);
        vector[axis] = simulate_at(table, table->rows - 1, name);
    }
}

/* 130 magnets of many angles and sizes, which are three groups. Each feels the sum of the dipole fields of all others,
 * added up here, and rests along this field and that of its shape. The damping is 1, and 10 ns are 15 times what a
 * magnet alone needs to come to rest. */
START_TEST(magnets_of_three_groups_feel_all_others_and_rest)
{
    enum { COUNT = 130, COLUMNS = 13 };
    const double pitch = 130e-9;
    double sigma[NANOMAGNET_PARAMETERS] = {[NANOMAGNET_length] = 0.05, [NANOMAGNET_ms] = 0.1};
    struct islands islands;
    struct diagnostic why;
    expect_ok(islands_new(COUNT, &islands, &why), &why);
    islands.magnet.alpha = 1.0;
    islands.magnet.thickness = 6e-9;
    for (size_t k = 0; k < COUNT; k++) {
        const size_t row = k / COLUMNS;
        const double angle = (double)(k * k * 37 % 180) * PI / 180.0;
        islands.island[k] = (struct island){.place = {(double)(k % COLUMNS) * pitch, (double)row * pitch, 0.0},
                                            .axis = {cos(angle), sin(angle), 0.0}};
    }
    expect_ok(islands_vary(&islands, &(struct islands_variation){sigma, 0.05, 1}, &why), &why);
    char *text = deck_at_rest(&islands, 10e-9);
    struct table *table = simulate_deck(text);
    double greatest = 0.0;
    for (size_t i = 0; i < COUNT; i++) {
        double m[3], h[3], right[3] = {0.0, 0.0, 0.0}, square = 0.0;
        vector_of(table, 'm', i, m);
        vector_of(table, 'h', i, h);
        for (size_t j = 0; j < COUNT; j++) {
            double other[3], r[3], tensor[3][3], moment[3];
            if (i == j) {
                continue;
            }
            vector_of(table, 'm', j, other);
            for (int k = 0; k < 3; k++) {
                r[k] = islands.island[i].place[k] - islands.island[j].place[k];
                moment[k] = nanomagnet_moment(&islands.own[j]) * other[k];
            }
            dipole_tensor(r, tensor);
            dipole_add_field(tensor, moment, right);
        }
        for (int k = 0; k < 3; k++) {
            ck_assert_double_eq_tol(1e3 * h[k], right[k], 1.0); /* A/m, of some 5,000: ngspice's tolerances */
            square += right[k] * right[k];
        }
        greatest = fmax(greatest, sqrt(square));
        /* in the axes of the magnet */
        struct nanomagnet own = islands.own[i];
        own.angle = atan2(islands.island[i].axis[1], islands.island[i].axis[0]) * 180.0 / PI;
        const struct macrospin magnet = nanomagnet_magnet(&own, 300.15, "");
        const double none[3] = {0.0, 0.0, 0.0};
        const struct macrospin_drive drive = nanomagnet_drive(&own, right, none);
        double field[3], torque[3];
        macrospin_field(&magnet, &drive, none, m, field);
        macrospin_cross(m, field, torque);
        ck_assert_double_lt(sqrt(macrospin_dot(torque, torque)), 2e-3 * nanomagnet_holding_field(&own));
    }
    ck_assert_double_gt(greatest, 5e3); /* they do feel each other */
    table_free(table);
    free(text);
    islands_clear(&islands);
}
END_TEST

/* Magnets that vary are the same ones in ngspice and in the solver: without noise, at the end of each row, the moments
 * of a chain are where both say, tilted by up to 0.1 rad from their nominal axes. */
START_TEST(magnets_that_vary_are_those_of_the_solver)
{
    double sigma[NANOMAGNET_PARAMETERS] = {
        [NANOMAGNET_length] = 0.05, [NANOMAGNET_width] = 0.05, [NANOMAGNET_ms] = 0.05};
    struct nml_clock clock = {.rise = 0.5e-9, .hold = 1e-9, .fall = 8e-9, .rest = 3e-9};
    struct nml_runner *runner;
    struct nml nml;
    struct diagnostic why;
    char *text = NULL, *saves;
    size_t size;
    double tilt = 0.0;
    expect_ok(nml_chain(4, 100e-9, &nml, &why), &why);
    nml.islands.magnet.thickness = 20e-9;
    nml.islands.magnet.alpha = 0.3;
    nml_clock_across(&nml, &clock);
    clock.field = 1.5 * nanomagnet_holding_field(&nml.islands.magnet);
    expect_ok(islands_vary(&nml.islands, &(struct islands_variation){sigma, 0.05, 2}, &why), &why);
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    nml_write_deck(&nml, &clock, 0.0, 1, out);
    ck_assert_int_eq(fclose(out), 0);
    char *end = strstr(text, ".save");
    ck_assert_ptr_nonnull(end);
    ck_assert_int_ge(asprintf(&saves, "%.*s.save v(mx_m1) v(my_m1) v(mx_m2) v(my_m2) v(mx_m3) v(my_m3)\n%s",
                              (int)(end - text), text, end),
                     0);
    struct table *table = simulate_deck(saves);
    expect_ok(nml_runner_new(&nml, &clock, 0.0, &runner, &why), &why);
    for (unsigned row = 0; row < 2; row++) {
        signed char s[4];
        size_t k = 0;
        while (k + 1 < table->rows && table->value[(k + 1) * table->columns] <= (row + 1) * nml_period(&clock)) {
            k++;
        }
        nml_run(runner, row, 1, s);
        for (int i = 1; i < 4; i++) {
            for (int axis = 0; axis < 2; axis++) {
                char name[16];
                snprintf(name, sizeof name, "v(m%c_m%d)", "xy"[axis], i);
                ck_assert_double_eq_tol(simulate_at(table, k, name), nml_moments(runner)[i][axis], 3e-3);
            }
            tilt = fmax(tilt, fabs(nml_moments(runner)[i][0]));
        }
    }
    ck_assert_double_gt(tilt, 0.03);
    nml_runner_free(runner);
    table_free(table);
    free(saves);
    free(text);
    nml_clear(&nml);
}
END_TEST

Suite *magnet_decks_suite(void)
{
    Suite *suite = suite_create("magnet_decks");
    TCase *tests = tcase_create("decks");
    tcase_add_test(tests, a_thermal_vertex_has_the_shares_of_boltzmann);
    tcase_add_loop_test(tests, circuits_are_right_in_all_rows, 0, 2);
    tcase_add_test(tests, magnets_of_three_groups_feel_all_others_and_rest);
    tcase_add_test(tests, magnets_that_vary_are_those_of_the_solver);
    suite_add_tcase(suite, tests);
    return suite;
}
