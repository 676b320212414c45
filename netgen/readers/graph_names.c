#include "netgen/readers/graph_names.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum status names_add(struct names *names, const char *text, long line, struct diagnostic *diagnostic)
{
    char *copy = ARRAY_GROW(names->name, names->count) ? strdup(text) : NULL;
    if (!copy) {
        return fail_memory(diagnostic);
    }
    names->name[names->count] = (struct name){.text = copy, .index = names->count, .line = line};
    names->count++;
    return STATUS_OK;
}

static int compare(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    int order = strcmp(a->text, b->text);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

enum status names_sort(struct names *names, const char *path, struct diagnostic *diagnostic)
{
    if (names->count < 2) {
        return fail_at(diagnostic, path, 0, "graph has fewer than two nodes; expected at least two");
    }
    qsort(names->name, names->count, sizeof *names->name, compare);
    for (size_t i = 1; i < names->count; i++) {
        const struct name *n = &names->name[i];
        if (strcmp(n->text, n[-1].text) == 0 && n->line == 0) {
            return fail_at(diagnostic, path, 0, "node '%.40s' is given twice; expected only once", n->text);
        }
        if (strcmp(n->text, n[-1].text) == 0) {
            return fail_at(diagnostic, path, n->line, "node '%.40s' is given on line %ld already; expected only once",
                           n->text, n[-1].line);
        }
    }
    return STATUS_OK;
}

static bool is_whole(const char *text)
{
    return text[strspn(text, "0123456789")] == '\0' && *text && (text[0] != '0' || !text[1]);
}

/* Whole numbers without leading zeros by their size. */
static int compare_whole(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    size_t first = strlen(a->text), second = strlen(b->text);
    return first != second ? (first > second) - (first < second) : strcmp(a->text, b->text);
}

static int compare_index(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    return (a->index > b->index) - (a->index < b->index);
}

void names_merge(struct names *names)
{
    struct name *name = names->name;
    size_t kept = 0;
    bool whole = true;
    if (!names->count) {
        return;
    }
    qsort(name, names->count, sizeof *name, compare);
    for (size_t i = 0; i < names->count; i++) {
        if (kept && strcmp(name[i].text, name[kept - 1].text) == 0) {
            free(name[i].text);
            free(name[i].label);
            continue;
        }
        whole = whole && is_whole(name[i].text);
        name[kept++] = name[i];
    }
    names->count = kept;
    qsort(name, kept, sizeof *name, whole ? compare_whole : compare_index);
    for (size_t i = 0; i < kept; i++) {
        name[i].index = i;
    }
    qsort(name, kept, sizeof *name, compare);
}

static int compare_text(const void *text, const void *name)
{
    return strcmp(text, ((const struct name *)name)->text);
}

const struct name *names_find(const struct names *names, const char *text)
{
    return names->count ? bsearch(text, names->name, names->count, sizeof *names->name, compare_text) : NULL;
}

const char *name_fault(const char *text)
{
    size_t length = strlen(text);
    if (length == 0) {
        return "is an empty name; expected some text";
    }
    if (length > NAME_LONGEST) {
        return "is a name of more than 255 bytes; expected a shorter one";
    }
    for (const char *c = text; *c;) {
        size_t size = utf8_length(c);
        if (size == 0) {
            return "is a name that is not UTF-8; expected text in UTF-8";
        }
        if (utf8_is_control(c, size)) {
            return "is a name with a control character; expected a name without one";
        }
        c += size;
    }
    return NULL;
}

/* A name and its place in the list. */
struct place {
    const char *text;
    size_t index;
};

static int compare_places(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    int order = strcmp(a->text, b->text);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

enum status names_repeat(char *const name[], size_t count, size_t *first, size_t *second, struct diagnostic *diagnostic)
{
    *first = *second = 0;
    struct place *place = calloc(count + 1, sizeof *place);
    if (!place) {
        return fail_memory(diagnostic);
    }
    for (size_t i = 0; i < count; i++) {
        place[i] = (struct place){name[i], i};
    }
    qsort(place, count, sizeof *place, compare_places);
    for (size_t i = 1; i < count && *first == *second; i++) {
        if (strcmp(place[i].text, place[i - 1].text) == 0) {
            *first = place[i - 1].index;
            *second = place[i].index;
        }
    }
    free(place);
    return STATUS_OK;
}

/* Whether the labels can stand for the names. STATUS_SYSTEM where memory is short. */
static enum status compare_labels(const struct names *names, bool *good, struct diagnostic *diagnostic)
{
    *good = names->count > 0;
    for (size_t i = 0; i < names->count && *good; i++) {
        *good = names->name[i].label && !name_fault(names->name[i].label);
    }
    char **label = *good ? calloc(names->count, sizeof *label) : NULL;
    if (!label) {
        return *good ? fail_memory(diagnostic) : STATUS_OK;
    }
    for (size_t i = 0; i < names->count; i++) {
        label[i] = names->name[i].label;
    }
    size_t first, second;
    enum status status = names_repeat(label, names->count, &first, &second, diagnostic);
    *good = first == second;
    free(label);
    return status;
}

/* Whether the names are those that a list without names has: 1, 2, 3 and so on. */
static bool are_numbers(char *const name[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char number[32];
        snprintf(number, sizeof number, "%zu", i + 1);
        if (strcmp(name[i], number) != 0) {
            return false;
        }
    }
    return true;
}

enum status names_move(struct names *names, const char *path, char ***name, struct diagnostic *diagnostic)
{
    bool labels;
    *name = NULL;
    enum status status = compare_labels(names, &labels, diagnostic);
    for (size_t i = 0; i < names->count && !labels && status == STATUS_OK; i++) {
        const struct name *n = &names->name[i];
        const char *fault = name_fault(n->text);
        status = fault ? fail_at(diagnostic, path, n->line, "node '%.40s' %s", n->text, fault) : STATUS_OK;
    }
    if (status != STATUS_OK) {
        return status;
    }
    char **moved = calloc(names->count + 1, sizeof *moved);
    if (!moved) {
        return fail_memory(diagnostic);
    }
    for (size_t i = 0; i < names->count; i++) {
        char **from = labels ? &names->name[i].label : &names->name[i].text;
        moved[names->name[i].index] = *from;
        *from = NULL;
    }
    if (are_numbers(moved, names->count)) {
        names_free(moved, names->count);
        moved = NULL;
    }
    *name = moved;
    return STATUS_OK;
}

void names_free(char **name, size_t count)
{
    for (size_t i = 0; name && i < count; i++) {
        free(name[i]);
    }
    free(name);
}

void names_clear(struct names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        free(names->name[i].text);
        free(names->name[i].label);
    }
    free(names->name);
    *names = (struct names){0};
}
