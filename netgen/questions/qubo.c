#include "netgen/questions/qubo.h"

#include "base/document.h"
#include "netgen/fields.h"
#include "netgen/questions/chance.h"
#include "netgen/questions/form_options.h"
#include "netgen/questions/optimum.h"
#include "netgen/questions/shown.h"

#include <math.h>
#include <stdlib.h>

/* The same question, of which more is better: NAME.json says "maximize". */
static const struct question MAXIMIZED;

static bool maximizes(const struct network *network)
{
    return network->question == &MAXIMIZED;
}

static const struct qubo *qubo_of(const struct network *network)
{
    return network->asked;
}

static void release(void *asked)
{
    struct qubo *qubo = asked;
    free(qubo->linear);
    free(qubo);
}

/* ---- Making one ---- */

/* h_i of Eq. (61) into field[n], for the couplings that are set. */
static void add_fields(const struct graph *couplings, const double *linear, double sign, double *field)
{
    for (size_t i = 0; linear && i < couplings->nodes; i++) {
        field[i] -= sign * 2.0 * linear[i]; /* Eq. (61) */
    }
    for (size_t e = 0; e < couplings->edges; e++) {
        const struct edge *edge = &couplings->edge[e];
        field[edge->a] += edge->weight; /* Eq. (61) */
        field[edge->b] += edge->weight;
    }
}

/* The fields that belong to couplings and linear terms. */
static enum status make_field(const struct graph *couplings, const double *linear, bool maximize, double **field,
                              struct diagnostic *diagnostic)
{
    double *all = calloc(couplings->nodes, sizeof *all);
    *field = NULL;
    if (!all) {
        return fail_memory(diagnostic);
    }
    add_fields(couplings, linear, maximize ? -1.0 : 1.0, all);
    enum status status = spins_field(all, couplings->nodes, field, diagnostic);
    free(all);
    return status;
}

enum status qubo_spins(struct quadratic *form, struct spins *spins, struct diagnostic *diagnostic)
{
    *spins = (struct spins){.couplings = form->pairs};
    form->pairs = NULL;
    for (size_t e = 0; e < spins->couplings->edges; e++) {
        double *weight = &spins->couplings->edge[e].weight;
        *weight = form->maximize ? *weight : -*weight; /* Eq. (61) */
    }
    enum status status = make_field(spins->couplings, form->linear, form->maximize, &spins->field, diagnostic);
    if (status != STATUS_OK) {
        spins_clear(spins);
    }
    return status;
}

enum status qubo_network(struct quadratic *form, double optimum, const struct bias *bias, struct network **network,
                         struct diagnostic *diagnostic)
{
    struct qubo *qubo = malloc(sizeof *qubo);
    struct spins spins = {0};
    struct optimum_range range = {0.0, 0.0};
    *network = NULL;
    optimum_add_edges(&range, form->pairs);
    optimum_add_numbers(&range, form->linear, form->pairs->nodes);
    enum status status = qubo ? optimum_check("value", optimum, &range, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = qubo_spins(form, &spins, diagnostic);
    }
    if (status != STATUS_OK) {
        free(qubo);
        quadratic_free(form);
        return status;
    }
    const struct question *question = form->maximize ? &MAXIMIZED : &question_qubo;
    *qubo = (struct qubo){.linear = form->linear, .optimum = optimum};
    form->linear = NULL;
    quadratic_free(form);
    const struct problem problem = {
        .question = question, .weights = weights_of_ising(spins.couplings, spins.field, bias->unit), .asked = qubo};
    return problem_network(&problem, bias, network, diagnostic);
}

static const struct question_option OPTIONS[] = {FORM_OPTIONS};

static enum status make(const struct question_request *request, struct network **network, struct diagnostic *diagnostic)
{
    struct quadratic *form = NULL;
    enum status status = form_read(request, QUADRATIC_QUBO, &form, diagnostic);
    return status == STATUS_OK ? qubo_network(form, form_optimum(request), request->bias, network, diagnostic) : status;
}

/* ---- In NAME.json ---- */

static const char *const KEYS[] = {"maximize", "optimum", "linear", NULL};

static void read_qubo(struct fields *fields, const json_t *object, struct network *network)
{
    struct qubo *qubo = fields_allocate(fields, 1, sizeof *qubo);
    network->asked = qubo;
    if (!qubo) {
        return;
    }
    qubo->optimum = optimum_read(fields, object);
    if (fields_flag(fields, object, "maximize")) {
        network->question = &MAXIMIZED;
    }
    if (json_object_get(object, "linear")) {
        qubo->linear = fields_numbers(fields, object, "linear", network->n, GRAPH_GREATEST_SUM);
    }
    struct spins spins = {.couplings = network->weights.graph};
    if (fields->status == STATUS_OK) {
        fields->status =
            make_field(spins.couplings, qubo->linear, maximizes(network), &spins.field, fields->diagnostic);
    }
    if (fields->status == STATUS_OK && !spins_are(&spins, &network->weights)) {
        fields_complain(fields, "linear", "does not fit the field of the weights");
    }
    free(spins.field);
}

static void write_qubo(const struct network *network, struct document *document)
{
    const struct qubo *qubo = qubo_of(network);
    if (maximizes(network)) {
        document_flag(document, "maximize", true);
    }
    optimum_write(qubo->optimum, document);
    if (qubo->linear) {
        document_list(document, "linear");
        for (size_t i = 0; i < network->n; i++) {
            document_finite(document, NULL, qubo->linear[i]);
        }
        document_close(document);
    }
}

/* ---- The answer ---- */

static void write_title(const struct network *network, FILE *out)
{
    size_t pairs = network->weights.graph->edges;
    fprintf(out, "QUBO with %zu product%s of two variables", pairs, pairs == 1 ? "" : "s");
}

/* The value of the form, from the bits and the numbers that were given. */
static double value(const struct network *network, const char *state)
{
    const struct graph *couplings = network->weights.graph;
    const double *linear = qubo_of(network)->linear;
    const double sign = maximizes(network) ? 1.0 : -1.0; /* b_ij are the couplings with this sign */
    double sum = 0.0;
    for (size_t e = 0; e < couplings->edges; e++) {
        const struct edge *edge = &couplings->edge[e];
        sum += state[edge->a] == '1' && state[edge->b] == '1' ? sign * edge->weight : 0.0;
    }
    for (size_t i = 0; linear && i < network->n; i++) {
        sum += state[i] == '1' ? linear[i] : 0.0;
    }
    return sum;
}

static double optimum_of(const struct network *network)
{
    return qubo_of(network)->optimum;
}

static const struct question_metric METRICS[] = {{"qubo_value", QUESTION_REAL}, {"optimum", QUESTION_REAL}};

static void measure(const struct answer *answer, double *metric)
{
    metric[0] = answer->quality->objective;
    metric[1] = optimum_of(answer->network);
}

static const char *label(const struct answer *answer)
{
    (void)answer;
    return "value";
}

static const char *lead(const struct answer *answer)
{
    (void)answer;
    return "a value of ";
}

static void say(const struct answer *answer, FILE *out)
{
    optimum_say(answer, "value", optimum_of(answer->network), out);
}

static void warn(const struct answer *answer, struct warnings *w)
{
    optimum_warn(answer, "value", optimum_of(answer->network), w);
    chance_warn(answer, "value", w);
}

static void list_variables(const struct answer *answer, const struct question_table *table)
{
    shown_bits(answer, (struct shown_words){"variable", "x", "1", "0"}, table);
}

static void write_table(const struct answer *answer, const struct question_table *table)
{
    const size_t on = shown_on(answer);
    table->begin(table->context, (const char *const[]){"QUBO", ""}, 2, 1);
    shown_count(table, "variables that are 1 (ON)", on);
    shown_count(table, "variables that are 0 (OFF)", answer->network->n - on);
    shown_count(table, "products of two variables", answer->network->weights.graph->edges);
    shown_value(table, maximizes(answer->network) ? "value, to be large" : "value, to be small",
                answer->quality->objective);
    optimum_row(answer, "value", optimum_of(answer->network), table);
    table->end(table->context, NULL);
}

#define ROW                                                                                                            \
    .name = "qubo", .arguments = "FILE",                                                                               \
    .does = "QUBO: zeros and ones x for which x'Qx is least, or greatest. Lists of Biq Mac and OR-library, qbsolv, "   \
            "Matrix Market, CSV, NumPy.",                                                                              \
    .option = OPTIONS, .options = sizeof OPTIONS / sizeof *OPTIONS, .make = make, .weights = WEIGHTS_GRAPH,            \
    .keys = KEYS, .read = read_qubo, .write = write_qubo, .release = release, .title = write_title,                    \
    .objective = value, .optimum = optimum_of, .metric = METRICS, .metrics = sizeof METRICS / sizeof *METRICS,         \
    .measure = measure, .label = label, .lead = lead, .say = say, .warn = warn, .picture = shown_graph,                \
    .table = write_table, .list = list_variables

const struct question question_qubo = {ROW, .less_is_better = true};
static const struct question MAXIMIZED = {ROW};
