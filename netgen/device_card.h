/* The .model line of a device in a deck. */
#ifndef DEVICE_CARD_H
#define DEVICE_CARD_H

#include "models/device.h"
#include "models/generic_mosfet/generic_mosfet.h"

#include <stdio.h>

/* Writes ".model NAME KIND(parameter=value ...)" with each parameter of `device`, a struct of `kind`, that is not
 * what the code model has by itself. Errors of `out` are its owner's. */
void device_card_write(FILE *out, const char *name, const struct device *kind, const void *device);

/* The same for a transistor, which is ngspice's own level 1. */
void device_card_transistor(FILE *out, const char *name, const struct generic_mosfet *transistor);

#endif
