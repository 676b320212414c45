/* What `gen ice` prints and writes of its runs. */
#ifndef ICE_PRINT_H
#define ICE_PRINT_H

#include "cli/magnet_options.h"
#include "solver/ice_run.h"

#include <stdio.h>

enum { ICE_MOST_TIMES = 20 };

/* All that is known of a command's runs. */
struct ice_report {
    const char *name; /* of the deck; NULL where there is none */
    const struct magnet_options *options;
    const struct ice *ice;
    const struct islands *islands;
    double cutoff; /* m; INFINITY: all pairs */
    struct ice_course course;
    size_t runs, times;
    double time[ICE_MOST_TIMES]; /* s */
    struct ice_summary summary[ICE_MOST_TIMES];
    double factor;         /* magnets_closest_factor */
    double order;          /* energy of the ordered state, J */
    struct ice_seen exact; /* at a constant temperature, where is_exact */
    bool is_exact;
    struct warnings warnings;
};

void ice_print_text(const struct ice_report *report);
enum status ice_print_json(const struct ice_report *report, struct diagnostic *diagnostic);

/* A table of the times, with what was found. Errors of `out` are its owner's. */
void ice_write_table(const struct ice_report *report, FILE *out);

/* A table of magnets in the state `s`: place, direction of the moment. Errors of `out` are its owner's. */
void ice_write_state(const struct islands *islands, const signed char *s, FILE *out);

#endif
