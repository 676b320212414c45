#include "models/device.h"

#include <string.h>

const struct device *device_find(const char *name)
{
    size_t i = 0;
    while (devices[i] && strcmp(devices[i]->name, name) != 0) {
        i++;
    }
    return devices[i];
}

void device_reset(const struct device *kind, void *device)
{
    for (size_t i = 0; i < kind->table->count; i++) {
        parameter_set(&kind->table->item[i], device, kind->table->item[i].standard);
    }
}
