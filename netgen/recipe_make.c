/* From a recipe to its network. */
#include "netgen/recipe_request.h"

#include "base/c_locale.h"
#include "base/input.h"
#include "base/random.h"
#include "netgen/network.h"
#include "netgen/readers/bits.h"
#include "netgen/technologies/technology.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Files, and whether they are what they were ---- */

static struct recipe_word *word_of(struct recipe *recipe, const char *path)
{
    for (size_t k = 0; k < recipe->files; k++) {
        if (recipe->file[k].text == path) {
            return &recipe->file[k];
        }
    }
    for (size_t k = 0; k < recipe->count; k++) {
        if (recipe->given[k].value.text == path) {
            return &recipe->given[k].value;
        }
    }
    return NULL;
}

static void take_fingerprint(const struct input *input, char fingerprint[FINGERPRINT_SIZE])
{
    snprintf(fingerprint, FINGERPRINT_SIZE, "%0*" PRIx64, FINGERPRINT_SIZE - 1,
             hash_more(HASH_EMPTY, input->bytes, input->size));
}

/* Reads the file at `path`, which must have the fingerprint of `word`; *differs says that it has another one. */
static enum status read_same(const char *path, const struct recipe_word *word, struct input **input, bool *differs,
                             struct diagnostic *diagnostic)
{
    char found[FINGERPRINT_SIZE];
    enum status status = input_require_file(path, diagnostic);
    *input = NULL;
    if (status == STATUS_OK) {
        status = input_read(path, input, diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    take_fingerprint(*input, found);
    if (strcmp(found, word->fingerprint) == 0) {
        return STATUS_OK;
    }
    input_free(*input);
    *input = NULL;
    *differs = true;
    return fail_at(diagnostic, path, 0,
                   "the file has changed since the network was made of it; expected its old content, or a network that "
                   "'spinfield gen' makes again");
}

/* The same, also looking for it in the folder of NAME.json. */
static enum status read_again(const struct recipe *recipe, const struct recipe_word *word, struct input **input,
                              struct diagnostic *diagnostic)
{
    struct diagnostic other;
    bool differs = false, other_differs = false;
    char *path;
    enum status status = read_same(word->text, word, input, &differs, diagnostic);
    if (status != STATUS_INPUT || !recipe->folder || *word->text == '/') {
        return status;
    }
    if (asprintf(&path, "%s/%s", recipe->folder, word->text) < 0) {
        return fail_memory(diagnostic);
    }
    enum status second = read_same(path, word, input, &other_differs, &other);
    free(path);
    if (second == STATUS_OK || (other_differs && !differs)) { /* else the first line says why */
        *diagnostic = other;
        return second;
    }
    return status;
}

/* request->open of a recipe's copy, which takes the fingerprints. */
static enum status open_file(void *opener, const char *path, struct input **input, struct diagnostic *diagnostic)
{
    struct recipe *recipe = opener;
    struct recipe_word *word = word_of(recipe, path);
    if (*word->fingerprint) {
        return read_again(recipe, word, input, diagnostic);
    }
    enum status status = input_read(path, input, diagnostic);
    if (status == STATUS_OK) {
        take_fingerprint(*input, word->fingerprint);
    }
    return status;
}

/* ---- The request ---- */

void recipe_request_begin(const struct question *question, struct recipe_request *request)
{
    *request = (struct recipe_request){.question = question, .bias = problem_auto_bias()};
    request->bias.technology = question_technology(question);
    request->put.bias = &request->bias;
    request->seed[RECIPE_SEED_OF_PROBLEM].value = 1;
}

static void set_seeds(struct recipe_request *request)
{
    const struct recipe_seed *start = &request->seed[RECIPE_SEED_OF_START], *chip = &request->seed[RECIPE_SEED_OF_CHIP];
    request->put.seed = request->seed[RECIPE_SEED_OF_PROBLEM].value;
    problem_set_seed(&request->bias, request->put.seed);
    if (start->given) {
        request->bias.draws_start = true;
        request->bias.start_seed = start->value;
    }
    if (chip->given) {
        request->bias.variation.seed = chip->value;
    }
}

static enum status fill(struct recipe *recipe, struct recipe_request *request, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    recipe_request_begin(recipe->question, request);
    request->put.open = open_file;
    request->put.opener = recipe;
    for (size_t k = 0; k < recipe->files; k++) {
        request->put.files.word[request->put.files.count++] = recipe->file[k].text;
    }
    for (size_t k = 0; k < recipe->count && status == STATUS_OK; k++) {
        struct recipe_option option;
        recipe_option_find(recipe->question, recipe->given[k].name, &option);
        status = recipe_take(&option, recipe->given[k].value.text, request, diagnostic);
    }
    set_seeds(request);
    if (status == STATUS_OK && request->seed[RECIPE_SEED_OF_CHIP].given &&
        request->bias.technology != &technology_wall) {
        status =
            fail(diagnostic, STATUS_INPUT,
                 "error: --chip-seed has no meaning for the technology %s, whose devices do not vary; leave it out",
                 request->bias.technology->name);
    }
    request->bias.starts_later = request->start;
    const bool of_noise = strcmp(request->bias.technology->noise_option, "start-seed") == 0; /* is that seed, too */
    if (status == STATUS_OK && !of_noise && request->bias.draws_start && recipe_get(recipe, "start")) {
        status = fail(diagnostic, STATUS_INPUT,
                      "error: --start and --start-seed, for a random start, are both given; expected one of them");
    }
    return status;
}

/* ---- The network ---- */

/* The state that --start names, into *bits, to be freed. */
static enum status read_start(const struct recipe_request *request, char **bits, struct diagnostic *diagnostic)
{
    const char *const word = request->start;
    const struct recipe *recipe = request->put.opener;
    struct input *input;
    *bits = NULL;
    if (bits_are(word)) {
        *bits = strdup(word);
        return *bits ? STATUS_OK : fail_memory(diagnostic);
    }
    if (!recipe->folder && access(word, F_OK) != 0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --start takes characters 0 and 1, one per neuron, or a file with them; '%.40s' is neither",
                    word);
    }
    enum status status = request->put.open(request->put.opener, word, &input, diagnostic);
    if (status == STATUS_OK) {
        status = bits_parse(input, bits, diagnostic);
    }
    input_free(input);
    return status;
}

static enum status set_start(const struct recipe_request *request, struct network *network,
                             struct diagnostic *diagnostic)
{
    char *bits;
    enum status status = read_start(request, &bits, diagnostic);
    if (status == STATUS_OK) {
        status = problem_set_start(network, bits, &request->bias, diagnostic);
    }
    free(bits);
    return status;
}

/* Makes the network of a recipe that will be its own. */
static enum status make(struct recipe *recipe, struct network **network, struct diagnostic *diagnostic)
{
    struct recipe_request *request = malloc(sizeof *request);
    *network = NULL;
    if (!request) {
        return fail_memory(diagnostic);
    }
    enum status status = fill(recipe, request, diagnostic);
    if (status == STATUS_OK) {
        status = recipe->question->make(&request->put, network, diagnostic);
    }
    if (status == STATUS_OK && request->start) {
        status = set_start(request, *network, diagnostic);
    }
    free(request);
    return status;
}

enum status recipe_make(const struct recipe *recipe, struct network **network, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct recipe *own;
    struct network *made = NULL;
    *network = NULL;
    enum status status = recipe_copy(recipe, &own, diagnostic);
    if (status == STATUS_OK) {
        status = make(own, &made, diagnostic);
    }
    if (status != STATUS_OK) {
        network_free(made);
        recipe_free(own);
        return status;
    }
    made->recipe = own;
    *network = made;
    return STATUS_OK;
}
