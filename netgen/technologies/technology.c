#include "netgen/technologies/technology.h"

#include <string.h>

#define TECHNOLOGY(name) &technology_##name,
static const struct technology *const TECHNOLOGIES[] = {
#include "netgen/technologies/list.def"
};
#undef TECHNOLOGY

const struct technology *technology_find(const char *name)
{
    for (size_t k = 0; k < sizeof TECHNOLOGIES / sizeof *TECHNOLOGIES; k++) {
        if (strcmp(TECHNOLOGIES[k]->name, name) == 0) {
            return TECHNOLOGIES[k];
        }
    }
    return NULL;
}
