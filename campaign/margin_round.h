/* A round of a search for margins: what all sides ask, in one sweep. Private to margin*.c. */
#ifndef MARGIN_ROUND_H
#define MARGIN_ROUND_H

#include "campaign/margin_parameters.h"

enum { INSIDE = 4 }; /* values that are looked at inside a bound */

enum phase { PHASE_OUT, PHASE_HALVE, PHASE_INSIDE, PHASE_DONE };

/* One side of a parameter. Values are searched by how many times the nominal value they are: the logarithm of that,
 * "away", is above 0 on both sides. */
struct side {
    size_t parameter;
    int sign; /* 1: greater sizes than nominal, -1: smaller ones */
    enum phase phase;
    double good, bad;     /* away: what passes, and the nearest that does not; bad is infinite before one is known */
    double probe[INSIDE]; /* away: what is asked next */
    size_t probes;
    struct margin_bound *bound;
};

/* A probe of a round. */
struct probe {
    struct side *side;
    double away;
    char value[AXIS_NUMBER];
    bool possible, passes;
    struct diagnostic limit;      /* where it is not possible */
    size_t failed;                /* runs */
    struct verdict_count *reason; /* [judge_reasons()]: their points are counted within the probe */
};

struct search {
    const struct margin_request *request;
    struct margin *margin;
    struct margin_options options;
    struct side *side; /* [sides] */
    size_t sides;
    struct probe *probe; /* [probes] of this round, at most sides * INSIDE */
    size_t probes;
    struct verdict_count *reason; /* of all probes */
    size_t rounds;
};

/* A part of the runs of each probe: some starts, counted from the first one, and some chips of each. */
struct wave {
    size_t start, starts, chip, chips;
};

/* All runs of each probe. */
struct wave margin_all_runs(const struct search *search);

/* Probes in one sweep. */
struct round {
    struct search *search;
    struct probe **probe; /* [probes]: those that are possible */
    size_t probes;
    struct wave wave; /* the runs of each */
};

/* The value of a side's parameter that is so far away. */
double margin_value(const struct search *search, const struct side *side, double away);

/* Begins a probe of `side`, the next one of the search. */
struct probe *margin_add_probe(struct search *search, struct side *side, double away);

/* Lists what the sides ask, and finds out which of these networks can be. STATUS_SYSTEM where memory is short. */
enum status margin_list_probes(struct search *search, struct diagnostic *diagnostic);

/* Finds out which probes of the search pass. Those that do not are not run to the end. Errors as those of sweep_rows.
 */
enum status margin_run_probes(struct search *search, struct diagnostic *diagnostic);

/* Runs the probes of a round, and counts which runs fail. Errors as those of sweep_rows. */
enum status margin_run_round(struct round *round, struct diagnostic *diagnostic);

#endif
