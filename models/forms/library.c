#include "models/forms/forms.h"

#include <math.h>
#include <stdio.h>

void forms_meanings(const struct parameter_table *table, unsigned kind)
{
    for (const struct parameter *p = table->item; p < table->item + table->count; p++) {
        if (parameter_is(p, kind)) {
            printf("* %-13s %-8g %-4s %s, %g to %g\n", p->name, p->standard, p->unit, p->text, p->least, p->greatest);
        }
    }
}

void forms_defaults(const struct parameter_table *table, unsigned kind)
{
    for (const struct parameter *p = table->item; p < table->item + table->count; p++) {
        if (parameter_is(p, kind)) {
            printf("+ %s=%.15g\n", p->name, p->standard);
        }
    }
}

void forms_values(const struct parameter_table *table)
{
    for (const struct parameter *p = table->item; p < table->item + table->count; p++) {
        printf("+ %s={%s}\n", p->name, p->name);
    }
}

void forms_limit(const char *name, double least, double greatest)
{
    if (least == 0.0) {
        printf("+ +sqrt(%s)", name);
    } else {
        printf("+ +sqrt(%s%+.15g)", name, fabs(least) * PARAMETER_ROUNDING - least);
    }
    printf("+sqrt(%.15g-%s)\n", greatest + fabs(greatest) * PARAMETER_ROUNDING, name);
}

void forms_limits(const struct parameter_table *table, unsigned kind)
{
    for (const struct parameter *p = table->item; p < table->item + table->count; p++) {
        if (parameter_is(p, kind)) {
            forms_limit(p->name, p->least, p->greatest);
        }
    }
}
