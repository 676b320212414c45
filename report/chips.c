#include "report/chips.h"

#include <stdlib.h>

/* Which pool a cell belongs to: its levels of the options by[], as digits of a number. */
static size_t place_of(const struct chips *chips, size_t cell, const size_t *by, size_t count)
{
    size_t place = 0;
    for (size_t k = 0; k < count; k++) {
        place = place * chips->option[by[k]].levels + chips->level[cell * chips->options + by[k]];
    }
    return place;
}

enum status chips_pool(const struct chips *chips, const size_t *by, size_t count, struct chips_pool **pool,
                       size_t *pools, struct diagnostic *diagnostic)
{
    size_t places = 1;
    for (size_t k = 0; k < count; k++) {
        places *= chips->option[by[k]].levels;
    }
    *pools = 0;
    *pool = calloc(places, sizeof **pool);
    if (!*pool) {
        return fail_memory(diagnostic);
    }
    for (size_t cell = 0; cell < chips->cells; cell++) {
        struct chips_pool *of = &(*pool)[place_of(chips, cell, by, count)];
        of->first = of->chips == 0 ? cell : of->first;
        of->chips += chips->cell[cell].chips;
        of->passed += chips->cell[cell].passed;
    }
    for (size_t k = 0; k < places; k++) {
        if ((*pool)[k].chips > 0) {
            (*pool)[k].share = interval_of_success((*pool)[k].passed, (*pool)[k].chips);
            (*pool)[(*pools)++] = (*pool)[k];
        }
    }
    return STATUS_OK;
}
