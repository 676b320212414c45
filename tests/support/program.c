#include "tests/support/program.h"

#include "tests/support/scratch.h"

#include <check.h>
#include <fts.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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
    snprintf(command, sizeof command, "cd '%s' && { exec '%s' %s; } >.out 2>.err", scratch_folder(), program_path(),
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

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

char *program_files(void)
{
    char *text, *folder = strdup(scratch_folder());
    size_t size;
    FILE *out = open_memstream(&text, &size);
    FTS *files = fts_open((char *[]){folder, NULL}, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
    ck_assert(out && files);
    for (const FTSENT *file; (file = fts_read(files));) {
        bool ours = strcmp(file->fts_name, ".out") == 0 || strcmp(file->fts_name, ".err") == 0;
        if (!ours && (file->fts_info == FTS_F || file->fts_info == FTS_SL || file->fts_info == FTS_DEFAULT)) {
            const struct stat *kind = file->fts_statp;
            fprintf(out, "%s %lld %lld.%09ld\n", file->fts_path + strlen(folder) + 1, (long long)kind->st_size,
                    (long long)kind->st_mtim.tv_sec, kind->st_mtim.tv_nsec);
        }
    }
    fts_close(files);
    fclose(out);
    free(folder);
    return text;
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
