/* Write errors of a memory cell: how likely its junction is still in its state after a pulse that should turn it, from
 * the Fokker-Planck equation and from trials with the macrospin. Equation numbers are those of docs/write_errors.md. */
#ifndef WRITE_ERRORS_H
#define WRITE_ERRORS_H

#include "base/status.h"
#include "base/team.h"
#include "netgen/memory_cell.h"

#include <stddef.h>

/* The free layer settles for so many tau_D after a pulse; then it counts on which side it is. */
static const double WRITE_SETTLING = 10.0;

/* Voltages of a cell are at most this, V. */
static const double WRITE_MOST_VOLTS = 100.0;

/* Pulses on one cell: of one voltage, with rectangular edges, and of several lengths. */
struct write_pulses {
    struct memory_cell cell; /* its junction->start is the state before; the pulse pushes to the other one */
    double volts;            /* between bit line and source line, above 0; 0: none, as for retention */
    double kelvin;
    size_t count;
    const double *length; /* [count] s, ascending */
};

/* What a junction is, in numbers that pulses are compared with. */
struct write_scale {
    double barrier; /* Delta */
    double tau;     /* tau_D, s */
};

/* True where the junction has one angle alone that matters: its easy axis and its pinned layer along z, and the two
 * other axes alike. Otherwise writes to `why` (`size` bytes) which parameter is different, and what was expected. */
bool write_is_axial(const struct mtj *junction, char *why, size_t size);

/* Of a junction that is axial. Eqs. (J2), (J4). */
struct write_scale write_scale(const struct mtj *junction, double kelvin);

/* The least voltage in V at which the junction, whose free layer rests along its pinned one in its state `start`, does
 * not stay there at `kelvin`, to 1e-9 of itself: by small signals, Eq. (E9). 0 where nothing holds it. Where the drive
 * falls again with the voltage, so that only a narrow range of voltages moves it, the beginning of that range. INFINITY
 * where no voltage up to WRITE_MOST_VOLTS moves it. */
double write_critical_voltage(const struct mtj *junction, double kelvin);

/* chance[k]: that the junction, which is axial, is in its old state after length[k] and settling; from Eq. (F1). */
void write_errors_exact(const struct write_pulses *pulses, double *chance);

/* How many steps of time that takes. */
double write_errors_steps(const struct write_pulses *pulses);

/* Junctions that are tried, each with noise of its own. */
struct write_trials {
    size_t count;
    unsigned long seed; /* above 0 */
    char *kept;         /* [count][pulses->count]: set to 1 where the old state is kept, else 0; NULL: not needed */
};

/* failed[k]: how many of these junctions are in their old state after length[k] and settling. Trial n has the noise of
 * a device that is called a_n in ngspice. The result does not depend on the team. STATUS_SYSTEM where memory is short.
 */
enum status write_errors_tried(const struct write_pulses *pulses, const struct write_trials *tried, struct team *team,
                               size_t *failed, struct diagnostic *diagnostic);

#endif
