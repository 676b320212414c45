#include "report/diagrams/sampling.h"

#include "report/visits.h"

#include <math.h>
#include <stdio.h>

struct diagram_unit diagram_unit(double greatest, const char *unit)
{
    static const char *const PREFIXES[] = {"y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T"};
    const int none = 8, last = 12;
    int prefix = none;
    if (isfinite(greatest) && greatest != 0.0) {
        prefix += (int)floor(log10(fabs(greatest)) / 3.0);
        prefix = prefix < 0 ? 0 : prefix > last ? last : prefix;
    }
    struct diagram_unit made = {.scale = pow(10.0, -3.0 * (prefix - none))};
    snprintf(made.name, sizeof made.name, "%s%s", PREFIXES[prefix], unit);
    return made;
}

struct diagram_span diagram_span(const struct diagram_run *run)
{
    const struct trace *trace = run->trace;
    const double beyond = trace->signal ? 4.0 : 1.06; /* so that the moment of rest is seen, or what follows a change */
    const struct measures *m = run->report->measures;
    double last = trace->time[trace->points - 1];
    struct diagram_span span = {.end = last};
    if (m->converged && !visits_search(run->report->network) && m->time_to_solution > 0.0 &&
        beyond * m->time_to_solution < last) {
        span.end = beyond * m->time_to_solution;
    }
    while (span.count < trace->points && trace->time[span.count] < span.end) {
        span.count++;
    }
    span.count += span.count < trace->points; /* the first point beyond, so that curves go on to the end */
    span.unit = diagram_unit(span.end, "s");
    return span;
}

size_t diagram_choose(size_t count, size_t most, size_t *point)
{
    size_t chosen = count < most ? count : most;
    for (size_t k = 0; k < chosen; k++) {
        point[k] = chosen == 1 ? 0 : k * (count - 1) / (chosen - 1);
    }
    return chosen;
}

void diagram_say_span(const struct diagram_run *run, FILE *out)
{
    const struct diagram_span span = diagram_span(run);
    const double last = run->trace->time[run->trace->points - 1];
    if (run->trace->signal && span.end < last) {
        const struct diagram_unit unit = diagram_unit(last, "s");
        fprintf(out, " Drawn up to %.3g %s; the run ends at %.3g %s, and no neuron turns ON or OFF in between.",
                span.end * span.unit.scale, span.unit.name, last * unit.scale, unit.name);
    }
}

/* ---- Curves that lose nothing ---- */

bool diagram_is_envelope(size_t count)
{
    return count > DIAGRAM_ENVELOPE;
}

const char *diagram_line_width(size_t count)
{
    return diagram_is_envelope(count) ? " lw 1" : "";
}

/* Adds `k` to point[*count], which has come to it already where it is the last one. */
static void add_point(size_t k, size_t *point, size_t *count)
{
    if (*count == 0 || point[*count - 1] < k) {
        point[(*count)++] = k;
    }
}

/* Of the points from `from` to before `to`: the first, the last, and between them the least and the greatest, as they
 * come. */
static void add_part(const double *value, size_t from, size_t to, size_t *point, size_t *count)
{
    size_t least = from, greatest = from;
    for (size_t k = from; k < to; k++) {
        least = value[k] < value[least] ? k : least;
        greatest = value[k] > value[greatest] ? k : greatest;
    }
    add_point(from, point, count);
    add_point(least < greatest ? least : greatest, point, count);
    add_point(least < greatest ? greatest : least, point, count);
    add_point(to - 1, point, count);
}

size_t diagram_envelope(const struct diagram_curve *curve, size_t point[static DIAGRAM_ENVELOPE])
{
    const double *time = curve->time;
    const size_t count = curve->count;
    size_t chosen = 0, from = 0;
    if (!diagram_is_envelope(count)) {
        for (size_t k = 0; k < count; k++) {
            point[k] = k;
        }
        return count;
    }
    for (size_t part = 1; part <= DIAGRAM_PARTS && from < count; part++) {
        const double until = time[0] + (time[count - 1] - time[0]) * (double)part / DIAGRAM_PARTS;
        size_t to = from;
        while (to < count && (time[to] < until || part == DIAGRAM_PARTS)) {
            to++;
        }
        if (to > from) {
            add_part(curve->value, from, to, point, &chosen);
        }
        from = to;
    }
    return chosen;
}

void diagram_write_curve(const struct diagram_curve *curve, const char *name, double time_scale, double value_scale,
                         FILE *out)
{
    size_t point[DIAGRAM_ENVELOPE];
    const size_t count = diagram_envelope(curve, point);
    fprintf(out, "$%s <<EOD\n", name);
    for (size_t k = 0; k < count; k++) {
        fprintf(out, "%.6g %.6g\n", curve->time[point[k]] * time_scale, curve->value[point[k]] * value_scale);
    }
    fputs("EOD\n", out);
}

void diagram_say_envelope(size_t count, FILE *out)
{
    if (diagram_is_envelope(count)) {
        fprintf(out,
                " The line joins the first, the last, the least and the greatest value in each of %d parts of the "
                "time, of %zu time points in all, so that no peak is left out.",
                DIAGRAM_PARTS, count);
    }
}
