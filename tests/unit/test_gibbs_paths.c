/* Networks of p-bits: the path, compared flip by flip with a slow simulation that looks for the next tick among all,
 * and makes all sums anew. */
#include "tests/suites.h"

#include "models/noise.h"
#include "tests/support/expect.h"
#include "tests/support/pbits.h"

#include <math.h>
#include <string.h>

/* The slow simulation. */
struct slow {
    const struct pbits *p;
    const struct gibbs_options *options;
    double t, next[PBITS_MOST], followed[PBITS_MOST]; /* what each input's low pass has */
    uint64_t tick[PBITS_MOST], ticks, flips;
    signed char s[PBITS_MOST];
    double best, best_at, in_best, beta_squared, power; /* as in struct gibbs_result, so far */
};

static double drive_of(const struct slow *slow, size_t i)
{
    double sum = slow->p->h[i];
    for (size_t j = 0; j < slow->p->n; j++) {
        sum += slow->p->j[i][j] * slow->s[j];
    }
    return sum;
}

static double energy_of(const struct slow *slow)
{
    double sum = 0.0;
    for (size_t i = 0; i < slow->p->n; i++) {
        sum -= 0.5 * slow->s[i] * (drive_of(slow, i) + slow->p->h[i]);
    }
    return sum;
}

static double beta_of(const struct slow *slow, double t)
{
    const struct gibbs_options *o = slow->options;
    return o->beta_start + (o->beta_end - o->beta_start) * t / o->stop;
}

static void slow_start(struct slow *slow, const struct pbits *p, const struct gibbs_options *options)
{
    *slow = (struct slow){.p = p, .options = options};
    for (size_t i = 0; i < p->n; i++) {
        if (options->start) {
            slow->s[i] = options->start[i];
        } else {
            slow->s[i] = noise_uniform(p->key[i], 0) > 0.5 ? 1 : -1;
        }
        slow->tick[i] = 1;
        slow->next[i] = -log(noise_uniform(p->key[i], 1)) * options->tau;
    }
    for (size_t i = 0; i < p->n; i++) {
        slow->followed[i] = options->beta_start * drive_of(slow, i);
    }
    slow->best = energy_of(slow);
}

/* Goes on to `t`, before which nothing flips. tau_synapse dx/dt = beta drive - x is solved in closed form. */
static void slow_wait(struct slow *slow, double t)
{
    const double h = t - slow->t, lag = slow->options->tau_synapse;
    const double from = beta_of(slow, slow->t), to = beta_of(slow, t), behind = h > 0.0 ? lag * (to - from) / h : 0.0;
    double squares = 0.0;
    for (size_t i = 0; i < slow->p->n; i++) {
        double drive = drive_of(slow, i), start = (from - behind) * drive, end = (to - behind) * drive;
        slow->followed[i] = lag > 0.0 ? end + (slow->followed[i] - start) * exp(-h / lag) : to * drive;
        squares += drive * drive;
    }
    double middle = 0.5 * (from + to), squared = h * (middle * middle + (to - from) * (to - from) / 12.0);
    slow->beta_squared += squared;
    slow->power += squared * squares;
    slow->in_best += fabs(energy_of(slow) - slow->best) < 1e-9 ? h : 0.0;
    slow->t = t;
}

/* Goes on to the next flip, and says of which p-bit; n at the end. */
static size_t slow_flip(struct slow *slow)
{
    for (;;) {
        size_t i = 0;
        for (size_t k = 1; k < slow->p->n; k++) {
            i = slow->next[k] < slow->next[i] ? k : i;
        }
        if (slow->next[i] > slow->options->stop) {
            slow_wait(slow, slow->options->stop);
            return slow->p->n;
        }
        slow_wait(slow, slow->next[i]);
        uint64_t tick = slow->tick[i]++;
        double r = 2.0 * noise_uniform(slow->p->key[i], 2 * tick) - 1.0;
        signed char s = tanh(slow->followed[i]) + (slow->options->noiseless ? 0.0 : r) > 0.0 ? 1 : -1;
        slow->next[i] += -log(noise_uniform(slow->p->key[i], 2 * tick + 1)) * slow->options->tau;
        slow->ticks++;
        if (s != slow->s[i]) {
            slow->s[i] = s;
            slow->flips++;
            if (energy_of(slow) < slow->best - 1e-9) {
                slow->best = energy_of(slow);
                slow->best_at = slow->t;
                slow->in_best = 0.0;
            }
            return i;
        }
    }
}

/* Called by the simulation: each flip of it is the slow one's next. */
static void compare_flip(void *context, const struct gibbs_point *point)
{
    struct slow *slow = context;
    if (point->which < slow->p->n) {
        ck_assert_uint_eq(slow_flip(slow), point->which);
    }
    ck_assert_double_eq(slow->t, point->t);
    ck_assert_mem_eq(slow->s, point->s, slow->p->n);
    ck_assert_double_eq_tol(point->energy, energy_of(slow), 1e-10);
    ck_assert_uint_eq(point->flips, slow->flips);
    ck_assert_uint_eq(point->ticks, slow->ticks);
}

static void expect_path(const struct pbits *p, struct gibbs_options options)
{
    struct slow slow;
    struct gibbs *gibbs;
    struct diagnostic why;
    struct gibbs_result result, again;
    slow_start(&slow, p, &options);
    options.key = p->key;
    options.observe = compare_flip;
    options.context = &slow;
    expect_ok(gibbs_new(&p->model, &gibbs, &why), &why);
    expect_ok(gibbs_run(gibbs, &options, &result, &why), &why);
    ck_assert_uint_eq(slow_flip(&slow), p->n); /* no flip is missing */
    ck_assert_uint_ge(result.flips, 10);
    ck_assert_uint_eq(result.ticks, slow.ticks);
    expect_close(result.best, slow.best, 1e-12);
    ck_assert_double_eq(result.best_at, slow.best_at);
    ck_assert_double_eq_tol(result.best_share, slow.in_best / options.stop, 1e-12);
    expect_close(result.beta_squared, slow.beta_squared, 1e-9);
    expect_close(result.power, slow.power, 1e-9);
    size_t state = 0;
    for (size_t i = 0; i < p->n && p->n < 20; i++) {
        state |= (size_t)(gibbs_best(gibbs)[i] > 0) << i;
    }
    if (p->n < 20) {
        expect_close(pbits_energy(p, state), result.best, 1e-12);
    }
    ck_assert_mem_eq(gibbs_state(gibbs), slow.s, p->n);
    options.observe = NULL; /* neither the observer nor the run before changes anything */
    expect_ok(gibbs_run(gibbs, &options, &again, &why), &why);
    ck_assert_mem_eq(&result, &again, sizeof result);
    gibbs_free(gibbs);
}

START_TEST(path_is_that_of_a_slow_simulation)
{
    static struct pbits p;
    const size_t sizes[] = {1, 2, 7, 40};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        struct gibbs_options options = {.beta_start = 0.3, .beta_end = 0.3, .stop = 3e-7, .tau = 1e-9};
        options.stop = sizes[k] > 20 ? 2e-7 : 3e-6;
        pbits_make_random(&p, sizes[k], k % 2 ? 1.0 : 0.3, k + 1);
        expect_path(&p, options);
        options.beta_start = 0.0; /* a ramp */
        options.beta_end = 1.0;
        expect_path(&p, options);
    }
}
END_TEST

START_TEST(lag_of_the_synapses_is_exact)
{
    static struct pbits p;
    const double lags[] = {1e-12, 0.01e-9, 0.1e-9, 1e-9, 20e-9}; /* the first decays beyond what a double holds */
    for (size_t k = 0; k < sizeof lags / sizeof *lags; k++) {
        struct gibbs_options options = {.beta_start = 0.0, .beta_end = 1.0, .stop = 2e-6, .tau = 1e-9};
        options.tau_synapse = lags[k];
        pbits_make_random(&p, 8, 1.0, k + 1);
        expect_path(&p, options);
        options.beta_start = options.beta_end = 0.3;
        expect_path(&p, options);
    }
}
END_TEST

/* Without noise each tick gives the sign of the input: the energy never rises, and the end is a minimum. */
START_TEST(noiseless_network_descends)
{
    static struct pbits p;
    pbits_make_random(&p, 40, 1.0, 5);
    struct gibbs_options options = {.beta_start = 1.0, .beta_end = 1.0, .stop = 1e-7, .tau = 1e-9, .noiseless = true};
    signed char start[PBITS_MOST];
    memset(start, 1, sizeof start);
    options.start = start;
    expect_path(&p, options);
}
END_TEST

/* Equal signs, and of ties none: nothing couples p-bits without couplings, and an input of 0 decides nothing. */
START_TEST(noiseless_state_without_an_input_stays)
{
    static struct pbits p;
    struct gibbs *gibbs;
    struct diagnostic why;
    struct gibbs_result result;
    p.n = 4;
    pbits_link(&p, 1);
    struct gibbs_options options = {.beta_start = 1.0, .beta_end = 1.0, .stop = 100.0, .tau = 1.0, .noiseless = true};
    options.key = p.key;
    expect_ok(gibbs_new(&p.model, &gibbs, &why), &why);
    expect_ok(gibbs_run(gibbs, &options, &result, &why), &why);
    ck_assert_uint_eq(result.flips, 0);
    ck_assert_uint_gt(result.ticks, 0);
    ck_assert_double_eq(result.best_share, 1.0);
    gibbs_free(gibbs);
}
END_TEST

static void count_call(void *context, const struct gibbs_point *point)
{
    (void)point;
    ++*(uint64_t *)context;
}

START_TEST(observer_is_called_as_asked)
{
    static struct pbits p;
    for (int each = 0; each <= 1; each++) {
        struct gibbs *gibbs;
        struct diagnostic why;
        struct gibbs_result result;
        uint64_t calls = 0;
        pbits_make_and(&p, 1);
        struct gibbs_options options = {
            .beta_start = 1.0, .beta_end = 1.0, .stop = 100.0, .tau = 1.0, .key = p.key, .each_tick = each};
        options.observe = count_call;
        options.context = &calls;
        expect_ok(gibbs_new(&p.model, &gibbs, &why), &why);
        expect_ok(gibbs_run(gibbs, &options, &result, &why), &why);
        ck_assert_uint_eq(calls, 1 + (each ? result.ticks : result.flips));
        gibbs_free(gibbs);
    }
}
END_TEST

Suite *gibbs_paths_suite(void)
{
    Suite *suite = suite_create("gibbs_paths");
    TCase *tests = tcase_create("gibbs_paths");
    tcase_set_timeout(tests, 600);
    tcase_add_test(tests, path_is_that_of_a_slow_simulation);
    tcase_add_test(tests, lag_of_the_synapses_is_exact);
    tcase_add_test(tests, noiseless_network_descends);
    tcase_add_test(tests, noiseless_state_without_an_input_stays);
    tcase_add_test(tests, observer_is_called_as_asked);
    suite_add_tcase(suite, tests);
    return suite;
}
