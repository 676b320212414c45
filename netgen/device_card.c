#include "netgen/device_card.h"

#include "base/number.h"

void device_card_write(FILE *out, const char *name, const struct device *kind, const void *device)
{
    const char *before = "("; /* ngspice complains of an empty list */
    fprintf(out, ".model %s %s", name, kind->name);
    for (size_t p = 0; p < kind->table->count; p++) {
        const struct parameter *parameter = &kind->table->item[p];
        double value = parameter_get(parameter, device);
        if (value != parameter->standard) {
            fprintf(out, "%s%s=%s", before, parameter->name, SHORT(value));
            before = " ";
        }
    }
    fputs(before[0] == '(' ? "\n" : ")\n", out);
}

void device_card_transistor(FILE *out, const char *name, const struct generic_mosfet *t)
{
    fprintf(out, ".model %s nmos(level=1 vto=%s kp=%s lambda=%s tox=%s cgso=%s cgdo=%s)\n", name, SHORT(t->vto),
            SHORT(t->kp), SHORT(t->lambda), SHORT(t->tox), SHORT(t->cov), SHORT(t->cov));
}
