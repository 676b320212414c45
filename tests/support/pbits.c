#include "tests/support/pbits.h"

#include "models/noise.h"
#include "tests/support/expect.h"

#include <check.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_sort_vector.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void pbits_link(struct pbits *p, uint64_t seed)
{
    size_t count = 0;
    for (size_t i = 0; i < p->n; i++) {
        char name[40];
        snprintf(name, sizeof name, "a.x%zu.apbit", i + 1);
        p->key[i] = noise_key(seed, name);
        p->first[i] = count;
        for (size_t j = 0; j < p->n; j++) {
            if (p->j[i][j] != 0.0) {
                p->neuron[count] = (uint32_t)j;
                p->value[count++] = p->j[i][j];
            }
        }
    }
    p->first[p->n] = count;
    p->model = (struct ising_model){p->n, p->first, p->neuron, p->value, p->h};
}

void pbits_make_and(struct pbits *p, uint64_t seed)
{
    memset(p, 0, sizeof *p);
    p->n = 3;
    p->j[0][1] = p->j[1][0] = -0.5;
    p->j[0][2] = p->j[2][0] = p->j[1][2] = p->j[2][1] = 1.0;
    p->h[0] = p->h[1] = 0.5;
    p->h[2] = -1.0;
    pbits_link(p, seed);
}

void pbits_make_random(struct pbits *p, size_t n, double share, uint64_t seed)
{
    const uint64_t key = noise_key(seed, "network");
    struct noise_block block = {0};
    memset(p, 0, sizeof *p);
    p->n = n;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i; j++) {
            const double *normal = noise_normals(&block, key, i * PBITS_MOST + j);
            if (i == j) {
                p->h[i] = 0.5 * normal[0];
            } else if (noise_uniform(~key, i * PBITS_MOST + j) <= share) {
                p->j[i][j] = p->j[j][i] = normal[0];
            }
        }
    }
    pbits_link(p, seed);
}

static double sign(size_t state, size_t i)
{
    return state >> i & 1 ? 1.0 : -1.0;
}

double pbits_energy(const struct pbits *p, size_t state)
{
    double energy = 0.0;
    for (size_t i = 0; i < p->n; i++) {
        energy -= p->h[i] * sign(state, i);
        for (size_t j = 0; j < i; j++) {
            energy -= p->j[i][j] * sign(state, i) * sign(state, j);
        }
    }
    return energy;
}

void pbits_law(const struct pbits *p, double beta, double *law)
{
    double sum = 0.0;
    for (size_t state = 0; state < (size_t)1 << p->n; state++) {
        sum += law[state] = exp(-beta * pbits_energy(p, state));
    }
    for (size_t state = 0; state < (size_t)1 << p->n; state++) {
        law[state] /= sum;
    }
}

struct watch {
    size_t n, state;
    double from, since, *share;
};

static void add_time(struct watch *watch, double t)
{
    if (t > watch->from) {
        watch->share[watch->state] += t - fmax(watch->since, watch->from);
    }
    watch->since = t;
}

static void watch_flip(void *context, const struct gibbs_point *point)
{
    struct watch *watch = context;
    add_time(watch, point->t);
    watch->state = 0;
    for (size_t i = 0; i < watch->n; i++) {
        watch->state |= (size_t)(point->s[i] > 0) << i;
    }
}

void pbits_shares(const struct pbits *p, struct gibbs_options options, double from, double *share,
                  struct gibbs_result *result)
{
    struct gibbs *gibbs;
    struct diagnostic why;
    struct watch watch = {.n = p->n, .from = from, .share = share};
    memset(share, 0, sizeof *share << p->n);
    options.key = p->key;
    options.observe = watch_flip;
    options.context = &watch;
    expect_ok(gibbs_new(&p->model, &gibbs, &why), &why);
    expect_ok(gibbs_run(gibbs, &options, result, &why), &why);
    gibbs_free(gibbs);
    add_time(&watch, options.stop);
    for (size_t state = 0; state < (size_t)1 << p->n; state++) {
        share[state] /= options.stop - from;
    }
}

double pbits_distance(const double *a, const double *b, size_t states)
{
    double sum = 0.0;
    for (size_t k = 0; k < states; k++) {
        sum += 0.5 * fabs(a[k] - b[k]);
    }
    return sum;
}

double pbits_relaxation(const struct pbits *p, double beta)
{
    double law[1 << 6] = {0.0};
    ck_assert_uint_le(p->n, 6);
    const size_t states = (size_t)1 << p->n;
    gsl_matrix *rates = gsl_matrix_calloc(states, states);
    gsl_vector *values = gsl_vector_alloc(states);
    gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc(states);
    pbits_law(p, beta, law);
    for (size_t from = 0; from < states; from++) {
        for (size_t i = 0; i < p->n; i++) {
            size_t to = from ^ (size_t)1 << i;
            double rate = law[to] / (law[from] + law[to]); /* of a flip, 1/tau; made symmetric by roots of the law */
            gsl_matrix_set(rates, to, from, rate * sqrt(law[from] / law[to]));
            gsl_matrix_set(rates, from, from, gsl_matrix_get(rates, from, from) - rate);
        }
    }
    gsl_eigen_symm(rates, values, work);
    gsl_sort_vector(values);
    double slowest = -1.0 / gsl_vector_get(values, states - 2);
    gsl_matrix_free(rates);
    gsl_vector_free(values);
    gsl_eigen_symm_free(work);
    return slowest;
}

double pbits_longest_relaxation(const struct pbits *p, double beta)
{
    double most = 0.0;
    for (size_t i = 0; i < p->n; i++) {
        double sum = 0.0;
        for (size_t j = 0; j < p->n; j++) {
            sum += tanh(beta * fabs(p->j[i][j]));
        }
        most = fmax(most, sum);
    }
    ck_assert_double_lt(most, 1.0);
    return 1.0 / (1.0 - most);
}
