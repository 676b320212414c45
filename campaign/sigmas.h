/* The sigmas of a network: how its devices and sources differ from chip to chip. */
#ifndef SIGMAS_H
#define SIGMAS_H

#include "campaign/plan.h"
#include "netgen/recipe.h"

/* Whether an option of gen is a sigma. */
bool sigmas_is(const char *option);

/* Sigma `index` of those of the recipe that are above 0; false past the last one. */
bool sigmas_find(const struct recipe *recipe, size_t index, struct recipe_setting *setting, double *sigma);
size_t sigmas_count(const struct recipe *recipe);

/* Whether chips of the recipe, with the values that `plan` varies, may differ: some sigma is above 0. `plan` may be
 * NULL. */
bool sigmas_differ(const struct recipe *recipe, const struct plan *plan);

/* What a report says of a campaign with chips that are all equal. */
extern const char SIGMAS_EQUAL[];

/* Whether the recipe's devices are of a kind that varies, so that chips can differ. */
bool sigmas_may_be(const struct recipe *recipe);

#endif
