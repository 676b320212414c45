/* spinfield sweep, as a user calls it. */
#include "tests/suites.h"

#include "campaign/store.h"
#include "tests/support/program.h"
#include "tests/support/scratch.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_template(void)
{
    program_gives("gen recall -n 10 -p 2 --sigma-rp 5% --seed 3 -o net", 0, "10 neurons");
}

/* ---- Rows ---- */

/* Whether a row has what a report has under `key`: the figures, but not what differs from run to run, nor the objects
 * and lists about machine, recipe and warnings. */
static bool is_compared(const char *key, const json_t *value)
{
    static const char *const OTHERS[] = {"wall_s", "peak_memory_bytes", "time_points", "iterations", "matrix_solver"};
    if (json_is_object(value) || json_is_array(value)) {
        return false;
    }
    for (size_t k = 0; k < sizeof OTHERS / sizeof *OTHERS; k++) {
        if (strcmp(key, OTHERS[k]) == 0) {
            return false;
        }
    }
    return true;
}

/* A flag of a report is 0 or 1 in a store. */
static bool is_same(const json_t *report, const json_t *row)
{
    return json_is_boolean(report) ? json_is_integer(row) && json_integer_value(row) == json_is_true(report)
                                   : json_equal(report, row) != 0;
}

/* Compares a row with what its own commands give. */
static void expect_row(const json_t *row, long point)
{
    char text[200];
    size_t compared = 0;
    const char *key;
    json_t *value, *report;
    snprintf(text, sizeof text,
             "\"$S\" results db --command %ld | sed \"s|^spinfield|\\\"$S\\\"|; s|$| --json|\" >again.sh && "
             "sh again.sh >again.txt && tail -n +2 again.txt >/dev/null",
             point);
    ck_assert_int_eq(program_shell(text), 0);
    snprintf(text, sizeof text, "solve point%ld --json", point);
    report = program_json(text);
    json_object_foreach(report, key, value)
    {
        if (is_compared(key, value)) {
            ck_assert_msg(is_same(value, json_object_get(row, key)), "%s of point %ld", key, point);
            compared++;
        }
    }
    ck_assert_uint_gt(compared, 15);
    json_decref(report);
}

START_TEST(the_commands_of_a_row_give_what_the_row_has)
{
    make_template();
    program_gives("sweep net --vary w=50m:100m:2 --vary dendrite=plain,balanced --seeds 2 --chips 2 -o db", 0,
                  "db: 16 runs");
    json_t *results = program_json("results db --json");
    const json_t *rows = json_object_get(results, "rows");
    ck_assert_uint_eq(json_array_size(rows), 16);
    for (size_t point = 0; point < 16; point += 5) {
        expect_row(json_array_get(rows, point), (long)point);
    }
    json_decref(results);
}
END_TEST

START_TEST(exports_are_the_same_for_any_number_of_jobs_and_interruptions)
{
    make_template();
    program_gives("sweep net --vary w=50m:100m:4 --seeds 4 --jobs 1 -o one", 0, "16 runs");
    program_gives("sweep net --vary w=50m:100m:4 --seeds 4 --jobs 4 -o four", 0, "16 runs");
    program_gives("sweep net --vary w=0.05:0.1:4 --seeds 4 -o one", 0, "resumed: 16 of 16 were there");
    ck_assert_int_eq(program_shell("\"$S\" results one --csv one.csv && \"$S\" results four --csv four.csv && "
                                   "cmp one.csv four.csv && \"$S\" results one --json >one.json && "
                                   "\"$S\" results four --json >four.json && cmp one.json four.json"),
                     0);
    program_gives("sweep net --vary w=50m:100m:4 --seeds 4 --shard 1/2 -o a", 0, "8 runs");
    program_gives("sweep net --vary w=50m:100m:4 --seeds 4 --shard 2/2 -o b", 0, "8 runs");
    program_gives("results --merge both a b", 0, "16 of 16");
    ck_assert_int_eq(program_shell("\"$S\" results both --csv both.csv && cmp one.csv both.csv"), 0);
}
END_TEST

/* With a low beta p-bits are slow to heat the resistors, and cut little: the least product of all is no recommendation.
 */
START_TEST(the_least_product_is_one_of_good_answers)
{
    program_gives("gen maxcut --graph rnd -n 40 --density 50% --seed 9 --technology pbit -q -o b40", 0, "");
    program_gives("sweep b40 --vary pbit-beta=0.05:5:5:log --starts 6 -o b40.db --html b40.html", 0,
                  "best answers          mean cut 242 at pbit-beta = 500m; 3 of 5 combinations are not worse");
    program_gives("sweep b40 --vary pbit-beta=0.05:5:5:log --starts 6 -o b40.db", 0,
                  " at pbit-beta = 500m, of 6 runs; mean cut 242\n");
    ck_assert_int_eq(program_shell("grep -q '<th scope=\"col\" class=\"n\">cut</th>' b40.html && "
                                   "grep -q '<dd>Mean cut 242 at pbit-beta = 500m; 3 of 5' b40.html && "
                                   "grep -q '<td class=\"n\">228.5 ' b40.html && "
                                   "grep -q 'Ring: the least mean with the best answers' b40.html"),
                     0);
}
END_TEST

START_TEST(settings_without_answers_are_no_best_ones)
{
    program_gives("gen maxcut --graph rnd -n 8 --seed 2 -q -o c", 0, "");
    program_gives("sweep c --vary vdw=5,6 --starts 3 -o c.db", 0,
                  "least mean product    not known: each combination of values lacks runs, or has runs that are no");
    program_gives("sweep c --vary nodes=8,10 --starts 3 -o n.db", 0, "the problem varies, so answers are not compared");
}
END_TEST

/* As tables show them: with a unit, and rounded. */
START_TEST(the_best_values_are_rounded_and_have_units)
{
    make_template();
    program_gives("sweep net --vary rp=324.714319113567 -o db", 0, " at rp = 324.7 Ohm, of 1 run; mean accuracy ");
    program_gives("sweep net --vary sigma-rp=5% -o d2", 0, " at sigma-rp = 5 %, of 1 run; mean accuracy ");
}
END_TEST

START_TEST(a_sweep_prints_its_rows_as_results_does)
{
    make_template();
    ck_assert_int_eq(
        program_shell("\"$S\" sweep net --seeds 3 -o db --json >a.json && \"$S\" results db --json >b.json "
                      "&& cmp a.json b.json && "
                      "\"$S\" sweep net --seeds 3 -o db --csv a.csv && \"$S\" results db --csv b.csv && "
                      "cmp a.csv b.csv"),
        0);
}
END_TEST

START_TEST(ngspice_gives_the_rows_of_run)
{
    make_template();
    program_gives("sweep net --vary w=0.1 --engine ngspice --jobs 1 -o db", 0, "1 run,");
    json_t *results = program_json("results db --json"), *report;
    program_gives("gen recall -n 10 -p 2 --sigma-rp 5% --seed 3 -o again", 0, "10 neurons");
    report = program_json("run again --json");
    const json_t *row = json_array_get(json_object_get(results, "rows"), 0);
    static const char *const KEYS[] = {"energy_j", "time_to_solution_s", "state", "converged"};
    for (size_t k = 0; k < sizeof KEYS / sizeof *KEYS; k++) {
        ck_assert_msg(is_same(json_object_get(report, KEYS[k]), json_object_get(row, KEYS[k])), "%s", KEYS[k]);
    }
    json_decref(report);
    json_decref(results);
}
END_TEST

/* Each value is one that some run can have, so nothing is refused beforehand. */
START_TEST(failed_rows_are_exit_code_1)
{
    make_template();
    program_gives("sweep net --vary stop=90n,2u --vary load=40n,100n -o db", 1, ", 1 failed");
    program_gives("sweep net --vary stop=90n,2u --vary load=40n,100n -o db", 1, "first error           point 1: ");
}
END_TEST

START_TEST(a_dry_run_writes_nothing)
{
    make_template();
    char *before = program_files();
    program_gives("sweep net --vary w=50m:100m:4 --seeds 1000 --dry-run --jobs 2", 0,
                  "4000 runs with solver, 2 at once");
    program_gives("sweep net --vary w=50m:100m:4 --seeds 1000 --dry-run -o db --json", 0, "\"runs\": 4000");
    char *after = program_files();
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
}
END_TEST

/* ---- Interruptions and rights ---- */

/* Runs a sweep of 100,000 points into db until it has `rows` rows or more, interrupts it as Ctrl-C does, and writes
 * what its rows are to `csv`. */
static void interrupt(int rows, const char *csv)
{
    char text[600];
    snprintf(text, sizeof text,
             "env --default-signal=INT \"$S\" sweep net --vary w=50m:100m:1000 --seeds 100 --jobs 2 -q -o db & p=$!; "
             "while [ \"$(\"$S\" results db --csv - 2>.wait | wc -l)\" -le %d ] && kill -0 $p; do sleep 0.05; done; "
             "kill -INT $p; wait $p; [ $? -eq 130 ] && \"$S\" results db --csv %s -q",
             rows, csv);
    ck_assert_int_eq(program_shell(text), 0);
}

START_TEST(an_interrupted_sweep_keeps_its_rows_and_goes_on)
{
    make_template();
    interrupt(20, "a.csv");
    ck_assert_int_eq(program_shell("cp a.csv before.csv && [ $(wc -l <a.csv) -gt 20 ]"), 0);
    interrupt(200, "b.csv");
    /* no row is lost or changed, and the first ones are those of an undisturbed sweep */
    ck_assert_int_eq(program_shell("sort a.csv >a && sort b.csv >b && [ -z \"$(comm -23 a b)\" ] && "
                                   "[ $(wc -l <b.csv) -gt 200 ]"),
                     0);
    program_gives("sweep net --vary w=50m --seeds 5 -o five -q", 0, "");
    ck_assert_int_eq(program_shell("\"$S\" results db --where 'point < 5' --json | grep energy_j >x; "
                                   "\"$S\" results five --json | grep energy_j >y; [ -s x ] && cmp x y"),
                     0);
    program_gives("sweep net --vary w=50m:100m:1000 --seeds 101 -o db", 2, "db: error: ");
    ck_assert_int_eq(program_shell("\"$S\" results db --csv c.csv -q && cmp b.csv c.csv"), 0);
}
END_TEST

/* Root may write everywhere, unless it gives up that right. */
START_TEST(a_store_in_a_folder_that_may_not_be_written_is_refused_and_can_be_read)
{
    static const char LIMITED[] = "if [ $(id -u) -eq 0 ]; then limited='setpriv --bounding-set=-dac_override'; fi; ";
    static const char *const REFUSED[] = {"sweep net --seeds 3 -o folder/db", "sweep net --seeds 3 -o folder/new.db",
                                          "yield net --chips 2 -o folder/new.db",
                                          "sweep net --seeds 3 -o db --html folder/page.html"};
    char text[600];
    make_template();
    ck_assert_int_eq(program_shell("mkdir folder && \"$S\" sweep net --seeds 3 -o folder/db -q && chmod 555 folder"),
                     0);
    for (size_t k = 0; k < sizeof REFUSED / sizeof *REFUSED; k++) {
        snprintf(text, sizeof text,
                 "%s $limited \"$S\" %s 2>said; [ $? -eq 2 ] && [ $(wc -l <said) -eq 1 ] && "
                 "grep -q 'folder/.*: error: cannot write: ' said && [ \"$(ls folder)\" = db ] && ! [ -e db ]",
                 LIMITED, REFUSED[k]);
        ck_assert_msg(program_shell(text) == 0, "%s", REFUSED[k]);
    }
    snprintf(text, sizeof text, "%s $limited \"$S\" results folder/db --csv - | [ $(wc -l) -eq 4 ]", LIMITED);
    ck_assert_int_eq(program_shell(text), 0);
    ck_assert_int_eq(program_shell("chmod 755 folder"), 0);
}
END_TEST

START_TEST(equal_chips_are_said_wherever_rows_are_shown)
{
    program_gives("gen recall -n 8 -q -o equal", 0, "");
    program_gives("sweep equal --chips 2 -o db", 0, "all chips are equal");
    program_gives("results db", 0, "2 of 2 runs\nwarning: all chips are equal");
    program_gives("results db --html -", 0, "All chips are equal");
    program_gives("results db --json", 0, "\"equal_chips\": true");
}
END_TEST

START_TEST(energies_of_technologies_are_said_to_differ_wherever_rows_are_shown)
{
    static const char WORDS[] = "echnologies do not count the same parts of their energy";
    program_gives("gen maxcut --graph rnd -n 6 --density 50% -q -o spins", 0, "");
    program_gives("sweep spins --vary technology=pbit,oscillator --starts 2 -o db", 0, WORDS);
    program_gives("results db", 0, WORDS);
    program_gives("results db --by technology", 0, WORDS);
    program_gives("results db --json", 0, "\"comparable_energies\": false");
    program_gives("results db --html page.html", 0, "");
    char *page = scratch_read("page.html");
    size_t count = 0; /* in the answers, below product, energy, front, and histogram of the energy */
    for (const char *at = page; (at = strstr(at, WORDS)) != NULL; at += sizeof WORDS) {
        count++;
    }
    ck_assert_uint_eq(count, 5);
    free(page);
    program_gives("sweep spins --vary w=20m,40m -o one", 0, "");
    program_gives("results one --json", 0, "\"comparable_energies\": true");
    program_gives("results one --html page.html", 0, "");
    page = scratch_read("page.html");
    ck_assert_ptr_null(strstr(page, WORDS));
    free(page);
}
END_TEST

START_TEST(a_store_has_its_command_as_a_shell_takes_it)
{
    program_gives("gen recall -n 8 -q -o \"it's; \\$(id)\"", 0, "");
    program_gives("sweep -q -o db -- \"it's; \\$(id)\"", 0, "");
    struct store_reader *reader;
    struct diagnostic diagnostic;
    ck_assert_int_eq(store_read(IN_SCRATCH("db"), &reader, &diagnostic), STATUS_OK);
    FILE *script = fopen(IN_SCRATCH("again.sh"), "w");
    ck_assert_ptr_nonnull(script);
    fprintf(script, "%s\n", store_fact(reader, "command"));
    fclose(script);
    store_reader_free(reader);
    ck_assert_int_eq(program_shell("sed -i 's|^spinfield|\"$S\"|' again.sh && sh -e again.sh"), 0);
}
END_TEST

/* ---- Bad input ---- */

START_TEST(an_option_that_does_not_exist_proposes_the_nearest_one)
{
    static const char *const MEANT[][2] = {
        {"gen recall --patern 3", "unrecognized option '--patern'; expected '--pattern'\nTry"},
        {"gen recall --sigma-rpp=3", "'--sigma-rpp=3'; expected '--sigma-rp'\nTry"},
        {"sweep net --vari 3", "'--vari'; expected '--vary'\nTry"},
        {"solve net --jsn", "'--jsn'; expected '--json'\nTry"},
        {"search net --restarts 20", "'--restarts'; expected '--runs'\nTry"},
        {"search net --restart=20", "'--restart=20'; expected '--runs'\nTry"},
        {"technologies net --starts 20", "'--starts'; expected '--runs'\nTry"},
        {"solve net --runs 20", "'--runs'; expected '--starts'\nTry"},
        {"sweep net --threads 2 -o db", "'--threads'; expected '--jobs'\nTry"},
        {"search net --jobs 2", "'--jobs'; expected '--threads'\nTry"},
        {"solve net --duration 2u", "'--duration'; expected '--stop'\nTry"},
        {"solve net --qwertyuiop", "'--qwertyuiop'\nTry"},
        {"swep net", "there is no command 'swep'; expected 'sweep'?\n"},
        {"solve net --x=y", "'--x=y'\nTry"},
        {"gen recall -w 3", "invalid option -- 'w'; expected '--w'\nTry"},
        {"yield net --sigma-rpp 10%", "'--sigma-rpp'; expected '--vary sigma-rp=VALUES', an option of gen\nTry"},
        {"sweep net --vdv=0.1 -o db", "'--vdv=0.1'; expected '--vary vdw=VALUES', an option of gen\nTry"},
        {"sweep net --vari 3 -o db", "'--vari'; expected '--vary'\nTry"},
        {"margin net --vdv 1", "'--vdv'; expected '--of vdw', an option of gen\nTry"},
        {"solve net --sigma-rpp 1", "expected a network that 'spinfield gen' made with --sigma-rp\nTry"},
        {"solve net -w", "invalid option -- 'w'; expected a network that 'spinfield gen' made with --w\nTry"},
        {"margin net --of ''", "the name of an option of gen is empty; expected one that"},
        {"results ''", "DB is an empty text; expected a name"},
        {"check ''", "NAME is an empty text; expected a name"},
        {"fit ''", "MEASUREMENTS.csv is an empty text; expected a name"}};
    make_template();
    for (size_t k = 0; k < sizeof MEANT / sizeof *MEANT; k++) {
        program_gives(MEANT[k][0], 2, MEANT[k][1]);
    }
}
END_TEST

START_TEST(an_option_of_gen_is_answered_with_how_the_command_gets_it)
{
    static const char *const MEANT[][2] = {
        {"yield net --chips 5 --sigma-rp 10%", "--sigma-rp is an option of gen; expected '--vary sigma-rp=10%', or"},
        {"sweep net -o db --sigma-rp=10%", "expected '--vary sigma-rp=10%', or a network that gen made with it\nTry"},
        {"sweep net --as-published -o db", "expected '--vary as-published=VALUES', or"},
        {"sweep net -o db --seed 5", "--seed is an option of gen; expected a network"}, /* and is not --seeds 5 */
        {"margin net --vc 0.2", "--vc is an option of gen; expected '--of vc', which"},
        {"solve net --w 0.2", "--w is an option of gen; expected a network that gen made with it\nTry"}};
    make_template();
    for (size_t k = 0; k < sizeof MEANT / sizeof *MEANT; k++) {
        program_gives(MEANT[k][0], 2, MEANT[k][1]);
    }
    program_gives("sweep -o --w net", 0, "--w: 1 run,"); /* here it is a file */
    ck_assert_int_eq(program_shell("! [ -e db ] && ! [ -e 0.2 ] && [ -e ./--w ]"), 0);
}
END_TEST

static const struct {
    const char *arguments;
    int code;
    const char *message;
} BAD[] = {
    {"sweep", 2, "NAME is missing"},
    {"sweep net", 2, "-o FILE is missing"},
    {"sweep net other -o db", 2, "expected one NAME"},
    {"sweep net -o -", 2, "cannot go to standard output"},
    {"sweep net -o net.json", 2, "net.json"},
    {"sweep missing -o db", 2, "missing.json"},
    {"sweep net --vary w -o db", 2, "NAME=from:to:count"},
    {"sweep net --vary ww=1,2 -o db", 2, "no option 'ww'; expected 'w'"},
    {"sweep net --vary W=1,2 -o db", 2, "no option 'W'; expected 'w'"},
    {"sweep net --vary cv=1 -o db", 2, "no option 'cv'; expected 'vc'"},
    {"sweep net --vary q=1 -o db", 2, "no option 'q'; expected one that"},
    {"sweep net --vary dendrit=plain -o db", 2, "expected 'dendrite'"},
    {"sweep net --vary w=1,2 --vary w=3 -o db", 2, "w is varied twice"},
    {"sweep net --vary n=8,9 --vary neurons=10 -o db", 2, "neurons is varied twice"},
    {"sweep net --vary seed=1,2 -o db", 2, "--seeds"},
    {"sweep net --vary w=2:1:5 -o db", 2, "the range is empty"},
    {"sweep net --vary w=1:2:1000000000 -o db", 2, "expected at most 100000000"},
    {"sweep net --vary w=1:2 -o db", 2, "without a number of values"},
    {"sweep net --vary dendrite=round -o db", 2, "plain or balanced"},
    {"sweep net --vary w=1:2 --sample sobol:5 -o db", 2, "lhs:NUMBER"},
    {"sweep net --sample-seed 1 -o db", 2, "--sample-seed without --sample"},
    {"sweep net --seeds 0 -o db", 2, "--seeds takes a whole number"},
    {"sweep net --seeds 5 --shard 3/2 -o db", 2, "--shard takes K/N"},
    {"sweep net --seeds 5 --shard 0/2 -o db", 2, "--shard takes K/N"},
    {"sweep net --seeds 5 --shard 2 -o db", 2, "--shard takes K/N"},
    {"sweep net --seeds 5 --jobs 0 -o db", 2, "--jobs takes a whole number"},
    {"sweep net --engine spice -o db", 2, "solver or ngspice"},
    {"sweep net --seeds 5 -o no/folder/db", 2, "no/folder/db"},
    {"sweep net --seeds 5 -o net.cir", 2, "net.cir"},
    {"sweep net --seeds 5 -o text", 2, "text"},
    {"sweep net --seeds 5 -o db --csv net.json", 2, "net.json"},
    {"sweep net --seeds 5 -o db --csv db", 2, "db"},
    {"sweep net --seeds 5 -o db --csv - --json", 2, "standard output"},
    {"sweep old --seeds 5 -o db", 2, "did not note how"},
};

/* Of a p-bit network. What each run would refuse is refused before the first one, with its line. */
static const struct {
    const char *arguments, *message;
} IMPOSSIBLE[] = {
    {"sweep spins --vary technology=wall,pbit --vary pbit-tau=1n,2n -o db",
     "--pbit-tau has no meaning for the technology wall; leave it out; so it is in every run with technology=wall"},
    {"sweep spins --vary pbit-tau=1n,2n --vary technology=wall,pbit --starts 90 -o db",
     "every run with technology=wall"},
    {"sweep spins --vary technology=wall,pbit --vary pbit-tau=1n,2n --sample random:40 -o db", "with technology=wall"},
    {"sweep spins --vary pbit-tau=1n,-1 -o db", "is -1 s; it must be from 1e-12 to 0.001 s"},
    {"sweep spins --vary stop=1u,2 -o db", "stop time 2 s must be from 1e-12 to 1 s"},
    {"sweep spins --vary technology=wall,pbit --vary stop=1p --starts 200 --dry-run", "with technology=wall"},
    {"sweep chips --vary noise=1 --vary alpha=0.1 --vary delta=5n -o db", "the simplified solver does not compute"},
    {"sweep spins --chips 2 -o db", "--chips has no meaning for the technology pbit, whose devices do not vary"},
    {"margin spins --of w", "--of w: this option has no meaning for the technology pbit"},
    {"margin spins --of nix", "no option 'nix'"},
    {"margin spins --of nix --pass 'cot > 1'", "no option 'nix'"},
    {"margin spins --of stop", "nothing to pass"},
    {"margin spins --of stop --chips 2 --pass 'cut >= 1'", "--chips has no meaning"},
    {"yield spins --vary nix=1 --pass 'cot > 1'", "no option 'nix'"},
    {"yield spins", "sigmas have no meaning for the technology pbit"},
    {"yield chips --vary vc=0.1,-1", "every run with vc=-1"},
    {"yield chips --vary nix=1 --pass 'cot > 1'", "no option 'nix'"},
};

START_TEST(what_no_run_can_do_is_refused_before_the_first_one)
{
    program_gives("gen maxcut --graph rnd -n 12 --density 50% --technology pbit -q -o spins", 0, "");
    program_gives("gen recall -n 8 -p 1 --sigma-rp 5% -q -o chips", 0, "");
    program_refuses(IMPOSSIBLE[_i].arguments, 2, IMPOSSIBLE[_i].message);
}
END_TEST

/* Loop: what is wrong. Nothing is written. */
START_TEST(bad_input_writes_nothing)
{
    make_template();
    program_input("text", "this is no store\n");
    /* as an older version wrote it */
    json_error_t error;
    json_t *network = json_load_file(IN_SCRATCH("net.json"), 0, &error);
    ck_assert_ptr_nonnull(network);
    ck_assert_int_eq(json_object_del(network, "made"), 0);
    ck_assert_int_eq(json_dump_file(network, IN_SCRATCH("old.json"), 0), 0);
    json_decref(network);
    char *before = program_files();
    program_gives(BAD[_i].arguments, BAD[_i].code, BAD[_i].message);
    char *after = program_files();
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
}
END_TEST

START_TEST(a_store_of_another_sweep_stays)
{
    make_template();
    program_gives("sweep net --seeds 2 -o db", 0, "2 runs");
    program_refuses("sweep net --seeds 3 -o db", 2, "db");
    program_refuses("sweep net --seeds 2 --engine ngspice -o db", 2, "db");
    program_gives("gen recall -n 11 -p 2 --sigma-rp 5% --seed 3 -o net", 0, "11 neurons");
    program_refuses("sweep net --seeds 2 -o db", 2, "db");
}
END_TEST

Suite *sweep_command_suite(void)
{
    Suite *suite = suite_create("sweep_command");
    TCase *tests = tcase_create("sweep_command");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_set_timeout(tests, 120.0);
    tcase_add_test(tests, the_commands_of_a_row_give_what_the_row_has);
    tcase_add_test(tests, exports_are_the_same_for_any_number_of_jobs_and_interruptions);
    tcase_add_test(tests, a_sweep_prints_its_rows_as_results_does);
    tcase_add_test(tests, the_least_product_is_one_of_good_answers);
    tcase_add_test(tests, settings_without_answers_are_no_best_ones);
    tcase_add_test(tests, the_best_values_are_rounded_and_have_units);
    tcase_add_test(tests, ngspice_gives_the_rows_of_run);
    tcase_add_test(tests, failed_rows_are_exit_code_1);
    tcase_add_test(tests, a_dry_run_writes_nothing);
    tcase_add_test(tests, an_option_that_does_not_exist_proposes_the_nearest_one);
    tcase_add_test(tests, an_option_of_gen_is_answered_with_how_the_command_gets_it);
    tcase_add_test(tests, a_store_has_its_command_as_a_shell_takes_it);
    tcase_add_test(tests, equal_chips_are_said_wherever_rows_are_shown);
    tcase_add_test(tests, energies_of_technologies_are_said_to_differ_wherever_rows_are_shown);
    tcase_add_test(tests, an_interrupted_sweep_keeps_its_rows_and_goes_on);
    tcase_add_test(tests, a_store_in_a_folder_that_may_not_be_written_is_refused_and_can_be_read);
    tcase_add_loop_test(tests, what_no_run_can_do_is_refused_before_the_first_one, 0,
                        sizeof IMPOSSIBLE / sizeof *IMPOSSIBLE);
    tcase_add_loop_test(tests, bad_input_writes_nothing, 0, (int)(sizeof BAD / sizeof *BAD));
    tcase_add_test(tests, a_store_of_another_sweep_stays);
    suite_add_tcase(suite, tests);
    return suite;
}
