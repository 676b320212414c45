#include "netgen/questions/ising.h"

#include "base/document.h"
#include "netgen/fields.h"
#include "netgen/questions/chance.h"
#include "netgen/questions/form_options.h"
#include "netgen/questions/optimum.h"
#include "netgen/questions/shown.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The same question, of which more is better: NAME.json says "maximize". */
static const struct question MAXIMIZED;

static bool maximizes(const struct network *network)
{
    return network->question == &MAXIMIZED;
}

static double optimum_of(const struct network *network)
{
    const struct ising *ising = network->asked;
    return ising->optimum;
}

/* ---- Making one ---- */

struct spins ising_spins(struct quadratic *form, bool plus)
{
    struct spins spins = {form->pairs, form->linear};
    const size_t n = spins.couplings->nodes;
    form->pairs = NULL;
    form->linear = NULL;
    if (plus == form->maximize) {
        return spins;
    }
    for (size_t e = 0; e < spins.couplings->edges; e++) {
        spins.couplings->edge[e].weight *= -1.0;
    }
    for (size_t i = 0; spins.field && i < n; i++) {
        spins.field[i] = 0.0 - spins.field[i]; /* no -0 */
    }
    return spins;
}

enum status ising_network(struct quadratic *form, bool plus, double optimum, const struct bias *bias,
                          struct network **network, struct diagnostic *diagnostic)
{
    struct ising *ising = malloc(sizeof *ising);
    struct optimum_range range = {0.0, 0.0};
    *network = NULL;
    optimum_add_edges(&range, form->pairs);
    optimum_add_numbers(&range, form->linear, form->pairs->nodes);
    range.greatest -= range.least; /* each number counts with either sign */
    range.least = -range.greatest;
    enum status status = ising ? optimum_check("energy", optimum, &range, diagnostic) : fail_memory(diagnostic);
    if (status != STATUS_OK) {
        free(ising);
        quadratic_free(form);
        return status;
    }
    const struct question *question = form->maximize ? &MAXIMIZED : &question_ising;
    const struct spins spins = ising_spins(form, plus);
    quadratic_free(form);
    *ising = (struct ising){optimum};
    const struct problem problem = {
        .question = question, .weights = weights_of_ising(spins.couplings, spins.field, bias->unit), .asked = ising};
    return problem_network(&problem, bias, network, diagnostic);
}

enum { SIGN = FORM_OPTIONS_COUNT };

static const struct question_option OPTIONS[] = {
    FORM_OPTIONS,
    [SIGN] = {"sign", 0, QUESTION_WORD, 0, 0, "minus|plus", "Sign of both sums in the energy (minus)", "minus", NULL},
};

static enum status read_sign(const struct question_value *value, bool *plus, struct diagnostic *diagnostic)
{
    *plus = value->given && strcmp(value->word, "plus") == 0;
    return *plus || !value->given || strcmp(value->word, "minus") == 0
               ? STATUS_OK
               : fail(diagnostic, STATUS_INPUT, "error: --sign %.40s; expected minus or plus", value->word);
}

static enum status make(const struct question_request *request, struct network **network, struct diagnostic *diagnostic)
{
    struct quadratic *form = NULL;
    bool plus;
    enum status status = read_sign(&request->value[SIGN], &plus, diagnostic);
    if (status == STATUS_OK) {
        status = form_read(request, QUADRATIC_ISING, &form, diagnostic);
    }
    return status == STATUS_OK ? ising_network(form, plus, form_optimum(request), request->bias, network, diagnostic)
                               : status;
}

/* ---- In NAME.json ---- */

static const char *const KEYS[] = {"maximize", "optimum", NULL};

static void read_ising(struct fields *fields, const json_t *object, struct network *network)
{
    struct ising *ising = fields_allocate(fields, 1, sizeof *ising);
    network->asked = ising;
    if (ising) {
        ising->optimum = optimum_read(fields, object);
    }
    if (fields_flag(fields, object, "maximize")) {
        network->question = &MAXIMIZED;
    }
}

static void write_ising(const struct network *network, struct document *document)
{
    if (maximizes(network)) {
        document_flag(document, "maximize", true);
    }
    optimum_write(optimum_of(network), document);
}

/* ---- The answer ---- */

static void write_title(const struct network *network, FILE *out)
{
    size_t pairs = network->weights.graph->edges;
    fprintf(out, "Ising problem with %zu coupling%s%s", pairs, pairs == 1 ? "" : "s",
            network->weights.field ? " and fields" : "");
}

static double energy(const struct network *network, const char *state)
{
    double fallen = spins_energy(network->weights.graph, network->weights.field, state);
    return maximizes(network) ? 0.0 - fallen : fallen;
}

static const struct question_metric METRICS[] = {{"ising_energy", QUESTION_REAL}, {"optimum", QUESTION_REAL}};

static void measure(const struct answer *answer, double *value)
{
    value[0] = answer->quality->objective;
    value[1] = optimum_of(answer->network);
}

static const char *label(const struct answer *answer)
{
    (void)answer;
    return "Ising energy";
}

static const char *lead(const struct answer *answer)
{
    (void)answer;
    return "an Ising energy of ";
}

static void say(const struct answer *answer, FILE *out)
{
    optimum_say(answer, "energy", optimum_of(answer->network), out);
}

static void warn(const struct answer *answer, struct warnings *w)
{
    optimum_warn(answer, "energy", optimum_of(answer->network), w);
    chance_warn(answer, "energy", w);
}

static void list_spins(const struct answer *answer, const struct question_table *table)
{
    shown_bits(answer, (struct shown_words){"spin", "s", "1", "-1"}, table);
}

static void write_table(const struct answer *answer, const struct question_table *table)
{
    const struct network *network = answer->network;
    const struct graph *couplings = network->weights.graph;
    const size_t up = shown_on(answer);
    size_t frustrated = 0;
    for (size_t e = 0; e < couplings->edges; e++) {
        const struct edge *edge = &couplings->edge[e];
        frustrated += (answer->state[edge->a] == answer->state[edge->b]) != (edge->weight > 0.0);
    }
    table->begin(table->context, (const char *const[]){"Ising problem", ""}, 2, 1);
    shown_count(table, "spins up (ON)", up);
    shown_count(table, "spins down (OFF)", network->n - up);
    shown_count(table, "couplings", couplings->edges);
    shown_count(table, "couplings that are frustrated", frustrated);
    shown_value(table, maximizes(network) ? "energy, to be large" : "energy", answer->quality->objective);
    optimum_row(answer, "energy", optimum_of(network), table);
    table->end(table->context, NULL);
}

#define ROW                                                                                                            \
    .name = "ising", .arguments = "FILE",                                                                              \
    .does =                                                                                                            \
        "Ising problem: spins of least energy -sum J_ij s_i s_j - sum h_i s_i. Lists i j J_ij with h_i as i i h_i, "   \
        "symmetric matrices, qbsolv, and all graphs.",                                                                 \
    .option = OPTIONS, .options = sizeof OPTIONS / sizeof *OPTIONS, .make = make, .weights = WEIGHTS_GRAPH,            \
    .keys = KEYS, .read = read_ising, .write = write_ising, .release = free, .title = write_title,                     \
    .objective = energy, .optimum = optimum_of, .metric = METRICS, .metrics = sizeof METRICS / sizeof *METRICS,        \
    .measure = measure, .label = label, .lead = lead, .say = say, .warn = warn, .picture = shown_graph,                \
    .table = write_table, .list = list_spins

const struct question question_ising = {ROW, .less_is_better = true};
static const struct question MAXIMIZED = {ROW};
