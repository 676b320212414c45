#include "tests/support/telegraph.h"

#include "models/device.h"
#include "tests/support/simulate.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct mtj_rate_at *telegraph_device(double delta, double above)
{
    struct mtj_rate_at *at = malloc(sizeof *at);
    struct mtj_rate d;
    char why[200];
    device_reset(device_find("mtj_rate"), &d);
    d.delta = delta;
    d.dtemp = above;
    ck_assert_ptr_nonnull(at);
    ck_assert(mtj_rate_warm(&d, NOMINAL_TEMPERATURE, at, why, sizeof why));
    return at;
}

double telegraph_rate(const struct mtj_rate_at *at, bool parallel, double v)
{
    double slope;
    return exp(mtj_rate_ln_rate(at, parallel, v, &slope));
}

struct table *telegraph_run(const char *lines, const char *save, double step, double stop, double longest)
{
    char *library = simulate_include("mtj_rate.lib"), *deck;
    ck_assert_int_ge(asprintf(&deck, "* jumps\n%s%s\n.save %s\n.tran %g %.12g 0 %g\n.end\n", library, lines, save, step,
                              stop, longest),
                     0);
    struct table *table = simulate_deck(deck);
    free(library);
    free(deck);
    return table;
}

struct jumps telegraph_jumps(const struct table *table, const char *x)
{
    char column[40];
    snprintf(column, sizeof column, "@a.%s.ajun[parallel]", x);
    struct jumps jumps = {0, malloc(table->rows * sizeof *jumps.time), simulate_at(table, table->rows - 1, "time")};
    ck_assert_ptr_nonnull(jumps.time);
    size_t c = table_find(table, column);
    ck_assert_uint_lt(c, table->columns);
    for (size_t k = 1; k < table->rows; k++) {
        if (table->value[k * table->columns + c] != table->value[(k - 1) * table->columns + c]) {
            jumps.time[jumps.count++] = table->value[(k - 1) * table->columns];
        }
    }
    return jumps;
}
