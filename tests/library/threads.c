/* threads: two threads use the library at once, with networks of their own and with the same one, and get what one
 * thread alone gets. helgrind of valgrind, in which it runs, reports where they race. Exit code 0 where all is
 * equal. */
#include "library/spinfield.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROBLEMS = 3, NEURONS = 8, RESULT = 1 << 17, TIMES = 3 };

/* What a thread gets: the same network or its own, which problem, and room for all texts of its answer. */
struct job {
    const struct spinfield_network *shared;
    int problem;
    char result[RESULT];
};

static enum spinfield_status make(int problem, struct spinfield_network **network, struct spinfield_error *error)
{
    static const char *const PATTERN[] = {"11110000", "11001100"};
    static const struct spinfield_option STARTED[] = {{.name = "start", .text = "11010010"}, {.name = NULL}};
    static const struct spinfield_option VARIED[] = {
        {.name = "sigma-rp", .text = "5%"}, {.name = "start", .text = "01010010"}, {.name = NULL}};
    struct spinfield_edge ring[NEURONS];
    double weight[NEURONS * NEURONS];
    for (size_t i = 0; i < NEURONS; i++) {
        ring[i] = (struct spinfield_edge){i, (i + 1) % NEURONS, 1.0 + 0.25 * (double)i};
        for (size_t j = 0; j < NEURONS; j++) {
            weight[i * NEURONS + j] = i == j ? 0.0 : 0.1 * (double)((int)((i + j) % 3) - 1);
        }
    }
    return problem == 0   ? spinfield_network_of_patterns(2, PATTERN, STARTED, network, error)
           : problem == 1 ? spinfield_network_of_graph(NEURONS, NEURONS, ring, NULL, network, error)
                          : spinfield_network_of_matrix(NEURONS, weight, VARIED, network, error);
}

/* All that the library says of a network: its deck, its answer, and the error of a wrong option. */
static enum spinfield_status describe(const struct spinfield_network *network, int problem, char *result,
                                      struct spinfield_error *error)
{
    static const struct spinfield_option STARTS[] = {
        {.name = "starts", .number = 6.0}, {.name = "threads", .number = 2.0}, {.name = NULL}};
    static const struct spinfield_option WRONG[] = {{.name = "tolerance", .number = 2.5}, {.name = NULL}};
    struct spinfield_answer *answer = NULL, *none;
    struct spinfield_error expected = {""};
    const char *json;
    char *deck;
    enum spinfield_status status = spinfield_network_deck(network, &deck, error);
    if (status == SPINFIELD_OK) {
        status = spinfield_solve(network, problem == 1 ? STARTS : NULL, &answer, error);
    }
    if (status == SPINFIELD_OK) {
        status = spinfield_answer_json(answer, &json, error);
    }
    if (status == SPINFIELD_OK) {
        spinfield_solve(network, WRONG, &none, &expected);
        snprintf(result, RESULT, "%s%s%s", deck, json, expected.text);
    }
    spinfield_text_free(deck);
    spinfield_answer_free(answer);
    return status;
}

static void *work(void *context)
{
    struct job *job = context;
    struct spinfield_network *own = NULL;
    struct spinfield_error error;
    for (int k = 0; k < TIMES; k++) {
        enum spinfield_status status = job->shared ? SPINFIELD_OK : make(job->problem, &own, &error);
        if (status == SPINFIELD_OK) {
            status = describe(job->shared ? job->shared : own, job->problem, job->result, &error);
        }
        if (status != SPINFIELD_OK) {
            snprintf(job->result, RESULT, "%s", error.text);
        }
        spinfield_network_free(own);
        own = NULL;
    }
    return NULL;
}

/* Runs two jobs at once; both must give what each gives alone. False where they do not. */
static int run(const struct spinfield_network *shared, int first, int second)
{
    static struct job job[2], alone[2];
    pthread_t thread[2];
    int equal = 1;
    for (int k = 0; k < 2; k++) {
        job[k].shared = alone[k].shared = shared;
        job[k].problem = alone[k].problem = k ? second : first;
        memset(job[k].result, 0, RESULT);
        if (pthread_create(&thread[k], NULL, work, &job[k]) != 0) {
            abort();
        }
    }
    for (int k = 0; k < 2; k++) {
        pthread_join(thread[k], NULL);
        work(&alone[k]);
        if (strcmp(job[k].result, alone[k].result) != 0 || strlen(job[k].result) < 1000) {
            fprintf(stderr, "threads: error: problem %d gives '%.200s' and alone '%.200s'\n", job[k].problem,
                    job[k].result, alone[k].result);
            equal = 0;
        }
    }
    return equal;
}

int main(void)
{
    int equal = 1;
    for (int p = 0; p < PROBLEMS; p++) {
        struct spinfield_network *shared;
        equal &= run(NULL, p, (p + 1) % PROBLEMS);
        if (make(p, &shared, NULL) != SPINFIELD_OK) {
            return 1;
        }
        equal &= run(shared, p, p);
        spinfield_network_free(shared);
    }
    return equal ? 0 : 1;
}
