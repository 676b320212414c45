#include "cli/stdp_results.h"

#include "base/number.h"
#include "base/terminal.h"
#include "cli/cli.h"

#include <math.h>

/* Energies of Grollier, Querlioz and Stiles, Proc. IEEE 104, 2024 (2016), to compare with, J. */
static const double PUBLISHED_WRITE = 100e-15, PUBLISHED_EVENT = 23e-15;

/* What the run took, J. */
struct energies {
    double windows, pulses, neurons, all;
    double learning_event; /* in the pulse of a column; NAN without any */
    double junction;       /* of that, for each of its junctions */
    double synaptic_event; /* of all, for each input spike and output */
};

static struct energies energies_of(const struct stdp *stdp, const struct stdp_learned *learned)
{
    struct energies e = {.windows = learned->array.in[STDP_LISTEN][0] + learned->array.in[STDP_LISTEN][1]};
    for (int phase = STDP_WRITE_ON; phase < STDP_PHASES; phase++) {
        e.pulses += learned->array.in[phase][0] + learned->array.in[phase][1];
    }
    e.neurons = learned->tracks + learned->held_tracks + learned->readouts + learned->timers;
    e.all = e.windows + e.pulses + e.neurons;
    e.learning_event = learned->output_spikes > 0 ? e.pulses / (double)learned->output_spikes : NAN;
    e.junction = e.learning_event / (double)stdp_rows(stdp);
    e.synaptic_event = e.all / ((double)learned->input_spikes * (double)stdp->outputs);
    return e;
}

/* ---- Text ---- */

#define JOULES(value) number_engineering((char[32]){0}, 32, (value), 3, "J")
#define VOLTS(value) number_engineering((char[32]){0}, 32, (value), 4, "V")
#define SECONDS(value) number_engineering((char[32]){0}, 32, (value), 4, "s")

static void print_head(const struct stdp *stdp, const struct stdp_plan *plan, const struct stdp_learned *learned)
{
    terminal_line(stdout, "%zu x %zu pixels, %zu lane%s, %zu output%s: %zu junctions, %zu bar%s in %s", stdp->width,
                  stdp->height, stdp->lanes, stdp->lanes == 1 ? "" : "s", stdp->outputs, stdp->outputs == 1 ? "" : "s",
                  stdp_rows(stdp) * stdp->outputs, stdp->passages, stdp->passages == 1 ? "" : "s",
                  SECONDS(learned->time));
    terminal_line(stdout, "  %-18s%s at a pixel for %s; %s and then %s at a column, %s each", "voltages",
                  VOLTS(plan->row), SECONDS(stdp->window), VOLTS(plan->column[STDP_WRITE_ON]),
                  VOLTS(plan->column[STDP_WRITE_OFF]), SECONDS(stdp->pulse));
    terminal_line(stdout, "  %-18sON %.3g in its window, OFF %.3g outside; others at most %.2g", "a pulse switches",
                  plan->p_on, plan->p_off, fmax(fmax(plan->p_half_on, plan->p_half_off), plan->p_window));
    terminal_line(stdout, "  %-18s%zu of inputs, %zu of outputs; %zu jumps", "spikes", learned->input_spikes,
                  learned->output_spikes, learned->jumps);
}

static void print_outputs(const struct stdp *stdp, const struct stdp_learned *learned)
{
    terminal_line(stdout, "  %-8s%-8s%-22s%-24s%s", "output", "lane", "of its late spikes", "weight there, by (L1)",
                  "elsewhere, by (L1)");
    for (size_t k = 0; k < stdp->outputs; k++) {
        const struct stdp_output *output = &learned->output[k];
        char share[48], lane[24];
        snprintf(lane, sizeof lane, "%zu%s", output->lane, output->knows ? "" : "?");
        snprintf(share, sizeof share, "%zu of %zu", output->from_lane, output->late);
        if (output->late == 0) {
            terminal_line(stdout, "  %-8zu%-8s%-22s%-8.3f%-16s%.3f", k, "-", share, output->weight_in, "",
                          output->weight_out);
        } else {
            terminal_line(stdout, "  %-8zu%-8s%-22s%-8.3f%-16.3f%-8.3f%.3f", k, lane, share, output->weight_in,
                          output->rule_in, output->weight_out, output->rule_out);
        }
    }
    terminal_line(stdout, "  %-18s%zu of %zu, by %zu of %zu outputs", "lanes known", learned->known_lanes, stdp->lanes,
                  learned->knowing_outputs, stdp->outputs);
}

static void print_energies(const struct stdp *stdp, const struct stdp_learned *learned)
{
    const struct energies e = energies_of(stdp, learned);
    const struct stdp_energy *array = &learned->array;
    terminal_line(stdout, "  %-18s%s", "energy", JOULES(e.all));
    terminal_line(stdout, "    %-16s%s in junctions, while their columns listen", "windows", JOULES(e.windows));
    terminal_line(stdout, "    %-16s%s: %s and %s in windows, %s and %s outside", "pulses", JOULES(e.pulses),
                  JOULES(array->in[STDP_WRITE_ON][1]), JOULES(array->in[STDP_WRITE_OFF][1]),
                  JOULES(array->in[STDP_WRITE_ON][0]), JOULES(array->in[STDP_WRITE_OFF][0]));
    terminal_line(stdout, "    %-16s%s: tracks %s, held %s, their junctions %s, timers %s", "neurons",
                  JOULES(e.neurons), JOULES(learned->tracks), JOULES(learned->held_tracks), JOULES(learned->readouts),
                  JOULES(learned->timers));
    if (learned->output_spikes > 0) {
        terminal_line(stdout, "  %-18s%s in the pulse of a column; %s a junction (published: %s to write an MRAM cell)",
                      "a learning event", JOULES(e.learning_event), JOULES(e.junction), JOULES(PUBLISHED_WRITE));
    }
    terminal_line(stdout, "  %-18s%s of all, for an input spike at an output (published: %s)", "a synaptic event",
                  JOULES(e.synaptic_event), JOULES(PUBLISHED_EVENT));
}

void stdp_print_text(const struct stdp *stdp, const struct stdp_plan *plan, const struct stdp_learned *learned)
{
    print_head(stdp, plan, learned);
    print_outputs(stdp, learned);
    print_energies(stdp, learned);
}

void stdp_warn(const struct stdp *stdp, const struct stdp_learned *learned)
{
    for (size_t k = 0; k < stdp->outputs; k++) {
        const struct stdp_output *output = &learned->output[k];
        if (!output->knows && output->late < STDP_ENOUGH_SPIKES) {
            fprintf(stderr, "spinfield: warning: output %zu knows no lane: it fired %zu time%s in the last quarter\n",
                    k, output->late, output->late == 1 ? "" : "s");
        } else if (!output->knows) {
            fprintf(stderr,
                    "spinfield: warning: output %zu knows no lane: %zu of its last %zu spikes are from lane %zu\n", k,
                    output->from_lane, output->late, output->lane);
        }
    }
    for (size_t lane = 0; lane < stdp->lanes; lane++) {
        bool known = false;
        for (size_t k = 0; k < stdp->outputs; k++) {
            known = known || (learned->output[k].knows && learned->output[k].lane == lane);
        }
        if (!known) {
            fprintf(stderr, "spinfield: warning: no output knows lane %zu\n", lane);
        }
    }
}

/* ---- JSON ---- */

static void put_plan(struct document *document, const struct stdp *stdp, const struct stdp_plan *plan)
{
    document_count(document, "width", stdp->width);
    document_count(document, "height", stdp->height);
    document_count(document, "lanes", stdp->lanes);
    document_count(document, "outputs", stdp->outputs);
    document_count(document, "passages", stdp->passages);
    document_count(document, "seed", stdp->seed);
    document_real(document, "step_s", stdp->step);
    document_real(document, "window_s", stdp->window);
    document_real(document, "pulse_s", stdp->pulse);
    document_real(document, "stray", stdp->stray);
    document_real(document, "sigma_vc", stdp->sigma_vc);
    document_real(document, "critical_v", plan->at.vc);
    document_real(document, "row_v", plan->row);
    document_real(document, "column_on_v", plan->column[STDP_WRITE_ON]);
    document_real(document, "column_off_v", plan->column[STDP_WRITE_OFF]);
    document_real(document, "p_on", plan->p_on);
    document_real(document, "p_off", plan->p_off);
    document_real(document, "p_window", plan->p_window);
    document_real(document, "p_half_on", plan->p_half_on);
    document_real(document, "p_half_off", plan->p_half_off);
    document_real(document, "gain", plan->neuron.gain);
    document_real(document, "leak_m_per_s", plan->neuron.wall.vleak);
    document_real(document, "threshold_m", plan->neuron.threshold);
}

static void put_output(struct document *document, const struct stdp *stdp, const struct stdp_learned *learned, size_t k)
{
    const struct stdp_output *output = &learned->output[k];
    document_object(document, NULL);
    document_count(document, "spikes", output->spikes);
    document_count(document, "late_spikes", output->late);
    if (output->late > 0) {
        document_count(document, "lane", output->lane);
        document_count(document, "from_lane", output->from_lane);
        document_real(document, "rule_in", output->rule_in);
        document_real(document, "rule_out", output->rule_out);
    }
    document_flag(document, "knows", output->knows);
    document_real(document, "weight_in", output->weight_in);
    document_real(document, "weight_out", output->weight_out);
    document_list(document, "weights");
    for (size_t row = 0; row < stdp_rows(stdp); row++) {
        document_real(document, NULL, learned->weight[k * stdp_rows(stdp) + row]);
    }
    document_close(document);
    document_close(document);
}

static void put_energies(struct document *document, const struct stdp *stdp, const struct stdp_learned *learned)
{
    const struct energies e = energies_of(stdp, learned);
    document_real(document, "energy_j", e.all);
    document_real(document, "windows_j", e.windows);
    document_real(document, "pulses_j", e.pulses);
    document_real(document, "neurons_j", e.neurons);
    if (learned->output_spikes > 0) {
        document_real(document, "learning_event_j", e.learning_event);
        document_real(document, "junction_of_learning_event_j", e.junction);
    }
    document_real(document, "synaptic_event_j", e.synaptic_event);
}

enum status stdp_print_json(const struct stdp *stdp, const struct stdp_plan *plan, const struct stdp_learned *learned,
                            struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    put_plan(&document, stdp, plan);
    document_count(&document, "input_spikes", learned->input_spikes);
    document_count(&document, "output_spikes", learned->output_spikes);
    document_count(&document, "jumps", learned->jumps);
    document_real(&document, "time_s", learned->time);
    document_count(&document, "known_lanes", learned->known_lanes);
    document_count(&document, "knowing_outputs", learned->knowing_outputs);
    put_energies(&document, stdp, learned);
    document_list(&document, "output");
    for (size_t k = 0; k < stdp->outputs; k++) {
        put_output(&document, stdp, learned, k);
    }
    document_close(&document);
    return print_document(&document, 17, diagnostic);
}

/* ---- Picture ---- */

void stdp_write_picture(const struct stdp *stdp, const struct stdp_learned *learned, FILE *out)
{
    const size_t rows = stdp_rows(stdp);
    fprintf(out, "P2\n%zu %zu\n255\n", stdp->width, stdp->height * stdp->outputs);
    for (size_t k = 0; k < rows * stdp->outputs; k++) {
        fprintf(out, "%.0f%c", 255.0 * learned->weight[k], (k + 1) % stdp->width == 0 ? '\n' : ' ');
    }
}
