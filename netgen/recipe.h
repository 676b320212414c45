/* Recipes: how a network was made, as text. A recipe is a task of 'spinfield gen' with its files and options, and the
 * one way to make a network of them: 'gen' makes one, NAME.json keeps it, and it can be made again with other options.
 *
 * An option has the name that it has on the command line, without its dashes: "neurons" or "n", "w", "rp", "sigma-rp",
 * "seed", "start-seed", "chip-seed". What a recipe keeps is the longer name and the text as it was given. */
#ifndef RECIPE_H
#define RECIPE_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct document;
struct fields;
struct json_t;
struct network;
struct question;
struct recipe;

/* A recipe of the task without files and options. STATUS_SYSTEM where memory is short; then, as in all functions here,
 * what is to be made is NULL. */
enum status recipe_new(const struct question *question, struct recipe **recipe, struct diagnostic *diagnostic);
enum status recipe_copy(const struct recipe *recipe, struct recipe **copy, struct diagnostic *diagnostic);
void recipe_free(struct recipe *recipe); /* takes NULL */

/* The task. */
const struct question *recipe_question(const struct recipe *recipe);

/* Adds a file, an argument of gen. It is read when the network is made. STATUS_INPUT where they are too many;
 * STATUS_SYSTEM. */
enum status recipe_add_file(struct recipe *recipe, const char *path, struct diagnostic *diagnostic);

/* Sets the option `name` to `value`; NULL, "yes" or "no" for one that stands alone on the command line. A later value
 * replaces an earlier one, except for options that may be given more than once. STATUS_INPUT where there is no such
 * option, when the line proposes the nearest name, or where it does not take that value; STATUS_SYSTEM. After an error
 * the recipe is as it was. */
enum status recipe_set(struct recipe *recipe, const char *name, const char *value, struct diagnostic *diagnostic);

/* Makes the recipe that of its network with this start, this seed of the run's noise (NULL where its technology
 * has none) and this stop time in s, whatever options it has for these. Errors as of recipe_set. */
enum status recipe_fix_run(struct recipe *recipe, const char *start, const unsigned long *noise, double t_stop,
                           struct diagnostic *diagnostic);

/* Makes the recipe one of this technology, and removes options that have no meaning for it, the stop time where it was
 * that of another technology, and what chooses a start; their names, with commas, go to `left_out` (`size` bytes).
 * Errors as of recipe_set. */
enum status recipe_change_technology(struct recipe *recipe, const char *technology, char *left_out, size_t size,
                                     struct diagnostic *diagnostic);

/* The value of the option as given, the first one of several; NULL where it is not given, and where it does not exist.
 */
const char *recipe_get(const struct recipe *recipe, const char *name);

/* Whether two recipes have the same task, files and options in the same order. */
bool recipe_is_equal(const struct recipe *a, const struct recipe *b);

/* Makes the network, which has a copy of the recipe with the fingerprints of its files. A function of the recipe and of
 * its files alone; several threads may make networks of one recipe. STATUS_INPUT where options or files do not fit each
 * other, where a file is not what it should be, and where it is no longer that of the recipe's fingerprint;
 * STATUS_SYSTEM. */
enum status recipe_make(const struct recipe *recipe, struct network **network, struct diagnostic *diagnostic);

/* An option by its longer name. */
struct recipe_name {
    char text[32];
    bool repeats;    /* it may be given more than once */
    char misfit[60]; /* of what it has no meaning: "'gen maxcut'", "the technology pbit"; "": it has one */
};

/* The option that is called `name`, by its longer or shorter name. STATUS_INPUT as recipe_set. */
enum status recipe_name(const struct recipe *recipe, const char *name, struct recipe_name *longer,
                        struct diagnostic *diagnostic);

/* Whether gen has an option for the task that is called `name`, by its longer or shorter name. */
bool recipe_has(const struct question *question, const char *name);

/* Offers the names of all of them to `nearest`; where one becomes the nearest, it is kept in *name. */
struct nearest;
void recipe_offer(const struct question *question, struct nearest *nearest, struct recipe_name *name);

/* What an option is about; lists of settings are in this order. */
enum recipe_subject { RECIPE_OF_TASK, RECIPE_OF_NETWORK, RECIPE_OF_DEVICE, RECIPE_OF_VARIATION };

/* An option and what holds for it. */
struct recipe_setting {
    enum recipe_subject subject;
    char name[32];     /* the longer one */
    const char *given; /* as given, as long as the recipe; NULL: not given */
    char standard[40]; /* the default: a text that recipe_set takes; "auto" where the network decides; "": none */
    bool stands_alone; /* on the command line; the value is "yes" or "no" */
    bool in_percent;   /* a number alone is per cent: 20 is 20%, where for other options 20% is 0.2 */
};

/* Option `index`, from 0, of those that gen has for this task; one that is given more than once is there for each
 * value. False past the last one. */
bool recipe_setting(const struct recipe *recipe, size_t index, struct recipe_setting *setting);

/* What holds: the given text, or the default; NULL where the option is not given and has no default. */
const char *recipe_setting_value(const struct recipe_setting *setting);

/* Whether a number alone is per cent for the option; false where there is none of that name. */
bool recipe_in_percent(const struct recipe *recipe, const char *name);

/* File `index`, from 0, as given; NULL past the last one. */
const char *recipe_file(const struct recipe *recipe, size_t index);

/* Writes the command line of gen that makes the network NAME, words quoted for a shell. */
void recipe_print(const struct recipe *recipe, const char *name, FILE *out);

/* ---- In NAME.json ---- */

/* Adds the object `key`: the task, the files with their fingerprints, the options as given. */
void recipe_write(const struct recipe *recipe, struct document *document, const char *key);

/* Reads such an object into *recipe, fields->status having the errors. Files are looked for as given, and then in the
 * folder of fields->path. */
void recipe_read(struct fields *fields, const struct json_t *object, struct recipe **recipe);

#endif
