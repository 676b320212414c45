#include "report/metrics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct metric real(const char *key, double value, bool applies)
{
    return (struct metric){key, METRIC_REAL, applies, {.real = value}};
}

static struct metric count(const char *key, size_t value, bool applies)
{
    return (struct metric){key, METRIC_COUNT, applies, {.count = value}};
}

static struct metric flag(const char *key, bool value, bool applies)
{
    return (struct metric){key, METRIC_FLAG, applies, {.flag = value}};
}

static struct metric text(const char *key, const char *value)
{
    return (struct metric){key, METRIC_TEXT, true, {.text = value}};
}

/* The state that all walls at their initial positions make, for a network that nothing is loaded into. */
static char *uniform_start(const struct network *network)
{
    char *start = malloc(network->n + 1);
    if (start) {
        memset(start, dwmtj_is_on(&network->soma, network->soma.xinit) ? '1' : '0', network->n);
        start[network->n] = '\0';
    }
    return start;
}

enum status metrics_take(const struct report *report, struct metrics *metrics, struct diagnostic *diagnostic)
{
    const struct network *network = report->network;
    const struct measures *m = report->measures;
    const struct run_facts *facts = report->facts;

    metrics->start = network->start ? NULL : uniform_start(network);
    if (!network->start && !metrics->start) {
        return fail_memory(diagnostic);
    }
    const struct metric metric[] = {
        count("n", network->n, true),
        text("task", network_task_name(network->task)),
        text("engine", facts->engine),
        flag("converged", m->converged, true),
        count("moving", m->moving, !m->converged),
        real("time_to_solution_s", m->time_to_solution, true),
        real("load_time_s", m->load_time, true),
        real("energy_j", m->energy, true),
        real("energy_load_j", m->energy_load, true),
        real("energy_soma_j", m->energy_soma, true),
        real("energy_synapse_j", m->energy_synapse, true),
        real("energy_paper_j", m->energy_paper, true),
        real("average_power_w", m->average_power, true),
        real("peak_power_w", m->peak_power, true),
        real("v_dw_v", network->v_dw, true),
        text("state", m->state),
        text("start", network->start ? network->start : metrics->start),
        real("cut", m->cut, m->has_cut),
        real("optimum", network->optimum, m->has_cut && isfinite(network->optimum)),
        real("bit_accuracy", m->bit_accuracy, m->has_pattern),
        count("matched_pattern", m->matched_pattern + 1, m->has_pattern),
        flag("matched_inverse", m->matched_inverse, m->has_pattern),
        count("devices", facts->devices, facts->devices > 0),
        count("time_points", facts->time_points, facts->time_points > 0),
        count("iterations", facts->iterations, facts->iterations > 0),
        real("wall_s", facts->wall_s, facts->wall_s > 0.0),
        count("peak_memory_bytes", facts->peak_memory_bytes, facts->peak_memory_bytes > 0),
    };
    _Static_assert(sizeof metric == sizeof metrics->metric, "METRICS counts the metrics");
    memcpy(metrics->metric, metric, sizeof metric);
    return STATUS_OK;
}

void metrics_clear(struct metrics *metrics)
{
    free(metrics->start);
    metrics->start = NULL;
}

void metric_write(const struct metric *metric, int digits, FILE *out)
{
    if (!metric->applies) {
        return;
    }
    switch (metric->kind) {
    case METRIC_REAL:
        fprintf(out, "%.*g", digits, metric->real);
        break;
    case METRIC_COUNT:
        fprintf(out, "%zu", metric->count);
        break;
    case METRIC_FLAG:
        fputs(metric->flag ? "true" : "false", out);
        break;
    case METRIC_TEXT:
        fputs(metric->text, out);
        break;
    }
}
