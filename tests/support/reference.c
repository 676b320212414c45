#include "tests/support/reference.h"

#include <check.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>
#include <math.h>
#include <stdlib.h>

/* State: [n] somas, [n] axons, as shares of the track; then the energy in nJ. */
struct reference {
    const struct network *net;
    size_t n;
    double *weight; /* [n * n], row i: synapses from neuron i, V */
    double *state, *rate;
    double t;
    bool loading;
    gsl_odeiv2_driver *driver;
    gsl_odeiv2_system system;
};

static const double TOLERANCE = 1e-10;
static const double NANO = 1e-9;
static const double LONGEST_STEP = 0.05; /* ns: no wall crosses a junction between the stages of a step, unseen */

/* Equations 1 to 5, 21 and 23 of docs/model.md, written again on purpose. */
static double mobility(const struct dwmtj *d)
{
    return d->g * 9.2740100783e-24 * d->polarization / (2.0 * 1.602176634e-19 * d->ms * d->area);
}

static double junction_resistance(const struct dwmtj *d, double share)
{
    double from = d->position - 0.5 * d->width / d->length, passed = (share - from) * d->length / d->width;
    passed = passed < 0.0 ? 0.0 : passed > 1.0 ? 1.0 : passed;
    if (d->delta > 0.0) {
        double left = (share - from) * d->length, right = left - d->width;
        passed = 0.5 + 0.5 * d->delta / d->width * (log(cosh(left / d->delta)) - log(cosh(right / d->delta)));
    }
    return d->rp * d->rap / (passed * d->rap + (1.0 - passed) * d->rp); /* two resistors in parallel */
}

/* Speed in tracks a nanosecond of a wall at `share` with `voltage` on its track. */
static double speed(const struct dwmtj *d, double share, double voltage)
{
    double v = (mobility(d) * voltage / d->rm + d->vleak) / d->length * NANO;
    double friction = mobility(d) * d->idepin / d->length * NANO;
    v = v > friction ? v - friction : v < -friction ? v + friction : 0.0;
    return (share <= 0.0 && v < 0.0) || (share >= 1.0 && v > 0.0) ? 0.0 : v;
}

static int rates(double t, const double state[], double rate[], void *parameters)
{
    (void)t;
    const struct reference *r = parameters;
    const struct network *net = r->net;
    double power = 0.0;
    for (size_t j = 0; j < r->n; j++) {
        double dendrite;
        if (r->loading) {
            dendrite = net->start[j] == '1' ? net->v_c : -net->v_c;
            power += dendrite * dendrite / net->soma.rm;
        } else {
            double current = 0.0, conductance = 1.0 / net->soma.rm;
            for (size_t i = 0; i < r->n; i++) {
                if (i != j) {
                    double g = 1.0 / junction_resistance(&net->axon, state[r->n + i]);
                    current += g * r->weight[i * r->n + j];
                    conductance += g;
                }
            }
            dendrite = current / conductance;
            for (size_t i = 0; i < r->n; i++) {
                if (i != j) {
                    double w = r->weight[i * r->n + j];
                    power += w * (w - dendrite) / junction_resistance(&net->axon, state[r->n + i]);
                }
            }
        }
        double tracks = net->axon.rm / (double)(r->n - 1);
        double loop = net->v_dw / (junction_resistance(&net->soma, state[j]) + tracks);
        power += net->v_dw * loop;
        rate[j] = speed(&net->soma, state[j], dendrite);
        rate[r->n + j] = speed(&net->axon, state[r->n + j], loop * tracks);
    }
    rate[2 * r->n] = power;
    return GSL_SUCCESS;
}

struct reference *reference_new(const struct network *network)
{
    struct reference *r = calloc(1, sizeof *r);
    double *into = calloc(network->n, sizeof *into);
    r->net = network;
    r->n = network->n;
    r->loading = network->t_load > 0.0;
    r->weight = calloc(r->n * r->n, sizeof *r->weight);
    r->state = calloc(2 * r->n + 1, sizeof *r->state);
    r->rate = calloc(2 * r->n + 1, sizeof *r->rate);
    for (size_t j = 0; j < r->n; j++) {
        weights_into(&network->weights, j, into);
        for (size_t i = 0; i < r->n; i++) {
            r->weight[i * r->n + j] = into[i];
        }
    }
    free(into);
    r->system = (gsl_odeiv2_system){rates, NULL, 2 * r->n + 1, r};
    r->driver = gsl_odeiv2_driver_alloc_y_new(&r->system, gsl_odeiv2_step_rk8pd, 1e-3, TOLERANCE, 0.0);
    gsl_odeiv2_driver_set_hmax(r->driver, LONGEST_STEP);
    return r;
}

void reference_free(struct reference *r)
{
    gsl_odeiv2_driver_free(r->driver);
    free(r->weight);
    free(r->state);
    free(r->rate);
    free(r);
}

/* Goes to time `t` within one phase. */
static void advance_within_phase(struct reference *r, double t)
{
    double now = r->t / NANO;
    if (t > r->t) {
        ck_assert_int_eq(gsl_odeiv2_driver_apply(r->driver, &now, t / NANO, r->state), GSL_SUCCESS);
        r->t = t;
    }
    for (size_t i = 0; i < 2 * r->n; i++) { /* the method steps over an end by the tolerance */
        r->state[i] = fmin(fmax(r->state[i], 0.0), 1.0);
    }
}

void reference_advance(struct reference *r, double t)
{
    if (r->loading && t > r->net->t_load) {
        advance_within_phase(r, r->net->t_load);
        r->loading = false;
        gsl_odeiv2_driver_reset(r->driver);
    }
    advance_within_phase(r, t);
}

double reference_soma(const struct reference *r, size_t i)
{
    return r->state[i] * r->net->soma.length;
}

double reference_axon(const struct reference *r, size_t i)
{
    return r->state[r->n + i] * r->net->axon.length;
}

double reference_energy(const struct reference *r)
{
    return r->state[2 * r->n] * NANO;
}

bool reference_rests(struct reference *r)
{
    rates(0.0, r->state, r->rate, r);
    for (size_t i = 0; i < 2 * r->n; i++) {
        if (r->rate[i] != 0.0) {
            return false;
        }
    }
    return !r->loading;
}
