/* Ports with three nodes: x, y and z of a vector. */
#ifndef VECTOR_PORT_H
#define VECTOR_PORT_H

#include "models/ngspice/ngspice_internals.h"

#include <stdio.h>

/* Whether `port`, which is called `name`, has three nodes, or, where it may be left out, none. False with the reason in
 * `why` (`size` bytes). */
static inline bool vector_port_is_sound(const Mif_Private_t *mif, int port, const char *name, bool may_be_null,
                                        char *why, size_t size)
{
    if (ngspice_port_is_null(mif->conn, port) || ngspice_ports(mif->conn, port) == 3) {
        return true;
    }
    snprintf(why, size, "the port %s has %d nodes; expected 3 for x, y and z%s", name, ngspice_ports(mif->conn, port),
             may_be_null ? ", or null" : "");
    return false;
}

#endif
