#include "report/states.h"

#include "report/quantity.h"
#include "netgen/questions/question.h"

#include "base/terminal.h"
#include "report/panel.h"

#include <string.h>

enum {
    SCREEN = 80, /* columns of a terminal */
    INDENT = 2,
    GAP = 3, /* between pictures */
    MOST_PANELS = 3,
    MOST_ROWS = 64,    /* a picture with more does not fit a terminal */
    MOST_BITS = 400,   /* longer states are shortened, */
    SHORT_BITS = 120,  /* to so many bits */
    BITS_A_LINE = 60,  /* 6 groups of 10 */
    MOST_PATTERNS = 4, /* of more patterns only the nearest is shown */
};

/* The neurons of a picture, row by row. */
struct cells {
    size_t n, columns; /* pixels in all and in a row; no columns where states are no pictures */
};

/* Writes `glyph` for bit i, red where another bit is expected. */
static void write_glyph(const struct panel *panel, size_t i, const char *glyph, bool colour, FILE *out)
{
    bool wrong = panel_is_wrong(panel, i);
    fprintf(out, "%s%s%s", terminal_colour(colour && wrong, TERMINAL_BAD), glyph,
            terminal_colour(colour && wrong, TERMINAL_PLAIN));
}

static void write_bits(const struct panel *panel, size_t n, bool colour, FILE *out)
{
    size_t shown = n > MOST_BITS ? SHORT_BITS : n;
    for (size_t i = 0; i < shown; i++) {
        if (i % BITS_A_LINE == 0) {
            fprintf(out, "%s  %-12s", i ? "\n" : "", i ? "" : panel->label);
        } else if (i % 10 == 0) {
            fputc(' ', out);
        }
        write_glyph(panel, i, panel_is_on(panel, i) ? "1" : "0", colour, out);
    }
    if (shown < n) {
        fprintf(out, "\n  %-12s... and %zu more bit%s; the JSON report has them all", "", n - shown, plural(n - shown));
    }
    fputc('\n', out);
}

static size_t wider(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Columns that a panel takes when a pixel takes `cell`. */
static size_t panel_width(const struct panel *panel, size_t columns, size_t cell)
{
    return wider(strlen(panel->label), columns * cell);
}

static bool fits(const struct panel *panel, size_t panels, size_t columns, size_t cell)
{
    size_t width = INDENT + GAP * (panels - 1);
    for (size_t p = 0; p < panels; p++) {
        width += panel_width(&panel[p], columns, cell);
    }
    return width <= SCREEN;
}

/* Writes one row of a picture, as wide as the picture. */
static void write_pixels(const struct panel *panel, struct cells cells, size_t row, size_t cell, struct text_look look,
                         FILE *out)
{
    static const char *const GLYPH[2][2][2] = {/* [utf8][cell - 1][ink] */
                                               {{".", "#"}, {". ", "##"}},
                                               {{"·", "█"}, {"· ", "██"}}};
    for (size_t i = row * cells.columns; i < (row + 1) * cells.columns; i++) {
        if (i < cells.n) {
            write_glyph(panel, i, GLYPH[look.utf8][cell - 1][panel_is_on(panel, i)], look.colour, out);
        } else {
            fputc(' ', out);
        }
    }
}

/* Writes panels that fit side by side. */
static void write_pictures(const struct panel *panel, size_t panels, struct cells cells, size_t cell,
                           struct text_look look, FILE *out)
{
    size_t columns = cells.columns, rows = (cells.n + columns - 1) / columns;
    for (size_t p = 0; p < panels; p++) {
        bool last = p + 1 == panels;
        fprintf(out, "%*s%-*s", p ? GAP : INDENT, "", last ? 0 : (int)panel_width(&panel[p], columns, cell),
                panel[p].label);
    }
    fputc('\n', out);
    for (size_t row = 0; row < rows; row++) {
        for (size_t p = 0; p < panels; p++) {
            size_t blanks = panel_width(&panel[p], columns, cell) - columns * cell;
            fprintf(out, "%*s", p ? GAP : INDENT, "");
            write_pixels(&panel[p], cells, row, cell, look, out);
            fprintf(out, "%*s", p + 1 == panels ? 0 : (int)blanks, "");
        }
        fputc('\n', out);
    }
}

/* Draws the panels, side by side where they fit and else one below the other; false where one alone is too wide. */
static bool draw(const struct panel *panel, size_t panels, struct cells cells, struct text_look look, FILE *out)
{
    if (cells.columns == 0 || cells.n / cells.columns > MOST_ROWS) {
        return false;
    }
    for (size_t cell = 2; cell >= 1; cell--) {
        if (fits(panel, panels, cells.columns, cell)) {
            write_pictures(panel, panels, cells, cell, look, out);
            return true;
        }
    }
    for (size_t p = 0; p < panels; p++) {
        if (!fits(&panel[p], 1, cells.columns, 1)) {
            return false;
        }
    }
    for (size_t p = 0; p < panels; p++) {
        if (p > 0) {
            fputc('\n', out);
        }
        write_pictures(&panel[p], 1, cells, fits(&panel[p], 1, cells.columns, 2) ? 2 : 1, look, out);
    }
    return true;
}

static void write_patterns(const struct report *report, bool colour, FILE *out)
{
    const struct weights *weights = &report->network->weights;
    for (size_t p = 0; p < network_patterns(report->network); p++) {
        if (weights->patterns <= MOST_PATTERNS || p == report->measures->quality.pattern) {
            struct panel panel = {.bits = weights->pattern[p]};
            snprintf(panel.label, sizeof panel.label, "pattern %zu", p + 1);
            write_bits(&panel, report->network->n, colour, out);
        }
    }
}

void states_write(const struct report *report, struct text_look look, FILE *out)
{
    const struct network *network = report->network;
    const struct measures *m = report->measures;
    const struct cells cells = {network->n, network->question->picture(network).columns};
    struct panel panel[MOST_PANELS];
    size_t panels = 0;
    if (network->start) {
        panel[panels++] = (struct panel){"start", network->start, false, NULL};
    }
    panel[panels++] = (struct panel){"final", m->state, false, NULL};
    size_t states = panels;
    if (m->quality.has_pattern) {
        panel[panels] = (struct panel){"", network->weights.pattern[m->quality.pattern], m->quality.inverse, NULL};
        panel[panels - 1].expected = &panel[panels];
        snprintf(panel[panels].label, PANEL_LABEL, m->quality.inverse ? "inverse of %zu" : "pattern %zu",
                 m->quality.pattern + 1);
        panels++;
    }
    if (!draw(panel, panels, cells, look, out)) {
        for (size_t p = 0; p < states; p++) {
            write_bits(&panel[p], network->n, look.colour, out);
        }
        write_patterns(report, look.colour, out);
    }
}
