#include "netgen/variation.h"

#include "base/c_locale.h"
#include "base/random.h"

#include <gsl/gsl_cdf.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const double FARTHEST = 3.0; /* standard deviations; what is beyond is cut off */

bool variation_exists(const struct variation *variation)
{
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        if (variation->sigma[p] > 0.0) {
            return true;
        }
    }
    return false;
}

bool variation_may_vary(size_t index)
{
    return parameter_is(&dwmtj_parameters[index], IS_VARIED);
}

/* ---- Random numbers: a number for each seed, parameter and device, without an order in which to draw them ---- */

/* A standard normal number that is cut off at FARTHEST: number `device` of the stream of a parameter, which depends on
 * its name and not on its place in the table. */
static double normal(unsigned long seed, const char *parameter, uint64_t device)
{
    uint64_t name = hash_more(HASH_EMPTY, parameter, strlen(parameter));
    double uniform = random_share(random_bits(random_mix(name + seed), device));
    double least = gsl_cdf_ugaussian_P(-FARTHEST);
    return gsl_cdf_ugaussian_Pinv(least + uniform * (1.0 - 2.0 * least)); /* Eq. (45) */
}

struct dwmtj variation_device(const struct variation *variation, const struct dwmtj *nominal, size_t number)
{
    struct dwmtj device = *nominal;
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        if (variation->sigma[p] > 0.0) {
            double z = normal(variation->seed, dwmtj_parameters[p].name, number);
            dwmtj_set(&device, p, dwmtj_get(&device, p) * (1.0 + variation->sigma[p] * z)); /* Eq. (45) */
        }
    }
    return device;
}

/* ---- Soundness ---- */

/* Parameters that a limit couples: the junction lies on the track, and rap is at least rp, also where it is warm. No
 * other limit has two parameters that may vary: which options are on does not change, since sigma is below 1/3. */
static const char *const COUPLED[][3] = {{"length", "width", "position"}, {"rp", "rap", "pbloch"}};
enum { GROUPS = sizeof COUPLED / sizeof *COUPLED };

static size_t group_of(size_t index)
{
    size_t group = 0;
    for (; group < GROUPS; group++) {
        for (size_t k = 0; k < sizeof COUPLED[group] / sizeof *COUPLED[group]; k++) {
            if (strcmp(COUPLED[group][k], dwmtj_parameters[index].name) == 0) {
                return group;
            }
        }
    }
    return group;
}

/* Checks the corners of the box of the `count` parameters varied[] at plus and minus FARTHEST, the others as they are:
 * each limit is linear in each parameter, or rises or falls with it. */
static bool check_corners(const struct variation *variation, const struct dwmtj *nominal, const size_t varied[],
                          size_t count, char *why, size_t size)
{
    for (size_t corner = 0; corner < (size_t)1 << count; corner++) {
        struct dwmtj device = *nominal;
        for (size_t k = 0; k < count; k++) {
            double z = corner >> k & 1 ? FARTHEST : -FARTHEST, sigma = variation->sigma[varied[k]];
            dwmtj_set(&device, varied[k], dwmtj_get(nominal, varied[k]) * (1.0 + sigma * z));
        }
        if (!dwmtj_check(&device, why, size)) {
            return false;
        }
    }
    return true;
}

/* Checks the devices at the limits: of coupled parameters together, of each other one alone, so that the checks do not
 * double with every parameter that varies. */
static bool check_extremes(const struct variation *variation, const struct dwmtj *nominal, const char *role, char *why,
                           size_t size)
{
    size_t coupled[GROUPS][DWMTJ_PARAMETERS], counts[GROUPS] = {0};
    int used = snprintf(why, size, "at three sigma, %s: ", role);
    char *reason = why + used;
    size -= (size_t)used;
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        size_t group = group_of(p);
        if (!(variation->sigma[p] > 0.0 && dwmtj_get(nominal, p) != 0.0)) {
            continue;
        }
        if (group < GROUPS) {
            coupled[group][counts[group]++] = p;
        } else if (!check_corners(variation, nominal, &p, 1, reason, size)) {
            return false;
        }
    }
    for (size_t group = 0; group < GROUPS; group++) {
        if (!check_corners(variation, nominal, coupled[group], counts[group], reason, size)) {
            return false;
        }
    }
    return true;
}

bool variation_check(const struct variation *variation, const struct dwmtj *soma, const struct dwmtj *axon, char *why,
                     size_t size)
{
    IN_C_LOCALE;
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        double sigma = variation->sigma[p];
        if (sigma != 0.0 && !variation_may_vary(p)) {
            snprintf(why, size, "parameter %s cannot vary", dwmtj_parameters[p].name);
            return false;
        }
        if (!(sigma >= 0.0 && sigma < VARIATION_GREATEST)) {
            snprintf(why, size, "sigma of %s = %g is out of its limits, 0 to 1/3", dwmtj_parameters[p].name, sigma);
            return false;
        }
    }
    return check_extremes(variation, soma, "soma", why, size) && check_extremes(variation, axon, "axon", why, size);
}
