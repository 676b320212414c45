/* The deck of an array of junctions. */
#include "netgen/crossbar.h"

#include "base/number.h"
#include "netgen/device_card.h"

/* A line is connected for the middle of its time; so no two lines of a kind are connected at once. */
static const double EDGE = 10e-12, GAP = 50e-12; /* s */
static const double MEASURED = 0.9;              /* at this share of its time the current of a cell is measured */

static const double AT_REST = 1e-3; /* rad: the free layers have been left alone for long */

static void write_junctions_card(FILE *out, const char *name, const struct mtj *junction, double start)
{
    struct mtj started = *junction;
    started.start = start;
    if (started.theta0 < 0.0) {
        started.theta0 = AT_REST;
    }
    device_card_write(out, name, device_find("mtj"), &started);
}

static void write_head(const struct crossbar *array, FILE *out)
{
    fprintf(out,
            "Reading a %zu x %zu array of magnetic tunnel junctions, %s cells\n"
            "*\n"
            "* Each cell is read for %ss, row by row. i_R_C below is the current of the cell in row R and column C.\n",
            array->n, array->n, crossbar_cell_names[array->cell], SHORT(CROSSBAR_READ_TIME));
    if (array->cell == CROSSBAR_TRANSISTOR) {
        fputs("* a_R_C is a junction from column c_C to d_R_C, m_R_C its transistor from there to ground, whose gate\n"
              "* is the row r_R.\n",
              out);
    } else {
        fprintf(out, "* a_R_C is a junction from row r_R to column c_C. Rows and columns that are not read %s.\n",
                array->others == CROSSBAR_FLOATING ? "float" : "are grounded");
    }
    if (array->line > 0.0) {
        fprintf(
            out,
            "* Lines have %s Ohm from one crossing to the next, and from an end at column 0 or row 0 to the first.\n",
            SHORT(array->line));
    }
    fputs("* Load the code models first: spinfield setup-ngspice\n*\n", out);
}

/* A source that is 1 V while line `index` of `count` lines, each `time` long, has its turn; again and again. */
static void write_turn(FILE *out, char kind, size_t index, size_t count, double time, double volts)
{
    fprintf(out, "vturn_%c_%zu turn_%c_%zu 0 pulse(0 %s %s %s %s %s %s)\n", kind, index, kind, index, SHORT(volts),
            TIME((double)index * time + GAP), SHORT(EDGE), SHORT(EDGE), TIME(time - 2.0 * GAP - EDGE),
            TIME((double)count * time));
}

/* A node of row or column ("r", "c") where it crosses: that of its end, if it has no resistance. */
static const char *crossing(const struct crossbar *array, char kind, size_t r, size_t c, char node[48])
{
    if (array->line > 0.0) {
        snprintf(node, 48, "%c_%zu_%zu", kind, r, c);
    } else {
        snprintf(node, 48, "%c_%zu", kind, kind == 'r' ? r : c);
    }
    return node;
}

/* The segments of lines, from their ends at the first column and the first row on. The gates' rows have no current. */
static void write_segments(const struct crossbar *array, FILE *out)
{
    for (size_t k = 0; array->line > 0.0 && k < array->n * array->n; k++) {
        const size_t r = k / array->n, c = k % array->n;
        const char *const ohm = SHORT(array->line);
        if (array->cell == CROSSBAR_PASSIVE && c == 0) {
            fprintf(out, "rr_%zu_%zu r_%zu r_%zu_%zu %s\n", r, c, r, r, c, ohm);
        } else if (array->cell == CROSSBAR_PASSIVE) {
            fprintf(out, "rr_%zu_%zu r_%zu_%zu r_%zu_%zu %s\n", r, c, r, c - 1, r, c, ohm);
        }
        if (r == 0) {
            fprintf(out, "rc_%zu_%zu c_%zu c_%zu_%zu %s\n", r, c, c, r, c, ohm);
        } else {
            fprintf(out, "rc_%zu_%zu c_%zu_%zu c_%zu_%zu %s\n", r, c, r - 1, c, r, c, ohm);
        }
    }
}

/* The line goes to `node` in its turn, and, where the others are grounded, to ground outside it. */
static void write_line(const struct crossbar *array, FILE *out, char kind, size_t index, double time, const char *node)
{
    write_turn(out, kind, index, array->n, time, 1.0);
    fprintf(out, "s_%c_%zu %c_%zu %s turn_%c_%zu 0 closes\n", kind, index, kind, index, node, kind, index);
    if (array->cell == CROSSBAR_PASSIVE && array->others == CROSSBAR_GROUNDED) {
        fprintf(out, "sg_%c_%zu %c_%zu 0 0 turn_%c_%zu opens\n", kind, index, kind, index, kind, index);
    }
}

static void write_lines(const struct crossbar *array, FILE *out)
{
    const double column_time = CROSSBAR_READ_TIME, row_time = column_time * (double)array->n;
    const bool passive = array->cell == CROSSBAR_PASSIVE;
    fprintf(out, "vread drive 0 %s\n", SHORT(array->read));
    fputs(passive ? "vsense sense 0 0\n" : "vsense drive sense 0\n", out);
    fputs(".model closes sw(vt=0.5 ron=1m roff=1e15)\n.model opens sw(vt=-0.5 ron=1m roff=1e15)\n\n", out);
    for (size_t r = 0; r < array->n; r++) {
        if (passive) {
            write_line(array, out, 'r', r, row_time, "drive");
        } else {
            write_turn(out, 'r', r, array->n, row_time, array->gate);
            fprintf(out, "r_r_%zu turn_r_%zu r_%zu 1\n", r, r, r);
        }
    }
    for (size_t c = 0; c < array->n; c++) {
        write_line(array, out, 'c', c, column_time, "sense");
    }
}

static void write_cells(const struct crossbar *array, FILE *out)
{
    const struct generic_mosfet *t = &array->transistor;
    write_junctions_card(out, "parallel", &array->junction, 0.0);
    write_junctions_card(out, "antiparallel", &array->junction, 1.0);
    if (array->cell == CROSSBAR_TRANSISTOR) {
        device_card_transistor(out, "channel", t);
    }
    for (size_t k = 0; k < array->n * array->n; k++) {
        const size_t r = k / array->n, c = k % array->n;
        const char *card = array->bits[k] == '1' ? "parallel" : "antiparallel";
        char column[48];
        crossing(array, 'c', r, c, column);
        if (array->cell == CROSSBAR_TRANSISTOR) {
            fprintf(out, "a_%zu_%zu %%gd(%s d_%zu_%zu) null null %s\nm_%zu_%zu d_%zu_%zu r_%zu 0 0 channel w=%s l=%s\n",
                    r, c, column, r, c, card, r, c, r, c, r, SHORT(t->width), SHORT(t->length));
        } else {
            char row[48];
            fprintf(out, "a_%zu_%zu %%gd(%s %s) null null %s\n", r, c, crossing(array, 'r', r, c, row), column, card);
        }
    }
}

void crossbar_write_deck(const struct crossbar *array, FILE *out)
{
    const size_t cells = array->n * array->n;
    write_head(array, out);
    write_lines(array, out);
    fputs("\n", out);
    write_segments(array, out);
    write_cells(array, out);
    if (array->cell == CROSSBAR_TRANSISTOR) {
        /* The currents of the gates' capacitances ring under the trapezoidal rule, by 0.5 % of a read. */
        fputs("\n.options method=gear\n", out);
    }
    fprintf(out, "\n.save i(vsense)\n.tran %s %s\n", TIME(0.1 * CROSSBAR_READ_TIME),
            TIME((double)cells * CROSSBAR_READ_TIME));
    for (size_t k = 0; k < cells; k++) {
        fprintf(out, ".meas tran i_%zu_%zu find i(vsense) at=%s\n", k / array->n, k % array->n,
                TIME(((double)k + MEASURED) * CROSSBAR_READ_TIME));
    }
    fputs(".end\n", out);
}
