#include "models/device.h"

#include "models/phase/phase.h"

static bool check(const void *device, char *why, size_t size)
{
    return phase_check(device, why, size);
}

extern const struct device phase_device;
const struct device phase_device = {.name = "phase",
                                    .title = "phase oscillator with injection, pump and noise",
                                    .terminals = "outc outs inc ins pump bias",
                                    .table = &phase_table,
                                    .size = sizeof(struct phase),
                                    .check = check};
