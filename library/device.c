/* What devices there are, and their parameters. */
#include "library/library.h"

#include "models/device.h"

const char *spinfield_device_name(size_t index)
{
    for (size_t i = 0; devices[i]; i++) {
        if (i == index) {
            return devices[i]->name;
        }
    }
    return NULL;
}

enum spinfield_status spinfield_device_parameter(const char *device, size_t index,
                                                 struct spinfield_parameter *parameter, struct spinfield_error *error)
{
    enum spinfield_status good = LIBRARY_CHECK(error, {device, "device"}, {parameter, "parameter"});
    if (good != SPINFIELD_OK) {
        return good;
    }
    const struct device *found = device_find(device);
    if (!found) {
        return library_unknown("device", device, error);
    }
    if (index >= found->table->count) {
        return library_absent("device", "next parameter", error);
    }
    const struct parameter *p = &found->table->item[index];
    *parameter = (struct spinfield_parameter){p->name, p->unit, p->standard, p->least, p->greatest, p->text, p->source};
    return SPINFIELD_OK;
}
