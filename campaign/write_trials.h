/* Write errors of a memory cell from trials in ngspice: what solver/write_errors.h does with the macrospin alone, here
 * with whole circuits. */
#ifndef WRITE_TRIALS_H
#define WRITE_TRIALS_H

#include "solver/write_errors.h"
#include "spice/job.h"

/* failed[k]: how many of these cells are in their old state after length[k] and settling. `pulses` has the parameters
 * at 27 C, and lengths of WRITE_DECK_SHORTEST or more; `job` says which ngspice runs the decks, in `workers` processes.
 * The result does not depend on their number. The noise is that of write_errors_tried. Errors are those of runner_run
 * and spice_run. */
enum status write_trials_run(const struct write_pulses *pulses, const struct write_trials *tried,
                             const struct spice_job *job, size_t workers, size_t *failed,
                             struct diagnostic *diagnostic);

#endif
