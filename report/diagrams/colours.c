#include "report/diagrams/colours.h"

/* Blue, orange and green that the colour-blind tell apart. */
const struct diagram_colour diagram_colours[DIAGRAM_COLOURS] = {
    {"ink", 0x1f2328, 0xe6e8ea},    {"soft", 0x5b6470, 0xa3abb5},   {"line", 0xd5d9de, 0x3a4149},
    {"ground", 0xeef0f3, 0x23282e}, {"on", 0x0b62a8, 0x6cb0f5},     {"off", 0xc4540a, 0xf0a15e},
    {"third", 0x1a7f5a, 0x5fcf9f},  {"fourth", 0x9a4f8f, 0xd79bd0}, {"fifth", 0x8a6d00, 0xd9c050},
    {"missed", 0xd1242f, 0xff7b72},
};
