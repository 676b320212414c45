/* A recipe as the object "made" of NAME.json; docs/formats.md describes it. */
#include "netgen/recipe_parts.h"

#include "base/document.h"
#include "netgen/fields.h"
#include "netgen/questions/question.h"

#include <stdlib.h>
#include <string.h>

/* ---- Writing ---- */

/* A text, or an object where it names a file that was read. */
static void write_word(struct document *document, const char *key, const struct recipe_word *word)
{
    if (!*word->fingerprint) {
        document_text(document, key, word->text);
        return;
    }
    document_object(document, key);
    document_text(document, "path", word->text);
    document_text(document, "fnv1a", word->fingerprint);
    document_close(document);
}

static void write_option(const struct recipe *recipe, const struct recipe_option *option, struct document *document)
{
    if (!recipe_find(recipe, option->name)) {
        return;
    }
    if (option->repeats) {
        document_list(document, option->name);
    }
    for (size_t k = 0; k < recipe->count; k++) {
        if (strcmp(recipe->given[k].name, option->name) == 0) {
            write_word(document, option->repeats ? NULL : option->name, &recipe->given[k].value);
        }
    }
    if (option->repeats) {
        document_close(document);
    }
}

void recipe_write(const struct recipe *recipe, struct document *document, const char *key)
{
    struct recipe_option option;
    document_object(document, key);
    document_text(document, "task", recipe->question->name);
    document_list(document, "files");
    for (size_t k = 0; k < recipe->files; k++) {
        write_word(document, NULL, &recipe->file[k]);
    }
    document_close(document);
    document_object(document, "options");
    for (size_t k = 0; recipe_option(recipe->question, k, &option); k++) {
        write_option(recipe, &option, document);
    }
    document_close(document);
    document_close(document);
}

/* ---- Reading ---- */

static bool is_fingerprint(const char *text)
{
    return strlen(text) == FINGERPRINT_SIZE - 1 && strspn(text, "0123456789abcdef") == FINGERPRINT_SIZE - 1;
}

/* The text that `value`, found at `key`, says, and the fingerprint of the file that it names, "" where it names none.
 * NULL with an error where it is neither. */
static const char *read_word(struct fields *fields, const json_t *value, const char *key,
                             char fingerprint[FINGERPRINT_SIZE])
{
    static const char *const KEYS[] = {"path", "fnv1a"};
    const char *text = json_string_value(value);
    *fingerprint = '\0';
    if (json_is_object(value)) {
        const char *digits = json_string_value(fields_value(fields, value, "fnv1a"));
        text = json_string_value(fields_value(fields, value, "path"));
        fields_refuse_others(fields, value, KEYS, 2, "is no field of a file");
        if (!digits || !is_fingerprint(digits)) {
            fields_complain(fields, "fnv1a", "must be 16 hexadecimal digits");
            return NULL;
        }
        memcpy(fingerprint, digits, FINGERPRINT_SIZE);
    }
    if (!text) {
        fields_complain(fields, key, "must be a text, or a file with its path");
    }
    return text;
}

static void read_file(struct fields *fields, const json_t *value, struct recipe *recipe)
{
    char fingerprint[FINGERPRINT_SIZE];
    const char *path = read_word(fields, value, "files", fingerprint);
    if (path && fields->status == STATUS_OK) {
        fields->status = recipe_add_file(recipe, path, fields->diagnostic);
    }
    if (path && fields->status == STATUS_OK) {
        memcpy(recipe->file[recipe->files - 1].fingerprint, fingerprint, FINGERPRINT_SIZE);
    }
}

static void read_option(struct fields *fields, const char *name, const json_t *value, struct recipe *recipe)
{
    char fingerprint[FINGERPRINT_SIZE];
    struct diagnostic why;
    const char *text = read_word(fields, value, name, fingerprint);
    if (!text || fields->status != STATUS_OK) {
        return;
    }
    enum status status = recipe_set(recipe, name, text, &why);
    if (status == STATUS_INPUT) {
        fields_require(fields, false, why.text + strlen("error: "));
    } else if (status != STATUS_OK) {
        fields->status = fail_memory(fields->diagnostic);
    } else if (*fingerprint) {
        memcpy(recipe_find(recipe, name)->value.fingerprint, fingerprint, FINGERPRINT_SIZE);
    }
}

/* One value, or a list of those of an option that may be given more than once. */
static void read_values(struct fields *fields, const char *name, const json_t *value, struct recipe *recipe)
{
    struct recipe_option option;
    const bool known = recipe_option_find(recipe->question, name, &option) && strcmp(option.name, name) == 0;
    if (!known) {
        fields_complain(fields, name, "is no option of this task");
    } else if (option.repeats != json_is_array(value)) {
        fields_complain(fields, name, option.repeats ? "must be a list" : "must not be a list");
    } else if (option.repeats) {
        for (size_t k = 0; k < json_array_size(value); k++) {
            read_option(fields, name, json_array_get(value, k), recipe);
        }
    } else {
        read_option(fields, name, value, recipe);
    }
}

static void set_folder(struct fields *fields, struct recipe *recipe)
{
    const char *slash = strrchr(fields->path, '/');
    if (slash &&
        !(recipe->folder = strndup(fields->path, slash == fields->path ? 1 : (size_t)(slash - fields->path)))) {
        fields->status = fail_memory(fields->diagnostic);
    }
}

void recipe_read(struct fields *fields, const struct json_t *object, struct recipe **recipe)
{
    static const char *const KEYS[] = {"task", "files", "options"};
    const char *task = json_string_value(fields_value(fields, object, "task")), *name;
    const struct question *question = task ? question_find(task) : NULL;
    const json_t *files = fields_value(fields, object, "files"), *options = fields_object(fields, object, "options");
    json_t *value;
    *recipe = NULL;
    fields_refuse_others(fields, object, KEYS, sizeof KEYS / sizeof *KEYS, "is no field of a recipe");
    if (!question) {
        fields_complain(fields, "task", "is not a known word");
    }
    if (files && !json_is_array(files)) {
        fields_complain(fields, "files", "must be a list");
    }
    if (fields->status == STATUS_OK) {
        fields->status = recipe_new(question, recipe, fields->diagnostic);
    }
    if (fields->status != STATUS_OK) {
        return;
    }
    for (size_t k = 0; k < json_array_size(files) && fields->status == STATUS_OK; k++) {
        read_file(fields, json_array_get(files, k), *recipe);
    }
    json_object_foreach((json_t *)options, name, value)
    {
        if (fields->status == STATUS_OK) {
            read_values(fields, name, value, *recipe);
        }
    }
    if (fields->status == STATUS_OK) {
        set_folder(fields, *recipe);
    }
    if (fields->status != STATUS_OK) {
        recipe_free(*recipe);
        *recipe = NULL;
    }
}
