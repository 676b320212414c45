#include "cli/network_files.h"

#include "cli/cli.h"
#include "netgen/network_file.h"

#include <stdlib.h>

static enum status write_deck(const struct network *network, enum deck_form form, const char *path,
                              struct output **output, struct diagnostic *diagnostic)
{
    enum status status = output_open(path, output, diagnostic);
    return status == STATUS_OK ? deck_write(network, form, *output, diagnostic) : status;
}

enum status network_files_open(const struct network *network, enum deck_form form, const char *name,
                               struct output *outputs[NETWORK_FILES], struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    char *json = path_of(name, ".json"), *deck = path_of(name, ".cir");
    outputs[0] = outputs[1] = NULL;
    if (!json || !deck) {
        status = fail_memory(diagnostic);
        goto done;
    }
    status = output_open(json, &outputs[0], diagnostic);
    if (status == STATUS_OK) {
        status = network_write(network, outputs[0], diagnostic);
    }
    if (status == STATUS_OK && deck_is_possible(network)) {
        status = write_deck(network, form, deck, &outputs[1], diagnostic);
    }
done:
    if (status != STATUS_OK) {
        output_discard(outputs[0]);
        output_discard(outputs[1]);
        outputs[0] = outputs[1] = NULL;
    }
    free(json);
    free(deck);
    return status;
}

enum status network_files_spare(const char *name, const char *raw, const char *const paths[], size_t count,
                                struct diagnostic *diagnostic)
{
    char *json = path_of(name, ".json"), *deck = path_of(name, ".cir"), *standard = path_of(name, ".raw");
    enum status status =
        json && deck && standard
            ? output_spare(paths, count, (const char *const[]){json, deck, standard, raw}, 4, diagnostic)
            : fail_memory(diagnostic);
    free(json);
    free(deck);
    free(standard);
    return status;
}
