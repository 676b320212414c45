#include "report/table.h"

#include "base/c_locale.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct table *table_new(size_t columns, const char *const name[])
{
    struct table *table = calloc(1, sizeof *table);
    if (!table || !(table->name = calloc(columns ? columns : 1, sizeof *table->name))) {
        table_free(table);
        return NULL;
    }
    table->columns = columns;
    for (size_t i = 0; i < columns; i++) {
        if (!(table->name[i] = strdup(name[i]))) {
            table_free(table);
            return NULL;
        }
    }
    return table;
}

void table_free(struct table *table)
{
    if (!table) {
        return;
    }
    for (size_t i = 0; i < table->columns; i++) {
        free(table->name[i]);
    }
    free(table->name);
    free(table->value);
    free(table->title);
    free(table);
}

enum status table_reserve(struct table *table, size_t rows, struct diagnostic *diagnostic)
{
    if (rows <= table->room) {
        return STATUS_OK;
    }
    if (table->columns && rows > SIZE_MAX / sizeof *table->value / table->columns) {
        return fail_memory(diagnostic);
    }
    size_t count = rows * table->columns;
    double *value = realloc(table->value, (count ? count : 1) * sizeof *value);
    if (!value) {
        return fail_memory(diagnostic);
    }
    table->value = value;
    table->room = rows;
    return STATUS_OK;
}

enum status table_append(struct table *table, const double *row, struct diagnostic *diagnostic)
{
    const size_t first_room = 256;
    if (table->rows == table->room) {
        enum status status = table_reserve(table, table->room ? 2 * table->room : first_room, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
    }
    memcpy(table->value + table->rows * table->columns, row, table->columns * sizeof *row);
    table->rows++;
    return STATUS_OK;
}

size_t table_find(const struct table *table, const char *name)
{
    IN_C_LOCALE;
    size_t i = 0;
    while (i < table->columns && strcasecmp(table->name[i], name) != 0) {
        i++;
    }
    return i;
}
