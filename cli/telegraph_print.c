#include "cli/telegraph_print.h"

#include "base/document.h"
#include "base/number.h"
#include "base/terminal.h"
#include "cli/cli.h"
#include "models/constants.h"

#include <math.h>

/* "PA": the first junction, at the supply, is parallel, the second antiparallel. */
static const char *state_name(char name[STRING_MOST + 1], size_t count, unsigned state)
{
    for (size_t k = 0; k < count; k++) {
        name[k] = state >> k & 1 ? 'P' : 'A';
    }
    name[count] = '\0';
    return name;
}

static double degrees(double radians)
{
    return radians * 180.0 / PI;
}

/* ---- Text ---- */

#define UNIT(value, unit) number_engineering((char[32]){0}, 32, (value), 4, (unit))

static void print_head(const char *name, const struct ensemble *e)
{
    char supply[120], behind[60] = "";
    snprintf(supply, sizeof supply, "%s", UNIT(e->bias, "V"));
    if (e->amplitude != 0.0) {
        snprintf(supply, sizeof supply, "%s + %s at %s", UNIT(e->bias, "V"), UNIT(e->amplitude, "V"),
                 UNIT(e->frequency, "Hz"));
    }
    if (e->resistance > 0.0) {
        snprintf(behind, sizeof behind, " behind %s", UNIT(e->resistance, "Ohm"));
    }
    terminal_line(stdout, "%s%s: %zu string%s of %zu junction%s%s, %s, %s; averages from %s on",
                  name ? name : "telegraph", name ? ".cir" : "", e->strings, e->strings == 1 ? "" : "s", e->in_series,
                  e->in_series == 1 ? "" : "s", behind, supply, UNIT(e->stop, "s"), UNIT(e->after, "s"));
}

/* " +- 0.004": where there are several strings. */
static const char *error_text(char *text, size_t size, double error)
{
    text[0] = '\0';
    if (isfinite(error)) {
        snprintf(text, size, " +- %.2g", error);
    }
    return text;
}

static const char *exact_text(char *text, size_t size, double exact)
{
    text[0] = '\0';
    if (isfinite(exact)) {
        snprintf(text, size, ", exact %.4g", exact);
    }
    return text;
}

static void print_dwell(const char *what, const struct ensemble_mean *dwell, double exact)
{
    char text[100] = "", right[60] = "";
    if (!isfinite(dwell->value)) {
        terminal_line(stdout, "  %-16sno jump out of it", what);
        return;
    }
    if (isfinite(dwell->error)) {
        snprintf(text, sizeof text, " +- %s", number_engineering((char[32]){0}, 32, dwell->error, 2, "s"));
    }
    if (isfinite(exact)) {
        snprintf(right, sizeof right, ", exact %s", UNIT(exact, "s"));
    }
    terminal_line(stdout, "  %-16s%s%s%s", what, UNIT(dwell->value, "s"), text, right);
}

/* Strings that all have one share say nothing of how rare others are. */
static const char *share_error(char *text, size_t size, double error)
{
    if (error == 0.0) {
        snprintf(text, size, " in all strings");
        return text;
    }
    return error_text(text, size, error);
}

static void print_share(const char *what, const struct ensemble_mean *share, double exact)
{
    char text[32];
    terminal_line(stdout, "  %-16s%.4g%s%s", what, share->value, share_error(text, sizeof text, share->error),
                  exact_text((char[32]){0}, 32, exact));
}

static void print_answer(const struct ensemble *e, const struct ensemble_result *r)
{
    if (e->amplitude == 0.0) {
        return;
    }
    char error[40] = "", linear[80] = "";
    const char *plural = r->periods == 1 ? "" : "s";
    if (isfinite(r->error.phase)) {
        snprintf(error, sizeof error, " +- %.2g", degrees(r->error.phase));
    }
    if (isfinite(r->linear.amplitude)) {
        snprintf(linear, sizeof linear, "; of a weak drive %.4g, %.4g deg", r->linear.amplitude,
                 degrees(r->linear.phase));
    }
    if (r->answer.amplitude == 0.0) {
        terminal_line(stdout, "  %-16sno jump in %zu period%s%s", "answer", r->periods, plural, linear);
        return;
    }
    terminal_line(stdout, "  %-16s%.4g%s of the parallel share, phase %.4g%s deg, %zu period%s%s", "answer",
                  r->answer.amplitude, error_text((char[32]){0}, 32, r->error.amplitude), degrees(r->answer.phase),
                  error, r->periods, plural, linear);
}

void telegraph_print_text(const char *name, const struct ensemble *e, const struct ensemble_result *r)
{
    char state[STRING_MOST + 1];
    print_head(name, e);
    terminal_line(stdout, "  %-16s%zu in %s", "jumps", r->jumps, UNIT(e->stop, "s"));
    print_dwell("dwell, parallel", &r->dwell[1], r->exact_dwell[1]);
    print_dwell("antiparallel", &r->dwell[0], r->exact_dwell[0]);
    print_share("parallel share", &r->parallel, r->exact_parallel);
    for (unsigned s = 1u << e->in_series; e->in_series > 1 && s-- > 0;) {
        print_share(state_name(state, e->in_series, s), &r->share[s], r->exact_share[s]);
    }
    print_answer(e, r);
    char exact[60] = "";
    if (isfinite(r->exact_power)) {
        snprintf(exact, sizeof exact, ", exact %s", UNIT(r->exact_power, "W"));
    }
    terminal_line(stdout, "  %-16s%s%s; %s in %s", "supply", UNIT(r->power, "W"), exact, UNIT(r->energy, "J"),
                  UNIT(e->stop, "s"));
}

/* ---- JSON and CSV ---- */

static void put_mean(struct document *document, const char *key, const struct ensemble_mean *mean, double exact)
{
    document_object(document, key);
    document_real(document, "mean", mean->value);
    document_real(document, "error", mean->error > 0.0 ? mean->error : NAN); /* all alike: not known */
    document_real(document, "exact", exact);
    document_close(document);
}

static void put_answer(struct document *document, const char *key, const struct ensemble_answer *answer)
{
    document_object(document, key);
    document_real(document, "amplitude", answer->amplitude);
    document_real(document, "phase_deg", degrees(answer->phase));
    document_close(document);
}

enum status telegraph_print_json(const char *name, const struct ensemble *e, const struct ensemble_result *r,
                                 struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    char state[STRING_MOST + 1];
    document_text(&document, "name", name);
    document_count(&document, "strings", e->strings);
    document_count(&document, "in_series", e->in_series);
    document_real(&document, "resistance_ohm", e->resistance);
    document_real(&document, "bias_v", e->bias);
    document_real(&document, "amplitude_v", e->amplitude);
    document_real(&document, "frequency_hz", e->frequency);
    document_real(&document, "stop_s", e->stop);
    document_real(&document, "after_s", e->after);
    document_count(&document, "seed", (size_t)e->junction.noise);
    document_count(&document, "chip_seed", e->chip_seed);
    document_count(&document, "jumps", r->jumps);
    put_mean(&document, "dwell_parallel_s", &r->dwell[1], r->exact_dwell[1]);
    put_mean(&document, "dwell_antiparallel_s", &r->dwell[0], r->exact_dwell[0]);
    put_mean(&document, "parallel_share", &r->parallel, r->exact_parallel);
    document_object(&document, "state_share");
    for (unsigned s = 1u << e->in_series; s-- > 0;) {
        put_mean(&document, state_name(state, e->in_series, s), &r->share[s], r->exact_share[s]);
    }
    document_close(&document);
    if (e->amplitude != 0.0) {
        document_count(&document, "periods", r->periods);
        document_count(&document, "pieces", r->pieces);
        put_answer(&document, "answer", &r->answer);
        put_answer(&document, "answer_error", &r->error);
        put_answer(&document, "answer_linear", &r->linear);
    }
    document_real(&document, "power_w", r->power);
    document_real(&document, "power_exact_w", r->exact_power);
    document_real(&document, "energy_j", r->energy);
    return print_document(&document, 17, diagnostic);
}

void telegraph_write_dwells(const struct ensemble_dwells *dwells, FILE *out)
{
    fputs("from_s,to_s,parallel,antiparallel\n", out);
    for (size_t k = 0; k < dwells->bins; k++) {
        fprintf(out, "%.10g,%.10g,%zu,%zu\n", (double)k * dwells->width, (double)(k + 1) * dwells->width,
                dwells->count[1][k], dwells->count[0][k]);
    }
}
