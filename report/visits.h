/* Measures of networks whose neurons do not stay where they are: p-bits wander from state to state, and what counts is
 * the best state that they see. */
#ifndef VISITS_H
#define VISITS_H

#include "report/measures.h"

/* measures_take of a trace of signals: a neuron is ON where its signal is above 0.
 *
 * Where the question has an objective, the state is the one of least energy (netgen/ising_model.h) that the run sees,
 * first_seen is when, and share is the part of the time that the run spends in states of this energy. The time to
 * solution and the energy are those of the whole run: who runs it does not know when the best has been seen. Otherwise
 * the state is the one at the end, the time to solution that of the last change, and the network has converged where
 * there is none in the last tenth. STATUS_SYSTEM where memory is short. */
enum status visits_take(const struct trace *trace, const struct network *network, struct measures *measures,
                        struct diagnostic *diagnostic);

/* A network that is to rest must have done so for this share of its run, from the end. */
static const double VISITS_REST_SHARE = 0.1;

/* Whether the answer of `network` is the best state seen. */
bool visits_search(const struct network *network);

/* The time between the points `before` and `after` at which a signal that goes in a line from `from` to `to` is 0. */
double visits_crossing(double before, double after, double from, double to);

/* Energies closer than this are those of equally good states; `scale` is a sum of all couplings' magnitudes. */
double visits_same_energy(double scale);

#endif
