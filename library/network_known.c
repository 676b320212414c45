/* What is known about a network, and its files. */
#include "library/library.h"

#include "base/c_locale.h"
#include "base/document.h"
#include "base/output.h"
#include "netgen/deck.h"
#include "netgen/network_file.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"
#include "report/network_json.h"
#include "solver/solver.h"

#include <math.h>
#include <string.h>

enum spinfield_status spinfield_network_write(const struct spinfield_network *network, const char *path,
                                              struct spinfield_error *error)
{
    struct diagnostic why;
    struct output *output = NULL;
    enum spinfield_status good = LIBRARY_CHECK(error, {network, "network"}, {path, "path"});
    if (good != SPINFIELD_OK) {
        return good;
    }
    enum status status = output_open(path, &output, &why);
    if (status == STATUS_OK) {
        status = network_write(network->network, output, &why);
    }
    if (status == STATUS_OK) {
        status = output_commit(&output, 1, &why);
        output = NULL;
    }
    output_discard(output);
    return library_end(status, &why, error);
}

enum spinfield_status spinfield_network_deck(const struct spinfield_network *network, char **text,
                                             struct spinfield_error *error)
{
    struct diagnostic why;
    if (text) {
        *text = NULL;
    }
    enum spinfield_status good = LIBRARY_CHECK(error, {network, "network"}, {text, "text"});
    if (good != SPINFIELD_OK) {
        return good;
    }
    enum status status = deck_is_possible(network->network)
                             ? deck_text(network->network, DECK_COMPACT, text, &why)
                             : fail(&why, STATUS_INPUT, "error: a deck of %zu devices; ngspice takes at most %d",
                                    network_devices(network->network), DECK_GREATEST_DEVICES);
    return library_end(status, &why, error);
}

enum spinfield_status spinfield_network_json(const struct spinfield_network *network, char **text,
                                             struct spinfield_error *error)
{
    IN_C_LOCALE;
    struct diagnostic why;
    struct text json;
    if (text) {
        *text = NULL;
    }
    enum spinfield_status good = LIBRARY_CHECK(error, {network, "network"}, {text, "text"});
    if (!text || good != SPINFIELD_OK) {
        return good;
    }
    enum status status = text_begin(&json, &why);
    if (status != STATUS_OK) {
        return library_end(status, &why, error);
    }
    struct document document = document_begin();
    document_text(&document, "task", network->network->question->name);
    network_add(network->network, &document);
    status = document_write(&document, 17, json.stream, &why);
    if (status == STATUS_OK) {
        status = text_end(&json, &why);
    }
    if (status == STATUS_OK) {
        *text = json.bytes;
    } else {
        text_discard(&json);
    }
    return library_end(status, &why, error);
}

/* ---- What is known ---- */

enum spinfield_status spinfield_network_number(const struct spinfield_network *network, const char *name, double *value,
                                               struct spinfield_error *error)
{
    enum spinfield_status good = LIBRARY_CHECK(error, {network, "network"}, {name, "name"}, {value, "value"});
    if (good != SPINFIELD_OK) {
        return good;
    }
    const struct network *net = network->network;
    const bool walls = net->technology == &technology_wall;
    const struct {
        const char *name;
        double value; /* NaN where it is absent */
    } numbers[] = {
        {"n", (double)net->n},
        {"devices", (double)network_devices(net)},
        {"v_dw_v", walls ? network_greatest_v_dw(net) : NAN},
        {"v_c_v", walls ? net->v_c : NAN},
        {"t_load_s", net->t_load},
        {"t_stop_s", net->t_stop},
        {"optimum", net->question->optimum ? net->question->optimum(net) : NAN},
        {"solver_memory_bytes", solver_memory(net)},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (strcmp(numbers[i].name, name) == 0) {
            if (isnan(numbers[i].value)) {
                return library_absent("network", name, error);
            }
            *value = numbers[i].value;
            return SPINFIELD_OK;
        }
    }
    return library_unknown("number", name, error);
}

enum spinfield_status spinfield_network_text(const struct spinfield_network *network, const char *name,
                                             const char **text, struct spinfield_error *error)
{
    enum spinfield_status good = LIBRARY_CHECK(error, {network, "network"}, {name, "name"}, {text, "text"});
    if (good != SPINFIELD_OK) {
        return good;
    }
    bool is_start = strcmp(name, "start") == 0;
    if (!is_start && strcmp(name, "task") != 0) {
        return library_unknown("text", name, error);
    }
    const char *found = is_start ? network->network->start : network->network->question->name;
    if (!found) {
        return library_absent("network", name, error);
    }
    *text = found;
    return SPINFIELD_OK;
}
