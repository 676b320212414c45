#include "solver/ensemble_string.h"

#include <math.h>
#include <string.h>

enum status ensemble_string(const struct ensemble *ensemble, size_t number, struct mtj_rate_at *at,
                            struct junction_string *string, struct diagnostic *diagnostic)
{
    const bool varies = ensemble_varies(ensemble);
    char why[400];
    string->count = ensemble->in_series;
    string->resistance = ensemble->resistance;
    const double volts = fabs(ensemble->bias) + fabs(ensemble->amplitude); /* a junction has at most all of them */
    for (size_t k = 0; k < string->count; k++) {
        string->at[k] = &at[varies ? k : 0];
        struct mtj_rate junction = ensemble_junction(ensemble, number * string->count + k);
        if ((varies || k == 0) &&
            !mtj_rate_warm_up_to(&junction, NOMINAL_TEMPERATURE, 1.001 * volts, &at[k], why, sizeof why)) {
            return fail(diagnostic, STATUS_INPUT, "error: %s", why);
        }
    }
    return STATUS_OK;
}

enum status ensemble_string_fail(const struct ensemble *ensemble, struct diagnostic *diagnostic)
{
    return fail(diagnostic, STATUS_INPUT,
                "error: the voltages of a string cannot be computed: its resistances, %g to %g Ohm behind %g Ohm, "
                "differ too much for double precision",
                ensemble->junction.rp, ensemble->junction.rap, ensemble->resistance);
}

/* ---- The pieces of a period ---- */

enum { LEAST_PIECES = 32, MOST_PIECES = 1 << 14 };
static const double NEARLY_LINEAR = 1e-4; /* error of ln k */

/* Raises *error to that of any junction's ln k in one state of the string, on average over the period. False where the
 * voltages cannot be computed. */
static bool raise_error(const struct ensemble *ensemble, const struct junction_string *string, unsigned state,
                        size_t pieces, double *error)
{
    struct string_point before, middle, after;
    double sum[STRING_MOST] = {0.0};
    const double h = 1.0 / (ensemble->frequency * (double)pieces);
    if (!junction_string_solve(string, state, ensemble_supply(ensemble, 0.0), &before)) {
        return false;
    }
    for (size_t p = 0; p < pieces; p++) {
        const double begin = (double)p * h;
        if (!junction_string_solve(string, state, ensemble_supply(ensemble, begin + 0.5 * h), &middle) ||
            !junction_string_solve(string, state, ensemble_supply(ensemble, begin + h), &after)) {
            return false;
        }
        for (size_t k = 0; k < string->count; k++) { /* 2/3: the mean of a parabola, of its height in the middle */
            sum[k] += 2.0 / 3.0 * fabs(middle.ln_rate[k] - 0.5 * (before.ln_rate[k] + after.ln_rate[k]));
        }
        before = after;
    }
    for (size_t k = 0; k < string->count; k++) {
        *error = fmax(*error, sum[k] / (double)pieces);
    }
    return true;
}

enum status ensemble_pieces(const struct ensemble *ensemble, struct mtj_rate_at *at, size_t *pieces,
                            struct diagnostic *diagnostic)
{
    struct ensemble nominal = *ensemble;
    struct junction_string string;
    memset(nominal.sigma, 0, sizeof nominal.sigma);
    enum status status = ensemble_string(&nominal, 0, at, &string, diagnostic);
    *pieces = 1;
    if (status != STATUS_OK || ensemble->amplitude == 0.0) {
        return status;
    }
    for (*pieces = LEAST_PIECES; *pieces <= MOST_PIECES; *pieces *= 2) {
        double error = 0.0;
        for (unsigned state = 0; state < 1u << string.count; state++) {
            if (!raise_error(ensemble, &string, state, *pieces, &error)) {
                return ensemble_string_fail(ensemble, diagnostic);
            }
        }
        if (error <= NEARLY_LINEAR) {
            return STATUS_OK;
        }
    }
    return fail(diagnostic, STATUS_INPUT,
                "error: the rates change too much in a period of the supply for %d pieces of it; lower --amplitude",
                MOST_PIECES);
}
