#include "report/network_json.h"

#include "base/document.h"
#include "netgen/technologies/technology.h"
#include "report/notes.h"
#include "report/warnings.h"

void network_add(const struct network *network, struct document *document)
{
    const bool limited = network->weights.edges_only, walls = network->technology == &technology_wall;
    struct warnings warnings;
    document_count(document, "n", network->n);
    document_count(document, "devices", network_devices(network));
    document_text(document, "technology", network->technology->name);
    if (walls) {
        document_real(document, "v_dw_v", network_greatest_v_dw(network));
        document_real(document, "load_time_s", network->t_load);
        document_text(document, "axons", !limited ? "all" : network->weights.graph ? "edges" : "some");
        document_text(document, "dendrite", network->dendrite == DENDRITE_BALANCED ? "balanced" : "plain");
    } else {
        network->technology->write(network, document);
    }
    document_text(document, "start", network->start);
    document_real(document, "stop_time_s", network->t_stop);
    warnings_of_network(network, &warnings);
    warnings_add(&warnings, document);
    notes_add(network, document);
}
