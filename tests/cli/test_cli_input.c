/* The command line: help, misuse, bad problems, output that cannot be written. */
#include "tests/suites.h"

#include "tests/support/program.h"
#include "tests/support/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

START_TEST(help_goes_to_stdout_and_misuse_to_stderr)
{
    static const char *const HELP[] = {"--help",           "gen --help",        "gen recall --help",
                                       "gen image --help", "gen maxcut --help", "gen custom --help",
                                       "run --help",       "report --help",     "check --help",
                                       "params --help"};
    for (size_t i = 0; i < sizeof HELP / sizeof *HELP; i++) {
        program_gives(HELP[i], 0, "Usage: spinfield");
    }
    program_gives("--version", 0, "spinfield ");
    program_gives("", 2, "Usage: spinfield");
    program_gives("gen", 2, "Usage: spinfield");
    program_gives("dance", 2, "there is no command 'dance'");
    program_gives("gen dance", 2, "unknown task 'dance'");
    program_gives("run", 2, "NAME is missing");
    program_gives("run a b", 2, "one NAME");
    program_gives("run --nonsense a", 2, "--nonsense");
    program_gives("params extra", 2, "no device 'extra'; expected one of dwmtj");
    program_gives("gen ice -n 2x2 --pitch 108.1n", 2, "expected a --pitch of more than 108.2 nm");
    program_gives("gen ice -n 2x2 --pitch 108.2n --runs 1 --time 1n -q", 0, "");
    program_gives("params dipoles", 2, "docs/devices/README.md has the pages");
}
END_TEST

START_TEST(bad_options_are_refused)
{
    static const struct {
        const char *arguments, *message;
    } BAD[] = {
        {"gen recall", "-o NAME is missing"},
        {"gen recall -n 1 -o a", "-n takes a whole number from 2"},
        {"gen recall -n 100000001 -o a", "-n takes a whole number from 2 to 100000000"},
        {"gen recall -n x -o a", "-n takes a whole number"},
        {"gen recall -n 1e1 -o a", "-n takes a whole number"},
        {"gen recall -p 0 -o a", "-p takes a whole number"},
        {"gen recall -o ''", "-o takes a name for files, not"},
        {"gen recall -o folder/", "-o takes a name for files, not"},
        {"gen recall --seed -1 -o a", "--seed takes a whole number"},
        {"gen recall --w nan -o a", "--w takes a number"},
        {"gen recall --w inf -o a", "--w takes a number"},
        {"gen recall --w 0x10 -o a", "--w takes a number"},
        {"gen recall --deck flat -o a", "--deck takes compact or subcircuits, not 'flat'"},
        {"gen recall --vdw much -o a", "--vdw takes auto, eq4, loaded, a voltage, or two"},
        {"gen recall --weights max -o a", "--weights takes sum, sign or mean"},
        {"gen recall --rule delta -o a", "--rule takes hebb, storkey or pseudoinverse"},
        {"gen recall --levels 0 -o a", "--levels takes exact or a whole number from 1 to 1000000"},
        {"gen recall --levels 2.5 -o a", "--levels takes exact or a whole number"},
        {"gen recall --levels 1000001 -o a", "--levels takes exact or a whole number"},
        {"gen recall --fan-out 1 -o a", "--fan-out takes all, a whole number from 2, or nearest: and such a number"},
        {"gen recall --fan-out nearest: -o a", "--fan-out takes all"},
        {"gen recall --fan-out nearest:2.5 -o a", "--fan-out takes all"},
        {"gen recall --fan-out furthest:2 -o a", "--fan-out takes all"},
        {"gen recall --distort 2 -o a", "--distort takes a share from 0 to 1"},
    };
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        program_gives(BAD[i].arguments, 2, BAD[i].message);
    }
}
END_TEST

/* In every command that has an option with a value; the same words after "--" are none. */
START_TEST(a_value_given_twice_is_refused)
{
    static const struct {
        const char *arguments, *message;
    } BAD[] = {
        {"gen recall --rp 450 --rp 460 -o a", "--rp is given twice, as '450' and as '460'; expected one of them"},
        {"gen recall -n 4 -n 5 -o a", "--neurons (-n) is given twice, as '4' and as '5'"},
        {"gen recall -n4 --neurons=5 -o a", "--neurons (-n) is given twice"},
        {"gen recall -o a -qo b", "--output (-o) is given twice, as 'a' and as 'b'"},
        {"gen recall --seed 1 --seed 1 -o a", "--seed is given twice"},
        {"gen crossbar --read 0.1 --store worst1 --read 0.2 -o a", "--read is given twice"},
        {"gen ice --pitch 150n --pitch 160n", "--pitch is given twice"},
        {"gen nml chain --rest 1n --rest 2n", "--rest is given twice"},
        {"gen stdp --lanes 2 --lanes 4", "--lanes is given twice"},
        {"gen telegraph --set delta=4 --sigma delta=5% --set delta=5", "--set delta is given twice, as '4' and as '5'"},
        {"gen telegraph --sigma rp=1% --sigma rp=2%", "--sigma rp is given twice"},
        {"run a --patience 1 --patience 2", "--patience is given twice"},
        {"solve a --tolerance 1e-3 --tolerance 1e-4", "--tolerance is given twice"},
        {"search a --runs 3 --ru 4", "--runs is given twice"},
        {"sweep a --vary w=0.1 --vary vc=0.1 --seeds 2 --seeds 3", "--seeds is given twice"},
        {"yield a --chips 2 --chips 3", "--chips is given twice"},
        {"margin a --of w --of vc", "--of is given twice"},
        {"technologies a --runs 2 --runs 3", "--runs is given twice"},
        {"compare a --walls 1n --walls 2n", "--walls is given twice"},
        {"report a --csv - --csv b", "--csv is given twice"},
        {"plot a --what walls -w state -o b.svg", "--what (-w) is given twice"},
        {"check a -q -v -q --rp 1 --rp 2", "--rp is an option of gen"},
        {"params mtj --set rp=1 --set rap=2 --set rp=3", "--set rp is given twice"},
        {"graph rnd -n 4 -n 5", "is given twice, as '4' and as '5'"},
        {"wer --temp 27 --temp 100", "--temp is given twice, as '27' and as '100'; expected one of them"},
        {"wer --set ms=1e6 --transistor vto=0.3 --transistor vto=0.4", "--transistor vto is given twice"},
        {"fit a.csv --fix rp=1 --fix rp=2", "--fix rp is given twice"},
        {"results a --by w --by vc", "--by is given twice"},
    };
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        program_gives(BAD[i].arguments, 2, BAD[i].message);
    }
    program_gives("gen recall --pattern 0110 --pattern 0110 -q -q -o a", 0, "");
    program_gives("wer --temp 27 -- --temp 100", 2, "wer takes no argument");
    program_gives("wer --temp 27 --temp 100 --help", 2, "--temp is given twice");
    program_gives("wer --help --temp 27 --temp 100", 0, "Usage: spinfield wer");
    program_gives("wer --tmp 27 --temp 27 --temp 100", 2, "unrecognized option '--tmp'; expected '--temp'");
}
END_TEST

/* The end of a deck, or of a network, is no part of NAME. */
START_TEST(an_end_of_a_new_name_is_taken_off)
{
    ck_assert_int_eq(program_shell("\"$S\" gen recall -n 4 -o net.json -q && \"$S\" gen recall -n 4 -o other.cir -q && "
                                   "\"$S\" gen crossbar -n 2 -o array.cir | grep -q '^array.cir: 2 x 2' && "
                                   "test -f net.json && test -f net.cir && test -f other.json && test -f other.cir && "
                                   "test -f array.cir && test -z \"$(ls | grep -E 'cir[.]|json[.]')\""),
                     0);
    program_gives("gen crossbar -n 2 -o .cir", 0, ".cir.cir: 2 x 2"); /* a name that has nothing else */
}
END_TEST

START_TEST(a_choice_that_the_user_left_open_is_said)
{
    program_input("graph", "3 2\n1 2 1\n2 3 1\n");
    program_gives("gen maxcut graph -o a", 0, "chosen: axons along edges only, balanced dendrites");
    program_gives("gen maxcut graph --no-edge 0 -o a", 0, "chosen: axons between all nodes, for --no-edge");
    program_gives("gen maxcut graph --no-edge 0 --dendrite balanced -o a", 0, "balanced dendrites");
    struct outcome published = program_run("gen maxcut graph --as-published -o a"); /* nothing is open */
    ck_assert_ptr_null(strstr(published.out, "chosen"));
    outcome_free(&published);
}
END_TEST

START_TEST(bad_problems_leave_no_files)
{
    static const struct {
        const char *arguments, *message;
    } BAD[] = {
        {"gen recall --pattern 01x -o a",
         "pattern 1 must be 3 characters 0 or 1, one per neuron; character 3 is another"},
        {"gen recall --pattern 1 -o a", "needs at least 2 neurons"},
        {"gen recall --pattern 010 --pattern 01 -o a",
         "pattern 2 must be 3 characters 0 or 1, one per neuron; it has 2"},
        {"gen recall --pattern 010 --start 0101 -o a",
         "the start must be 3 characters 0 or 1, one per neuron; it has 4"},
        {"gen recall --pattern 010 --start 2x1 -o a",
         "the start must be 3 characters 0 or 1, one per neuron; character 1 is"},
        {"gen recall --pattern 010 -p 2 -o a", "--pattern and -p, for random patterns, are both given"},
        {"gen recall --pattern 010 -n 4 -o a", "the pattern has 3 bits"},
        {"gen recall --pattern 010 --start 010 --distort 0.1 -o a", "--start and --distort are both given"},
        {"gen recall --pattern 010 --of 2 --distort 0.1 -o a", "--of 2, but there are 1 patterns"},
        {"gen recall picture.pbm -o a", "recall takes no file"},
        {"gen recall --rule storkey --weights mean -o a",
         "--weights mean is a form of Hebb's rule, and --rule storkey another rule; expected one of them"},
        {"gen recall -n 4 -p 4 --rule pseudoinverse -o a", "4 patterns of 4 neurons: "},
        {"gen recall --pattern 01 --pattern 10 --pattern 11 --rule pseudoinverse -o a", "3 patterns of 2 neurons: "},
        {"gen recall --pattern 0101 --pattern 1010 --rule pseudoinverse -o a", "pattern 2 is a linear combination of"},
        {"gen recall -n 20 --fan-out 20 -o a", "a fan-out of 20, but each neuron has 19 others"},
        {"gen recall -n 21 --fan-out 5 -o a", "21 neurons cannot have 5 axons each"},
        {"gen maxcut graph --fan-out 2 -o a", "--fan-out has no meaning for a network of a graph"},
        {"gen maxcut graph --rule storkey -o a", "--rule has no meaning for a network of a graph"},
        {"gen maxcut graph --weights sign -o a", "--weights has no meaning for a network of a graph"},
        {"gen custom large.csv --levels 4 -o a", "--levels has no meaning for a network of given weights"},
        {"gen custom large.csv --w 0.2 -o a", "--w has no meaning for a network of given weights"},
        {"gen custom large.csv --no-edge 0 -o a", "--no-edge has no meaning for a network of given"},
        {"gen recall --no-edge 0 -o a", "--no-edge has no meaning for a network of patterns"},
        {"gen maxcut graph --as-published --load 20n -o a", "a load phase is asked for, but this network has no start"},
        {"gen custom large.csv --load 20n -o a", "a load phase is asked for, but this network has no start"},
        {"gen recall --w 0 -o a", "W = 0 V must be above 0"},
        {"gen recall --vc -1 -o a", "V_C = -1 V must be above 0"},
        {"gen recall --vdw 0 -o a", "V_DW = 0 V must be above 0"},
        {"gen maxcut graph --rap 500.01 -o a", "so that it creeps; raise --rap further above --rp, or --vdw"},
        {"gen maxcut graph --vc 1.882m --vleak-soma -1 -o a", "a soma by V_C exceeds its leak by only 0.0"},
        {"gen maxcut graph --stop 5n -o a", "the run ends at 5e-09 s: raise --stop"},
        {"gen recall --load 3u -o a", "load time 3e-06 s must be above 0 and below the stop time"},
        {"gen maxcut graph --load -1 -o a", "load time -1 s must be above 0 and below the stop time"},
        {"gen recall --stop 0 -o a", "stop time 0 s must be from 1e-12 to 1 s"},
        {"gen maxcut graph --no-edge 1.5 -o a", "the weight without an edge, 1.5 W, must be from -1 to 1 W"},
        {"gen ising field -o a",
         "the field h_i of neuron 1 (from 0), 3e+09, is more than 1000000000 times the heaviest coupling, 2"},
        {"gen ising overflow -o a",
         "the field h_i of neuron 0 (from 0), 1e+299, is more than 1000000000 times the heaviest"},
        {"gen custom large.csv -o a", "a weight of 1e+30 V; expected at most 1000 V"},
        {"gen recall --vleak-axon 1 -o a", "vleak = 1 m/s must be below 0"},
        {"gen recall --vc 1m --vleak-soma -5 -o a", "does not move a soma's wall"},
        {"gen recall --rp 3k -o a", "rap = 2000 Ohm is below rp = 3000 Ohm"},
        {"gen recall --width 200n -o a", "beyond the track"},
        {"gen recall -o no/such/folder/a", "no/such/folder/a.json: error: cannot write: No such file or directory"},
        {"gen image -o a", "no picture is given"},
        {"gen image missing.pbm -o a", "missing.pbm: error: cannot open: No such file or directory"},
        {"gen image small.pbm big.pbm -o a", "big.pbm: error: picture of 3x2 pixels, the first has 2x2"},
        {"gen image small.pbm --start big.pbm -o a", "big.pbm: error: picture of 3x2 pixels"},
        {"gen image small.pbm --start 01 -o a", "the start must be 4 characters"},
        {"gen maxcut -o a", "give one graph file"},
        {"gen maxcut graph --graph rnd -o a", "--graph makes a graph, and the file 'graph' has one"},
        {"gen maxcut --graph rdn -o a", "--graph takes rnd, regular, planar,"},
        {"gen maxcut graph --nodes 4 -o a", "--nodes is about a graph that --graph KIND makes"},
        {"gen maxcut --graph rnd --degree 3 -o a", "--degree has no meaning for a graph of kind rnd"},
        {"gen maxcut --graph rnd --density 0 -o a", "the density of a graph is above 0 and at most 100 %"},
        {"gen color --graph rnd --density many -k 2 -o a", "--density takes a number of per cent such as 50 or 50%"},
        {"gen maxcut --graph rnd --graph-weights 3 -o a", "--graph-weights takes ones, pm1, gauss or LEAST:GREATEST"},
        {"gen maxcut graph --start 0101 --start-seed 2 -o a", "--start and --start-seed, for a random start, are both"},
        {"gen maxcut graph graph -o a", "give one graph file"},
        {"gen maxcut . -o a", ".: error: not a file that can be read"},
        {"gen maxcut empty -o a", "empty: error: file is empty"},
        {"gen maxcut loop -o a", "loop:2: error: "},
        {"gen maxcut range -o a", "range:2: error: "},
        {"gen custom diagonal.csv -o a", "diagonal.csv:1: error: "},
        {"gen custom ragged.csv -o a", "ragged.csv:2: error: "},
        {"run missing", "missing.json: error: cannot open"},
        {"check missing", "missing.json: error: cannot open"},
        {"report missing", "missing.json: error: cannot open"},
        {"run missing.cir", "missing.cir.json: error: no such network; expected NAME without '.cir'"},
        {"check missing.json", "missing.json.json: error: no such network; expected NAME without '.json'"},
    };
    program_input("small.pbm", "P1\n2 2\n1 0 0 1\n");
    program_input("big.pbm", "P1\n3 2\n1 0 0 1 0 0\n");
    program_input("graph", "3 2\n1 2\n2 3\n");
    program_input("empty", "");
    program_input("large.csv", "0,1e30\n1,0\n");
    program_input("field", "3 3\n1 2 2\n2 2 3e9\n2 3 1\n");
    program_input("overflow", "3 3\n1 2 1e-300\n1 1 1e299\n2 3 1e-300\n");
    program_input("loop", "3 2\n2 2\n1 2\n");
    program_input("range", "3 2\n1 4\n1 2\n");
    program_input("diagonal.csv", "1,2\n2,0\n");
    program_input("ragged.csv", "0,2\n2\n");
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        program_refuses(BAD[i].arguments, 2, BAD[i].message);
    }
}
END_TEST

START_TEST(each_device_parameter_is_refused_beyond_its_limits)
{
    struct outcome params = program_run("params --json");
    json_t *json = json_loads(params.out, 0, NULL);
    size_t index;
    json_t *parameter;
    ck_assert_ptr_nonnull(json);
    json_array_foreach(json_object_get(json, "parameters"), index, parameter)
    {
        const char *name = json_string_value(json_object_get(parameter, "name"));
        bool leak = strcmp(name, "vleak") == 0;
        if (strcmp(name, "xinit") == 0 || strcmp(name, "dtmin") == 0) {
            continue; /* has no option */
        }
        for (int side = 0; side < 2; side++) {
            double limit = json_number_value(json_object_get(parameter, side ? "greatest" : "least"));
            char arguments[200];
            snprintf(arguments, sizeof arguments, "gen recall --%s%s=%.17g -o a", name, leak ? "-axon" : "",
                     side ? 2.0 * limit + 1.0 : limit - 1.0);
            program_refuses(arguments, 2, name);
        }
    }
    json_decref(json);
    outcome_free(&params);
}
END_TEST

START_TEST(what_a_reader_takes_for_granted_is_in_the_json)
{
    program_input("heads.csv", "x,y\n1,2\n2,3\n");
    program_input("plain.csv", "1,2\n2,3\n");
    json_t *said = program_json("gen maxcut heads.csv -o heads --json"), *notes = json_object_get(said, "notes");
    ck_assert_uint_eq(json_array_size(notes), 1);
    ck_assert_str_eq(json_string_value(json_array_get(notes, 0)),
                     "heads.csv:1: 'x,y' is taken for the heads of the columns, since all other nodes are numbers");
    program_gives("run heads -q", 0, "");
    program_gives("report heads", 0, "  note              heads.csv:1: 'x,y' is taken for");
    program_gives("report heads --html -", 0, "<dt>Note</dt><dd>heads.csv:1: ");
    json_t *report = program_json("report heads --json");
    ck_assert(json_equal(json_object_get(report, "notes"), notes));
    ck_assert_uint_eq(json_array_size(json_object_get(report, "warnings")), 0); /* it weakens no answer */
    json_decref(report);
    json_decref(said);
    said = program_json("gen maxcut plain.csv -o plain --json");
    ck_assert(json_is_array(json_object_get(said, "notes")));
    ck_assert_uint_eq(json_array_size(json_object_get(said, "notes")), 0);
    json_decref(said);
}
END_TEST

/* How often `text` stands in the file `name`. */
static size_t times_in(const char *name, const char *text)
{
    char *content = scratch_read(name);
    size_t times = 0;
    for (const char *at = content; (at = strstr(at, text)); at += strlen(text)) {
        times++;
    }
    free(content);
    return times;
}

START_TEST(names_of_nodes_are_in_every_report)
{
    static const char *const NAMES[] = {"Bergen", "Oslo", "Moss", "&lt;Bod\xc3\xb8"};
    program_input("towns.csv", "Bergen,Oslo\nOslo,Moss\nMoss,<Bod\xc3\xb8>\n");
    program_gives("gen maxcut towns.csv --as-published -o towns --vdw loaded -q", 0, "");
    json_t *report = program_json("solve towns --json"), *nodes = json_object_get(report, "nodes");
    ck_assert_uint_eq(json_array_size(nodes), 4);
    ck_assert_str_eq(json_string_value(json_array_get(nodes, 3)), "<Bod\xc3\xb8>");
    json_decref(report);
    program_gives("run towns --html towns.html", 0, "nodes ON          Bergen, <Bod\xc3\xb8>");
    program_gives("plot towns --what walls -o walls.svg", 0, "");
    for (size_t k = 0; k < 4; k++) {
        ck_assert_msg(times_in("towns.html", NAMES[k]) >= 4, "%s: %zu", NAMES[k], times_in("towns.html", NAMES[k]));
        ck_assert_msg(times_in("walls.svg", NAMES[k]) == 2, "%s: %zu", NAMES[k], times_in("walls.svg", NAMES[k]));
    }
}
END_TEST

START_TEST(full_disk_leaves_the_old_files)
{
    char command[8000];
    program_gives("gen recall -n 4 --seed 1 -o a", 0, "4 neurons");
    char *before = scratch_read("a.json");
    char *deck = scratch_read("a.cir");
    char *files = program_files();
    /* 4 KiB are enough for a.json, and not for a.cir */
    snprintf(command, sizeof command,
             "cd '%s' && trap '' XFSZ && ulimit -f 8 && '%s' gen recall -n 30 --seed 2 -o a >.out 2>.err",
             scratch_folder(), program_path());
    int status = system(command);
    ck_assert_int_eq(WEXITSTATUS(status), 4);
    char *err = scratch_read(".err");
    ck_assert_msg(strstr(err, "a.cir: error: cannot write: File too large"), "%s", err);
    char *after = scratch_read("a.json"), *deck_after = scratch_read("a.cir"), *files_after = program_files();
    ck_assert_str_eq(before, after);
    ck_assert_str_eq(deck, deck_after);
    ck_assert_str_eq(files, files_after);
    free(before);
    free(deck);
    free(files);
    free(err);
    free(after);
    free(deck_after);
    free(files_after);
}
END_TEST

START_TEST(full_stdout_is_an_error)
{
    program_gives("params >/dev/full", 4, "cannot write to standard output");
    program_gives("gen recall -n 4 --json -o a >/dev/full", 4, "cannot write to standard output");
    program_gives("--help >/dev/full", 4, "cannot write to standard output");
}
END_TEST

START_TEST(same_seed_makes_the_same_bytes)
{
    program_gives("gen recall -n 20 -p 3 --seed 7 -o a", 0, "20 neurons, 400 devices");
    program_gives("gen recall -n 20 -p 3 --seed 7 -o b", 0, "20 neurons, 400 devices");
    program_gives("gen recall -n 20 -p 3 --seed 8 -o c", 0, "20 neurons, 400 devices");
    static const char *const SUFFIXES[] = {".json", ".cir"};
    for (size_t i = 0; i < 2; i++) {
        char names[3][20];
        char *files[3];
        for (size_t k = 0; k < 3; k++) {
            snprintf(names[k], sizeof names[k], "%c%s", "abc"[k], SUFFIXES[i]);
            files[k] = scratch_read(names[k]);
        }
        ck_assert_str_eq(files[0], files[1]);
        ck_assert_str_ne(files[0], files[2]);
        for (size_t k = 0; k < 3; k++) {
            free(files[k]);
        }
    }
}
END_TEST

Suite *cli_input_suite(void)
{
    Suite *suite = suite_create("cli_input");
    TCase *tests = tcase_create("input");
    tcase_add_test(tests, help_goes_to_stdout_and_misuse_to_stderr);
    tcase_add_test(tests, bad_options_are_refused);
    tcase_add_test(tests, a_value_given_twice_is_refused);
    tcase_add_test(tests, an_end_of_a_new_name_is_taken_off);
    tcase_add_test(tests, bad_problems_leave_no_files);
    tcase_add_test(tests, a_choice_that_the_user_left_open_is_said);
    tcase_add_test(tests, each_device_parameter_is_refused_beyond_its_limits);
    tcase_add_test(tests, what_a_reader_takes_for_granted_is_in_the_json);
    tcase_add_test(tests, names_of_nodes_are_in_every_report);
    tcase_add_test(tests, full_disk_leaves_the_old_files);
    tcase_add_test(tests, full_stdout_is_an_error);
    tcase_add_test(tests, same_seed_makes_the_same_bytes);
    suite_add_tcase(suite, tests);
    return suite;
}
