#include "spice/raw/header.h"

#include "base/number.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

size_t scan_left(const struct scan *scan)
{
    return (size_t)(scan->end - scan->at);
}

bool scan_begins(const char *line, const char *key)
{
    return strncasecmp(line, key, strlen(key)) == 0;
}

/* What follows the key in a header line, without blanks in front. */
static char *after(char *line, const char *key)
{
    char *value = line + strlen(key);
    return value + strspn(value, " \t");
}

/* The next line of a header, zero-terminated in place without trailing blanks. STATUS_INPUT where the file ends before
 * the line does, and where the line is not text. */
static enum status header_line(struct scan *scan, char **line, struct diagnostic *diagnostic)
{
    char *end = memchr(scan->at, '\n', scan_left(scan));
    *line = scan->at;
    if (!end) {
        return fail_at(diagnostic, scan->path, 0,
                       "the file ends in the header of a plot, after line %ld; a header ends with 'Binary:' or "
                       "'Values:'",
                       scan->line);
    }
    scan->line++;
    scan->at = end + 1;
    if (memchr(*line, '\0', (size_t)(end - *line))) {
        return fail_at(diagnostic, scan->path, scan->line, "a zero byte stands in the header, which must be text");
    }
    while (end > *line && isspace((unsigned char)end[-1])) {
        end--;
    }
    *end = '\0';
    return STATUS_OK;
}

static enum status read_count(const struct scan *scan, const char *text, const char *what, long least, size_t *count,
                              struct diagnostic *diagnostic)
{
    long value;
    if (!integer_parse(text, least, LONG_MAX, &value)) {
        return fail_at(diagnostic, scan->path, scan->line, "'No. %s:' must be a whole number from %ld, not '%.40s'",
                       what, least, text);
    }
    *count = (size_t)value;
    return STATUS_OK;
}

static enum status read_flags(const struct scan *scan, char *words, struct header *header,
                              struct diagnostic *diagnostic)
{
    for (char *word; (word = word_next(&words));) {
        bool is_complex = strcasecmp(word, "complex") == 0;
        if (is_complex || strcasecmp(word, "real") == 0) {
            header->has_flags = true;
            header->complex_numbers = is_complex;
        } else if (strcasecmp(word, "unpadded") == 0) {
            header->unpadded = true;
        } else if (strcasecmp(word, "padded") != 0) {
            return fail_at(diagnostic, scan->path, scan->line,
                           "the flag '%.40s' is unknown; raw files of ngspice have 'real' or 'complex'", word);
        }
    }
    if (!header->has_flags) {
        return fail_at(diagnostic, scan->path, scan->line, "'Flags:' must have the word 'real' or 'complex'");
    }
    return STATUS_OK;
}

/* ngspice wraps the name of a device's vector: "v(@a1[x])" is "@a1[x]". */
static char *unwrap(char *name)
{
    size_t length = strlen(name);
    if (length > 3 && name[1] == '(' && name[2] == '@' && name[length - 1] == ')') {
        name[length - 1] = '\0';
        return name + 2;
    }
    return name;
}

/* Reads the line of variable `i`: its number, name, type and further words. */
static enum status read_variable(struct scan *scan, struct header *header, size_t i, struct diagnostic *diagnostic)
{
    char *line;
    enum status status = header_line(scan, &line, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    char *number = word_next(&line);
    char *name = number ? word_next(&line) : NULL;
    char *type = name ? word_next(&line) : NULL;
    long index;
    if (!type || !integer_parse(number, 0, LONG_MAX, &index) || (size_t)index != i) {
        return fail_at(diagnostic, scan->path, scan->line,
                       "the header promises %zu variable%s, but this is not 'NUMBER NAME TYPE' of variable %zu",
                       header->variables, header->variables == 1 ? "" : "s", i);
    }
    for (char *word; (word = word_next(&line));) {
        header->has_short |= scan_begins(word, "dims=");
    }
    header->name[i] = unwrap(name);
    return STATUS_OK;
}

static enum status read_variables(struct scan *scan, struct header *header, struct diagnostic *diagnostic)
{
    const size_t least_line = strlen("\t0\tx\ty\n");
    if (header->variables == 0) {
        return fail_at(diagnostic, scan->path, scan->line, "'No. Variables:' must stand before 'Variables:'");
    }
    if (header->has_names) {
        return fail_at(diagnostic, scan->path, scan->line, "a second list of variables in the same header");
    }
    if (header->variables > scan_left(scan) / least_line) {
        return fail_at(diagnostic, scan->path, scan->line,
                       "the header promises %zu variable%s, but the file has only %zu byte%s left", header->variables,
                       header->variables == 1 ? "" : "s", scan_left(scan), scan_left(scan) == 1 ? "" : "s");
    }
    header->name = calloc(header->variables, sizeof *header->name);
    if (!header->name) {
        return fail_memory(diagnostic);
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; i < header->variables && status == STATUS_OK; i++) {
        status = read_variable(scan, header, i, diagnostic);
    }
    header->has_names = status == STATUS_OK;
    return status;
}

/* Takes one line of a header, with the lines that belong to it; lines that are not known are skipped. */
static enum status read_header_line(struct scan *scan, char *line, struct header *header, struct diagnostic *diagnostic)
{
    static const char TITLE[] = "Title:", PLOT[] = "Plotname:", FLAGS[] = "Flags:", VARIABLES[] = "No. Variables:",
                      POINTS[] = "No. Points:";
    if (scan_begins(line, TITLE)) {
        header->title = after(line, TITLE);
    } else if (scan_begins(line, PLOT)) {
        header->plot = after(line, PLOT);
    } else if (scan_begins(line, FLAGS)) {
        return read_flags(scan, after(line, FLAGS), header, diagnostic);
    } else if (scan_begins(line, VARIABLES)) {
        if (header->has_names) {
            return fail_at(diagnostic, scan->path, scan->line, "'No. Variables:' must stand before 'Variables:'");
        }
        return read_count(scan, after(line, VARIABLES), "Variables", 1, &header->variables, diagnostic);
    } else if (scan_begins(line, POINTS)) {
        header->has_points = true;
        return read_count(scan, after(line, POINTS), "Points", 0, &header->points, diagnostic);
    } else if (scan_begins(line, "Variables:")) {
        return read_variables(scan, header, diagnostic);
    } else if (header->has_names && line[0] == '\t') {
        return fail_at(diagnostic, scan->path, scan->line, "the header promises %zu variable%s, but lists more",
                       header->variables, header->variables == 1 ? "" : "s");
    }
    return STATUS_OK;
}

static enum status check_header(const struct scan *scan, const struct header *header, struct diagnostic *diagnostic)
{
    const char *missing = !header->plot         ? "Plotname:"
                          : !header->has_flags  ? "Flags:"
                          : !header->has_points ? "No. Points:"
                          : !header->has_names  ? "Variables:"
                                                : NULL;
    if (missing) {
        return fail_at(diagnostic, scan->path, scan->line, "the header of this plot has no line '%s'", missing);
    }
    if (header->has_short && header->unpadded) {
        return fail_at(diagnostic, scan->path, scan->line,
                       "variables of different lengths are not padded; write the file without 'set nopadding'");
    }
    return STATUS_OK;
}

enum status header_read(struct scan *scan, struct header *header, struct diagnostic *diagnostic)
{
    *header = (struct header){.name = NULL};
    if (!scan_begins(scan->at, "Title:")) {
        return fail_at(diagnostic, scan->path, 0,
                       scan->line ? "a plot must begin with 'Title:'; there are more values than the header promises"
                                  : "not a raw file of ngspice: it does not begin with 'Title:'");
    }
    for (;;) {
        char *line;
        enum status status = header_line(scan, &line, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        if (scan_begins(line, "Binary:") || scan_begins(line, "Values:")) {
            header->binary = scan_begins(line, "Binary:");
            return check_header(scan, header, diagnostic);
        }
        status = read_header_line(scan, line, header, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
    }
}
