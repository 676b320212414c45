#include "report/published.h"

#include <math.h>

const struct published published_solutions[PUBLISHED] = {
    {"memristor",
     "memristor network: the faster of two configurations, 50 cycles; correct with a probability of 30 to 40 %; "
     "needs a co-processor",
     600e-9, 120e-3, 72e-9},
    {"sonos", "SONOS network: an external circuit reads each cycle", NAN, NAN, 33e-9},
    {"spintronic", "spintronic network of the publication", 344e-9, 50.6e-3, 17.4e-9},
};
