#include "models/device.h"

#include "models/pbit/pbit.h"

static bool check(const void *device, char *why, size_t size)
{
    return pbit_check(device, why, size);
}

extern const struct device pbit_device;
const struct device pbit_device = {.name = "pbit",
                                   .title = "p-bit: a state that is drawn anew at random times",
                                   .terminals = "in ref vdd vss out nout",
                                   .table = &pbit_table,
                                   .size = sizeof(struct pbit),
                                   .check = check};
