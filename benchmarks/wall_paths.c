#include "benchmarks/wall_paths.h"

#include "netgen/deck.h"

#include <math.h>
#include <stdlib.h>

enum status wall_paths_take(const struct table *table, size_t n, void (*soma_vector)(size_t j, char *name), double unit,
                            struct wall_paths *walls, struct diagnostic *diagnostic)
{
    *walls = (struct wall_paths){.n = n, .rows = table->rows};
    walls->time = calloc(table->rows, sizeof *walls->time);
    walls->x = calloc(table->rows * n, sizeof *walls->x);
    if (!walls->time || !walls->x) {
        return fail_memory(diagnostic);
    }
    for (size_t r = 0; r < table->rows; r++) {
        walls->time[r] = table->value[r * table->columns];
    }
    for (size_t j = 0; j < n; j++) {
        char name[DECK_NAME_SIZE];
        soma_vector(j, name);
        size_t column = table_find(table, name);
        if (column == table->columns) {
            return fail(diagnostic, STATUS_SIMULATOR, "error: ngspice did not deliver %s", name);
        }
        for (size_t r = 0; r < table->rows; r++) {
            walls->x[r * n + j] = unit * table->value[r * table->columns + column];
        }
    }
    return STATUS_OK;
}

void wall_paths_clear(struct wall_paths *walls)
{
    free(walls->time);
    free(walls->x);
    *walls = (struct wall_paths){0};
}

double wall_paths_distance(const struct wall_paths *walls, const struct wall_paths *reference)
{
    const size_t n = walls->n;
    double distance = 0.0;
    size_t k = 0;
    for (size_t r = 0; r < walls->rows; r++) {
        double t = walls->time[r];
        while (k + 2 < reference->rows && reference->time[k + 1] < t) {
            k++;
        }
        double step = reference->time[k + 1] - reference->time[k];
        double share = fmin(fmax((t - reference->time[k]) / step, 0.0), 1.0);
        for (size_t j = 0; j < n; j++) {
            double before = reference->x[k * n + j], after = reference->x[(k + 1) * n + j];
            distance = fmax(distance, fabs(walls->x[r * n + j] - (before + share * (after - before))));
        }
    }
    return distance;
}

size_t wall_paths_other_states(const struct wall_paths *a, const struct wall_paths *b, const struct network *network)
{
    size_t count = 0;
    for (size_t j = 0; j < a->n; j++) {
        double at_end_a = a->x[(a->rows - 1) * a->n + j], at_end_b = b->x[(b->rows - 1) * b->n + j];
        count += dwmtj_is_on(&network->soma, at_end_a) != dwmtj_is_on(&network->soma, at_end_b);
    }
    return count;
}
