/* What 'spinfield results' shows of a store. */
#ifndef CAMPAIGN_RESULTS_H
#define CAMPAIGN_RESULTS_H

#include "campaign/criterion.h"
#include "campaign/store.h"
#include "cli/cli.h"

#include <stdio.h>

/* The rows that are shown, and their columns. */
struct selection {
    struct store_reader *reader;
    const struct criterion *criterion; /* NULL: all rows */
    const size_t *column;              /* of the reader: [columns] */
    size_t columns;
    size_t shown, failed, unknown; /* counted by selection_next: rows that meet the criterion, those of them that
                                    * failed, and rows for which it has no answer */
};

/* Goes to the first row. */
enum status selection_begin(struct selection *selection, struct diagnostic *diagnostic);

/* Moves to the next row that is shown; *more is false behind the last one. */
enum status selection_next(struct selection *selection, bool *more, struct diagnostic *diagnostic);

/* A name for people: the short one of a criterion where there is one. */
const char *cell_name(const struct store_column *column);

/* A value for people, at most `size` bytes: engineering units, "-" where there is none. */
void cell_text(const struct store_column *column, const struct store_value *value, char *text, size_t size);

/* Columns in the order in which people want to see them: point, what varies, the seeds that differ, the outcome where a
 * run failed, and the main metrics. To column[reader->columns]; the count to *count. Goes through all rows. */
enum status usual_columns(struct selection *rows, size_t *column, size_t *count, struct diagnostic *diagnostic);

/* Prints the rows as an aligned table. */
enum status print_rows(struct selection *rows, FILE *out, struct diagnostic *diagnostic);

/* Writes a value to a CSV file so that it reads back equal; nothing where there is none, or where it is not finite. */
void write_value(const struct store_value *value, FILE *out);

/* Writes the rows as CSV. */
enum status write_rows_csv(struct selection *rows, FILE *out, struct diagnostic *diagnostic);

/* Adds a value under `key`; null where there is none. */
struct document;
void add_value(struct document *document, const char *key, const struct store_value *value);

/* Adds the rows to a document as the list "rows". */
enum status add_rows(struct selection *rows, struct document *document, struct diagnostic *diagnostic);

/* Means over groups of rows that have equal values in some columns. */
struct groups;
enum status groups_make(struct selection *rows, const size_t *by, size_t by_count, struct groups **groups,
                        struct diagnostic *diagnostic);
void groups_print(const struct groups *groups, FILE *out);
void groups_write_csv(const struct groups *groups, FILE *out);
void groups_add(const struct groups *groups, struct document *document);
void groups_free(struct groups *groups); /* takes NULL */

/* Prints the command lines that make the network of the row at `point` and run it. STATUS_INPUT where there is no such
 * row. */
enum status print_command(struct store_reader *reader, size_t point, FILE *out, struct diagnostic *diagnostic);

/* Shows all rows of the store at `path` as 'spinfield results' does: as CSV in the file `csv` where it is not NULL, and
 * with --json as an object on standard output. */
enum status results_of_store(const char *path, const char *csv, const struct common_options *common,
                             struct diagnostic *diagnostic);

#endif
