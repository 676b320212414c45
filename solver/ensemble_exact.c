#include "solver/ensemble_exact.h"

#include "models/constants.h"
#include "solver/ensemble_string.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

unsigned ensemble_parallel_in(unsigned state)
{
    unsigned count = 0;
    for (; state; state >>= 1) {
        count += state & 1;
    }
    return count;
}

/* Adds the answer to the sine where it is `known`. */
static void add_answer(struct ensemble_exact *exact, const struct ensemble *ensemble, size_t count, bool known,
                       double answer[STRING_STATES][2])
{
    for (unsigned s = 0; s < 1u << count; s++) {
        for (int part = 0; part < 2; part++) {
            double of_one_volt = known ? answer[s][part] : NAN;
            exact->linear[part] += ensemble->amplitude * ensemble_parallel_in(s) / (double)count * of_one_volt;
        }
    }
}

enum status ensemble_exact_add(struct ensemble_exact *exact, const struct ensemble *ensemble,
                               const struct junction_string *string, struct diagnostic *diagnostic)
{
    const size_t count = string->count;
    double rate[STRING_STATES][STRING_MOST], slope[STRING_STATES][STRING_MOST], share[STRING_STATES];
    struct string_point point[STRING_STATES];
    for (unsigned s = 0; s < 1u << count; s++) {
        if (!junction_string_solve(string, s, ensemble->bias, &point[s])) {
            return ensemble_string_fail(ensemble, diagnostic);
        }
        for (size_t k = 0; k < count; k++) {
            rate[s][k] = exp(point[s].ln_rate[k]);
            slope[s][k] = point[s].slope[k];
        }
    }
    bool known = junction_string_shares(count, rate, share);
    for (unsigned s = 0; s < 1u << count; s++) {
        const double parallel = ensemble_parallel_in(s);
        share[s] = known ? share[s] : NAN;
        exact->share[s] += share[s];
        exact->power += share[s] * ensemble->bias * point[s].current;
        exact->time[1] += share[s] * parallel;
        exact->time[0] += share[s] * ((double)count - parallel);
        for (size_t k = 0; k < count; k++) {
            exact->left[s >> k & 1] += share[s] * rate[s][k];
        }
    }
    if (ensemble->amplitude != 0.0) {
        const double omega = 2.0 * PI * ensemble->frequency;
        double answer[STRING_STATES][2];
        known = known && junction_string_answer(count, rate, slope, share, omega, answer);
        add_answer(exact, ensemble, count, known, answer);
    }
    exact->strings++;
    return STATUS_OK;
}

enum status ensemble_exact_dwells(const struct ensemble *ensemble, double dwell[2], struct diagnostic *diagnostic)
{
    struct ensemble nominal = *ensemble;
    struct ensemble_exact exact = {0};
    struct junction_string string;
    struct mtj_rate_at *at = calloc(STRING_MOST, sizeof *at);
    memset(nominal.sigma, 0, sizeof nominal.sigma);
    enum status status = at ? ensemble_string(&nominal, 0, at, &string, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = ensemble_exact_add(&exact, &nominal, &string, diagnostic);
    }
    for (int s = 0; s < 2; s++) {
        dwell[s] = exact.time[s] / exact.left[s];
    }
    free(at);
    return status;
}
