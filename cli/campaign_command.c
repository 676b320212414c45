/* The command line that makes a row again: 'spinfield results --command'. */
#include "cli/campaign_results.h"

#include "base/document.h"
#include "base/input.h"
#include "base/number.h"
#include "netgen/fields.h"
#include "netgen/questions/question.h"
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

/* Prints a word of a command line, in quotes for a shell where it needs them. */
static void print_word(const char *word, FILE *out)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,%@";
    if (*word && strspn(word, PLAIN) == strlen(word)) {
        fprintf(out, " %s", word);
        return;
    }
    fputs(" '", out);
    for (; *word; word++) {
        fputs(*word == '\'' ? "'\\''" : (char[]){*word, '\0'}, out);
    }
    fputc('\'', out);
}

static void print_recipe(const struct recipe *recipe, size_t point, FILE *out)
{
    struct recipe_setting setting;
    const char *file;
    fprintf(out, "spinfield gen %s", recipe_question(recipe)->name);
    for (size_t k = 0; (file = recipe_file(recipe, k)) != NULL; k++) {
        print_word(file, out);
    }
    for (size_t k = 0; recipe_setting(recipe, k, &setting); k++) {
        if (!setting.given || (setting.stands_alone && strcmp(setting.given, "no") == 0)) {
            continue;
        }
        fprintf(out, " --%s", setting.name);
        if (!setting.stands_alone) {
            print_word(setting.given, out);
        }
    }
    fprintf(out, " -o point%zu\n", point);
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
        print_recipe(recipe, point, out);
        fprintf(out, "spinfield %s point%zu\n", engine && strcmp(engine, "ngspice") == 0 ? "run" : "solve", point);
    }
    recipe_free(recipe);
    return status;
}
