#include "tests/support/simulate.h"

#include "base/number.h"
#include "tests/support/scratch.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *simulate_model(int model)
{
    return model == WATCHED ? "dwmtj_watched" : "dwmtj_network";
}

struct spice_job simulate_job(const char *deck, double rest_from)
{
    return (struct spice_job){
        .host = "build/spinfield-ngspice",
        .code_model = "build/spinfield.cm",
        .deck = deck,
        .rest_vector = DECK_MOTION,
        .rest_from = rest_from,
        .patience = PATIENCE,
    };
}

void simulate_fake_host(char path[SCRATCH_PATH], const char *script)
{
    char text[400];
    snprintf(text, sizeof text, "#!/bin/sh\n%s\n", script);
    scratch_write(path, "host", text, strlen(text));
    ck_assert_int_eq(chmod(path, 0700), 0);
}

static struct table *simulate(const char *deck, double rest_from)
{
    struct spice_job job = simulate_job(deck, rest_from);
    struct spice_result result;
    struct diagnostic why;
    ck_assert_msg(spice_run(&job, &result, &why) == STATUS_OK, "%s", why.text);
    return result.table;
}

struct table *simulate_deck(const char *deck)
{
    return simulate(deck, INFINITY);
}

void simulate_failure(const char *deck, const char *message)
{
    struct spice_job job = simulate_job(deck, INFINITY);
    struct spice_result result;
    struct diagnostic why;
    ck_assert_int_eq(spice_run(&job, &result, &why), STATUS_SIMULATOR);
    ck_assert_ptr_null(result.table);
    ck_assert_msg(strstr(why.text, message), "\"%s\" does not say \"%s\"", why.text, message);
}

double simulate_at(const struct table *table, size_t row, const char *column)
{
    size_t c = table_find(table, column);
    ck_assert_msg(c < table->columns, "no column %s", column);
    return table->value[row * table->columns + c];
}

struct table *simulate_form(const struct network *network, enum deck_form form)
{
    struct diagnostic why;
    char *deck;
    ck_assert_int_eq(deck_text(network, form, &deck, &why), STATUS_OK);
    struct table *table = simulate(deck, deck_rest_from(network));
    free(deck);
    return table;
}

struct table *simulate_network(const struct network *network)
{
    return simulate_form(network, DECK_COMPACT);
}

static char *read_stream(FILE *stream)
{
    char *text = NULL;
    size_t room = 0;
    if (getdelim(&text, &room, '\0', stream) < 0) {
        free(text);
        return strdup("");
    }
    return text;
}

/* The folder of the checkout, to be freed. */
static char *here(void)
{
    char *folder = getcwd(NULL, 0);
    ck_assert_ptr_nonnull(folder);
    return folder;
}

/* What "ngspice ARGUMENTS" prints in the scratch folder, to be freed. Measures have eight digits: by itself 46 prints
 * six, and 39 seven. */
static char *run_ngspice(const char *arguments)
{
    char *command;
    ck_assert_int_ge(
        asprintf(&command, "cd '%s' && NGSPICE_MEAS_PRECISION=7 ngspice %s 2>&1", scratch_folder(), arguments), 0);
    FILE *ngspice = popen(command, "r");
    ck_assert_ptr_nonnull(ngspice);
    char *printed = read_stream(ngspice);
    pclose(ngspice);
    free(command);
    return printed;
}

static void write_spiceinit(void)
{
    char path[SCRATCH_PATH], *text, *folder = here();
    ck_assert_int_ge(
        asprintf(&text, "codemodel %s/build/spinfield.cm\nsetcs sourcepath = ( . %s/build )\n", folder, folder), 0);
    scratch_write(path, ".spiceinit", text, strlen(text));
    free(text);
    free(folder);
}

char *simulate_plainly(const char *deck, const char *raw)
{
    char path[SCRATCH_PATH], *arguments;
    write_spiceinit();
    scratch_write(path, "plain.cir", deck, strlen(deck));
    ck_assert_int_ge(asprintf(&arguments, "-b %s%s plain.cir", raw ? "-r " : "", raw ? raw : ""), 0);
    char *printed = run_ngspice(arguments);
    free(arguments);
    return printed;
}

char *simulate_file(const char *path)
{
    char *arguments, *folder = here();
    write_spiceinit();
    ck_assert_int_ge(asprintf(&arguments, "-b '%s/%s'", folder, path), 0);
    char *printed = run_ngspice(arguments);
    free(arguments);
    free(folder);
    return printed;
}

char *simulate_bare(const char *deck)
{
    char path[SCRATCH_PATH];
    scratch_write(path, "bare.cir", deck, strlen(deck));
    return run_ngspice("-n -b bare.cir");
}

char *simulate_include(const char *library)
{
    char *line, *folder = here();
    ck_assert_int_ge(asprintf(&line, ".include %s/build/%s\n", folder, library), 0);
    free(folder);
    return line;
}

double simulate_measured(const char *printed, const char *name)
{
    size_t length = strlen(name);
    for (const char *line = printed; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        const char *equals = line + length + strspn(line + length, " ");
        if (strncmp(line, name, length) == 0 && *equals == '=') {
            return strtod(equals + 1, NULL);
        }
    }
    ck_abort_msg("ngspice did not measure %s:\n%s", name, printed);
    return NAN;
}
