#include "netgen/technologies/technology.h"

#include <string.h>

#define TECHNOLOGY(name) &technology_##name,
static const struct technology *const TECHNOLOGIES[] = {
#include "netgen/technologies/list.def"
    NULL,
};
#undef TECHNOLOGY

const struct technology *technology_find(const char *name)
{
    size_t k = 0;
    while (TECHNOLOGIES[k] && strcmp(TECHNOLOGIES[k]->name, name) != 0) {
        k++;
    }
    return TECHNOLOGIES[k];
}
