/* Networks whose devices have random parameters, from one limit of the table to the other. */
#ifndef RANDOM_DEVICES_H
#define RANDOM_DEVICES_H

#include "netgen/network.h"

/* Network `number`: three to eight neurons, recall or maximum cut, one or two parameters of the somas, of the axons or
 * of both drawn between their limits or at one of them, and the voltages of weights and load, too, now and then. The
 * same number gives the same network. */
struct network *random_devices(unsigned long number);

#endif
