/* A state as reports and diagrams show it: its bits, or their inverse, beside the bits that are expected. */
#ifndef PANEL_H
#define PANEL_H

#include <stdbool.h>
#include <stddef.h>

enum { PANEL_LABEL = 40 };

struct panel {
    char label[PANEL_LABEL];
    const char *bits; /* [n] */
    bool inverse;
    const struct panel *expected; /* bits that differ from it are marked; NULL where nothing is expected */
};

static inline bool panel_is_on(const struct panel *panel, size_t i)
{
    return (panel->bits[i] == '1') != panel->inverse;
}

static inline bool panel_is_wrong(const struct panel *panel, size_t i)
{
    return panel->expected && panel_is_on(panel, i) != panel_is_on(panel->expected, i);
}

#endif
