#include "tests/support/spins.h"

#include "tests/support/expect.h"
#include "tests/support/sample.h"

struct network *spins_of_walls(struct network *walls, const struct technology *technology, unsigned long seed)
{
    struct bias bias = problem_auto_bias();
    struct network *network;
    struct diagnostic why;
    bias.technology = technology;
    problem_set_seed(&bias, seed);
    wiring_free(walls->weights.wiring); /* it is made again */
    walls->weights.wiring = NULL;
    const struct problem problem = {
        .question = walls->question, .weights = walls->weights, .asked = walls->asked, .start = walls->start};
    expect_ok(problem_network(&problem, &bias, &network, &why), &why);
    walls->weights = (struct weights){0}; /* are the other network's now */
    walls->asked = NULL;
    network_free(walls);
    return network;
}

struct network *spins_maxcut(const struct technology *technology, size_t n, unsigned long seed)
{
    return spins_of_walls(sample_sparse(sample_random_graph(n, 0.5, seed)), technology, seed);
}
