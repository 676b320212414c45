/* Boltzmann machines: gates, circuits of them, and whether runs follow Boltzmann's law. */
#include "tests/suites.h"

#include "netgen/network.h"
#include "netgen/network_file.h"
#include "netgen/questions/boltzmann.h"
#include "netgen/questions/logic.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"
#include "report/trace_table.h"
#include "solver/answer.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/scratch.h"
#include "tests/support/spins.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Gates ---- */

static void write_bits(size_t state, size_t n, char *text)
{
    for (size_t i = 0; i < n; i++) {
        text[i] = state >> (n - 1 - i) & 1U ? '1' : '0';
    }
    text[n] = '\0';
}

static double energy_of(const struct spins *spins, size_t state)
{
    char text[64];
    write_bits(state, spins->couplings->nodes, text);
    return spins_energy(spins->couplings, spins->field, text);
}

/* Whether bits, the first of `gate` being the highest of the state, are a row of its truth table, by arithmetic. */
static bool is_row(enum logic_gate_number gate, size_t state)
{
    const size_t count = logic_gates[gate].count;
    size_t b[LOGIC_GATE_SPINS] = {0};
    for (size_t i = 0; i < count; i++) {
        b[i] = state >> (count - 1 - i) & 1U;
    }
    switch (gate) {
    case LOGIC_AND:
        return b[2] == (b[0] && b[1]);
    case LOGIC_HALF_ADDER:
        return b[2] == (b[0] ^ b[1]) && b[3] == (b[0] & b[1]);
    default:
        return b[3] == (b[0] ^ b[1] ^ b[2]) && b[4] == (b[0] + b[1] + b[2] > 1);
    }
}

START_TEST(the_states_of_least_energy_of_a_gate_are_its_truth_table)
{
    static const double GAP[LOGIC_GATES] = {4.0, 2.0, 2.0};
    const enum logic_gate_number gate = (enum logic_gate_number)_i;
    const size_t states = (size_t)1 << logic_gates[gate].count;
    struct spins spins;
    struct diagnostic why;
    double least = INFINITY;
    expect_ok(logic_of_gate(gate, &spins, &why), &why);
    for (size_t k = 0; k < states; k++) {
        least = fmin(least, energy_of(&spins, k));
    }
    for (size_t k = 0; k < states; k++) {
        if (is_row(gate, k)) {
            ck_assert_double_eq(energy_of(&spins, k), least);
        } else {
            ck_assert_double_ge(energy_of(&spins, k), least + GAP[gate]);
        }
    }
    spins_clear(&spins);
}
END_TEST

/* By hand: -3 for the rows, and 1, 1, 1 and 9. */
START_TEST(the_and_gate_has_its_published_energies)
{
    static const double ENERGY[] = {-3.0, 9.0, -3.0, 1.0, -3.0, 1.0, 1.0, -3.0};
    struct spins spins;
    struct diagnostic why;
    expect_ok(logic_of_gate(LOGIC_AND, &spins, &why), &why);
    for (size_t k = 0; k < 8; k++) {
        ck_assert_double_eq(energy_of(&spins, k), ENERGY[k]);
    }
    spins_clear(&spins);
}
END_TEST

/* All states of a multiplier of 2 and 3 bits: one of least energy for each pair of factors, with their product. */
START_TEST(a_multiplier_multiplies)
{
    struct spins spins;
    struct logic_outputs outputs;
    struct diagnostic why;
    double least = INFINITY;
    size_t found = 0, seen[32] = {0};
    expect_ok(logic_of_multiplier(2, 3, &spins, &outputs, &why), &why);
    const size_t n = spins.couplings->nodes, states = (size_t)1 << n;
    double *energy = calloc(states, sizeof *energy);
    ck_assert_uint_eq(n, 17);
    ck_assert_uint_eq(outputs.count, 5);
    for (size_t k = 0; k < states; k++) {
        energy[k] = energy_of(&spins, k);
        least = fmin(least, energy[k]);
    }
    for (size_t k = 0; k < states; k++) {
        size_t product = 0;
        if (energy[k] > least) {
            ck_assert_double_ge(energy[k], least + 2.0);
            continue;
        }
        for (size_t o = 0; o < outputs.count; o++) {
            product |= (k >> (n - 1 - outputs.spin[o]) & 1U) << o;
        }
        ck_assert_uint_eq(product, (k >> (n - 2)) * (k >> (n - 5) & 7U));
        seen[k >> (n - 5)]++;
        found++;
    }
    ck_assert_uint_eq(found, 32);
    for (size_t k = 0; k < 32; k++) {
        ck_assert_uint_eq(seen[k], 1);
    }
    free(energy);
    spins_clear(&spins);
}
END_TEST

START_TEST(factors_have_as_many_bits_as_they_need)
{
    static const unsigned long CASES[][3] = {{4, 2, 2}, {15, 2, 3}, {35, 3, 5}, {899, 5, 9}, {16383, 7, 13}};
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        size_t p, q;
        logic_factor_bits(CASES[k][0], &p, &q);
        ck_assert_uint_eq(p, CASES[k][1]);
        ck_assert_uint_eq(q, CASES[k][2]);
    }
}
END_TEST

/* ---- Runs ---- */

/* The network that "gen boltzmann ARGUMENTS" makes. */
static struct network *network_of(const char *arguments)
{
    struct network *network;
    struct diagnostic why;
    char command[200];
    snprintf(command, sizeof command, "gen boltzmann %s -q -o made", arguments);
    struct outcome outcome = program_run(command);
    ck_assert_msg(outcome.code == 0, "%s", outcome.err);
    outcome_free(&outcome);
    expect_ok(network_read(IN_SCRATCH("made.json"), &network, &why), &why);
    return network;
}

static void measure(const struct network *network, struct measures *measures)
{
    const struct solver_options options = solver_standard_options(network);
    struct diagnostic why;
    expect_ok(answer_measures(network, &options, measures, NULL, &why), &why);
    ck_assert_ptr_nonnull(measures->distribution);
}

/* Boltzmann's law of all states of a network, whose spins are all variables, and the scatter of the shares of time in
 * a run of `draws` draws of each spin: of a Markov chain in continuous time with the generator Q the variance of the
 * mean of f is 2 sum_k p_k f_k g_k / T, where -Q g = f - <f>, for long T. */
static void exact_law(const struct network *network, double beta, double draws, double *p, double *sigma)
{
    const size_t n = network->n, states = (size_t)1 << n;
    double energy[32] = {0.0}, sum = 0.0;
    int sign;
    gsl_matrix *m = gsl_matrix_calloc(states, states);
    gsl_vector *f = gsl_vector_alloc(states), *g = gsl_vector_alloc(states);
    gsl_permutation *order = gsl_permutation_alloc(states);
    for (size_t k = 0; k < states; k++) {
        char text[8];
        write_bits(k, n, text);
        energy[k] = network->question->objective(network, text);
        p[k] = exp(-beta * energy[k]);
        sum += p[k];
    }
    for (size_t k = 0; k < states; k++) {
        p[k] /= sum;
    }
    for (size_t k = 0; k < states; k++) {
        for (size_t i = 0; i < n; i++) {
            const size_t other = k ^ (size_t)1 << i;
            const double rate = 1.0 / (1.0 + exp(beta * (energy[other] - energy[k])));
            gsl_matrix_set(m, k, k, gsl_matrix_get(m, k, k) + rate);
            gsl_matrix_set(m, k, other, -rate);
        }
    }
    for (size_t k = 0; k < states; k++) { /* makes it regular, and <g> = 0 */
        for (size_t j = 0; j < states; j++) {
            gsl_matrix_set(m, k, j, gsl_matrix_get(m, k, j) + p[j]);
        }
    }
    gsl_linalg_LU_decomp(m, order, &sign);
    for (size_t s = 0; s < states; s++) {
        double variance = 0.0;
        for (size_t k = 0; k < states; k++) {
            gsl_vector_set(f, k, (k == s) - p[s]);
        }
        gsl_linalg_LU_solve(m, order, f, g);
        for (size_t k = 0; k < states; k++) {
            variance += 2.0 * p[k] * gsl_vector_get(f, k) * gsl_vector_get(g, k) / draws;
        }
        sigma[s] = sqrt(variance);
    }
    gsl_matrix_free(m);
    gsl_vector_free(f);
    gsl_vector_free(g);
    gsl_permutation_free(order);
}

/* A share that is so rare that it is not normal is not compared. At six sigma one in 5 x 10^8 is beyond. */
static const double RARE = 1e-3, SIGMAS = 6.0;

static const struct {
    const char *arguments;
    double beta;
} LAWS[] = {
    {"and", 1.0},
    {"and --inverse-temperature 0.5", 0.5},
    {"and --clamp C=1", 1.0},
    {"and --clamp C=0 --inverse-temperature 2", 2.0},
    {"adder", 1.0},
    {"adder --clamp S=1 --clamp Cout=1 --inverse-temperature 1.5", 1.5},
    {"adder --clamp A=1 --clamp B=0 --clamp Cin=1", 1.0},
    {"weights.txt --inverse-temperature 0.7", 0.7},
};
enum { LAW_COUNT = sizeof LAWS / sizeof *LAWS };

START_TEST(shares_of_time_are_those_of_boltzmann)
{
    program_input("weights.txt", "1 2 0.5\n2 3 -1.5\n3 4 1\n1 4 0.25\n2 2 0.5\n");
    struct network *network = network_of(LAWS[_i].arguments);
    struct measures measures;
    double p[32] = {0.0}, sigma[32] = {0.0};
    exact_law(network, LAWS[_i].beta, network->t_stop / network->pbit.tau, p, sigma);
    measure(network, &measures);
    const struct distribution *d = measures.distribution;
    ck_assert_uint_eq(d->states, (size_t)1 << network->n);
    expect_close(d->beta, LAWS[_i].beta, 1e-12);
    double sum = 0.0;
    for (size_t k = 0; k < d->states; k++) {
        ck_assert_double_eq_tol(d->exact[k], p[k], 1e-12);
        sum += d->share[k];
        if (p[k] > RARE) {
            ck_assert_double_eq_tol(d->share[k], p[k], SIGMAS * sigma[k]);
            /* of 32 parts: chi-squared of 31 degrees of freedom, a factor of 2.2 is one in 10^6 either way */
            ck_assert(d->error[k] < 2.2 * sigma[k] && d->error[k] > sigma[k] / 2.6);
        } else {
            ck_assert_double_lt(d->share[k], 10.0 * RARE);
        }
    }
    ck_assert_double_eq_tol(sum, 1.0, 1e-9);
    ck_assert_double_lt(d->variation, 0.02);
    measures_clear(&measures);
    network_free(network);
}
END_TEST

/* Enumeration by hand: 1/(4 + 3 e^-4 + e^-12) at beta = 1. */
START_TEST(a_row_of_and_has_the_published_probability)
{
    struct network *network = network_of("and");
    double exact[8];
    struct diagnostic why;
    expect_ok(distribution_exact(network, exact, &why), &why);
    for (size_t k = 0; k < 8; k++) {
        const double row = 1.0 / (4.0 + 3.0 * exp(-4.0) + exp(-12.0));
        ck_assert_double_eq_tol(exact[k], row * (is_row(LOGIC_AND, k) ? 1.0 : exp(k == 1 ? -12.0 : -4.0)), 1e-14);
    }
    ck_assert_double_eq_tol(exact[7], 0.24661, 5e-6);
    network_free(network);
}
END_TEST

START_TEST(solver_and_trace_count_the_same)
{
    struct network *network = network_of("adder --stop 200n");
    const struct solver_options options = solver_standard_options(network);
    struct measures engine, of_trace;
    struct table *table;
    struct trace *trace;
    struct diagnostic why;
    expect_ok(answer_table(network, &options, &table, &engine, NULL, &why), &why);
    expect_ok(trace_from_table(table, network, "solver", &trace, &why), &why);
    expect_ok(measures_take(trace, network, &of_trace, &why), &why);
    for (size_t k = 0; k < 32; k++) {
        ck_assert_double_eq_tol(engine.distribution->share[k], of_trace.distribution->share[k], 1e-12);
        ck_assert_double_eq_tol(engine.distribution->error[k], of_trace.distribution->error[k], 1e-12);
    }
    measures_clear(&engine);
    measures_clear(&of_trace);
    trace_free(trace);
    table_free(table);
    network_free(network);
}
END_TEST

/* 17 p-bits whose product is held: by the exact law 72 % of the time at 3 x 5, which is far above all else. */
START_TEST(fifteen_is_three_times_five)
{
    struct network *network = network_of("factor 15 --stop 100u");
    struct measures measures;
    measure(network, &measures);
    const struct distribution *d = measures.distribution;
    const struct factors factors = boltzmann_factors(network->asked, d->ranked[0]);
    ck_assert_uint_eq(factors.first, 3);
    ck_assert_uint_eq(factors.second, 5);
    ck_assert_double_gt(d->exact[d->ranked[0]], 0.7);
    ck_assert_int_eq(strncmp(measures.state, "11101", 5), 0);
    measures_clear(&measures);
    network_free(network);
    program_gives("solve made", 0, "3 x 5 = 15; factors are right in ");
}
END_TEST

START_TEST(factors_with_another_product_are_not_called_found)
{
    program_gives("gen boltzmann factor 16383 --stop 100n -q -o large", 0, "");
    program_gives("solve large", 0, "factors           not found; the state of least energy that was seen is ");
}
END_TEST

/* ---- Files and the command line ---- */

START_TEST(a_machine_that_is_not_its_weights_is_refused)
{
    static const char *const CHANGES[][3] = {
        {"\"adder\"", "\"and\"", "does not fit the weights"},
        {"\"A=1\"", "\"A=0\"", "does not fit the weights"},
        {"\"A=1\"", "\"D=1\"", "must be the name of a variable"},
        {"\"A=1\"", "\"A=1\", \"A=1\"", "must be the name of a variable, once"},
        {"\"adder\"", "\"nand\"", "machine"},
        {"\"beta\": 1", "\"beta\": 0", "beta"},
    };
    struct diagnostic why;
    struct network *network;
    network_free(network_of("adder --clamp A=1"));
    char *text = scratch_read("made.json"), *question = strstr(text, "\"question\"");
    char *changed = scratch_replace(question, CHANGES[_i][0], CHANGES[_i][1]), *all;
    *question = '\0';
    ck_assert_int_ge(asprintf(&all, "%s%s", text, changed), 0);
    scratch_put(IN_SCRATCH("made.json"), all, strlen(all));
    expect_input_error(network_read(IN_SCRATCH("made.json"), &network, &why), &why, CHANGES[_i][2]);
    free(text);
    free(changed);
    free(all);
}
END_TEST

/* ---- Runs that are compared with each other ---- */

static double energy_of_run(const struct network *network)
{
    const struct solver_options options = solver_standard_options(network);
    struct measures measures;
    struct diagnostic why;
    expect_ok(answer_measures(network, &options, &measures, NULL, &why), &why);
    const double energy = measures.energy;
    measures_clear(&measures);
    return energy;
}

/* Makes run `k` of those that answer_chains compares, as a network that borrows from `network`. */
static struct network chain_of(const struct network *network, size_t k, char *start)
{
    struct network chain = *network;
    answer_chain(&chain, k, start);
    chain.start = start;
    return chain;
}

/* Ten p-bits have 1,024 starts: two of four are equal for one seed of 170, so that one of 2,000 has such a pair but for
 * a chance of 1e-5; the seeds are fixed. Two runs with equal noise have equal energies. */
START_TEST(chains_are_independent_where_their_starts_are_equal)
{
    enum { N = 10, CHAINS = 4, SEEDS = 2000 };
    struct network *network = spins_maxcut(&technology_pbit, N, 1);
    size_t pairs = 0;
    for (unsigned long seed = 1; seed <= SEEDS; seed++) {
        char start[CHAINS][N + 1];
        struct network chain[CHAINS];
        network->pbit.seed = seed;
        for (size_t k = 0; k < CHAINS; k++) {
            chain[k] = chain_of(network, k, start[k]);
            ck_assert_uint_ne(chain[k].pbit.seed, seed);
            for (size_t j = 0; j < k; j++) {
                ck_assert_uint_ne(chain[k].pbit.seed, chain[j].pbit.seed);
                if (strcmp(start[k], start[j]) == 0) {
                    pairs++;
                    ck_assert_double_ne(energy_of_run(&chain[k]), energy_of_run(&chain[j]));
                }
            }
        }
    }
    ck_assert_uint_gt(pairs, 0);
    network_free(network);
}
END_TEST

static const char *const WRONG[][2] = {
    {"", "the machine is missing; expected and, adder, factor NUMBER"},
    {"and adder", "'adder' behind 'and' is too much; expected one machine: and, adder"},
    {"nand", "nand: error: cannot open: No such file or directory; expected and, adder, factor NUMBER, or a file"},
    {"factor", "factor without a number"},
    {"factor 15 21", "'21' behind 'factor 15' is too much; expected one number"},
    {"factor 3", "whole number from 4"},
    {"factor 16384", "to 16383"},
    {"factor 1.5", "whole number"},
    {"factor 17", "it is prime"},
    {"and --clamp C", "expected NAME=0 or NAME=1"},
    {"and --clamp C=2", "expected NAME=0 or NAME=1"},
    {"and --clamp D=1", "there is no such variable; expected A, B or C"},
    {"adder --clamp D=1", "there is no such variable; expected A, B, Cin, S or Cout"},
    {"and --clamp C=1 --clamp C=0", "held twice"},
    {"and --inverse-temperature 0", "above 0"},
    {"and --inverse-temperature -1", "above 0"},
    {"and --inverse-temperature 1e9", "up to 1000"},
    {"and --technology wall", "expects pbit"},
    {"and --pbit-beta 2", "expects --inverse-temperature"},
    {"and --pbit-beta-start 2", "expects --inverse-temperature"},
    {"and --rp 1k", "has no meaning for the technology pbit"},
    {"large.txt", "21 spins"},
    {"uneven.csv", "uneven.csv"},
    {"list.json", "list.json:1: error: not JSON"},
};
enum { WRONG_COUNT = sizeof WRONG / sizeof *WRONG };

START_TEST(wrong_input_is_refused)
{
    char command[200];
    program_input("large.txt", "1 21 1\n2 3 1\n");
    program_input("uneven.csv", "0,1\n2,0\n");
    program_input("list.json", "0,1\n1,0\n"); /* without its name a matrix */
    snprintf(command, sizeof command, "gen boltzmann %s -o x", WRONG[_i][0]);
    program_refuses(command, 2, WRONG[_i][1]);
}
END_TEST

/* What the machine refuses is not offered either, and what other technologies have is not. */
START_TEST(a_number_below_0_is_no_unknown_option)
{
    program_gives("gen boltzmann factor -15 -o x", 2, "error: -15 is below 0, and no number below 0 is taken here");
    program_gives("gen boltzmann factor -q5 -o x", 2, "invalid option -- '5'"); /* -q is one, and 5 is no word */
}
END_TEST

START_TEST(help_lists_what_has_a_meaning)
{
    program_gives("gen boltzmann --help", 0, "--pbit-lag");
    program_gives("gen boltzmann --help", 0, "200000 draws");
    program_gives("gen boltzmann and --inverse-temperature 1000 --stop 2u -o x", 0, "beta 2000 for 2.000 us");
    program_gives("search --help | tr -s '\\n ' ' '", 0, "(walls: kick, beyond 300 neurons cross; others: restart)");
    program_gives("gen boltzmann --help | grep -cE -- '--(vdw|rp|sigma-rp|oscillator-pump|technology|pbit-beta|deck)='",
                  1, "0");
    program_gives("gen maxcut --help | grep -cE -- '--(rule|levels|fan-out)='", 1, "0");
    program_gives("gen recall --help | grep -cE -- '--(rule|levels|fan-out|vdw|rp|pbit-beta|technology)='", 0, "7");
}
END_TEST

/* Files whose nodes have names, or numbers that are not 1, 2, 3 in order. */
static const struct {
    const char *file, *text, *name[3];
    bool named; /* not 1, 2, 3 */
} NAMED[] = {
    {"ids.json",
     "{\"nodes\": [{\"id\": 3}, {\"id\": 1}, {\"id\": 2}],"
     " \"links\": [{\"source\": 3, \"target\": 1, \"weight\": 0.5}, {\"source\": 1, \"target\": 2, \"weight\": -1}]}",
     {"3", "1", "2"},
     true},
    {"ids.graphml",
     "<graphml><graph edgedefault=\"undirected\"><node id=\"2\"/><node id=\"0\"/><node id=\"1\"/>"
     "<edge source=\"2\" target=\"0\"/><edge source=\"0\" target=\"1\"/></graph></graphml>",
     {"2", "0", "1"},
     true},
    {"names.csv", "n00,a=b,0.5\na=b,a much longer name,-1\n", {"n00", "a=b", "a much longer name"}, true},
    {"zero.txt", "0 1 0.5\n1 2 -1\n", {"0", "1", "2"}, true},
    {"one.txt", "1 2 0.5\n2 3 -1\n", {"1", "2", "3"}, false},
};
enum { NAMED_COUNT = sizeof NAMED / sizeof *NAMED };

/* Whichever node is held, the exact law has it at its bit and nowhere else, and reports have its name. */
START_TEST(spins_of_a_file_have_its_names)
{
    program_input(NAMED[_i].file, NAMED[_i].text);
    for (size_t v = 0; v < 3; v++) {
        char arguments[200], said[200], wanted[64];
        snprintf(arguments, sizeof arguments, "%s --stop 2u --clamp '%s=1'", NAMED[_i].file, NAMED[_i].name[v]);
        network_free(network_of(arguments));
        json_t *report = program_json("solve made --json"), *d = json_object_get(report, "distribution"), *state;
        double held = 0.0;
        size_t k;
        ck_assert_str_eq(json_string_value(json_array_get(json_object_get(d, "variables"), v)), NAMED[_i].name[v]);
        json_array_foreach(json_object_get(d, "states"), k, state)
        {
            if (json_string_value(json_object_get(state, "state"))[v] == '1') {
                held += json_number_value(json_object_get(state, "exact"));
            }
        }
        ck_assert_double_gt(held, 1.0 - 1e-8); /* e^-20 is 2e-9 */
        json_decref(report);
        snprintf(wanted, sizeof wanted, ", %s = 1: 3 neurons", NAMED[_i].name[v]);
        program_gives("solve made", 0, wanted);
        snprintf(wanted, sizeof wanted, _i == 2 ? "States have the bits of %s, %s, %s." : "\n  %s %s %s  ",
                 NAMED[_i].name[0], NAMED[_i].name[1], NAMED[_i].name[2]);
        program_gives("solve made", 0, wanted);
        snprintf(said, sizeof said, "\"$S\" solve made -q --html - | grep -q '%s = 1'", NAMED[_i].name[v]);
        ck_assert_int_eq(program_shell(said), 0);
        program_gives("solve made", 0, NAMED[_i].named ? "  ON when final  " : "  final  ");
    }
}
END_TEST

START_TEST(names_that_a_file_does_not_have_hold_nothing)
{
    program_input("names.csv", NAMED[2].text);
    program_refuses("gen boltzmann names.csv --clamp 1=0 -o x", 2,
                    "there is no such variable; expected n00, a=b or a much longer name");
    program_refuses("gen boltzmann names.csv --clamp a=1 -o x", 2, "there is no such variable");
    network_free(network_of("names.csv --clamp n00=1"));
    program_gives("solve made", 0, "n00 = 1");
    ck_assert_int_eq(program_shell("sed -i s/n00=1/a=b=1/ made.json"), 0);
    program_refuses("solve made", 2, "\"clamped\" does not fit the fields of the spins");
}
END_TEST

/* The warnings of the kind "valleys" of a report. */
static size_t valleys(const json_t *report, char text[400])
{
    const json_t *warning;
    size_t index, found = 0;
    json_array_foreach(json_object_get(report, "warnings"), index, warning)
    {
        if (strcmp(json_string_value(json_object_get(warning, "kind")), "valleys") == 0) {
            snprintf(text, 400, "%s", json_string_value(json_object_get(warning, "text")));
            found++;
        }
    }
    return found;
}

/* Runs of an AND gate that are shorter than the rows of its truth table need: whatever the noise, each says so. A row
 * that is never seen is named. */
START_TEST(runs_that_are_too_short_say_so)
{
    char command[200], text[400] = "";
    size_t named = 0;
    for (unsigned seed = 1; seed <= 8; seed++) {
        for (size_t k = 0; k < 3; k++) {
            static const char *const STOP[] = {"50n", "990n", "2u"};
            snprintf(command, sizeof command, "and --stop %s --start-seed %u", STOP[k], seed);
            network_free(network_of(command));
            json_t *report = program_json("solve made --json");
            ck_assert_msg(valleys(report, text) == (k < 2), "%s: %s", command, text);
            named += strstr(text, "the run never sees ") != NULL;
            json_decref(report);
        }
    }
    ck_assert_uint_gt(named, 0);
    program_gives("solve made --stop 500n", 0, "warning           the run has 500 draws of each p-bit");
}
END_TEST

/* A machine that is frozen has no scatter, or next to none: how many times as far it is would be a number of no
 * meaning. */
START_TEST(a_frozen_run_has_no_figure_of_its_distance)
{
    static const char *const COLD[] = {"8", "30", "1000"};
    for (size_t k = 0; k < sizeof COLD / sizeof *COLD; k++) {
        char command[100], text[400] = "";
        snprintf(command, sizeof command, "and --start 111 --inverse-temperature %s", COLD[k]);
        network_free(network_of(command));
        json_t *report = program_json("solve made --json");
        ck_assert_uint_eq(valleys(report, text), 1);
        ck_assert_ptr_nonnull(strstr(text, "more than 1000 times as far"));
        json_decref(report);
    }
}
END_TEST

/* Cold machines stay where they begin: one with a law that is enumerated, one whose runs are compared. The same ones
 * warm enough give no warning. */
START_TEST(runs_that_stay_in_one_valley_say_so)
{
    static const char *const CASES[][2] = {
        {"and", "and --inverse-temperature 8"},
        {"factor 35 --stop 100u --inverse-temperature 0.3", "factor 35 --stop 20u --inverse-temperature 4"}};
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        for (size_t cold = 0; cold < 2; cold++) {
            network_free(network_of(CASES[k][cold]));
            json_t *report = program_json("solve made --json");
            char text[400];
            const size_t found = valleys(report, text);
            ck_assert_msg(found == cold, "%s: %zu warnings", CASES[k][cold], found);
            json_decref(report);
        }
        program_gives("solve made", 0, "few valleys");
        program_gives("solve made -q --html - | grep -c 'few valleys'", 0, "1");
    }
}
END_TEST

START_TEST(reports_have_the_distribution)
{
    network_free(network_of("and --stop 2u"));
    program_gives("solve made --answer answer.csv", 0, "Total variation");
    json_t *report = program_json("solve made --json"), *d = json_object_get(report, "distribution");
    ck_assert_uint_eq(json_array_size(json_object_get(d, "states")), 8);
    ck_assert_uint_eq(json_array_size(json_object_get(d, "variables")), 3);
    ck_assert_double_eq(json_number_value(json_object_get(d, "beta")), 1.0);
    ck_assert(json_number_value(json_object_get(report, "total_variation")) > 0.0);
    json_decref(report);
    char *answer = scratch_read("answer.csv");
    ck_assert_int_eq(strncmp(answer, "state,share,error,exact\n", 24), 0);
    free(answer);
}
END_TEST

START_TEST(there_is_no_best_state_to_search_for)
{
    static const char *const MACHINES[] = {"and", "factor 15"};
    for (size_t k = 0; k < sizeof MACHINES / sizeof *MACHINES; k++) {
        network_free(network_of(MACHINES[k]));
        program_refuses("search made", 2, "the answer of 'boltzmann' is how probable states are; expected 'solve'");
        program_refuses("search made --engine ngspice --runs 2", 2, "a search looks for the best state");
        program_refuses("solve made --starts 3", 2, "a search looks for the best state");
        program_refuses("technologies made", 2, "for one technology, pbit");
    }
}
END_TEST

Suite *boltzmann_suite(void)
{
    Suite *suite = suite_create("boltzmann");
    TCase *gates = tcase_create("gates");
    tcase_add_loop_test(gates, the_states_of_least_energy_of_a_gate_are_its_truth_table, 0, LOGIC_GATES);
    tcase_add_test(gates, the_and_gate_has_its_published_energies);
    tcase_add_test(gates, a_multiplier_multiplies);
    tcase_add_test(gates, factors_have_as_many_bits_as_they_need);
    suite_add_tcase(suite, gates);
    TCase *runs = tcase_create("runs");
    tcase_add_loop_test(runs, shares_of_time_are_those_of_boltzmann, 0, LAW_COUNT);
    tcase_add_test(runs, a_row_of_and_has_the_published_probability);
    tcase_add_test(runs, solver_and_trace_count_the_same);
    tcase_add_test(runs, fifteen_is_three_times_five);
    tcase_add_test(runs, factors_with_another_product_are_not_called_found);
    tcase_add_test(runs, chains_are_independent_where_their_starts_are_equal);
    suite_add_tcase(suite, runs);
    TCase *commands = tcase_create("commands");
    tcase_add_loop_test(commands, a_machine_that_is_not_its_weights_is_refused, 0, 6);
    tcase_add_loop_test(commands, wrong_input_is_refused, 0, WRONG_COUNT);
    tcase_add_loop_test(commands, spins_of_a_file_have_its_names, 0, NAMED_COUNT);
    tcase_add_test(commands, names_that_a_file_does_not_have_hold_nothing);
    tcase_add_test(commands, there_is_no_best_state_to_search_for);
    tcase_add_test(commands, runs_that_are_too_short_say_so);
    tcase_add_test(commands, a_frozen_run_has_no_figure_of_its_distance);
    tcase_add_test(commands, a_number_below_0_is_no_unknown_option);
    tcase_add_test(commands, help_lists_what_has_a_meaning);
    tcase_add_test(commands, runs_that_stay_in_one_valley_say_so);
    tcase_add_test(commands, reports_have_the_distribution);
    suite_add_tcase(suite, commands);
    return suite;
}
