/* The results of one run: convergence, power, energy, and how good the answer is. */
#ifndef MEASURES_H
#define MEASURES_H

#include "netgen/questions/quality.h"
#include "report/trace.h"
#include "report/unrest.h"

#include <stdbool.h>

struct measures {
    bool converged;          /* every wall rests at the last point */
    size_t moving;           /* walls (of 2 n) that do not */
    struct unrest unrest;    /* which neurons do not, and how; of the solver's runs, answer_unrest finds it */
    double time_to_solution; /* s: the moment after which no wall moves; the last point where not converged */
    double load_time;        /* s */
    double energy_load;      /* J, from 0 to time_to_solution, trapezoid over the points; Eq. (18) */
    double energy_soma;      /* J */
    double energy_synapse;   /* J */
    double energy;           /* J: the three together */
    double energy_paper;     /* J: the paper's estimate, Eq. (19) */
    double average_power;    /* W: energy / time_to_solution; 0 where that is 0 */
    double peak_power;       /* W, of the three together, up to time_to_solution */
    char *state;             /* n characters '0' or '1' and a zero, from the somas at the last point */
    /* of networks that are not of domain walls; else 0 (report/visits.h) */
    double run_time;                      /* s */
    double share;                         /* of that, in the state or in equally good ones */
    double first_seen, first_seen_energy; /* when the state was first seen, s, and the energy until then, J */
    size_t unloaded;        /* somas that stand at the release otherwise than the start says, where a trace shows it */
    struct quality quality; /* of the state */
    struct distribution *distribution; /* where the question has variables; else NULL */
};

/* Measures `trace`, which is one of `network`; of neurons that are not domain walls, as report/visits.h says.
 *
 * A wall rests when, at the last point, it stands at an end of its track, or has not left its place for at least the
 * last tenth of the trace: a soma whose drive is exactly zero rests in mid-track. Places closer than a millionth of the
 * track are one. A network has converged when all its walls rest and the load phase is over: walls that are all at ends
 * change no current, so none of them leaves any more.
 *
 * The time to solution is the first point from which on no wall leaves its place; where devices differ and the step to
 * that point is not above trace->shortest_step, the middle of the step. Figures of power and energy count up
 * to there, or to the last point where the network did not converge; a trace that begins after 0 counts as having the
 * power of its first point before it.
 *
 * STATUS_SYSTEM where memory is short; then there is nothing to clear. */
enum status measures_take(const struct trace *trace, const struct network *network, struct measures *measures,
                          struct diagnostic *diagnostic);
void measures_clear(struct measures *measures); /* frees the state and the distribution */

/* Fills in what follows from the state, the times and the energies by part, which are set: the sums, the paper's
 * estimate, and how good the answer is. */
void measures_judge(const struct network *network, struct measures *measures);

/* True where the run ended before the network was released. */
bool measures_ended_loading(const struct measures *measures);

/* The paper's energy estimate in J for a run of `t` (s) in all, of which what goes beyond the load phase counts for the
 * synapses. Eq. (19). */
double measures_paper_energy(const struct network *network, double t);

#endif
