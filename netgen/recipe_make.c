/* From a recipe to its network. */
#include "netgen/recipe_request.h"

#include "base/c_locale.h"
#include "netgen/network.h"
#include "netgen/readers/bits.h"

#include <stdlib.h>
#include <string.h>

void recipe_request_begin(const struct question *question, struct recipe_request *request)
{
    *request = (struct recipe_request){.question = question, .bias = problem_auto_bias()};
    request->put.bias = &request->bias;
    request->seed[RECIPE_SEED_OF_PROBLEM].value = 1;
}

/* Sets the start that was given, if any. */
static enum status set_start(const struct recipe_request *request, struct network *network,
                             struct diagnostic *diagnostic)
{
    char *bits;
    if (!request->start) {
        return STATUS_OK;
    }
    enum status status = bits_take(request->start, &bits, diagnostic);
    if (status == STATUS_OK) {
        status = problem_set_start(network, bits, &request->bias, diagnostic);
    }
    free(bits);
    return status;
}

static enum status fill(const struct recipe *recipe, struct recipe_request *request, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    recipe_request_begin(recipe->question, request);
    for (size_t k = 0; k < recipe->files; k++) {
        request->put.files.word[request->put.files.count++] = recipe->file[k].text;
    }
    for (size_t k = 0; k < recipe->count && status == STATUS_OK; k++) {
        struct recipe_option option;
        recipe_option_find(recipe->question, recipe->given[k].name, &option);
        status = recipe_take(&option, recipe->given[k].value.text, request, diagnostic);
    }
    request->put.seed = request->seed[RECIPE_SEED_OF_PROBLEM].value;
    request->bias.variation.seed = request->put.seed;
    request->bias.starts_later = request->start;
    return status;
}

enum status recipe_make(const struct recipe *recipe, struct network **network, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct network *made = NULL;
    struct recipe_request *request = malloc(sizeof *request);
    *network = NULL;
    if (!request) {
        return fail_memory(diagnostic);
    }
    enum status status = fill(recipe, request, diagnostic);
    if (status == STATUS_OK) {
        status = recipe->question->make(&request->put, &made, diagnostic);
    }
    if (status == STATUS_OK) {
        status = set_start(request, made, diagnostic);
    }
    free(request);
    if (status != STATUS_OK) {
        network_free(made);
        return status;
    }
    *network = made;
    return STATUS_OK;
}
