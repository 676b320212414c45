/* Square ice: magnets on the edges of a square lattice, four at each vertex. All vertices are whole, so that magnets
 * stick out at the rim: n columns and m rows of vertices have 2 n m + n + m magnets. */
#ifndef ICE_H
#define ICE_H

#include "netgen/islands.h"

enum { ICE_TYPES = 4, ICE_MOST_SIDE = 100 };

struct ice {
    size_t columns, rows; /* of vertices, 1 to ICE_MOST_SIDE */
    double pitch;         /* distance of neighbouring vertices, m */
};

size_t ice_vertices(const struct ice *ice);
size_t ice_magnets(const struct ice *ice);

/* Writes places and axes, those along x first, to `islands`, which has as many; an axis points to greater x or y. */
void ice_place(const struct ice *ice, struct islands *islands);

/* The magnets of vertex `number`, column + columns * row: in the west, east, south and north of it. */
void ice_vertex(const struct ice *ice, size_t number, size_t magnet[4]);

/* The vertices of magnet `number`: 1 at the rim, else 2. */
size_t ice_vertices_of(const struct ice *ice, size_t number, size_t vertex[2]);

/* The type of a vertex in the state `s` of all magnets, 0 to 3 for T1 to T4: two magnets point to it and are opposite
 * (2 of 16 states), two point to it and are neighbours (4), one or three point to it (8), none or four (2). Their
 * energies rise in this order. T3 and T4 are monopoles. */
int ice_type(const struct ice *ice, size_t number, const signed char *s);

/* The ordered state, in which all vertices are T1. */
void ice_order(const struct ice *ice, signed char *s);

#endif
