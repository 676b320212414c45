/* Fields of a JSON file that is not trusted. The first error is kept, and what is read after it does not matter. So a
 * reader checks for errors once, at its end. */
#ifndef FIELDS_H
#define FIELDS_H

#include "base/status.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct fields {
    const char *path; /* of the file, for messages */
    enum status status;
    struct diagnostic *diagnostic;
};

/* STATUS_INPUT: the field `key` `what` ("is missing"). fields_complain_of: number `k`, from 0, of the list at `key`. */
void fields_complain(struct fields *fields, const char *key, const char *what);
void fields_complain_of(struct fields *fields, const char *key, size_t k, const char *what);

/* STATUS_INPUT with the reason `why` where `good` is false. */
void fields_require(struct fields *fields, bool good, const char *why);

/* The value at `key`, which must be there. */
const json_t *fields_value(struct fields *fields, const json_t *object, const char *key);

/* The object at `key`; NULL with an error where something else is there. */
const json_t *fields_object(struct fields *fields, const json_t *object, const char *key);

/* The number at `key`, from `least` to `greatest`; above 0; a whole one. */
double fields_number(struct fields *fields, const json_t *object, const char *key, double least, double greatest);
double fields_positive(struct fields *fields, const json_t *object, const char *key, double greatest);
size_t fields_whole(struct fields *fields, const json_t *object, const char *key, json_int_t least,
                    json_int_t greatest);

/* Whether `key` is there; it says true, or nothing. */
bool fields_flag(struct fields *fields, const json_t *object, const char *key);

/* A new list of the `count` numbers at `key`, each from -greatest to greatest; NULL with an error where it is none. */
double *fields_numbers(struct fields *fields, const json_t *object, const char *key, size_t count, double greatest);

/* Which of `count` words the string at `key` is. */
int fields_choice(struct fields *fields, const json_t *object, const char *key, const char *const words[], int count);

/* A copy of `value`, found at `key`, as a state of `n` neurons; NULL with an error where it is none. */
char *fields_bits(struct fields *fields, const json_t *value, const char *key, size_t n);

/* Complains that the first key of `object` that is none of the `count` `known` ones `what`. */
void fields_refuse_others(struct fields *fields, const json_t *object, const char *const known[], size_t count,
                          const char *what);

/* Zeroed memory for `count` times `size` bytes, at least one; NULL with STATUS_SYSTEM where it is short. */
void *fields_allocate(struct fields *fields, size_t count, size_t size);

#endif
