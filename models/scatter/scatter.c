#include "models/scatter/scatter.h"

#include "base/c_locale.h"
#include "base/random.h"

#include <gsl/gsl_cdf.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* ---- Random numbers: a number for each seed, parameter and device, without an order in which to draw them ---- */

double scatter_normal(unsigned long seed, const char *name, size_t number)
{
    uint64_t hash = hash_more(HASH_EMPTY, name, strlen(name));
    double uniform = random_share(random_bits(random_mix(hash + seed), number));
    double least = gsl_cdf_ugaussian_P(-SCATTER_FARTHEST);
    return gsl_cdf_ugaussian_Pinv(least + uniform * (1.0 - 2.0 * least)); /* Eq. (45) */
}

/* Puts the parameter `p` of `device` at `z` standard deviations from that of `nominal`. */
static void move(const struct scatter *scatter, const void *nominal, size_t p, double z, void *device)
{
    const struct parameter *parameter = &scatter->kind->table->item[p];
    parameter_set(parameter, device, parameter_get(parameter, nominal) * (1.0 + scatter->sigma[p] * z)); /* Eq. (45) */
}

void scatter_draw(const struct scatter *scatter, const void *nominal, size_t number, void *device)
{
    const struct parameter_table *table = scatter->kind->table;
    memcpy(device, nominal, scatter->kind->size);
    for (size_t p = 0; p < table->count; p++) {
        if (scatter->sigma[p] > 0.0) {
            move(scatter, nominal, p, scatter_normal(scatter->seed, table->item[p].name, number), device);
        }
    }
}

/* ---- Soundness ---- */

bool scatter_check_share(const char *name, double sigma, char *why, size_t size)
{
    IN_C_LOCALE;
    if (!(sigma >= 0.0 && sigma < SCATTER_GREATEST)) {
        snprintf(why, size, "sigma of %s = %g is out of its limits, 0 to 1/3", name, sigma);
        return false;
    }
    return true;
}

bool scatter_check_shares(const struct scatter *scatter, char *why, size_t size)
{
    IN_C_LOCALE;
    const struct parameter_table *table = scatter->kind->table;
    for (size_t p = 0; p < table->count; p++) {
        double sigma = scatter->sigma[p];
        if (sigma != 0.0 && !parameter_is(&table->item[p], IS_VARIED)) {
            snprintf(why, size, "parameter %s cannot vary", table->item[p].name);
            return false;
        }
        if (!scatter_check_share(table->item[p].name, sigma, why, size)) {
            return false;
        }
    }
    return true;
}

/* True where `name` is among `names`, which have blanks between them. */
static bool is_among(const char *name, const char *names)
{
    size_t length = strlen(name);
    for (const char *at = names; (at = strstr(at, name)); at += length) {
        if ((at == names || at[-1] == ' ') && (at[length] == ' ' || !at[length])) {
            return true;
        }
    }
    return false;
}

static bool is_coupled(const struct device *kind, const char *name)
{
    for (const char *const *group = kind->coupled; group && *group; group++) {
        if (is_among(name, *group)) {
            return true;
        }
    }
    return false;
}

/* True where the parameter differs from device to device: a share of 0 is 0. */
static bool varies(const struct scatter *scatter, const void *nominal, size_t p)
{
    return scatter->sigma[p] > 0.0 && parameter_get(&scatter->kind->table->item[p], nominal) != 0.0;
}

/* Checks the corners of the box of the `count` parameters varied[] at plus and minus SCATTER_FARTHEST, the others as
 * they are: each limit is linear in each parameter, or rises or falls with it. */
static bool check_corners(const struct scatter *scatter, const void *nominal, const size_t varied[], size_t count,
                          char *why, size_t size)
{
    struct device_values device;
    if (scatter->kind->size > sizeof device) {
        snprintf(why, size, "a device of the kind %s has more than %d parameters", scatter->kind->name,
                 DEVICE_MOST_PARAMETERS);
        return false;
    }
    for (size_t corner = 0; corner < (size_t)1 << count; corner++) {
        memcpy(&device, nominal, scatter->kind->size);
        for (size_t k = 0; k < count; k++) {
            move(scatter, nominal, varied[k], corner >> k & 1 ? SCATTER_FARTHEST : -SCATTER_FARTHEST, &device);
        }
        if (!scatter->kind->check(&device, why, size)) {
            return false;
        }
    }
    return true;
}

/* The same for those of the parameters `names` that vary. */
static bool check_group(const struct scatter *scatter, const void *nominal, const char *names, char *why, size_t size)
{
    const struct parameter_table *table = scatter->kind->table;
    size_t varied[SCATTER_MOST_COUPLED], count = 0;
    for (size_t p = 0; p < table->count; p++) {
        if (varies(scatter, nominal, p) && is_among(table->item[p].name, names)) {
            if (count == SCATTER_MOST_COUPLED) {
                snprintf(why, size, "more than %d of the coupled parameters %s vary", SCATTER_MOST_COUPLED, names);
                return false;
            }
            varied[count++] = p;
        }
    }
    return check_corners(scatter, nominal, varied, count, why, size);
}

/* Coupled parameters are checked together, each other one alone, so that the checks do not double with every parameter
 * that varies. */
bool scatter_check_devices(const struct scatter *scatter, const void *nominal, const char *role, char *why, size_t size)
{
    IN_C_LOCALE;
    const struct device *kind = scatter->kind;
    size_t used = (size_t)snprintf(why, size, "at three sigma%s%s: ", role ? ", " : "", role ? role : "");
    char *reason = why + used;
    size -= used;
    for (size_t p = 0; p < kind->table->count; p++) {
        if (varies(scatter, nominal, p) && !is_coupled(kind, kind->table->item[p].name) &&
            !check_corners(scatter, nominal, &p, 1, reason, size)) {
            return false;
        }
    }
    for (const char *const *group = kind->coupled; group && *group; group++) {
        if (!check_group(scatter, nominal, *group, reason, size)) {
            return false;
        }
    }
    return true;
}
