/* Raw files, and the trace and measures of a network of two neurons in them. What is read reads back equal. */
#include "netgen/deck.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"
#include "tests/fuzz/fuzz.h"
#include "report/measures.h"
#include "spice/raw/raw.h"
#include "spice/raw/header.h"
#include "report/trace.h"
#include "spice/deck_trace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void check_written(const struct table *table)
{
    struct diagnostic why;
    struct table *again;
    size_t size;
    struct output *output = fuzz_output();
    raw_write(table, "title", output);
    char *bytes = fuzz_written(output, &size);
    struct input *input = fuzz_input(bytes, size);
    HOLDS(raw_parse(input, &again, &why) == STATUS_OK);
    HOLDS(again->columns == table->columns && again->rows == table->rows);
    for (size_t i = 0; i < table->columns; i++) {
        HOLDS(strcmp(again->name[i], table->name[i]) == 0);
    }
    HOLDS(memcmp(again->value, table->value, table->rows * table->columns * sizeof *table->value) == 0);
    table_free(again);
    input_free(input);
    free(bytes);
}

/* Two neurons with a weight of 0.1 V either way. */
static void check_trace(const struct table *table)
{
    double value[4] = {0.0, 0.1, 0.1, 0.0};
    struct matrix matrix = {.n = 2, .value = value};
    struct network network = {.question = &question_custom, .technology = &technology_wall};
    network.n = 2;
    network.v_dw = 0.3;
    network.v_c = 0.1;
    network.t_stop = 1e-6;
    struct diagnostic why;
    struct trace *trace;
    struct measures measures;
    network.weights = weights_of_matrix(&matrix);
    network.soma = network.axon = dwmtj_default();
    fuzz_clear(&why);
    enum status status = deck_trace_take(table, &network, "file", &trace, &why);
    if (fuzz_ended(status, trace, &why)) {
        HOLDS(measures_take(trace, &network, &measures, &why) == STATUS_OK);
        HOLDS(strlen(measures.state) == 2);
        measures_clear(&measures);
    }
    trace_free(trace);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct diagnostic why;
    struct table *table;
    struct input *input = fuzz_input(bytes, size);
    if (!input) {
        return 0;
    }
    fuzz_clear(&why);
    enum status status = raw_parse(input, &table, &why);
    if (fuzz_ended(status, table, &why)) {
        HOLDS(table->columns >= 1 && table->rows >= 1);
        check_written(table);
        check_trace(table);
    }
    table_free(table);
    input_free(input);
    return 0;
}
