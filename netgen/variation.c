#include "netgen/variation.h"

#include "models/scatter/scatter.h"

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

static struct scatter scatter_of(const struct variation *variation)
{
    return (struct scatter){.kind = &dwmtj_device, .seed = variation->seed, .sigma = variation->sigma};
}

struct dwmtj variation_device(const struct variation *variation, const struct dwmtj *nominal, size_t number)
{
    const struct scatter scatter = scatter_of(variation);
    struct dwmtj device;
    scatter_draw(&scatter, nominal, number, &device);
    return device;
}

bool variation_check(const struct variation *variation, const struct dwmtj *soma, const struct dwmtj *axon, char *why,
                     size_t size)
{
    const struct scatter scatter = scatter_of(variation);
    return scatter_check_shares(&scatter, why, size) && scatter_check_devices(&scatter, soma, "soma", why, size) &&
           scatter_check_devices(&scatter, axon, "axon", why, size);
}
