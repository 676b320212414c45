/* Learning by spike timing in an array of magnetic tunnel junctions: bars that move on lanes of a retina, a junction
 * from each pixel to each output neuron, and the pulses that switch junctions by chance. Equation numbers are those of
 * docs/stdp.md. Nothing here keeps state. */
#ifndef STDP_H
#define STDP_H

#include "base/status.h"
#include "models/dwmtj/dwmtj.h"
#include "models/mtj_rate/mtj_rate.h"

#include <stdio.h>

enum {
    STDP_MOST_SIDE = 1024,       /* pixels */
    STDP_MOST_OUTPUTS = 64,      /* and lanes */
    STDP_MOST_CELLS = 1 << 18,   /* junctions */
    STDP_MOST_PASSAGES = 1000000 /* of bars */
};

/* What is asked. Passages of bars follow one another, each on a lane by chance. */
struct stdp {
    size_t width, height, lanes, outputs; /* lanes divide the height */
    size_t passages;
    unsigned long seed;
    double step;        /* a bar goes on by a pixel, s */
    double window;      /* for which a pixel stays active after its spike, s; 0: width * step */
    double pulse;       /* each of the two halves of a column's pulse, s */
    double p_on, p_off; /* of a junction to switch in a pulse, in and out of its window */
    double p_half;      /* the most for a junction that is not meant to */
    double stray;       /* the share of spikes that come from another pixel, by chance */
    double parallel;    /* the share of junctions that start parallel */
    double sigma_vc;    /* relative standard deviation of their critical voltages */
    struct mtj_rate junction;
};

/* 16 x 8 pixels, two lanes and four outputs, and the junction of docs/mtj.md with two states. */
struct stdp stdp_default(void);

/* What a column does. */
enum stdp_phase { STDP_LISTEN, STDP_WRITE_ON, STDP_WRITE_OFF, STDP_PHASES };

/* The neuron, a wall that a share of the column's current moves: it fires at a threshold, and then all walls are pulled
 * back to 0 and held there. Figures of the deck's circuit, which docs/stdp.md has. */
struct stdp_neuron {
    struct dwmtj wall;   /* its leak is that of the neuron */
    double gain;         /* of the mirror: track current to column current */
    double threshold;    /* m */
    double inhibition;   /* all walls are held, s */
    double refractory;   /* the wall of the neuron that fired is held, s */
    double supply, load; /* of its junction: V, Ohm */
    double fires_at;     /* V over the load */
    double reset;        /* V at a track that is held; below 0 */
    double timer;        /* F: each of the two capacitors that measure the times above; charged to 1 V */
};

/* What follows from it. */
struct stdp_plan {
    struct mtj_rate_at at;      /* the nominal junction, at 27 C */
    double row;                 /* V at a pixel in its window */
    double column[STDP_PHASES]; /* V */
    /* Probabilities: to switch as wanted, and as not wanted: in a window alone; to ON without a window; to OFF in it */
    double p_on, p_off, p_window, p_half_on, p_half_off;
    double passage;      /* from the first spike of a bar until the last window closes, s */
    double peak_current; /* of a column whose junctions are all parallel, A */
    double leak_current; /* below it a wall does not move, A */
    struct stdp_neuron neuron;
};

/* Eqs. (L3) to (L7). STATUS_INPUT with what is wrong and what was expected. */
enum status stdp_plan(const struct stdp *stdp, struct stdp_plan *plan, struct diagnostic *diagnostic);

/* The probability that the junction switches, to parallel or from it, in `t` (s) with `v` (V). Eq. (L3). */
double stdp_probability(const struct mtj_rate_at *at, bool to_parallel, double v, double t);

/* The voltage over a junction whose pixel is in its window or not, V. */
static inline double stdp_voltage(const struct stdp_plan *plan, bool in_window, enum stdp_phase phase)
{
    return (in_window ? plan->row : 0.0) - plan->column[phase];
}

static inline size_t stdp_rows(const struct stdp *stdp)
{
    return stdp->width * stdp->height;
}

/* Pixels of a lane in the direction across it. */
static inline size_t stdp_lane_height(const struct stdp *stdp)
{
    return stdp->height / stdp->lanes;
}

/* The lane of a passage. */
size_t stdp_lane(const struct stdp *stdp, size_t passage);

/* The row of the array, y * width + x, whose window opens in step `step` of a passage, at the bar's pixel `across`: on
 * every other lane bars go from right to left. Strays come from any pixel. */
size_t stdp_spike(const struct stdp *stdp, size_t passage, size_t step, size_t across);

/* Whether the junction of `row` and `output` starts parallel, and its critical voltage, V. */
bool stdp_starts_parallel(const struct stdp *stdp, size_t row, size_t output);
double stdp_critical_voltage(const struct stdp *stdp, size_t row, size_t output);

/* The name that the junction has in the deck, which selects its random numbers. */
enum { STDP_NAME = 48 };
void stdp_junction_name(size_t row, size_t output, char name[STDP_NAME]);

/* ---- stdp_deck.c ---- */

/* Writes the deck, for plain ngspice: the whole run. It measures late_K_L, the spikes of output K in the last quarter
 * of the passages with a bar on lane L, and weight_R_K, the state at the end of the junction from row R to output K, 1
 * for parallel. STATUS_SYSTEM where memory is short; errors of `out` are its owner's. */
enum status stdp_write_deck(const struct stdp *stdp, const struct stdp_plan *plan, FILE *out,
                            struct diagnostic *diagnostic);

#endif
