#include "netgen/questions/image.h"

#include "base/document.h"
#include "base/input.h"
#include "netgen/fields.h"
#include "netgen/readers/bits.h"
#include "netgen/readers/picture_read.h"

#include <stdlib.h>
#include <string.h>

static size_t columns_of(const struct network *network)
{
    const struct image *image = network->asked;
    return image->columns;
}

/* ---- Making one ---- */

static const struct question_option OPTIONS[] = {
    [PATTERNS_START] = {"start", 0, QUESTION_WORD, 0, 0, "PICTURE|BITS", "Picture or state to start from", NULL, NULL},
    [PATTERNS_DISTORT] = PATTERNS_DISTORT_OPTION,
    [PATTERNS_OF] = PATTERNS_OF_OPTION,
};

enum status image_network(const struct patterns *given, size_t columns, const struct bias *bias,
                          struct network **network, struct diagnostic *diagnostic)
{
    const size_t n = strlen(given->pattern[0]);
    *network = NULL;
    if (n % columns != 0) {
        return fail(diagnostic, STATUS_INPUT, "error: %zu columns do not divide the number of neurons, %zu", columns,
                    n);
    }
    struct image *image = malloc(sizeof *image);
    if (!image) {
        return fail_memory(diagnostic);
    }
    *image = (struct image){columns};
    return patterns_network((struct patterns_question){&question_image, image, columns}, given, bias, network,
                            diagnostic);
}

/* A picture's bits into *bits, to be freed, if it has the size of the others; the first sets *columns and *rows. */
static enum status read_bits(const struct question_request *request, const char *path, size_t *columns, size_t *rows,
                             char **bits, struct diagnostic *diagnostic)
{
    struct picture *picture = NULL;
    struct input *input;
    enum status status = request->open(request->opener, path, &input, diagnostic);
    if (status == STATUS_OK) {
        status = picture_parse(input, &picture, diagnostic);
    }
    input_free(input);
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

static enum status make(const struct question_request *request, struct network **network, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    size_t columns = 0, rows = 0;
    char *pattern[QUESTION_MOST_WORDS] = {NULL};
    const char *start = request->value[PATTERNS_START].word;
    char *picture_start = NULL;
    struct patterns given = {.pattern = pattern, .patterns = request->files.count};
    if (given.patterns == 0) {
        return fail(diagnostic, STATUS_INPUT, "error: no picture is given; expected one or more");
    }
    gsl_rng *random = problem_random(request->seed);
    if (!random) {
        return fail_memory(diagnostic);
    }
    for (size_t p = 0; p < given.patterns && status == STATUS_OK; p++) {
        status = read_bits(request, request->files.word[p], &columns, &rows, &pattern[p], diagnostic);
    }
    if (status == STATUS_OK && start && !bits_are(start)) {
        status = read_bits(request, start, &columns, &rows, &picture_start, diagnostic);
        start = picture_start;
    }
    if (status == STATUS_OK) {
        status = patterns_choose_start(request, start, random, &given, diagnostic);
    }
    if (status == STATUS_OK) {
        status = image_network(&given, columns, request->bias, network, diagnostic);
    }
    for (size_t p = 0; p < given.patterns; p++) {
        free(pattern[p]);
    }
    free(picture_start);
    free((char *)given.start);
    gsl_rng_free(random);
    return status;
}

/* ---- In NAME.json ---- */

static const char *const KEYS[] = {"columns", NULL};

static void read_image(struct fields *fields, const json_t *object, struct network *network)
{
    struct image *image = fields_allocate(fields, 1, sizeof *image);
    size_t columns = fields_whole(fields, object, "columns", 1, (json_int_t)network->n);
    network->asked = image;
    if (image) {
        image->columns = columns;
    }
    if (fields->status == STATUS_OK && network->n % columns != 0) {
        fields_complain(fields, "columns", "must divide the number of neurons");
    }
}

static void write_image(const struct network *network, struct document *document)
{
    document_count(document, "columns", columns_of(network));
}

/* ---- The answer ---- */

static void write_title(const struct network *network, FILE *out)
{
    size_t patterns = network_patterns(network), columns = columns_of(network);
    fprintf(out, "Recall of %zu picture%s of %zu x %zu pixels", patterns, patterns == 1 ? "" : "s", columns,
            network->n / columns);
}

static struct question_picture rows_of_pixels(const struct network *network)
{
    return (struct question_picture){.columns = columns_of(network)};
}

const struct question question_image = {
    .name = "image",
    .arguments = "PICTURE...",
    .does = "Recall of pictures (PBM, PNG): one neuron per pixel, row by row; ink is ON.",
    .option = OPTIONS,
    .options = sizeof OPTIONS / sizeof *OPTIONS,
    .make = make,
    .weights = WEIGHTS_PATTERNS,
    .keys = KEYS,
    .read = read_image,
    .write = write_image,
    .release = free,
    .title = write_title,
    .metric = patterns_metrics,
    .metrics = PATTERNS_METRICS,
    .measure = patterns_measure,
    .right = "bit_accuracy >= 1",
    .label = patterns_label,
    .lead = patterns_lead,
    .say = patterns_say,
    .warn = patterns_warn,
    .picture = rows_of_pixels,
    .table = patterns_table,
};
