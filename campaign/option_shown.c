#include "campaign/option_shown.h"

#include "base/number.h"
#include "netgen/bias_option.h"

#include <stdio.h>
#include <string.h>

static const char SIGMA[] = "sigma-", PERCENT[] = "%";

struct option_shown option_shown(const char *name, bool in_percent)
{
    if (strncmp(name, SIGMA, strlen(SIGMA)) == 0) {
        return (struct option_shown){PERCENT, 100.0};
    }
    return (struct option_shown){in_percent ? PERCENT : bias_option_unit(name), 1.0};
}

char *option_shown_number(const struct option_shown *shown, double value, int digits, char *text, size_t size)
{
    const double number = shown->scale * value;
    if (shown->unit == PERCENT) { /* whose numbers have no suffix */
        snprintf(text, size, "%.*g", digits, number);
        return text;
    }
    return number_spice_rounded(text, size, number, digits);
}
