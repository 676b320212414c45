#include "netgen/fields.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fields_complain(struct fields *r, const char *key, const char *what)
{
    if (r->status == STATUS_OK) {
        r->status =
            fail_at(r->diagnostic, r->path, 0, "\"%s\" %s; make the file again with 'spinfield gen'", key, what);
    }
}

const json_t *fields_value(struct fields *r, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!value) {
        fields_complain(r, key, "is missing");
    }
    return value;
}

const json_t *fields_object(struct fields *r, const json_t *object, const char *key)
{
    const json_t *value = fields_value(r, object, key);
    if (value && !json_is_object(value)) {
        fields_complain(r, key, "must be an object");
        return NULL;
    }
    return value;
}

double fields_number(struct fields *r, const json_t *object, const char *key, double least, double greatest)
{
    const json_t *value = fields_value(r, object, key);
    double read = json_number_value(value);
    if (value && !(json_is_number(value) && read >= least && read <= greatest)) {
        char what[100];
        snprintf(what, sizeof what, "must be a number from %g to %g", least, greatest);
        fields_complain(r, key, what);
    }
    return read;
}

double fields_positive(struct fields *r, const json_t *object, const char *key, double greatest)
{
    double read = fields_number(r, object, key, 0.0, greatest);
    if (r->status == STATUS_OK && read == 0.0) {
        fields_complain(r, key, "must be above 0");
    }
    return read;
}

size_t fields_whole(struct fields *r, const json_t *object, const char *key, json_int_t least, json_int_t greatest)
{
    const json_t *value = fields_value(r, object, key);
    json_int_t read = json_integer_value(value);
    if (value && !(json_is_integer(value) && read >= least && read <= greatest)) {
        char what[100];
        snprintf(what, sizeof what, "must be a whole number from %lld to %lld", (long long)least, (long long)greatest);
        fields_complain(r, key, what);
        return 0;
    }
    return (size_t)read;
}

bool fields_flag(struct fields *r, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (value && !json_is_true(value)) {
        fields_complain(r, key, "must be true, or missing");
    }
    return value != NULL;
}

double *fields_numbers(struct fields *r, const json_t *object, const char *key, size_t count, double greatest)
{
    const json_t *list = fields_value(r, object, key);
    if (json_array_size(list) != count) {
        char what[80];
        snprintf(what, sizeof what, "must be a list of %zu numbers", count);
        fields_complain(r, key, what);
        return NULL;
    }
    double *number = fields_allocate(r, count, sizeof *number);
    for (size_t k = 0; number && k < count; k++) {
        const json_t *value = json_array_get(list, k);
        number[k] = json_number_value(value);
        if (!json_is_number(value) || !(fabs(number[k]) <= greatest)) {
            fields_complain_of(r, key, k, "is not a number, or too large");
        }
    }
    if (r->status != STATUS_OK) {
        free(number);
        return NULL;
    }
    return number;
}

int fields_choice(struct fields *r, const json_t *object, const char *key, const char *const words[], int count)
{
    const char *word = json_string_value(fields_value(r, object, key));
    for (int i = 0; word && i < count; i++) {
        if (strcmp(word, words[i]) == 0) {
            return i;
        }
    }
    fields_complain(r, key, "is not a known word");
    return 0;
}

char *fields_bits(struct fields *r, const json_t *value, const char *key, size_t n)
{
    const char *text = json_string_value(value);
    if (!text || json_string_length(value) != n || strspn(text, "01") != n) {
        fields_complain(r, key, "must be one 0 or 1 for each neuron");
        return NULL;
    }
    char *copy = strdup(text);
    if (!copy && r->status == STATUS_OK) {
        r->status = fail_memory(r->diagnostic);
    }
    return copy;
}

void fields_require(struct fields *r, bool good, const char *why)
{
    if (!good && r->status == STATUS_OK) {
        r->status = fail_at(r->diagnostic, r->path, 0, "%s; make the file again with 'spinfield gen'", why);
    }
}

void *fields_allocate(struct fields *r, size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory && r->status == STATUS_OK) {
        r->status = fail_memory(r->diagnostic);
    }
    return memory;
}

void fields_refuse_others(struct fields *r, const json_t *object, const char *const known[], size_t count,
                          const char *what)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        size_t k = 0;
        while (k < count && strcmp(key, known[k]) != 0) {
            k++;
        }
        if (k == count) {
            fields_complain(r, key, what);
        }
    }
}

void fields_complain_of(struct fields *r, const char *key, size_t k, const char *what)
{
    char place[80];
    snprintf(place, sizeof place, "%s[%zu]", key, k);
    fields_complain(r, place, what);
}
