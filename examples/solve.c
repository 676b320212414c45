/* A network learns two patterns, is loaded with the first of them with two bits flipped, and is solved.
 *
 *     cc solve.c -o solve $(pkg-config --cflags --libs spinfield) && ./solve */
#include <netgen/problem.h>
#include <solver/answer.h>

#include <stdio.h>

int main(void)
{
    char *const patterns[] = {"1111111100000000", "1111000011110000"};
    const char *start = "1110111100000001";
    struct bias bias = problem_standard_bias(); /* the published values */
    struct diagnostic why;                      /* of an error: one line that says what was wrong, and where */
    struct network *network = NULL;
    struct measures measures = {0};

    enum status status = problem_patterns(TASK_RECALL, patterns, 2, start, 0, &bias, &network, &why);
    if (status == STATUS_OK) {
        struct solver_options options = solver_standard_options(network);
        status = answer_measures(network, &options, &measures, NULL, &why);
    }
    if (status == STATUS_OK) {
        printf("%s after %.1f ns and %.1f pJ; %.0f %% of the bits are those of pattern %zu%s\n", measures.state,
               1e9 * measures.time_to_solution, 1e12 * measures.energy, 100.0 * measures.bit_accuracy,
               measures.matched_pattern + 1, measures.matched_inverse ? "'s inverse" : "");
    } else {
        fprintf(stderr, "%s\n", why.text);
    }
    measures_clear(&measures);
    network_free(network);
    return (int)status;
}
