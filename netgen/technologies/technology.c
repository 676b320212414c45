#include "netgen/technologies/technology.h"

#include <string.h>

#define TECHNOLOGY(name) &technology_##name,
static const struct technology *const ALL[TECHNOLOGIES] = {
#include "netgen/technologies/list.def"
};
#undef TECHNOLOGY

const struct technology *technology_of(enum technology_number number)
{
    return ALL[number];
}

enum technology_number technology_number(const struct technology *technology)
{
    enum technology_number number = 0;
    while (number < TECHNOLOGIES && ALL[number] != technology) {
        number++;
    }
    return number;
}

const struct technology *technology_find(const char *name)
{
    for (enum technology_number k = 0; k < TECHNOLOGIES; k++) {
        if (strcmp(ALL[k]->name, name) == 0) {
            return ALL[k];
        }
    }
    return NULL;
}
