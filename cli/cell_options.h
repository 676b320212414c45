/* What commands about memory cells share: --cell, --gate, --set, --transistor. */
#ifndef CELL_OPTIONS_H
#define CELL_OPTIONS_H

#include "cli/cli.h"
#include "netgen/memory_cell.h"

/* A child parser; its input is a struct memory_cell as cell_default gives it. At the end it checks the devices. */
extern const struct argp cell_argp;

/* A passive cell of the default devices, whose gate would be at 1.2 V. */
struct memory_cell cell_default(void);

/* The voltage above 0 and at most 100 V that `option` has as its argument; anything else is a usage error. */
double take_volts(const char *option, const char *argument, const struct argp_state *state);

#endif
