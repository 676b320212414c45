#include "simulation.h"

#include "companion.h"
#include "deck.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void show_progress(void *context, double time, size_t point)
{
    (void)context;
    fprintf(stderr, "\rngspice: %6.1f ns, %zu time points ", time * 1e9, point);
}

static void clear_progress(void)
{
    fputs("\r\033[K", stderr);
}

enum status simulation_check(const struct network *network, struct diagnostic *diagnostic)
{
    if (network->n > DECK_GREATEST_N) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: %zu neurons are more than the %d of a deck; 'spinfield solve' takes them", network->n,
                    DECK_GREATEST_N);
    }
    return STATUS_OK;
}

enum status simulation_run(const struct network *network, double patience, const struct common_options *options,
                           struct spice_result *result, struct diagnostic *diagnostic)
{
    bool terminal = isatty(STDERR_FILENO) && !options->quiet && !options->verbose;
    char *deck = NULL, *host = NULL, *code_model = NULL;
    enum status status = companion_find(COMPANION_HOST, &host, diagnostic);
    if (status == STATUS_OK) {
        status = companion_find(COMPANION_CODE_MODEL, &code_model, diagnostic);
    }
    if (status == STATUS_OK) {
        status = deck_text(network, &deck, diagnostic);
    }
    if (status == STATUS_OK) {
        struct spice_job job = {
            .host = host,
            .code_model = code_model,
            .deck = deck,
            .rest_vector = DECK_MOTION,
            .rest_from = deck_rest_from(network),
            .patience = patience,
            .log = options->verbose ? stderr : NULL,
            .progress = terminal ? show_progress : NULL,
        };
        status = spice_run(&job, result, diagnostic);
        if (terminal) {
            clear_progress();
        }
    }
    free(deck);
    free(host);
    free(code_model);
    return status;
}
