#include "tests/support/oscillators.h"

#include "base/random.h"
#include "tests/support/expect.h"

#include <math.h>
#include <string.h>

void oscillators_add(struct oscillators *net, const double *row)
{
    size_t i = net->n++, end = net->first[i];
    for (uint32_t j = 0; row && j < OSCILLATORS_MOST; j++) {
        if (row[j] != 0.0) {
            net->neuron[end] = j;
            net->value[end++] = row[j];
        }
    }
    net->first[i + 1] = end;
}

void oscillators_draw(struct oscillators *net, size_t n, double density, uint64_t seed)
{
    double J[OSCILLATORS_MOST][OSCILLATORS_MOST] = {{0.0}};
    memset(net, 0, sizeof *net);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            double drawn = random_share(random_bits(seed, i * OSCILLATORS_MOST + j));
            J[i][j] = J[j][i] = drawn > density ? 0.0 : drawn < 0.5 * density ? -1.0 : 1.0;
        }
    }
    for (size_t i = 0; i < n; i++) {
        net->field[i] = 0.3 * (random_share(random_bits(seed + 1, i)) - 0.5);
        oscillators_add(net, J[i]);
    }
}

void oscillators_single(struct oscillators *net, size_t n, double field)
{
    memset(net, 0, sizeof *net);
    for (size_t i = 0; i < n; i++) {
        net->field[i] = field;
        oscillators_add(net, NULL);
    }
}

struct ising_model oscillators_model(struct oscillators *net)
{
    return (struct ising_model){net->n, net->first, net->neuron, net->value, net->field};
}

struct phases *oscillators_prepare(struct oscillators *net)
{
    const struct ising_model model = oscillators_model(net);
    const struct phases_problem problem = {.model = &model, .detuning = net->detuning};
    struct phases *phases;
    struct diagnostic why;
    expect_ok(phases_new(&problem, &phases, &why), &why);
    return phases;
}

struct phases_options oscillators_options(double t_stop)
{
    return (struct phases_options){.coupling = OSCILLATORS_K, .t_stop = t_stop, .longest = INFINITY, .seed = 1};
}

struct phases_result oscillators_solve(struct oscillators *net, const struct phases_options *options, double *phase)
{
    struct phases *phases = oscillators_prepare(net);
    struct phases_result result;
    struct diagnostic why;
    expect_ok(phases_run(phases, options, &(struct phases_ends){.phase = phase}, &result, &why), &why);
    phases_free(phases);
    return result;
}
