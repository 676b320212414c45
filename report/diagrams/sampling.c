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
    const double beyond = 1.06; /* so that the moment of rest is seen */
    const struct trace *trace = run->trace;
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
