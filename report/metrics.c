#include "report/metrics.h"

#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"

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

static void add_metrics(struct metrics *metrics, const struct metric *metric, size_t number)
{
    for (size_t k = 0; k < number && metrics->count < METRICS_MOST; k++) {
        metrics->metric[metrics->count++] = metric[k];
    }
}

static bool has_metric(const struct metrics *metrics, const char *key)
{
    size_t k = 0;
    while (k < metrics->count && strcmp(metrics->metric[k].key, key) != 0) {
        k++;
    }
    return k < metrics->count;
}

/* What the network's question makes of the metric `asked` of any question, value[] being the metrics of its answer. */
static struct metric answer_metric(const struct question *question, const double *value,
                                   const struct question_metric *asked)
{
    double found = NAN;
    for (size_t k = 0; k < question->metrics; k++) {
        found = strcmp(question->metric[k].key, asked->key) == 0 ? value[k] : found;
    }
    switch (asked->kind) {
    case QUESTION_REAL:
        break;
    case QUESTION_COUNT:
        return count(asked->key, isfinite(found) ? (size_t)found : 0, isfinite(found));
    case QUESTION_FLAG:
        return flag(asked->key, found > 0.0, isfinite(found));
    }
    return real(asked->key, found, isfinite(found));
}

/* Adds the metrics of all questions, each key once. */
static void add_answer(struct metrics *metrics, const struct report *report)
{
    const struct question *question = report->network->question, *other;
    const struct answer answer = report_answer(report);
    double value[METRICS_MOST] = {0.0};
    if (question->measure) {
        question->measure(&answer, value);
    }
    for (size_t q = 0; (other = question_number(q)) != NULL; q++) {
        for (size_t k = 0; k < other->metrics; k++) {
            if (!has_metric(metrics, other->metric[k].key)) {
                const struct metric metric = answer_metric(question, value, &other->metric[k]);
                add_metrics(metrics, &metric, 1);
            }
        }
    }
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
    const bool walls = network->technology == &technology_wall;
    const struct metric metric[] = {
        count("n", network->n, true),
        text("task", network->question->name),
        text("engine", facts->engine),
        flag("converged", m->converged, true),
        count("moving", m->moving, !m->converged),
        real("time_to_solution_s", m->time_to_solution, true),
        real("load_time_s", m->load_time, true),
        real("energy_j", m->energy, true),
        real("energy_load_j", m->energy_load, walls),
        real("energy_soma_j", m->energy_soma, walls),
        real("energy_synapse_j", m->energy_synapse, true),
        real("energy_paper_j", m->energy_paper, walls),
        real("average_power_w", m->average_power, true),
        real("peak_power_w", m->peak_power, true),
        real("v_dw_v", network_greatest_v_dw(network), walls),
        text("state", m->state),
        text("start", network->start ? network->start : metrics->start),
    };
    const struct metric of_run[] = {
        {"technology", METRIC_TEXT, !walls, {.text = network->technology->name}},
        real("run_time_s", m->run_time, !walls),
        real("share_of_time", m->share, !walls),
        real("first_seen_s", m->first_seen, !walls),
        real("first_seen_energy_j", m->first_seen_energy, !walls),
    };
    const struct metric effort[] = {
        count("devices", facts->devices, facts->devices > 0),
        count("time_points", facts->time_points, facts->time_points > 0),
        count("iterations", facts->iterations, facts->iterations > 0),
        {"matrix_solver", METRIC_TEXT, facts->matrix_solver != NULL, {.text = facts->matrix_solver}},
        real("wall_s", facts->wall_s, facts->wall_s > 0.0),
        count("peak_memory_bytes", facts->peak_memory_bytes, facts->peak_memory_bytes > 0),
    };
    metrics->count = 0;
    add_metrics(metrics, metric, sizeof metric / sizeof *metric);
    add_answer(metrics, report);
    add_metrics(metrics, of_run, sizeof of_run / sizeof *of_run);
    add_metrics(metrics, effort, sizeof effort / sizeof *effort);
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
