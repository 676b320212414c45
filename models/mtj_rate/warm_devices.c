#include "models/mtj_rate/warm_devices.h"

#include <stdio.h>
#include <stdlib.h>

struct warm_device {
    struct mtj_rate_at at;  /* first: what is taken is this */
    struct mtj_rate device; /* as it was asked for, but for the seed */
    double kelvin;
    size_t taken;
    struct warm_device *before, *next;
};

/* A new entry; its table is that of `alike`, a device with the same barrier, if there is one. */
static struct warm_device *make(const struct mtj_rate *device, double kelvin, const struct warm_device *alike,
                                char *why, size_t size)
{
    struct warm_device *made = calloc(1, sizeof *made);
    if (!made) {
        snprintf(why, size, "no memory for a device");
        return NULL;
    }
    if (alike) {
        made->at.exact = alike->at.exact;
    }
    if (!mtj_rate_warm_again(device, kelvin, &made->at, why, size)) {
        free(made);
        return NULL;
    }
    made->device = *device;
    made->kelvin = kelvin;
    return made;
}

static bool are_equal(const struct mtj_rate *a, const struct mtj_rate *b)
{
    bool equal = true;
#define PARAMETER(name, ...) equal = equal && a->name == b->name;
#include "models/mtj_rate/parameters.def"
#undef PARAMETER
    return equal;
}

const struct mtj_rate_at *warm_devices_take(struct warm_devices *list, const struct mtj_rate *device, double kelvin,
                                            char *why, size_t size)
{
    struct mtj_rate wanted = *device;
    const struct warm_device *alike = NULL;
    wanted.noise = 0.0; /* each device has its own */
    const double barrier = mtj_rate_barrier(&wanted, kelvin);
    struct warm_device *entry = list->first;
    while (entry && !(entry->kelvin == kelvin && are_equal(&entry->device, &wanted))) {
        alike = entry->at.exact.delta == barrier ? entry : alike;
        entry = entry->next;
    }
    if (!entry) {
        entry = make(&wanted, kelvin, alike, why, size);
        if (!entry) {
            return NULL;
        }
        entry->next = list->first;
        if (entry->next) {
            entry->next->before = entry;
        }
        list->first = entry;
    }
    entry->taken++;
    return &entry->at;
}

void warm_devices_give_back(struct warm_devices *list, const struct mtj_rate_at *at)
{
    struct warm_device *entry = (struct warm_device *)at;
    if (!entry || --entry->taken > 0) {
        return;
    }
    *(entry->before ? &entry->before->next : &list->first) = entry->next;
    if (entry->next) {
        entry->next->before = entry->before;
    }
    free(entry);
}
