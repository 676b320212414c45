#include "report/comparison.h"

#include "base/c_locale.h"

#include "report/quantity.h"

#include <math.h>
#include <string.h>

/* The largest distance in m between a wall in `a` and in `b` at the time points of `a`. */
static double largest_distance(const struct trace *a, const struct trace *b)
{
    double largest = 0.0;
    for (size_t i = 0; i < a->n; i++) {
        size_t k_soma = 0, k_axon = 0;
        for (size_t p = 0; p < a->points; p++) {
            double soma = trace_wall(b, b->soma, i, a->time[p], &k_soma);
            double axon = trace_wall(b, b->axon, i, a->time[p], &k_axon);
            largest = fmax(largest, fabs(a->soma[p * a->n + i] - soma));
            largest = fmax(largest, fabs(a->axon[p * a->n + i] - axon));
        }
    }
    return largest;
}

static void fill_rows(const struct measures *a, const struct measures *b, struct comparison_row rows[COMPARISON_ROWS])
{
    const bool some_end = a->converged || b->converged;
    const struct comparison_row all[COMPARISON_ROWS] = {
        {some_end ? "time to solution" : "end of the run", "time_to_solution_s", "s", a->time_to_solution,
         b->time_to_solution, 0.0},
        {"energy", "energy_j", "J", a->energy, b->energy, 0.0},
        {"  load", "energy_load_j", "J", a->energy_load, b->energy_load, 0.0},
        {"  soma", "energy_soma_j", "J", a->energy_soma, b->energy_soma, 0.0},
        {"  synapse", "energy_synapse_j", "J", a->energy_synapse, b->energy_synapse, 0.0},
    };
    for (size_t k = 0; k < COMPARISON_ROWS; k++) {
        double whole = k == 0 ? b->time_to_solution : b->energy;
        rows[k] = all[k];
        rows[k].difference = all[k].first == all[k].second ? 0.0 : (all[k].first - all[k].second) / whole;
    }
}

/* Nothing that both runs have differs by more than is allowed. */
static bool all_within(const struct comparison *a)
{
    bool within = a->differing == 0 && a->distance <= a->walls && (!a->has_signals || a->signals.share <= a->tolerance);
    for (size_t k = 0; k < COMPARISON_ROWS; k++) {
        within = within && fabs(a->row[k].difference) <= a->tolerance;
    }
    return within;
}

/* Paths part, and only a very large distance between energies would be too large. */
static bool cannot_tell(const struct comparison *a)
{
    return a->alike && a->signals.energies.distance > 0.0 && a->signals.energies.allowed > ENERGY_MOST_ALLOWED;
}

/* Compares what is seen over time. */
static enum status take_paths(const struct network *network, const struct trace *a, const struct trace *b,
                              struct comparison *made, struct diagnostic *diagnostic)
{
    if (!a->signal) {
        made->distance = largest_distance(a, b);
        return STATUS_OK;
    }
    made->has_signals = true;
    enum status status = signals_compare(a, b, network, &made->signals, diagnostic);
    const struct energy_distance *energies = &made->signals.energies;
    const bool parted = made->signals.share > made->tolerance;
    made->alike = parted && energies->distance <= energies->allowed;
    return status;
}

enum status comparison_take(const struct network *network, const struct comparison_run *first,
                            const struct comparison_run *second, const struct comparison_limits *limits,
                            struct comparison *comparison, struct diagnostic *diagnostic)
{
    const struct measures *a = first->measures, *b = second->measures;
    struct comparison made = {.moving = {a->moving, b->moving},
                              .each_converged = {a->converged, b->converged},
                              .converged = a->converged && b->converged,
                              .tolerance = limits->tolerance,
                              .walls = limits->walls,
                              .end = first->trace->time[first->trace->points - 1]};
    fill_rows(a, b, made.row);
    for (size_t i = 0; i < first->trace->n; i++) {
        made.differing += a->state[i] != b->state[i];
    }
    enum status status = take_paths(network, first->trace, second->trace, &made, diagnostic);
    bool comparable = a->converged == b->converged && (made.alike || all_within(&made));
    made.verdict = !comparable          ? COMPARISON_DISAGREES
                   : cannot_tell(&made) ? COMPARISON_UNDECIDED
                   : made.converged     ? COMPARISON_AGREES
                                        : COMPARISON_NOT_CONVERGED;
    *comparison = made;
    return status;
}

const char *comparison_verdict_name(const struct comparison *comparison)
{
    static const char *const NAMES[] = {[COMPARISON_AGREES] = "agree",
                                        [COMPARISON_DISAGREES] = "disagree",
                                        [COMPARISON_UNDECIDED] = "undecided",
                                        [COMPARISON_NOT_CONVERGED] = "neither converged"};
    return NAMES[comparison->verdict];
}

void comparison_write_paths(const struct comparison *a, FILE *out)
{
    const struct signals_apart *s = &a->signals;
    if (isinf(s->parted)) {
        fprintf(out, "the states are the same at all times%s",
                s->share > 0.0 ? ", but for the moments in which outputs change" : "");
    } else if (s->share <= a->tolerance) {
        fprintf(out, "the states are the same but for %.2g %% of all neurons' time", 100.0 * s->share);
    } else {
        fprintf(out, "paths part at %s, by what was too close to call, and from then on differ",
                quantity(s->parted, "s").text);
    }
    if (s->share > a->tolerance) {
        const struct energy_distance *e = &s->energies;
        fprintf(out, "; in the second half the distributions of the energies, with means %.5g and %.5g, are %.3g apart",
                s->energy[0], s->energy[1], e->distance);
        if (cannot_tell(a)) {
            fprintf(out, ", which %.0f and %.0f independent ones are too few to judge: try a longer 'gen --stop'",
                    e->independent[0], e->independent[1]);
        } else {
            fprintf(out, "; allowed for %.0f and %.0f independent ones: %.3g", e->independent[0], e->independent[1],
                    e->allowed);
        }
    }
}

/* What differs by more than is allowed, between commas. */
static void write_differences(const struct comparison *a, FILE *out)
{
    const char *comma = "";
    if (a->differing) {
        fprintf(out, "the final states of %zu neuron%s differ", a->differing, plural(a->differing));
        comma = ", ";
    }
    for (size_t k = 0; k < COMPARISON_ROWS; k++) {
        const struct comparison_row *row = &a->row[k];
        if (!(fabs(row->difference) <= a->tolerance)) {
            fprintf(out, "%s%s%s differs by %.3g %%", comma, k < 2 ? "" : "the energy of ",
                    row->name + strspn(row->name, " "), 100.0 * fabs(row->difference));
            comma = ", ";
        }
    }
    if (a->has_signals) {
        fputs(*comma ? "; " : "", out);
        comparison_write_paths(a, out);
        return;
    }
    if (!(a->distance <= a->walls)) {
        fprintf(out, "%swalls are up to %.3g nm apart", comma, a->distance * 1e9);
    }
    fprintf(out, "; allowed: %.3g %% and %.3g nm", 100.0 * a->tolerance, a->walls * 1e9);
}

static void write_reason(const struct comparison *a, const char *first, const char *second, FILE *out)
{
    IN_C_LOCALE;
    if (a->each_converged[0] != a->each_converged[1]) {
        fprintf(out, "only %s converged", a->each_converged[0] ? first : second);
        return;
    }
    if (!a->converged) {
        fprintf(out, "neither engine converged by %s, so there is no time to solution to compare; ",
                quantity(a->end, "s").text);
    }
    if (a->verdict == COMPARISON_DISAGREES) {
        write_differences(a, out);
    } else if (a->has_signals) {
        comparison_write_paths(a, out);
    } else {
        fprintf(out, "%s, %senergy agree%s within %.3g %%, and walls within %.3g nm",
                a->converged ? "both converged to equal states" : "until then the states are equal",
                a->converged ? "time and " : "the ", a->converged ? "" : "s", 100.0 * a->tolerance, a->walls * 1e9);
    }
}

void comparison_reason(const struct comparison *a, const char *first, const char *second, FILE *out)
{
    write_reason(a, first, second, out);
    if (a->sensitive) {
        fprintf(out, "; with slightly different time steps %s gives another result, so the smallest error decides here",
                second);
    }
}
