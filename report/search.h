/* A search: many relaxations of one network, and what they say about it. A relaxation is a run of the network from a
 * load state until it rests. campaign/search.h makes searches; this is their report. */
#ifndef REPORT_SEARCH_H
#define REPORT_SEARCH_H

#include "base/status.h"
#include "netgen/network.h"
#include "report/interval.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Where relaxations start: at random states (each relaxation is a chain by itself); or, after a chain's random first
 * one, at the best state of the chain with some of its neurons flipped. */
enum search_method { SEARCH_RESTART, SEARCH_KICK, SEARCH_CROSS };

/* "restart", "kick" or "cross"; and the method of that name, false where there is none. */
const char *search_method_name(enum search_method method);
bool search_method_find(const char *name, enum search_method *method);

/* One relaxation. */
struct relaxation {
    size_t number, chain; /* both from 0 */
    unsigned long seed;   /* of the chain */
    double objective;     /* of the state, in the user's units */
    double time, energy;  /* to solution, with the load phase: s, J */
    bool rests;           /* every wall is at rest */
    const char *start, *state;
};

/* All relaxations, those of a chain one after the other. */
struct search {
    enum search_method method;
    bool loads; /* each relaxation has a load phase */
    size_t runs, chains;
    double *objective, *time, *energy; /* [runs] as in struct relaxation */
    bool *rests;                       /* [runs] */
    size_t *first;                     /* [chains + 1] the first run of each chain, and `runs` */
    size_t converged;                  /* runs that come to rest */
    size_t best;        /* the first run with the best objective, of those that rest, or of all where none does */
    char *start;        /* of this run: n characters and a zero */
    unsigned long seed; /* of the first chain; each chain has the next one */
};

/* Room for a search of `runs` relaxations in `chains` chains of equal length, or almost. STATUS_SYSTEM where memory is
 * short; then there is nothing to clear. */
enum status search_new(size_t runs, size_t chains, struct search *search, struct diagnostic *diagnostic);
void search_clear(struct search *search);

/* Whether run `a` is a better answer than `b`: a state at rest is better than one that still changes, then the
 * objective decides. */
bool search_is_better(const struct search *search, const struct question *question, size_t a, size_t b);

/* The seed of the noise of run `run`, for networks that have one of a run: each run has the next one, modulo 2^32, so
 * that no two runs have the same noise. With restarts, where a run is a chain, it is that of the chain. */
unsigned long search_noise(const struct search *search, size_t run);

/* Where the objective that counts as success comes from. */
enum search_goal {
    SEARCH_FOUND,  /* the best of this search */
    SEARCH_KNOWN,  /* the network's best known one */
    SEARCH_GIVEN,  /* by the user */
    SEARCH_PROVEN, /* by the exact solver */
};

struct search_target {
    enum search_goal goal;
    double objective;
};

struct search_summary {
    /* Objectives of the runs that rest, or of all where none does. */
    double least, lower_quartile, median, upper_quartile, greatest, mean, deviation, best;
    size_t at_best; /* of these runs */

    double run_time, run_energy; /* means of all runs, with their load phases: s, J */

    /* A trial is a chain: its runs depend on each other, and chains do not. With restarts a trial is a run. It succeeds
     * where one of its runs rests at an objective that is the target, or better. */
    struct search_target target;
    double surpassed; /* the best known objective that the network was given, where this search found a clearly better
                       * one, which is then the target; NaN: none */
    const char *no_answer; /* why the best state is no answer, so that no trial succeeds: "has all neurons on one side";
                            * NULL: it is one */
    size_t trials, successes;
    size_t reached;                  /* the first run of all that is such a success, from 0; `runs` where none is */
    double trial_time, trial_energy; /* means of whole trials, s, J */
    struct interval success;         /* probability of success of a trial */
    /* What it takes to have succeeded with a probability of 99 %, s, J; not finite where no trial succeeded. Eq. (72)
     */
    struct interval time, energy;
};

/* STATUS_SYSTEM where memory is short. */
enum status search_summarize(const struct search *search, const struct question *question,
                             const struct search_target *target, struct search_summary *summary,
                             struct diagnostic *diagnostic);

/* Takes the warnings of the report on the best run: where one says that the answer means nothing, no trial counts as a
 * success. */
struct report;
void search_take_warnings(const struct search *search, const struct report *report, struct search_summary *summary);

/* Prints the lines that follow the report of the best run. */
void search_text(const struct search *search, const struct search_summary *summary, FILE *out);

/* Writes the head of a CSV file with a row for each relaxation, and a row: run and chain from 1; start and state in
 * quotes, so that they are texts; true or false for `converged`. */
void search_csv_head(FILE *out);
void search_csv_row(const struct relaxation *run, FILE *out);

/* Adds the object "search" to a report. */
struct document;
void search_add(const struct search *search, const struct search_summary *summary, struct document *document);

#endif
