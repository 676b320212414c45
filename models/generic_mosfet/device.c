#include "models/device.h"

#include "models/generic_mosfet/generic_mosfet.h"

static bool check(const void *device, char *why, size_t size)
{
    return parameters_check(&generic_mosfet_table, device, why, size);
}

extern const struct device generic_mosfet_device;
const struct device generic_mosfet_device = {.name = "generic_mosfet",
                                             .title = "generic MOSFET, level 1, n-channel and p-channel",
                                             .terminals = "drain gate source bulk",
                                             .table = &generic_mosfet_table,
                                             .size = sizeof(struct generic_mosfet),
                                             .check = check};
