#include "cli/nml_print.h"

#include "base/document.h"
#include "base/number.h"
#include "base/terminal.h"
#include "cli/cli.h"
#include "models/constants.h"
#include "report/interval.h"

#include <math.h>

#define UNIT(value, unit) number_engineering((char[32]){0}, 32, (value), 4, (unit))

/* The lowest `count` bits of `value`, the first one the highest. */
static const char *bits(char text[NML_MOST + 1], unsigned value, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        text[k] = value >> (count - 1 - k) & 1 ? '1' : '0';
    }
    text[count] = '\0';
    return text;
}

#define BITS(value, count) bits((char[NML_MOST + 1]){0}, (value), (count))

static const char *state_text(char text[NML_MOST + 1], const struct nml *nml, const signed char *s)
{
    for (size_t k = 0; k < nml->islands.count; k++) {
        text[k] = s[k] > 0 ? '1' : '0';
    }
    text[nml->islands.count] = '\0';
    return text;
}

static double thermal(const struct nml_report *r)
{
    return BOLTZMANN * r->trials->kelvin;
}

/* ---- Text ---- */

static void print_head(const struct nml_report *r)
{
    const struct nanomagnet *magnet = &r->nml->islands.magnet;
    const struct nml_clock *clock = &r->trials->clock;
    terminal_line(stdout, "%s%s: %s, %zu magnets of %s x %s x %s, barrier %.4g k_B T at %.4g C",
                  r->name ? r->name : "nml", r->name ? ".cir" : "", r->circuit, r->nml->islands.count,
                  UNIT(magnet->length, "m"), UNIT(magnet->width, "m"), UNIT(magnet->thickness, "m"),
                  nanomagnet_barrier(magnet) / thermal(r), r->trials->kelvin - 273.15);
    if (r->nml->outputs > 0) {
        terminal_line(stdout, "clock: %s along (%.3g, %.3g), %.4g times the holding field; rise %s, hold %s, rest %s",
                      UNIT(clock->field, "A/m"), clock->direction[0], clock->direction[1],
                      clock->field / nanomagnet_holding_field(magnet), UNIT(clock->rise, "s"), UNIT(clock->hold, "s"),
                      UNIT(clock->rest, "s"));
    }
}

static void print_rows(const struct nml_report *r)
{
    const struct nml_trials *t = r->trials;
    const size_t last = t->falls - 1;
    char errors[40] = "";
    terminal_line(stdout, "  %-8s %-7s %-7s %-10s %-7s %s", "inputs", "right", "lowest", "margin", "0 K", "wrong");
    for (unsigned k = 0; k < r->table->rows; k++) {
        const struct nml_row *row = &r->table->row[k];
        if (t->trials > 0) {
            snprintf(errors, sizeof errors, "%zu of %zu", row->wrong[last], t->trials);
        }
        char margin[24];
        snprintf(margin, sizeof margin, "%.4g kT", row->margin / thermal(r));
        terminal_line(stdout, "  %-8s %-7s %-7s %-10s %-7s %s", BITS(k, r->nml->inputs),
                      BITS(row->right, r->nml->outputs), BITS(row->lowest, r->nml->outputs), margin,
                      BITS(row->quiet[last], r->nml->outputs), errors);
    }
    terminal_line(stdout, "  0 K and wrong are those of the slowest fall, %s", UNIT(t->fall[last], "s"));
}

static void print_falls(const struct nml_report *r)
{
    const size_t all = r->table->rows * r->trials->trials;
    terminal_line(stdout, "  %-12s %-14s %s", "fall", "wrong at 0 K", "wrong with noise");
    for (size_t f = 0; f < r->trials->falls; f++) {
        char noise[60] = "", quiet[40];
        snprintf(quiet, sizeof quiet, "%zu of %zu", nml_table_quiet_errors(r->table, f), r->table->rows);
        if (all > 0) {
            const size_t wrong = nml_table_errors(r->table, f);
            const struct interval interval = interval_of_success(wrong, all);
            snprintf(noise, sizeof noise, "%.4g, 95 %% from %.2g to %.2g", (double)wrong / (double)all, interval.low,
                     interval.high);
        }
        terminal_line(stdout, "  %-12s %-14s %s", UNIT(r->trials->fall[f], "s"), quiet, noise);
    }
}

static void print_lowest(const struct nml_report *r)
{
    char state[NML_MOST + 1];
    for (unsigned k = 0; k < r->table->rows; k++) {
        const struct nml_row *row = &r->table->row[k];
        terminal_line(stdout, "  lowest energy%s%s: %.4g kT%s, magnets %s", r->nml->inputs > 0 ? " of inputs " : "",
                      BITS(k, r->nml->inputs), row->energy / thermal(r), row->proven ? "" : " (found, not proven)",
                      state_text(state, r->nml, row->state));
    }
}

void nml_print_text(const struct nml_report *report)
{
    print_head(report);
    if (report->nml->outputs > 0) {
        print_rows(report);
        print_falls(report);
    } else {
        print_lowest(report);
    }
}

/* ---- JSON and lists ---- */

static void put_row(struct document *document, const struct nml_report *r, unsigned k)
{
    const struct nml_row *row = &r->table->row[k];
    const size_t outputs = r->nml->outputs;
    char state[NML_MOST + 1];
    document_object(document, NULL);
    document_text(document, "inputs", BITS(k, r->nml->inputs));
    document_text(document, "right", BITS(row->right, outputs));
    document_text(document, "lowest", BITS(row->lowest, outputs));
    document_text(document, "state", state_text(state, r->nml, row->state));
    document_real(document, "energy_j", row->energy);
    document_flag(document, "proven", row->proven);
    document_real(document, "margin_j", row->margin);
    document_close(document);
}

static void put_fall(struct document *document, const struct nml_report *r, size_t f)
{
    document_object(document, NULL);
    document_real(document, "fall_s", r->trials->fall[f]);
    document_list(document, "quiet");
    for (size_t k = 0; k < r->table->rows; k++) {
        document_text(document, NULL, BITS(r->table->row[k].quiet[f], r->nml->outputs));
    }
    document_close(document);
    document_list(document, "wrong");
    for (size_t k = 0; k < r->table->rows; k++) {
        document_count(document, NULL, r->table->row[k].wrong[f]);
    }
    document_close(document);
    document_close(document);
}

enum status nml_print_json(const struct nml_report *r, struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    const struct nml_clock *clock = &r->trials->clock;
    document_text(&document, "name", r->name);
    document_text(&document, "circuit", r->circuit);
    document_count(&document, "magnets", r->nml->islands.count);
    document_real(&document, "barrier_j", nanomagnet_barrier(&r->nml->islands.magnet));
    document_real(&document, "temp_c", r->trials->kelvin - 273.15);
    document_real(&document, "clock_a_per_m", clock->field);
    document_real(&document, "rise_s", clock->rise);
    document_real(&document, "hold_s", clock->hold);
    document_real(&document, "rest_s", clock->rest);
    document_count(&document, "trials", r->trials->trials);
    document_count(&document, "seed", r->trials->seed);
    document_list(&document, "table");
    for (unsigned k = 0; k < r->table->rows; k++) {
        put_row(&document, r, k);
    }
    document_close(&document);
    document_list(&document, "falls");
    for (size_t f = 0; f < (r->nml->outputs > 0 ? r->trials->falls : 0); f++) {
        put_fall(&document, r, f);
    }
    document_close(&document);
    return print_document(&document, 17, diagnostic);
}

void nml_write_table(const struct nml_report *r, FILE *out)
{
    const size_t all = r->table->rows * r->trials->trials;
    fputs("fall_s,rows,wrong_rows_without_noise,trials,wrong_trials,low,high\n", out);
    for (size_t f = 0; f < (r->nml->outputs > 0 ? r->trials->falls : 0); f++) {
        const size_t wrong = nml_table_errors(r->table, f);
        const struct interval interval = all > 0 ? interval_of_success(wrong, all) : (struct interval){NAN, NAN, NAN};
        fprintf(out, "%.10g,%zu,%zu,%zu,%zu,%.10g,%.10g\n", r->trials->fall[f], r->table->rows,
                nml_table_quiet_errors(r->table, f), all, wrong, interval.low, interval.high);
    }
}

void nml_write_ising(const struct nml *nml, const struct island_couplings *couplings, double kelvin, FILE *out)
{
    fprintf(out, "# couplings of nanomagnets in k_B T:");
    for (size_t i = 0; i < couplings->count; i++) {
        fprintf(out, " %zu %s", i + 1, nml->magnet[i].name);
    }
    fputs("\n", out);
    for (size_t i = 0; i < couplings->count; i++) {
        for (size_t k = couplings->first[i]; k < couplings->first[i + 1]; k++) {
            if (couplings->other[k] > i) {
                fprintf(out, "%zu %zu %.17g\n", i + 1, (size_t)couplings->other[k] + 1,
                        -couplings->energy[k] / (BOLTZMANN * kelvin));
            }
        }
    }
}
