/* Logic of nanomagnets: circuits and their files, states of lowest energy, and runs of the clock. Seeds are fixed. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/dipole.h"
#include "netgen/nml.h"
#include "solver/island_ground.h"
#include "solver/nml_run.h"
#include "solver/nml_table.h"
#include "tests/support/chance.h"
#include "tests/support/expect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double PITCH = 100e-9, KELVIN = 300.15;

static struct nml majority(void)
{
    struct nml nml;
    struct diagnostic why;
    expect_ok(nml_majority(PITCH, &nml, &why), &why);
    nml.islands.magnet.thickness = 20e-9;
    return nml;
}

static struct nml chain(size_t count)
{
    struct nml nml;
    struct diagnostic why;
    expect_ok(nml_chain(count, PITCH, &nml, &why), &why);
    nml.islands.magnet.thickness = 20e-9;
    return nml;
}

static struct nml_trials trials_of(const struct nml *nml, double fall, size_t trials)
{
    struct nml_trials t = {.clock = {.rise = 0.5e-9, .hold = 1e-9, .rest = 2e-9},
                           .falls = 1,
                           .fall = {fall},
                           .kelvin = KELVIN,
                           .trials = trials,
                           .seed = 1};
    nml_clock_across(nml, &t.clock);
    t.clock.field = 1.5 * nanomagnet_holding_field(&nml->islands.magnet);
    return t;
}

static struct nml_table make(const struct nml *nml, const struct nml_trials *trials)
{
    struct nml_table table;
    struct diagnostic why;
    expect_ok(nml_table_make(nml, trials, &table, &why), &why);
    return table;
}

/* ---- Energies ---- */

/* Against all states of the magnets that are not held. */
START_TEST(lowest_states_are_those_of_all)
{
    struct nml nml = majority();
    struct island_couplings *couplings;
    struct diagnostic why;
    expect_ok(island_couplings_new(&nml.islands, INFINITY, &couplings, &why), &why);
    for (unsigned row = 0; row < 8; row++) {
        signed char held[5], found[5], s[5], best[5];
        double lowest = INFINITY;
        bool proven;
        nml_hold(&nml, row, held);
        for (int free = 0; free < 4; free++) {
            memcpy(s, held, 5);
            s[3] = free & 1 ? 1 : -1;
            s[4] = free & 2 ? 1 : -1;
            double energy = island_couplings_energy(couplings, s);
            if (energy < lowest) {
                lowest = energy;
                memcpy(best, s, 5);
            }
        }
        expect_ok(island_ground(couplings, held, 1000, found, &proven, &why), &why);
        ck_assert(proven);
        ck_assert_mem_eq(found, best, 5);
        ck_assert_uint_eq(nml_outputs(&nml, found), nml_right(&nml, row));
        ck_assert_uint_eq(nml_right(&nml, row), (row == 3 || row == 5 || row == 6 || row == 7));
    }
    island_couplings_free(couplings);
    nml_clear(&nml);
}
END_TEST

/* Two magnets side by side: J = D, and antiparallel is lower by 2 D. Their axes are antiparallel, so the input is
 * copied. */
START_TEST(a_pair_copies_with_a_margin_of_twice_the_coupling)
{
    struct nml nml = chain(2);
    struct nml_trials trials = trials_of(&nml, 1e-9, 0);
    trials.falls = 0;
    struct nml_table table = make(&nml, &trials);
    const double moment = nanomagnet_moment(&nml.islands.magnet), d = dipole_strength(moment, moment, PITCH);
    for (unsigned row = 0; row < 2; row++) {
        ck_assert_uint_eq(table.row[row].lowest, row);
        expect_close(table.row[row].energy, -d, 1e-12);
        expect_close(table.row[row].margin, 2.0 * d, 1e-12);
    }
    nml_table_clear(&table);
    nml_clear(&nml);
}
END_TEST

/* 98 magnets, seven by fourteen, at all angles, the last of which are outputs: too many for a proof, and
 * searches from opposite inputs find different energies. */
static struct nml many(void)
{
    struct nml nml = chain(98);
    nml.function = NML_LOWEST;
    nml.outputs = 6;
    for (size_t k = 0; k < 98; k++) {
        const double angle = (PI / 180.0) * (double)(k * k * 71 % 180);
        const size_t column = k / 7, row = k % 7;
        nml.islands.island[k] = (struct island){.place = {(double)column * 120e-9, (double)row * 120e-9, 0.0},
                                                .axis = {cos(angle), sin(angle), 0.0}};
        nml.magnet[k].role = k == 0 ? NML_INPUT : k < 92 ? NML_FREE : NML_OUTPUT;
    }
    return nml;
}

/* Without a proof as well: no state that was found is lower than the lowest, and rows with opposite inputs are
 * opposite.
 */
START_TEST(lowest_states_without_proof_are_consistent)
{
    struct nml nml = many();
    struct nml_trials trials = trials_of(&nml, 1e-9, 0);
    struct island_couplings *couplings;
    struct diagnostic why;
    trials.falls = 0;
    struct nml_table table = make(&nml, &trials);
    expect_ok(island_couplings_new(&nml.islands, INFINITY, &couplings, &why), &why);
    const struct nml_row *row = table.row;
    for (unsigned r = 0; r < 2; r++) {
        ck_assert(!row[r].proven && !row[r].margin_proven && row[r].decided && row[r].judged);
        ck_assert_double_gt(row[r].margin, 0.0);
        ck_assert_uint_eq(row[r].right, row[r].lowest);
        ck_assert_uint_eq(row[r].right, nml_outputs(&nml, row[r].state));
        ck_assert_int_eq(row[r].state[0], r == 1 ? 1 : -1);
        expect_close(row[r].energy, island_couplings_energy(couplings, row[r].state), 1e-12);
    }
    ck_assert_double_eq(row[0].energy, row[1].energy);
    ck_assert_uint_eq(row[0].right, ~row[1].right & 63);
    nml.inputs = 0; /* as the second row: its first search ends above a state with other outputs, which another finds */
    nml.magnet[0].role = NML_ONE;
    struct nml_table alone = make(&nml, &trials);
    ck_assert(!alone.row->proven && alone.row->margin > 0.0);
    ck_assert_uint_eq(alone.row->right, nml_outputs(&nml, alone.row->state));
    expect_close(alone.row->energy, island_couplings_energy(couplings, alone.row->state), 1e-12);
    nml_table_clear(&alone);
    island_couplings_free(couplings);
    nml_table_clear(&table);
    nml_clear(&nml);
}
END_TEST

/* A magnet that is held in one state breaks the symmetry of opposite inputs; a pair of which nothing is held decides
 * nothing. */
START_TEST(a_lowest_state_that_is_not_alone_decides_nothing)
{
    struct nml nml = chain(2);
    struct nml_trials trials = trials_of(&nml, 1e-9, 0);
    trials.falls = 0;
    nml.function = NML_LOWEST;
    for (int held = 0; held < 2; held++) {
        nml.inputs = 0;
        nml.magnet[0].role = held ? NML_ONE : NML_FREE;
        struct nml_table table = make(&nml, &trials);
        ck_assert_uint_eq(table.rows, 1);
        ck_assert(table.row[0].decided == held && table.row[0].judged == held);
        ck_assert_uint_eq(nml_table_judged(&table), (unsigned)held);
        ck_assert(held ? table.row[0].margin > 0.0 && table.row[0].right == 1 : table.row[0].margin == 0.0);
        nml_table_clear(&table);
    }
    nml_clear(&nml);
}
END_TEST

/* ---- Runs ---- */

START_TEST(clock_rises_stays_and_falls)
{
    const struct nml_clock clock = {.field = 8.0, .rise = 1.0, .hold = 2.0, .fall = 4.0, .rest = 1.0};
    const double at[][2] = {{0.0, 0.0}, {0.5, 4.0}, {1.0, 8.0}, {2.9, 8.0}, {5.0, 4.0}, {7.0, 0.0}, {8.0, 0.0}};
    ck_assert_double_eq(nml_period(&clock), 8.0);
    for (size_t k = 0; k < sizeof at / sizeof *at; k++) {
        ck_assert_double_eq_tol(nml_field(&clock, at[k][0]), at[k][1], 1e-15);
    }
}
END_TEST

/* Without noise, slowly: from whatever the starts are. */
START_TEST(all_rows_are_right_without_noise)
{
    struct nml nml = _i == 0 ? majority() : chain((size_t)_i + 1);
    for (unsigned long seed = 1; seed <= 3; seed++) {
        struct nml_trials trials = trials_of(&nml, 16e-9, 0);
        trials.seed = seed;
        struct nml_table table = make(&nml, &trials);
        ck_assert_uint_eq(table.rows, _i == 0 ? 8 : 2);
        ck_assert_uint_eq(nml_table_quiet_errors(&table, 0), 0);
        nml_table_clear(&table);
    }
    nml_clear(&nml);
}
END_TEST

/* A pair, after the clock, is where the torque vanishes: each magnet along the field of the other and its own shape. */
START_TEST(magnets_end_at_rest)
{
    struct nml nml = chain(2);
    struct nml_trials trials = trials_of(&nml, 2e-9, 0);
    struct nml_runner *runner;
    struct diagnostic why;
    signed char s[2];
    trials.clock.fall = 2e-9;
    trials.clock.rest = 40e-9;
    expect_ok(nml_runner_new(&nml, &trials.clock, 0.0, &runner, &why), &why);
    nml_run(runner, 1, 1, s);
    ck_assert(s[0] == 1 && s[1] == 1);
    ck_assert_double_eq_tol(nml_moments(runner)[1][1], -1.0, 1e-9);
    ck_assert_double_eq(nml_moments(runner)[0][1], 1.0);
    nml_runner_free(runner);
    nml_clear(&nml);
}
END_TEST

/* With noise, 12 trials of each row. The limits are around the shares of 4,000 trials
 * each, 0.40 and 0.0008. */
START_TEST(slow_clocks_make_fewer_errors)
{
    struct nml nml = majority();
    struct nml_trials trials = trials_of(&nml, 0.5e-9, 12);
    struct nml_table fast = make(&nml, &trials);
    trials.fall[0] = 4e-9;
    struct nml_table slow = make(&nml, &trials);
    chance_expect(nml_table_errors(&fast, 0), 96, 0.3, 0.5);
    chance_expect(nml_table_errors(&slow, 0), 96, 0.0, 0.02);
    nml_table_clear(&fast);
    nml_table_clear(&slow);
    nml_clear(&nml);
}
END_TEST

START_TEST(a_run_is_the_same_again)
{
    struct nml nml = majority();
    struct nml_trials trials = trials_of(&nml, 1e-9, 0);
    struct nml_runner *runner;
    struct diagnostic why;
    signed char s[5];
    double first[5][3];
    trials.clock.fall = 1e-9;
    expect_ok(nml_runner_new(&nml, &trials.clock, KELVIN, &runner, &why), &why);
    nml_run(runner, 5, 7, s);
    memcpy(first, nml_moments(runner), sizeof first);
    nml_run(runner, 2, 8, s);
    nml_run(runner, 5, 7, s);
    ck_assert_mem_eq(first, nml_moments(runner), sizeof first);
    nml_runner_free(runner);
    nml_clear(&nml);
}
END_TEST

/* ---- Files ---- */

static enum status parse(const char *text, struct nml *nml, struct diagnostic *why)
{
    struct input *input;
    expect_ok(input_of_memory("circuit.csv", text, strlen(text), &input, why), why);
    enum status status = nml_parse(input, nml, why);
    input_free(input);
    return status;
}

/* An AND gate: a majority gate one of whose inputs is 0. */
START_TEST(a_file_is_a_circuit)
{
    const char *text = "# AND\n"
                       "a, -100n, 0, -90, input\n"
                       "b, 0, 125.992n, 90, input\n"
                       "c, 0, -125.992n, 90, zero\n"
                       "middle, 0, 0, 90, free\n"
                       "out, 100n, 0, 270, output\n";
    struct nml nml;
    struct diagnostic why;
    expect_ok(parse(text, &nml, &why), &why);
    ck_assert(nml.islands.count == 5 && nml.inputs == 2 && nml.outputs == 1);
    ck_assert_double_eq(nml.islands.island[4].axis[1], -1.0);
    ck_assert_double_eq(nml.islands.island[4].axis[0], 0.0);
    nml.islands.magnet.thickness = 20e-9;
    struct nml_trials trials = trials_of(&nml, 16e-9, 0);
    struct nml_table table = make(&nml, &trials);
    for (unsigned row = 0; row < 4; row++) {
        ck_assert_uint_eq(table.row[row].lowest, row == 3);
    }
    ck_assert_uint_eq(nml_table_quiet_errors(&table, 0), 0);
    nml_table_clear(&table);
    nml_clear(&nml);
}
END_TEST

START_TEST(bad_files_are_refused_with_their_line)
{
    static const struct {
        const char *text, *error;
    } bad[] = {
        {"a 0 0 90 input\n", "expected two magnets"},
        {"a 0 0 90 input\nb 100n 0 90 one\n", "one of which is free or an output"},
        {"a 0 0 90 input\nb 100n 0 90\n", "circuit.csv:2: error: 4 fields"},
        {"a 0 0 90 input\nb 100n 0 90 free free\n", "circuit.csv:2: error: 6 fields"},
        {"a 0 0 90 in\n", "circuit.csv:1: error: unknown role 'in'"},
        {"A 0 0 90 free\n", "'A' is no name"},
        {"1 0 0 90 free\n", "'1' is no name"},
        {"a 0 x 90 free\n", "'x' is no place"},
        {"a 0 1 90 free\n", "'1' is no place"},
        {"a 0 0 1e3 free\n", "'1e3' is no angle"},
        {"a 0 0 90 free\na 1n 0 90 free\n", "a second magnet 'a'"},
        {"a 0 0 90 free\nb 0 0 0 free\n", "circuit.csv:2: error: 'b' is at the place of 'a'"},
    };
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        struct nml nml;
        struct diagnostic why;
        expect_input_error(parse(bad[k].text, &nml, &why), &why, bad[k].error);
        ck_assert_ptr_null(nml.magnet);
    }
}
END_TEST

Suite *nml_suite(void)
{
    Suite *suite = suite_create("nml");
    TCase *tests = tcase_create("energies");
    tcase_add_test(tests, lowest_states_are_those_of_all);
    tcase_add_test(tests, a_pair_copies_with_a_margin_of_twice_the_coupling);
    tcase_add_test(tests, lowest_states_without_proof_are_consistent);
    tcase_add_test(tests, a_lowest_state_that_is_not_alone_decides_nothing);
    suite_add_tcase(suite, tests);
    tests = tcase_create("runs");
    tcase_add_test(tests, clock_rises_stays_and_falls);
    tcase_add_loop_test(tests, all_rows_are_right_without_noise, 0, 5);
    tcase_add_test(tests, magnets_end_at_rest);
    tcase_add_test(tests, a_run_is_the_same_again);
    suite_add_tcase(suite, tests);
    tests = tcase_create("files");
    tcase_add_test(tests, a_file_is_a_circuit);
    tcase_add_test(tests, bad_files_are_refused_with_their_line);
    suite_add_tcase(suite, tests);
    TCase *samples = tcase_create("samples");
    tcase_set_tags(samples, "samples");
    tcase_add_test(samples, slow_clocks_make_fewer_errors);
    suite_add_tcase(suite, samples);
    return suite;
}
