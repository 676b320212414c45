/* Networks of p-bits, and of oscillators: from a problem to a circuit, its file and its deck, and what a run of it is
 * worth. */
#include "tests/suites.h"

#include "base/text.h"
#include "netgen/deck.h"
#include "netgen/ising_model.h"
#include "netgen/network_file.h"
#include "netgen/questions/maxcut.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/oscillator.h"
#include "netgen/technologies/pbit.h"
#include "netgen/technologies/technology.h"
#include "report/trace_table.h"
#include "report/visits.h"
#include "solver/answer.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"
#include "tests/support/spins.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What each loop test takes in turn. */
static const struct technology *const SPINS[] = {&technology_pbit, &technology_oscillator};

static struct network *random_maxcut(size_t n, unsigned long seed)
{
    return spins_maxcut(&technology_pbit, n, seed);
}

/* ---- The Ising model of a network ---- */

/* The weight of the cut of `state`, by its definition. */
static double cut_of(const struct graph *graph, const char *state)
{
    double cut = 0.0;
    for (size_t e = 0; e < graph->edges; e++) {
        cut += state[graph->edge[e].a] != state[graph->edge[e].b] ? graph->edge[e].weight : 0.0;
    }
    return cut;
}

START_TEST(a_cut_is_an_energy)
{
    struct network *network = random_maxcut(12, (unsigned long)_i + 1);
    const struct graph *graph = network->weights.graph;
    struct ising_model model;
    struct diagnostic why;
    double all = 0.0, heaviest = 0.0;
    expect_ok(ising_of_weights(&network->weights, &model, &why), &why);
    for (size_t e = 0; e < graph->edges; e++) {
        all += graph->edge[e].weight;
        heaviest = fmax(heaviest, fabs(graph->edge[e].weight));
    }
    gsl_rng *random = problem_random((unsigned long)_i);
    for (int k = 0; k < 20; k++) {
        char *state = problem_random_bits(random, network->n);
        /* an edge has s_a s_b = 1 within a side, and -1 across: E = (all - 2 cut)/heaviest */
        ck_assert_double_eq_tol(ising_energy(&model, state), (all - 2.0 * cut_of(graph, state)) / heaviest, 1e-9);
        free(state);
    }
    gsl_rng_free(random);
    ising_clear(&model);
    network_free(network);
}
END_TEST

START_TEST(the_largest_coupling_is_1)
{
    struct network *network = random_maxcut(12, (unsigned long)_i + 1);
    struct ising_model model;
    struct diagnostic why;
    double largest = 0.0;
    expect_ok(ising_of_weights(&network->weights, &model, &why), &why);
    for (size_t k = 0; k < model.first[model.n]; k++) {
        largest = fmax(largest, fabs(model.value[k]));
    }
    ck_assert_double_eq(largest, 1.0);
    ising_clear(&model);
    network_free(network);
}
END_TEST

/* ---- A run ---- */

/* Measures of a run of the solver, and of its trace as report/visits.c takes them. */
static void measure_twice(const struct network *network, struct measures *engine, struct measures *trace_of)
{
    const struct solver_options options = solver_standard_options(network);
    struct table *table;
    struct trace *trace;
    struct diagnostic why;
    expect_ok(answer_table(network, &options, &table, engine, NULL, &why), &why);
    expect_ok(trace_from_table(table, network, "solver", &trace, &why), &why);
    expect_ok(measures_take(trace, network, trace_of, &why), &why);
    trace_free(trace);
    table_free(table);
}

static void expect_equal_measures(const struct measures *a, const struct measures *b)
{
    ck_assert_str_eq(a->state, b->state);
    ck_assert(a->converged == b->converged);
    ck_assert_uint_eq(a->moving, b->moving);
    ck_assert_double_eq(a->time_to_solution, b->time_to_solution);
    ck_assert_double_eq(a->first_seen, b->first_seen);
    expect_close(a->share, b->share, 1e-9);
    /* the trapezoid of a power that grows with the square of time, from flip to flip */
    expect_close(a->energy, b->energy, 2e-3);
    expect_close(a->first_seen_energy, b->first_seen_energy, 2e-2);
    expect_close(a->peak_power, b->peak_power, 1e-12);
}

START_TEST(solver_and_trace_say_the_same_of_a_search)
{
    struct network *network = spins_maxcut(SPINS[_i % 2], 12, (unsigned long)_i / 2 + 1);
    struct measures engine, trace;
    measure_twice(network, &engine, &trace);
    ck_assert(visits_search(network));
    ck_assert(engine.converged);
    ck_assert_double_eq(engine.time_to_solution, network->t_stop);
    expect_equal_measures(&engine, &trace);
    measures_clear(&engine);
    measures_clear(&trace);
    network_free(network);
}
END_TEST

START_TEST(solver_and_trace_say_the_same_of_a_recall)
{
    struct bias bias = problem_standard_bias();
    struct network *network = spins_of_walls(sample_random(40, 2, (unsigned long)_i / 2 + 1, &bias), SPINS[_i % 2], 1);
    struct measures engine, trace;
    measure_twice(network, &engine, &trace);
    ck_assert(!visits_search(network));
    ck_assert(engine.converged);
    ck_assert_double_lt(engine.time_to_solution, 0.5 * network->t_stop);
    expect_equal_measures(&engine, &trace);
    ck_assert_double_eq(engine.quality.accuracy, 1.0);
    measures_clear(&engine);
    measures_clear(&trace);
    network_free(network);
}
END_TEST

START_TEST(a_search_finds_the_optimum_of_small_graphs)
{
    struct network *network = spins_maxcut(SPINS[_i % 2], 12, (unsigned long)_i / 2 + 1);
    const struct solver_options options = solver_standard_options(network);
    struct measures measures;
    struct diagnostic why;
    char state[13] = "000000000000";
    double best = -INFINITY;
    for (unsigned bits = 0; bits < 1u << 11; bits++) { /* all cuts: node 11 stays on its side */
        for (unsigned i = 0; i < 11; i++) {
            state[i] = bits >> i & 1u ? '1' : '0';
        }
        best = fmax(best, cut_of(network->weights.graph, state));
    }
    expect_ok(answer_measures(network, &options, &measures, NULL, &why), &why);
    ck_assert_double_eq(measures.quality.objective, best);
    measures_clear(&measures);
    network_free(network);
}
END_TEST

/* ---- Files ---- */

static char *deck_of(const struct network *network)
{
    struct diagnostic why;
    char *text;
    expect_ok(deck_text(network, DECK_COMPACT, &text, &why), &why);
    return text;
}

START_TEST(a_network_reads_back_equal)
{
    struct network *network = random_maxcut(10, 3), *again;
    struct output *out;
    struct diagnostic why;
    const char *path = IN_SCRATCH("pbits.json");
    network->pbit.lag = 2e-11;
    expect_ok(output_open(path, &out, &why), &why);
    expect_ok(network_write(network, out, &why), &why);
    expect_ok(output_commit(&out, 1, &why), &why);
    expect_ok(network_read(path, &again, &why), &why);
    char *first = deck_of(network), *second = deck_of(again);
    ck_assert_ptr_eq(again->technology, &technology_pbit);
    ck_assert_mem_eq(&again->pbit, &network->pbit, sizeof network->pbit);
    ck_assert_str_eq(first, second);
    ck_assert_ptr_nonnull(strstr(first, "clag_0 in_0 0 "));
    free(first);
    free(second);
    network_free(again);
    network_free(network);
}
END_TEST

START_TEST(a_network_of_oscillators_reads_back_equal)
{
    struct network *network = spins_maxcut(&technology_oscillator, 10, 3), *again;
    struct output *out;
    struct diagnostic why;
    const char *path = IN_SCRATCH("oscillators.json");
    expect_ok(output_open(path, &out, &why), &why);
    expect_ok(network_write(network, out, &why), &why);
    expect_ok(output_commit(&out, 1, &why), &why);
    expect_ok(network_read(path, &again, &why), &why);
    char *first = deck_of(network), *second = deck_of(again);
    ck_assert_ptr_eq(again->technology, &technology_oscillator);
    ck_assert_mem_eq(&again->oscillator, &network->oscillator, sizeof network->oscillator);
    ck_assert_str_eq(first, second);
    ck_assert_ptr_nonnull(strstr(first, "diffusion="));
    free(first);
    free(second);
    network_free(again);
    network_free(network);
}
END_TEST

/* Start phases are near the start, differ between starts, and are those of the seed. */
START_TEST(oscillators_start_near_their_state)
{
    struct network *network = spins_maxcut(&technology_oscillator, 10, 3);
    double phase[10], other[10];
    oscillator_phases(network, "0101010101", phase);
    oscillator_phases(network, "0101010100", other);
    for (size_t i = 0; i < 10; i++) {
        ck_assert_double_eq_tol(cos(phase[i]), i % 2 ? 1.0 : -1.0, 0.2); /* six standard deviations: 0.18 */
        ck_assert_double_ne(phase[i], other[i]);
    }
    network_free(network);
}
END_TEST

/* A pump below the pull lets the phases go, one above keeps them all: the eigenvalue against runs. */
START_TEST(a_pump_above_the_pull_freezes_the_start)
{
    struct bias bias = problem_standard_bias();
    struct network *network = spins_of_walls(sample_random(30, 2, (unsigned long)_i + 1, &bias), &technology_oscillator,
                                             (unsigned long)_i + 1);
    const struct solver_options options = solver_standard_options(network);
    struct diagnostic why;
    double pull;
    expect_ok(oscillator_pull(network, network->start, &pull, &why), &why);
    ck_assert_double_gt(pull, 0.0);
    network->oscillator.spread = 1e-3;
    for (int above = 0; above <= 1; above++) {
        struct measures measures;
        network->oscillator.pump_start = network->oscillator.pump_end = pull * (above ? 1.1 : 0.8);
        expect_ok(answer_measures(network, &options, &measures, NULL, &why), &why);
        ck_assert_int_eq(strcmp(measures.state, network->start) == 0, above);
        measures_clear(&measures);
    }
    network_free(network);
}
END_TEST

/* The sum of the conductances of all resistors at in_0 in the deck, S. */
static double conductance_at_input_0(const char *deck)
{
    double sum = 0.0;
    for (const char *line = deck; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        const size_t length = strcspn(line, "\n");
        const char *at = memmem(line, length, " in_0 ", 6);
        if (*line == 'r' && at) {
            char *unit;
            const char *value = line + length;
            while (value[-1] != ' ') {
                value--;
            }
            double ohms = strtod(value, &unit);
            ohms *= strncmp(unit, "meg", 3) == 0 ? 1e6 : *unit == 'k' ? 1e3 : 1.0;
            sum += 1.0 / ohms;
        }
    }
    return sum;
}

START_TEST(the_resistors_at_an_input_are_g_T)
{
    struct network *network = random_maxcut(10, (unsigned long)_i + 1);
    struct ising_model model;
    struct diagnostic why;
    char *deck = deck_of(network);
    expect_ok(ising_of_weights(&network->weights, &model, &why), &why);
    expect_close(conductance_at_input_0(deck), pbit_total_conductance(network, &model), 1e-12);
    ising_clear(&model);
    free(deck);
    network_free(network);
}
END_TEST

START_TEST(runs_from_other_starts_have_other_noise)
{
    struct network *network = random_maxcut(10, 1);
    const unsigned long here = pbit_noise_seed(network, "0000000000");
    ck_assert_uint_ne(here, pbit_noise_seed(network, "0000000001"));
    ck_assert_uint_eq(here, pbit_noise_seed(network, "0000000000"));
    network->pbit.seed++;
    ck_assert_uint_ne(here, pbit_noise_seed(network, "0000000000"));
    network_free(network);
}
END_TEST

/* ---- Searches ---- */

static const char *const NOISY[] = {"pbit", "oscillator"};

/* A network of three neurons, which has eight starts, in the scratch folder: small.json. */
static void make_small(const char *technology)
{
    char command[200];
    program_input("small.txt", "1 1 -1\n2 2 -1\n3 3 2\n1 2 2\n2 3 -3\n1 3 1\n");
    snprintf(command, sizeof command, "gen qubo small.txt --technology %s --stop 10n -q -o small", technology);
    program_gives(command, 0, "");
}

/* Loop: the technologies. With one noise for all, two runs from the same start have the same energy. */
START_TEST(runs_from_equal_starts_have_noise_of_their_own)
{
    make_small(NOISY[_i]);
    static const char *const METHODS[] = {"restart", "kick", "cross"};
    for (size_t k = 0; k < sizeof METHODS / sizeof *METHODS; k++) {
        char command[300];
        snprintf(command, sizeof command,
                 "$S search small --runs 200 --method %s --threads 1 -q --csv one.csv && "
                 "$S search small --runs 200 --method %s --threads 3 -q --csv three.csv && cmp one.csv three.csv && "
                 "test $(cut -d, -f8 one.csv | sort -u | wc -l) -gt 100",
                 METHODS[k], METHODS[k]);
        ck_assert_msg(program_shell(command) == 0, "%s, %s", NOISY[_i], METHODS[k]);
    }
}
END_TEST

static double number_in(json_t *json, const char *object, const char *key)
{
    const double value = json_number_value(json_object_get(object ? json_object_get(json, object) : json, key));
    json_decref(json);
    return value;
}

/* Loop: the technologies. The best run, its network, and a network of its recipe are one; a run of restarts is that of
 * its start seed. */
START_TEST(the_best_run_of_a_search_can_be_made_again)
{
    make_small(NOISY[_i]);
    const double best = number_in(program_json("search small --runs 40 --seed 5 --method restart --json "
                                               "--save-start again"),
                                  NULL, "energy_j");
    const double run =
        number_in(program_json("search small --runs 40 --seed 5 --method restart --json"), "search", "best_run");
    char command[200];
    ck_assert_double_eq(number_in(program_json("solve again --json"), NULL, "energy_j"), best);
    snprintf(command, sizeof command, "gen qubo small.txt --technology %s --stop 10n --start-seed %.0f -q -o third",
             NOISY[_i], 4.0 + run);
    program_gives(command, 0, "");
    ck_assert_double_eq(number_in(program_json("solve third --json"), NULL, "energy_j"), best);
    ck_assert_int_eq(program_shell("cmp again.cir third.cir"), 0);
}
END_TEST

/* ---- The command line ---- */

START_TEST(options_of_another_technology_are_refused)
{
    static const char *const WRONG[][2] = {
        {"gen recall -n 20 -p 1 --technology pbit --rp 1k -o x", "--rp has no meaning for the technology pbit"},
        {"gen recall -n 20 -p 1 --technology pbit --sigma-rp 5% -o x", "--sigma-rp has no meaning"},
        {"gen recall -n 20 -p 1 --technology pbit --vdw eq4 -o x", "--vdw has no meaning"},
        {"gen recall -n 20 -p 1 --technology pbit --as-published -o x", "--as-published has no meaning"},
        {"gen recall -n 20 -p 1 --pbit-beta 1 -o x", "--pbit-beta has no meaning for the technology wall"},
        {"gen recall -n 20 -p 1 --technology pbit --pbit-tau 0 -o x", "--pbit-tau, the mean time"},
        {"gen recall -n 20 -p 1 --technology pbit --pbit-beta -1 -o x", "beta goes from -1 to -1"},
        {"gen recall -n 20 -p 1 --technology pbit --pbit-lag -1 -o x", "--pbit-lag, the lag"},
        {"gen recall -n 20 -p 1 --technology pbit --stop 2 -o x", "stop time 2 s must be from 1e-12 to 1 s; 1u is"},
        {"gen recall -n 20 -p 1 --technology pbit --chip-seed 2 -o x",
         "--chip-seed has no meaning for the technology pbit, whose devices do not vary"},
        {"gen custom one-way.txt --technology pbit -o x", "W_ij = W_ji"},
        {"gen custom one-way.txt --technology oscillator -o x", "oscillators take weights with W_ij = W_ji"},
        {"gen recall -n 20 -p 1 --technology oscillator --rp 1k -o x", "--rp has no meaning"},
        {"gen recall -n 20 -p 1 --technology oscillator --pbit-beta 1 -o x", "--pbit-beta has no meaning"},
        {"gen recall -n 20 -p 1 --technology pbit --oscillator-pump 1 -o x", "--oscillator-pump has no meaning"},
        {"gen recall -n 20 -p 1 --technology oscillator --oscillator-rate 0 -o x", "--oscillator-rate, at which"},
        {"gen recall -n 20 -p 1 --technology oscillator --oscillator-pump -1 -o x",
         "expected --oscillator-pump-start and"},
        {"gen recall -n 20 -p 1 --technology oscillator --oscillator-noise -1 -o x",
         "--oscillator-noise, the diffusion"},
        {"gen recall -n 20 -p 1 --technology oscillator --stop 2 -o x", "stop time"},
        {"gen recall -n 20 -p 1 --technology pbit --pbit-lag 1 -o x", "expected a lag below --stop"},
        {"gen recall -n 20 -p 1 --technology oscillator --oscillator-rate 1t --stop 1 -o x", "a shorter --stop, or"},
    };
    program_input("one-way.txt", "0,0.1\n0.2,0\n");
    program_refuses(WRONG[_i][0], 2, WRONG[_i][1]);
}
END_TEST

START_TEST(what_gen_made_is_said_in_json)
{
    json_t *spins = program_json("gen maxcut --graph rnd -n 12 --density 50% --technology pbit -o a --json"),
           *walls = program_json("gen maxcut --graph rnd -n 12 --density 50% -o b --json");
    ck_assert_str_eq(json_string_value(json_object_get(spins, "technology")), "pbit");
    ck_assert_double_gt(json_number_value(json_object_get(spins, "beta_end")), 0.0);
    ck_assert_double_eq(json_number_value(json_object_get(spins, "tau_s")), 1e-9);
    ck_assert_ptr_null(json_object_get(spins, "v_dw_v"));
    ck_assert_ptr_null(json_object_get(spins, "dendrite"));
    ck_assert_str_eq(json_string_value(json_object_get(walls, "technology")), "wall");
    ck_assert_double_gt(json_number_value(json_object_get(walls, "v_dw_v")), 0.0);
    json_decref(spins);
    json_decref(walls);
}
END_TEST

START_TEST(a_stop_time_in_seconds_is_noted)
{
    static const char NOTE[] = "note: --stop 0.001 is in seconds; --stop 0.001u is in microseconds";
    static const struct {
        const char *command;
        bool noted;
    } CASES[] = {{"gen maxcut g --technology pbit --stop 0.001 -o a", true},
                 {"gen maxcut g --technology pbit --stop 1m -o a", false},
                 {"gen maxcut g --technology pbit --stop 0.0001 -o a", false},
                 {"solve a --stop 0.001", true},
                 {"search a --runs 2 --stop 0.001", true},
                 {"search a --runs 2 --stop 0.001 -q", false},
                 {"solve a --stop 10u", false}};
    program_input("g", "3 2\n1 2\n2 3\n");
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        char command[200];
        snprintf(command, sizeof command, "$S %s 2>said >/dev/null; grep -qF '%s' said", CASES[k].command, NOTE);
        ck_assert_msg((program_shell(command) == 0) == CASES[k].noted, "%s", CASES[k].command);
    }
}
END_TEST

START_TEST(a_deck_has_one_form)
{
    program_refuses("gen recall -n 20 -p 1 --technology pbit --deck subcircuits -o x", 2, "has one form");
}
END_TEST

START_TEST(an_unknown_technology_is_refused)
{
    program_gives("gen recall -n 20 -p 1 --technology brick -o x", 2, "--technology takes wall, pbit or oscillator");
}
END_TEST

START_TEST(a_lag_that_spoils_the_law_breaks_a_rule)
{
    program_gives("gen recall -n 20 -p 1 --technology pbit --pbit-lag 0.2n -q -o late", 0, "");
    program_gives("check late", 1, "FAIL");
    program_gives("check late", 1, "lower --pbit-lag or raise --pbit-tau");
    program_gives("gen recall -n 20 -p 1 --technology pbit --pbit-lag 0.05n -q -o soon", 0, "");
    program_gives("check soon", 0, "pass");
}
END_TEST

START_TEST(a_pump_that_freezes_breaks_a_rule)
{
    program_gives("gen recall -n 20 -p 1 --technology oscillator --oscillator-pump 20 -q -o frozen", 0, "");
    program_gives("check frozen", 1, "lower --oscillator-pump-start");
    program_gives("gen recall -n 20 -p 1 --technology oscillator -q -o free", 0, "");
    program_gives("check free", 0, "pass");
}
END_TEST

/* Of max-cuts of p-bits and oscillators: options, what `check` says, and the code with which it ends. */
static const struct {
    const char *options, *verdict;
    int code;
} SCHEDULES[] = {
    {"pbit", "pass    ramp cools", 0},
    {"pbit --pbit-beta 1 --pbit-beta-start 1", "pass    ramp cools", 0},
    {"pbit --pbit-beta 1 --pbit-beta-start 1.1", "lower --pbit-beta-start or raise --pbit-beta", 1},
    {"pbit --stop 10n", "pass    p-bits draw often", 0},
    {"pbit --stop 9.9n", "raise --stop or lower --pbit-tau", 1},
    {"oscillator", "pass    phases have time", 0},
    {"oscillator --oscillator-pump 100", "lower --oscillator-pump or raise --stop", 1},
    {"oscillator --oscillator-pump 100 --stop 20u", "pass    phases have time", 0},
    {"oscillator --stop 29n", "lower --oscillator-pump or raise --stop", 1},
};

START_TEST(a_schedule_that_is_too_fast_or_heats_breaks_a_rule)
{
    char gen[200];
    snprintf(gen, sizeof gen, "gen maxcut --graph rnd -n 20 --density 50%% --technology %s -q -o a",
             SCHEDULES[_i].options);
    program_gives(gen, 0, "");
    program_gives("check a", SCHEDULES[_i].code, SCHEDULES[_i].verdict);
}
END_TEST

/* Of two coupled oscillators in antiphase, the best cut, nothing pulls; in phase the coupling does. */
START_TEST(a_pull_of_rounding_is_a_place_of_rest)
{
    program_input("two", "2 1\n1 2 1\n");
    program_gives("gen maxcut two --technology oscillator --start 01 -q -o a", 0, "");
    program_gives("check a", 0, "pass    phases have time           the start is a place of rest");
    program_gives("gen maxcut two --technology oscillator --start 11 --stop 29n -q -o a", 0, "");
    program_gives("check a", 1, "raise --stop");
}
END_TEST

START_TEST(a_falling_beta_is_not_called_annealed)
{
    program_gives("gen maxcut --graph rnd -n 20 --density 50% --technology pbit -o a", 0, "annealed");
    program_gives("gen maxcut --graph rnd -n 20 --density 50% --technology pbit --pbit-beta 1 --pbit-beta-start 2 -o a",
                  0, "heated");
}
END_TEST

START_TEST(a_campaign_says_that_the_technology_is_why_an_option_has_no_meaning)
{
    program_gives("gen maxcut --graph rnd -n 20 --density 50% --technology pbit -q -o a", 0, "");
    program_refuses("margin a --of w --pass 'cut >= 1'", 2,
                    "--of w: this option has no meaning for the technology pbit");
    program_refuses("sweep a --vary w=1,2 -o db", 2, "--vary w: this option has no meaning for the technology pbit");
    program_refuses("sweep a --vary levels=1,2 -o db", 2, "--vary levels: this option has no meaning for 'gen maxcut'");
}
END_TEST

START_TEST(oscillators_recall_a_picture)
{
    program_input("t.pbm", "P1\n5 5\n1 1 1 1 1\n0 0 1 0 0\n0 0 1 0 0\n0 0 1 0 0\n0 0 1 0 0\n");
    program_gives("gen image t.pbm --distort 20% --technology oscillator -q -o t", 0, "");
    json_t *report = program_json("solve t --json");
    ck_assert_str_eq(json_string_value(json_object_get(report, "technology")), "oscillator");
    ck_assert_double_eq(json_number_value(json_object_get(report, "bit_accuracy")), 1.0);
    json_decref(report);
    program_gives("solve t", 0, "not counted       the oscillators themselves");
}
END_TEST

START_TEST(reports_say_what_is_not_counted)
{
    program_gives("gen maxcut --graph rnd --nodes 16 --density 50% --technology pbit -q -o cut", 0, "");
    program_gives("solve cut", 0, "not counted       the p-bits themselves");
    program_gives("solve cut", 0, "first seen        at");
    json_t *report = program_json("solve cut --json");
    ck_assert_str_eq(json_string_value(json_object_get(report, "technology")), "pbit");
    ck_assert_double_eq(json_number_value(json_object_get(report, "run_time_s")), 1e-6);
    ck_assert(json_number_value(json_object_get(report, "first_seen_s")) < 1e-6);
    ck_assert_ptr_null(json_object_get(report, "v_dw_v"));
    ck_assert_ptr_null(json_object_get(report, "energy_paper_j"));
    json_decref(report);
}
END_TEST

Suite *pbit_networks_suite(void)
{
    Suite *suite = suite_create("pbit_networks");
    TCase *model = tcase_create("model");
    tcase_add_loop_test(model, a_cut_is_an_energy, 0, 5);
    tcase_add_loop_test(model, the_largest_coupling_is_1, 0, 5);
    suite_add_tcase(suite, model);
    TCase *runs = tcase_create("runs");
    tcase_add_loop_test(runs, solver_and_trace_say_the_same_of_a_search, 0, 10);
    tcase_add_loop_test(runs, solver_and_trace_say_the_same_of_a_recall, 0, 10);
    tcase_add_loop_test(runs, a_search_finds_the_optimum_of_small_graphs, 0, 20);
    suite_add_tcase(suite, runs);
    TCase *files = tcase_create("files");
    tcase_add_test(files, a_network_reads_back_equal);
    tcase_add_test(files, a_network_of_oscillators_reads_back_equal);
    tcase_add_test(files, oscillators_start_near_their_state);
    tcase_add_loop_test(files, a_pump_above_the_pull_freezes_the_start, 0, 5);
    tcase_add_loop_test(files, the_resistors_at_an_input_are_g_T, 0, 5);
    tcase_add_test(files, runs_from_other_starts_have_other_noise);
    tcase_add_loop_test(files, runs_from_equal_starts_have_noise_of_their_own, 0, 2);
    tcase_add_loop_test(files, the_best_run_of_a_search_can_be_made_again, 0, 2);
    suite_add_tcase(suite, files);
    TCase *commands = tcase_create("commands");
    tcase_add_loop_test(commands, options_of_another_technology_are_refused, 0, 21);
    tcase_add_test(commands, what_gen_made_is_said_in_json);
    tcase_add_test(commands, a_stop_time_in_seconds_is_noted);
    tcase_add_test(commands, a_deck_has_one_form);
    tcase_add_test(commands, an_unknown_technology_is_refused);
    tcase_add_test(commands, a_lag_that_spoils_the_law_breaks_a_rule);
    tcase_add_test(commands, a_pump_that_freezes_breaks_a_rule);
    tcase_add_loop_test(commands, a_schedule_that_is_too_fast_or_heats_breaks_a_rule, 0,
                        sizeof SCHEDULES / sizeof *SCHEDULES);
    tcase_add_test(commands, a_pull_of_rounding_is_a_place_of_rest);
    tcase_add_test(commands, a_falling_beta_is_not_called_annealed);
    tcase_add_test(commands, a_campaign_says_that_the_technology_is_why_an_option_has_no_meaning);
    tcase_add_test(commands, oscillators_recall_a_picture);
    tcase_add_test(commands, reports_say_what_is_not_counted);
    suite_add_tcase(suite, commands);
    return suite;
}
