#include "models/device.h"

#include "models/dwmtj/dwmtj.h"

static bool check(const void *device, char *why, size_t size)
{
    return dwmtj_check(device, why, size);
}

/* For dwmtj_behavioural.lib.in. */
static const struct device_constant CONSTANTS[] = {{"bohr_magneton", BOHR_MAGNETON},
                                                   {"elementary_charge", ELEMENTARY_CHARGE},
                                                   {"most_parallel", DWMTJ_MOST_PARALLEL},
                                                   {"least_parallel", 1.0 / DWMTJ_MOST_PARALLEL},
                                                   {0}};

/* The junction lies on the track, and rap is at least rp, also where it is warm. No other limit has two parameters that
 * may vary: which options are on does not change, since a sigma is below 1/3. */
static const char *const COUPLED[] = {"length width position", "rp rap pbloch", NULL};

const struct device dwmtj_device = {.name = "dwmtj",
                                    .title = "four-terminal domain-wall magnetic tunnel junction",
                                    .terminals = "dwin dwout mtjin mtjout",
                                    .table = &dwmtj_table,
                                    .constants = CONSTANTS,
                                    .coupled = COUPLED,
                                    .size = sizeof(struct dwmtj),
                                    .check = check};
