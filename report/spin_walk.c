#include "report/spin_walk.h"

#include <stdlib.h>

double spin_walk_spin(const struct trace *trace, size_t point, size_t i)
{
    return trace->signal[point * trace->n + i] > 0.0 ? 1.0 : -1.0;
}

/* The input of neuron `i`: its field, and what the others do. */
static double drive(const struct spin_walk *walk, size_t i)
{
    const struct ising_model *model = walk->model;
    double sum = model->field ? model->field[i] : 0.0;
    for (size_t k = model->first[i]; k < model->first[i + 1]; k++) {
        sum += model->value[k] * walk->spin[model->neuron[k]];
    }
    return sum;
}

enum status spin_walk_begin(const struct trace *trace, const struct ising_model *model, struct spin_walk *walk,
                            struct diagnostic *diagnostic)
{
    *walk = (struct spin_walk){.trace = trace, .model = model, .spin = calloc(trace->n, sizeof *walk->spin)};
    if (!walk->spin) {
        return fail_memory(diagnostic);
    }
    for (size_t i = 0; i < trace->n; i++) {
        walk->spin[i] = spin_walk_spin(trace, 0, i);
    }
    for (size_t i = 0; i < trace->n; i++) { /* half of the couplings, all of the field */
        const double field = model->field ? model->field[i] : 0.0;
        walk->energy -= 0.5 * walk->spin[i] * (drive(walk, i) + field);
    }
    return STATUS_OK;
}

void spin_walk_clear(struct spin_walk *walk)
{
    free(walk->spin);
    walk->spin = NULL;
}

bool spin_walk_arrive(struct spin_walk *walk, size_t point)
{
    bool changed = false;
    for (size_t i = 0; i < walk->trace->n; i++) {
        if (spin_walk_spin(walk->trace, point, i) != walk->spin[i]) {
            walk->energy += 2.0 * walk->spin[i] * drive(walk, i);
            walk->spin[i] = -walk->spin[i];
            changed = true;
        }
    }
    return changed;
}
