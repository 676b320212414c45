#include "models/parameters.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

size_t parameter_index(const struct parameter_table *table, const char *name, size_t length)
{
    size_t index = 0;
    while (index < table->count &&
           (strlen(table->item[index].name) != length || strncmp(table->item[index].name, name, length) != 0)) {
        index++;
    }
    return index;
}

void parameter_set(const struct parameter *parameter, void *device, double value)
{
    memcpy((char *)device + parameter->offset, &value, sizeof value);
}

double parameter_get(const struct parameter *parameter, const void *device)
{
    double value;
    memcpy(&value, (const char *)device + parameter->offset, sizeof value);
    return value;
}

bool parameter_is(const struct parameter *parameter, unsigned kind)
{
    return (parameter->kind & kind) == kind;
}

bool parameter_is_off(const struct parameter *parameter, const void *device)
{
    return !parameter_is(parameter, IS_PUBLISHED) && parameter_get(parameter, device) == parameter->standard;
}

bool parameter_within(double value, double least, double greatest)
{
    return value >= least - PARAMETER_ROUNDING * fabs(least) && value <= greatest + PARAMETER_ROUNDING * fabs(greatest);
}

bool parameter_is_whole(double value)
{
    return parameter_within(value, round(value), round(value));
}

bool parameter_check_whole(const struct parameter *parameter, const void *device, char *why, size_t size)
{
    double value = parameter_get(parameter, device);
    if (!parameter_is_whole(value)) {
        snprintf(why, size, "parameter %s = %.12g must be a whole number, %g to %.10g", parameter->name, value,
                 parameter->least, parameter->greatest);
        return false;
    }
    return true;
}

bool parameters_check(const struct parameter_table *table, const void *device, char *why, size_t size)
{
    for (const struct parameter *p = table->item; p < table->item + table->count; p++) {
        double value = parameter_get(p, device);
        if (!parameter_within(value, p->least, p->greatest)) {
            snprintf(why, size, "parameter %s = %.12g%s%s is out of its limits, %g to %.12g", p->name, value,
                     *p->unit ? " " : "", p->unit, p->least, p->greatest);
            return false;
        }
    }
    return true;
}
