#include "spice/raw/raw.h"

#include "base/c_locale.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcasecmp(text + length - tail, end) == 0;
}

static void write_variable(const struct table *table, size_t i, FILE *stream)
{
    const char *name = table->name[i];
    bool of_device = name[0] == '@';
    bool is_current = strncasecmp(name, "i(", 2) == 0 || (of_device && ends_with(name, "[i]"));
    const char *type = i == 0 ? "time" : is_current ? "current" : "voltage";
    if (of_device) { /* as ngspice wraps it */
        fprintf(stream, "\t%zu\t%c(%s)\t%s\n", i, is_current ? 'i' : 'v', name, type);
    } else {
        fprintf(stream, "\t%zu\t%s\t%s\n", i, name, type);
    }
}

void raw_write(const struct table *table, const char *title, struct output *out)
{
    IN_C_LOCALE;
    FILE *stream = output_stream(out);
    fputs("Title: ", stream);
    for (const char *c = title; *c; c++) {
        fputc(iscntrl((unsigned char)*c) ? ' ' : *c, stream);
    }
    fprintf(stream, "\nPlotname: Transient Analysis\nFlags: real\nNo. Variables: %zu\nNo. Points: %zu\nVariables:\n",
            table->columns, table->rows);
    for (size_t i = 0; i < table->columns; i++) {
        write_variable(table, i, stream);
    }
    fputs("Binary:\n", stream);
    if (table->rows) {
        fwrite(table->value, sizeof *table->value, table->rows * table->columns, stream);
    }
}
