#include "netgen/questions/custom.h"

#include "netgen/questions/quality.h"
#include "netgen/questions/question.h"
#include "netgen/readers/matrix_read.h"
#include "netgen/warning.h"

enum { START };

static const struct question_option OPTIONS[] = {
    [START] = {"start", 0, QUESTION_WORD, 0, 0, "BITS", "State to start from, one 0 or 1 per neuron"},
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
    enum status status = question_require_one(request, "file of weights", diagnostic);
    if (status == STATUS_OK) {
        status = matrix_read(request->files.word[0], &matrix, diagnostic);
    }
    return status == STATUS_OK ? custom_network(matrix, request->value[START].word, request->bias, network, diagnostic)
                               : status;
}

static void write_title(const struct network *network, FILE *out)
{
    (void)network;
    fputs("Given weights", out);
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
    .warn = warn,
    .picture = question_cells,
};
