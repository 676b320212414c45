/* 'spinfield yield' and 'spinfield margin' as a user calls them: exit codes, lines and files. */
#include "tests/suites.h"

#include "tests/support/program.h"
#include "tests/support/scratch.h"
#include "tests/support/solved.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_networks(void)
{
    program_gives("gen recall -n 8 --vdw loaded --sigma-rp 2% -o chips -q", 0, "");
    program_gives("gen recall -n 8 --vdw loaded -o equal -q", 0, "");
    program_gives("gen recall -n 8 --vdw 1m -o dead -q", 0, "");
}

struct called {
    const char *arguments;
    int code;
    const char *message;
};

static const struct called GIVEN[] = {
    {"yield chips --chips 4 --pass 'accuracy >= 0'", 0, "100.0 % (51.0 to 100.0 %), 4 of 4 chips"},
    {"yield chips --chips 4 --pass 'accuracy > 1'", 0, "misses accuracy > 1"},
    {"yield chips --chips 4 --vary sigma-rp=1%,40%", 2, "sigma of rp"}, /* no such chips */
    {"yield dead --chips 4 --vary sigma-rp=1%,2% --pass 'accuracy >= 0'", 0, "has axons that do not switch ON (4)"},
    {"margin equal --of w --reach 1.1 --pass 'accuracy >= 0'", 0, "passes as far as was tried"},
    {"margin equal --of w --chips 2 --reach 1.01 --pass 'accuracy >= 0'", 0, "all chips are equal"},
    {"sweep equal --chips 3 -o equal.db", 0, "all chips are equal: the network has no sigma above 0"},
    {"sweep equal --chips 3 -o equal.db --json", 0, "\"equal_chips\": true"},
    {"sweep equal --chips 3 -o equal.db --html -", 0, "All chips are equal"},
    {"sweep equal --chips 2 --vary sigma-rp=0,5% -o differ.db --json", 0, "\"equal_chips\": false"},
    {"sweep equal --chips 2 --vary sigma-rp=0 -o same.db --json", 0, "\"equal_chips\": true"},
    {"sweep chips --chips 2 -o chips.db --json", 0, "\"equal_chips\": false"},
    {"sweep equal --starts 3 -o starts.db --json", 0, "\"equal_chips\": false"},
    {"yield chips --chips 2 --vary vc=0.1,0.2 --pass 'accuracy >= 0'", 0, "not computed with --vary"},
    {"yield chips --chips 2 --pass 'accuracy >= 0'", 0, "the network has one sigma only"},
    /* misuse, with a second line that says where the help is */
    {"yield", 2, "error: NAME is missing"},
    {"yield chips --chips 0", 2, "error: --chips takes a whole number from 1"},
    {"yield chips -o -", 2, "error: -o takes a file"},
    {"yield chips --json --html -", 2, "error: --json uses standard output"},
    {"margin equal", 2, "error: --of is missing"},
    {"margin equal --of w --reach 1", 2, "error: --reach takes a factor"},
    {"margin equal --of w --resolution 50%", 2, "error: --resolution takes a share"},
};

static const struct called REFUSED[] = {
    {"yield equal", 2, "error: all chips of this network are equal; expected 'spinfield gen' with a sigma"},
    {"yield chips --pass 'accuracy >> 1'", 2, "--pass: error: 'accuracy >> 1', character 11"},
    {"yield chips --pass 'acuracy > 1'", 2, "expected 'accuracy'"},
    {"yield chips --vary sigma-rq=1%,2%", 2, "expected 'sigma-rp'"},
    {"yield chips -o chips.json", 2, "chips.json"},
    {"yield chips --html chips.json", 2, "chips.json"},
    {"yield chips -o y.db --html y.db", 2, "y.db"},
    {"yield chips --html no/folder.html", 2, "no/folder.html"},
    {"yield chips --vary sigma-rp=0", 2, "error: all chips of this network are equal"},
    {"margin equal --of w --html equal.cir", 2, "equal.cir"},
    {"margin equal --of vdv", 2, "error: gen recall has no option 'vdv'; expected 'vdw'"},
    {"margin equal --of w --pass time", 2, "neither yes nor no"},
};

/* Its bounds are then not those of the nominal network of a yield. Ratios have no prefix. */
START_TEST(a_margin_of_devices_that_vary_says_so)
{
    program_gives("gen recall -n 8 --sigma-rp 5% -q -o varied", 0, "");
    program_gives("margin varied --of vdw --reach 1.1", 0, "they vary by the sigmas of the network, so the bounds are");
    program_gives("margin varied --of vdw --reach 1.1 --json", 0, "\"devices_vary\": true");
    program_gives("margin varied --of vdw --reach 1.1 --html -", 0, "<dt>Devices</dt><dd>They vary by the sigmas");
    program_gives("gen recall -n 8 -q -o equal", 0, "");
    program_gives("margin equal --of vdw-scale --reach 1.1", 0, "lowest         0.9091   -9.09 %");
    program_gives("margin equal --of vdw-scale --reach 1.1 --json", 0, "\"devices_vary\": false");
}
END_TEST

/* P-bits and oscillators have no devices that vary, and do not come to rest; a sigma is no advice for them. */
START_TEST(neurons_that_are_no_walls_are_told_what_holds_for_them)
{
    static const char *const MADE[] = {"pbit", "oscillator"};
    for (size_t k = 0; k < sizeof MADE / sizeof *MADE; k++) {
        char command[100], refusal[100];
        snprintf(command, sizeof command, "gen maxcut --graph rnd -n 8 --density 50%% --technology %s -o a -q",
                 MADE[k]);
        program_gives(command, 0, "");
        snprintf(refusal, sizeof refusal, "sigmas have no meaning for the technology %s; expected a network", MADE[k]);
        program_gives("yield a --chips 2", 2, refusal);
        program_gives("margin a --of stop --reach 1.1", 2, "expected --pass with a criterion, such as one of 'cut'");
        program_gives("margin a --of stop --reach 1.01 --pass 'cut >= 0'", 0, "passes as far as was tried");
    }
    program_gives("gen recall -n 8 --technology pbit -o a -q", 0, ""); /* has a right answer */
    program_gives("margin a --of stop --reach 1.01", 0, "passes as far as was tried");
}
END_TEST

START_TEST(what_is_asked_is_answered)
{
    make_networks();
    program_gives(GIVEN[_i].arguments, GIVEN[_i].code, GIVEN[_i].message);
}
END_TEST

START_TEST(what_cannot_be_is_refused_in_one_line)
{
    make_networks();
    program_refuses(REFUSED[_i].arguments, REFUSED[_i].code, REFUSED[_i].message);
}
END_TEST

/* Rank 0 says it; the others end without a word, for a launcher would end rank 0 before it had. */
START_TEST(several_processes_that_would_do_the_same_are_refused)
{
    make_networks();
    static const char *const commands[] = {"yield chips --chips 2", "margin equal --of w"};
    for (size_t k = 0; k < sizeof commands / sizeof *commands; k++) {
        char text[300];
        snprintf(text, sizeof text,
                 "export OMPI_COMM_WORLD_SIZE=3; OMPI_COMM_WORLD_RANK=0 \"$S\" %s 2>said; test $? = 2 && "
                 "grep -q 'expected one process' said && OMPI_COMM_WORLD_RANK=1 \"$S\" %s >rank1 2>&1; "
                 "test $? = 0 && ! test -s rank1",
                 commands[k], commands[k]);
        ck_assert_int_eq(program_shell(text), 0);
    }
}
END_TEST

START_TEST(a_nominal_network_that_does_not_pass_ends_with_code_1_and_a_line)
{
    make_networks();
    struct outcome outcome = program_run("margin dead --of w --pass 'accuracy >= 0'");
    ck_assert_int_eq(outcome.code, 1);
    ck_assert_str_eq(outcome.out, "");
    ck_assert_ptr_nonnull(
        strstr(outcome.err, "the network itself does not pass: in 1 of 1 run it has axons that do not"));
    outcome_free(&outcome);
}
END_TEST

START_TEST(a_yield_goes_on_with_its_store_and_judges_it_anew)
{
    make_networks();
    program_gives("yield chips --chips 4 -o y.db --pass 'accuracy >= 0'", 0, "4 of 4 chips");
    program_gives("yield chips --chips 4 -o y.db --pass 'accuracy > 1'", 0, "4 of 4 runs were in the store");
    program_refuses("yield chips --chips 5 -o y.db", 2, "y.db");
}
END_TEST

/* ---- Pages ---- */

static char *page_of(const char *arguments, size_t pictures)
{
    char command[200];
    make_networks();
    snprintf(command, sizeof command, "%s --html p.html -q", arguments);
    struct outcome outcome = program_run(command);
    ck_assert_msg(outcome.code == 0 && !*outcome.out, "%s%s", outcome.out, outcome.err);
    outcome_free(&outcome);
    char *page = scratch_read("p.html");
    ck_assert_uint_eq(solved_count_elements(page, strlen(page), "svg"), pictures);
    ck_assert_uint_eq(solved_count_elements(page, strlen(page), "figcaption"), pictures);
    ck_assert_uint_eq(solved_count_elements(page, strlen(page), "script"), 0);
    return page;
}

struct shown {
    const char *arguments;
    size_t pictures;
    const char *text[9];
};

static const struct shown SHOWN[] = {
    {"yield chips --chips 4 --pass 'accuracy > 1'",
     0,
     {"<dd class=\"bad\">0.0 % (0.0 to 49.0 %), 0 of 4 chips</dd>", "<dd class=\"bad\">It misses accuracy &gt; 1</dd>",
      "<td>misses accuracy &gt; 1</td><td class=\"n\">4</td><td class=\"n\">100.0 %</td><td class=\"n\">1</td>",
      "<code>spinfield gen recall --neurons 8 --vdw loaded --sigma-rp 2% -o chips</code>",
      "spinfield yield chips --chips 4", "with solver, Spinfield ", "The network has one sigma only."}},
    {"yield two --chips 4 --pass 'accuracy >= 0'",
     1,
     {"<dd>It passes</dd>", "All chips work.", "<figcaption><b>Sensitivity.</b>",
      "<td>sigma-w</td><td class=\"n\">3 %</td><td class=\"n\">100.0 % (51.0 to 100.0 %)</td>"}},
    {"yield two --chips 4 --vary sigma-rp=2%,0,1% --vary vc=0.1,0.2 --pass 'accuracy >= 0'",
     1,
     {"<b>Yield over sigma-rp.</b>", "A line for each vc.", ">sigma-rp (%)</th>", ">vc (V)</th>",
      "<td class=\"n\">2</td><td class=\"n\">200m</td><td class=\"n\">4 of 4</td>", "sigma-rp (%)</text>",
      "Not computed with --vary; without it, each sigma is varied alone."}},
    {"yield two --chips 2 --vary sigma-rp=0:5%:6 --vary vc=0.1:0.2:6 --pass 'accuracy >= 0'",
     1,
     {"<b>Yield over sigma-rp and vc.</b>", "at sigma-rp = 0 %, vc = 100m"}},
    {"yield chips --chips 4 --vary dendrite=plain,balanced --pass 'accuracy > 1'",
     1,
     {"<b>Yield for each dendrite.</b>",
      "In 2 of 2 combinations it does not pass: it misses accuracy &gt; 1 at dendrite = plain"}},
    {"margin equal --of w,load,vdw-scale --reach 1.1 --starts 2 --pass 'accuracy >= 0 && v_dw_v < 0.052'",
     1,
     {"<b>Margins.</b>", "all runs of 2 starts and 1 chip pass", "spinfield margin equal --of w,load",
      "not tried: the reach", "misses v_dw_v &lt; 0.052</td><td class=\"n\">2 of 2</td><td class=\"n\">1</td>",
      "<code>spinfield gen recall --neurons 8 --vdw loaded -o equal</code>", "<td class=\"n\">+10.0 %</td>"}},
};

START_TEST(pages_say_what_was_found_and_what_made_it)
{
    const struct shown *shown = &SHOWN[_i];
    program_gives("gen recall -n 8 --vdw loaded --sigma-rp 2% --sigma-w 3% -o two -q", 0, "");
    char *page = page_of(shown->arguments, shown->pictures);
    for (size_t k = 0; shown->text[k]; k++) {
        ck_assert_msg(strstr(page, shown->text[k]) != NULL, "'%s' is not in the page:\n%s", shown->text[k],
                      strstr(page, "<header>"));
    }
    free(page);
}
END_TEST

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof *(array)))

Suite *yield_command_suite(void)
{
    Suite *suite = suite_create("yield_command");
    TCase *tcase = tcase_create("commands");
    tcase_add_checked_fixture(tcase, NULL, scratch_remove);
    tcase_add_test(tcase, a_margin_of_devices_that_vary_says_so);
    tcase_add_test(tcase, neurons_that_are_no_walls_are_told_what_holds_for_them);
    tcase_add_loop_test(tcase, what_is_asked_is_answered, 0, COUNT_OF(GIVEN));
    tcase_add_loop_test(tcase, what_cannot_be_is_refused_in_one_line, 0, COUNT_OF(REFUSED));
    tcase_add_test(tcase, several_processes_that_would_do_the_same_are_refused);
    tcase_add_test(tcase, a_nominal_network_that_does_not_pass_ends_with_code_1_and_a_line);
    tcase_add_test(tcase, a_yield_goes_on_with_its_store_and_judges_it_anew);
    tcase_add_loop_test(tcase, pages_say_what_was_found_and_what_made_it, 0, COUNT_OF(SHOWN));
    suite_add_tcase(suite, tcase);
    return suite;
}
