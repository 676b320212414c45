/* bench-rows FILE ROWS: how many rows a second a store takes: of 40 numbers, each row in a transaction, as a sweep
 * writes them. Prints the rate and the processor time. FILE must not be there. */
#include "campaign/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { COLUMNS = 40 };

static double now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int main(int argc, char **argv)
{
    static const struct store_fact FACTS[] = {{"engine", "none"}, {"engine_version", "1"}, {"plan", "{}"}};
    static char name[COLUMNS][16];
    struct store_column column[COLUMNS];
    struct store_value value[COLUMNS];
    struct diagnostic why;
    struct store *store = NULL;
    const size_t rows = argc > 2 ? (size_t)atol(argv[2]) : 100000;
    for (size_t k = 0; k < COLUMNS; k++) {
        snprintf(name[k], sizeof name[k], "metric%zu_j", k);
        column[k] = (struct store_column){name[k], STORE_METRIC, STORE_REAL, "J"};
    }
    const struct store_plan plan = {.points = rows, .fact = FACTS, .facts = 3, .column = column, .columns = COLUMNS};
    enum status status = argc > 1 ? store_open(argv[1], &plan, &store, &why) : fail(&why, STATUS_INPUT, "no FILE");
    const double begun = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t point = 0; status == STATUS_OK && point < rows; point++) {
        for (size_t k = 0; k < COLUMNS; k++) {
            value[k] = (struct store_value){STORE_REAL, {.real = 1e-12 * (double)(point + k)}};
        }
        status = store_put(store, &(struct store_row){.point = point, .value = value, .attempts = 1}, &why);
    }
    const double wall = now(CLOCK_MONOTONIC) - begun, used = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    if (status == STATUS_OK) {
        status = store_close(store, &why);
    }
    if (status != STATUS_OK) {
        fprintf(stderr, "bench-rows: %s\n", why.text);
        return (int)status;
    }
    printf("rows that a store takes: %.0f a second, %.1f µs of processor time each\n", (double)rows / wall,
           1e6 * used / (double)rows);
    return 0;
}
