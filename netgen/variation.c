#include "netgen/variation.h"

#include "models/scatter/scatter.h"

const struct variation_source_name variation_source_names[VARIATION_SOURCES] = {
    [VARIATION_V_DW] = {"vdw", "Supply of a neuron's soma junction, V_DW"},
    [VARIATION_WEIGHT] = {"w", "Voltage of a synapse's weight; a weight of 0 stays 0"},
    [VARIATION_V_C] = {"vc", "Voltage at a dendrite in the load phase, V_C"},
};

bool variation_of_devices(const struct variation *variation)
{
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        if (variation->sigma[p] > 0.0) {
            return true;
        }
    }
    return false;
}

bool variation_of_source(const struct variation *variation, enum variation_source source)
{
    return variation->sigma_of_source[source] > 0.0;
}

bool variation_exists(const struct variation *variation)
{
    bool exists = variation_of_devices(variation);
    for (int source = 0; source < VARIATION_SOURCES; source++) {
        exists |= variation_of_source(variation, (enum variation_source)source);
    }
    return exists;
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

double variation_voltage(const struct variation *variation, enum variation_source source, double nominal, size_t number)
{
    if (!variation_of_source(variation, source)) {
        return nominal;
    }
    double z = scatter_normal(variation->seed, variation_source_names[source].name, number);
    return nominal * (1.0 + variation->sigma_of_source[source] * z); /* Eq. (45a) */
}

double variation_greatest(const struct variation *variation, enum variation_source source, double nominal)
{
    return nominal * (1.0 + variation->sigma_of_source[source] * SCATTER_FARTHEST);
}

static bool check_sources(const struct variation *variation, char *why, size_t size)
{
    bool sound = true;
    for (int source = 0; source < VARIATION_SOURCES && sound; source++) {
        sound = scatter_check_share(variation_source_names[source].name, variation->sigma_of_source[source], why, size);
    }
    return sound;
}

bool variation_check(const struct variation *variation, const struct dwmtj *soma, const struct dwmtj *axon, char *why,
                     size_t size)
{
    const struct scatter scatter = scatter_of(variation);
    return check_sources(variation, why, size) && scatter_check_shares(&scatter, why, size) &&
           scatter_check_devices(&scatter, soma, "soma", why, size) &&
           scatter_check_devices(&scatter, axon, "axon", why, size);
}
