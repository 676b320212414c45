/* What a recipe asks for, its texts as values; private to the files about recipes. */
#ifndef RECIPE_REQUEST_H
#define RECIPE_REQUEST_H

#include "netgen/problem.h"
#include "netgen/questions/question.h"
#include "netgen/recipe_parts.h"

enum { RECIPE_SEED_OF_PROBLEM, RECIPE_SEED_OF_START, RECIPE_SEED_OF_CHIP, RECIPE_SEEDS };

struct recipe_seed {
    bool given;
    unsigned long value;
};

struct recipe_request {
    const struct question *question;
    struct bias bias;
    struct question_request put;
    struct recipe_seed seed[RECIPE_SEEDS];
    const char *start; /* of a question that has no such option itself; NULL: not given */
};

/* Begins a request in which no option is given; it must stay where it is. */
void recipe_request_begin(const struct question *question, struct recipe_request *request);

/* Takes the value of an option; the text must last as long as the request. STATUS_INPUT where it does not take that. */
enum status recipe_take(const struct recipe_option *option, char *value, struct recipe_request *request,
                        struct diagnostic *diagnostic);

#endif
