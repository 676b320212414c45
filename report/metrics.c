#include "report/metrics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct figure real(const char *key, double value, bool applies)
{
    return (struct figure){key, FIGURE_REAL, applies, {.real = value}};
}

static struct figure count(const char *key, size_t value, bool applies)
{
    return (struct figure){key, FIGURE_COUNT, applies, {.count = value}};
}

static struct figure flag(const char *key, bool value, bool applies)
{
    return (struct figure){key, FIGURE_FLAG, applies, {.flag = value}};
}

static struct figure text(const char *key, const char *value)
{
    return (struct figure){key, FIGURE_TEXT, true, {.text = value}};
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

enum status figures_take(const struct report *report, struct figures *figures, struct diagnostic *diagnostic)
{
    const struct network *network = report->network;
    const struct measures *m = report->measures;
    const struct run_facts *facts = report->facts;

    figures->start = network->start ? NULL : uniform_start(network);
    if (!network->start && !figures->start) {
        return fail_memory(diagnostic);
    }
    const struct figure figure[] = {
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
        text("start", network->start ? network->start : figures->start),
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
    _Static_assert(sizeof figure == sizeof figures->figure, "FIGURES counts the figures");
    memcpy(figures->figure, figure, sizeof figure);
    return STATUS_OK;
}

void figures_clear(struct figures *figures)
{
    free(figures->start);
    figures->start = NULL;
}

void figure_write(const struct figure *figure, int digits, FILE *out)
{
    if (!figure->applies) {
        return;
    }
    switch (figure->kind) {
    case FIGURE_REAL:
        fprintf(out, "%.*g", digits, figure->real);
        break;
    case FIGURE_COUNT:
        fprintf(out, "%zu", figure->count);
        break;
    case FIGURE_FLAG:
        fputs(figure->flag ? "true" : "false", out);
        break;
    case FIGURE_TEXT:
        fputs(figure->text, out);
        break;
    }
}
