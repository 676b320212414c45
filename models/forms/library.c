#include "models/forms/forms.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* A number without a point, which would be one of a name: 45e-10. */
static const char *plain(double value, char text[64])
{
    char digits[40];
    snprintf(digits, sizeof digits, "%.14e", fabs(value));
    int exponent = atoi(strchr(digits, 'e') + 1);
    memmove(digits + 1, digits + 2, 14); /* the point */
    size_t count = 15;
    for (; count > 1 && digits[count - 1] == '0'; count--) {
        digits[count - 1] = '\0';
    }
    digits[count] = '\0';
    exponent -= (int)count - 1;
    for (; exponent > 0 && exponent < 3 && count < 3; exponent--) {
        digits[count++] = '0';
        digits[count] = '\0';
    }
    if (exponent == 0 || value == 0.0) {
        snprintf(text, 64, "%s%s", value < 0.0 ? "-" : "", value == 0.0 ? "0" : digits);
    } else {
        snprintf(text, 64, "%s%se%d", value < 0.0 ? "-" : "", digits, exponent);
    }
    return text;
}

void forms_limit(const char *name, double least, double greatest)
{
    char text[2][64];
    printf("r%s_from_%s_to_%s 0 0 {1+0*(0\n", name, plain(least, text[0]), plain(greatest, text[1]));
    if (least == 0.0) {
        printf("+ +sqrt(%s)", name);
    } else {
        printf("+ +sqrt(%s%+.15g)", name, fabs(least) * PARAMETER_ROUNDING - least);
    }
    printf("+sqrt(%.15g-%s))}\n", greatest + fabs(greatest) * PARAMETER_ROUNDING, name);
}

void forms_limits(const struct parameter_table *table, unsigned kind)
{
    for (const struct parameter *p = table->item; p < table->item + table->count; p++) {
        if (parameter_is(p, kind)) {
            forms_limit(p->name, p->least, p->greatest);
        }
    }
}
