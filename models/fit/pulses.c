#include "models/fit/pulses.h"

#include "models/fit/least_squares.h"
#include "models/mtj_rate/mtj_rate.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[2][PULSES_UNKNOWNS] = {{"delta", "vc", "tau"}, {"delta", "vc", "f0"}};

/* The unknowns are Delta, V_c, and the logarithm of 1/time. */
struct context {
    const struct junction_table *table;
    bool attempts;
    double sign;                   /* of the voltages */
    double known[PULSES_UNKNOWNS]; /* as unknowns */
    int index[PULSES_UNKNOWNS];    /* of each unknown */
    size_t unknowns;
    struct mtj_rate_at at; /* the device, its table of rates made for at.exact.delta */
    double *error;         /* [pulse_count] of a share, while these are used; NULL: deviations are of the likelihood */
    double *room;          /* [pulse_count] for `error` */
};

/* Sets the device to these values. False where there is no such device. */
static bool set_device(struct mtj_rate_at *at, const double of[PULSES_UNKNOWNS])
{
    bool exact = at->device.f0 == 0.0;
    double delta = of[PULSES_DELTA];
    if (!(delta >= BARRIER_LEAST && delta <= BARRIER_GREATEST && of[PULSES_VC] > 0.0 &&
          fabs(of[PULSES_TIME]) < 200.0)) {
        return false;
    }
    if (exact && at->exact.delta != delta) {
        barrier_tabulate(&at->exact, delta);
    }
    at->barrier = delta;
    at->vc = of[PULSES_VC];
    at->ln_scale = of[PULSES_TIME];
    return true;
}

/* The device of the law, its values not yet set. */
static void begin_device(struct mtj_rate_at *at, const struct pulses_fit *fit)
{
    *at = (struct mtj_rate_at){.device = {.f0 = fit->attempts ? 1.0 : 0.0, .n = fit->exponent}}; /* f0: as ln_scale */
}

/* As pulses_predict, of a device that is set. Eq. (R4). */
static double chance_of(const struct mtj_rate_at *at, double volts, double length, double *stay)
{
    double relaxation, slope, ignored;
    double there = 1.0 - mtj_rate_mean_parallel(at, -volts, &relaxation, &slope); /* from parallel to antiparallel */
    double out = exp(mtj_rate_ln_rate(at, true, -volts, &ignored)), lasting = exp(-relaxation * length);
    double chance = relaxation > 0.0 ? -expm1(-relaxation * length) * out / relaxation : 0.0;
    *stay = 1.0 - there + there * lasting;
    return chance;
}

double pulses_predict(const struct pulses_fit *fit, double volts, double length, double *stay)
{
    struct mtj_rate_at at;
    const double of[PULSES_UNKNOWNS] = {fit->value[PULSES_DELTA], fit->value[PULSES_VC], -log(fit->value[PULSES_TIME])};
    begin_device(&at, fit);
    if (!set_device(&at, of)) {
        *stay = NAN;
        return NAN;
    }
    return chance_of(&at, volts, length, stay);
}

/* The part of a row in the deviance, where a trial switches with the chance `p` and not with `q`. */
static double deviance_of(double trials, double switched, double p, double q)
{
    const double least = 1e-300; /* of a chance: where it is 0 and trials say otherwise, far beyond any minimum */
    double kept = trials - switched, sum = 0.0;
    sum += switched > 0.0 ? switched * log(switched / (trials * fmax(p, least))) : 0.0;
    sum += kept > 0.0 ? kept * log(kept / (trials * fmax(q, least))) : 0.0;
    return fmax(2.0 * sum, 0.0);
}

static void values_of(const struct context *context, const double *value, double of[PULSES_UNKNOWNS])
{
    memcpy(of, context->known, sizeof context->known);
    for (size_t p = 0; p < context->unknowns; p++) {
        of[context->index[p]] = value[p];
    }
}

/* Of each row the root of its deviance with a sign, so that the least sum of squares is the greatest likelihood; or,
 * for the errors, the deviation of the share in its standard errors, so that J'J is Fisher's information. */
static void deviations(const double *value, void *argument, double *deviation)
{
    struct context *context = argument;
    double of[PULSES_UNKNOWNS];
    values_of(context, value, of);
    bool right = set_device(&context->at, of);
    for (size_t k = 0; k < context->table->pulse_count; k++) {
        const struct pulse_point *point = &context->table->pulse[k];
        double stay = 0.0, share = point->switched / point->trials;
        double chance = right ? chance_of(&context->at, context->sign * point->volts, point->length, &stay) : 0.0;
        if (!right) {
            deviation[k] = LEAST_SQUARES_NO_MODEL;
        } else if (context->error) {
            deviation[k] = (chance - share) / context->error[k];
        } else {
            deviation[k] = copysign(sqrt(deviance_of(point->trials, point->switched, chance, stay)), chance - share);
        }
    }
}

/* From now on deviations are in the standard errors of the shares, as the law has them. */
static void settle(const double *value, void *argument)
{
    struct context *context = argument;
    double of[PULSES_UNKNOWNS];
    values_of(context, value, of);
    if (set_device(&context->at, of)) {
        context->error = context->room;
        for (size_t k = 0; k < context->table->pulse_count; k++) {
            const struct pulse_point *point = &context->table->pulse[k];
            double stay, chance = chance_of(&context->at, context->sign * point->volts, point->length, &stay);
            const double least = 1e-300;
            context->error[k] = sqrt(fmax(chance, least) * fmax(stay, least) / point->trials);
        }
    }
}

/* The sum of the deviances. */
static double deviance(struct context *context, const double of[PULSES_UNKNOWNS])
{
    double sum = 0.0;
    if (!set_device(&context->at, of)) {
        return INFINITY;
    }
    for (size_t k = 0; k < context->table->pulse_count; k++) {
        const struct pulse_point *point = &context->table->pulse[k];
        double stay, chance = chance_of(&context->at, context->sign * point->volts, point->length, &stay);
        sum += deviance_of(point->trials, point->switched, chance, stay);
    }
    return sum;
}

/* ---- Where to start ---- */

/* The logarithm of the rate that makes the rates of a device right in the mean of all rows, each by what its share
 * tells of it: the fit in one unknown of ln k. */
static double rate_of_rows(struct context *context, double of[PULSES_UNKNOWNS])
{
    double sum = 0.0, weights = 0.0, ignored;
    of[PULSES_TIME] = 0.0;
    if (!set_device(&context->at, of)) {
        return 0.0;
    }
    for (size_t k = 0; k < context->table->pulse_count; k++) {
        const struct pulse_point *point = &context->table->pulse[k];
        double share = (point->switched + 0.5) / (point->trials + 1.0), exponent = -log1p(-share);
        double weight = point->trials * exponent * exponent * (1.0 - share) / share;
        double ln_rate = mtj_rate_ln_rate(&context->at, true, -context->sign * point->volts, &ignored);
        sum += weight * (log(exponent / point->length) - ln_rate);
        weights += weight;
    }
    return sum / weights;
}

/* A start, and how good it is. */
struct start {
    double of[PULSES_UNKNOWNS], deviance;
};

enum { STARTS = 3 };

/* Puts a start among the best ones, the best first. */
static void keep(struct start best[STARTS], struct start start)
{
    for (int s = 0; s < STARTS; s++) {
        if (start.deviance < best[s].deviance) {
            struct start worse = best[s];
            best[s] = start;
            start = worse;
        }
    }
}

/* Values of unknown `u` to start with, from `least` on in equal ratios; one where it is given. */
static size_t candidates(const struct pulses_fit *fit, int u, double least, double greatest, size_t count,
                         double *value)
{
    if (fit->known[u] || fit->start[u] > 0.0) {
        value[0] = fit->known[u] ? fit->value[u] : fit->start[u];
        return 1;
    }
    for (size_t k = 0; k < count; k++) {
        value[k] = least * pow(greatest / least, (double)k / (double)(count - 1));
    }
    return count;
}

static void find_starts(struct context *context, const struct pulses_fit *fit, struct start best[STARTS])
{
    enum { DELTAS = 14, VOLTAGES = 16 };
    double delta[DELTAS], vc[VOLTAGES], reach = 0.0;
    for (size_t k = 0; k < context->table->pulse_count; k++) {
        reach = fmax(reach, fabs(context->table->pulse[k].volts));
    }
    reach = reach > 0.0 ? reach : 1.0;
    size_t deltas = candidates(fit, PULSES_DELTA, 2.0, 150.0, DELTAS, delta);
    size_t voltages = candidates(fit, PULSES_VC, 0.3 * reach, 10.0 * reach, VOLTAGES, vc);
    for (size_t d = 0; d < deltas; d++) {
        for (size_t v = 0; v < voltages; v++) {
            struct start start = {.of = {delta[d], vc[v], 0.0}};
            double given = fit->known[PULSES_TIME] ? fit->value[PULSES_TIME] : fit->start[PULSES_TIME];
            start.of[PULSES_TIME] = given > 0.0 ? -log(given) : rate_of_rows(context, start.of);
            start.deviance = deviance(context, start.of);
            keep(best, start);
        }
    }
}

/* ---- What was found ---- */

/* Mean and variance of the deviance of a row where the law is right. Its mean is 1 and its variance 2 where many trials
 * switch and many do not; otherwise the sum over all that can happen. */
static void expect(double trials, double p, double q, double *mean, double *variance)
{
    double rare = fmin(p, q), often = trials * rare;
    *mean = 1.0;
    *variance = 2.0;
    if (often * (1.0 - rare) < 30.0) {
        double first = 0.0, second = 0.0;
        const int last = (int)fmin(trials, ceil(often + 12.0 * sqrt(often) + 30.0)); /* often is below 60 */
        for (int k = 0; k <= last; k++) {
            const double y = k;
            double weight = exp(lgamma(trials + 1.0) - lgamma(y + 1.0) - lgamma(trials - y + 1.0) +
                                (y > 0.0 ? y * log(rare) : 0.0) + (trials - y) * log1p(-rare));
            double d = deviance_of(trials, y, rare, 1.0 - rare);
            first += weight * d;
            second += weight * d * d;
        }
        *mean = first;
        *variance = second - first * first;
    }
}

static void judge(struct context *context, struct pulses_fit *fit)
{
    double unknowns = (double)context->unknowns, mean = -unknowns, variance = -2.0 * unknowns;
    for (size_t k = 0; k < context->table->pulse_count; k++) {
        const struct pulse_point *point = &context->table->pulse[k];
        double stay, m, v, chance = chance_of(&context->at, context->sign * point->volts, point->length, &stay);
        double beyond = context->sign * point->volts / context->at.vc;
        expect(point->trials, chance, stay, &m, &v);
        mean += m;
        variance += v;
        fit->beyond += beyond > 1.0 - 2.0 / sqrt(context->at.barrier);
    }
    fit->freedom = context->table->pulse_count - context->unknowns;
    fit->expected = fmax(mean, 0.0);
    fit->spread = sqrt(fmax(variance, 0.0));
    /* a gamma law with this mean and variance, which is that of chi-squared where the variance is twice the mean */
    fit->chance = fit->freedom == 0 || mean <= 0.0 || variance <= 0.0
                      ? 1.0
                      : gsl_cdf_gamma_Q(fit->deviance, mean * mean / variance, variance / mean);
}

static void take_result(struct context *context, const struct least_squares *problem, struct pulses_fit *fit)
{
    double of[PULSES_UNKNOWNS];
    size_t a, b;
    values_of(context, problem->value, of);
    fit->value[PULSES_DELTA] = of[PULSES_DELTA];
    fit->value[PULSES_VC] = of[PULSES_VC];
    if (!fit->known[PULSES_TIME]) {
        fit->value[PULSES_TIME] = exp(-of[PULSES_TIME]);
    }
    for (size_t p = 0; p < problem->unknowns; p++) {
        int u = context->index[p];
        fit->error[u] = least_squares_error(problem, p) * (u == PULSES_TIME ? fit->value[u] : 1.0);
    }
    fit->correlation = least_squares_correlation(problem, &a, &b);
    fit->correlated[0] = (size_t)context->index[a];
    fit->correlated[1] = (size_t)context->index[b];
    fit->converged = problem->converged;
    fit->deviance = deviance(context, of);
    judge(context, fit);
}

/* Whether the values are determined, or only combinations of them. */
static enum status check_result(const struct pulses_fit *fit, struct diagnostic *diagnostic)
{
    for (int u = 0; u < PULSES_UNKNOWNS; u++) {
        const double least = u == PULSES_TIME ? 1.0 : 0.5; /* of a value: beyond this its error leaves it open */
        if (!(fit->error[u] <= least * fit->value[u])) {
            const char *const *name = NAMES[fit->attempts];
            return fail(diagnostic, STATUS_INPUT,
                        "error: the measurements leave %s open, with a standard error of %.0f %%; %s and %s are "
                        "correlated (%.4f): give a known value with --fix NAME=VALUE, or measure more lengths and "
                        "voltages",
                        name[u], 100.0 * fit->error[u] / fit->value[u], name[fit->correlated[0]],
                        name[fit->correlated[1]], fit->correlation);
        }
    }
    return STATUS_OK;
}

static enum status fit_table(struct context *context, struct pulses_fit *fit, struct diagnostic *diagnostic)
{
    struct start best[STARTS];
    struct least_squares problem, found;
    enum status status = STATUS_INPUT;
    bool any = false;
    for (int s = 0; s < STARTS; s++) {
        best[s] = (struct start){.deviance = INFINITY};
    }
    find_starts(context, fit, best);
    double least = INFINITY;
    for (int s = 0; s < STARTS && isfinite(best[s].deviance); s++) {
        problem = (struct least_squares){.count = context->table->pulse_count,
                                         .unknowns = context->unknowns,
                                         .difference = 1e-4, /* the table of rates is good to some 1e-8 */
                                         .deviations = deviations,
                                         .settle = settle,
                                         .context = context};
        for (size_t p = 0; p < context->unknowns; p++) {
            int u = context->index[p];
            problem.name[p] = NAMES[fit->attempts][u];
            problem.value[p] = best[s].of[u];
            problem.scale[p] = u == PULSES_TIME ? 1.0 : best[s].of[u];
        }
        context->error = NULL;
        status = least_squares_fit(&problem, diagnostic);
        if (status == STATUS_SYSTEM) {
            return status;
        }
        double of[PULSES_UNKNOWNS];
        values_of(context, problem.value, of);
        double now = status == STATUS_OK ? deviance(context, of) : INFINITY;
        if (now < least) {
            least = now;
            found = problem;
            any = true;
        }
    }
    if (!any) {
        return status == STATUS_INPUT && !isfinite(best[0].deviance)
                   ? fail(diagnostic, STATUS_INPUT,
                          "error: the fit cannot start here: delta must be from %g to %g and vc above 0 V",
                          BARRIER_LEAST, BARRIER_GREATEST)
                   : status;
    }
    take_result(context, &found, fit);
    return check_result(fit, diagnostic);
}

/* Whether the rows can say anything. */
static enum status check_table(const struct junction_table *table, struct pulses_fit *fit,
                               struct diagnostic *diagnostic)
{
    bool up = false, down = false, switched = false, kept = false;
    for (size_t k = 0; k < table->pulse_count; k++) {
        const struct pulse_point *point = &table->pulse[k];
        up = up || point->volts > 0.0;
        down = down || point->volts < 0.0;
        switched = switched || point->switched > 0.0;
        kept = kept || point->switched < point->trials;
    }
    if (up && down) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: the voltages have both signs; expected one file for each direction, in which all pulses "
                    "push the junction out of its state");
    }
    if (!switched || !kept) {
        return fail(diagnostic, STATUS_INPUT, "error: %s pulse switched, which leaves the rate open",
                    switched ? "every" : "no");
    }
    fit->negative = down;
    return STATUS_OK;
}

enum status pulses_fit_run(const struct junction_table *table, struct pulses_fit *fit, struct diagnostic *diagnostic)
{
    struct context context = {.table = table, .attempts = fit->attempts};
    enum status status = check_table(table, fit, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (int u = 0; u < PULSES_UNKNOWNS; u++) {
        if (fit->known[u]) {
            context.known[u] = u == PULSES_TIME ? -log(fit->value[u]) : fit->value[u];
        } else {
            context.index[context.unknowns++] = u;
        }
    }
    if (context.unknowns == 0) {
        return fail(diagnostic, STATUS_INPUT, "error: every parameter is known; there is nothing to fit");
    }
    context.sign = fit->negative ? -1.0 : 1.0;
    context.room = calloc(table->pulse_count, sizeof *context.room);
    if (!context.room) {
        return fail_memory(diagnostic);
    }
    begin_device(&context.at, fit);
    status = fit_table(&context, fit, diagnostic);
    free(context.room);
    return status;
}
