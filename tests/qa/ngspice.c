#include "tests/qa/ngspice.h"

#include "tests/qa/circuit.h"
#include "tests/qa/guard.h"
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 120, PATH_SIZE = 480, LAST_WORDS = 300 }; /* SECONDS of processor time, then a run has hung */

static const char DECK[] = "deck.cir", DATA[] = "data.txt", PRINTED[] = "printed.txt", VALGRIND[] = "valgrind.txt";

static const char *in_folder(const struct bench *bench, const char *file, char path[PATH_SIZE])
{
    snprintf(path, PATH_SIZE, "%s/%s", bench->folder, file);
    return path;
}

static enum status write_file(const struct bench *bench, const char *name, const char *text,
                              struct diagnostic *diagnostic)
{
    char path[PATH_SIZE];
    FILE *file = fopen(in_folder(bench, name, path), "w");
    bool written = file && fputs(text, file) >= 0;
    if (file && fclose(file) != 0) {
        written = false;
    }
    return written ? STATUS_OK : fail_errno(diagnostic, path, "cannot be written", errno);
}

/* The absolute path of `file` beside `program`; NULL where it cannot be read. */
static char *beside(const char *program, const char *file, const char *ending)
{
    char path[PATH_MAX];
    const char *slash = strrchr(program, '/');
    snprintf(path, sizeof path, "%.*s%s%s", (int)(slash ? slash + 1 - program : 0), program, file, ending);
    return realpath(path, NULL);
}

/* ngspice reads no settings of the user. */
static void settle_environment(const struct bench *bench)
{
    setenv("HOME", bench->folder, 1);
    setenv("LC_ALL", "C", 1);
    setenv("OMP_NUM_THREADS", "1", 1);
    unsetenv("SPICE_SCRIPTS");
    unsetenv("SPICE_LIB_DIR");
}

enum status bench_open(struct bench *bench, const char *program, const char *device, struct diagnostic *diagnostic)
{
    char *init;
    const char *given = getenv("TMPDIR"), *parent = given ? given : "/tmp";
    *bench = (struct bench){.portable = beside(program, device, "_behavioural.lib"),
                            .library = beside(program, device, ".lib"),
                            .code_model = beside(program, "spinfield.cm", "")};
    if (!bench->library || !bench->code_model || (!bench->portable && errno == ENOMEM)) {
        return errno == ENOMEM ? fail_memory(diagnostic)
                               : fail(diagnostic, STATUS_SIMULATOR,
                                      "error: no code model beside %s; build it with 'make'", program);
    }
    int length = snprintf(bench->folder, sizeof bench->folder, "%s/spinfield-qa-XXXXXX", parent);
    if (length >= (int)sizeof bench->folder) {
        return fail(diagnostic, STATUS_INPUT, "error: TMPDIR has %zu bytes; expected at most %zu", strlen(parent),
                    sizeof bench->folder - (strlen("/spinfield-qa-XXXXXX") + 1));
    }
    enum status status = guard_folder(bench->folder, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (asprintf(&init, "codemodel %s\n", bench->code_model) < 0) {
        return fail_memory(diagnostic);
    }
    settle_environment(bench);
    status = write_file(bench, ".spiceinit", init, diagnostic);
    free(init);
    return status;
}

void bench_close(struct bench *bench)
{
    free(bench->library);
    free(bench->portable);
    free(bench->code_model);
    *bench = (struct bench){0};
}

/* Starts ngspice on the deck, its output to a file; an error number where that fails. */
static int start_ngspice(const struct bench *bench, enum run_kind kind, pid_t *pid)
{
    static const struct rlimit LIMIT = {SECONDS, SECONDS}, NO_CORE = {0, 0};
    static const char *const PLAINLY[] = {"ngspice", "-b", DECK, NULL};
    static const char *const UNDER_VALGRIND[] = {"valgrind",
                                                 "--leak-check=full",
                                                 "--vgdb=no", /* whose pipes would be left in TMPDIR */
                                                 "--errors-for-leak-kinds=none",
                                                 "--log-file=valgrind.txt",
                                                 "ngspice",
                                                 "-b",
                                                 DECK,
                                                 NULL};
    char path[PATH_SIZE];
    const char *const *words = kind == RUN_UNDER_VALGRIND ? UNDER_VALGRIND : PLAINLY;
    int out = open(in_folder(bench, PRINTED, path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (out < 0) {
        return errno;
    }
    int error = process_start(&(struct process_job){words[0], words, NULL, bench->folder, {-1, out, out, -1}}, pid);
    close(out);
    if (!error) {
        prlimit(*pid, RLIMIT_CPU, &LIMIT, NULL);
        prlimit(*pid, RLIMIT_CORE, &NO_CORE, NULL);
    }
    return error;
}

static enum status run_ngspice(const struct bench *bench, enum run_kind kind, struct diagnostic *diagnostic)
{
    char path[PATH_SIZE];
    int how = 0;
    pid_t pid = -1;
    remove(in_folder(bench, DATA, path));
    remove(in_folder(bench, VALGRIND, path));
    fflush(stdout);
    int error = start_ngspice(bench, kind, &pid);
    if (error == ENOENT || error == EACCES) {
        return fail(diagnostic, STATUS_SIMULATOR, "error: ngspice%s cannot be started",
                    kind == RUN_UNDER_VALGRIND ? " under valgrind" : "");
    }
    error = error ? error : process_wait(pid, &how, NULL);
    if (error) {
        return fail(diagnostic, STATUS_SYSTEM, "error: no process for ngspice: %s", strerror(error));
    }
    if (WIFEXITED(how) && WEXITSTATUS(how) == 127) {
        return fail(diagnostic, STATUS_SIMULATOR, "error: ngspice%s cannot be started",
                    kind == RUN_UNDER_VALGRIND ? " under valgrind" : "");
    }
    if (WIFSIGNALED(how)) {
        return fail(diagnostic, STATUS_SIMULATOR, "error: ngspice ended by signal %d (%s)", WTERMSIG(how),
                    strsignal(WTERMSIG(how)));
    }
    return STATUS_OK;
}

/* The text of a file in the folder, to be freed; "" where there is none, NULL where memory is short or it
 * cannot be read. */
static char *read_file(const struct bench *bench, const char *name)
{
    char path[PATH_SIZE], *text = NULL;
    size_t room = 0;
    FILE *file = fopen(in_folder(bench, name, path), "r");
    bool absent = !file && errno == ENOENT;
    bool read = file && getdelim(&text, &room, '\0', file) >= 0;
    bool empty = absent || (file && !read && feof(file));
    if (!read) {
        free(text);
        text = empty ? strdup("") : NULL;
    }
    if (file) {
        fclose(file);
    }
    return text;
}

/* The number behind the first "KEY" in `text`; NaN where there is none. */
static double number_after(const char *text, const char *key)
{
    const char *found = strstr(text, key);
    return found ? strtod(found + strlen(key), NULL) : NAN;
}

/* How often `what` stands in `text`. */
static size_t count(const char *text, const char *what)
{
    size_t found = 0;
    for (const char *next = text; (next = strstr(next, what)); next++) {
        found++;
    }
    return found;
}

/* Takes ngspice's table apart: a line of names, then rows of the place and a column for each output, or two where the
 * numbers are complex. False where it is no such table, or memory is short. */
static bool take_table(const struct trial *trial, const struct run *run, const char *text, struct run_data *data)
{
    const char *body = strchr(text, '\n');
    size_t wanted = 0, words = 0, lines = body ? count(body + 1, "\n") : 0;
    for (size_t i = 0; i < trial->property->outputs; i++) {
        wanted += circuit_has_output(run, trial->property->output[i].name);
    }
    for (const char *next = text; body && (next += strspn(next, " \t")) < body; next += strcspn(next, " \t\n")) {
        words++;
    }
    const bool is_complex = words == 2 * wanted + 1;
    if (lines == 0 || (!is_complex && words != wanted + 1)) {
        return false;
    }
    for (size_t c = 0; c < 2 * trial->property->outputs + 1; c++) {
        if (c == 0 || circuit_has_output(run, trial->property->output[(c - 1) / 2].name)) {
            data->column[c] = calloc(lines, sizeof(double));
            if (!data->column[c]) {
                return false;
            }
        }
    }
    const char *next = body + 1;
    for (size_t row = 0; row < lines; row++) {
        for (size_t c = 0; c < 2 * trial->property->outputs + 1; c++) {
            const bool is_imaginary = c > 0 && c % 2 == 0;
            if (data->column[c] && (is_complex || !is_imaginary)) {
                char *end;
                data->column[c][row] = strtod(next, &end);
                if (end == next) {
                    return false;
                }
                next = end;
            }
        }
    }
    data->rows = lines;
    return true;
}

/* The end of what ngspice said, on one line. */
static const char *last_words(const char *printed, char words[LAST_WORDS])
{
    size_t length = strlen(printed);
    snprintf(words, LAST_WORDS, "%s", printed + (length >= LAST_WORDS ? length - LAST_WORDS + 1 : 0));
    for (char *next = words; *next; next++) {
        if (*next == '\n') {
            *next = ' ';
        }
    }
    return words;
}

static enum status take_data(const struct bench *bench, struct trial *trial, const struct run *run,
                             struct run_data *data)
{
    char *table = read_file(bench, DATA), *valgrind = read_file(bench, VALGRIND);
    data->printed = read_file(bench, PRINTED);
    enum status status = table && valgrind && data->printed ? STATUS_OK : fail_memory(trial->diagnostic);
    if (status == STATUS_OK) {
        data->iterations = number_after(data->printed, "Transient iterations = ");
        data->valgrind_errors = number_after(valgrind, "ERROR SUMMARY: ") + (double)count(valgrind, "spinfield.cm");
        errno = 0;
        bool taken = take_table(trial, run, table, data);
        if (!taken && errno == ENOMEM) {
            status = fail_memory(trial->diagnostic);
        } else if (!taken && !run->refusal && trial->property->outputs > 0) {
            char words[LAST_WORDS];
            status = fail(trial->diagnostic, STATUS_SIMULATOR, "%s:%ld: error: ngspice gave no data; it last said: %s",
                          trial->property->path, run->line, last_words(data->printed, words));
        }
    }
    free(table);
    free(valgrind);
    return status;
}

enum status bench_run(const struct bench *bench, struct trial *trial, size_t run)
{
    const struct circuit_files files = {.library = bench->library, .portable = bench->portable, .data = DATA};
    const struct run *what = &trial->property->run[run];
    char *deck;
    enum status status = circuit_deck(trial, what, &files, &deck);
    if (status == STATUS_OK) {
        status = write_file(bench, DECK, deck, trial->diagnostic);
    }
    if (status == STATUS_OK) {
        status = run_ngspice(bench, what->kind, trial->diagnostic);
    }
    if (status == STATUS_OK) {
        status = take_data(bench, trial, what, &trial->data[run]);
    }
    free(deck);
    return status;
}
