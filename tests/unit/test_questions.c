/* The questions about Ising problems: what is asked, the circuit for it, and the answer that its bits are. Every state
 * of small problems is looked at. */
#include "tests/suites.h"

#include "base/input.h"
#include "netgen/network_parse.h"
#include "netgen/questions/chance.h"
#include "netgen/questions/color.h"
#include "netgen/questions/custom.h"
#include "netgen/questions/ising.h"
#include "netgen/questions/partition.h"
#include "netgen/questions/quality.h"
#include "netgen/questions/question.h"
#include "netgen/questions/qubo.h"
#include "tests/support/expect.h"
#include "tests/support/stored.h"
#include "tests/support/scratch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 12 }; /* bits of a state */

/* The bits of state number `s`. */
static const char *bits_of(unsigned s, size_t n, char bits[MOST + 1])
{
    for (size_t i = 0; i < n; i++) {
        bits[i] = s >> i & 1U ? '1' : '0';
    }
    bits[n] = '\0';
    return bits;
}

/* A number from -greatest to greatest, in steps of 1/8. */
static double draw(gsl_rng *random, double greatest)
{
    return floor((2.0 * gsl_rng_uniform(random) - 1.0) * greatest * 8.0) / 8.0;
}

/* A random form of `n` variables, about half of whose numbers are 0. */
static struct quadratic *draw_form(gsl_rng *random, size_t n)
{
    struct quadratic *form = calloc(1, sizeof *form);
    struct edge *edge = calloc(n * n, sizeof *edge);
    struct diagnostic why;
    size_t edges = 0;
    form->linear = calloc(n, sizeof *form->linear);
    for (size_t i = 0; i < n; i++) {
        form->linear[i] = gsl_rng_uniform_int(random, 2) ? draw(random, 10.0) : 0.0;
        for (size_t j = i + 1; j < n; j++) {
            if (gsl_rng_uniform_int(random, 2) || edges == 0) {
                edge[edges++] = (struct edge){i, j, draw(random, 10.0) + 0.0625}; /* never 0 */
            }
        }
    }
    expect_ok(graph_of_edges(n, edge, edges, &form->pairs, &why), &why);
    return form;
}

static struct quadratic *copy_form(const struct quadratic *form)
{
    struct quadratic *copy = calloc(1, sizeof *copy);
    struct diagnostic why;
    const size_t n = form->pairs->nodes, edges = form->pairs->edges;
    struct edge *edge = calloc(edges, sizeof *edge);
    memcpy(edge, form->pairs->edge, edges * sizeof *edge);
    expect_ok(graph_of_edges(n, edge, edges, &copy->pairs, &why), &why);
    copy->linear = calloc(n, sizeof *copy->linear);
    memcpy(copy->linear, form->linear, n * sizeof *copy->linear);
    copy->maximize = form->maximize;
    return copy;
}

/* The form's value where variable i is `on` or `off`: the definition, term by term. */
static double form_value(const struct quadratic *form, const char *state, double on, double off)
{
    double sum = 0.0;
    for (size_t i = 0; i < form->pairs->nodes; i++) {
        sum += form->linear[i] * (state[i] == '1' ? on : off);
    }
    for (size_t e = 0; e < form->pairs->edges; e++) {
        const struct edge *edge = &form->pairs->edge[e];
        sum += edge->weight * (state[edge->a] == '1' ? on : off) * (state[edge->b] == '1' ? on : off);
    }
    return sum;
}

static double objective(const struct network *network, const char *state)
{
    return network->question->objective(network, state);
}

static double circuit_energy(const struct network *network, const char *state)
{
    return spins_energy(network->weights.graph, network->weights.field, state);
}

/* The state of least energy in the circuit, by looking at all. */
static const char *ground_state(const struct network *network, char best[MOST + 1])
{
    char bits[MOST + 1];
    double least = INFINITY;
    for (unsigned s = 0; s < 1U << network->n; s++) {
        double energy = circuit_energy(network, bits_of(s, network->n, bits));
        if (energy < least) {
            least = energy;
            snprintf(best, MOST + 1, "%s", bits);
        }
    }
    return best;
}

START_TEST(qubo_has_the_value_of_its_form_in_every_state)
{
    gsl_rng *random = problem_random(1);
    struct bias bias = problem_auto_bias();
    struct diagnostic why;
    char bits[MOST + 1];
    for (int k = 0; k < 20; k++) {
        const size_t n = 2 + (size_t)k % 9;
        struct quadratic *form = draw_form(random, n);
        struct network *network;
        form->maximize = k % 2;
        expect_ok(qubo_network(copy_form(form), NAN, &bias, &network, &why), &why);
        const double sign = form->maximize ? -4.0 : 4.0;             /* the circuit's energy is four times the value */
        double shift = circuit_energy(network, bits_of(0, n, bits)); /* of the value 0 */
        for (unsigned s = 0; s < 1U << n; s++) {
            double value = form_value(form, bits_of(s, n, bits), 1.0, 0.0);
            ck_assert_double_eq(objective(network, bits), value); /* sums of eighths and sixteenths are exact */
            ck_assert_double_eq(circuit_energy(network, bits) - shift, sign * value);
        }
        network_free(network);
        quadratic_free(form);
    }
    gsl_rng_free(random);
}
END_TEST

START_TEST(ising_has_the_energy_of_its_form_in_every_state)
{
    gsl_rng *random = problem_random(2);
    struct bias bias = problem_auto_bias();
    struct diagnostic why;
    char bits[MOST + 1];
    for (int k = 0; k < 20; k++) {
        const size_t n = 2 + (size_t)k % 9;
        const bool plus = k % 2;
        struct quadratic *form = draw_form(random, n);
        struct network *network;
        form->maximize = k / 2 % 2;
        expect_ok(ising_network(copy_form(form), plus, NAN, &bias, &network, &why), &why);
        for (unsigned s = 0; s < 1U << n; s++) {
            double sums = form_value(form, bits_of(s, n, bits), 1.0, -1.0), energy = plus ? sums : 0.0 - sums;
            ck_assert_double_eq(objective(network, bits), energy);
            ck_assert_double_eq(circuit_energy(network, bits), form->maximize ? -energy : energy);
        }
        network_free(network);
        quadratic_free(form);
    }
    gsl_rng_free(random);
}
END_TEST

/* The circuit falls towards what the question wants: its ground state has the best objective. */
START_TEST(the_ground_state_is_the_best_answer)
{
    gsl_rng *random = problem_random(3);
    struct bias bias = problem_auto_bias();
    struct diagnostic why;
    char bits[MOST + 1], best[MOST + 1];
    for (int k = 0; k < 40; k++) {
        const size_t n = 8;
        struct quadratic *form = draw_form(random, n);
        double *number = calloc(n, sizeof *number);
        struct network *network;
        for (size_t i = 0; i < n; i++) {
            number[i] = draw(random, 100.0) + (double)i;
        }
        form->maximize = k / 4 % 2;
        if (k % 4 == 0) {
            expect_ok(qubo_network(copy_form(form), NAN, &bias, &network, &why), &why);
        } else if (k % 4 < 3) {
            expect_ok(ising_network(copy_form(form), k % 4 == 1, NAN, &bias, &network, &why), &why);
        } else {
            expect_ok(partition_network(number, n, &bias, &network, &why), &why);
            number = NULL;
        }
        double found = objective(network, ground_state(network, best));
        for (unsigned s = 0; s < 1U << n; s++) {
            ck_assert(!question_is_clearly_better(network->question, objective(network, bits_of(s, n, bits)), found));
        }
        network_free(network);
        quadratic_free(form);
        free(number);
    }
    gsl_rng_free(random);
}
END_TEST

/* ---- Partition ---- */

START_TEST(sums_of_a_partition_are_rounded_once)
{
    const double number[] = {1e16, 1.0, 1.0, 1.0, -1e16};
    const struct partition_sums all = partition_sums(number, 5, "11111"), parted = partition_sums(number, 5, "11000");
    ck_assert_double_eq(all.on, 3.0);
    ck_assert_double_eq(all.off, 0.0);
    ck_assert_double_eq(all.difference, 3.0);
    ck_assert_double_eq(parted.on, 1e16 + 2.0 - 1.0); /* the double nearest to 1e16 + 1 */
    ck_assert_double_eq(parted.off, 2.0 - 1e16);
    ck_assert_double_eq(parted.difference, 2e16);
}
END_TEST

START_TEST(numbers_of_any_size_make_couplings)
{
    const double few[] = {0.0, 5.0, 0.0},
                 numbers[][3] = {{1e299, -3e299, 2e299},
                                 {0x1p-1070, -0x3p-1070, 0x2p-1070}}; /* below the normal ones */
    struct spins spins;
    struct diagnostic why;
    for (size_t k = 0; k < 2; k++) {
        expect_ok(partition_spins(numbers[k], 3, &spins, &why), &why);
        const struct edge *edge = spins.couplings->edge;
        expect_close(edge[0].weight / edge[1].weight, -1.5, 1e-15);
        expect_close(edge[2].weight / edge[1].weight, -3.0, 1e-15);
        spins_clear(&spins);
    }
    ck_assert_int_eq(partition_spins(few, 3, &spins, &why), STATUS_INPUT);
    ck_assert_str_eq(why.text, "error: 1 of the 3 numbers is not 0; expected at least 2");
    ck_assert(!spins.couplings);
}
END_TEST

/* ---- Colouring ---- */

static struct graph *make_graph(size_t nodes, size_t edges, const struct edge *edge)
{
    struct graph *graph;
    struct diagnostic why;
    struct edge *copy = calloc(edges, sizeof *copy);
    memcpy(copy, edge, edges * sizeof *copy);
    expect_ok(graph_of_edges(nodes, copy, edges, &graph, &why), &why);
    return graph;
}

static const struct edge COMPLETE[] = {{0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {1, 2, 1}, {1, 3, 1}, {2, 3, 1}};
static const struct edge PATH[] = {{0, 1, 1}, {1, 2, 1}};

/* All colourings by hand, against the best state of the circuit. */
static void expect_best_coloring(size_t nodes, size_t edges, const struct edge *edge, size_t colors, size_t conflicts)
{
    struct bias bias = problem_auto_bias();
    struct network *network;
    struct diagnostic why;
    char best[MOST + 1];
    expect_ok(color_network(make_graph(nodes, edges, edge), colors, &bias, &network, &why), &why);
    ck_assert_uint_eq(network->n, nodes * colors);
    ground_state(network, best);
    const struct color_faults faults = color_faults(network->asked, best);
    ck_assert_uint_eq(faults.uncoloured, 0);
    ck_assert_uint_eq(faults.several, 0);
    ck_assert_uint_eq(faults.conflicts, conflicts);
    ck_assert_double_eq(objective(network, best), (double)conflicts);
    network_free(network);
}

START_TEST(the_best_states_are_colourings_with_the_fewest_conflicts)
{
    expect_best_coloring(4, 6, COMPLETE, 3, 1);
    expect_best_coloring(4, 6, COMPLETE, 2, 2);
    expect_best_coloring(4, 6, COMPLETE, 1, 6);
    expect_best_coloring(3, 2, PATH, 4, 0);
    expect_best_coloring(3, 2, PATH, 2, 0);
}
END_TEST

START_TEST(faults_of_a_colouring_are_counted)
{
    struct graph *graph = make_graph(4, 6, COMPLETE);
    const struct color color = {2, graph};
    /* colours 1, 1, none, both: the edge 0-1 is a conflict, and no other end has one colour */
    const struct color_faults faults = color_faults(&color, "10100011");
    ck_assert_uint_eq(faults.conflicts, 1);
    ck_assert_uint_eq(faults.uncoloured, 1);
    ck_assert_uint_eq(faults.several, 1);
    ck_assert_uint_eq(color_of_node(&color, "10100011", 1), 0);
    ck_assert_uint_eq(color_of_node(&color, "10100011", 2), 2);
    ck_assert_uint_eq(color_of_node(&color, "10100011", 3), 2);
    graph_free(graph);
}
END_TEST

START_TEST(neurons_of_a_colouring_are_named_after_node_and_colour)
{
    struct bias bias = problem_auto_bias();
    struct network *network;
    struct diagnostic why;
    struct graph *graph = make_graph(3, 2, PATH);
    graph->name = calloc(3, sizeof *graph->name);
    for (size_t v = 0; v < 3; v++) {
        graph->name[v] = strdup((const char *const[]){"a", "a:1", "b"}[v]);
    }
    expect_ok(color_network(graph, 2, &bias, &network, &why), &why);
    ck_assert_str_eq(network_label(network, 1).text, "a:2");
    ck_assert_str_eq(network_label(network, 2).text, "a:1:1");
    struct network *read = stored_again(network);
    const struct color *color = read->asked;
    ck_assert_str_eq(color->graph->name[1], "a:1");
    ck_assert_uint_eq(color->graph->edges, 2);
    network_free(read);
    network_free(network);
    graph = make_graph(3, 2, PATH);
    graph->name = calloc(3, sizeof *graph->name);
    for (size_t v = 0; v < 3; v++) {
        graph->name[v] = calloc(256, 1);
        memset(graph->name[v], 'x', 255 - v);
    }
    ck_assert_int_eq(color_network(graph, 2, &bias, &network, &why), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(why.text, "is too long to have a colour behind it"));
}
END_TEST

/* ---- NAME.json ---- */

START_TEST(questions_survive_their_json)
{
    gsl_rng *random = problem_random(4);
    struct bias bias = problem_auto_bias();
    struct diagnostic why;
    char bits[MOST + 1];
    const double given[] = {7, 5, 3.5, 1, 0};
    for (int k = 0; k < 6; k++) {
        struct network *network, *read;
        struct quadratic *form = k < 4 ? draw_form(random, 6) : NULL;
        const double optimum = k % 2 ? -2.5 : NAN;
        if (form) {
            form->maximize = k / 2 % 2;
        }
        if (k == 4) {
            double *number = calloc(5, sizeof *number);
            memcpy(number, given, sizeof given);
            expect_ok(partition_network(number, 5, &bias, &network, &why), &why);
        } else if (k == 5) {
            expect_ok(color_network(make_graph(4, 6, COMPLETE), 2, &bias, &network, &why), &why);
        } else if (k % 2) {
            expect_ok(qubo_network(form, optimum, &bias, &network, &why), &why);
        } else {
            expect_ok(ising_network(form, false, optimum, &bias, &network, &why), &why);
        }
        read = stored_again(network);
        ck_assert_ptr_eq(read->question, network->question);
        for (unsigned s = 0; s < 1U << network->n; s++) {
            bits_of(s, network->n, bits);
            ck_assert_double_eq(objective(read, bits), objective(network, bits));
        }
        if (network->question->optimum) {
            double kept = read->question->optimum(read);
            ck_assert(isnan(optimum) ? isnan(kept) : kept == optimum);
        }
        network_free(read);
        network_free(network);
    }
    gsl_rng_free(random);
}
END_TEST

/* Reads what `network` is written as, with `from` replaced by `to`, and expects `part` in the message. */
static void expect_refused(struct network *network, const char *from, const char *to, const char *part)
{
    struct diagnostic why;
    struct network *read;
    struct input *input;
    network_free(stored_again(network));
    char *text = scratch_read("network.json"), *at = strstr(text, from), *changed;
    ck_assert_msg(at != NULL, "no %s in %s", from, text);
    ck_assert_int_gt(asprintf(&changed, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from)), 0);
    expect_ok(input_of_memory("network.json", changed, strlen(changed), &input, &why), &why);
    expect_input_error(network_parse(input, &read, &why), &why, part);
    input_free(input);
    free(changed);
    free(text);
    network_free(network);
}

START_TEST(what_is_asked_must_fit_the_circuit)
{
    struct bias bias = problem_auto_bias();
    struct network *network;
    struct diagnostic why;
    const double given[] = {7, 5, 3};
    double *number = calloc(3, sizeof *number);
    memcpy(number, given, sizeof given);
    expect_ok(partition_network(number, 3, &bias, &network, &why), &why);
    expect_refused(network, "7", "8", "\"numbers\" do not fit the weights");
    expect_ok(color_network(make_graph(4, 6, COMPLETE), 2, &bias, &network, &why), &why);
    expect_refused(network, "\"colors\": 2", "\"colors\": 4", "\"colors\" do not fit the weights");
    expect_ok(color_network(make_graph(4, 6, COMPLETE), 2, &bias, &network, &why), &why);
    expect_refused(network, "\"colors\": 2", "\"colors\": 3", "\"colors\" must divide the number of neurons");
    expect_ok(color_network(make_graph(4, 6, COMPLETE), 2, &bias, &network, &why), &why);
    expect_refused(network, "\"1:1\"", "\"1\"", "\"nodes[0]\" must be a node and a colour");
    struct quadratic *form = calloc(1, sizeof *form);
    form->pairs = make_graph(3, 2, PATH);
    form->linear = calloc(3, sizeof *form->linear);
    form->linear[1] = 7.0;
    expect_ok(qubo_network(form, NAN, &bias, &network, &why), &why);
    expect_refused(network, "7", "6", "\"linear\" does not fit the field of the weights");
}
END_TEST

START_TEST(custom_weights_have_the_energy_of_their_symmetric_part)
{
    struct bias bias = problem_auto_bias();
    struct network *network;
    struct diagnostic why;
    struct matrix *matrix = calloc(1, sizeof *matrix);
    const double volts[] = {0, 0.1, -0.2, 0.3, 0, 0.4, 0.5, -0.6, 0};
    *matrix = (struct matrix){.n = 3, .value = calloc(9, sizeof(double))};
    memcpy(matrix->value, volts, sizeof volts);
    expect_ok(custom_network(matrix, "101", &bias, &network, &why), &why);
    expect_close(objective(network, "111"), -0.25, 1e-12); /* minus half of 0.1 - 0.2 + 0.3 + 0.4 + 0.5 - 0.6 */
    expect_close(objective(network, "011"), -0.5 * (-0.4 - 0.3 - 0.2), 1e-12);
    ck_assert(network->question->less_is_better);
    network_free(network);
}
END_TEST

/* Plain dendrites would leave the fields out, and the published network has axons between all neurons. */
START_TEST(a_bias_that_does_not_fit_couplings_is_refused)
{
    struct network *network;
    struct diagnostic why;
    for (int k = 0; k < 3; k++) {
        struct bias bias = problem_auto_bias();
        struct quadratic *form = calloc(1, sizeof *form);
        form->pairs = make_graph(3, 2, PATH);
        bias.dendrite = k == 0 ? DENDRITE_PLAIN : bias.dendrite;
        bias.as_published = k == 1;
        bias.no_edge = k == 2 ? 0.5 : bias.no_edge;
        ck_assert_int_eq(qubo_network(form, NAN, &bias, &network, &why), STATUS_INPUT);
        ck_assert_ptr_nonnull(strstr(why.text, k ? "--no-edge are about other problems" : "plain dendrites"));
        ck_assert_ptr_null(network);
    }
}
END_TEST

/* ---- Chance ---- */

START_TEST(chance_of_an_energy_counts_all_states)
{
    gsl_rng *random = problem_random(5);
    char bits[MOST + 1], found[MOST + 1];
    for (int k = 0; k < 6; k++) {
        const size_t n = 7;
        struct quadratic *form = draw_form(random, n);
        const struct spins spins = {form->pairs, k % 2 ? form->linear : NULL};
        double energy = spins_energy(spins.couplings, spins.field, bits_of((unsigned)(k * 19), n, found));
        unsigned as_good = 0, better = 0;
        for (unsigned s = 0; s < 1U << n; s++) {
            double its = spins_energy(spins.couplings, spins.field, bits_of(s, n, bits));
            as_good += its <= energy;
            better += its < energy;
        }
        ck_assert_double_eq(chance_of_energy(&spins, energy), better ? as_good / 128.0 : 0.0);
        quadratic_free(form);
    }
    gsl_rng_free(random);
}
END_TEST

Suite *questions_suite(void)
{
    Suite *suite = suite_create("questions");
    TCase *tests = tcase_create("questions");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_test(tests, qubo_has_the_value_of_its_form_in_every_state);
    tcase_add_test(tests, ising_has_the_energy_of_its_form_in_every_state);
    tcase_add_test(tests, the_ground_state_is_the_best_answer);
    tcase_add_test(tests, sums_of_a_partition_are_rounded_once);
    tcase_add_test(tests, numbers_of_any_size_make_couplings);
    tcase_add_test(tests, the_best_states_are_colourings_with_the_fewest_conflicts);
    tcase_add_test(tests, faults_of_a_colouring_are_counted);
    tcase_add_test(tests, neurons_of_a_colouring_are_named_after_node_and_colour);
    tcase_add_test(tests, questions_survive_their_json);
    tcase_add_test(tests, what_is_asked_must_fit_the_circuit);
    tcase_add_test(tests, custom_weights_have_the_energy_of_their_symmetric_part);
    tcase_add_test(tests, a_bias_that_does_not_fit_couplings_is_refused);
    tcase_add_test(tests, chance_of_an_energy_counts_all_states);
    suite_add_tcase(suite, tests);
    return suite;
}
