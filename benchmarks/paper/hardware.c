#include "benchmarks/paper/hardware.h"

#include "base/output.h"
#include "benchmarks/paper/reference.h"
#include "benchmarks/paper/table2.h"
#include "benchmarks/paper/tasks.h"
#include "campaign/runner.h"
#include "campaign/search.h"
#include "report/published.h"
#include "report/quantity.h"

#include <math.h>
#include <stdlib.h>

enum { GRAPHS = REFERENCE_GRAPHS, RUNS = 1000, SEED = 1 };

/* The searches of each graph. */
enum { RESTART, KICK, METHODS };
static const enum search_method METHOD[METHODS] = {SEARCH_RESTART, SEARCH_KICK};

struct hardware {
    struct reference_graphs graphs;
    struct measures *once; /* [GRAPHS] as published, one run from all walls at x = 0 */
    struct search_summary found[METHODS][GRAPHS];
};

/* ---- Measuring ---- */

/* The network that `gen maxcut` makes of graph `g`, with a load phase. */
static enum status make_network(const struct reference_graphs *graphs, size_t g, struct network **network,
                                struct diagnostic *diagnostic)
{
    const struct cut_task task = {
        .graph = graphs->graph, .graphs = GRAPHS, .random_starts = true, .bias = problem_auto_bias()};
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    *network = NULL;
    enum status status = random ? tasks_cut(&task, g, random, network, diagnostic) : fail_memory(diagnostic);
    if (random) {
        gsl_rng_free(random);
    }
    return status;
}

static enum status search(const struct network *network, enum search_method method, double optimum,
                          struct search_summary *summary, struct diagnostic *diagnostic)
{
    struct solver_options options = solver_standard_options(network);
    options.tolerance = SETUP_TOLERANCE;
    const struct search_target target = {.goal = SEARCH_GIVEN, .objective = optimum};
    const struct search_plan plan = {.network = network,
                                     .options = &options,
                                     .method = method,
                                     .runs = RUNS,
                                     .seed = SEED,
                                     .workers = runner_processors()};
    struct search found;
    struct measures measures;
    enum status status = search_run(&plan, &found, &measures, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = search_summarize(&found, network->question, &target, summary, diagnostic);
    measures_clear(&measures);
    search_clear(&found);
    return status;
}

static enum status measure(const struct setup *setup, struct hardware *h, struct diagnostic *diagnostic)
{
    const struct bias published = tasks_published_bias();
    enum status status = reference_graphs(setup->data, &h->graphs, diagnostic);
    if (status == STATUS_OK) {
        status = table2_measure(&h->graphs, &published, 0, &h->once, diagnostic);
    }
    for (size_t g = 0; g < GRAPHS && status == STATUS_OK; g++) {
        struct network *network = NULL;
        status = make_network(&h->graphs, g, &network, diagnostic);
        for (size_t m = 0; m < METHODS && status == STATUS_OK; m++) {
            status = search(network, METHOD[m], h->graphs.optimum[g], &h->found[m][g], diagnostic);
        }
        network_free(network);
    }
    return status;
}

/* ---- The table of figures ---- */

/* A line of it; what is not known is NaN, and a range whose ends are equal is one value. */
struct line {
    const char *what;
    double time, power, energy;      /* of a run */
    double quality;                  /* cut as a share of the optimum */
    double success[2];               /* probability of the optimum */
    double time_99[2], energy_99[2]; /* of the optimum with a probability of 99 % */
};

/* " 333 ns |", or " unknown |". */
static void write_quantity(FILE *out, double value, const char *unit)
{
    fprintf(out, " %s |", isfinite(value) ? quantity(value, unit).text : isnan(value) ? "unknown" : "not reached");
}

static void write_range(FILE *out, const double value[2], const char *unit)
{
    if (isfinite(value[0]) && value[0] != value[1]) {
        fprintf(out, " %s to", quantity(value[0], unit).text);
        write_quantity(out, value[1], unit);
    } else {
        write_quantity(out, value[0], unit);
    }
}

static void write_line(FILE *out, const struct line *line)
{
    fprintf(out, "| %s |", line->what);
    write_quantity(out, line->time, "s");
    write_quantity(out, line->power, "W");
    write_quantity(out, line->energy, "J");
    if (isnan(line->quality)) {
        fputs(" unknown |", out);
    } else {
        fprintf(out, " %.2f %% |", 100.0 * line->quality);
    }
    if (isnan(line->success[0])) {
        fputs(" unknown |", out);
    } else if (line->success[0] == line->success[1]) {
        fprintf(out, " %.3g %% |", 100.0 * line->success[0]);
    } else {
        fprintf(out, " %.3g to %.3g %% |", 100.0 * line->success[0], 100.0 * line->success[1]);
    }
    write_range(out, line->time_99, "s");
    write_range(out, line->energy_99, "J");
    fputc('\n', out);
}

/* A published one. The more likely the optimum, the sooner it is there. */
static struct line line_of_published(const struct published *p)
{
    struct line line = {.what = p->what, .time = p->time, .power = p->power, .energy = p->energy, .quality = NAN};
    for (int k = 0; k < 2; k++) {
        line.success[k] = p->success[k];
        const bool known = isfinite(p->success[1 - k]);
        line.time_99[k] = known ? interval_repeated(p->time, p->success[1 - k]) : NAN;
        line.energy_99[k] = known ? interval_repeated(p->energy, p->success[1 - k]) : NAN;
    }
    return line;
}

/* One run of each graph, with the energies integrated or, where `estimated`, by Eq. (19). */
static struct line line_of_runs(const struct hardware *h, const char *what, bool estimated)
{
    struct line line = {.what = what, .time_99 = {INFINITY, INFINITY}, .energy_99 = {INFINITY, INFINITY}};
    double reached = 0.0;
    for (size_t g = 0; g < GRAPHS; g++) {
        const struct measures *m = &h->once[g];
        line.time += m->time_to_solution / GRAPHS;
        line.energy += (estimated ? m->energy_paper : m->energy) / GRAPHS;
        line.quality += m->quality.objective / h->graphs.optimum[g] / GRAPHS;
        reached += m->quality.objective >= h->graphs.optimum[g] ? 1.0 / GRAPHS : 0.0;
    }
    line.power = line.energy / line.time;
    line.success[0] = line.success[1] = reached;
    return line;
}

static double median(const double value[GRAPHS])
{
    return summary_take(value, 1, GRAPHS).median;
}

/* Means over the graphs, and the median of what an optimum takes. */
static struct line line_of_search(const struct hardware *h, const char *what, size_t method)
{
    struct line line = {.what = what, .success = {1.0, 0.0}};
    double time[GRAPHS], energy[GRAPHS];
    for (size_t g = 0; g < GRAPHS; g++) {
        const struct search_summary *s = &h->found[method][g];
        line.time += s->run_time / GRAPHS;
        line.energy += s->run_energy / GRAPHS;
        line.quality += s->mean / h->graphs.optimum[g] / GRAPHS;
        line.success[0] = fmin(line.success[0], s->success.value);
        line.success[1] = fmax(line.success[1], s->success.value);
        time[g] = s->time.value;
        energy[g] = s->energy.value;
    }
    line.power = line.energy / line.time;
    line.time_99[0] = line.time_99[1] = median(time);
    line.energy_99[0] = line.energy_99[1] = median(energy);
    return line;
}

static void write_figures(FILE *out, const struct hardware *h)
{
    const struct line ours[] = {
        line_of_runs(h, "ours, as published, Eq. (19)", true),
        line_of_runs(h, "ours, as published, integrated", false),
        line_of_search(h, "ours, axons along edges, random starts", RESTART),
        line_of_search(h, "ours, axons along edges, kicks", KICK),
    };
    fputs("| network | time of a run | average power | energy of a run | mean cut, of the optimum | probability of the "
          "optimum | time to the optimum at 99 % | energy to it |\n|---|--:|--:|--:|--:|--:|--:|--:|\n",
          out);
    for (size_t k = 0; k < PUBLISHED; k++) {
        const struct line line = line_of_published(&published_solutions[k]);
        write_line(out, &line);
    }
    for (size_t k = 0; k < sizeof ours / sizeof *ours; k++) {
        write_line(out, &ours[k]);
    }
}

/* "1.8 times the WHAT", and how it goes on. */
static void write_ratio(FILE *out, const char *what, double ours, double theirs, const char *end)
{
    fprintf(out, "%.2g times the %s%s", ours / theirs, what, end);
}

/* What the table says about the memristor network, the one with enough figures for it. */
static void write_result(FILE *out, const struct hardware *h)
{
    const struct line theirs = line_of_published(&published_solutions[PUBLISHED_MEMRISTOR]);
    const struct line once = line_of_runs(h, "", false), kicks = line_of_search(h, "", KICK);
    fputs("\nA run of our network as published needs ", out);
    write_ratio(out, "time and ", once.time, theirs.time, "");
    write_ratio(out, "energy", once.energy, theirs.energy,
                " of a run of the memristor network, but the two do not end with the same: ");
    fprintf(out,
            "ours finds the optimum of %.0f of the ten graphs, the memristor network in %.0f to %.0f %% of its runs. ",
            GRAPHS * once.success[0], 100.0 * theirs.success[0], 100.0 * theirs.success[1]);
    fputs("To have the optimum with a probability of 99 %, a search by kicks needs ", out);
    write_ratio(out, "time and ", kicks.time_99[0], theirs.time_99[1], "");
    write_ratio(out, "energy", kicks.energy_99[0], theirs.energy_99[1], " of the memristor network at 30 %.\n");
}

/* ---- The page ---- */

static const char HEAD[] =
    "# Other hardware\n\n"
    "`make paper` writes this page; change the text in benchmarks/paper/hardware.c, not here.\n\n"
    "Maximum cuts of graphs of 60 nodes: published memristor, SONOS and spintronic networks beside our simulation of "
    "the "
    "spintronic one. Read the figures together with the last section: they do not include the same things.\n\n"
    "## Sources\n\n"
    "All figures of the published networks come from Table II of the publication, arXiv 2107.02238, and from what it "
    "says "
    "there. We have no other source. What it calls unknown, or does not say, is unknown here. Its table is for ten "
    "graphs "
    "of 60 nodes in which half of all pairs have an edge; it does not say whether the memristor and SONOS networks had "
    "the same ten graphs.\n\n"
    "Our figures are of the graphs g05_60.0 to g05_60.9 of the Biq Mac library, whose optima are proven, computed with "
    "the solver (docs/solver.md). [paper.md](paper.md) compares it with ngspice on the same graphs.\n\n"
    "## Figures\n\n";

static const char NOTES[] =
    "\nThe time to the optimum at 99 %% is the time until one of several runs has ended in the optimum with a "
    "probability "
    "of 99 %%, Eq. (72) of docs/model.md; the energy is that of all these runs. For the memristor network we computed "
    "both "
    "from its published time, energy and probability, as if its runs were independent of each other.\n\n"
    "As published, each graph is run once, with all walls at x = 0 at first. So its success is the share of the ten "
    "graphs in which that run found the optimum, and repeating the run gives the same cut. The searches relax "
    "the network that `spinfield gen maxcut` makes by default, with axons along the edges only and balanced dendrites, "
    "%d times for each graph. With random starts, each relaxation is a trial, and the probability is that of one "
    "relaxation. With kicks, each relaxation after the first starts from the best state so far with some neurons "
    "flipped; a trial is a chain of relaxations, of which %zu run side by side, and the probability is that of a whole "
    "chain. Time, power and energy of a run are means of a relaxation with its load phase. Probabilities are the least "
    "and the greatest of the ten graphs, times and energies to the optimum the medians.\n";

static void write_graphs(FILE *out, const struct hardware *h)
{
    fputs("\n### Graph by graph\n\n| graph | optimum | as published: cut | random starts: best cut | probability, 95 % "
          "interval | time at 99 % | energy | kicks: best cut | chains that reach the optimum | time at 99 % | energy "
          "|\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
          out);
    for (size_t g = 0; g < GRAPHS; g++) {
        const struct search_summary *r = &h->found[RESTART][g], *k = &h->found[KICK][g];
        fprintf(out, "| g05_60.%zu | %.0f | %.0f | %.0f | %.2g %% (%.2g to %.2g) |", g, h->graphs.optimum[g],
                h->once[g].quality.objective, r->best, 100.0 * r->success.value, 100.0 * r->success.low,
                100.0 * r->success.high);
        write_quantity(out, r->time.value, "s");
        write_quantity(out, r->energy.value, "J");
        fprintf(out, " %.0f | %zu of %zu |", k->best, k->successes, k->trials);
        write_quantity(out, k->time.value, "s");
        write_quantity(out, k->energy.value, "J");
        fputc('\n', out);
    }
}

static void write_counted(FILE *out)
{
    fputs("\n## What is counted\n\n| network | run | energy counted | also needed |\n|---|---|---|---|\n", out);
    for (size_t k = 0; k < PUBLISHED; k++) {
        const struct published *p = &published_solutions[k];
        fprintf(out, "| %s | %s | %s | %s |\n", p->what, p->steps, p->counted, p->beside);
    }
    fprintf(
        out,
        "| ours, Eq. (19) | one relaxation | the same estimate | %s |\n"
        "| ours, integrated | one relaxation, with its load phase if it has one | all that the sources deliver: the "
        "load phase, V_DW, the weights, and the balancing resistors where there are some | %s |\n",
        published_solutions[PUBLISHED_SPINTRONIC].beside, published_solutions[PUBLISHED_SPINTRONIC].beside);
    fputs(
        "\nOur network has no annealing steps and no clock: it relaxes by itself. Its sources are ideal, so the losses "
        "of "
        "what makes V_DW and the weights' voltages are missing, and so is what opens and closes the switches, what "
        "reads "
        "the answer, and, for searches, what keeps the best state and chooses the next start. The publication names "
        "what the memristor and "
        "SONOS networks need beside them, and gives no figures for it. So the "
        "rows do not show which technology needs less in a complete machine. They show what the network alone needs.\n",
        out);
}

enum status hardware_write(const struct setup *setup, const char *path, struct diagnostic *diagnostic)
{
    struct hardware *h = calloc(1, sizeof *h);
    struct output *output = NULL;
    enum status status = h ? measure(setup, h, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = output_open(path, &output, diagnostic);
    }
    if (status == STATUS_OK) {
        FILE *out = output_stream(output);
        fputs(HEAD, out);
        write_figures(out, h);
        write_result(out, h);
        fprintf(out, NOTES, RUNS, h->found[KICK][0].trials);
        write_graphs(out, h);
        write_counted(out);
        status = output_commit(&output, 1, diagnostic);
    }
    if (h) {
        trials_free(h->once, GRAPHS);
        reference_graphs_clear(&h->graphs);
    }
    free(h);
    return status;
}
