#include "spice/raw/raw.h"

#include "base/c_locale.h"

#include "base/number.h"
#include "spice/raw/header.h"

#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Checks that the file has room for the points that the header promises. `least` is what a point takes, in bytes. */
static enum status check_room(const struct scan *scan, const struct header *header, size_t least,
                              struct diagnostic *diagnostic)
{
    size_t whole = scan_left(scan) / least;
    if (header->points > whole) {
        return fail_at(diagnostic, scan->path, 0,
                       "the header promises %zu point%s of %zu variable%s, but what follows, %zu byte%s, holds %s%zu; "
                       "was the run interrupted?",
                       header->points, header->points == 1 ? "" : "s", header->variables,
                       header->variables == 1 ? "" : "s", scan_left(scan), scan_left(scan) == 1 ? "" : "s",
                       header->binary ? "" : "at most ", whole);
    }
    return STATUS_OK;
}

static size_t binary_point(const struct header *header)
{
    return header->variables * (header->complex_numbers ? 2 : 1) * sizeof(double);
}

/* The blank-separated word at the scan, zero-terminated in place; NULL where the file ends before a blank ends it. */
static char *next_token(struct scan *scan)
{
    while (isspace((unsigned char)*scan->at)) {
        scan->line += *scan->at == '\n';
        scan->at++;
    }
    char *token = scan->at;
    char *end = token + strcspn(token, " \t\r\n\f\v");
    if (end >= scan->end || *end == '\0') {
        return NULL;
    }
    scan->line += *end == '\n';
    *end = '\0';
    scan->at = end + 1;
    return token;
}

static enum status fail_cut_off(const struct scan *scan, const struct header *header, size_t point,
                                struct diagnostic *diagnostic)
{
    return fail_at(diagnostic, scan->path, scan->line,
                   "the header promises %zu point%s of %zu variable%s, but the values end in point %zu; was the run "
                   "interrupted?",
                   header->points, header->points == 1 ? "" : "s", header->variables, header->variables == 1 ? "" : "s",
                   point + 1);
}

/* Reads one point of an ASCII file, its number and then its values, into row[variables]. */
static enum status read_point(struct scan *scan, const struct header *header, size_t point, double *row,
                              struct diagnostic *diagnostic)
{
    long index;
    char *token = next_token(scan);
    if (!token) {
        return fail_cut_off(scan, header, point, diagnostic);
    }
    if (!integer_parse(token, 0, LONG_MAX, &index) || (size_t)index != point) {
        return fail_at(diagnostic, scan->path, scan->line, "'%.40s' stands where point number %zu must be", token,
                       point);
    }
    for (size_t i = 0; i < header->variables; i++) {
        token = next_token(scan);
        if (!token) {
            return fail_cut_off(scan, header, point, diagnostic);
        }
        if (!number_parse_plain(token, &row[i])) {
            return fail_at(diagnostic, scan->path, scan->line, "'%.60s' must be a finite number, not '%.40s'",
                           header->name[i], token);
        }
    }
    return STATUS_OK;
}

static enum status read_ascii(struct scan *scan, const struct header *header, struct table *table,
                              struct diagnostic *diagnostic)
{
    const size_t least_token = strlen("0\n");
    enum status status = check_room(scan, header, (header->variables + 1) * least_token, diagnostic);
    if (status == STATUS_OK) {
        status = table_reserve(table, header->points, diagnostic);
    }
    for (size_t point = 0; point < header->points && status == STATUS_OK; point++) {
        status = read_point(scan, header, point, table->value + point * table->columns, diagnostic);
        table->rows += status == STATUS_OK;
    }
    return status;
}

static enum status read_binary(struct scan *scan, const struct header *header, struct table *table,
                               struct diagnostic *diagnostic)
{
    enum status status = check_room(scan, header, binary_point(header), diagnostic);
    if (status == STATUS_OK) {
        status = table_reserve(table, header->points, diagnostic);
    }
    if (status == STATUS_OK) {
        size_t size = header->points * binary_point(header);
        memcpy(table->value, scan->at, size);
        table->rows = header->points;
        scan->at += size;
    }
    return status;
}

static enum status check_values(const struct scan *scan, const struct table *table, struct diagnostic *diagnostic)
{
    for (size_t point = 0; point < table->rows; point++) {
        const double *row = table->value + point * table->columns;
        for (size_t i = 0; i < table->columns; i++) {
            if (!isfinite(row[i])) {
                return fail_at(diagnostic, scan->path, 0, "'%.60s' is %g at point %zu of %zu; it must be finite",
                               table->name[i], row[i], point + 1, table->rows);
            }
        }
        if (point && row[0] < row[0 - (ptrdiff_t)table->columns]) {
            return fail_at(diagnostic, scan->path, 0,
                           "time goes backwards, from %g s to %g s, at point %zu of %zu; it must not descend",
                           row[0 - (ptrdiff_t)table->columns], row[0], point + 1, table->rows);
        }
    }
    return STATUS_OK;
}

static void skip_blanks(struct scan *scan)
{
    while (scan->at < scan->end && isspace((unsigned char)*scan->at)) {
        scan->line += *scan->at == '\n';
        scan->at++;
    }
}

/* Checks that nothing but a further plot follows. */
static enum status check_tail(struct scan *scan, const struct header *header, struct diagnostic *diagnostic)
{
    size_t more = header->binary ? scan_left(scan) / binary_point(header) : 0;
    if (more > 0 && scan_left(scan) == more * binary_point(header)) {
        return fail_at(diagnostic, scan->path, 0,
                       "the header promises %zu point%s, but %zu more bytes of values follow, %zu point%s, as "
                       "'.options interp' makes ngspice write them; run the deck without it",
                       header->points, header->points == 1 ? "" : "s", scan_left(scan), more, more == 1 ? "" : "s");
    }
    skip_blanks(scan);
    if (scan->at < scan->end && !scan_begins(scan->at, "Title:")) {
        return fail_at(diagnostic, scan->path, 0,
                       "the header promises %zu point%s, but %zu more byte%s; was the run interrupted?", header->points,
                       header->points == 1 ? "" : "s", scan_left(scan),
                       scan_left(scan) == 1 ? " of values follows" : "s of values follow");
    }
    return STATUS_OK;
}

static enum status check_transient(const struct scan *scan, const struct header *header, struct diagnostic *diagnostic)
{
    if (header->complex_numbers) {
        return fail_at(diagnostic, scan->path, 0, "the transient plot has complex numbers; they must be real");
    }
    if (strcasecmp(header->name[0], "time") != 0) {
        return fail_at(diagnostic, scan->path, 0, "the first variable of a transient plot must be 'time', not '%.60s'",
                       header->name[0]);
    }
    if (header->points == 0) {
        return fail_at(diagnostic, scan->path, 0,
                       "the header promises 0 points, and %zu bytes follow; was the run interrupted?", scan_left(scan));
    }
    return STATUS_OK;
}

/* Reads the values of the transient plot whose header this is. */
static enum status read_transient(struct scan *scan, const struct header *header, struct table **table,
                                  struct diagnostic *diagnostic)
{
    *table = NULL;
    enum status status = check_transient(scan, header, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct table *read = table_new(header->variables, (const char *const *)header->name);
    if (!read) {
        return fail_memory(diagnostic);
    }
    status = header->binary ? read_binary(scan, header, read, diagnostic) : read_ascii(scan, header, read, diagnostic);
    if (status == STATUS_OK) {
        status = check_tail(scan, header, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_values(scan, read, diagnostic);
    }
    if (status == STATUS_OK && !(read->title = strdup(header->title))) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        *table = read;
        read = NULL;
    }
    table_free(read);
    return status;
}

/* Goes to the next plot, past values that nobody asked for. */
static enum status skip_values(struct scan *scan, const struct header *header, struct diagnostic *diagnostic)
{
    if (header->binary) {
        enum status status = check_room(scan, header, binary_point(header), diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        scan->at += header->points * binary_point(header);
    } else {
        while (scan->at < scan->end && !scan_begins(scan->at, "Title:")) {
            char *end = memchr(scan->at, '\n', scan_left(scan));
            scan->at = end ? end + 1 : scan->end;
            scan->line++;
        }
    }
    skip_blanks(scan);
    return STATUS_OK;
}

/* True for a plot that ngspice's command 'linearize' has made: its points are not those of the analysis. */
static bool is_linearized(const struct header *header)
{
    return strcasestr(header->plot, "(linearized)");
}

/* Reads plots up to the first transient one. */
static enum status read_plots(struct scan *scan, struct table **table, struct diagnostic *diagnostic)
{
    char first[64] = "";
    bool linearized = false;
    do {
        struct header header;
        enum status status = header_read(scan, &header, diagnostic);
        bool transient = status == STATUS_OK && scan_begins(header.plot, "Transient") && !is_linearized(&header);
        linearized = linearized || (status == STATUS_OK && is_linearized(&header));
        if (status == STATUS_OK && !*first) {
            snprintf(first, sizeof first, "%s", header.plot);
        }
        if (transient) {
            status = read_transient(scan, &header, table, diagnostic);
        } else if (status == STATUS_OK) {
            status = skip_values(scan, &header, diagnostic);
        }
        free(header.name);
        if (transient || status != STATUS_OK) {
            return status;
        }
    } while (scan->at < scan->end);
    if (linearized) {
        return fail_at(diagnostic, scan->path, 0,
                       "the transient plot is linearized, so that the moments are lost at which walls come to rest; "
                       "write the file before 'linearize'");
    }
    return fail_at(diagnostic, scan->path, 0,
                   "no plot of this file is a transient analysis (the first is '%s'); run the deck's .tran", first);
}

enum status raw_parse(struct input *input, struct table **table, struct diagnostic *diagnostic)
{
    *table = NULL;
    struct scan scan = {.path = input->path, .at = input->bytes, .end = input->bytes + input->size};
    return read_plots(&scan, table, diagnostic);
}

enum status raw_read(const char *path, struct table **table, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    *table = NULL;
    struct input *input;
    enum status status = input_read(path, &input, diagnostic);
    if (status == STATUS_OK) {
        status = raw_parse(input, table, diagnostic);
    }
    input_free(input);
    return status;
}
