/* Whether the load phase that a network needs ends before its run does, and what makes it long where it does not. */
#ifndef LOAD_FITS_H
#define LOAD_FITS_H

#include "base/status.h"
#include "netgen/network.h"

/* STATUS_INPUT where walls need `needed` s to load a start, load_phase_time, and the run ends before that. */
enum status load_fits(const struct network *network, double needed, double t_stop, struct diagnostic *diagnostic);

#endif
