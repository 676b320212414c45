/* Named columns of numbers over time: what ngspice delivers and what raw files hold. */
#ifndef TABLE_H
#define TABLE_H

#include "base/status.h"

#include <stddef.h>

struct table {
    size_t columns, rows;
    char **name;   /* [columns]; the first is "time" in a transient result */
    double *value; /* [rows][columns] */
    size_t room;   /* rows that `value` has memory for */
    char *title;   /* of the raw file that it was read from; NULL where it was not */
};

/* A table without rows; copies the names. NULL where memory is short. */
struct table *table_new(size_t columns, const char *const name[]);
void table_free(struct table *table); /* takes NULL */

/* Makes room for `rows` rows in all. STATUS_SYSTEM where memory is short. */
enum status table_reserve(struct table *table, size_t rows, struct diagnostic *diagnostic);

/* Appends a row of [columns] numbers. STATUS_SYSTEM where memory is short. */
enum status table_append(struct table *table, const double *row, struct diagnostic *diagnostic);

/* The number of the column called `name`, in any case; table->columns where there is none. */
size_t table_find(const struct table *table, const char *name);

#endif
