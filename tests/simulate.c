#include "simulate.h"

#include "deck.h"
#include "number.h"
#include "scratch.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct spice_job simulate_job(const char *deck, double rest_from)
{
    return (struct spice_job){
        .host = "build/spinfield-ngspice",
        .code_model = "build/dwmtj.cm",
        .deck = deck,
        .rest_vector = DECK_MOTION,
        .rest_from = rest_from,
        .patience = 120.0,
    };
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

struct table *simulate_network(const struct network *network)
{
    struct diagnostic why;
    char *deck;
    ck_assert_int_eq(deck_text(network, &deck, &why), STATUS_OK);
    struct table *table = simulate(deck, deck_rest_from(network));
    free(deck);
    return table;
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

char *simulate_plainly(const char *deck, const char *raw)
{
    char path[SCRATCH_PATH], init[SCRATCH_PATH], here[2000];
    char line[2100], command[4000];
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    snprintf(line, sizeof line, "codemodel %s/build/dwmtj.cm\n", here);
    scratch_write(init, ".spiceinit", line, strlen(line));
    scratch_write(path, "plain.cir", deck, strlen(deck));
    snprintf(command, sizeof command, "cd '%s' && ngspice -b %s%s plain.cir 2>&1", scratch_folder(), raw ? "-r " : "",
             raw ? raw : "");
    FILE *ngspice = popen(command, "r");
    ck_assert_ptr_nonnull(ngspice);
    char *printed = read_stream(ngspice);
    pclose(ngspice);
    return printed;
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
