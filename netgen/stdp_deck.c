/* The deck of a learning array. */
#include "netgen/stdp.h"

#include "base/number.h"
#include "netgen/device_card.h"

#include <math.h>
#include <stdlib.h>

static const double EDGE = 10e-12; /* s */

/* A wall goes this share of its threshold in the longest step, at most, and a pulse has this many steps. */
static const double WAY = 0.01;
enum { STEPS_OF_PULSE = 50 };

static void write_head(const struct stdp *stdp, const struct stdp_plan *plan, FILE *out)
{
    fprintf(out,
            "Learning by spike timing: %zu x %zu pixels, bars on %zu lanes, %zu output neurons\n"
            "*\n"
            "* a_R_K is a junction from r_R, the row of pixel R = y * %zu + x, to c_K, the column of output K.\n"
            "* A pixel that a bar comes to is at %s V for %ss. A column is at 0 V, and its current\n"
            "* moves the wall of its neuron. Where a neuron fires, all walls are pulled back, and its column goes to\n"
            "* %s V and then to %s V, for %ss each: junctions switch by chance.\n"
            "* Load the code models first: spinfield setup-ngspice\n\n"
            ".include dwmtj.lib\n\n",
            stdp->width, stdp->height, stdp->lanes, stdp->outputs, stdp->width, SHORT(plan->row), SHORT(stdp->window),
            SHORT(plan->column[STDP_WRITE_ON]), SHORT(plan->column[STDP_WRITE_OFF]), SHORT(stdp->pulse));
}

/* ---- Neurons ---- */

static void write_neurons(const struct stdp *stdp, const struct stdp_plan *plan, FILE *out)
{
    const struct stdp_neuron *n = &plan->neuron;
    const double per_volt = 1.0 / (n->timer * log(2.0)); /* Ohm/s: from 1 V to half of it */
    fprintf(
        out,
        "* The neuron of lateral-inhibition.cir. It charges two capacitors when it fires: \"fired\" is above 0.5 V\n"
        "* while its column has its pulse, and \"tired\" while it does not listen.\n"
        ".subckt neuron in fired tired busy one reset\n"
        "xwall in 0 supply out dwmtj vleak=%s\n"
        "vsupply supply 0 %s\nrload out 0 %s\n"
        "sfired one fired out 0 fires\nstired one tired out 0 fires\n"
        ".model fires sw(vt=%s vh=1m ron=1 roff=1e15)\n"
        "cfired fired 0 %s\nrfired fired 0 %s\n"
        "ctired tired 0 %s\nrtired tired 0 %s\n"
        "sbusy one busy fired 0 above_half\n"
        "sown in reset tired 0 above_half\nsall in reset busy 0 above_half\n"
        ".model above_half sw(vt=0.5 ron=1 roff=1e15)\n"
        ".ends neuron\n\n",
        SHORT(n->wall.vleak), SHORT(n->supply), SHORT(n->load), SHORT(n->fires_at - 1e-3), SHORT(n->timer),
        SHORT(n->inhibition * per_volt), SHORT(n->timer), SHORT(n->refractory * per_volt));
    fprintf(out, "vone one 0 1\nvreset reset 0 %s\nrbusy busy 0 1k\n", SHORT(n->reset));
    for (size_t k = 0; k < stdp->outputs; k++) {
        fprintf(out,
                "xneuron_%zu in_%zu fired_%zu tired_%zu busy one reset neuron\n"
                "vsense_%zu c_%zu drive_%zu 0\nfmirror_%zu 0 in_%zu vsense_%zu %s\n"
                "bdrive_%zu drive_%zu 0 v = v(fired_%zu) > %.17g ? %s : (v(fired_%zu) > 0.5 ? %s : 0)\n",
                k, k, k, k, k, k, k, k, k, k, SHORT(n->gain), k, k, k, sqrt(0.5), SHORT(plan->column[STDP_WRITE_ON]), k,
                SHORT(plan->column[STDP_WRITE_OFF]));
    }
}

/* ---- Pixels ---- */

/* A window. */
struct window {
    size_t row;
    double from, to; /* s */
};

static int by_row_and_time(const void *a, const void *b)
{
    const struct window *x = a, *y = b;
    if (x->row != y->row) {
        return x->row > y->row ? 1 : -1;
    }
    return (x->from > y->from) - (x->from < y->from);
}

/* All windows, by rows, to be freed; NULL where memory is short. */
static struct window *find_windows(const struct stdp *stdp, const struct stdp_plan *plan, size_t *count)
{
    const size_t height = stdp_lane_height(stdp);
    *count = stdp->passages * stdp->width * height;
    struct window *window = calloc(*count, sizeof *window);
    for (size_t k = 0; window && k < *count; k++) {
        const size_t passage = k / (stdp->width * height), step = k / height % stdp->width;
        window[k].row = stdp_spike(stdp, passage, step, k % height);
        window[k].from = (double)passage * plan->passage + (double)step * stdp->step;
        window[k].to = window[k].from + stdp->window;
    }
    if (window) {
        qsort(window, *count, sizeof *window, by_row_and_time);
    }
    return window;
}

/* A pulse of a source that is piecewise linear: `volts` from one time to another. */
static void write_plateau(FILE *out, double from, double to, double volts)
{
    if (from > 0.0) {
        fprintf(out, "\n+ %s 0", TIME(from));
    }
    fprintf(out, " %s %s %s %s %s 0", TIME(from + EDGE), SHORT(volts), TIME(to), SHORT(volts), TIME(to + EDGE));
}

/* Windows of one row that meet or overlap are one. */
static void write_rows(const struct stdp *stdp, const struct stdp_plan *plan, const struct window *window, size_t count,
                       FILE *out)
{
    size_t k = 0;
    for (size_t row = 0; row < stdp_rows(stdp); row++) {
        fprintf(out, "vrow_%zu r_%zu 0 pwl(0 0", row, row);
        while (k < count && window[k].row == row) {
            double from = window[k].from, to = window[k].to;
            for (k++; k < count && window[k].row == row && window[k].from <= to + 2.0 * EDGE; k++) {
                to = window[k].to;
            }
            write_plateau(out, from, to, plan->row);
        }
        fputs(")\n", out);
    }
}

/* Sources that are 1 V while a bar is on their lane. */
static void write_lanes(const struct stdp *stdp, const struct stdp_plan *plan, FILE *out)
{
    for (size_t lane = 0; lane < stdp->lanes; lane++) {
        fprintf(out, "vlane_%zu lane_%zu 0 pwl(0 0", lane, lane);
        for (size_t passage = 0; passage < stdp->passages;) {
            size_t first = passage;
            while (passage < stdp->passages && stdp_lane(stdp, passage) == lane) {
                passage++;
            }
            if (passage > first) {
                write_plateau(out, (double)first * plan->passage, (double)passage * plan->passage, 1.0);
            }
            passage += passage == first;
        }
        fputs(")\n", out);
    }
}

/* ---- Junctions ---- */

static void write_card(const struct stdp *stdp, const char *name, double vc, double start, FILE *out)
{
    struct mtj_rate junction = stdp->junction;
    junction.vc = vc;
    junction.start = start;
    junction.noise = (double)stdp->seed;
    device_card_write(out, name, device_find("mtj_rate"), &junction);
}

static void write_junctions(const struct stdp *stdp, FILE *out)
{
    char name[STDP_NAME], own[STDP_NAME + 8];
    if (stdp->sigma_vc == 0.0) {
        write_card(stdp, "parallel", stdp->junction.vc, 0.0, out);
        write_card(stdp, "antiparallel", stdp->junction.vc, 1.0, out);
    }
    for (size_t row = 0; row < stdp_rows(stdp); row++) {
        for (size_t k = 0; k < stdp->outputs; k++) {
            const bool parallel = stdp_starts_parallel(stdp, row, k);
            const char *card = parallel ? "parallel" : "antiparallel";
            stdp_junction_name(row, k, name);
            if (stdp->sigma_vc > 0.0) {
                snprintf(own, sizeof own, "of_%s", name);
                card = own;
                write_card(stdp, card, stdp_critical_voltage(stdp, row, k), parallel ? 0.0 : 1.0, out);
            }
            fprintf(out, "%s %%gd(r_%zu c_%zu) %s\n", name, row, k, card);
        }
    }
}

/* ---- What is measured ---- */

static void write_run(const struct stdp *stdp, const struct stdp_plan *plan, FILE *out)
{
    const struct stdp_neuron *n = &plan->neuron;
    const double stop = (double)stdp->passages * plan->passage + 2.0 * stdp->pulse;
    const double late = ceil(0.75 * (double)stdp->passages) * plan->passage,
                 top = plan->peak_current - plan->leak_current;
    const double fastest = dwmtj_mobility(&n->wall) * n->gain * top;
    const double longest = fmin(stdp->pulse / STEPS_OF_PULSE, WAY * n->threshold / fastest);
    fputs("\n* Each spike adds 1 to an integral.\n", out);
    for (size_t k = 0; k < stdp->outputs; k++) {
        for (size_t lane = 0; lane < stdp->lanes; lane++) {
            fprintf(out, "bfrom_%zu_%zu from_%zu_%zu 0 v = v(fired_%zu) * v(lane_%zu) * %.17g\n", k, lane, k, lane, k,
                    lane, log(2.0) / n->inhibition);
        }
    }
    fprintf(out, "\n.tran %s %s 0 %s\n", SHORT(longest), TIME(stop + stdp->pulse), SHORT(longest));
    for (size_t k = 0; k < stdp->outputs; k++) {
        fprintf(out, ".save v(fired_%zu)", k);
        for (size_t lane = 0; lane < stdp->lanes; lane++) {
            fprintf(out, " v(from_%zu_%zu)", k, lane);
        }
        fputs("\n", out);
        for (size_t lane = 0; lane < stdp->lanes; lane++) {
            fprintf(out, ".meas tran late_%zu_%zu integ v(from_%zu_%zu) from=%s to=%s\n", k, lane, k, lane, TIME(late),
                    TIME(stop));
        }
        for (size_t row = 0; row < stdp_rows(stdp); row++) {
            char name[STDP_NAME];
            stdp_junction_name(row, k, name);
            fprintf(out, ".save @%s[parallel]\n.meas tran weight_%zu_%zu find @%s[parallel] at=%s\n", name, row, k,
                    name, TIME(stop));
        }
    }
    fputs(".end\n", out);
}

enum status stdp_write_deck(const struct stdp *stdp, const struct stdp_plan *plan, FILE *out,
                            struct diagnostic *diagnostic)
{
    size_t count;
    struct window *window = find_windows(stdp, plan, &count);
    if (!window) {
        return fail_memory(diagnostic);
    }
    write_head(stdp, plan, out);
    write_neurons(stdp, plan, out);
    fputs("\n", out);
    write_rows(stdp, plan, window, count, out);
    write_lanes(stdp, plan, out);
    fputs("\n", out);
    write_junctions(stdp, out);
    write_run(stdp, plan, out);
    free(window);
    return STATUS_OK;
}
