#include "models/device.h"

#include "models/mtj_rate/mtj_rate.h"

static bool check(const void *device, char *why, size_t size)
{
    return mtj_rate_check(device, why, size);
}

/* No other limit has two parameters that may vary: which options are on does not change, since a sigma is below 1/3. */
static const char *const COUPLED[] = {"rp rap pbloch", NULL};

extern const struct device mtj_rate_device;
const struct device mtj_rate_device = {.name = "mtj_rate",
                                       .title = "magnetic tunnel junction with two states and thermal jumps",
                                       .terminals = "free pinned",
                                       .table = &mtj_rate_table,
                                       .coupled = COUPLED,
                                       .size = sizeof(struct mtj_rate),
                                       .check = check};
