#include "report/phrases.h"

#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"
#include "report/quantity.h"
#include "report/visits.h"

struct answer report_answer(const struct report *report)
{
    return (struct answer){report->network, report->measures->state, &report->measures->quality, report->facts->proven,
                           report->measures->distribution};
}

void report_title(const struct report *report, FILE *out)
{
    const struct network *network = report->network;
    network->question->title(network, out);
    fprintf(out, ": %zu neurons, %zu devices", network->n, network_devices(network));
}

const char *phrase_answer_label(const struct report *report)
{
    const struct answer answer = report_answer(report);
    return report->network->question->label ? report->network->question->label(&answer) : NULL;
}

void phrase_answer(const struct report *report, FILE *out)
{
    const struct answer answer = report_answer(report);
    report->network->question->say(&answer, out);
}

/* The same of neurons that are not walls. */
static void say_how_they_end(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    const char *devices = report->network->technology->devices;
    const char *run = quantity(m->run_time, "s").text;
    if (report->network->question->variables) {
        fprintf(out, "the %s wander for %s at one temperature; the final state is the first of least energy", devices,
                run);
    } else if (visits_search(report->network)) {
        fprintf(out, "the %s wander for %s; the answer is the best state that they see", devices, run);
    } else if (m->converged) {
        fprintf(out, "yes, no neuron has changed for %.0f %% of %s", 100.0 * m->share, run);
    } else {
        fprintf(out, "no, in the last tenth of %s %zu of the %zu %s still change%s", run, m->moving, report->network->n,
                devices, m->moving == 1 ? "s" : "");
    }
}

void phrase_convergence(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    if (report->network->technology != &technology_wall) {
        say_how_they_end(report, out);
        return;
    }
    struct quantity end = quantity(m->time_to_solution, "s");
    if (m->converged) {
        fputs("yes, all walls are at rest", out);
    } else if (measures_ended_loading(m)) {
        fprintf(out, "no, it ends at %s, during the load phase of %s", end.text, quantity(m->load_time, "s").text);
    } else {
        /* where devices differ all walls count, as far as they are known; else one axon stands for those of a neuron */
        bool varied = variation_of_devices(&report->network->variation);
        fprintf(out, "no, at %s %s%zu of the %zu %swalls still move%s", end.text, varied ? "at least " : "", m->moving,
                varied ? network_devices(report->network) : 2 * report->network->n, varied ? "" : "recorded ",
                m->moving == 1 ? "s" : "");
    }
}

void phrase_time(const struct report *report, FILE *out)
{
    const struct measures *m = report->measures;
    if (!m->converged) {
        fputs("none; the values below are for the whole run", out);
    } else if (visits_search(report->network)) {
        fprintf(out, "%s, the whole run", quantity(m->time_to_solution, "s").text);
    } else if (m->load_time > 0.0) {
        fprintf(out, "%s, including a load phase of %s", quantity(m->time_to_solution, "s").text,
                quantity(m->load_time, "s").text);
    } else {
        fprintf(out, "%s%s", quantity(m->time_to_solution, "s").text,
                report->network->technology->signal_vector ? ", when the last neuron changes" : "");
    }
}

void phrase_facts(const struct run_facts *facts, FILE *out)
{
    fputs(facts->engine, out);
    if (facts->time_points) {
        fprintf(out, ", %zu time point%s", facts->time_points, plural(facts->time_points));
    }
    if (facts->iterations) {
        fprintf(out, ", %zu iteration%s", facts->iterations, plural(facts->iterations));
    }
    if (facts->wall_s > 0.0) {
        fprintf(out, ", %s", quantity(facts->wall_s, "s").text);
    }
    if (facts->peak_memory_bytes) {
        fprintf(out, ", %s", quantity((double)facts->peak_memory_bytes, "B").text);
    }
}

void phrase_nodes_on(const struct report *report, FILE *out)
{
    const size_t most = 12;
    size_t on = 0;
    for (size_t i = 0; i < report->network->n; i++) {
        if (report->measures->state[i] == '1' && on++ < most) {
            fprintf(out, "%s%s", on > 1 ? ", " : "", network_label(report->network, i).text);
        }
    }
    fputs(on ? "" : "none", out);
    if (on > most) {
        fprintf(out, " and %zu more", on - most);
    }
}
