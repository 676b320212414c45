#include "netgen/questions/custom.h"

#include "base/input.h"
#include "netgen/questions/quality.h"
#include "netgen/questions/question.h"
#include "netgen/readers/matrix_read.h"
#include "netgen/warning.h"

enum { START };

static const struct question_option OPTIONS[] = {
    [START] = {"start", 0, QUESTION_WORD, 0, 0, "BITS", "State to start from, one 0 or 1 per neuron", NULL, NULL},
};

enum status custom_network(struct matrix *matrix, const char *start, const struct bias *bias, struct network **network,
                           struct diagnostic *diagnostic)
{
    const struct problem problem = {.question = &question_custom, .weights = weights_of_matrix(matrix), .start = start};
    return problem_network(&problem, bias, network, diagnostic);
}

static enum status make(const struct question_request *request, struct network **network, struct diagnostic *diagnostic)
{
    struct matrix *matrix = NULL;
    struct input *input;
    enum status status = question_open_one(request, "file of weights", &input, diagnostic);
    if (status == STATUS_OK) {
        status = matrix_parse(input, &matrix, diagnostic);
    }
    input_free(input);
    return status == STATUS_OK ? custom_network(matrix, request->value[START].word, request->bias, network, diagnostic)
                               : status;
}

static void write_title(const struct network *network, FILE *out)
{
    (void)network;
    fputs("Given weights", out);
}

/* The energy of the symmetric part of the weights, V: what the other part does has no energy. Eq. (48) of a state. */
static double energy(const struct network *network, const char *state)
{
    const struct matrix *matrix = network->weights.matrix;
    double sum = 0.0;
    for (size_t i = 0; i < matrix->n; i++) {
        for (size_t j = 0; j < matrix->n; j++) {
            double weight = matrix->value[i * matrix->n + j];
            sum += state[i] == state[j] ? weight : -weight; /* the diagonal is 0 */
        }
    }
    return 0.0 - 0.5 * sum; /* Eq. (48), and no -0 */
}

static const struct question_metric METRICS[] = {{"hopfield_energy_v", QUESTION_REAL}};

static void measure(const struct answer *answer, double *value)
{
    value[0] = answer->quality->objective;
}

static const char *label(const struct answer *answer)
{
    (void)answer;
    return "Hopfield energy";
}

static const char *lead(const struct answer *answer)
{
    (void)answer;
    return "a Hopfield energy of ";
}

static bool is_symmetric(const struct matrix *matrix)
{
    for (size_t i = 0; i < matrix->n; i++) {
        for (size_t j = 0; j < i; j++) {
            if (matrix->value[i * matrix->n + j] != matrix->value[j * matrix->n + i]) {
                return false;
            }
        }
    }
    return true;
}

static void say(const struct answer *answer, FILE *out)
{
    fprintf(out, "%.10g V%s", answer->quality->objective,
            is_symmetric(answer->network->weights.matrix) ? "" : ", of the symmetric part of the weights");
}

/* Given weights ask for equal sides where none of their sums into a neuron is negative. */
static void warn(const struct answer *answer, struct warnings *w)
{
    const struct matrix *matrix = answer->network->weights.matrix;
    size_t n = answer->network->n;
    bool asked = true;
    for (size_t j = 0; j < n; j++) {
        double sum = 0.0;
        for (size_t i = 0; i < n; i++) {
            sum += matrix->value[i * n + j];
        }
        asked = asked && sum >= 0.0;
    }
    if (!asked && quality_is_uniform(answer->state)) {
        warning_add(w, "one_side", false, "all neurons are in the same state, which the weights do not favour");
    }
}

const struct question question_custom = {
    .name = "custom",
    .arguments = "WEIGHTS",
    .does =
        "Any weight matrix in volts (Matrix Market, CSV or NumPy); row i, column j is the synapse from neuron i to j. "
        "Without --start all walls start at x = 0.",
    .option = OPTIONS,
    .options = sizeof OPTIONS / sizeof *OPTIONS,
    .make = make,
    .weights = WEIGHTS_MATRIX,
    .title = write_title,
    .objective = energy,
    .less_is_better = true,
    .metric = METRICS,
    .metrics = sizeof METRICS / sizeof *METRICS,
    .measure = measure,
    .label = label,
    .lead = lead,
    .say = say,
    .warn = warn,
    .picture = question_cells,
};
