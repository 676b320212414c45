/* What the files about recipes share; private to them. */
#ifndef RECIPE_PARTS_H
#define RECIPE_PARTS_H

#include "netgen/recipe.h"

enum { FINGERPRINT_SIZE = 17 }; /* 16 hexadecimal digits, and a zero */

/* A text that may name a file, with the fingerprint of that file's content: "" where it is not known. */
struct recipe_word {
    char *text;
    char fingerprint[FINGERPRINT_SIZE];
};

/* An option that was given. */
struct recipe_given {
    char *name;
    struct recipe_word value;
};

struct recipe {
    const struct question *question;
    struct recipe_word *file; /* [files] */
    size_t files;
    struct recipe_given *given; /* [count], in the order in which they were given */
    size_t count;
    char *folder; /* in which files are looked for, too; NULL: none */
};

/* The first option of that name, the whole name, that is given; NULL where none is. */
struct recipe_given *recipe_find(const struct recipe *recipe, const char *name);

/* Adds an option that exists, with a value that it takes. */
enum status recipe_add(struct recipe *recipe, const char *name, const char *value, struct diagnostic *diagnostic);

/* Removes the options of that name. */
void recipe_remove(struct recipe *recipe, const char *name);

/* How an option takes its value. */
enum recipe_type { RECIPE_SEED, RECIPE_START, RECIPE_QUESTION, RECIPE_BIAS };

/* An option of gen. */
struct recipe_option {
    enum recipe_subject subject;
    enum recipe_type type;
    size_t number; /* of the question's options, or of bias_option */
    char name[32];
    char letter; /* its short form; 0: none */
    char standard[32];
    char unless[32];       /* the option that makes the default void; "": none */
    const char *what;      /* for RECIPE_BIAS: NULL where it stands alone */
    bool stands_alone;     /* it has no value on the command line */
    bool repeats;          /* it may be given more than once */
    bool fits;             /* it has a meaning for the task, */
    unsigned technologies; /* and, bit 1 << NUMBER, for that enum technology_number */
    bool in_percent;       /* a number without a suffix is per cent: 20 is 20% */
};

/* Option `index`, from 0, that gen has for the question; false past the last one. */
bool recipe_option(const struct question *question, size_t index, struct recipe_option *option);

/* The option that is called `name`, by its longer or shorter name; false where there is none. */
bool recipe_option_find(const struct question *question, const char *name, struct recipe_option *option);

/* The technology of the recipe's network. */
struct technology;
const struct technology *recipe_technology(const struct recipe *recipe);

/* Whether the option has a meaning for the recipe's task and technology. */
bool recipe_option_fits(const struct recipe *recipe, const struct recipe_option *option);

#endif
