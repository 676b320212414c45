/* The options of a recipe: which there are, what they take, and what holds where they are not given. */
#include "netgen/recipe_parts.h"

#include "base/nearest.h"
#include "base/number.h"
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
        option->technologies = ~0U;
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

static const struct technology *technology_of_recipe(const struct recipe *recipe)
{
    const struct recipe_given *given = recipe_find(recipe, "technology");
    const struct technology *technology = given ? technology_find(given->value.text) : NULL;
    return technology ? technology : question_technology(recipe->question);
}

/* Whether the option has a meaning for the recipe's task and technology. */
static bool option_fits(const struct recipe *recipe, const struct recipe_option *option)
{
    return option->fits && option->technologies >> technology_number(technology_of_recipe(recipe)) & 1U;
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
    } else if (!option_fits(recipe, &option)) {
        snprintf(longer->misfit, sizeof longer->misfit, "the technology %s", technology_of_recipe(recipe)->name);
    }
    return STATUS_OK;
}

/* Options of questions that choose a start, which is not random. */
static const char *const STARTS[] = {"start", "distort", "of"};
enum { START_KINDS = sizeof STARTS / sizeof *STARTS };

enum status recipe_fix_run(struct recipe *recipe, const char *start, const unsigned long *noise, double t_stop,
                           struct diagnostic *diagnostic)
{
    char text[32];
    recipe_remove(recipe, "start-seed");
    for (size_t k = 0; k < START_KINDS; k++) {
        recipe_remove(recipe, STARTS[k]);
    }
    enum status status = recipe_set(recipe, "start", start, diagnostic);
    if (status == STATUS_OK && noise) {
        snprintf(text, sizeof text, "%lu", *noise);
        status = recipe_set(recipe, "start-seed", text, diagnostic);
    }
    number_shortest(text, sizeof text, t_stop);
    return status == STATUS_OK ? recipe_set(recipe, "stop", text, diagnostic) : status;
}

static bool chooses_start(const char *name)
{
    bool found = false;
    for (size_t k = 0; k < START_KINDS; k++) {
        found = found || strcmp(name, STARTS[k]) == 0;
    }
    return found;
}

enum status recipe_change_technology(struct recipe *recipe, const char *technology, char *left_out, size_t size,
                                     struct diagnostic *diagnostic)
{
    const struct technology *before = technology_of_recipe(recipe);
    enum status status = recipe_set(recipe, "technology", technology, diagnostic);
    const bool is_other = technology_of_recipe(recipe) != before;
    size_t used = 0;
    *left_out = '\0';
    for (size_t k = 0; status == STATUS_OK && k < recipe->count;) {
        struct recipe_option option;
        const bool known = recipe_option_find(recipe->question, recipe->given[k].name, &option);
        /* a stop time is chosen for devices of one kind, which may take a hundred times as long as another */
        const bool is_stop = known && is_other && strcmp(option.name, "stop") == 0;
        if (!known || (!chooses_start(option.name) && !is_stop && option_fits(recipe, &option))) {
            k++;
            continue;
        }
        if (used < size) {
            used += (size_t)snprintf(left_out + used, size - used, "%s%s", used ? ", " : "", option.name);
        }
        recipe_remove(recipe, option.name);
    }
    return status;
}

const char *recipe_get(const struct recipe *recipe, const char *name)
{
    struct recipe_option option;
    const struct recipe_given *given =
        recipe_option_find(recipe->question, name, &option) ? recipe_find(recipe, option.name) : NULL;
    return given ? given->value.text : NULL;
}

/* ---- What holds ---- */

/* The value number `k` of those that are given for the option; NULL where there are fewer. */
static const char *given_value(const struct recipe *recipe, const char *name, size_t k)
{
    for (size_t i = 0; i < recipe->count; i++) {
        if (strcmp(recipe->given[i].name, name) == 0 && k-- == 0) {
            return recipe->given[i].value.text;
        }
    }
    return NULL;
}

static void set_standard(const struct recipe *recipe, const struct recipe_option *option,
                         struct recipe_setting *setting)
{
    const struct question *question = recipe->question;
    if (option->type == RECIPE_QUESTION && question->standard && !*option->standard) {
        const char *first = recipe_get(recipe, question->option[0].name);
        question->standard(first, option->number, setting->standard, sizeof setting->standard);
        return;
    }
    const bool is_void = *option->unless && recipe_find(recipe, option->unless);
    snprintf(setting->standard, sizeof setting->standard, "%s", is_void ? "" : option->standard);
}

bool recipe_setting(const struct recipe *recipe, size_t index, struct recipe_setting *setting)
{
    struct recipe_option option;
    for (size_t k = 0; recipe_option(recipe->question, k, &option); k++) {
        size_t values = 0;
        while (given_value(recipe, option.name, values) && (values == 0 || option.repeats)) {
            values++;
        }
        const size_t listed = values > 0 ? values : option_fits(recipe, &option);
        if (index < listed) {
            *setting = (struct recipe_setting){.subject = option.subject,
                                               .given = given_value(recipe, option.name, index),
                                               .stands_alone = option.stands_alone,
                                               .in_percent = option.in_percent};
            snprintf(setting->name, sizeof setting->name, "%s", option.name);
            set_standard(recipe, &option, setting);
            return true;
        }
        index -= listed;
    }
    return false;
}

bool recipe_in_percent(const struct recipe *recipe, const char *name)
{
    struct recipe_option option;
    return recipe_option_find(recipe->question, name, &option) && option.in_percent;
}

const char *recipe_setting_value(const struct recipe_setting *setting)
{
    return setting->given ? setting->given : *setting->standard ? setting->standard : NULL;
}

static bool is_equal(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool recipe_is_equal(const struct recipe *a, const struct recipe *b)
{
    bool equal = a->question == b->question && a->files == b->files;
    for (size_t k = 0; equal && k < a->files; k++) {
        equal = strcmp(a->file[k].text, b->file[k].text) == 0;
    }
    struct recipe_setting of_a, of_b;
    bool more = equal;
    for (size_t k = 0; more; k++) {
        more = recipe_setting(a, k, &of_a);
        equal = more == recipe_setting(b, k, &of_b) &&
                (!more || (strcmp(of_a.name, of_b.name) == 0 && is_equal(of_a.given, of_b.given)));
        more = more && equal;
    }
    return equal;
}
