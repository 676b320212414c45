#include "netgen/readers/edge_draft.h"

#include <stdlib.h>

enum status edge_draft_begin(size_t nodes, size_t room, struct edge_draft *draft, struct diagnostic *diagnostic)
{
    *draft = (struct edge_draft){.nodes = nodes, .room = room, .edge = malloc(room * sizeof *draft->edge)};
    return draft->edge ? STATUS_OK : fail_memory(diagnostic);
}

void edge_draft_free(struct edge_draft *draft)
{
    free(draft->edge);
    *draft = (struct edge_draft){0};
}

void edge_draft_add(struct edge_draft *draft, size_t a, size_t b)
{
    draft->edge[draft->count++] = (struct edge){.a = a, .b = b, .weight = 1.0};
}

enum status edge_draft_sort(struct edge_draft *draft, struct diagnostic *diagnostic)
{
    size_t *end = calloc(draft->nodes + 1, sizeof *end);
    struct edge *sorted = malloc(draft->room * sizeof *sorted);
    if (!end || !sorted) {
        free(end);
        free(sorted);
        return fail_memory(diagnostic);
    }
    for (size_t i = 0; i < draft->count; i++) {
        struct edge *edge = &draft->edge[i];
        *edge = edge->a < edge->b ? *edge : (struct edge){edge->b, edge->a, edge->weight};
        end[edge->a]++;
    }
    for (size_t a = 1; a <= draft->nodes; a++) {
        end[a] += end[a - 1];
    }
    for (size_t i = 0; i < draft->count; i++) {
        sorted[--end[draft->edge[i].a]] = draft->edge[i];
    }
    free(draft->edge);
    draft->edge = sorted;
    free(end);
    return STATUS_OK;
}
