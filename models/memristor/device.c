#include "models/device.h"

#include "models/memristor/memristor.h"

static bool check(const void *device, char *why, size_t size)
{
    return memristor_check(device, why, size);
}

/* No other limit has two parameters that may vary. */
static const char *const COUPLED[] = {"rp rap", NULL};

extern const struct device memristor_device;
const struct device memristor_device = {.name = "memristor",
                                        .title = "two-terminal spin-torque memristor",
                                        .terminals = "plus minus",
                                        .table = &memristor_table,
                                        .coupled = COUPLED,
                                        .size = sizeof(struct memristor),
                                        .check = check};
