#include "models/device.h"

#include "models/dwmtj/dwmtj.h"

static bool check(const void *device, char *why, size_t size)
{
    return dwmtj_check(device, why, size);
}

/* For dwmtj_behavioural.lib.in. */
static const struct device_constant CONSTANTS[] = {{"bohr_magneton", DWMTJ_BOHR_MAGNETON},
                                                   {"elementary_charge", DWMTJ_ELEMENTARY_CHARGE},
                                                   {"most_parallel", DWMTJ_MOST_PARALLEL},
                                                   {"least_parallel", 1.0 / DWMTJ_MOST_PARALLEL},
                                                   {0}};

extern const struct device dwmtj_device;
const struct device dwmtj_device = {.name = "dwmtj",
                                    .title = "four-terminal domain-wall magnetic tunnel junction",
                                    .terminals = "dwin dwout mtjin mtjout",
                                    .table = &dwmtj_table,
                                    .constants = CONSTANTS,
                                    .size = sizeof(struct dwmtj),
                                    .check = check};
