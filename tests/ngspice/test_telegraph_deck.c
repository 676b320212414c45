/* The deck of `gen telegraph` in ngspice and the run by events: equal paths where only a junction's own state has to do
 * with its voltage, equal distributions elsewhere. Seeds are fixed. Six standard deviations are allowed, which the run
 * by events estimates from a thousand strings: one seed in 5e8 has more. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/device.h"
#include "solver/ensemble_run.h"
#include "solver/jumper.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/scratch.h"
#include "tests/support/simulate.h"
#include "tests/support/telegraph.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double SIGMAS = 6.0;

/* A step of ngspice may be late for a jump by that share of a dwell. */
static const double JUMPTOL = 1e-3;

static struct ensemble standard(size_t strings, size_t in_series)
{
    struct ensemble e = {.strings = strings, .in_series = in_series, .stop = 100e-6, .after = 10e-6, .chip_seed = 1};
    device_reset(device_find("mtj_rate"), &e.junction);
    e.junction.delta = 4.0;
    return e;
}

static struct ensemble_result run(const struct ensemble *e)
{
    struct ensemble_result result;
    struct diagnostic why;
    expect_ok(ensemble_run(e, 0.0, &result, &why), &why);
    return result;
}

static struct table *simulate(const struct ensemble *e, double longest)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    ensemble_write_deck(e, longest, out);
    ck_assert_int_eq(fclose(out), 0);
    struct table *table = simulate_deck(text);
    free(text);
    return table;
}

static struct jumps jumps_of(const struct table *table, const struct ensemble *e, size_t number)
{
    char name[ENSEMBLE_NAME], column[80];
    ensemble_name(name, e, number);
    snprintf(column, sizeof column, "@%s[parallel]", name);
    return telegraph_jumps_in(table, column);
}

/* All jumps of 20 junctions under a constant voltage, of equal ones and of ones that differ. */
START_TEST(paths_are_equal_under_a_constant_voltage)
{
    struct ensemble e = standard(20, 1);
    e.bias = 1e-3;
    e.sigma[MTJ_RATE_delta] = e.sigma[MTJ_RATE_rp] = _i == 0 ? 0.0 : 0.05;
    struct table *table = simulate(&e, 1e-6);
    size_t all = 0;
    for (size_t k = 0; k < e.strings; k++) {
        struct mtj_rate junction = ensemble_junction(&e, k);
        struct mtj_rate_at *at = telegraph_device(junction.delta, 0.0);
        char why[200], name[ENSEMBLE_NAME];
        ck_assert(mtj_rate_warm(&junction, NOMINAL_TEMPERATURE, at, why, sizeof why));
        struct jumps jumps = jumps_of(table, &e, k);
        ensemble_name(name, &e, k);
        struct jumper device = jumper_begin(1, name);
        for (double t = 0.0; device.jumps < jumps.count;) {
            double rate = telegraph_rate(at, device.jumps % 2 == 0, e.bias);
            t += jumper_wait(&device, (struct jumper_piece){log(rate), 0.0});
            ck_assert_double_eq_tol(jumps.time[device.jumps], t, 1.1 * JUMPTOL / rate);
            jumper_jump(&device);
        }
        all += jumps.count;
        free(jumps.time);
        free(at);
    }
    struct ensemble_result r = run(&e);
    ck_assert_uint_gt(all, 2000);
    /* one that is about at the end may be on either side of it */
    ck_assert_double_eq_tol((double)r.jumps, (double)all, 1.0);
    table_free(table);
}
END_TEST

/* What a table has from `after` on, of all junctions, on average. */
struct seen {
    double share[STRING_STATES], time[2], left[2], in_phase, out_of_phase;
};

static void see_string(const struct table *table, const struct ensemble *e, size_t string, struct seen *seen)
{
    const double omega = 2.0 * PI * e->frequency, from = ceil(e->after * e->frequency) / e->frequency;
    const double to = floor(e->stop * e->frequency) / e->frequency;
    struct jumps jumps[STRING_MOST];
    size_t next[STRING_MOST] = {0};
    unsigned state = (1u << e->in_series) - 1;
    for (size_t k = 0; k < e->in_series; k++) {
        jumps[k] = jumps_of(table, e, string * e->in_series + k);
    }
    for (double t = 0.0; t < e->stop;) {
        size_t first = e->in_series;
        double end = e->stop, parallel = 0.0;
        for (size_t k = 0; k < e->in_series; k++) {
            if (next[k] < jumps[k].count && jumps[k].time[next[k]] < end) {
                end = jumps[k].time[next[k]];
                first = k;
            }
            parallel += state >> k & 1;
        }
        const double h = fmax(end - fmax(t, e->after), 0.0);
        seen->share[state] += h / (e->stop - e->after) / (double)e->strings;
        seen->time[1] += parallel * h;
        seen->time[0] += ((double)e->in_series - parallel) * h;
        if (e->frequency > 0.0 && fmin(end, to) > fmax(t, from)) {
            const double a = omega * fmax(t, from), b = omega * fmin(end, to);
            const double each = 2.0 * parallel / (omega * (to - from)) / (double)(e->in_series * e->strings);
            seen->in_phase += each * (cos(a) - cos(b));
            seen->out_of_phase += each * (sin(b) - sin(a));
        }
        if (first < e->in_series) {
            seen->left[state >> first & 1] += end >= e->after ? 1.0 : 0.0;
            state ^= 1u << first;
            next[first]++;
        }
        t = end;
    }
    for (size_t k = 0; k < e->in_series; k++) {
        free(jumps[k].time);
    }
}

static struct seen see(const struct table *table, const struct ensemble *e)
{
    struct seen seen = {.time = {0.0, 0.0}};
    for (size_t s = 0; s < e->strings; s++) {
        see_string(table, e, s, &seen);
    }
    return seen;
}

/* A mean over e.strings beside one over MANY, whose standard error is known. */
enum { MANY = 1000 };

static void expect_mean(double found, const struct ensemble_mean *right, size_t strings, double more)
{
    double spread = right->error * sqrt((double)MANY / (double)strings + 1.0);
    ck_assert_double_eq_tol(found, right->value, SIGMAS * spread + more);
}

/* Strings of two and three behind a resistor: each jump changes the voltages of the others. */
START_TEST(strings_have_equal_shares_and_dwells)
{
    struct ensemble e = standard(20, 2 + (size_t)_i), many = e;
    many.bias = e.bias = 6e-3 * (double)e.in_series;
    many.resistance = e.resistance = 4e3;
    many.strings = MANY;
    struct table *table = simulate(&e, 1e-6);
    struct seen seen = see(table, &e);
    struct ensemble_result r = run(&many);
    for (unsigned s = 0; s < 1u << e.in_series; s++) {
        expect_mean(seen.share[s], &r.share[s], e.strings, 2.0 * JUMPTOL);
    }
    for (int s = 0; s < 2; s++) { /* jumps of the others change the rate JUMPTOL too late */
        expect_mean(seen.time[s] / seen.left[s], &r.dwell[s], e.strings, 5.0 * JUMPTOL * r.dwell[s].value);
    }
    table_free(table);
}
END_TEST

/* A sine of half the critical voltage. */
START_TEST(sine_has_equal_answers_and_dwells)
{
    struct ensemble e = standard(30, 1), many = e;
    struct mtj_rate_at *at = telegraph_device(4.0, 0.0);
    many.amplitude = e.amplitude = 0.5 * at->vc;
    many.frequency = e.frequency = 449e3;
    many.strings = MANY;
    struct ensemble_result r = run(&many);
    struct table *table = simulate(&e, 1.0 / (e.frequency * (double)r.pieces));
    struct seen seen = see(table, &e);
    const struct ensemble_mean in_phase = {r.answer.amplitude * cos(r.answer.phase), r.error.amplitude};
    const struct ensemble_mean out_of_phase = {r.answer.amplitude * sin(r.answer.phase), r.error.amplitude};
    expect_mean(seen.in_phase, &in_phase, e.strings, 2.0 * JUMPTOL);
    expect_mean(seen.out_of_phase, &out_of_phase, e.strings, 2.0 * JUMPTOL);
    for (int s = 0; s < 2; s++) {
        expect_mean(seen.time[s] / seen.left[s], &r.dwell[s], e.strings, 2.0 * JUMPTOL * r.dwell[s].value);
    }
    table_free(table);
    free(at);
}
END_TEST

/* What plain ngspice measures of the deck that the command wrote. */
START_TEST(deck_measures_what_the_command_prints)
{
    json_t *json = program_json("gen telegraph -n 4 --in-series 1 --bias 2m --set delta=4 --resistance 2k --seed 3 "
                                "--time 40u --after 0 -o four --json");
    char name[40], *deck = scratch_read("four.cir"), *printed = simulate_plainly(deck, NULL);
    ck_assert_msg(!strstr(printed, "rror") && !strstr(printed, "arning"), "ngspice complains:\n%s", printed);
    double jumps = 0.0, parallel = 0.0;
    for (int k = 0; k < 4; k++) {
        snprintf(name, sizeof name, "jumps_%d_0", k);
        jumps += simulate_measured(printed, name);
        snprintf(name, sizeof name, "parallel_%d_0", k);
        parallel += 0.25 * simulate_measured(printed, name);
    }
    /* Behind a resistor the rate changes JUMPTOL of a dwell too late, at each jump: that adds up. */
    ck_assert_double_eq_tol(jumps, json_number_value(json_object_get(json, "jumps")), 2.0);
    json_t *share = json_object_get(json_object_get(json, "parallel_share"), "mean");
    ck_assert_double_eq_tol(parallel, json_number_value(share), 5e-3);
    double power = -2e-3 * simulate_measured(printed, "i_mean");
    expect_close(power, json_number_value(json_object_get(json, "power_w")), 5e-3);
    free(printed);
    free(deck);
    json_decref(json);
}
END_TEST

START_TEST(command_says_what_junctions_do)
{
    program_gives("gen telegraph", 0, "dwell, parallel");
    program_gives("gen telegraph -n 20 --in-series 2 --bias 12m", 0, "PA");
    program_gives("gen telegraph --amplitude 2m --frequency 289k", 0, "of a weak drive");
    program_gives("gen telegraph -n 1 --time 1n --after 0", 0, "no jump out of it");
    program_gives("gen telegraph -n 2000 --time 1m -o long", 0, "long.cir");
    ck_assert_int_eq(program_shell("\"$S\" gen telegraph --histogram h.csv -q && head -1 h.csv | "
                                   "grep -q '^from_s,to_s,parallel,antiparallel$' && test $(wc -l <h.csv) -gt 20"),
                     0);
    ck_assert_int_eq(program_shell("\"$S\" gen telegraph --histogram - | tail -1 | grep -q '^[0-9.e+-]*,.*,.*,'"), 0);
    json_t *first = program_json("gen telegraph -n 8 --sigma delta=5% --json"),
           *same = program_json("gen telegraph -n 8 --sigma delta=0.05 --chip-seed 1 --json"),
           *other = program_json("gen telegraph -n 8 --sigma delta=5% --chip-seed 2 --json");
    ck_assert(json_equal(first, same));
    ck_assert(!json_equal(json_object_get(first, "jumps"), json_object_get(other, "jumps")));
    json_decref(first);
    json_decref(same);
    json_decref(other);
}
END_TEST

/* A device card without any parameter is one that ngspice takes. */
START_TEST(default_deck_runs_without_a_word)
{
    program_gives("gen telegraph -n 2 --time 1u -o two", 0, "two.cir");
    char *deck = scratch_read("two.cir"), *printed = simulate_plainly(deck, NULL);
    ck_assert_msg(!strstr(printed, "rror") && !strstr(printed, "arning"), "ngspice complains:\n%s", printed);
    free(printed);
    free(deck);
}
END_TEST

START_TEST(notes_say_what_is_long)
{
    struct outcome outcome = program_run("gen telegraph -n 3000 --time 1m --set delta=3 -o long");
    ck_assert_int_eq(outcome.code, 0);
    ck_assert_ptr_nonnull(strstr(outcome.err, "note: ngspice will need about"));
    ck_assert_ptr_null(strstr(outcome.err, "forgotten"));
    outcome_free(&outcome);
    outcome = program_run("gen telegraph --set delta=12 --time 1m");
    ck_assert_int_eq(outcome.code, 0);
    ck_assert_ptr_nonnull(strstr(outcome.err, "the start is forgotten only after"));
    outcome_free(&outcome);
}
END_TEST

START_TEST(what_is_no_ensemble_is_one_line)
{
    static const struct {
        const char *arguments, *message;
    } bad[] = {{"-n 0", "-n"},
               {"-n 3 --in-series 2", "no whole strings"},
               {"--in-series 5", "--in-series"},
               {"--resistance -1", "--resistance"},
               {"--resistance 1T5", "--resistance"},
               {"--bias 1000", "--bias"},
               {"--bias nan", "--bias"},
               {"--amplitude 1m", "--frequency"},
               {"--frequency 1k", "--amplitude"},
               {"--amplitude -1m --frequency 1k", "--amplitude"},
               {"--amplitude 1m --frequency 1k --time 1m", "no whole period"},
               {"--time 0", "--time"},
               {"--time 1m --after 1m", "--after"},
               {"--seed 0", "--seed"},
               {"--chip-seed -1", "--chip-seed"},
               {"--chip-seed 3", "--chip-seed needs --sigma"},
               {"--sigma vhalf=5%", "--set vhalf=VALUE"},
               {"--set delta=0.01", "delta"},
               {"--set foo=1", "foo"},
               {"--set delta", "NAME=VALUE"},
               {"--set noise=3", "--seed"},
               {"--set average=1", "does not jump"},
               {"--sigma start=5%", "cannot vary"},
               {"--sigma delta=50%", "1/3"},
               {"--sigma delta=x", "--sigma delta"},
               {"--set rap=9k --sigma rp=10%", "lower the variation"},
               {"--bin 1n", "--histogram"},
               {"--histogram h.csv --bin 0", "--bin"},
               {"--histogram - --json", "standard output"},
               {"-o a/", "-o"},
               {"extra", "no argument"}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        char arguments[200];
        snprintf(arguments, sizeof arguments, "gen telegraph %s", bad[k].arguments);
        program_gives(arguments, 2, bad[k].message);
    }
    program_refuses("gen telegraph --histogram h.csv --bin 1f", 2, "widen --bin");
    program_refuses("gen telegraph --set dtemp=-299", 2, "the barrier is");
    program_refuses("gen telegraph -o nowhere/a", 2, "nowhere");
    program_refuses("gen telegraph -o a --histogram nowhere/h.csv", 2, "nowhere");
    program_refuses("gen telegraph -o a --histogram a.cir", 2, "a.cir");
    program_refuses("gen telegraph --histogram h.csv --set delta=200 --bias 100", 2, "expected --bin");
}
END_TEST

Suite *telegraph_deck_suite(void)
{
    Suite *suite = suite_create("telegraph_deck");
    TCase *tests = tcase_create("ngspice");
    tcase_set_timeout(tests, 600);
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_loop_test(tests, paths_are_equal_under_a_constant_voltage, 0, 2);
    tcase_add_loop_test(tests, strings_have_equal_shares_and_dwells, 0, 2);
    tcase_add_test(tests, sine_has_equal_answers_and_dwells);
    tcase_add_test(tests, deck_measures_what_the_command_prints);
    tcase_add_test(tests, command_says_what_junctions_do);
    tcase_add_test(tests, default_deck_runs_without_a_word);
    tcase_add_test(tests, notes_say_what_is_long);
    tcase_add_test(tests, what_is_no_ensemble_is_one_line);
    suite_add_tcase(suite, tests);
    return suite;
}
