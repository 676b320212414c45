/* Device-to-device variation: netgen/variation.h, and networks of different devices in deck, solver and report. */
#include "tests/suites.h"

#include "solver/answer.h"
#include "netgen/network_file.h"
#include "models/scatter/scatter.h"
#include "netgen/deck.h"
#include "tests/support/expect.h"
#include "netgen/problem.h"
#include "netgen/questions/recall.h"
#include "tests/support/program.h"
#include "netgen/load_phase.h"
#include "netgen/rules.h"
#include "tests/support/sample.h"
#include "tests/support/solved.h"
#include "tests/support/scratch.h"
#include "tests/support/simulate.h"
#include "report/trace_table.h"

#include <gsl/gsl_statistics_double.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The place of a parameter in the table. */
static size_t index_of(const char *name)
{
    size_t p = dwmtj_index(name);
    ck_assert_uint_lt(p, DWMTJ_PARAMETERS);
    return p;
}

/* The standard bias with `count` parameters that vary by `sigma`. */
static struct bias varied_bias(const char *const name[], size_t count, double sigma, unsigned long seed)
{
    struct bias bias = problem_standard_bias();
    bias.variation.seed = seed;
    for (size_t k = 0; k < count; k++) {
        bias.variation.sigma[index_of(name[k])] = sigma;
    }
    return bias;
}

/* Three parameters that act in different ways: on the track, on the junction, and on the wall alone. */
static const char *const SOME[] = {"rm", "rp", "ms"};
enum { SOME_COUNT = sizeof SOME / sizeof *SOME };

/* ---- The devices ---- */

/* R_P and R_AP of one role are so near that devices at three sigma have them the other way round. */
START_TEST(somas_and_axons_are_sound_at_three_sigma)
{
    for (int axon = 0; axon <= 1; axon++) {
        struct bias bias = problem_standard_bias();
        struct network *network = sample_random(3, 1, 1, &bias);
        struct dwmtj *device = axon ? &network->axon : &network->soma;
        char text[400];
        network->variation.sigma[index_of("rp")] = 0.05;
        ck_assert_msg(variation_check(&network->variation, &network->soma, &network->axon, text, sizeof text), "%s",
                      text);
        dwmtj_set(device, index_of("rp"), 0.9 * device->rap);
        ck_assert(!variation_check(&network->variation, &network->soma, &network->axon, text, sizeof text));
        ck_assert_ptr_nonnull(strstr(text, axon ? "at three sigma, axon: " : "at three sigma, soma: "));
        network_free(network);
    }
}
END_TEST

START_TEST(devices_are_those_of_the_recipe)
{
    /* Normal numbers from docs/formats.md's recipe in Python with statistics.NormalDist, for seed, name and device. */
    static const struct {
        unsigned long seed;
        const char *name;
        size_t i, j; /* of five neurons */
        double z;
    } RIGHT[] = {
        {1, "rp", 0, 0, 2.06373990572219},
        {1, "rp", 0, 1, 0.40382923356709144},
        {1, "rm", 1, 0, 1.4124402753515406},
        {7, "vleak", 0, 4, 1.8804447192073441},
    };
    for (size_t k = 0; k < sizeof RIGHT / sizeof *RIGHT; k++) {
        struct bias bias = varied_bias(&RIGHT[k].name, 1, 0.05, RIGHT[k].seed);
        struct network *network = sample_random(5, 1, 1, &bias);
        size_t i = RIGHT[k].i, j = RIGHT[k].j, p = index_of(RIGHT[k].name);
        struct dwmtj device = i == j ? network_soma(network, i) : network_axon(network, i, j);
        double nominal = dwmtj_get(i == j ? &network->soma : &network->axon, p);
        expect_close(dwmtj_get(&device, p), nominal * (1.0 + 0.05 * RIGHT[k].z), 1e-12); /* of two inverses' rounding */
        network_free(network);
    }
}
END_TEST

START_TEST(one_parameter_does_not_change_another)
{
    struct bias alone = varied_bias(SOME, 1, 0.05, 3), together = varied_bias(SOME, SOME_COUNT, 0.05, 3);
    struct network *a = sample_random(6, 1, 1, &alone), *b = sample_random(6, 1, 1, &together);
    for (size_t i = 0; i < 6; i++) {
        ck_assert_double_eq(network_soma(a, i).rm, network_soma(b, i).rm);
        ck_assert_double_eq(network_soma(a, i).rp, a->soma.rp);
        ck_assert_double_ne(network_soma(b, i).rp, b->soma.rp);
    }
    network_free(a);
    network_free(b);
}
END_TEST

START_TEST(devices_scatter_as_asked)
{
    enum { N = 60, COUNT = N * N };
    const double sigma = 0.04;
    struct bias bias = varied_bias(SOME, SOME_COUNT, sigma, 5);
    struct network *network = sample_random(N, 1, 1, &bias);
    double *rm = calloc(2 * (size_t)COUNT, sizeof *rm), *rp = rm + COUNT;
    for (size_t k = 0; k < COUNT; k++) {
        struct dwmtj device = k % (N + 1) == 0 ? network_soma(network, k / N) : network_axon(network, k / N, k % N);
        rm[k] = device.rm / network->axon.rm - 1.0;
        rp[k] = device.rp / network->axon.rp - 1.0;
        ck_assert_double_le(fabs(rm[k]), 3.0 * sigma);
    }
    /* Of a normal distribution cut off at three sigma; five standard errors. */
    const double deviation = 0.98658 * sigma, root = sqrt(COUNT);
    ck_assert_double_eq_tol(gsl_stats_mean(rm, 1, COUNT), 0.0, 5.0 * deviation / root);
    ck_assert_double_eq_tol(gsl_stats_sd(rm, 1, COUNT), deviation, 5.0 * deviation / sqrt(2.0) / root);
    ck_assert_double_eq_tol(gsl_stats_correlation(rm, 1, rp, 1, COUNT), 0.0, 5.0 / root);
    ck_assert_double_eq_tol(gsl_stats_lag1_autocorrelation(rm, 1, COUNT), 0.0, 5.0 / root);
    free(rm);
    network_free(network);
}
END_TEST

START_TEST(unsound_devices_are_refused)
{
    static const struct {
        const char *name;
        double sigma;
        const char *part;
    } BAD[] = {
        {"polarization", 0.2, "polarization = 1.12"},
        {"rap", 0.26, "at least rp"},
        {"width", 0.3, NULL}, /* three sigma is 38 nm of 100 nm: sound */
        {"rp", 0.4, "0 to 1/3"},
        {"rp", SCATTER_GREATEST, "0 to 1/3"},
        {"xinit", 0.1, "cannot vary"},
        {"rp", -0.1, "0 to 1/3"},
    };
    for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
        struct bias bias = varied_bias(&BAD[k].name, 1, BAD[k].sigma, 1);
        char *pattern[] = {"0110"};
        struct network *network;
        struct diagnostic why;
        enum status status = recall_network(&(struct patterns){pattern, 1, "0111"}, &bias, &network, &why);
        if (BAD[k].part) {
            ck_assert_int_eq(status, STATUS_INPUT);
            ck_assert_msg(strstr(why.text, BAD[k].part) != NULL, "%s", why.text);
        } else {
            expect_ok(status, &why);
        }
        network_free(network);
    }
}
END_TEST

/* Whether each device at plus or minus three sigma of each varied parameter is sound, all combinations tried. */
static bool all_corners_are_sound(const struct variation *variation, const struct dwmtj *nominal)
{
    size_t varied[DWMTJ_PARAMETERS], count = 0;
    char ignored[300];
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        if (variation->sigma[p] > 0.0) {
            varied[count++] = p;
        }
    }
    bool sound = true;
    for (size_t corner = 0; corner < (size_t)1 << count; corner++) {
        struct dwmtj device = *nominal;
        for (size_t k = 0; k < count; k++) {
            double away = (corner >> k & 1 ? 3.0 : -3.0) * variation->sigma[varied[k]];
            dwmtj_set(&device, varied[k], dwmtj_get(nominal, varied[k]) * (1.0 + away));
        }
        sound = sound && dwmtj_check(&device, ignored, sizeof ignored);
    }
    return sound;
}

/* The check does not try all combinations of all parameters: it must find the same. */
START_TEST(no_combination_that_is_refused_is_missed)
{
    enum { TRIALS = 600, MOST = 7 };
    size_t refused = 0;
    srand48(11);
    for (size_t k = 0; k < TRIALS; k++) {
        struct network network = {.soma = dwmtj_default(), .axon = dwmtj_default()};
        struct dwmtj *soma = &network.soma;
        soma->position = 0.2 + 0.6 * drand48();
        soma->width = soma->length * (0.1 + 0.2 * drand48());
        soma->rap = soma->rp * (1.0 + 5.0 * drand48());
        soma->polarization = 0.3 + 0.7 * drand48();
        if (k % 2) { /* warm, where rap follows the electrodes' polarization */
            soma->pbloch = 1e-5 + 9e-5 * drand48();
            soma->dtemp = -50.0 + 150.0 * drand48();
        }
        if (k % 3 == 0) {
            soma->tcurie = 400.0 + 1000.0 * drand48();
        }
        if (k % 4 == 0) {
            soma->alpha = 0.1 * drand48();
            soma->delta = 1e-8;
        }
        char why[300];
        for (size_t n = 0; n < MOST; n++) {
            size_t p = (size_t)(drand48() * DWMTJ_PARAMETERS);
            network.variation.sigma[p] = variation_may_vary(p) ? 0.1 * drand48() : 0.0;
        }
        if (dwmtj_check(soma, why, sizeof why)) {
            bool sound = all_corners_are_sound(&network.variation, soma) &&
                         all_corners_are_sound(&network.variation, &network.axon);
            ck_assert_msg(variation_check(&network.variation, &network.soma, &network.axon, why, sizeof why) == sound,
                          "trial %zu: %d, %s", k, sound, why);
            refused += !sound;
        }
    }
    ck_assert_uint_gt(refused, TRIALS / 20);
    ck_assert_uint_lt(refused, TRIALS - TRIALS / 20);
}
END_TEST

/* ---- Files ---- */

START_TEST(variation_is_compact_in_json_and_survives_it)
{
    program_gives("gen recall -n 9 --seed 4 -q -o plain", 0, "");
    program_gives("gen recall -n 9 --seed 4 --sigma-rp 5% --sigma-vleak 0.1 -q -o varied", 0, "");
    json_t *plain = json_load_file(IN_SCRATCH("plain.json"), 0, NULL);
    json_t *varied = json_load_file(IN_SCRATCH("varied.json"), 0, NULL);
    const json_t *plain_circuit = json_object_get(plain, "circuit"), *circuit = json_object_get(varied, "circuit");
    const json_t *technology = json_object_get(plain_circuit, "technology");
    ck_assert_ptr_nonnull(technology);
    ck_assert_ptr_null(json_object_get(technology, "variation"));
    json_t *expected = json_pack("{s:i, s:{s:f, s:f}}", "seed", 4, "sigma", "rp", 0.05, "vleak", 0.1);
    technology = json_object_get(circuit, "technology");
    ck_assert(json_equal(json_object_get(technology, "variation"), expected));
    /* The patterns and the start are those without variation. */
    ck_assert(json_equal(json_object_get(circuit, "weights"), json_object_get(plain_circuit, "weights")));
    ck_assert(json_equal(json_object_get(circuit, "start"), json_object_get(plain_circuit, "start")));

    struct network *network;
    char *made;
    struct diagnostic why;
    expect_ok(network_read(IN_SCRATCH("varied.json"), &network, &why), &why);
    expect_ok(deck_check(network, IN_SCRATCH("varied.cir"), &(enum deck_form){0}, &made, &why), &why);
    free(made);
    network_free(network);

    static const struct {
        const char *old, *new;
    } BAD[] = {{"\"vleak\": 0.1", "\"vleak\": 0.4"},
               {"\"vleak\": 0.1", "\"xinit\": 0.1"},
               {"\"seed\": 4", "\"seed\": -4"},
               {"\"seed\": 4", "\"need\": 4"}};
    char *text = scratch_read("varied.json");
    for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
        /* the text after "variation" alone: devices have a vleak, too */
        char *at = strstr(text, "\"variation\""), *tail = scratch_replace(at, BAD[k].old, BAD[k].new), *whole;
        ck_assert_int_ge(asprintf(&whole, "%.*s%s", (int)(at - text), text, tail), 0);
        char path[SCRATCH_PATH];
        scratch_write(path, "bad.json", whole, strlen(whole));
        expect_input_error(network_read(path, &network, &why), &why, "");
        free(tail);
        free(whole);
    }
    free(text);
    json_decref(plain);
    json_decref(varied);
    json_decref(expected);
}
END_TEST

START_TEST(bad_shares_are_refused_by_gen)
{
    program_gives("gen recall -n 9 --sigma-rp 5%% -o x", 2, "--sigma-rp takes a share");
    program_gives("gen recall -n 9 --sigma-rp % -o x", 2, "--sigma-rp takes a share");
    program_gives("gen recall -n 9 --sigma-rp -5% -o x", 2, "--sigma-rp takes a share");
    program_refuses("gen recall -n 9 --sigma-rp 40% -o x", 2, "0 to 1/3");
    program_gives("gen recall -n 9 --sigma-xinit 1% -o x", 2, "--sigma-xinit");
}
END_TEST

/* ---- The engines ---- */

START_TEST(nearly_equal_devices_act_like_equal_ones)
{
    /* n squared walls against 2 n: different code for the same network, with and without balancing resistors. */
    const double tolerance = 1e-4;
    struct bias bias = varied_bias(SOME, SOME_COUNT, 1e-9, 1), equal = problem_standard_bias();
    bias.dendrite = equal.dendrite = _i % 2 ? DENDRITE_BALANCED : DENDRITE_PLAIN;
    struct network *varied = sample_random(21, 1 + (size_t)_i, (unsigned long)_i + 1, &bias);
    struct network *network = sample_random(21, 1 + (size_t)_i, (unsigned long)_i + 1, &equal);
    varied->t_load = network->t_load; /* rounding up may give the one 10 ps more */
    struct measures a = solved_measures(varied, tolerance), b = solved_measures(network, tolerance);
    ck_assert(a.converged && b.converged);
    ck_assert_str_eq(a.state, b.state);
    expect_close(a.time_to_solution, b.time_to_solution, 2.0 * tolerance); /* each keeps the tolerance */
    expect_close(a.energy_load, b.energy_load, 2.0 * tolerance);
    expect_close(a.energy_soma, b.energy_soma, 2.0 * tolerance);
    expect_close(a.energy_synapse, b.energy_synapse, 2.0 * tolerance);
    measures_clear(&a);
    measures_clear(&b);
    network_free(varied);
    network_free(network);
}
END_TEST

START_TEST(engines_agree_on_different_devices)
{
    /* compare asks for equal states, and for time and energy within 0.5 %; 0.02 % is what they keep. */
    static const char *const TASKS[] = {
        "recall -n 8 --sigma-rp 5%",
        "recall -n 12 -p 2 --seed 3 --dendrite balanced --sigma-rm 5% --sigma-rap 5%",
        "recall -n 20 --seed 2 --sigma-rp 5% --sigma-ms 5% --sigma-width 5% --sigma-position 5% --sigma-vleak 10%",
        "maxcut graph --as-published --seed 2 --sigma-polarization 5% --sigma-area 3% --sigma-g 1%",
        "maxcut graph --seed 2 --sigma-polarization 5% --sigma-area 3% --sigma-g 1%",
        "maxcut weighted --seed 3 --sigma-rp 5% --sigma-rm 5% --sigma-vleak 5%", /* node 4 has no axon */
        "custom weights.csv --start 011 --vdw loaded --sigma-rp 10%",
    };
    program_input("graph", "6 8\n1 2\n2 3\n3 4\n4 5\n5 6\n6 1\n1 3\n2 5\n");
    program_input("weighted", "6 5\n1 2 1\n2 3 -2\n3 5 0.5\n1 5 3\n5 6 -1\n");
    program_input("weights.csv", "0, 0.1, -0.1\n0.1, 0, 0.05\n-0.1, 0.05, 0\n");
    char arguments[300];
    snprintf(arguments, sizeof arguments, "gen %s -q -o a", TASKS[_i]);
    program_gives(arguments, 0, "");
    program_gives("compare a", 0, "they agree");
}
END_TEST

START_TEST(plain_ngspice_runs_the_deck)
{
    program_gives("gen recall -n 10 --seed 2 --sigma-rp 5% --sigma-rm 5% -q -o a", 0, "");
    json_t *run = program_json("run a --json");
    char *deck = scratch_read("a.cir"), *printed = simulate_plainly(deck, NULL);
    /* .meas finds the moment at which the speed passes 1 mm/s, within the last step. */
    double time = json_number_value(json_object_get(run, "time_to_solution_s"));
    double energy = json_number_value(json_object_get(run, "energy_j"));
    expect_close(simulate_measured(printed, "time_to_solution"), time, 5e-4);
    expect_close(simulate_measured(printed, "energy"), energy, 5e-4);
    free(printed);
    free(simulate_plainly(deck, "plain.raw"));
    json_t *plain = program_json("report a plain.raw --json");
    expect_close(json_number_value(json_object_get(plain, "time_to_solution_s")), time, 1e-9); /* steps alike */
    expect_close(json_number_value(json_object_get(plain, "energy_j")), energy, 1e-9);
    free(deck);
    json_decref(run);
    json_decref(plain);
}
END_TEST

/* ---- When all walls rest ---- */

static bool keep_speed(void *context, const struct solver_point *point)
{
    double *speed = context; /* at, and shortly before, the release */
    if (point->t == speed[0]) {
        speed[1] = isnan(speed[1]) ? point->speed : speed[1];
    } else if (point->t < speed[0]) {
        speed[2] = point->speed;
    }
    return true;
}

START_TEST(walls_rest_at_the_release_and_no_earlier)
{
    char *pattern[] = {"011010011"};
    struct bias bias = varied_bias(SOME, SOME_COUNT, 0.06, (unsigned long)_i + 1);
    struct network *network = sample_recall(pattern, 1, "111111111", &bias);
    const double longest = 0.05e-9; /* s */
    double speed[] = {network->t_load, NAN, NAN};
    struct solver_options options = solver_standard_options(network);
    options.tolerance = 1e-5;
    options.longest = longest;
    options.observe = keep_speed;
    options.context = speed;
    struct measures measures;
    struct diagnostic why;
    expect_ok(answer_measures(network, &options, &measures, NULL, &why), &why);
    ck_assert_double_eq(speed[1], 0.0);
    measures_clear(&measures);

    /* With a load phase shorter by a thousandth and the steps' 10 ps, the slowest wall still moves at its end. */
    network->t_load = speed[0] = 0.999 * (network->t_load - 1e-11);
    speed[1] = NAN;
    expect_ok(answer_measures(network, &options, &measures, NULL, &why), &why);
    ck_assert_double_gt(speed[1], 0.0);
    measures_clear(&measures);
    network_free(network);
}
END_TEST

START_TEST(walls_that_are_not_shown_count)
{
    /* The solver's own time is that of the last of all n squared walls; the report's is from the shown ones and the
     * summed speed. Without that speed it ends too early. */
    struct bias bias = varied_bias(SOME, SOME_COUNT, 0.06, 1);
    struct network *network = sample_random(20, 1, 1, &bias);
    struct solver_options options = solver_standard_options(network);
    const double longest = 0.05e-9; /* s, by which the report's time may be off */
    options.longest = longest;
    struct table *table;
    struct trace *trace;
    struct measures own, shown, blind;
    struct diagnostic why;
    expect_ok(answer_table(network, &options, &table, &own, NULL, &why), &why);
    expect_ok(trace_from_table(table, network, "solver", &trace, &why), &why);
    expect_ok(measures_take(trace, network, &shown, &why), &why);
    ck_assert(shown.converged);
    ck_assert_double_eq_tol(shown.time_to_solution, own.time_to_solution, longest);
    trace->motion = NULL;
    expect_ok(measures_take(trace, network, &blind, &why), &why);
    ck_assert_double_lt(blind.time_to_solution, own.time_to_solution - longest);
    measures_clear(&own);
    measures_clear(&shown);
    measures_clear(&blind);
    trace_free(trace);
    table_free(table);
    network_free(network);
}
END_TEST

START_TEST(a_run_that_is_cut_off_says_how_many_walls_move)
{
    program_gives("gen recall -n 9 --sigma-rp 5% --stop 50n -q -o a", 0, "");
    program_gives("solve a", 1, "of the 81 walls still move");
    program_gives("run a", 1, "of the 81 walls still move");
}
END_TEST

START_TEST(rules_are_about_the_worst_device)
{
    struct bias equal = problem_standard_bias(), bias = varied_bias(SOME, SOME_COUNT, 0.05, 1);
    struct network *a = sample_random(20, 1, 1, &equal), *b = sample_random(20, 1, 1, &bias);
    struct rule nominal[RULES], worst[RULES];
    rules_apply(a, nominal);
    rules_apply(b, worst);
    ck_assert_double_lt(worst[RULE_AXON_ON].value, nominal[RULE_AXON_ON].value);
    ck_assert_double_gt(worst[RULE_AXON_OFF].value, nominal[RULE_AXON_OFF].value);
    ck_assert_double_gt(worst[RULE_SOMA_LEAK].value, nominal[RULE_SOMA_LEAK].value);
    ck_assert_double_gt(load_phase_time(b), load_phase_time(a)); /* the slowest soma and axon */
    ck_assert(worst[RULE_LOAD].holds);
    network_free(a);
    network_free(b);
}
END_TEST

Suite *variation_suite(void)
{
    Suite *suite = suite_create("variation");
    TCase *drawn = tcase_create("devices");
    tcase_add_test(drawn, somas_and_axons_are_sound_at_three_sigma);
    tcase_add_test(drawn, devices_are_those_of_the_recipe);
    tcase_add_test(drawn, one_parameter_does_not_change_another);
    tcase_add_test(drawn, devices_scatter_as_asked);
    tcase_add_test(drawn, unsound_devices_are_refused);
    tcase_add_test(drawn, no_combination_that_is_refused_is_missed);
    suite_add_tcase(suite, drawn);

    TCase *files = tcase_create("files");
    tcase_add_test(files, variation_is_compact_in_json_and_survives_it);
    tcase_add_test(files, bad_shares_are_refused_by_gen);
    suite_add_tcase(suite, files);

    TCase *engines = tcase_create("engines");
    tcase_add_loop_test(engines, nearly_equal_devices_act_like_equal_ones, 0, 4);
    tcase_add_loop_test(engines, engines_agree_on_different_devices, 0, 7);
    tcase_add_test(engines, plain_ngspice_runs_the_deck);
    tcase_add_loop_test(engines, walls_rest_at_the_release_and_no_earlier, 0, 3);
    tcase_add_test(engines, walls_that_are_not_shown_count);
    tcase_add_test(engines, a_run_that_is_cut_off_says_how_many_walls_move);
    tcase_add_test(engines, rules_are_about_the_worst_device);
    suite_add_tcase(suite, engines);
    return suite;
}
