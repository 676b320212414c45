/* Which spins a Boltzmann machine is made of. */
#include "netgen/questions/boltzmann.h"

#include "netgen/questions/logic.h"

#include <stdio.h>
#include <stdlib.h>

static void set_names(struct variables *variables, const char *const name[], size_t count)
{
    variables->count = count;
    for (size_t v = 0; v < count; v++) {
        snprintf(variables->name[v], DISTRIBUTION_NAME_SIZE, "%s", name[v]);
    }
}

/* "p1" and "p0" for the bits of a factor. */
static void add_factor(struct variables *variables, char letter, size_t bits)
{
    for (size_t k = bits; k > 0; k--) {
        snprintf(variables->name[variables->count++], DISTRIBUTION_NAME_SIZE, "%c%u", letter, (unsigned)(k - 1) % 100U);
    }
}

/* As a file names its nodes; from 1 where it does not. */
static void set_given(struct variables *variables, const struct graph *given)
{
    if (given->name) {
        set_names(variables, (const char *const *)given->name, given->nodes);
        return;
    }
    variables->count = given->nodes;
    for (size_t v = 0; v < given->nodes; v++) {
        snprintf(variables->name[v], DISTRIBUTION_NAME_SIZE, "%zu", v + 1);
    }
}

enum status boltzmann_name(struct boltzmann *b, const struct graph *given, struct diagnostic *diagnostic)
{
    static const char *const AND[] = {"A", "B", "C"}, *const ADDER[] = {"A", "B", "Cin", "S", "Cout"};
    struct variables *variables = &b->variables;
    size_t q;
    if (b->kind == BOLTZMANN_AND) {
        set_names(variables, AND, sizeof AND / sizeof *AND);
        return STATUS_OK;
    }
    if (b->kind == BOLTZMANN_ADDER) {
        set_names(variables, ADDER, sizeof ADDER / sizeof *ADDER);
        return STATUS_OK;
    }
    variables->count = 0;
    if (b->kind == BOLTZMANN_FACTOR) {
        logic_factor_bits(b->product, &b->first_bits, &q);
        add_factor(variables, 'p', b->first_bits);
        add_factor(variables, 'q', q);
        return STATUS_OK;
    }
    if (given->nodes > DISTRIBUTION_MOST_VARIABLES) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: the weights have %zu spins, too many to count their states; expected at most %d",
                    given->nodes, DISTRIBUTION_MOST_VARIABLES);
    }
    set_given(variables, given);
    return STATUS_OK;
}

/* The spins of a machine to which nothing is held, and of a multiplier those that its product are. */
static enum status couple(const struct boltzmann *b, struct spins given, struct spins *spins,
                          struct logic_outputs *outputs, struct diagnostic *diagnostic)
{
    *spins = (struct spins){0};
    *outputs = (struct logic_outputs){0};
    switch (b->kind) {
    case BOLTZMANN_AND:
        return logic_of_gate(LOGIC_AND, spins, diagnostic);
    case BOLTZMANN_ADDER:
        return logic_of_gate(LOGIC_FULL_ADDER, spins, diagnostic);
    case BOLTZMANN_FACTOR:
        return logic_of_multiplier(b->first_bits, b->variables.count - b->first_bits, spins, outputs, diagnostic);
    default:
        *spins = given;
        return STATUS_OK;
    }
}

enum status boltzmann_spins(const struct boltzmann *b, struct spins given, struct spins *spins,
                            struct diagnostic *diagnostic)
{
    struct logic_outputs outputs;
    bool any = b->kind == BOLTZMANN_FACTOR;
    enum status status = couple(b, given, spins, &outputs, diagnostic);
    for (size_t v = 0; v < b->variables.count; v++) {
        any = any || b->held[v] != 0;
    }
    if (status == STATUS_OK && any && !spins->field &&
        !(spins->field = calloc(spins->couplings->nodes, sizeof *spins->field))) {
        spins_clear(spins);
        return fail_memory(diagnostic);
    }
    for (size_t v = 0; status == STATUS_OK && v < b->variables.count; v++) {
        if (b->held[v]) {
            logic_hold(spins, spins->field, v, b->held[v] > 0, b->beta);
        }
    }
    for (size_t k = 0; status == STATUS_OK && k < outputs.count; k++) {
        logic_hold(spins, spins->field, outputs.spin[k], b->product >> k & 1U, b->beta);
    }
    return status;
}

struct factors boltzmann_factors(const struct boltzmann *b, size_t state)
{
    const size_t second = b->variables.count - b->first_bits;
    return (struct factors){state >> second, state & (((size_t)1 << second) - 1)};
}
