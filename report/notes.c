#include "report/notes.h"

const char *notes_of(const struct network *network)
{
    const struct graph *graph = network->weights.graph;
    return graph && *graph->note ? graph->note : NULL;
}

void notes_add(const struct network *network, struct document *document)
{
    const char *note = notes_of(network);
    document_list(document, "notes");
    if (note) {
        document_text(document, NULL, note);
    }
    document_close(document);
}
