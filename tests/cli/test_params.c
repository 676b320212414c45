/* `spinfield params DEVICE --sigma NAME=SHARE`: devices that differ by chance, for a deck of the user's. */
#include "tests/suites.h"

#include "models/dwmtj/dwmtj.h"
#include "models/memristor/memristor.h"
#include "models/scatter/scatter.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(lines_are_the_devices_of_the_recipe)
{
    /* as in the suite `variation`: for seed 1, parameter rp, devices 0 and 1 */
    static const double Z[] = {2.06373990572219, 0.40382923356709144};
    struct outcome outcome = program_run("params --sigma rp=5% --seed 1 --count 2");
    ck_assert_int_eq(outcome.code, 0);
    const char *line = outcome.out;
    for (int k = 0; k < 2; k++) {
        char begin[100];
        double rp;
        int length = snprintf(begin, sizeof begin, "x%d dwin_%d dwout_%d mtjin_%d mtjout_%d dwmtj rp=", k, k, k, k, k);
        ck_assert_msg(strncmp(line, begin, (size_t)length) == 0, "%s", line);
        ck_assert_int_eq(sscanf(line + length, "%lf", &rp), 1);
        expect_close(rp, 500.0 * (1.0 + 0.05 * Z[k]), 1e-12);
        line = strchr(line, '\n') + 1;
    }
    ck_assert_str_eq(line, "");
    outcome_free(&outcome);
}
END_TEST

/* Device `number` of the memristors that the next test asks for. */
static struct memristor memristor_drawn(size_t number)
{
    double sigma[MEMRISTOR_PARAMETERS] = {[MEMRISTOR_jdepin] = 0.1, [MEMRISTOR_rp] = 0.05};
    const struct scatter scatter = {.kind = device_find("memristor"), .seed = 3, .sigma = sigma};
    struct memristor nominal, device;
    device_reset(scatter.kind, &nominal);
    nominal.jdepin = 1e10;
    nominal.rap = 500.0;
    scatter_draw(&scatter, &nominal, number, &device);
    return device;
}

#define MEMRISTORS                                                                                                     \
    "params memristor --set jdepin=10g --set rap=500 --sigma rp=5% --sigma jdepin=0.1 --seed 3 --count 20"

START_TEST(numbers_are_exactly_those_that_were_drawn)
{
    struct outcome outcome = program_run(MEMRISTORS);
    json_t *json = program_json(MEMRISTORS " --json"), *drawn = json_object_get(json, "drawn");
    const char *line = outcome.out;
    ck_assert_int_eq(outcome.code, 0);
    ck_assert_str_eq(json_string_value(json_object_get(json, "device")), "memristor");
    ck_assert_uint_eq(json_array_size(drawn), 20);
    for (size_t k = 0; k < 20; k++) {
        const struct memristor right = memristor_drawn(k);
        const json_t *value = json_object_get(json_array_get(drawn, k), "value");
        size_t number, plus, minus;
        double rp, rap, jdepin;
        ck_assert_int_eq(sscanf(line, "x%zu plus_%zu minus_%zu memristor rp=%lf rap=%lf jdepin=%lf", &number, &plus,
                                &minus, &rp, &rap, &jdepin),
                         6);
        ck_assert(number == k && plus == k && minus == k);
        ck_assert(rp == right.rp && rap == right.rap && jdepin == right.jdepin);
        ck_assert_double_eq(json_number_value(json_object_get(value, "rp")), right.rp);
        ck_assert_double_eq(json_number_value(json_object_get(value, "jdepin")), right.jdepin);
        line = strchr(line, '\n') + 1;
    }
    ck_assert_str_eq(line, "");
    json_decref(json);
    outcome_free(&outcome);
}
END_TEST

START_TEST(devices_that_cannot_be_drawn_are_refused)
{
    static const struct {
        const char *arguments, *message;
    } BAD[] = {
        {"--sigma rp", "--sigma takes NAME=SHARE, not 'rp'"},
        {"--sigma =5%", "memristor has no parameter ''"},
        {"--sigma rm=5%", "memristor has no parameter 'rm'; expected 'rp'?"},
        {"--sigma x=5%", "memristor has no parameter 'x'; expected one of those that 'spinfield params memristor'"},
        {"--sigma rp=", "--sigma rp takes a share such as 5% or 0.05"},
        {"--sigma rp=5%%", "--sigma rp takes a share such as 5% or 0.05"},
        {"--sigma rp=40%", "0 to 1/3"},
        {"--sigma rp=-5%", "0 to 1/3"},
        {"--sigma xinit=5%", "parameter xinit cannot vary"},
        {"--sigma xinit=0", "parameter xinit cannot vary"},
        {"--sigma rp=12% --sigma rap=12%", "at three sigma: parameter rap"},
        {"--sigma rap=20% -q", "at three sigma: parameter rap"},
        {"--set xinit=150n --sigma length=10%", "at three sigma: parameter xinit"},
        {"--set rap=1 --sigma rp=5%", "parameter rap"},
        {"--set rap=x --sigma rp=5%", "--set rap takes a number"},
    };
    for (size_t k = 0; k < sizeof BAD / sizeof *BAD; k++) {
        char arguments[200];
        snprintf(arguments, sizeof arguments, "params memristor %s", BAD[k].arguments);
        program_refuses(arguments, 2, BAD[k].message);
    }
    program_refuses("params mtj --sigma xi=5%", 2,
                    "--sigma xi varies nothing, a share of xi = 0; expected --set xi=VALUE");
    program_gives("params mtj --sigma xi=5% --set xi=30f", 0, "xi=");
    program_gives("params memristor --count 0 --sigma rp=5%", 2, "--count takes a whole number from 1 to 100000");
    program_gives("params memristor --seed -1 --sigma rp=5%", 2, "--seed takes a whole number from 0 to 4294967295");
    program_gives("params memristor --count 5", 2, "--count needs --sigma NAME=SHARE");
    program_gives("params memristor --set rp=1", 2, "--set needs --sigma NAME=SHARE");
}
END_TEST

Suite *params_suite(void)
{
    Suite *suite = suite_create("params");
    TCase *tests = tcase_create("drawn");
    tcase_add_test(tests, lines_are_the_devices_of_the_recipe);
    tcase_add_test(tests, numbers_are_exactly_those_that_were_drawn);
    tcase_add_test(tests, devices_that_cannot_be_drawn_are_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
