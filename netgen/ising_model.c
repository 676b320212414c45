#include "netgen/ising_model.h"

#include <math.h>
#include <stdlib.h>

/* How many weights of neuron `i` are not 0; volts[n] gets all of its axons'. */
static size_t count_row(const struct weights *weights, size_t i, double *volts)
{
    const size_t ends = weights_begin_at(weights, i, volts);
    size_t kept = 0;
    for (size_t k = 0; k < ends; k++) {
        kept += volts[k] != 0.0;
    }
    return kept;
}

static void fill_row(const struct weights *weights, size_t i, double *volts, struct ising_model *c)
{
    const size_t ends = weights_begin_at(weights, i, volts);
    size_t next = c->first[i];
    for (size_t k = 0; k < ends; k++) {
        if (volts[k] != 0.0) {
            c->neuron[next] = (uint32_t)weights_target(weights, i, k);
            c->value[next++] = volts[k];
        }
    }
}

static enum status allocate(const struct weights *weights, double *volts, struct ising_model *c,
                            struct diagnostic *diagnostic)
{
    c->n = weights->n;
    c->first = calloc(c->n + 1, sizeof *c->first);
    for (size_t i = 0; c->first && i < c->n; i++) {
        c->first[i + 1] = c->first[i] + count_row(weights, i, volts);
    }
    const size_t all = c->first ? c->first[c->n] : 0;
    c->neuron = calloc(all + 1, sizeof *c->neuron);
    c->value = calloc(all + 1, sizeof *c->value);
    c->field = weights->field ? calloc(c->n, sizeof *c->field) : NULL;
    if (c->first && c->neuron && c->value && (c->field || !weights->field)) {
        return STATUS_OK;
    }
    ising_clear(c);
    return fail_memory(diagnostic);
}

/* From volts to units of the largest. */
static void scale(struct ising_model *c)
{
    const size_t all = c->first[c->n];
    double unit = 0.0;
    for (size_t k = 0; k < all; k++) {
        unit = fmax(unit, fabs(c->value[k]));
    }
    for (size_t i = 0; all == 0 && c->field && i < c->n; i++) {
        unit = fmax(unit, fabs(c->field[i]));
    }
    for (size_t k = 0; k < all; k++) {
        c->value[k] /= unit;
    }
    for (size_t i = 0; c->field && unit > 0.0 && i < c->n; i++) {
        c->field[i] /= unit;
    }
}

enum status ising_of_weights(const struct weights *weights, struct ising_model *model, struct diagnostic *diagnostic)
{
    double *volts = calloc(weights->n, sizeof *volts);
    *model = (struct ising_model){0};
    enum status status = volts ? allocate(weights, volts, model, diagnostic) : fail_memory(diagnostic);
    for (size_t i = 0; status == STATUS_OK && i < weights->n; i++) {
        fill_row(weights, i, volts, model);
        if (model->field) {
            model->field[i] = weights_field(weights, i);
        }
    }
    if (status == STATUS_OK) {
        scale(model);
    }
    free(volts);
    return status;
}

void ising_clear(struct ising_model *model)
{
    free(model->first);
    free(model->neuron);
    free(model->value);
    free(model->field);
    *model = (struct ising_model){0};
}

double ising_row(const struct ising_model *c, size_t i)
{
    double sum = c->field ? fabs(c->field[i]) : 0.0;
    for (size_t k = c->first[i]; k < c->first[i + 1]; k++) {
        sum += fabs(c->value[k]);
    }
    return sum;
}

double ising_greatest_row(const struct ising_model *c)
{
    double greatest = 0.0;
    for (size_t i = 0; i < c->n; i++) {
        greatest = fmax(greatest, ising_row(c, i));
    }
    return greatest;
}

double ising_sum(const struct ising_model *c)
{
    double sum = 0.0;
    for (size_t i = 0; i < c->n; i++) {
        sum += ising_row(c, i);
    }
    return sum;
}

double ising_drive(const struct ising_model *c)
{
    double squares = 0.0;
    for (size_t k = 0; k < c->first[c->n]; k++) {
        squares += c->value[k] * c->value[k];
    }
    for (size_t i = 0; c->field && i < c->n; i++) {
        squares += c->field[i] * c->field[i];
    }
    return sqrt(squares / (double)c->n);
}

double ising_energy(const struct ising_model *c, const char *state)
{
    double energy = 0.0;
    for (size_t i = 0; i < c->n; i++) {
        const double s = state[i] == '1' ? 1.0 : -1.0;
        double halves = 0.0;
        for (size_t k = c->first[i]; k < c->first[i + 1]; k++) {
            halves += state[c->neuron[k]] == '1' ? c->value[k] : -c->value[k];
        }
        energy -= s * (0.5 * halves + (c->field ? c->field[i] : 0.0));
    }
    return energy;
}
