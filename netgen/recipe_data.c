#include "netgen/recipe_parts.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FILES = 1000 };

enum status recipe_new(const struct question *question, struct recipe **recipe, struct diagnostic *diagnostic)
{
    *recipe = calloc(1, sizeof **recipe);
    if (!*recipe) {
        return fail_memory(diagnostic);
    }
    (*recipe)->question = question;
    return STATUS_OK;
}

void recipe_free(struct recipe *recipe)
{
    if (recipe) {
        for (size_t k = 0; k < recipe->files; k++) {
            free(recipe->file[k].text);
        }
        for (size_t k = 0; k < recipe->count; k++) {
            free(recipe->given[k].name);
            free(recipe->given[k].value.text);
        }
        free(recipe->file);
        free(recipe->given);
        free(recipe->folder);
        free(recipe);
    }
}

enum status recipe_copy(const struct recipe *recipe, struct recipe **copy, struct diagnostic *diagnostic)
{
    struct recipe *made;
    enum status status = recipe_new(recipe->question, &made, diagnostic);
    *copy = NULL;
    if (status == STATUS_OK && recipe->folder && !(made->folder = strdup(recipe->folder))) {
        status = fail_memory(diagnostic);
    }
    for (size_t k = 0; k < recipe->files && status == STATUS_OK; k++) {
        status = recipe_add_file(made, recipe->file[k].text, diagnostic);
        if (status == STATUS_OK) {
            memcpy(made->file[k].fingerprint, recipe->file[k].fingerprint, FINGERPRINT_SIZE);
        }
    }
    for (size_t k = 0; k < recipe->count && status == STATUS_OK; k++) {
        const struct recipe_given *given = &recipe->given[k];
        status = recipe_add(made, given->name, given->value.text, diagnostic);
        if (status == STATUS_OK) {
            memcpy(made->given[k].value.fingerprint, given->value.fingerprint, FINGERPRINT_SIZE);
        }
    }
    if (status != STATUS_OK) {
        recipe_free(made);
        return status;
    }
    *copy = made;
    return STATUS_OK;
}

const struct question *recipe_question(const struct recipe *recipe)
{
    return recipe->question;
}

enum status recipe_add_file(struct recipe *recipe, const char *path, struct diagnostic *diagnostic)
{
    if (recipe->files == MOST_FILES) {
        return fail(diagnostic, STATUS_INPUT, "error: at most %d files", MOST_FILES);
    }
    char *text = strdup(path);
    if (!text || !ARRAY_GROW(recipe->file, recipe->files)) {
        free(text);
        return fail_memory(diagnostic);
    }
    recipe->file[recipe->files++] = (struct recipe_word){.text = text};
    return STATUS_OK;
}

const char *recipe_file(const struct recipe *recipe, size_t index)
{
    return index < recipe->files ? recipe->file[index].text : NULL;
}

struct recipe_given *recipe_find(const struct recipe *recipe, const char *name)
{
    size_t k = 0;
    while (k < recipe->count && strcmp(recipe->given[k].name, name) != 0) {
        k++;
    }
    return k < recipe->count ? &recipe->given[k] : NULL;
}

enum status recipe_add(struct recipe *recipe, const char *name, const char *value, struct diagnostic *diagnostic)
{
    struct recipe_given given = {strdup(name), {.text = strdup(value)}};
    if (!given.name || !given.value.text || !ARRAY_GROW(recipe->given, recipe->count)) {
        free(given.name);
        free(given.value.text);
        return fail_memory(diagnostic);
    }
    recipe->given[recipe->count++] = given;
    return STATUS_OK;
}

void recipe_remove(struct recipe *recipe, const char *name)
{
    size_t kept = 0;
    for (size_t k = 0; k < recipe->count; k++) {
        if (strcmp(recipe->given[k].name, name) == 0) {
            free(recipe->given[k].name);
            free(recipe->given[k].value.text);
        } else {
            recipe->given[kept++] = recipe->given[k];
        }
    }
    recipe->count = kept;
}
