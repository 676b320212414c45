#include "models/device.h"

#include "models/nanomagnet/nanomagnet.h"

static bool check(const void *device, char *why, size_t size)
{
    return nanomagnet_check(device, why, size);
}

/* The thickness must be the least of the three. */
static const char *const COUPLED[] = {"length width thickness", NULL};

extern const struct device nanomagnet_device;
const struct device nanomagnet_device = {.name = "nanomagnet",
                                         .title = "magnet that feels fields and gives its moment, for magnetic logic "
                                                  "and spin ice",
                                         .terminals = "hx hy hz mx my mz",
                                         .table = &nanomagnet_table,
                                         .coupled = COUPLED,
                                         .size = sizeof(struct nanomagnet),
                                         .check = check};
