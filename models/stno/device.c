#include "models/device.h"

#include "models/stno/stno.h"

static bool check(const void *device, char *why, size_t size)
{
    return stno_check(device, why, size);
}

/* No other limit has two parameters that may vary. */
static const char *const COUPLED[] = {"f0 fshift", NULL};

extern const struct device stno_device;
const struct device stno_device = {.name = "stno",
                                   .title = "spin-torque nano-oscillator with injection, pump and noise",
                                   .terminals = "outc outs inc ins pump bias",
                                   .table = &stno_table,
                                   .coupled = COUPLED,
                                   .size = sizeof(struct stno),
                                   .check = check};
