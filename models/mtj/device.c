#include "models/device.h"

#include "models/mtj/mtj.h"

static bool check(const void *device, char *why, size_t size)
{
    return mtj_check(device, why, size);
}

/* The other limits with two parameters are of those that do not vary. */
static const char *const COUPLED[] = {"rp rap pbloch", NULL};

extern const struct device mtj_device;
const struct device mtj_device = {.name = "mtj",
                                  .title = "magnetic tunnel junction with spin torque and thermal noise",
                                  .terminals = "free pinned",
                                  .table = &mtj_table,
                                  .coupled = COUPLED,
                                  .size = sizeof(struct mtj),
                                  .check = check};
