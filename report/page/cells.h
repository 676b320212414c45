/* Tables of an HTML page, cell by cell; private to the tables. */
#ifndef PAGE_CELLS_H
#define PAGE_CELLS_H

#include <stddef.h>
#include <stdio.h>

/* Begins a table whose columns have these heads, the first `texts` of them texts and the others numbers. */
void html_table_begin(const char *const head[], size_t columns, size_t texts, FILE *out);
void html_table_end(FILE *out);

/* The head "NAME (UNIT)" of a column. */
struct html_head {
    char text[64];
};
struct html_head html_head(const char *name, const char *unit);

/* A cell of text, which is escaped. */
void html_cell(const char *text, FILE *out);

/* The same at the right, as numbers are; "15.9 us" is written with a mu. */
void html_right_cell(const char *text, FILE *out);

/* A cell with a number of `digits` decimals; "-" where it is not finite. */
void html_number_cell(double value, int digits, FILE *out);

/* A cell with a number in engineering units; "-" where it is not finite. */
void html_quantity_cell(double value, const char *unit, FILE *out);

#endif
