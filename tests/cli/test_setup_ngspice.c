/* spinfield setup-ngspice: the lines in .spiceinit, and everything else as it was. */
#include "tests/suites.h"

#include "tests/support/program.h"
#include "tests/support/scratch.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *old_home;

/* The scratch folder is the home folder. */
static void move_home(void)
{
    const char *home = getenv("HOME");
    old_home = home ? strdup(home) : NULL;
    setenv("HOME", scratch_folder(), 1);
    unsetenv("SPICE_USERINIT_DIR");
}

static void restore_home(void)
{
    if (old_home) {
        setenv("HOME", old_home, 1);
    }
    free(old_home);
    scratch_remove();
}

static void expect_text(const char *name, const char *text)
{
    char *found = scratch_read(name);
    ck_assert_str_eq(found, text);
    free(found);
}

static bool is_there(const char *name)
{
    return access(IN_SCRATCH(name), F_OK) == 0;
}

START_TEST(undo_gives_the_file_back_byte_for_byte)
{
    static const char *const TEXTS[] = {"", "set noaskquit", "set noaskquit\n", "\n\n* mine\nset a = ( 1 2 )\n\n",
                                        "\n"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        struct stat kind;
        program_input(".spiceinit", TEXTS[i]);
        chmod(IN_SCRATCH(".spiceinit"), 0640);
        program_gives("setup-ngspice", 0, ".spiceinit: added the lines\n    codemodel /");
        char *once = scratch_read(".spiceinit");
        ck_assert_int_eq(strncmp(once, TEXTS[i], strlen(TEXTS[i])), 0);
        ck_assert_ptr_nonnull(strstr(once, "codemodel /"));
        program_gives("setup-ngspice", 0, ".spiceinit: already has the lines");
        expect_text(".spiceinit", once);
        ck_assert_int_eq(stat(IN_SCRATCH(".spiceinit"), &kind), 0);
        ck_assert_int_eq(kind.st_mode & 07777, 0640);
        program_gives("setup-ngspice --undo", 0, ".spiceinit: removed the lines");
        expect_text(".spiceinit", TEXTS[i]);
        program_gives("setup-ngspice --undo", 0, "no lines to remove");
        ck_assert(is_there(".spiceinit"));
        free(once);
    }
}
END_TEST

/* What the build found, in build/libngspice/facts. */
START_TEST(it_says_which_ngspice_the_lines_are_for)
{
    char fact[200] = "", said[300];
    FILE *facts = fopen("build/libngspice/facts", "r");
    ck_assert_ptr_nonnull(facts);
    while (strncmp(fact, "ngspice ", 8) != 0) {
        ck_assert_ptr_nonnull(fgets(fact, sizeof fact, facts));
    }
    fclose(facts);
    snprintf(said, sizeof said, "built for %.*s; another", (int)strcspn(fact, "\n"), fact);
    program_gives("setup-ngspice", 0, said);
}
END_TEST

START_TEST(a_file_that_was_made_is_removed)
{
    program_gives("setup-ngspice -q", 0, "");
    ck_assert(is_there(".spiceinit"));
    program_gives("setup-ngspice --undo -q", 0, "");
    ck_assert(!is_there(".spiceinit"));
}
END_TEST

/* A deck that includes dwmtj.lib runs in plain ngspice. */
static void expect_ngspice_knows_the_device(const char *init)
{
    char command[2000], here[1000];
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    snprintf(command, sizeof command, "cd '%s' && ngspice -b '%s/examples/pulse.cir' >out 2>&1", scratch_folder(),
             here);
    int code = system(command);
    char *out = scratch_read("out");
    ck_assert_msg(code == 0 && strstr(out, "\nx_pulse  "), "after \"%s\": %s", init, out);
    free(out);
}

/* Whatever stands above and below: ngspice reads the first line of the file, and one with a ';', in another way. */
START_TEST(plain_ngspice_then_runs_decks)
{
    static const char *const ABOVE[] = {"", "set noaskquit", "set noaskquit\n", "* mine\n\nset a = ( 1 2 )\n", "\n"};
    static const char *const BELOW[] = {"", "set b\n", "\n* the end ; of it\nset b"};
    for (size_t i = 0; i < sizeof ABOVE / sizeof *ABOVE; i++) {
        for (size_t k = 0; k < sizeof BELOW / sizeof *BELOW; k++) {
            bool ended = strlen(ABOVE[i]) > 0 && ABOVE[i][strlen(ABOVE[i]) - 1] == '\n';
            char whole[500];
            program_input(".spiceinit", ABOVE[i]);
            program_gives("setup-ngspice", 0, "added");
            char *with = scratch_read(".spiceinit");
            snprintf(whole, sizeof whole, "%s%s%s", with, ended || !BELOW[k][0] ? "" : "\n", BELOW[k]);
            program_input(".spiceinit", whole);
            expect_ngspice_knows_the_device(whole);
            program_gives("setup-ngspice --undo", 0, "removed the lines");
            snprintf(whole, sizeof whole, "%s%s%s", ABOVE[i], ended || !BELOW[k][0] ? "" : "\n", BELOW[k]);
            expect_text(".spiceinit", whole);
            free(with);
        }
    }
}
END_TEST

static const char *in_folder(char path[3000], const char *folder, const char *name)
{
    snprintf(path, 3000, "%s/%s", folder, name);
    return path;
}

/* The lines of earlier versions: both commands in one, and the code model under another name. */
START_TEST(the_lines_of_an_older_version_are_mended_and_undone)
{
    static const struct {
        const char *model, *between;
    } OLD[] = {{"spinfield.cm", " ; "}, {"dwmtj.cm", "\n"}, {"dwmtj.cm", " ; "}};
    char path[3000], old[6000], new[6000];
    char *folder = strdup(program_path()), *resolved = realpath(dirname(folder), NULL);
    char *library = realpath(in_folder(path, resolved, "dwmtj.lib"), NULL),
         *model = realpath(in_folder(path, resolved, "spinfield.cm"), NULL);
    const char *libraries = dirname(library), *models = dirname(model);
    const char *const form = "set a\ncodemodel %s/%s%ssetcs sourcepath = ( $sourcepath %s )\nset b";
    snprintf(new, sizeof new, form, models, "spinfield.cm", "\n", libraries);
    for (size_t i = 0; i < sizeof OLD / sizeof *OLD; i++) {
        snprintf(old, sizeof old, form, models, OLD[i].model, OLD[i].between, libraries);
        program_input(".spiceinit", old);
        program_gives("setup-ngspice --undo", 0, "removed the lines");
        expect_text(".spiceinit", "set a\nset b");
        program_input(".spiceinit", old);
        program_gives("setup-ngspice", 0, "replaced the lines of an older version");
        expect_text(".spiceinit", new);
        if (i == 0) {
            expect_ngspice_knows_the_device(new);
        }
        program_gives("setup-ngspice --undo", 0, "removed the lines");
        expect_text(".spiceinit", "set a\nset b");
    }
    free(folder);
    free(resolved);
    free(library);
    free(model);
}
END_TEST

/* ngspice reads one file only. */
START_TEST(the_line_goes_where_ngspice_reads)
{
    program_input("spice.rc", "set a\n");
    program_gives("setup-ngspice", 0, "spice.rc: added");
    ck_assert(!is_there(".spiceinit"));
    program_gives("setup-ngspice --undo", 0, "spice.rc: removed the lines");
    expect_text("spice.rc", "set a\n");
    unlink(IN_SCRATCH("spice.rc"));

    mkdir(IN_SCRATCH("dots"), 0777);
    program_input("dots/init", "set a\n");
    ck_assert_int_eq(symlink("dots/init", IN_SCRATCH(".spiceinit")), 0);
    program_gives("setup-ngspice", 0, "dots/init: added");
    struct stat kind;
    ck_assert_int_eq(lstat(IN_SCRATCH(".spiceinit"), &kind), 0);
    ck_assert(S_ISLNK(kind.st_mode));

    mkdir(IN_SCRATCH("elsewhere"), 0777);
    program_input("elsewhere/.spiceinit", "set b\n");
    setenv("SPICE_USERINIT_DIR", IN_SCRATCH("elsewhere"), 1);
    program_gives("setup-ngspice", 0, "elsewhere/.spiceinit: added");
    unsetenv("SPICE_USERINIT_DIR");
}
END_TEST

START_TEST(a_file_in_the_working_folder_is_told_of)
{
    struct outcome outcome = program_run("setup-ngspice");
    ck_assert_ptr_null(strstr(outcome.out, "In this folder"));
    outcome_free(&outcome);
    mkdir(IN_SCRATCH("home"), 0777);
    setenv("HOME", IN_SCRATCH("home"), 1);
    program_gives("setup-ngspice", 0, "In this folder ngspice reads the folder's own");
}
END_TEST

START_TEST(what_cannot_work_is_refused)
{
    for (int old = 0; old < 2; old++) {
        program_input(".spiceinit",
                      old ? "set a\n  codemodel /old/dwmtj.cm\n" : "set a\n  codemodel /old/spinfield.cm\n");
        program_refuses("setup-ngspice", 2, ".spiceinit:2: error: another code model of Spinfield");
    }
    unlink(IN_SCRATCH(".spiceinit"));
    mkdir(IN_SCRATCH(".spiceinit"), 0777);
    program_refuses("setup-ngspice", 2, "not a file");
    rmdir(IN_SCRATCH(".spiceinit"));
    program_gives("setup-ngspice extra", 2, "no argument");
    setenv("HOME", "/nowhere", 1);
    program_refuses("setup-ngspice", 2, "/nowhere/.spiceinit: error: cannot write");
    unsetenv("HOME");
    program_refuses("setup-ngspice", 2, "HOME is not set");
}
END_TEST

/* One copy of the program, in a folder that takes one name after the other. */
START_TEST(a_folder_that_ngspice_cannot_name_is_refused)
{
    static const char *const FOLDERS[] = {"two words", "it's", "a;b", "a,b", "a$b", "a{b}", "a\\b"};
    char command[8000], *source = strdup(program_path());
    *strrchr(source, '/') = '\0';
    setenv("SOURCE", source, 1);
    setenv("BEFORE", "copy", 1);
    snprintf(command, sizeof command,
             "cd '%s' && mkdir copy && cp -L \"$SOURCE/spinfield\" \"$SOURCE/spinfield.cm\" \"$SOURCE/dwmtj.lib\" copy",
             scratch_folder());
    ck_assert_int_eq(system(command), 0);
    snprintf(command, sizeof command,
             "cd '%s' && mv \"$BEFORE\" \"$FOLDER\" && \"$FOLDER/spinfield\" setup-ngspice 2>out", scratch_folder());
    for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS; i++) {
        setenv("FOLDER", FOLDERS[i], 1);
        int status = system(command);
        char *out = scratch_read("out");
        ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 2, "%s: %s", FOLDERS[i], out);
        ck_assert_msg(strstr(out, "ngspice cannot take the character"), "%s", out);
        ck_assert(!is_there(".spiceinit"));
        free(out);
        setenv("BEFORE", FOLDERS[i], 1);
    }
    free(source);
}
END_TEST

Suite *setup_ngspice_suite(void)
{
    Suite *suite = suite_create("setup_ngspice");
    TCase *file = tcase_create("file");
    tcase_add_checked_fixture(file, move_home, restore_home);
    tcase_add_test(file, undo_gives_the_file_back_byte_for_byte);
    tcase_add_test(file, it_says_which_ngspice_the_lines_are_for);
    tcase_add_test(file, a_file_that_was_made_is_removed);
    tcase_add_test(file, plain_ngspice_then_runs_decks);
    tcase_add_test(file, the_lines_of_an_older_version_are_mended_and_undone);
    tcase_add_test(file, the_line_goes_where_ngspice_reads);
    tcase_add_test(file, a_file_in_the_working_folder_is_told_of);
    tcase_add_test(file, what_cannot_work_is_refused);
    tcase_add_test(file, a_folder_that_ngspice_cannot_name_is_refused);
    suite_add_tcase(suite, file);
    return suite;
}
