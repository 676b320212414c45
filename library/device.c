/* What devices there are, and their parameters. */
#include "library/library.h"

#include "models/dwmtj/dwmtj.h"

#include <string.h>

static const struct {
    const char *name;
    const struct parameter_table *table;
} DEVICES[] = {
    {"dwmtj", &dwmtj_table},
};
enum { DEVICE_COUNT = sizeof DEVICES / sizeof *DEVICES };

const char *spinfield_device_name(size_t index)
{
    return index < DEVICE_COUNT ? DEVICES[index].name : NULL;
}

enum spinfield_status spinfield_device_parameter(const char *device, size_t index,
                                                 struct spinfield_parameter *parameter, struct spinfield_error *error)
{
    enum spinfield_status good = LIBRARY_CHECK(error, {device, "device"}, {parameter, "parameter"});
    if (good != SPINFIELD_OK) {
        return good;
    }
    const struct parameter_table *table = NULL;
    for (size_t i = 0; i < DEVICE_COUNT; i++) {
        table = strcmp(DEVICES[i].name, device) == 0 ? DEVICES[i].table : table;
    }
    if (!table) {
        return library_unknown("device", device, error);
    }
    if (index >= table->count) {
        return library_absent("device", "next parameter", error);
    }
    const struct parameter *p = &table->item[index];
    *parameter = (struct spinfield_parameter){p->name, p->unit, p->standard, p->least, p->greatest, p->text, p->source};
    return SPINFIELD_OK;
}
