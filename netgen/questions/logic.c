#include "netgen/questions/logic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct logic_gate logic_gates[LOGIC_GATES] = {
    [LOGIC_AND] = {"and", 3, {1.0, 1.0, -2.0}, -1.0},
    [LOGIC_HALF_ADDER] = {"half adder", 4, {1.0, 1.0, -1.0, -2.0}, -1.0},
    [LOGIC_FULL_ADDER] = {"full adder", 5, {1.0, 1.0, 1.0, -1.0, -2.0}, 0.0},
};

/* A circuit that grows; without arrays it only counts its spins. */
struct circuit {
    size_t n;
    double *coupling; /* [room][room], those with i < j are used */
    double *field;    /* [room] */
    size_t room;
};

/* Adds the energy of a gate between these spins. Eq. (B10) */
static void add_gate(struct circuit *c, enum logic_gate_number number, const size_t spin[LOGIC_GATE_SPINS])
{
    const struct logic_gate *gate = &logic_gates[number];
    for (size_t i = 0; c->coupling && i < gate->count; i++) {
        c->field[spin[i]] -= gate->k * gate->a[i];
        for (size_t j = i + 1; j < gate->count; j++) {
            const size_t low = spin[i] < spin[j] ? spin[i] : spin[j], high = spin[i] + spin[j] - low;
            c->coupling[low * c->room + high] -= gate->a[i] * gate->a[j];
        }
    }
}

static enum status allocate(struct circuit *c, size_t n, struct diagnostic *diagnostic)
{
    *c = (struct circuit){.room = n};
    c->coupling = calloc(n * n, sizeof *c->coupling);
    c->field = calloc(n, sizeof *c->field);
    if (c->coupling && c->field) {
        return STATUS_OK;
    }
    free(c->coupling);
    free(c->field);
    return fail_memory(diagnostic);
}

/* The spins of a circuit, whose arrays it frees. */
static enum status finish(struct circuit *c, struct spins *spins, struct diagnostic *diagnostic)
{
    const size_t n = c->room;
    size_t edges = 0;
    struct edge *edge = calloc(n * n / 2 + 1, sizeof *edge);
    enum status status = edge ? STATUS_OK : fail_memory(diagnostic);
    for (size_t i = 0; edge && i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            if (c->coupling[i * n + j] != 0.0) {
                edge[edges++] = (struct edge){i, j, c->coupling[i * n + j]};
            }
        }
    }
    if (status == STATUS_OK) {
        status = graph_of_edges(n, edge, edges, &spins->couplings, diagnostic);
    }
    if (status == STATUS_OK) {
        status = spins_field(c->field, n, &spins->field, diagnostic);
    }
    free(c->coupling);
    free(c->field);
    if (status != STATUS_OK) {
        spins_clear(spins);
    }
    return status;
}

enum status logic_of_gate(enum logic_gate_number gate, struct spins *spins, struct diagnostic *diagnostic)
{
    static const size_t SPIN[LOGIC_GATE_SPINS] = {0, 1, 2, 3, 4};
    struct circuit circuit;
    *spins = (struct spins){0};
    enum status status = allocate(&circuit, logic_gates[gate].count, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    add_gate(&circuit, gate, SPIN);
    return finish(&circuit, spins, diagnostic);
}

/* ---- Multiplication ---- */

static size_t bits_of(unsigned long number)
{
    size_t bits = 0;
    while (number >> bits) {
        bits++;
    }
    return bits;
}

void logic_factor_bits(unsigned long product, size_t *p, size_t *q)
{
    unsigned long root = 0;
    while ((root + 1) * (root + 1) <= product) {
        root++;
    }
    *p = bits_of(root);
    *q = bits_of(product) - 1;
}

/* Spins that are to be added, of one value: the products of bits, and what adders give. */
struct column {
    size_t count, spin[LOGIC_MOST_OUTPUTS];
};

static void put(struct column *column, size_t spin)
{
    column->spin[column->count++] = spin;
}

/* Adds the spins of a column until one is left; what they carry goes to the next. */
static void add_column(struct circuit *c, struct column *column, struct column *next)
{
    while (column->count > 1) {
        const bool full = column->count > 2;
        const size_t taken = full ? 3 : 2;
        size_t spin[LOGIC_GATE_SPINS] = {0};
        memcpy(spin, column->spin, taken * sizeof *spin);
        spin[taken] = c->n++;
        spin[taken + 1] = c->n++;
        add_gate(c, full ? LOGIC_FULL_ADDER : LOGIC_HALF_ADDER, spin);
        column->count -= taken;
        memmove(column->spin, column->spin + taken, column->count * sizeof *column->spin);
        put(column, spin[taken]);
        put(next, spin[taken + 1]);
    }
}

/* Adds the gates of a multiplier, or counts their spins. */
static void multiply(struct circuit *c, size_t p, size_t q, struct logic_outputs *outputs)
{
    struct column column[LOGIC_MOST_OUTPUTS + 1] = {0};
    c->n = p + q;
    for (size_t i = 0; i < p; i++) {
        for (size_t j = 0; j < q; j++) {
            const size_t product = c->n++;
            add_gate(c, LOGIC_AND, (const size_t[LOGIC_GATE_SPINS]){p - 1 - i, p + q - 1 - j, product});
            put(&column[i + j], product);
        }
    }
    outputs->count = 0;
    for (size_t k = 0; k < LOGIC_MOST_OUTPUTS && column[k].count > 0; k++) {
        add_column(c, &column[k], &column[k + 1]);
        outputs->spin[outputs->count++] = column[k].spin[0];
    }
}

enum status logic_of_multiplier(size_t p, size_t q, struct spins *spins, struct logic_outputs *outputs,
                                struct diagnostic *diagnostic)
{
    struct circuit circuit = {0};
    *spins = (struct spins){0};
    multiply(&circuit, p, q, outputs);
    enum status status = allocate(&circuit, circuit.n, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    multiply(&circuit, p, q, outputs);
    return finish(&circuit, spins, diagnostic);
}

void logic_hold(const struct spins *spins, double *field, size_t i, bool up, double beta)
{
    const double margin = 10.0, rounding = 1e-6; /* of beta times field: e^-20 is 2e-9 */
    double row = fabs(field[i]);
    for (size_t e = 0; e < spins->couplings->edges; e++) {
        const struct edge *edge = &spins->couplings->edge[e];
        row += edge->a == i || edge->b == i ? fabs(edge->weight) : 0.0;
    }
    const double held = row + ceil(margin / beta - rounding); /* a whole number more, which files keep exactly */
    field[i] += up ? held : -held;
}
