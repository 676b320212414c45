/* Criteria. What is read can be asked, whatever the row has. */
#include "tests/fuzz/fuzz.h"
#include "campaign/criterion.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const struct store_column COLUMN[] = {
        {"time_to_solution_s", STORE_METRIC, STORE_REAL, "s"},
        {"energy_j", STORE_METRIC, STORE_REAL, "J"},
        {"converged", STORE_METRIC, STORE_INTEGER, ""},
        {"w", STORE_VARIED, STORE_REAL, ""},
        {"state", STORE_METRIC, STORE_TEXT, ""},
    };
    static const struct store_value ROWS[][5] = {
        {{STORE_REAL, {.real = 1e-7}},
         {STORE_REAL, {.real = 0.0}},
         {STORE_INTEGER, {.integer = 1}},
         {STORE_REAL, {.real = -0.1}},
         {STORE_TEXT, {.text = "01"}}},
        {{STORE_REAL, {.real = 1e308}},
         {STORE_NOTHING, {0}},
         {STORE_INTEGER, {.integer = INT64_MIN}},
         {STORE_TEXT, {.text = "auto"}},
         {STORE_NOTHING, {0}}},
    };
    struct diagnostic why;
    struct criterion *criterion;
    char *text = calloc(size + 1, 1);
    if (!text) {
        return 0;
    }
    memcpy(text, bytes, size);
    fuzz_clear(&why);
    enum status status = criterion_parse(text, "file", COLUMN, 5, &criterion, &why);
    if (fuzz_ended(status, criterion, &why)) {
        for (size_t k = 0; k < 2; k++) {
            enum criterion_answer answer = criterion_ask(criterion, ROWS[k]);
            HOLDS(answer == CRITERION_NO || answer == CRITERION_YES || answer == CRITERION_UNKNOWN);
            HOLDS(criterion_ask(criterion, ROWS[k]) == answer);
        }
    }
    criterion_free(criterion);
    free(text);
    return 0;
}
