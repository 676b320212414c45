#include "campaign/sigmas.h"

#include "base/number.h"

#include <string.h>

const char SIGMAS_EQUAL[] = "all chips are equal: the network has no sigma above 0";

static const char SIGMA[] = "sigma-";

bool sigmas_is(const char *option)
{
    return strncmp(option, SIGMA, strlen(SIGMA)) == 0;
}

bool sigmas_find(const struct recipe *recipe, size_t index, struct recipe_setting *setting, double *sigma)
{
    for (size_t k = 0; recipe_setting(recipe, k, setting); k++) {
        const char *text = recipe_setting_value(setting);
        if (sigmas_is(setting->name) && text && number_parse_share(text, sigma) && *sigma > 0.0 && index-- == 0) {
            return true;
        }
    }
    return false;
}

size_t sigmas_count(const struct recipe *recipe)
{
    struct recipe_setting setting;
    double sigma;
    size_t count = 0;
    while (sigmas_find(recipe, count, &setting, &sigma)) {
        count++;
    }
    return count;
}

bool sigmas_may_be(const struct recipe *recipe)
{
    struct recipe_name name;
    struct diagnostic unused;
    return recipe_name(recipe, "chip-seed", &name, &unused) == STATUS_OK && !*name.misfit;
}

/* Whether an axis makes chips differ. */
static bool makes_chips_differ(const struct axis *axis)
{
    bool differs = false;
    for (size_t k = 0; k < axis->count && sigmas_is(axis->name); k++) {
        char number[AXIS_NUMBER];
        double sigma;
        differs = differs || (axis_is_number(axis_value(axis, k, number), axis->in_percent, &sigma) && sigma > 0.0);
    }
    return differs;
}

/* Whether the plan has other values for an option than the recipe; those of cases are the recipe's and 0. */
static bool is_varied(const struct plan *plan, const char *name)
{
    bool found = false;
    for (size_t k = plan->coupled; k < plan->axes; k++) {
        found = found || strcmp(plan->axis[k].name, name) == 0;
    }
    return found;
}

bool sigmas_differ(const struct recipe *recipe, const struct plan *plan)
{
    struct recipe_setting setting;
    double sigma;
    bool differ = false;
    for (size_t k = 0; sigmas_find(recipe, k, &setting, &sigma); k++) {
        differ = differ || !plan || !is_varied(plan, setting.name);
    }
    for (size_t k = 0; plan && k < plan->axes; k++) {
        differ = differ || makes_chips_differ(&plan->axis[k]);
    }
    return differ;
}
