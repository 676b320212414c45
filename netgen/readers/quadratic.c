#include "netgen/readers/quadratic.h"

#include <stdlib.h>

void quadratic_free(struct quadratic *quadratic)
{
    if (quadratic) {
        graph_free(quadratic->pairs);
        free(quadratic->linear);
        free(quadratic);
    }
}
