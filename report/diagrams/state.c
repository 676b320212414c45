/* States as cells: pictures, or lines of bits. */
#include "netgen/questions/question.h"
#include "report/diagrams/cut.h"
#include "report/diagrams/script.h"
#include "report/panel.h"

#include <math.h>
#include <string.h>

enum {
    LABEL = 22,       /* pixels above a panel, for its label */
    GAP = 14,         /* between panels */
    IN_A_ROW = 3,     /* panels of pictures */
    CELL = 16,        /* the largest */
    BITS_A_LINE = 30, /* of states that are no pictures, at least */
    MOST_TRAINED = 6, /* patterns that are shown */
    MOST_NAMES = 24,  /* of neurons in a caption */
    CELL_NAME = 2,    /* characters of a name that fit below a cell */
    MOST_PANELS = 3 + MOST_TRAINED,
    FINEST_GRID = 4, /* smaller cells have no lines between them, pixels */
};

struct sheet {
    struct panel panel[MOST_PANELS];
    size_t panels, across;   /* in all, and side by side */
    size_t n, columns, rows; /* cells of a panel */
    double cell;             /* pixels */
};

/* The graph on which the state is drawn; NULL where it is drawn as cells. */
static const struct graph *graph_of(const struct diagram_run *run)
{
    const struct network *network = run->report->network;
    return network->question->picture(network).graph;
}

static struct panel *add_panel(struct sheet *sheet, const char *label, const char *bits)
{
    struct panel *panel = &sheet->panel[sheet->panels++];
    *panel = (struct panel){.bits = bits};
    snprintf(panel->label, sizeof panel->label, "%s", label);
    return panel;
}

static void add_patterns(struct sheet *sheet, const struct network *network, const struct measures *m)
{
    struct panel *final = &sheet->panel[sheet->panels - 1];
    struct panel *nearest = add_panel(sheet, "", network->weights.pattern[m->quality.pattern]);
    nearest->inverse = m->quality.inverse;
    final->expected = nearest;
    snprintf(nearest->label, sizeof nearest->label,
             !m->quality.inverse  ? "pattern %zu"
             : sheet->across == 1 ? "inverse of pattern %zu"
                                  : "inverse of %zu",
             m->quality.pattern + 1);
    for (size_t p = 0; p < network_patterns(network) && p < MOST_TRAINED; p++) {
        if (p != m->quality.pattern || m->quality.inverse) {
            struct panel *trained = add_panel(sheet, "", network->weights.pattern[p]);
            snprintf(trained->label, sizeof trained->label, "pattern %zu", p + 1);
        }
    }
}

static void make_sheet(const struct diagram_run *run, struct sheet *sheet)
{
    const struct network *network = run->report->network;
    size_t columns = network->question->picture(network).columns;
    *sheet = (struct sheet){.n = network->n, .columns = columns, .across = columns ? IN_A_ROW : 1};
    if (!sheet->columns) {
        size_t wide = (size_t)ceil(sqrt(3.0 * (double)network->n));
        sheet->columns = wide > BITS_A_LINE ? wide : network->n < BITS_A_LINE ? network->n : BITS_A_LINE;
    }
    sheet->rows = (sheet->n + sheet->columns - 1) / sheet->columns;
    if (network->start) {
        add_panel(sheet, "start", network->start);
    }
    add_panel(sheet, "final", run->report->measures->state);
    if (run->report->measures->quality.has_pattern) {
        add_patterns(sheet, network, run->report->measures);
    }
    double room = (double)(DIAGRAM_WIDTH - GAP * ((int)sheet->across - 1)) / (double)sheet->across;
    sheet->cell = fmin(CELL, (room - 1.0) / (double)sheet->columns);
}

/* Left and upper edge of the cells of panel `p`, pixels. */
static double panel_x(const struct sheet *sheet, size_t p)
{
    return (double)(p % sheet->across) * (double)(DIAGRAM_WIDTH + GAP) / (double)sheet->across;
}
static double panel_y(const struct sheet *sheet, size_t p)
{
    size_t above = p / sheet->across;
    return LABEL + (LABEL + sheet->cell * (double)sheet->rows + GAP) * (double)above;
}

static int state_fit(const struct diagram_run *run)
{
    struct sheet sheet;
    if (graph_of(run)) {
        return DIAGRAM_WIDTH;
    }
    make_sheet(run, &sheet);
    size_t below = (sheet.panels + sheet.across - 1) / sheet.across * sheet.across; /* the first that is not there */
    return (int)ceil(panel_y(&sheet, below)) - LABEL;
}

/* The cells of all panels that are ON (or OFF), as rectangles, neighbours in one. */
static void write_cells(const struct sheet *sheet, bool on, const char *name, FILE *out)
{
    fprintf(out, "$%s <<EOD\n", name);
    for (size_t p = 0; p < sheet->panels; p++) {
        double x = panel_x(sheet, p), y = panel_y(sheet, p);
        for (size_t i = 0, next; i < sheet->n; i = next) {
            size_t row = i / sheet->columns, column = i % sheet->columns;
            bool here = panel_is_on(&sheet->panel[p], i);
            for (next = i + 1;
                 next < sheet->n && next / sheet->columns == row && panel_is_on(&sheet->panel[p], next) == here;
                 next++) {
            }
            if (here == on) {
                fprintf(out, "%.2f %.2f %.2f %.2f\n", x + sheet->cell * (double)column,
                        x + sheet->cell * (double)(column + next - i), y + sheet->cell * (double)row,
                        y + sheet->cell * (double)(row + 1));
            }
        }
    }
    fputs("EOD\n", out);
}

/* Crosses in the cells that are not as expected; returns how many. */
static size_t write_missed(const struct sheet *sheet, FILE *out)
{
    size_t missed = 0;
    fputs("$missed <<EOD\n", out);
    for (size_t p = 0; p < sheet->panels; p++) {
        const struct panel *panel = &sheet->panel[p];
        for (size_t i = 0; i < sheet->n; i++) {
            if (panel_is_wrong(panel, i)) {
                size_t row = i / sheet->columns, column = i % sheet->columns;
                double x = panel_x(sheet, p) + sheet->cell * (double)column, c = sheet->cell;
                double y = panel_y(sheet, p) + sheet->cell * (double)row;
                fprintf(out, "%.2f %.2f\n%.2f %.2f\n\n%.2f %.2f\n%.2f %.2f\n\n", x + 0.2 * c, y + 0.2 * c, x + 0.8 * c,
                        y + 0.8 * c, x + 0.2 * c, y + 0.8 * c, x + 0.8 * c, y + 0.2 * c);
                missed++;
            }
        }
    }
    fputs("EOD\n", out);
    return missed;
}

/* Lines between the cells. */
static void write_grid(const struct sheet *sheet, FILE *out)
{
    double width = sheet->cell * (double)sheet->columns, height = sheet->cell * (double)sheet->rows;
    fputs("$grid <<EOD\n", out);
    for (size_t p = 0; p < sheet->panels; p++) {
        double x = panel_x(sheet, p), y = panel_y(sheet, p);
        for (size_t c = 0; c <= sheet->columns; c++) {
            fprintf(out, "%.2f %.2f\n%.2f %.2f\n\n", x + sheet->cell * (double)c, y, x + sheet->cell * (double)c,
                    y + height);
        }
        for (size_t r = 0; r <= sheet->rows; r++) {
            fprintf(out, "%.2f %.2f\n%.2f %.2f\n\n", x, y + sheet->cell * (double)r, x + width,
                    y + sheet->cell * (double)r);
        }
    }
    fputs("EOD\n", out);
}

/* Whether neurons are called by more than their number from 0. */
static bool has_names(const struct network *network)
{
    return network->question->variables || network_names(network);
}

/* The names of the neurons below their cells, where there is room for all of them. */
static void write_names(const struct sheet *sheet, const struct network *network, FILE *out)
{
    const double below = 8.0; /* pixels */
    bool fit = has_names(network) && sheet->rows == 1 && sheet->cell >= CELL;
    for (size_t i = 0; fit && i < sheet->n; i++) {
        fit = strlen(network_label(network, i).text) <= CELL_NAME;
    }
    for (size_t p = 0; fit && p < sheet->panels; p++) {
        for (size_t i = 0; i < sheet->n; i++) {
            const char *const name = network_label(network, i).text;
            fputs("set label ", out);
            diagram_quote(name, strlen(name), out);
            fprintf(out, " at first %.2f, first %.2f center font ',9' tc rgb soft\n",
                    panel_x(sheet, p) + sheet->cell * ((double)i + 0.5), panel_y(sheet, p) + sheet->cell + below);
        }
    }
}

static enum status state_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    struct sheet sheet;
    if (graph_of(run)) {
        return cut_script(run, height, out, diagnostic);
    }
    make_sheet(run, &sheet);
    write_cells(&sheet, false, "off", out);
    write_cells(&sheet, true, "on", out);
    write_grid(&sheet, out);
    size_t missed = write_missed(&sheet, out);
    diagram_equal_scales(0.0, DIAGRAM_WIDTH, (double)height, 0.0, out);
    for (size_t p = 0; p < sheet.panels; p++) {
        fprintf(out, "set label '%s' at first %.2f, first %.2f left tc rgb ink\n", sheet.panel[p].label,
                panel_x(&sheet, p), panel_y(&sheet, p) - 0.45 * LABEL);
    }
    write_names(&sheet, run->report->network, out);
    fputs("plot $off using 1:3:1:2:3:4 with boxxyerror fc rgb ground fs solid noborder, "
          "$on using 1:3:1:2:3:4 with boxxyerror fc rgb on fs solid noborder",
          out);
    fputs(sheet.cell >= FINEST_GRID ? ", $grid using 1:2 with lines lc rgb line lw 0.5" : "", out);
    fputs(missed
              ? ", $missed using 1:2 with lines lc rgb ground lw 4, $missed using 1:2 with lines lc rgb missed lw 2\n"
              : "\n",
          out);
    return STATUS_OK;
}

static void state_caption(const struct diagram_run *run, FILE *out)
{
    const struct network *network = run->report->network;
    if (graph_of(run)) {
        cut_caption(run, out);
        return;
    }
    fprintf(out, "Blue is ON; %s from left to right%s", network->question->variables ? "p-bits" : "neurons",
            network->question->picture(network).columns || network->n > BITS_A_LINE ? ", row by row" : "");
    if (has_names(network)) {
        for (size_t i = 0; i < network->n && i < MOST_NAMES; i++) {
            fprintf(out, "%s%s", i ? ", " : ": ", network_label(network, i).text);
        }
        if (network->n > MOST_NAMES) {
            fprintf(out, " and %zu more", network->n - MOST_NAMES);
        }
    }
    fputc('.', out);
    if (run->report->measures->quality.has_pattern) {
        fputs(" A red cross marks a bit that differs from the nearest pattern or inverse.", out);
    }
    if (network_patterns(network) > MOST_TRAINED) {
        fprintf(out, " Of %zu patterns the first %d and the nearest are shown.", network_patterns(network),
                MOST_TRAINED);
    }
}

static enum status state_describe(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    const struct measures *m = run->report->measures;
    const struct network *network = run->report->network;
    if (graph_of(run)) {
        cut_describe(run, out);
        return STATUS_OK;
    }
    fprintf(out, "Cells of %zu neurons: %sfinal state", network->n, network->start ? "start and " : "");
    if (m->quality.has_pattern) {
        fprintf(out, " and patterns; of the final state %.1f %% of the bits agree with %s %zu",
                100.0 * m->quality.accuracy, m->quality.inverse ? "the inverse of pattern" : "pattern",
                m->quality.pattern + 1);
    }
    fputc('.', out);
    (void)diagnostic;
    return STATUS_OK;
}

const struct diagram diagram_state = {
    .name = "state",
    .title = "State",
    .fit = state_fit,
    .caption = state_caption,
    .describe = state_describe,
    .script = state_script,
};
