#include "netgen/nml.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

const char *const nml_role_names[NML_ROLES] = {"free", "input", "output", "one", "zero"};

static enum status begin(size_t count, enum nml_function function, struct nml *nml, struct diagnostic *diagnostic)
{
    *nml = (struct nml){.function = function, .magnet = calloc(count + 1, sizeof *nml->magnet)};
    enum status status = nml->magnet ? islands_new(count, &nml->islands, diagnostic) : fail_memory(diagnostic);
    if (status != STATUS_OK) {
        nml_clear(nml);
    }
    return status;
}

/* A magnet at (x, y) in m, whose axis is along y (up 1) or against it (up -1). */
static struct island upright(double x, double y, double up)
{
    return (struct island){.place = {x, y, 0.0}, .axis = {0.0, up, 0.0}};
}

/* Sets magnet `k`. */
static void put(struct nml *nml, size_t k, const char *name, enum nml_role role, struct island island)
{
    nml->islands.island[k] = island;
    snprintf(nml->magnet[k].name, NML_NAME, "%s", name);
    nml->magnet[k].role = role;
    nml->inputs += role == NML_INPUT;
    nml->outputs += role == NML_OUTPUT;
}

enum status nml_chain(size_t count, double pitch, struct nml *nml, struct diagnostic *diagnostic)
{
    char name[NML_NAME];
    enum status status = begin(count, NML_COPY, nml, diagnostic);
    for (size_t k = 0; k < count && status == STATUS_OK; k++) {
        snprintf(name, sizeof name, "m%zu", k);
        put(nml, k, name,
            k == 0           ? NML_INPUT
            : k + 1 == count ? NML_OUTPUT
                             : NML_FREE,
            upright((double)k * pitch, 0.0, k % 2 == 0 ? 1.0 : -1.0));
    }
    return status;
}

enum status nml_majority(double pitch, struct nml *nml, struct diagnostic *diagnostic)
{
    const double along = pitch * cbrt(2.0);
    enum status status = begin(5, NML_MAJORITY, nml, diagnostic);
    if (status == STATUS_OK) { /* side by side they are antiparallel */
        put(nml, 0, "a", NML_INPUT, upright(-pitch, 0.0, -1.0));
        put(nml, 1, "b", NML_INPUT, upright(0.0, along, 1.0));
        put(nml, 2, "c", NML_INPUT, upright(0.0, -along, 1.0));
        put(nml, 3, "middle", NML_FREE, upright(0.0, 0.0, 1.0));
        put(nml, 4, "out", NML_OUTPUT, upright(pitch, 0.0, -1.0));
    }
    return status;
}

void nml_clear(struct nml *nml)
{
    islands_clear(&nml->islands);
    free(nml->magnet);
    *nml = (struct nml){0};
}

void nml_hold(const struct nml *nml, unsigned row, signed char *held)
{
    size_t input = 0;
    for (size_t k = 0; k < nml->islands.count; k++) {
        switch (nml->magnet[k].role) {
        case NML_INPUT:
            input++;
            held[k] = row >> (nml->inputs - input) & 1 ? 1 : -1;
            break;
        case NML_ONE:
            held[k] = 1;
            break;
        case NML_ZERO:
            held[k] = -1;
            break;
        default:
            held[k] = 0;
        }
    }
}

unsigned nml_outputs(const struct nml *nml, const signed char *s)
{
    unsigned outputs = 0;
    for (size_t k = 0; k < nml->islands.count; k++) {
        if (nml->magnet[k].role == NML_OUTPUT) {
            outputs = outputs << 1 | (s[k] > 0);
        }
    }
    return outputs;
}

unsigned nml_right(const struct nml *nml, unsigned row)
{
    if (nml->function == NML_COPY) {
        return row;
    }
    return (row & 1) + (row >> 1 & 1) + (row >> 2 & 1) >= 2;
}

void nml_clock_across(const struct nml *nml, struct nml_clock *clock)
{
    size_t k = 0;
    while (nml->magnet[k].role != NML_FREE && nml->magnet[k].role != NML_OUTPUT) {
        k++;
    }
    const double *axis = nml->islands.island[k].axis;
    clock->direction[0] = fabs(axis[1]);
    clock->direction[1] = (axis[1] > 0.0 ? -axis[0] : axis[0]) + 0.0; /* no -0 */
    clock->direction[2] = 0.0;
}

double nml_period(const struct nml_clock *clock)
{
    return clock->rise + clock->hold + clock->fall + clock->rest;
}

double nml_field(const struct nml_clock *clock, double time)
{
    const double falls = clock->rise + clock->hold;
    if (time < clock->rise) {
        return clock->field * time / clock->rise;
    }
    return time < falls ? clock->field : clock->field * fmax(1.0 - (time - falls) / clock->fall, 0.0);
}
