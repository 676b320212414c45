#include "cli/cli.h"

#include "base/number.h"
#include "base/output.h"
#include "base/text.h"
#include "netgen/network.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>

static error_t parse_common(int key, char *argument, struct argp_state *state)
{
    (void)argument;
    struct common_options *options = state->input;
    switch (key) {
    case 'j':
        options->json = true;
        return 0;
    case 'q':
        options->quiet = true;
        return 0;
    case 'v':
        options->verbose = true;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option COMMON_OPTIONS[] = {
    {"json", 'j', NULL, 0, "Print one JSON object and nothing else", 90},
    {"quiet", 'q', NULL, 0, "Print errors only", 90},
    {"verbose", 'v', NULL, 0, "Print more on stderr", 90},
    {0},
};

const struct argp common_argp = {.options = COMMON_OPTIONS, .parser = parse_common};

long whole_number(const char *argument, const char *option, long least, long greatest, struct argp_state *state)
{
    long value = least;
    if (!integer_parse(argument, least, greatest, &value)) {
        usage_error(state, "error: %s takes a whole number from %ld to %ld, not '%.40s'", option, least, greatest,
                    argument);
    }
    return value;
}

int take_word(const char *option, const char *argument, const char *const words[], int count,
              const struct argp_state *state)
{
    char known[100] = "";
    for (int k = 0; k < count; k++) {
        if (strcmp(words[k], argument) == 0) {
            return k;
        }
        snprintf(known + strlen(known), sizeof known - strlen(known), "%s%s", k == 0 ? "" : " or ", words[k]);
    }
    usage_error(state, "error: %s takes %s, not '%.40s'", option, known, argument);
}

double take_patience(const char *argument, struct argp_state *state)
{
    double patience = NAN;
    if (!number_parse(argument, &patience) || !(patience > 0.0 && patience <= 1e6)) {
        usage_error(state, "error: --patience takes seconds above 0 and at most 1e6, not '%.40s'", argument);
    }
    return patience;
}

/* Takes `end` off `word`, if it is the end of a file's name that has more than that. */
static void take_off(char *word, const char *end)
{
    const size_t length = strlen(word), of_end = strlen(end);
    if (length > of_end && word[length - of_end - 1] != '/' && strcmp(word + length - of_end, end) == 0) {
        word[length - of_end] = '\0';
    }
}

const char *take_deck_name(char *argument, const char *option, struct argp_state *state)
{
    take_off(argument, ".cir");
    const char *slash = strrchr(argument, '/'), *base = slash ? slash + 1 : argument;
    if (strcmp(argument, "-") == 0) {
        usage_error(state, "error: %s takes a name for files, NAME.cir and the like; they cannot go to standard output",
                    option);
    }
    if (!*base || strcmp(base, ".") == 0 || strcmp(base, "..") == 0) {
        usage_error(state, "error: %s takes a name for files, not '%.40s'", option, argument);
    }
    return argument;
}

const char *take_new_name(char *argument, const char *option, struct argp_state *state)
{
    take_off(argument, ".json");
    return take_deck_name(argument, option, state);
}

void require_word(const char *argument, const char *what, const struct argp_state *state)
{
    if (!*argument) {
        usage_error(state, "error: %s is an empty text; expected a name", what);
    }
}

error_t take_name(char *argument, struct argp_state *state, const char **name)
{
    if (*name) {
        usage_error(state, "error: expected one NAME, not also '%.40s'", argument);
    }
    require_word(argument, "NAME", state);
    *name = argument;
    return 0;
}

error_t take_name_and_raw(char *argument, struct argp_state *state, const char **name, const char **raw)
{
    if (*name && !*raw) {
        require_word(argument, "RAW", state);
        *raw = argument;
        return 0;
    }
    return take_name(argument, state, name);
}

void require_name_of_raw(struct argp_state *state, const char *name)
{
    if (!name) {
        usage_error(state, "error: NAME is missing; expected the name of the network");
    }
}

void check_outputs(struct argp_state *state, struct common_options *options, const char *const paths[], size_t count)
{
    const char *taken = NULL;
    for (size_t i = 0; i < count; i++) {
        if (paths[i] && output_is_stdout(paths[i])) {
            if (taken) {
                usage_error(state,
                            "error: two outputs for standard output; expected at most one, and files for the others");
            }
            taken = paths[i];
        }
    }
    if (taken && options->json) {
        usage_error(state, "error: --json uses standard output; expected a file name for '%.40s'", taken);
    }
    options->stdout_taken = taken != NULL;
}

bool prints_text(const struct common_options *options)
{
    return !options->json && !options->quiet && !options->stdout_taken;
}

int exit_code(enum status status, const struct diagnostic *diagnostic)
{
    if (status >= STATUS_INPUT) {
        const char *prefix = strncmp(diagnostic->text, "error: ", 7) == 0 ? "spinfield: " : "";
        fprintf(stderr, "%s%s\n", prefix, diagnostic->text);
    }
    return (int)status;
}

enum status print_document(struct document *document, int digits, struct diagnostic *diagnostic)
{
    struct text text;
    enum status status = text_begin(&text, diagnostic);
    if (status != STATUS_OK) {
        document_discard(document);
        return status;
    }
    status = document_write(document, digits, text.stream, diagnostic);
    if (status == STATUS_OK) {
        status = text_end(&text, diagnostic);
    }
    if (status == STATUS_OK) {
        fwrite(text.bytes, 1, text.size, stdout); /* finish_stdout looks for errors */
    }
    text_discard(&text);
    return status;
}

enum status finish_stdout(struct diagnostic *diagnostic)
{
    bool lost = ferror(stdout); /* in an earlier write, whose errno is gone */
    bool bad = fflush(stdout) != 0;
    int reason = errno;
    if (lost || bad) {
        __fpurge(stdout); /* said once is enough */
        clearerr(stdout);
        return fail(diagnostic, STATUS_SYSTEM, "error: cannot write to standard output: %s",
                    bad ? strerror(reason) : "a part was lost; is the disk full?");
    }
    return STATUS_OK;
}

char *path_of(const char *name, const char *suffix)
{
    char *path;
    return asprintf(&path, "%s%s", name, suffix) < 0 ? NULL : path;
}

/* Bytes of memory that the machine can give now; INFINITY if this is not known. */
static double memory_available(void)
{
    double kilobytes = INFINITY;
    char line[200];
    FILE *file = fopen("/proc/meminfo", "r");
    while (file && fgets(line, sizeof line, file)) {
        sscanf(line, "MemAvailable: %lf", &kilobytes);
    }
    if (file) {
        fclose(file);
    }
    return kilobytes * 1024.0;
}

enum status require_memory(double bytes, struct diagnostic *diagnostic)
{
    double available = memory_available();
    if (bytes > available) {
        return fail(diagnostic, STATUS_SYSTEM, "error: this needs %.1f GB of memory, and %.1f GB are available",
                    bytes * 1e-9, available * 1e-9);
    }
    return STATUS_OK;
}
