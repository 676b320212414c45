#include "netgen/questions/partition.h"

#include "base/document.h"
#include "base/number.h"
#include "netgen/fields.h"
#include "netgen/questions/chance.h"
#include "netgen/questions/optimum.h"
#include "netgen/questions/quality.h"
#include "netgen/questions/question.h"
#include "netgen/questions/shown.h"
#include "netgen/readers/number_list.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

static const double *numbers_of(const struct network *network)
{
    const struct partition *partition = network->asked;
    return partition->number;
}

static void release(void *asked)
{
    struct partition *partition = asked;
    free(partition->number);
    free(partition);
}

/* ---- Sums ---- */

/* A sum and what its additions rounded off. A. Neumaier, Z. angew. Math. Mech. 54, 39 (1974). */
struct sum {
    double sum, lost;
};

static void add(struct sum *s, double value)
{
    double sum = s->sum + value;
    s->lost += fabs(s->sum) >= fabs(value) ? s->sum - sum + value : value - sum + s->sum;
    s->sum = sum;
}

struct partition_sums partition_sums(const double *number, size_t n, const char *state)
{
    struct sum on = {0}, off = {0}, difference = {0};
    for (size_t i = 0; i < n; i++) {
        add(state[i] == '1' ? &on : &off, number[i]);
        add(&difference, state[i] == '1' ? number[i] : -number[i]);
    }
    return (struct partition_sums){on.sum + on.lost, off.sum + off.lost, fabs(difference.sum + difference.lost)};
}

/* Whether no groups can differ less: by 0, or by 1 where the sum of whole numbers is odd. */
static bool is_least(const double *number, size_t n, double difference)
{
    const double exact = 9007199254740992.0; /* 2^53: whole numbers up to it are exact */
    double size = 0.0;
    for (size_t i = 0; i < n && difference == 1.0; i++) {
        size += fabs(number[i]);
        if (number[i] != floor(number[i]) || size > exact) {
            return false;
        }
    }
    return difference == 0.0 || (difference == 1.0 && fmod(size, 2.0) == 1.0);
}

/* ---- Making one ---- */

/* Sets edge[] to the couplings of all pairs that are not 0, and returns how many. Numbers are in units of 2^exponent,
 * which may be a power that no double has. */
static size_t couple(const double *number, size_t n, int exponent, struct edge *edge)
{
    size_t edges = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            double coupling = -ldexp(number[i], -exponent) * ldexp(number[j], -exponent); /* Eq. (63) */
            if (coupling != 0.0) {
                edge[edges++] = (struct edge){i, j, coupling};
            }
        }
    }
    return edges;
}

enum status partition_spins(const double *number, size_t n, struct spins *spins, struct diagnostic *diagnostic)
{
    double greatest = 0.0;
    size_t others = 0; /* than 0 */
    int exponent;
    *spins = (struct spins){0};
    for (size_t i = 0; i < n; i++) {
        greatest = fmax(greatest, fabs(number[i]));
        others += number[i] != 0.0;
    }
    if (others < 2) {
        return fail(diagnostic, STATUS_INPUT, "error: %zu of the %zu numbers %s not 0; expected at least 2", others, n,
                    others == 1 ? "is" : "are");
    }
    frexp(greatest, &exponent);
    struct edge *edge = calloc(n * (n - 1) / 2 + 1, sizeof *edge);
    if (!edge) {
        return fail_memory(diagnostic);
    }
    size_t edges = couple(number, n, exponent, edge); /* so that products neither overflow nor round more */
    return graph_of_edges(n, edge, edges, &spins->couplings, diagnostic);
}

enum status partition_network(double *number, size_t n, const struct bias *bias, struct network **network,
                              struct diagnostic *diagnostic)
{
    struct partition *partition = malloc(sizeof *partition);
    struct spins spins = {0};
    *network = NULL;
    enum status status = partition ? partition_spins(number, n, &spins, diagnostic) : fail_memory(diagnostic);
    if (status != STATUS_OK) {
        free(partition);
        free(number);
        return status;
    }
    *partition = (struct partition){number};
    const struct problem problem = {.question = &question_partition,
                                    .weights = weights_of_ising(spins.couplings, spins.field, bias->unit),
                                    .asked = partition};
    return problem_network(&problem, bias, network, diagnostic);
}

static enum status make(const struct question_request *request, struct network **network, struct diagnostic *diagnostic)
{
    double *number = NULL;
    size_t count = 0;
    struct input *input;
    enum status status = question_open_one(request, "file of numbers", &input, diagnostic);
    if (status == STATUS_OK) {
        status = number_list_parse(input, &number, &count, diagnostic);
    }
    input_free(input);
    return status == STATUS_OK ? partition_network(number, count, request->bias, network, diagnostic) : status;
}

/* ---- In NAME.json ---- */

static const char *const KEYS[] = {"numbers", NULL};

static void read_partition(struct fields *fields, const json_t *object, struct network *network)
{
    struct partition *partition = fields_allocate(fields, 1, sizeof *partition);
    struct spins spins = {0};
    network->asked = partition;
    if (partition) {
        partition->number = fields_numbers(fields, object, "numbers", network->n, GRAPH_GREATEST_SUM);
    }
    if (fields->status == STATUS_OK && network->n > NUMBER_LIST_GREATEST) {
        fields_complain(fields, "numbers", "are too many");
    }
    if (partition && fields->status == STATUS_OK) {
        fields->status = partition_spins(partition->number, network->n, &spins, fields->diagnostic);
    }
    if (fields->status == STATUS_OK && !spins_are(&spins, &network->weights)) {
        fields_complain(fields, "numbers", "do not fit the weights");
    }
    if (spins.couplings) {
        spins_clear(&spins);
    }
}

static void write_partition(const struct network *network, struct document *document)
{
    document_list(document, "numbers");
    for (size_t i = 0; i < network->n; i++) {
        document_finite(document, NULL, numbers_of(network)[i]);
    }
    document_close(document);
}

/* ---- The answer ---- */

static struct partition_sums sums_of(const struct answer *answer)
{
    return partition_sums(numbers_of(answer->network), answer->network->n, answer->state);
}

static void write_title(const struct network *network, FILE *out)
{
    (void)network;
    fputs("Partition of numbers", out);
}

static double objective(const struct network *network, const char *state)
{
    return partition_sums(numbers_of(network), network->n, state).difference;
}

static const struct question_metric METRICS[] = {
    {"difference", QUESTION_REAL}, {"sum_on", QUESTION_REAL}, {"sum_off", QUESTION_REAL}};

static void measure(const struct answer *answer, double *value)
{
    const struct partition_sums sums = sums_of(answer);
    value[0] = sums.difference;
    value[1] = sums.on;
    value[2] = sums.off;
}

static const char *label(const struct answer *answer)
{
    (void)answer;
    return "difference";
}

static const char *lead(const struct answer *answer)
{
    (void)answer;
    return "a difference of ";
}

static void say(const struct answer *answer, FILE *out)
{
    const struct partition_sums sums = sums_of(answer);
    fprintf(out, "%.10g%s; the sums are %.10g (ON) and %.10g (OFF)", sums.difference,
            is_least(numbers_of(answer->network), answer->network->n, sums.difference) ? ", which is the least possible"
                                                                                       : "",
            sums.on, sums.off);
}

/* The probability with which random groups differ as little: all are counted, or the difference is taken as normal. Eq.
 * (64). */
static double chance_of(const struct answer *answer)
{
    const struct network *network = answer->network;
    const struct spins spins = {network->weights.graph, NULL};
    double squares = 0.0;
    if (network->n <= CHANCE_COUNTED) {
        return chance_of_energy(&spins, spins_energy(spins.couplings, NULL, answer->state));
    }
    for (size_t i = 0; i < network->n; i++) {
        squares += numbers_of(network)[i] * numbers_of(network)[i];
    }
    return 1.0 - 2.0 * gsl_cdf_ugaussian_Q(answer->quality->objective / sqrt(squares)); /* Eq. (64) */
}

static void warn(const struct answer *answer, struct warnings *w)
{
    double chance = chance_of(answer);
    if (chance >= CHANCE_LIMIT && !optimum_is_reached(answer)) {
        warning_add(w, "chance", false,
                    "the difference is no better than chance: %.0f %% of random groups differ as little or less",
                    100.0 * chance);
    }
}

/* Numbers in the order of their file. */
static void list_numbers(const struct answer *answer, const struct question_table *table)
{
    table->begin(table->context, (const char *const[]){"index", "number", "group"}, 3, 0);
    for (size_t i = 0; i < answer->network->n; i++) {
        char index[32], number[32];
        snprintf(index, sizeof index, "%zu", i + 1);
        number_shortest(number, sizeof number, numbers_of(answer->network)[i]);
        table->row(table->context, (const char *const[]){index, number, answer->state[i] == '1' ? "1" : "0"});
    }
    table->end(table->context, NULL);
}

static void write_table(const struct answer *answer, const struct question_table *table)
{
    const struct partition_sums sums = sums_of(answer);
    const size_t on = shown_on(answer);
    table->begin(table->context, (const char *const[]){"group", "numbers", "sum"}, 3, 1);
    for (int group = 0; group < 2; group++) {
        char count[32], sum[32];
        snprintf(count, sizeof count, "%zu", group ? answer->network->n - on : on);
        snprintf(sum, sizeof sum, "%.10g", group ? sums.off : sums.on);
        table->row(table->context, (const char *const[]){group ? "OFF" : "ON", count, sum});
    }
    table->end(table->context, NULL);
}

const struct question question_partition = {
    .name = "partition",
    .arguments = "NUMBERS",
    .does = "Partition: two groups of the numbers in a file whose sums differ as little as possible.",
    .make = make,
    .weights = WEIGHTS_GRAPH,
    .keys = KEYS,
    .read = read_partition,
    .write = write_partition,
    .release = release,
    .title = write_title,
    .objective = objective,
    .less_is_better = true,
    .metric = METRICS,
    .metrics = sizeof METRICS / sizeof *METRICS,
    .measure = measure,
    .label = label,
    .lead = lead,
    .say = say,
    .warn = warn,
    .list = list_numbers,
    .picture = question_cells,
    .table = write_table,
};
