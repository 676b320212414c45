/* What holds of a recipe: its options with their defaults; and recipes that are changed to those of one run, or of
 * another technology. */
#include "netgen/recipe_parts.h"

#include "base/number.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"
#include "netgen/technologies/wall.h"

#include <string.h>

/* ---- Changes ---- */

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
        const struct technology *technology = recipe_technology(recipe);
        const double seed = technology == &technology_wall ? wall_noise(*noise) : (double)*noise;
        snprintf(text, sizeof text, "%.0f", seed);
        status = recipe_set(recipe, technology->noise_option, text, diagnostic);
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
    const struct technology *before = recipe_technology(recipe);
    enum status status = recipe_set(recipe, "technology", technology, diagnostic);
    const bool is_other = recipe_technology(recipe) != before;
    size_t used = 0;
    *left_out = '\0';
    for (size_t k = 0; status == STATUS_OK && k < recipe->count;) {
        struct recipe_option option;
        const bool known = recipe_option_find(recipe->question, recipe->given[k].name, &option);
        /* a stop time is chosen for devices of one kind, which may take a hundred times as long as another */
        const bool is_stop = known && is_other && strcmp(option.name, "stop") == 0;
        if (!known || (!chooses_start(option.name) && !is_stop && recipe_option_fits(recipe, &option))) {
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
        const size_t listed = values > 0 ? values : recipe_option_fits(recipe, &option);
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
