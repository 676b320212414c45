#include "program.h"

#include "scratch.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

const char *program_path(void)
{
    static char path[2200];
    char here[2000];
    const char *named = getenv("SPINFIELD");
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    if (named && named[0] == '/') {
        return named;
    }
    snprintf(path, sizeof path, "%s/%s", here, named ? named : "build/spinfield");
    return path;
}

struct outcome program_run(const char *arguments)
{
    char command[8000];
    snprintf(command, sizeof command, "cd '%s' && (exec '%s' %s) >.out 2>.err", scratch_folder(), program_path(),
             arguments);
    int status = system(command);
    return (struct outcome){WIFEXITED(status) && WEXITSTATUS(status) < 128 ? WEXITSTATUS(status) : -1,
                            scratch_read(".out"), scratch_read(".err")};
}

int program_shell(const char *text)
{
    char command[8000];
    setenv("S", program_path(), 1);
    snprintf(command, sizeof command, "cd '%s' && { %s\n} >.out 2>.err", scratch_folder(), text);
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void outcome_free(struct outcome *outcome)
{
    free(outcome->out);
    free(outcome->err);
}

void program_gives(const char *arguments, int code, const char *message)
{
    struct outcome outcome = program_run(arguments);
    const char *text = code >= 2 ? outcome.err : outcome.out;
    ck_assert_msg(outcome.code == code, "'%s' gave %d, not %d: %s%s", arguments, outcome.code, code, outcome.out,
                  outcome.err);
    ck_assert_msg(strstr(text, message), "'%s' said \"%s\", not \"%s\"", arguments, text, message);
    outcome_free(&outcome);
}

char *program_files(void)
{
    char command[SCRATCH_PATH + 100];
    snprintf(command, sizeof command,
             "cd '%s' && find . -type f ! -name .out ! -name .err -printf '%%f %%s %%T@\\n' | sort >.err",
             scratch_folder());
    if (system(command) < 0) {
        ck_abort_msg("no shell");
    }
    return scratch_read(".err");
}

void program_refuses(const char *arguments, int code, const char *message)
{
    char *before = program_files();
    struct outcome outcome = program_run(arguments);
    char *after = program_files();
    ck_assert_msg(outcome.code == code, "'%s' gave %d, not %d: %s", arguments, outcome.code, code, outcome.err);
    ck_assert_msg(strstr(outcome.err, message), "'%s' said \"%s\", not \"%s\"", arguments, outcome.err, message);
    ck_assert_msg(strchr(outcome.err, '\n') == outcome.err + strlen(outcome.err) - 1, "'%s' said more than a line: %s",
                  arguments, outcome.err);
    ck_assert_str_eq(outcome.out, "");
    ck_assert_msg(strcmp(before, after) == 0, "'%s' changed files:\n%s%s", arguments, before, after);
    outcome_free(&outcome);
    free(before);
    free(after);
}

void program_input(const char *name, const char *text)
{
    char path[SCRATCH_PATH];
    scratch_write(path, name, text, strlen(text));
}

json_t *program_json(const char *arguments)
{
    struct outcome outcome = program_run(arguments);
    json_error_t error;
    ck_assert_msg(outcome.code == 0, "'%s' gave %d: %s", arguments, outcome.code, outcome.err);
    json_t *json = json_loads(outcome.out, 0, &error);
    ck_assert_msg(json, "%s: %s", error.text, outcome.out);
    outcome_free(&outcome);
    return json;
}
