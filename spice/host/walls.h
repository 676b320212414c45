/* The walls that a deck saves. ngspice compares each saved vector of a device with the names of all nodes, and asks for
 * it by name at each time point; so those of dwmtj_network and dwmtj_axons are taken out of the deck's .save lines, and
 * their values from the code model. */
#ifndef WALLS_H
#define WALLS_H

#include "models/dwmtj/codemodel/each_wall.h"

#include <stdbool.h>
#include <stddef.h>

/* A vector of a device that the deck saves. */
struct saved {
    char *name;          /* "@a1[x]" in lower case */
    bool taken;          /* out of the deck */
    const double *value; /* of one that is taken */
};

struct walls {
    struct saved *saved; /* [count] in the deck's order */
    size_t count;
};

/* Finds the vectors of devices that the deck's `lines` save, NULL at their end, and takes out those of walls. One
 * vector at least is left in the deck, since ngspice would save all otherwise. False where memory is short. */
bool walls_take_out(char **lines, struct walls *walls);

/* Sets the values of those that are taken. Returns NULL, or the name of one that the circuit does not have. */
const char *walls_find(struct walls *walls, each_wall *each);

#endif
