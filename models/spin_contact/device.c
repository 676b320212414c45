#include "models/device.h"

#include "models/spin_contact/spin_contact.h"

static bool check(const void *device, char *why, size_t size)
{
    return spin_contact_check(device, why, size);
}

/* Of a free magnet whose shape weakens its well. */
static const char *const COUPLED[] = {"hk ms", NULL};

extern const struct device spin_contact_device;
const struct device spin_contact_device = {.name = "spin_contact",
                                           .title = "contact of a magnet and a normal metal, for spin circuits",
                                           .terminals = "fm c x y z",
                                           .table = &spin_contact_table,
                                           .coupled = COUPLED,
                                           .size = sizeof(struct spin_contact),
                                           .check = check};
