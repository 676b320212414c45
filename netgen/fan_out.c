#include "netgen/fan_out.h"

#include "netgen/readers/graph_make.h"

#include <stdlib.h>

const char *const fan_out_choice_names[2] = {"random", "nearest"};

/* Graphs are drawn with seeds below this; the others are folded onto them. */
static const unsigned long GRAPH_SEEDS = 2147483648;

static enum status draw_random(const struct fan_out *f, size_t n, struct graph **pairs, struct diagnostic *diagnostic)
{
    const struct graph_plan plan = {.kind = graph_kind_find("regular"),
                                    .nodes = n,
                                    .degree = f->most,
                                    .seed = (long)(f->seed % GRAPH_SEEDS),
                                    .weights = GRAPH_MAKE_ONES};
    if (n * f->most % 2 != 0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: %zu neurons cannot have %zu axons each, since two make a pair; expected an even fan-out", n,
                    f->most);
    }
    return graph_make(&plan, pairs, diagnostic);
}

/* From a neuron to one further down or right: with the way back, all directions. */
struct way {
    size_t down;
    long right;
};

static int nearer(const void *a, const void *b)
{
    const struct way *x = a, *y = b;
    size_t of_x = x->down * x->down + (size_t)(x->right * x->right);
    size_t of_y = y->down * y->down + (size_t)(y->right * y->right);
    if (of_x != of_y) {
        return of_x < of_y ? -1 : 1;
    }
    return x->down != y->down ? (x->down < y->down ? -1 : 1) : (x->right > y->right) - (x->right < y->right);
}

/* The nearest ways of a grid, *count of them, of which *ways is to be freed. */
static enum status sort_ways(size_t rows, size_t columns, size_t *count, struct way **ways,
                             struct diagnostic *diagnostic)
{
    size_t all = 0;
    struct way *way = malloc(2 * rows * columns * sizeof *way);
    *ways = way;
    if (!way) {
        return fail_memory(diagnostic);
    }
    for (size_t down = 0; down < rows; down++) {
        long furthest = (long)columns - 1;
        for (long right = down == 0 ? 1 : -furthest; right <= furthest; right++) {
            way[all++] = (struct way){down, right};
        }
    }
    qsort(way, all, sizeof *way, nearer);
    *count = all < *count ? all : *count;
    return STATUS_OK;
}

static enum status find_nearest(const struct fan_out *f, size_t n, struct graph **pairs, struct diagnostic *diagnostic)
{
    const size_t columns = f->columns, rows = n / columns;
    struct way *way = NULL;
    struct edge *edge = NULL;
    size_t ways = f->most / 2, edges = 0;
    enum status status = sort_ways(rows, columns, &ways, &way, diagnostic);
    if (status == STATUS_OK && !(edge = malloc(n * (ways + 1) * sizeof *edge))) {
        status = fail_memory(diagnostic);
    }
    for (size_t i = 0; i < n && status == STATUS_OK; i++) {
        for (size_t k = 0; k < ways; k++) {
            size_t row = i / columns + way[k].down;
            long column = (long)(i % columns) + way[k].right;
            if (row < rows && column >= 0 && column < (long)columns) {
                edge[edges++] = (struct edge){i, row * columns + (size_t)column, 1.0};
            }
        }
    }
    free(way);
    return status == STATUS_OK ? graph_of_edges(n, edge, edges, pairs, diagnostic) : status;
}

enum status fan_out_pairs(const struct fan_out *f, size_t n, struct graph **pairs, struct diagnostic *diagnostic)
{
    *pairs = NULL;
    if (f->most >= n) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: a fan-out of %zu, but each neuron has %zu others; expected at most that", f->most, n - 1);
    }
    return f->choice == FAN_OUT_RANDOM ? draw_random(f, n, pairs, diagnostic) : find_nearest(f, n, pairs, diagnostic);
}
