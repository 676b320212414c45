#include "report/report.h"

#include "netgen/questions/distribution.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"
#include "report/visits.h"

#include "base/c_locale.h"

#include "report/states.h"
#include "base/terminal.h"
#include "report/notes.h"
#include "report/warnings.h"
#include "report/phrases.h"
#include "report/quantity.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

static void line(FILE *out, const char *label, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* One line of the list of figures. */
static void line(FILE *out, const char *label, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(out, "  %-18s", label);
    vfprintf(out, format, arguments);
    fputc('\n', out);
    va_end(arguments);
}

/* A line whose content `words` writes. */
static void line_of(FILE *out, const char *label, void (*words)(const struct report *report, FILE *out),
                    const struct report *report)
{
    fprintf(out, "  %-18s", label);
    words(report, out);
    fputc('\n', out);
}

static void write_answer(const struct report *report, bool colour, FILE *out)
{
    fprintf(out, "  %-18s%s", visits_search(report->network) ? "run" : "converged",
            terminal_colour(colour, report->measures->converged ? TERMINAL_GOOD : TERMINAL_BAD));
    phrase_convergence(report, out);
    fprintf(out, "%s\n", terminal_colour(colour, TERMINAL_PLAIN));
    line_of(out, "time to solution", phrase_time, report);
    if (visits_search(report->network)) {
        line(out, "first seen", "at %s; %.3g %% of the run is spent in states as good",
             quantity(report->measures->first_seen, "s").text, 100.0 * report->measures->share);
    }
    if (phrase_answer_label(report)) {
        line_of(out, phrase_answer_label(report), phrase_answer, report);
    }
    if (network_names(report->network)) {
        /* where the answer is a distribution, of the state called final, and not of the most probable one */
        const bool distributed = report->network->question->variables;
        line_of(out, distributed ? "ON when final" : "nodes ON", phrase_nodes_on, report);
    }
}

/* ---- A distribution ---- */

static void begin_rows(void *context, const char *const head[], size_t columns, size_t texts)
{
    FILE *out = context;
    (void)columns;
    (void)texts;
    fprintf(out, "\n  %-24s%14s%18s%12s\n", head[0], head[1], head[2], head[3]);
}

static void write_row(void *context, const char *const cell[])
{
    FILE *out = context;
    fprintf(out, "  %-24s%14s%18s%12s\n", cell[0], cell[1], cell[2], cell[3]);
}

static void end_rows(void *context, const char *note)
{
    FILE *out = context;
    fputs("  ", out);
    terminal_wrap(out, note, 2, 80);
}

/* The table of a question that asks for one: there it is the answer. */
static void write_distribution(const struct report *report, FILE *out)
{
    const struct answer answer = report_answer(report);
    const struct question_table table = {out, begin_rows, write_row, end_rows};
    if (answer.distribution) {
        report->network->question->table(&answer, &table);
    }
}

/* Writes `text` between the column of the figures and the end of a terminal's line. */
static void write_wrapped(const char *text, FILE *out)
{
    terminal_wrap(out, text, 20, 80);
}

static void write_note(const struct report *report, FILE *out)
{
    if (notes_of(report->network)) {
        fprintf(out, "  %-18s", "note");
        write_wrapped(notes_of(report->network), out);
    }
}

/* What weakens the answer, and is not said already. */
static void write_warnings(const struct report *report, bool colour, FILE *out)
{
    struct warnings warnings;
    warnings_of_report(report, &warnings);
    for (size_t k = 0; k < warnings.count; k++) {
        const struct warning *warning = &warnings.warning[k];
        if (!warning->said) {
            fprintf(out, "  %s%-18s%s", terminal_colour(colour, TERMINAL_BAD), "warning",
                    terminal_colour(colour, TERMINAL_PLAIN));
            write_wrapped(warning->text, out);
        }
    }
}

static void write_part(const char *label, double part, double whole, FILE *out)
{
    struct quantity energy = quantity(part, "J");
    if (whole > 0.0) {
        line(out, label, "%-9s%5.1f %%", energy.text, 100.0 * part / whole);
    } else {
        line(out, label, "%s", energy.text);
    }
}

/* Of neurons that are not walls all of it comes out of one kind of source. */
static void write_energy_of_run(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    line(out, "power", "%s on average, %s at peak", quantity(m->average_power, "W").text,
         quantity(m->peak_power, "W").text);
    if (visits_search(report->network)) {
        line(out, "energy", "%s; %s until the answer is first seen", quantity(m->energy, "J").text,
             quantity(m->first_seen_energy, "J").text);
    } else {
        line(out, "energy", "%s", quantity(m->energy, "J").text);
    }
    line(out, "not counted", "%s", report->network->technology->ideal);
}

static void write_energy(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    if (report->network->technology != &technology_wall) {
        write_energy_of_run(report, out);
        return;
    }
    line(out, "power", "%s on average, %s at peak", quantity(m->average_power, "W").text,
         quantity(m->peak_power, "W").text);
    line(out, "energy", "%s", quantity(m->energy, "J").text);
    write_part("  load", m->energy_load, m->energy, out);
    write_part("  soma", m->energy_soma, m->energy, out);
    write_part("  synapse", m->energy_synapse, m->energy, out);
    double more = 100.0 * (m->energy_paper / m->energy - 1.0);
    if (m->energy > 0.0) {
        line(out, "paper's estimate", "%s, %.1f %% %s", quantity(m->energy_paper, "J").text, fabs(more),
             more < 0.0 ? "lower" : "higher");
    } else {
        line(out, "paper's estimate", "%s", quantity(m->energy_paper, "J").text);
    }
    line(out, "V_DW", "%s%s", report->network->v_dw_per_axon > 0.0 ? "up to " : "",
         quantity(network_greatest_v_dw(report->network), "V").text);
}

void report_text(const struct report *report, struct text_look look, FILE *out)
{
    IN_C_LOCALE;
    report_title(report, out);
    fputs("\n\n", out);
    states_write(report, look, out);
    fputc('\n', out);
    write_answer(report, look.colour, out);
    write_warnings(report, look.colour, out);
    write_note(report, out);
    write_distribution(report, out);
    fputc('\n', out);
    write_energy(report, out);
    fputc('\n', out);
    fprintf(out, "  %-18s", "engine");
    phrase_facts(report->facts, out);
    if (report->facts->matrix_solver) {
        fprintf(out, ",\n%*smatrix solved by %s", 20, "", report->facts->matrix_solver);
    }
    fputc('\n', out);
}
