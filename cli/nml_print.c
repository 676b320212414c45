#include "cli/nml_print.h"

#include "base/document.h"
#include "base/number.h"
#include "base/terminal.h"
#include "cli/cli.h"
#include "models/constants.h"
#include "report/warnings.h"
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
                  nanomagnet_barrier(magnet) / thermal(r), r->trials->kelvin - ZERO_CELSIUS);
    magnets_print_factor(r->factor);
    magnet_options_print(r->options, r->trials->seed);
    if (r->nml->outputs > 0 && clock->field == 0.0) {
        terminal_line(stdout,
                      "no clock is applied (--clock 0): the magnets that follow only rest from their random starts on");
    } else if (r->nml->outputs > 0) {
        terminal_line(stdout, "clock: %s along (%.3g, %.3g), %.4g times the holding field; rise %s, hold %s, rest %s",
                      UNIT(clock->field, "A/m"), clock->direction[0], clock->direction[1],
                      clock->field / nanomagnet_holding_field(magnet), UNIT(clock->rise, "s"), UNIT(clock->hold, "s"),
                      UNIT(clock->rest, "s"));
    }
}

/* Outputs of row `row`, "-" where there are none (which `is` tells), and a mark where they are not proven. */
static const char *outputs_text(char text[NML_MOST + 2], const struct nml_report *r, unsigned outputs, bool is,
                                bool proven)
{
    char digits[NML_MOST + 1];
    snprintf(text, NML_MOST + 2, "%s%s", is ? bits(digits, outputs, r->nml->outputs) : "-", is && !proven ? "*" : "");
    return text;
}

#define OUTPUTS(r, outputs, is, proven) outputs_text((char[NML_MOST + 2]){0}, (r), (outputs), (is), (proven))

static void print_row(const struct nml_report *r, unsigned k)
{
    const struct nml_row *row = &r->table->row[k];
    const struct nml_trials *t = r->trials;
    const size_t last = t->falls - 1;
    char errors[44] = "", margin[32];
    if (t->trials > 0 && row->judged) {
        snprintf(errors, sizeof errors, "%zu of %zu", row->wrong[last], t->trials);
    } else if (t->trials > 0) {
        snprintf(errors, sizeof errors, "-");
    }
    snprintf(margin, sizeof margin, "%.4g kT%s", row->margin / thermal(r), row->margin_proven ? "" : "*");
    terminal_line(stdout, "  %-8s %-7s %-7s %-10s %-7s %s", BITS(k, r->nml->inputs),
                  OUTPUTS(r, row->right, row->judged, row->proven || r->nml->function != NML_LOWEST),
                  OUTPUTS(r, row->lowest, row->decided, row->proven), margin, BITS(row->quiet[last], r->nml->outputs),
                  errors);
}

static void print_rows(const struct nml_report *r)
{
    size_t unproven = 0, undecided = 0;
    terminal_line(stdout, "  %-8s %-7s %-7s %-10s %-7s %s", "inputs", "right", "lowest", "margin", "0 K", "wrong");
    for (unsigned k = 0; k < r->table->rows; k++) {
        print_row(r, k);
        unproven += !r->table->row[k].proven || !r->table->row[k].margin_proven;
        undecided += !r->table->row[k].decided;
    }
    if (unproven > 0) {
        terminal_line(stdout,
                      "  * found, not proven (%zu of %zu rows): there may be a lower state, with other outputs or "
                      "another margin",
                      unproven, r->table->rows);
    }
    if (undecided > 0) {
        terminal_line(stdout,
                      "  - the circuit does not decide (%zu of %zu rows): the lowest states of both values of an "
                      "output have the same energy, within %g kT",
                      undecided, r->table->rows, NML_LEAST_MARGIN);
    }
    terminal_line(stdout, "  0 K and wrong are those of the slowest fall, %s",
                  UNIT(r->trials->fall[r->trials->falls - 1], "s"));
}

static void print_falls(const struct nml_report *r)
{
    const size_t judged = nml_table_judged(r->table), all = judged * r->trials->trials;
    if (judged == 0) {
        return; /* nothing is right or wrong */
    }
    terminal_line(stdout, "  %-12s %-14s %s", "fall", "wrong at 0 K", "wrong with noise");
    for (size_t f = 0; f < r->trials->falls; f++) {
        char noise[60] = "", quiet[40];
        snprintf(quiet, sizeof quiet, "%zu of %zu", nml_table_quiet_errors(r->table, f), judged);
        if (all > 0) {
            const size_t wrong = nml_table_errors(r->table, f);
            const struct interval interval = interval_of_success(wrong, all);
            snprintf(noise, sizeof noise, "%.4g, 95 %% from %.2g to %.2g", (double)wrong / (double)all, interval.low,
                     interval.high);
        }
        terminal_line(stdout, "  %-12s %-14s %s", UNIT(r->trials->fall[f], "s"), quiet, noise);
    }
}

/* Then each state has the energy of that with all magnets reversed. */
static bool none_is_held(const struct nml *nml)
{
    bool held = false;
    for (size_t k = 0; k < nml->islands.count; k++) {
        held = held || (nml->magnet[k].role != NML_FREE && nml->magnet[k].role != NML_OUTPUT);
    }
    return !held;
}

static void print_lowest(const struct nml_report *r)
{
    char state[NML_MOST + 1];
    for (unsigned k = 0; k < r->table->rows; k++) {
        const struct nml_row *row = &r->table->row[k];
        terminal_line(stdout, "  lowest energy%s%s: %.4g kT%s, magnets %s%s", r->nml->inputs > 0 ? " of inputs " : "",
                      BITS(k, r->nml->inputs), row->energy / thermal(r), row->proven ? "" : " (found, not proven)",
                      state_text(state, r->nml, row->state), none_is_held(r->nml) ? ", or all reversed" : "");
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
    document_text(document, "right", row->judged || outputs == 0 ? BITS(row->right, outputs) : NULL);
    document_text(document, "lowest", row->decided || outputs == 0 ? BITS(row->lowest, outputs) : NULL);
    document_text(document, "state", state_text(state, r->nml, row->state));
    document_real(document, "energy_j", row->energy);
    document_flag(document, "proven", row->proven);
    document_real(document, "margin_j", row->margin);
    document_flag(document, "margin_proven", row->margin_proven);
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
    if (r->trials->trials > 0) {
        document_list(document, "wrong");
        for (size_t k = 0; k < r->table->rows; k++) {
            if (r->table->row[k].judged) {
                document_count(document, NULL, r->table->row[k].wrong[f]);
            } else {
                document_text(document, NULL, NULL);
            }
        }
        document_close(document);
    }
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
    document_real(&document, "temp_c", r->trials->kelvin - ZERO_CELSIUS);
    document_real(&document, "clock_a_per_m", clock->field);
    document_real(&document, "rise_s", clock->rise);
    document_real(&document, "hold_s", clock->hold);
    document_real(&document, "rest_s", clock->rest);
    magnets_add_factor(r->factor, &document);
    magnet_options_add(r->options, r->trials->seed, &document);
    document_count(&document, "trials", r->trials->trials);
    document_count(&document, "seed", r->trials->seed);
    document_flag(&document, "reversed_is_as_low", none_is_held(r->nml));
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
    warnings_add(&r->warnings, &document);
    return print_document(&document, 17, diagnostic);
}

void nml_write_table(const struct nml_report *r, FILE *out)
{
    const size_t judged = nml_table_judged(r->table), all = judged * r->trials->trials;
    fputs("fall_s,rows,wrong_rows_without_noise,trials,wrong_trials,low,high\n", out);
    for (size_t f = 0; f < (r->nml->outputs > 0 ? r->trials->falls : 0); f++) {
        fprintf(out, "%.10g,%zu,%zu,%zu,", r->trials->fall[f], judged, nml_table_quiet_errors(r->table, f), all);
        if (all > 0) {
            const size_t wrong = nml_table_errors(r->table, f);
            const struct interval interval = interval_of_success(wrong, all);
            fprintf(out, "%zu,%.10g,%.10g\n", wrong, interval.low, interval.high);
        } else {
            fputs(",,\n", out);
        }
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
