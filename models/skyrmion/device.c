#include "models/device.h"

#include "models/skyrmion/skyrmion.h"

static bool check(const void *device, char *why, size_t size)
{
    return skyrmion_check(device, why, size);
}

static const char *const COUPLED[] = {"rp rap", "length radius width position", "wtrack radius", "radius delta", NULL};

extern const struct device skyrmion_device;
const struct device skyrmion_device = {.name = "skyrmion",
                                       .title = "skyrmion on a track, below a junction, with spin-orbit torque",
                                       .terminals = "trackin trackout mtjin mtjout",
                                       .table = &skyrmion_table,
                                       .coupled = COUPLED,
                                       .size = sizeof(struct skyrmion),
                                       .check = check};
