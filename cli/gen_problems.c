/* How each task of `spinfield gen` makes its network from what the command line says. */
#include "cli/gen.h"

#include "netgen/readers/graph_read.h"
#include "netgen/readers/matrix_read.h"
#include "netgen/readers/picture_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The start of a task with patterns: as given, or one of them distorted, or random. To be freed. */
static enum status choose_start(const struct gen *gen, gsl_rng *random, char *const pattern[], size_t count,
                                char **start, struct diagnostic *diagnostic)
{
    *start = NULL;
    if (gen->start && !isnan(gen->distortion)) {
        return fail(diagnostic, STATUS_INPUT, "error: --start and --distort exclude each other");
    }
    if (gen->distorted > (long)count) {
        return fail(diagnostic, STATUS_INPUT, "error: --of %ld, but there are %zu patterns", gen->distorted, count);
    }
    if (gen->start) {
        *start = strdup(gen->start);
    } else if (!isnan(gen->distortion)) {
        *start = strdup(pattern[gen->distorted - 1]);
        if (*start && !problem_distort(random, *start, gen->distortion)) {
            free(*start);
            *start = NULL;
        }
    } else {
        *start = problem_random_bits(random, strlen(pattern[0]));
    }
    return *start ? STATUS_OK : fail_memory(diagnostic);
}

enum status gen_recall(struct gen *gen, struct network **network, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    char *start = NULL;
    char *made[GREATEST_WORDS] = {NULL};
    size_t count = gen->pattern_count;
    char **pattern = gen->patterns;
    gsl_rng *random = problem_random((unsigned long)gen->seed);
    if (!random) {
        return fail_memory(diagnostic);
    }
    if (gen->file_count > 0) {
        status = fail(diagnostic, STATUS_INPUT,
                      "error: recall takes no file, not '%.40s'; for pictures there is 'gen image'", gen->files[0]);
    } else if (count > 0 && gen->random_patterns) {
        status = fail(diagnostic, STATUS_INPUT, "error: --pattern excludes -p, which asks for random patterns");
    } else if (count > 0 && gen->neurons && strlen(pattern[0]) != (size_t)gen->neurons) {
        status = fail(diagnostic, STATUS_INPUT, "error: -n %ld, but the pattern has %zu bits; leave -n out",
                      gen->neurons, strlen(pattern[0]));
    } else if (count == 0) {
        count = gen->random_patterns ? (size_t)gen->random_patterns : 1;
        pattern = made;
        for (size_t p = 0; p < count && status == STATUS_OK; p++) {
            made[p] = problem_random_bits(random, gen->neurons ? (size_t)gen->neurons : 60);
            status = made[p] ? STATUS_OK : fail_memory(diagnostic);
        }
    }
    if (status == STATUS_OK) {
        status = choose_start(gen, random, pattern, count, &start, diagnostic);
    }
    if (status == STATUS_OK) {
        status = problem_patterns(TASK_RECALL, pattern, count, start, 0, &gen->bias, network, diagnostic);
    }
    for (size_t p = 0; p < GREATEST_WORDS; p++) {
        free(made[p]);
    }
    free(start);
    gsl_rng_free(random);
    return status;
}

/* A picture's bits into *bits, to be freed, if it has the size of the others; the first sets *columns and *rows. */
static enum status read_bits(const char *path, size_t *columns, size_t *rows, char **bits,
                             struct diagnostic *diagnostic)
{
    struct picture *picture = NULL;
    enum status status = picture_read(path, &picture, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (*columns == 0) {
        *columns = picture->width;
        *rows = picture->height;
    }
    if (picture->width != *columns || picture->height != *rows) {
        status = fail_at(diagnostic, path, 0, "picture of %zux%zu pixels, the first has %zux%zu; make them equal",
                         picture->width, picture->height, *columns, *rows);
    } else {
        *bits = picture->bits;
        picture->bits = NULL;
    }
    picture_free(picture);
    return status;
}

static bool is_bits(const char *text)
{
    return *text && strspn(text, "01") == strlen(text);
}

enum status gen_image(struct gen *gen, struct network **network, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    size_t columns = 0, rows = 0;
    char *pattern[GREATEST_WORDS] = {NULL};
    char *picture_start = NULL, *start = NULL;
    if (gen->file_count == 0) {
        return fail(diagnostic, STATUS_INPUT, "error: no picture to train; give one or more");
    }
    gsl_rng *random = problem_random((unsigned long)gen->seed);
    if (!random) {
        return fail_memory(diagnostic);
    }
    for (size_t p = 0; p < gen->file_count && status == STATUS_OK; p++) {
        status = read_bits(gen->files[p], &columns, &rows, &pattern[p], diagnostic);
    }
    if (status == STATUS_OK && gen->start && !is_bits(gen->start)) {
        status = read_bits(gen->start, &columns, &rows, &picture_start, diagnostic);
        gen->start = picture_start;
    }
    if (status == STATUS_OK) {
        status = choose_start(gen, random, pattern, gen->file_count, &start, diagnostic);
    }
    if (status == STATUS_OK) {
        status =
            problem_patterns(TASK_IMAGE, pattern, gen->file_count, start, columns, &gen->bias, network, diagnostic);
    }
    for (size_t p = 0; p < gen->file_count; p++) {
        free(pattern[p]);
    }
    free(picture_start);
    free(start);
    gsl_rng_free(random);
    return status;
}

static enum status one_file(const struct gen *gen, const char *what, struct diagnostic *diagnostic)
{
    if (gen->file_count != 1) {
        return fail(diagnostic, STATUS_INPUT, "error: give one %s, not %zu", what, gen->file_count);
    }
    return STATUS_OK;
}

enum status gen_maxcut(struct gen *gen, struct network **network, struct diagnostic *diagnostic)
{
    struct graph *graph = NULL;
    enum status status = one_file(gen, "graph file", diagnostic);
    if (status == STATUS_OK) {
        status = graph_read(gen->files[0], &graph, diagnostic);
    }
    return status == STATUS_OK ? problem_maxcut(graph, gen->optimum, &gen->bias, network, diagnostic) : status;
}

enum status gen_custom(struct gen *gen, struct network **network, struct diagnostic *diagnostic)
{
    struct matrix *matrix = NULL;
    enum status status = one_file(gen, "file of weights", diagnostic);
    if (status == STATUS_OK) {
        status = matrix_read(gen->files[0], &matrix, diagnostic);
    }
    return status == STATUS_OK ? problem_custom(matrix, gen->start, &gen->bias, network, diagnostic) : status;
}
