#include "models/pbit/pbit.h"

#include "base/c_locale.h"

static const struct parameter PARAMETERS[PBIT_PARAMETERS] = {
#define PARAMETER(name, unit, standard, least, greatest, kind, text, source)                                           \
    {#name, unit, standard, least, greatest, kind, text, source, offsetof(struct pbit, name)},
#include "models/pbit/parameters.def"
#undef PARAMETER
};
const struct parameter_table pbit_table = {PARAMETERS, PBIT_PARAMETERS};

bool pbit_check(const struct pbit *d, char *why, size_t size)
{
    IN_C_LOCALE;
    static const size_t WHOLE[] = {PBIT_start, PBIT_seed, PBIT_noise};
    bool right = parameters_check(&pbit_table, d, why, size);
    for (size_t i = 0; right && i < sizeof WHOLE / sizeof *WHOLE; i++) {
        right = parameter_check_whole(&PARAMETERS[WHOLE[i]], d, why, size);
    }
    return right;
}

double pbit_mean(const struct pbit *d, double v, double *slope)
{
    if (d->noise == 0.0) {
        *slope = 0.0;
        return v > 0.0 ? 1.0 : v < 0.0 ? -1.0 : 0.0;
    }
    double mean = tanh(v / d->v0); /* Eq. (B9) */
    *slope = (1.0 - mean * mean) / d->v0;
    return mean;
}
