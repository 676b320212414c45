/* A network learns two patterns, is loaded with the first of them with two bits flipped, and is solved.
 *
 *     cc solve.c -o solve $(pkg-config --cflags --libs spinfield) && ./solve */
#include <spinfield.h>

#include <stdio.h>

int main(void)
{
    const char *const patterns[] = {"1111111100000000", "1111000011110000"};
    const struct spinfield_option options[] = {{.name = "start", .text = "1110111100000001"}, {.name = NULL}};
    struct spinfield_network *network = NULL;
    struct spinfield_answer *answer = NULL;
    struct spinfield_error error; /* one line that says what is wrong */
    const char *state = "";
    double time = 0.0, energy = 0.0, accuracy = 0.0, matched = 0.0, inverse = 0.0;

    enum spinfield_status status = spinfield_network_of_patterns(2, patterns, options, &network, &error);
    if (status == SPINFIELD_OK) {
        status = spinfield_solve(network, NULL, &answer, &error);
    }
    if (status != SPINFIELD_OK) {
        fprintf(stderr, "%s\n", error.text);
        spinfield_network_free(network);
        return 1;
    }
    spinfield_answer_text(answer, "state", &state, NULL);
    spinfield_answer_number(answer, "time_to_solution_s", &time, NULL);
    spinfield_answer_number(answer, "energy_j", &energy, NULL);
    spinfield_answer_number(answer, "bit_accuracy", &accuracy, NULL);
    spinfield_answer_number(answer, "matched_pattern", &matched, NULL);
    spinfield_answer_number(answer, "matched_inverse", &inverse, NULL);
    printf("%s after %.1f ns and %.1f pJ; %.0f %% of the bits are those of pattern %.0f%s\n", state, 1e9 * time,
           1e12 * energy, 100.0 * accuracy, matched, inverse > 0.0 ? "'s inverse" : "");
    spinfield_answer_free(answer);
    spinfield_network_free(network);
    return 0;
}
