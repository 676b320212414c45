/* The command line that makes a row again: 'spinfield results --command'. */
#include "cli/campaign_results.h"

#include "base/document.h"
#include "base/input.h"
#include "base/number.h"
#include "netgen/fields.h"
#include "netgen/recipe.h"

#include <inttypes.h>
#include <string.h>

/* Reads the recipe that all rows were made from. */
static enum status read_template(const struct store_reader *reader, struct recipe **recipe,
                                 struct diagnostic *diagnostic)
{
    const char *text = store_fact(reader, "template");
    struct fields fields = {.path = reader->path, .diagnostic = diagnostic};
    struct input *input;
    json_t *json;
    *recipe = NULL;
    if (!text) {
        return fail(diagnostic, STATUS_SYSTEM, "%s: error: the store is damaged: it has no template", reader->path);
    }
    enum status status = input_of_memory(reader->path, text, strlen(text), &input, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = document_parse(input, &json, diagnostic);
    if (status == STATUS_OK) {
        const json_t *made = fields_object(&fields, json, "made");
        if (made) {
            recipe_read(&fields, made, recipe);
        }
        status = fields.status;
        json_decref(json);
    }
    input_free(input);
    return status;
}

/* Sets the options that the row at the reader has. */
static enum status set_options(const struct store_reader *reader, struct recipe *recipe, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t k = 0; status == STATUS_OK && k < reader->columns; k++) {
        const enum store_part part = reader->column[k].part;
        const struct store_value *value = &reader->value[k];
        const bool is_word = value->type == STORE_TEXT;
        char number[40];
        if ((part != STORE_VARIED && part != STORE_SEED) || value->type == STORE_NOTHING || !reader->option[k] ||
            (part == STORE_SEED && is_word)) { /* a seed that is not given follows from another one */
            continue;
        }
        if (value->type == STORE_INTEGER) {
            snprintf(number, sizeof number, "%" PRId64, value->integer);
        } else if (value->type == STORE_REAL) {
            number_shortest(number, sizeof number, value->real);
        }
        status = recipe_set(recipe, reader->option[k], is_word ? value->text : number, diagnostic);
    }
    return status;
}

enum status print_command(struct store_reader *reader, size_t point, FILE *out, struct diagnostic *diagnostic)
{
    struct recipe *recipe = NULL;
    bool more = false;
    enum status status = store_seek(reader, point, diagnostic);
    status = status == STATUS_OK ? store_next(reader, &more, diagnostic) : status;
    if (status == STATUS_OK && (!more || reader->value[0].integer != (int64_t)point)) {
        return fail_at(diagnostic, reader->path, 0, "there is no row for point %zu; expected one of the table's points",
                       point);
    }
    status = status == STATUS_OK ? read_template(reader, &recipe, diagnostic) : status;
    status = status == STATUS_OK ? set_options(reader, recipe, diagnostic) : status;
    if (status == STATUS_OK) {
        const char *engine = store_fact(reader, "engine");
        char name[40];
        snprintf(name, sizeof name, "point%zu", point);
        recipe_print(recipe, name, out);
        fprintf(out, "\nspinfield %s %s\n", engine && strcmp(engine, "ngspice") == 0 ? "run" : "solve", name);
    }
    recipe_free(recipe);
    return status;
}
