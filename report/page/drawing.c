#include "report/page/drawing.h"

#include "report/diagrams/colours.h"
#include "report/page/escape.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The name of the variable for a colour of a drawing; NULL where it has none. */
static const char *variable_of(unsigned red, unsigned green, unsigned blue)
{
    for (size_t k = 0; k < DIAGRAM_COLOURS; k++) {
        if (diagram_colours[k].light == (red << 16 | green << 8 | blue)) {
            return diagram_colours[k].name;
        }
    }
    return NULL;
}

/* Copies "rgb(  r,   g,   b)" as a variable of the page; the bytes read, 0 where it is not there. */
static size_t copy_colour(const char *text, FILE *out)
{
    enum { PARTS = 3 };
    static const char BEGIN[] = "rgb(";
    unsigned part[PARTS];
    const char *at = text;
    if (strncmp(at, BEGIN, strlen(BEGIN)) != 0) {
        return 0;
    }
    at += strlen(BEGIN);
    for (size_t k = 0; k < PARTS; k++) {
        char *end;
        part[k] = (unsigned)strtoul(at, &end, 10) & 0xff;
        if (end == at || *end != (k + 1 < PARTS ? ',' : ')')) {
            return 0;
        }
        at = end + 1;
    }
    const char *name = variable_of(part[0], part[1], part[2]);
    if (name) {
        fprintf(out, "var(--%s)", name);
    } else {
        fprintf(out, "#%02x%02x%02x", part[0], part[1], part[2]);
    }
    return (size_t)(at - text);
}

/* Copies what follows up to `end` as `instead`; the bytes read, 0 where `begin` does not stand there. */
static size_t replace(const char *text, const char *begin, const char *end, const char *instead, FILE *out)
{
    if (strncmp(text, begin, strlen(begin)) != 0) {
        return 0;
    }
    const char *stop = strstr(text + strlen(begin), end);
    if (!stop) {
        return 0;
    }
    fputs(instead, out);
    return (size_t)(stop - text) + strlen(end);
}

/* Copies a point, which gnuplot draws as a symbol that it defined, as a circle; the bytes read, 0 where there is none.
 */
static size_t copy_point(const char *text, FILE *out)
{
    static const char BEGIN[] = "<use xlink:href='#gpPt", COLOUR[] = "color='";
    const char *end = strstr(text, "/>");
    const char *colour = end ? memmem(text, (size_t)(end - text), COLOUR, strlen(COLOUR)) : NULL;
    double x, y, scale;
    int symbol;
    if (strncmp(text, BEGIN, strlen(BEGIN)) != 0 || !colour ||
        sscanf(text + strlen(BEGIN), "%d' transform='translate(%lf,%lf) scale(%lf)", &symbol, &x, &y, &scale) != 4) {
        return 0;
    }
    const bool filled = symbol == 6; /* and 5 is a ring */
    fprintf(out, "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\" %s=\"", x, y, scale,
            filled ? "stroke=\"none\" fill" : "fill=\"none\" stroke");
    if (copy_colour(colour + strlen(COLOUR), out) == 0) {
        fputs("var(--ink)", out);
    }
    fputs("\"/>", out);
    return (size_t)(end - text) + strlen("/>");
}

/* Copies one piece of a drawing; the bytes read. */
static size_t copy_piece(const char *text, FILE *out)
{
    static const struct {
        const char *begin, *end, *instead;
    } REPLACED[] = {
        {"<title>", "</title>", ""},   /* gnuplot's names of the curves */
        {"<defs>", "</defs>", ""},     /* symbols: copy_point */
        {" id=\"", "\"", ""},          /* would be there once in each drawing */
        {" font-family=\"", "\"", ""}, /* the page's font */
        {"xlink:href", "", "href"},    /* as HTML has it */
        {"\"black\"", "", "\"var(--ink)\""},
        {"'black'", "", "'var(--ink)'"},
        {"\n", "", "\n"},
        {"\t", "", ""},
    };
    for (size_t k = 0; k < sizeof REPLACED / sizeof *REPLACED; k++) {
        size_t length = replace(text, REPLACED[k].begin, REPLACED[k].end, REPLACED[k].instead, out);
        if (length) {
            return length;
        }
    }
    size_t length = copy_point(text, out);
    length = length ? length : copy_colour(text, out);
    if (!length) {
        fputc(*text, out);
    }
    return length ? length : 1;
}

void html_svg(const char *drawing, const char *label, FILE *out)
{
    const char *box = strstr(drawing, "viewBox=\""), *body = strstr(drawing, "<g id=\"gnuplot_canvas\"");
    if (!box || !body) {
        return;
    }
    int width = 0, height = 0;
    sscanf(box, "viewBox=\"0 0 %d %d\"", &width, &height);
    fprintf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", width, height);
    html_text(label, out);
    fputs("\">\n", out);
    while (*body) {
        body += copy_piece(body, out);
    }
}
