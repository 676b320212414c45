/* What `gen nml` prints and writes. */
#ifndef NML_PRINT_H
#define NML_PRINT_H

#include "cli/magnet_options.h"
#include "solver/island_couplings.h"
#include "solver/nml_table.h"

#include <stdio.h>

/* All that is known. */
struct nml_report {
    const char *circuit; /* as given */
    const char *name;    /* of the deck; NULL where there is none */
    const struct magnet_options *options;
    const struct nml *nml;
    const struct nml_trials *trials;
    const struct nml_table *table;
    double factor; /* magnets_closest_factor */
    struct warnings warnings;
};

void nml_print_text(const struct nml_report *report);
enum status nml_print_json(const struct nml_report *report, struct diagnostic *diagnostic);

/* A table of the falls, with the errors of each in the rows that have right outputs. Errors of `out` are its owner's.
 */
void nml_write_table(const struct nml_report *report, FILE *out);

/* The couplings as a problem for `gen ising`: lines i j J, magnets counted from 1, J in units of k_B T at `kelvin` and
 * above 0 for magnets that would be equal. Errors of `out` are its owner's. */
void nml_write_ising(const struct nml *nml, const struct island_couplings *couplings, double kelvin, FILE *out);

#endif
