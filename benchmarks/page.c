#include "benchmarks/page.h"

#include "base/number.h"

#include <math.h>

enum { TEXT_SIZE = 32 };

/* `value` with three digits, a prefix and `unit`; the text lasts to the end of the caller's block. */
#define TEXT(value, unit) number_engineering((char[TEXT_SIZE]){0}, TEXT_SIZE, (value), 3, (unit))

static const double SMALLEST_SHOWN = 1e-12; /* m */

/* The targets of the benchmarks. */
static const double TARGET_RATIO = 50.0;      /* at N = 60 */
static const double TARGET_SECONDS_60 = 1.0;  /* s */
static const double TARGET_SECONDS_100 = 2.0; /* s */
static const double TARGET_MEMORY_100 = 80e6; /* bytes */

static void write_machine(FILE *out, const struct findings *f)
{
    fputs("## Machine\n\n| part | |\n|---|---|\n", out);
    fprintf(out, "| processor | %s, %ld cores |\n", f->machine.processor, f->machine.cores);
    fprintf(out, "| memory latency | %.0f ns per load (each depends on the previous one; 64 MB, huge pages) |\n",
            f->memory_latency);
    fprintf(out, "| kernel | %s |\n", f->machine.kernel);
    fprintf(out, "| compiler | %s, code model with -O2 |\n", f->machine.compiler);
    fprintf(out, "| ngspice | libngspice %s |\n\n", f->ngspice);
    fputs("ngspice follows pointers through tens of megabytes, so the memory latency limits its speed. Compare seconds "
          "between machines only together with the latency; ratios are easier to compare.\n\n",
          out);
}

static void write_method(FILE *out)
{
    const struct dwmtj device = dwmtj_default();
    fputs("## Method\n\n", out);
    fprintf(
        out,
        "Each run is the recall of one random pattern from a random start, the network of `spinfield gen recall -n N "
        "--seed %d`, as a transient of exactly %.0f ns including the load phase, even if the walls rest earlier. It is "
        "a separate process, the one that `spinfield run` starts. Its seconds are real time from start to end, "
        "including parsing, and its memory is the peak resident size. The first run of each kind is dropped. The "
        "devices take turns, and each ratio compares two runs of the same turn. The tables show medians, with the "
        "smallest and the largest value in parentheses.\n\n",
        TIMING_SEED, TIMING_STOP * 1e9);
    fprintf(
        out,
        "These options differ from ngspice's defaults, for every device here: in the generated deck `reltol=1e-4` and "
        "a "
        "longest time step of 10 ns (`.tran`); in the device `dxmax` = %g nm (largest step of a wall below the "
        "junction); in the process jemalloc with `MALLOC_CONF=thp:always,narenas:1` (huge pages if the kernel provides "
        "them, one arena), and one thread. Everything else has its default: trapezoidal integration, Sparse "
        "solver.\n\n",
        device.dxmax * 1e9);
}

static void write_code_model(FILE *out, const struct findings *f)
{
    fputs("## The code model\n\n"
          "| N | devices | runs | seconds | time points | iterations | peak memory | walls at the end |\n"
          "|--:|--:|--:|---|--:|--:|--:|---|\n",
          out);
    for (size_t i = 0; i < f->sizes; i++) {
        const struct size_result *s = &f->size[i];
        const struct device_result *d = &s->device[CODE_MODEL];
        struct spread seconds = sample_spread(&d->seconds);
        fprintf(out, "| %zu | %zu | %zu | %s (%s to %s) | %zu | %lld | %s | %s |\n", s->plan.n, s->plan.n * s->plan.n,
                d->seconds.count, TEXT(seconds.median, "s"), TEXT(seconds.least, "s"), TEXT(seconds.greatest, "s"),
                d->points, d->iterations, TEXT((double)d->memory, "B"), s->at_rest ? "all at rest" : "some move");
    }
    fputs("\nOnly accepted time points are counted.\n\n", out);
}

/* Measured by hand, as the text says: with ngspice's own clocks, by sampling, and by counting. */
static void write_bounds(FILE *out)
{
    fputs(
        "### What bounds a run\n\n"
        "Where the time of N = 1,000 goes, a million devices and one recall (`.options acct` of plain ngspice on the "
        "generated deck without the saved walls, ngspice 39.3, one core):\n\n"
        "| part | share | what it does |\n|---|--:|---|\n"
        "| loading | 19 % | passes over 18 MB of text, most of which copy each line |\n"
        "| parsing | 54 % | two words for each axon, each of which is cut out twice and looked up among the nodes, and "
        "a "
        "record of 256 bytes for each axon |\n"
        "| analysis | 27 % | set-up of the matrix, operating point, and 288 iterations; half of it is our load, 1 % "
        "each "
        "are the factors and the solution of the matrix |\n\n"
        "- The load is not bound by memory: an iteration reads 4 bytes for each axon, the number of the place in the "
        "matrix at which it is added, 1.2 GB in the run, and 2,000 walls. Sampled, it takes 6 % of the processor time, "
        "0.35 s.\n"
        "- A fifth of the processor time clears new pages for 0.5 GB. Half of this memory are XSPICE's records of the "
        "axons, the rest mostly copies of the text.\n"
        "- So the way to a faster run is a shorter text. A second core would share the load alone, a twentieth.\n"
        "- Devices that differ (`--sigma-rp 5%`, N = 200) take 2.3 to 4 times the processor time of equal ones; "
        "measured "
        "on a machine with other work 1.74 s and 0.43 s. Each axon has its own wall, of some 350 bytes, and equal "
        "axons "
        "of a neuron have one. There are 531 iterations and not 349, each of which reads 14 MB: 7.4 GB, 0.30 s at the "
        "rate at which memory is read; the load takes 0.57 s. The deck has a number for each axon and is twice as "
        "long: ngspice reads it in 0.7 s and not 0.3 s, and `spinfield` checks it in 0.28 s and not 0.13 s. If the "
        "load took no time, the ratio would be 2.5.\n\n",
        out);
}

static void write_devices(FILE *out)
{
    fputs(
        "## Comparison with behavioural devices\n\n"
        "The code model has the deck that `gen` makes, in which a line stands for up to 100 axons and equal axons of a "
        "neuron have one wall. Behavioural devices cannot be written so: their decks are those of `gen --deck "
        "subcircuits`, with the same terminals and subcircuit names, but standard SPICE elements replace the code "
        "model: the resistor of the track, a capacitor of 1 pF whose voltage is x / L, a B source for the "
        "junction, and for the wall one of\n\n"
        "- sprung stops: a G source and a current source drive it, and beyond an end of the track a B source drives it "
        "back in proportion to the distance; or\n"
        "- switched stops: one B source that is 0 at an end of the track while the drive points outwards.\n\n"
        "Sprung stops are the fastest form that we found. Switches, supplies, power meters and the number of saved "
        "vectors are those of the generated deck; wall positions are node voltages, there are no `.meas` lines, and "
        "`.tran` has `uic`.\n\n"
        "| device | longest step | reltol | time constant of the stop | reason |\n|---|--:|--:|--:|---|\n",
        out);
    for (size_t d = 0; d < BEHAVIOURAL_DEVICES; d++) {
        const struct behavioural_device *device = &behavioural_devices[d];
        fprintf(out, "| %s | %g ns | %g |", device->name, device->longest_step * 1e9, device->reltol);
        if (device->stop_rate > 0.0) {
            fprintf(out, " %g ps", 1e12 / device->stop_rate);
        }
        fprintf(out, " | %s |\n", device->text);
    }
    fprintf(
        out,
        "\nA benchmark is valid only if every soma ends on the same side as with the code model. The error of a device "
        "is the largest distance of any soma's wall, at any of its time points, from a run of the code model with "
        "dxmax = %g nm and steps of at most %g ns; it includes the distance by which a wall goes beyond the track. The "
        "difference is the largest distance between the code model and the behavioural run, at the code model's time "
        "points. The behavioural run is interpolated linearly; where a fast wall starts or stops between two of its "
        "points, the interpolation alone causes a nanometre.\n\n",
        DECKS_REFERENCE_DXMAX * 1e9, DECKS_REFERENCE_STEP * 1e9);
}

static void write_distance(FILE *out, double distance)
{
    if (distance < SMALLEST_SHOWN) {
        fprintf(out, " < %g nm |", SMALLEST_SHOWN * 1e9);
    } else {
        fprintf(out, " %.2g nm |", distance * 1e9);
    }
}

static void write_compared(FILE *out, const struct size_result *s, size_t device)
{
    const struct device_result *d = &s->device[device];
    struct spread seconds = sample_spread(&d->seconds), ratio = sample_spread(&d->ratio);
    fprintf(out, "| %zu | %s | %zu | %s (%s to %s) | %zu | %lld | %s |", s->plan.n, timing_device_name(device),
            d->seconds.count, TEXT(seconds.median, "s"), TEXT(seconds.least, "s"), TEXT(seconds.greatest, "s"),
            d->points, d->iterations, TEXT((double)d->memory, "B"));
    write_distance(out, d->error);
    if (device == CODE_MODEL) {
        fputs(" | |\n", out);
    } else {
        write_distance(out, d->difference);
        fprintf(out, " %.3g (%.3g to %.3g) |\n", ratio.median, ratio.least, ratio.greatest);
    }
}

static void write_comparison(FILE *out, const struct findings *f)
{
    fputs("| N | device | runs | seconds | time points | iterations | peak memory | error | difference | "
          "times slower than the code model |\n"
          "|--:|---|--:|---|--:|--:|--:|--:|--:|---|\n",
          out);
    for (size_t i = 0; i < f->sizes; i++) {
        for (size_t d = 0; d < DEVICES && timing_is_compared(&f->size[i].plan); d++) {
            if (f->size[i].plan.runs[d] > 0) {
                write_compared(out, &f->size[i], d);
            }
        }
    }
    fputs("\nLarger networks with a behavioural device are left out, since they take too long.\n\n", out);
}

static const struct size_result *size_of(const struct findings *f, size_t n)
{
    for (size_t i = 0; i < f->sizes; i++) {
        if (f->size[i].plan.n == n) {
            return &f->size[i];
        }
    }
    return NULL;
}

static void write_verdict(FILE *out, bool met)
{
    fprintf(out, " | %s |\n", met ? "met" : "**not met**");
}

static void write_targets(FILE *out, const struct findings *f)
{
    fputs("## Targets\n\n| target | measured (median) | result |\n|---|---|---|\n", out);
    const struct size_result *s60 = size_of(f, 60), *s100 = size_of(f, 100);
    for (size_t d = 1; s60 && d < DEVICES; d++) {
        if (s60->device[d].ratio.count > 0) {
            double ratio = sample_spread(&s60->device[d].ratio).median;
            fprintf(out, "| N = 60 at least %g times faster than %s | %.3g times", TARGET_RATIO, timing_device_name(d),
                    ratio);
            write_verdict(out, ratio >= TARGET_RATIO);
        }
    }
    if (s60) {
        double seconds = sample_spread(&s60->device[CODE_MODEL].seconds).median;
        fprintf(out, "| N = 60 in less than %s | %s", TEXT(TARGET_SECONDS_60, "s"), TEXT(seconds, "s"));
        write_verdict(out, seconds < TARGET_SECONDS_60);
    }
    if (s100) {
        double seconds = sample_spread(&s100->device[CODE_MODEL].seconds).median;
        double memory = (double)s100->device[CODE_MODEL].memory;
        fprintf(out, "| N = 100 in less than %s | %s", TEXT(TARGET_SECONDS_100, "s"), TEXT(seconds, "s"));
        write_verdict(out, seconds < TARGET_SECONDS_100);
        fprintf(out, "| N = 100 in less than %s | %s", TEXT(TARGET_MEMORY_100, "B"), TEXT(memory, "B"));
        write_verdict(out, memory < TARGET_MEMORY_100);
    }
}

static const struct engines *engines_of(const struct findings *f, size_t n, bool varied)
{
    for (size_t k = 0; k < ENGINES_TASKS; k++) {
        if (f->engines[k].n == n && (f->engines[k].sigma > 0.0) == varied) {
            return &f->engines[k];
        }
    }
    return NULL;
}

static void write_engines(FILE *out, const struct findings *f)
{
    fputs("\n## ngspice and the solver\n\n"
          "The same recalls, each run to its end. For the comparison of results the solver has a tolerance of 1e-5 and "
          "steps of at most 0.1 ns in which no wall moves further than 1 nm. The seconds are of one run: real time of "
          "ngspice, and processor time of the solver at its default tolerance, on one core. The engines agree if both "
          "converge to equal states, time and energy differ by at most 0.5 %, and walls by at most 5 nm at any "
          "time.\n\n"
          "| N | devices | time points | ngspice | solver | states that differ | time | energy | walls | result |\n"
          "|--:|---|--:|--:|--:|--:|--:|--:|--:|---|\n",
          out);
    for (size_t k = 0; k < ENGINES_TASKS; k++) {
        const struct engines *e = &f->engines[k];
        fprintf(out, "| %zu | ", e->n);
        if (e->sigma > 0.0) {
            fprintf(out, "R_P scatters by %g %%", 100.0 * e->sigma);
        } else {
            fputs("equal", out);
        }
        fprintf(out, " | %zu | %s | %s | %zu | %+.4f %% | %+.4f %% | %.2g nm | %s |\n", e->points,
                TEXT(e->ngspice, "s"), TEXT(e->solver, "s"), e->comparison.differing,
                100.0 * e->comparison.row[0].difference, 100.0 * e->comparison.row[1].difference,
                e->comparison.distance * 1e9,
                e->comparison.verdict == COMPARISON_AGREES ? "they agree" : "**they disagree**");
    }
    const struct engines *alike = engines_of(f, 100, false), *varied = engines_of(f, 100, true);
    if (alike && varied) {
        fprintf(out,
                "\nAt N = 100 devices that differ take %.3g times as long as equal ones, including reading the deck.\n",
                varied->ngspice / alike->ngspice);
    }
    fputc('\n', out);
}

static void write_solving(FILE *out, const struct findings *f)
{
    fprintf(
        out,
        "## The solver\n\nProcessor time of the solver on one core, or real time where it says so, without making the "
        "networks: medians of %d runs, "
        "with the smallest and the largest value; the first run is dropped. A run solves a graph many times and takes "
        "the mean, since the speed of a machine can change from second to second. The tolerance is the default, 1e-3, "
        "unless another is given. The last two columns compare the time with two lower limits: reading the weights "
        "from memory once per evaluation at %s, the rate measured here, and adding them at %s, the rate of a product "
        "of two large matrices. Small weights stay in the cache, so their share of reading can exceed 100 %%.\n\n"
        "| task | seconds | steps | evaluations | memory | target | share of the time for reading | for sums |\n"
        "|---|---|--:|--:|--:|---|--:|--:|\n",
        SOLVING_RUNS, TEXT(f->limits.bandwidth, "B/s"), TEXT(f->limits.operations, "flop/s"));
    for (size_t k = 0; k < SOLVING_TASKS; k++) {
        const struct solving *t = &f->solving[k];
        struct spread seconds = sample_spread(&t->seconds);
        fprintf(out, "| %s | %s (%s to %s) | %.0f | %.0f | %s | ", t->name, TEXT(seconds.median, "s"),
                TEXT(seconds.least, "s"), TEXT(seconds.greatest, "s"), t->steps / (double)t->networks,
                t->evaluations / (double)t->networks, TEXT(t->memory, "B"));
        if (t->target > 0.0) {
            fprintf(out, "%s: %s", TEXT(t->target, "s"), seconds.median <= t->target ? "met" : "missed");
        }
        fprintf(out, " | %.2g %% | %.2g %% |\n", 100.0 * t->bytes / f->limits.bandwidth / seconds.median,
                100.0 * t->operations / f->limits.operations / seconds.median);
    }
    const struct solving *million = &f->solving[SOLVING_TASKS - 2];                /* each computed */
    const double moved = 320e6 * million->evaluations / (double)million->networks; /* B */
    fprintf(
        out,
        "\nSteps and evaluations are averages for one network. An evaluation also moves 2 N walls twice and solves 2 N "
        "dividers, which takes most of the time of small networks. Of a network of patterns only one neuron of each "
        "group is computed ([solver.md](solver.md)), so that the shares can exceed 100 %%.\n\n"
        "### What bounds the solver\n\n"
        "- **g05_60.7.** It is arithmetic: 48 kB stay in the caches. An evaluation is 8,500 instructions "
        "with vectors of four numbers (counted by valgrind; those of eight need about half). A quarter of the time "
        "goes to the prediction of the walls, a fifth to dendrites and correction, a tenth each to the somas' outputs, "
        "the sums that changed, the choice of the step, and the preparation of the run. A quarter of all walls move, "
        "but 75 %% of the vectors of axons and 87 %% of those of somas have a wall that moves, so that few can be left "
        "out. Lists of the moving walls were tried, and cost as much as they save.\n"
        "- **A million neurons, each computed.** It is memory. An evaluation reads and writes 40 numbers of each "
        "neuron, 320 MB, and the run %s, %s at the rate above. The rest is clearing of pages, the preparation of "
        "the weights, and arithmetic.\n"
        "- **Groups.** Measured in turns on a machine with other work, they take 1,000 recalls from 33.9 ms to 14.5 "
        "ms, and a million neurons from 3.2 s to 0.04 s. A recall of 60 neurons is one vector of four groups: half of "
        "its time goes to the preparation of the run and to the choice of its 29 steps.\n\n",
        TEXT(moved, "B"), TEXT(moved / f->limits.bandwidth, "s"));
}

static void write_search_row(FILE *out, const struct searching *s)
{
    fprintf(out, "| %s | %zu | %zu | %zu of %zu | %.2f %% | %.2f %% | %s | %s | ", s->name, s->nodes, s->runs,
            s->at_best, s->graphs, 100.0 * s->mean, 100.0 * s->least, TEXT(s->seconds, "s"), TEXT(s->run_time, "s"));
    if (isfinite(s->time)) {
        fprintf(out, "%s | %s |\n", TEXT(s->time, "s"), TEXT(s->energy, "J"));
    } else {
        fputs("not reached | not reached |\n", out);
    }
}

static void write_searching(FILE *out, const struct findings *f)
{
    const double share = 0.9, mean = 0.998, least = 0.99, wait = 5.0, large_cut = 11600.0, large_wait = 60.0;
    const struct searching *large = &f->searching[SEARCHING_FAMILIES];
    size_t graphs = 0, at_best = 0;
    double sum = 0.0, worst = 1.0, longest = 0.0;
    fputs(
        "## Searches\n\n`spinfield search` with its standard settings (docs/search.md) on networks that `gen maxcut` "
        "makes without options, on all cores. The graphs are those of the Biq Mac library that the generator rudy "
        "made, and G1 of the G-set; `spinfield graph rnd` makes the same. The best known cut is the better one of the "
        "search and of a tabu search of the graph, which starts 32 times and makes 50 steps per node; a proof is not "
        "tried. Time and energy to solution are for this cut, with a probability of 99 %: medians of the family, with "
        "every load phase.\n\n"
        "| graphs | nodes | relaxations | best known cut found | mean | worst | longest wait | a relaxation | time to "
        "solution | energy to solution |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
        out);
    for (size_t k = 0; k <= SEARCHING_FAMILIES; k++) {
        const struct searching *s = &f->searching[k];
        write_search_row(out, s);
        if (k < SEARCHING_FAMILIES) {
            graphs += s->graphs;
            at_best += s->at_best;
            sum += s->mean * (double)s->graphs;
            worst = fmin(worst, s->least);
            longest = fmax(longest, s->seconds);
        }
    }
    fprintf(out,
            "\n| target | measured | result |\n|---|---|---|\n"
            "| the best known cut on at least %.0f %% of the %zu graphs of up to 100 nodes | %zu",
            100.0 * share, graphs, at_best);
    write_verdict(out, (double)at_best >= share * (double)graphs);
    fprintf(out, "| at least %.1f %% of it on average | %.3f %%", 100.0 * mean, 100.0 * sum / (double)graphs);
    write_verdict(out, sum >= mean * (double)graphs);
    fprintf(out, "| none below %.0f %% | %.2f %%", 100.0 * least, 100.0 * worst);
    write_verdict(out, worst >= least);
    fprintf(out, "| each in less than %.0f s | %s", wait, TEXT(longest, "s"));
    write_verdict(out, longest < wait);
    fprintf(out, "| a cut of G1 of at least %.0f in less than %.0f s | %.0f in %s", large_cut, large_wait, large->cut,
            TEXT(large->seconds, "s"));
    write_verdict(out, large->cut >= large_cut && large->seconds < large_wait);
    fputc('\n', out);
}

static void write_junctions(FILE *out, const struct findings *f)
{
    fprintf(out,
            "## Tunnel junctions\n\nMedians of %d runs, with the smallest and the largest value; the first run is "
            "dropped, and the tasks take turns. `bench junctions PAGE` measures these alone.\n\n"
            "| task | seconds | of what | steps of a run | target |\n|---|---|---|---|---|\n",
            JUNCTIONS_RUNS);
    for (size_t k = 0; k < JUNCTIONS_TASKS; k++) {
        const struct junctions *t = &f->junctions[k];
        const struct spread seconds = sample_spread(&t->seconds);
        fprintf(out, "| %s | %s (%s to %s) | %s | %.0f %s | %s: %s |\n", t->name, TEXT(seconds.median, "s"),
                TEXT(seconds.least, "s"), TEXT(seconds.greatest, "s"), t->time, t->steps, t->step, TEXT(t->target, "s"),
                seconds.median <= t->target ? "met" : "missed");
    }
    fputc('\n', out);
}

void page_write_junctions(FILE *out, const struct findings *findings)
{
    fputs("# Benchmarks of junctions\n\n", out);
    write_machine(out, findings);
    write_junctions(out, findings);
}

void page_write(FILE *out, const struct findings *findings)
{
    fputs("# Benchmarks\n\n`make bench` writes this page; change the text in benchmarks/page.c, not here.\n\n", out);
    write_machine(out, findings);
    write_method(out);
    write_code_model(out, findings);
    write_bounds(out);
    write_devices(out);
    write_comparison(out, findings);
    write_targets(out, findings);
    write_engines(out, findings);
    write_solving(out, findings);
    write_searching(out, findings);
    write_junctions(out, findings);
}
