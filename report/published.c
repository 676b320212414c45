#include "report/published.h"

#include <math.h>

const struct published published_solutions[PUBLISHED] = {
    {.technology = "memristor",
     .what = "memristor network",
     .time = 600e-9,
     .power = 120e-3,
     .energy = 72e-9,
     .success = {0.3, 0.4},
     .steps = "50 cycles, the faster of its two configurations",
     .counted = "unknown",
     .beside = "a co-processor; whether its energy counts is unknown"},
    {.technology = "sonos",
     .what = "SONOS network",
     .time = NAN,
     .power = NAN,
     .energy = 33e-9,
     .success = {NAN, NAN},
     .steps = "cycles; their number is unknown",
     .counted = "unknown",
     .beside = "a circuit that reads each cycle; whether its energy counts is unknown"},
    {.technology = "spintronic",
     .what = "spintronic network of the publication",
     .time = 344e-9,
     .power = 50.6e-3,
     .energy = 17.4e-9,
     .success = {NAN, NAN},
     .steps = "one relaxation, from all walls at the left end",
     .counted = "an estimate for the weights and V_DW, with half of the junctions parallel: Eq. (19) of docs/model.md",
     .beside = "sources, switches and read-out; their energy does not count"},
};
