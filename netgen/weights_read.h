/* The weights of a network that is read. */
#ifndef WEIGHTS_READ_H
#define WEIGHTS_READ_H

#include "netgen/fields.h"
#include "netgen/weights.h"

/* Reads the object "weights" of `json` into *weights, whose n is set; what is read stays with *weights after an error,
 * too. */
void weights_read(struct fields *fields, const json_t *json, struct weights *weights);

#endif
