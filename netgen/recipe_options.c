/* The options of a recipe: which there are, and what they take. */
#include "netgen/recipe_parts.h"

#include "base/nearest.h"
#include "base/number.h"
#include "netgen/bias_named.h"
#include "netgen/bias_option.h"
#include "netgen/questions/question.h"
#include "netgen/recipe_request.h"
#include "netgen/technologies/technology.h"

#include <stdlib.h>
#include <string.h>

static const struct recipe_option SEEDS[] = {
    [RECIPE_SEED_OF_PROBLEM] = {.type = RECIPE_SEED, .number = RECIPE_SEED_OF_PROBLEM, .name = "seed", .standard = "1"},
    [RECIPE_SEED_OF_START] = {.type = RECIPE_SEED,
                              .number = RECIPE_SEED_OF_START,
                              .name = "start-seed",
                              .standard = "auto"},
    [RECIPE_SEED_OF_CHIP] = {.type = RECIPE_SEED,
                             .number = RECIPE_SEED_OF_CHIP,
                             .name = "chip-seed",
                             .standard = "auto"},
};

static const struct recipe_option START = {.type = RECIPE_START, .name = "start"};

/* ---- Which there are ---- */

static struct recipe_option option_of_question(const struct question *question, size_t k)
{
    const struct question_option *from = &question->option[k];
    struct recipe_option option = {.subject = RECIPE_OF_TASK,
                                   .type = RECIPE_QUESTION,
                                   .number = k,
                                   .letter = from->letter,
                                   .stands_alone = from->type == QUESTION_SWITCH,
                                   .repeats = from->type == QUESTION_WORDS,
                                   .in_percent = from->type == QUESTION_PERCENT,
                                   .fits = true,
                                   .technologies = ~0U};
    snprintf(option.name, sizeof option.name, "%s", from->name);
    snprintf(option.standard, sizeof option.standard, "%s", from->standard ? from->standard : "");
    snprintf(option.unless, sizeof option.unless, "%s", from->unless ? from->unless : "");
    return option;
}

static struct recipe_option option_of_bias(const struct question *question, size_t number,
                                           const struct bias_option *from)
{
    static const enum recipe_subject SUBJECTS[] = {[BIAS_OF_NETWORK] = RECIPE_OF_NETWORK,
                                                   [BIAS_OF_DEVICE] = RECIPE_OF_DEVICE,
                                                   [BIAS_OF_VARIATION] = RECIPE_OF_VARIATION};
    struct recipe_option option = {.subject = SUBJECTS[from->subject],
                                   .type = RECIPE_BIAS,
                                   .number = number,
                                   .stands_alone = !from->takes,
                                   .fits = from->kinds >> question->weights & 1U,
                                   .technologies = from->technologies};
    snprintf(option.name, sizeof option.name, "%s", from->name);
    snprintf(option.standard, sizeof option.standard, "%s",
             strcmp(from->name, "technology") == 0 ? question_technology(question)->name : from->standard);
    return option;
}

bool recipe_option(const struct question *question, size_t index, struct recipe_option *option)
{
    const size_t starts = question_has_option(question, "start") ? 0 : 1, seeds = sizeof SEEDS / sizeof *SEEDS;
    struct bias_option bias;
    if (index < question->options) {
        *option = option_of_question(question, index);
        return true;
    }
    index -= question->options;
    if (index < starts + seeds) {
        *option = index < starts ? START : SEEDS[index - starts];
        option->fits = true;
        option->technologies = strcmp(option->name, "chip-seed") == 0 ? OF_WALLS : OF_ANY; /* no other devices vary */
        return true;
    }
    index -= starts + seeds;
    if (bias_option(index, &bias)) {
        *option = option_of_bias(question, index, &bias);
        return true;
    }
    return false;
}

bool recipe_option_find(const struct question *question, const char *name, struct recipe_option *option)
{
    for (size_t k = 0; recipe_option(question, k, option); k++) {
        const bool is_letter = option->letter && name[0] == option->letter && !name[1];
        if (is_letter || strcmp(option->name, name) == 0) {
            return true;
        }
    }
    return false;
}

bool recipe_has(const struct question *question, const char *name)
{
    struct recipe_option option;
    return recipe_option_find(question, name, &option);
}

void recipe_offer(const struct question *question, struct nearest *nearest, struct recipe_name *name)
{
    struct recipe_option option;
    for (size_t k = 0; recipe_option(question, k, &option); k++) {
        const size_t distance = nearest->distance;
        const char *before = nearest->name;
        nearest_offer(nearest, option.name);
        if (nearest->name != before || nearest->distance != distance) {
            snprintf(name->text, sizeof name->text, "%s", option.name);
            nearest->name = name->text;
        }
    }
}

static enum status refuse_name(const struct question *question, const char *name, struct diagnostic *diagnostic)
{
    struct recipe_name near;
    struct nearest nearest = {.word = name};
    if (!*name) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: the name of an option of gen is empty; expected one that 'spinfield gen %s --help' lists",
                    question->name);
    }
    recipe_offer(question, &nearest, &near);
    if (nearest.name) {
        return fail(diagnostic, STATUS_INPUT, "error: gen %s has no option '%.40s'; expected '%s'", question->name,
                    name, near.text);
    }
    return fail(diagnostic, STATUS_INPUT,
                "error: gen %s has no option '%.40s'; expected one that 'spinfield gen %s --help' lists",
                question->name, name, question->name);
}

/* ---- What they take ---- */

/* "--name", or "-n" where there is such a form. */
struct dashed {
    char text[40];
};

static struct dashed dashed(const struct recipe_option *option)
{
    struct dashed name;
    if (option->letter) {
        snprintf(name.text, sizeof name.text, "-%c", option->letter);
    } else {
        snprintf(name.text, sizeof name.text, "--%s", option->name);
    }
    return name;
}

static enum status refuse_value(const struct recipe_option *option, const char *takes, const char *value,
                                struct diagnostic *diagnostic)
{
    return fail(diagnostic, STATUS_INPUT, "error: %s takes %s, not '%.40s'", dashed(option).text, takes,
                value ? value : "");
}

/* Takes what the question's option has as its value. */
static enum status take_question(const struct recipe_option *option, char *text, struct recipe_request *request,
                                 struct diagnostic *diagnostic)
{
    const struct question_option *of = &request->question->option[option->number];
    struct question_value *value = &request->put.value[option->number];
    struct question_words *words = &request->put.words;
    char takes[100];
    value->given = true;
    switch (of->type) {
    case QUESTION_WORD:
    case QUESTION_PERCENT:
        value->word = text;
        return STATUS_OK;
    case QUESTION_WORDS:
        if (words->count == QUESTION_MOST_WORDS) {
            return fail(diagnostic, STATUS_INPUT, "error: at most %d patterns", QUESTION_MOST_WORDS);
        }
        words->word[words->count++] = text;
        return STATUS_OK;
    case QUESTION_WHOLE:
        snprintf(takes, sizeof takes, "a whole number from %ld to %ld", of->least, of->greatest);
        return integer_parse(text, of->least, of->greatest, &value->whole)
                   ? STATUS_OK
                   : refuse_value(option, takes, text, diagnostic);
    case QUESTION_NUMBER:
        return number_parse(text, &value->number) ? STATUS_OK : refuse_value(option, "a number", text, diagnostic);
    case QUESTION_SHARE:
        return number_parse_share(text, &value->number) && value->number >= 0.0 && value->number <= 1.0
                   ? STATUS_OK
                   : refuse_value(option, "a share from 0 to 1, such as 20% or 0.2", text, diagnostic);
    case QUESTION_SWITCH:
        value->given = strcmp(text, "yes") == 0;
        return value->given || strcmp(text, "no") == 0 ? STATUS_OK
                                                       : refuse_value(option, "yes or no", text, diagnostic);
    }
    return STATUS_OK;
}

static enum status take_seed(const struct recipe_option *option, const char *text, struct recipe_request *request,
                             struct diagnostic *diagnostic)
{
    const bool automatic = option->number != RECIPE_SEED_OF_PROBLEM && strcmp(text, "auto") == 0;
    const long greatest = 4294967295;
    long seed = 0;
    if (!automatic && !integer_parse(text, 0, greatest, &seed)) {
        char takes[60];
        snprintf(takes, sizeof takes, "%sa whole number from 0 to %ld",
                 option->number == RECIPE_SEED_OF_PROBLEM ? "" : "auto or ", greatest);
        return refuse_value(option, takes, text, diagnostic);
    }
    request->seed[option->number] = (struct recipe_seed){!automatic, (unsigned long)seed};
    return STATUS_OK;
}

enum status recipe_take(const struct recipe_option *option, char *value, struct recipe_request *request,
                        struct diagnostic *diagnostic)
{
    const char *right = NULL;
    switch (option->type) {
    case RECIPE_SEED:
        return take_seed(option, value, request, diagnostic);
    case RECIPE_START:
        request->start = value;
        return STATUS_OK;
    case RECIPE_QUESTION:
        return take_question(option, value, request, diagnostic);
    case RECIPE_BIAS:
        right = bias_set(&request->bias, option->name, value);
        break;
    }
    return right ? refuse_value(option, right, value, diagnostic) : STATUS_OK;
}

/* Whether the option takes that value. */
static enum status check_value(const struct question *question, const struct recipe_option *option, char *text,
                               struct diagnostic *diagnostic)
{
    struct recipe_request *scratch = malloc(sizeof *scratch);
    if (!scratch) {
        return fail_memory(diagnostic);
    }
    recipe_request_begin(question, scratch);
    enum status status = recipe_take(option, text, scratch, diagnostic);
    free(scratch);
    return status;
}

enum status recipe_set(struct recipe *recipe, const char *name, const char *value, struct diagnostic *diagnostic)
{
    struct recipe_option option;
    if (!recipe_option_find(recipe->question, name, &option)) {
        return refuse_name(recipe->question, name, diagnostic);
    }
    if (!value && !option.stands_alone) {
        return fail(diagnostic, STATUS_INPUT, "error: %s has no value; expected one", dashed(&option).text);
    }
    char *text = strdup(value ? value : "yes");
    enum status status = text ? check_value(recipe->question, &option, text, diagnostic) : fail_memory(diagnostic);
    struct recipe_given *given = option.repeats ? NULL : recipe_find(recipe, option.name);
    if (status == STATUS_OK && given) {
        free(given->value.text);
        given->value = (struct recipe_word){.text = text};
        return STATUS_OK;
    }
    if (status == STATUS_OK) {
        status = recipe_add(recipe, option.name, text, diagnostic);
    }
    free(text);
    return status;
}

const struct technology *recipe_technology(const struct recipe *recipe)
{
    const struct recipe_given *given = recipe_find(recipe, "technology");
    const struct technology *technology = given ? technology_find(given->value.text) : NULL;
    return technology ? technology : question_technology(recipe->question);
}

bool recipe_option_fits(const struct recipe *recipe, const struct recipe_option *option)
{
    return option->fits && option->technologies >> technology_number(recipe_technology(recipe)) & 1U;
}

enum status recipe_name(const struct recipe *recipe, const char *name, struct recipe_name *longer,
                        struct diagnostic *diagnostic)
{
    struct recipe_option option;
    if (!recipe_option_find(recipe->question, name, &option)) {
        return refuse_name(recipe->question, name, diagnostic);
    }
    *longer = (struct recipe_name){.repeats = option.repeats};
    snprintf(longer->text, sizeof longer->text, "%s", option.name);
    if (!option.fits) {
        snprintf(longer->misfit, sizeof longer->misfit, "'gen %s'", recipe->question->name);
    } else if (!recipe_option_fits(recipe, &option)) {
        snprintf(longer->misfit, sizeof longer->misfit, "the technology %s", recipe_technology(recipe)->name);
    }
    return STATUS_OK;
}

const char *recipe_get(const struct recipe *recipe, const char *name)
{
    struct recipe_option option;
    const struct recipe_given *given =
        recipe_option_find(recipe->question, name, &option) ? recipe_find(recipe, option.name) : NULL;
    return given ? given->value.text : NULL;
}
