/* Searches a good answer of a network by many relaxations of it, each from another load state. */
#ifndef SEARCH_H
#define SEARCH_H

#include "campaign/relaxer.h"
#include "report/measures.h"
#include "report/search.h"
#include "solver/solver.h"

/* What is to be run. */
struct search_plan {
    const struct network *network; /* whose question has an objective; it gets a load phase of the computed length, Eq.
                                      (16), where it has none */
    const struct solver_options *options;
    const struct relaxer_kind *relaxer; /* NULL: the solver's */
    const struct spice_job *spice;      /* of ngspice, as struct relaxer_kind says */
    enum search_method method;
    size_t runs;        /* relaxations, at least 1 */
    unsigned long seed; /* of the first chain; each chain has the next one, modulo 2^32 */
    size_t workers;     /* threads, or processes of ngspice; the result does not depend on them */
    /* Takes the relaxations in their order; may be NULL, and then less memory is used. Calls do not overlap. An error
     * ends the search. */
    enum status (*take)(void *context, const struct relaxation *run, struct diagnostic *diagnostic);
    /* Told how many relaxations are done, by one thread at a time; may be NULL. */
    void (*show)(void *context, size_t done);
    void *context; /* of both */
};

/* STATUS_INPUT where there is nothing to search for: the network's question has no objective, or its answer is a
 * distribution. */
enum status search_check(const struct network *network, struct diagnostic *diagnostic);

/* Gives a network that is to be searched the stop time `t_stop`, s, and, where it has none, a load phase of the
 * computed length, Eq. (16). STATUS_INPUT where that does not end before the stop time. */
enum status search_load_phase(struct network *network, double t_stop, struct diagnostic *diagnostic);

/* Relaxes the network and measures the best run again, in the same engine. STATUS_SYSTEM where memory is short,
 * STATUS_SIMULATOR where ngspice fails in a relaxation; on an error there is nothing to clear. */
enum status search_run(const struct search_plan *plan, struct search *search, struct measures *measures,
                       struct diagnostic *diagnostic);

/* The memory in bytes that this will ask for, beside that of the results. */
double search_memory(const struct search_plan *plan);

/* The method that finds the best answers in such a network: by its size; p-bits, which forget their start, and
 * oscillators start anew. docs/search.md has the figures. */
enum search_method search_best_method(const struct network *network);

/* The chains of such a search: a number that depends on method, runs and neurons alone. */
size_t search_chains(const struct search_plan *plan);

#endif
