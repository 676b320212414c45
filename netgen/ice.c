#include "netgen/ice.h"

#include <stdbool.h>

size_t ice_vertices(const struct ice *ice)
{
    return ice->columns * ice->rows;
}

/* Magnets along x. */
static size_t along_x(const struct ice *ice)
{
    return (ice->columns + 1) * ice->rows;
}

size_t ice_magnets(const struct ice *ice)
{
    return along_x(ice) + ice->columns * (ice->rows + 1);
}

/* The magnet in the west of the place (column, row), and that in the south. */
static size_t west(const struct ice *ice, size_t column, size_t row)
{
    return row * (ice->columns + 1) + column;
}

static size_t south(const struct ice *ice, size_t column, size_t row)
{
    return along_x(ice) + row * ice->columns + column;
}

void ice_place(const struct ice *ice, struct islands *islands)
{
    const double a = ice->pitch;
    for (size_t row = 0; row <= ice->rows; row++) {
        for (size_t column = 0; column <= ice->columns; column++) {
            const double x = (double)column * a, y = (double)row * a;
            if (row < ice->rows) {
                islands->island[west(ice, column, row)] =
                    (struct island){.place = {x - 0.5 * a, y, 0.0}, .axis = {1.0, 0.0, 0.0}};
            }
            if (column < ice->columns) {
                islands->island[south(ice, column, row)] =
                    (struct island){.place = {x, y - 0.5 * a, 0.0}, .axis = {0.0, 1.0, 0.0}};
            }
        }
    }
}

void ice_vertex(const struct ice *ice, size_t number, size_t magnet[4])
{
    const size_t column = number % ice->columns, row = number / ice->columns;
    magnet[0] = west(ice, column, row);
    magnet[1] = west(ice, column + 1, row);
    magnet[2] = south(ice, column, row);
    magnet[3] = south(ice, column, row + 1);
}

size_t ice_vertices_of(const struct ice *ice, size_t number, size_t vertex[2])
{
    const bool vertical = number >= along_x(ice);
    const size_t within = vertical ? number - along_x(ice) : number, width = ice->columns + !vertical;
    const size_t column = within % width, row = within / width, step = vertical ? ice->columns : 1;
    const size_t place = vertical ? row : column, last = vertical ? ice->rows : ice->columns;
    const size_t after = row * ice->columns + column; /* the vertex that the magnet is west or south of */
    size_t count = 0;
    if (place > 0) {
        vertex[count++] = after - step;
    }
    if (place < last) {
        vertex[count++] = after;
    }
    return count;
}

int ice_type(const struct ice *ice, size_t number, const signed char *s)
{
    size_t magnet[4];
    ice_vertex(ice, number, magnet);
    /* whether each points to the vertex */
    const bool in[4] = {s[magnet[0]] > 0, s[magnet[1]]<0, s[magnet[2]]> 0, s[magnet[3]] < 0};
    const int inward = in[0] + in[1] + in[2] + in[3];
    if (inward == 2) {
        return in[0] == in[1] ? 0 : 1;
    }
    return inward == 1 || inward == 3 ? 2 : 3;
}

void ice_order(const struct ice *ice, signed char *s)
{
    for (size_t row = 0; row <= ice->rows; row++) {
        for (size_t column = 0; column <= ice->columns; column++) {
            const signed char sign = (column + row) % 2 == 0 ? 1 : -1;
            if (row < ice->rows) {
                s[west(ice, column, row)] = sign;
            }
            if (column < ice->columns) {
                s[south(ice, column, row)] = (signed char)-sign;
            }
        }
    }
}
