#include "cli/ice_print.h"

#include "base/document.h"
#include "base/number.h"
#include "base/terminal.h"
#include "cli/cli.h"
#include "models/constants.h"
#include "models/dipole.h"
#include "report/warnings.h"

#include <math.h>

#define UNIT(value, unit) number_engineering((char[32]){0}, 32, (value), 4, (unit))

static const char *const TYPES[ICE_TYPES] = {"t1", "t2", "t3", "t4"};

static double celsius(double kelvin)
{
    return kelvin - ZERO_CELSIUS;
}

/* D of Eq. (N2) at the distance of one pitch, J. */
static double coupling(const struct ice_report *r)
{
    const double moment = nanomagnet_moment(&r->islands->magnet);
    return dipole_strength(moment, moment, r->ice->pitch);
}

static bool is_constant(const struct ice_report *r)
{
    return r->course.from == r->course.to;
}

/* Energy above that of the ordered state, for each magnet, in units of D. */
static double above_order(const struct ice_report *r, double energy)
{
    return (energy - r->order) / ((double)r->islands->count * coupling(r));
}

/* ---- Text ---- */

/* "0.25 +- 0.01"; "0 in all 20 runs" where all agree, which says nothing of an error. */
static const char *mean_text(char *text, size_t size, const struct ice_mean *mean, size_t runs)
{
    if (isfinite(mean->error)) {
        snprintf(text, size, "%.4f +- %.4f", mean->value, mean->error);
    } else if (runs > 1) {
        snprintf(text, size, "%.4g in all %zu runs", mean->value, runs);
    } else {
        snprintf(text, size, "%.4f", mean->value);
    }
    return text;
}

#define MEAN(mean, runs) mean_text((char[64]){0}, 64, (mean), (runs))

static void print_head(const struct ice_report *r)
{
    const struct nanomagnet *magnet = &r->islands->magnet;
    const double room = BOLTZMANN * 300.0;
    terminal_line(stdout, "%s%s: %zu x %zu vertices, %zu magnets of %s x %s x %s, %s apart", r->name ? r->name : "ice",
                  r->name ? ".cir" : "", r->ice->columns, r->ice->rows, r->islands->count, UNIT(magnet->length, "m"),
                  UNIT(magnet->width, "m"), UNIT(magnet->thickness, "m"), UNIT(r->ice->pitch, "m"));
    terminal_line(stdout, "  %-16s%s k_B 300 K, coupling D %s k_B 300 K, flips without barrier %s", "barrier",
                  number_rounded((char[32]){0}, 32, nanomagnet_barrier(magnet) / room, 4),
                  number_rounded((char[32]){0}, 32, coupling(r) / room, 4), UNIT(nanomagnet_attempts(magnet), "Hz"));
    magnets_print_factor(r->factor);
    magnet_options_print(r->options, r->course.seed);
    if (isfinite(r->cutoff)) {
        terminal_line(stdout, "  %-16sof pairs up to %s apart", "couplings", UNIT(r->cutoff, "m"));
    }
}

static void print_times(const struct ice_report *r)
{
    terminal_line(stdout, "  from %.4g C to %.4g C, %zu run%s each; vertices at the end, in shares",
                  celsius(r->course.from), celsius(r->course.to), r->runs, r->runs == 1 ? "" : "s");
    terminal_line(stdout, "  %-11s %-20s %-20s %-20s %-10s %s", "in", "T1", "T2", "monopoles T3, T4", "flips",
                  "energy above order");
    for (size_t k = 0; k < r->times; k++) {
        const struct ice_summary *s = &r->summary[k];
        const double flips = (double)s->flips / ((double)s->runs * (double)r->islands->count);
        terminal_line(stdout, "  %-11s %-20s %-20s %-20s %-10s %.4f D", UNIT(r->time[k], "s"),
                      MEAN(&s->share[0], r->runs), MEAN(&s->share[1], r->runs), MEAN(&s->monopoles, r->runs),
                      ROUNDED(flips), above_order(r, s->energy.value));
    }
    terminal_line(stdout, "  flips and energy are those of a magnet, on average");
}

static void print_constant(const struct ice_report *r)
{
    const struct ice_summary *s = &r->summary[0];
    char exact[40] = "";
    terminal_line(stdout, "  at %.4g C, averages from %s to %s, %zu run%s", celsius(r->course.from),
                  UNIT(r->course.after, "s"), UNIT(r->time[0], "s"), r->runs, r->runs == 1 ? "" : "s");
    for (int t = 0; t < ICE_TYPES; t++) {
        if (r->is_exact) {
            snprintf(exact, sizeof exact, ", exact %.4g", r->exact.share[t]);
        }
        terminal_line(stdout, "  T%-15d%s%s", t + 1, MEAN(&s->share[t], r->runs), exact);
    }
    if (r->is_exact) {
        snprintf(exact, sizeof exact, ", exact %.4g", above_order(r, r->exact.energy));
    }
    terminal_line(stdout, "  %-16s%.4f D a magnet above order%s", "energy", above_order(r, s->energy.value), exact);
    terminal_line(stdout, "  %-16s%s of each magnet", "flips",
                  ROUNDED((double)s->flips / ((double)s->runs * (double)r->islands->count)));
}

void ice_print_text(const struct ice_report *report)
{
    print_head(report);
    if (is_constant(report)) {
        print_constant(report);
    } else {
        print_times(report);
    }
}

/* ---- JSON and CSV ---- */

static void put_mean(struct document *document, const char *key, const struct ice_mean *mean)
{
    document_object(document, key);
    document_real(document, "mean", mean->value);
    document_real(document, "error", mean->error);
    document_close(document);
}

static void put_runs(struct document *document, const struct ice_report *r)
{
    document_list(document, "cases");
    for (size_t k = 0; k < r->times; k++) {
        const struct ice_summary *s = &r->summary[k];
        document_object(document, NULL);
        document_real(document, "time_s", r->time[k]);
        document_count(document, "flips", s->flips);
        for (int t = 0; t < ICE_TYPES; t++) {
            put_mean(document, TYPES[t], &s->share[t]);
        }
        put_mean(document, "monopoles", &s->monopoles);
        put_mean(document, "energy_j", &s->energy);
        document_close(document);
    }
    document_close(document);
}

enum status ice_print_json(const struct ice_report *r, struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    document_text(&document, "name", r->name);
    document_count(&document, "columns", r->ice->columns);
    document_count(&document, "rows", r->ice->rows);
    document_count(&document, "magnets", r->islands->count);
    document_real(&document, "pitch_m", r->ice->pitch);
    document_real(&document, "cutoff_m", r->cutoff);
    document_real(&document, "barrier_j", nanomagnet_barrier(&r->islands->magnet));
    document_real(&document, "coupling_j", coupling(r));
    document_real(&document, "attempts_hz", nanomagnet_attempts(&r->islands->magnet));
    document_real(&document, "from_c", celsius(r->course.from));
    document_real(&document, "to_c", celsius(r->course.to));
    magnets_add_factor(r->factor, &document);
    magnet_options_add(r->options, r->course.seed, &document);
    document_count(&document, "runs", r->runs);
    document_count(&document, "seed", r->course.seed);
    document_real(&document, "order_energy_j", r->order);
    if (is_constant(r)) {
        document_real(&document, "after_s", r->course.after);
    }
    put_runs(&document, r);
    if (r->is_exact) {
        document_object(&document, "exact");
        for (int t = 0; t < ICE_TYPES; t++) {
            document_real(&document, TYPES[t], r->exact.share[t]);
        }
        document_real(&document, "energy_j", r->exact.energy);
        document_close(&document);
    }
    warnings_add(&r->warnings, &document);
    return print_document(&document, 17, diagnostic);
}

void ice_write_table(const struct ice_report *r, FILE *out)
{
    fputs("time_s,runs,flips,t1,t1_error,t2,t2_error,t3,t3_error,t4,t4_error,monopoles,monopoles_error,energy_j,"
          "energy_j_error,order_energy_j\n",
          out);
    for (size_t k = 0; k < r->times; k++) {
        const struct ice_summary *s = &r->summary[k];
        fprintf(out, "%.10g,%zu,%zu", r->time[k], s->runs, s->flips);
        for (int t = 0; t < ICE_TYPES; t++) {
            fprintf(out, ",%.10g,%.10g", s->share[t].value, s->share[t].error);
        }
        fprintf(out, ",%.10g,%.10g,%.10g,%.10g,%.10g\n", s->monopoles.value, s->monopoles.error, s->energy.value,
                s->energy.error, r->order);
    }
}

void ice_write_state(const struct islands *islands, const signed char *s, FILE *out)
{
    fputs("x_m,y_m,mx,my\n", out);
    for (size_t i = 0; i < islands->count; i++) {
        const struct island *island = &islands->island[i];
        fprintf(out, "%.10g,%.10g,%.10g,%.10g\n", island->place[0], island->place[1], s[i] * island->axis[0] + 0.0,
                s[i] * island->axis[1] + 0.0);
    }
}
