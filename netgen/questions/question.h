/* Questions: what a network was made to answer, and all that depends on it.
 *
 * A network is a circuit and a question. The simulation of the circuit does not depend on the question. One struct
 * question, a row of netgen/questions/list.def, has what its answer is called, how good it is and how reports show it.
 */
#ifndef QUESTION_H
#define QUESTION_H

#include "base/status.h"
#include "netgen/weights.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct answer; /* netgen/questions/quality.h */
struct bias;
struct document;
struct fields;
struct input;
struct json_t;
struct network;
struct technology;
struct variables;
struct warnings;

/* ---- How a question is put: 'spinfield gen NAME' ---- */

enum question_type {
    QUESTION_WORD,    /* any text */
    QUESTION_PERCENT, /* the same, which is a number in per cent: 20 or 20% */
    QUESTION_WORDS,   /* the same, as often as one likes */
    QUESTION_WHOLE,   /* a whole number from `least` to `greatest` */
    QUESTION_NUMBER,  /* any number */
    QUESTION_SHARE,   /* 0.2 or 20%, from 0 to 1 */
    QUESTION_SWITCH,  /* given or not: it has no argument */
};

/* An option of the command line. */
struct question_option {
    const char *name; /* without its dashes */
    char letter;      /* its short form; 0 where there is none */
    enum question_type type;
    long least, greatest;
    const char *argument, *text; /* for the help */
    const char *standard;        /* its default, a value that it takes; NULL: it has none */
    const char *unless;          /* the option that makes this default void where it is given; NULL: none does */
};

enum { QUESTION_MOST_OPTIONS = 16, QUESTION_MOST_WORDS = 1000 };

/* Words of the command line. */
struct question_words {
    size_t count;
    char *word[QUESTION_MOST_WORDS];
};

/* What was given for an option. */
struct question_value {
    bool given;
    const char *word;
    long whole;
    double number; /* of a share, too */
};

/* The command line of a question. */
struct question_request {
    const struct bias *bias;
    /* reads a file that `files` or a value names */
    enum status (*open)(void *opener, const char *path, struct input **input, struct diagnostic *diagnostic);
    void *opener;
    unsigned long seed;                                 /* of the problem, and of a start where bias has no seed */
    struct question_words files;                        /* the arguments */
    struct question_words words;                        /* of the option of type QUESTION_WORDS: one at most */
    struct question_value value[QUESTION_MOST_OPTIONS]; /* in the order of the question's options */
};

/* ---- How its answer is seen ---- */

/* A metric that reports have under a key. */
struct question_metric {
    const char *key;
    enum { QUESTION_REAL, QUESTION_COUNT, QUESTION_FLAG } kind;
};

/* How reports show a state: as the two groups of nodes of a graph, or as cells, row by row. */
struct question_picture {
    const struct graph *graph; /* NULL: cells */
    size_t columns;            /* cells in a row; 0 where it does not matter */
};

/* Takes a table for people: a head with `columns` texts, then rows of as many. The first `texts` columns hold texts,
 * the others numbers. A note stands below. */
struct question_table {
    void *context;
    void (*begin)(void *context, const char *const head[], size_t columns, size_t texts);
    void (*row)(void *context, const char *const cell[]);
    void (*end)(void *context, const char *note); /* NULL: none */
};

/* ---- The row ---- */

struct question {
    const char *name; /* in files, reports and on the command line */

    const char *arguments, *does; /* for the help of 'spinfield gen' */
    const struct question_option *option;
    size_t options;
    /* Writes the default of option `k` where that depends on the first option, as it is given, or NULL; "" where there
     * is none. NULL: defaults are those of the options. */
    void (*standard)(const char *first, size_t k, char *text, size_t size);
    /* Makes the network; *network is NULL before, and after an error. STATUS_INPUT where options or files do not fit
     * each other, or where a file is not what it should be. */
    enum status (*make)(const struct question_request *request, struct network **network,
                        struct diagnostic *diagnostic);

    enum weights_kind weights;           /* of its circuit */
    const struct technology *technology; /* which it has where none is given; NULL: domain walls */

    /* Options of the bias that it refuses, ended by NULL, and its technology is the only one: the help lists neither
     * them nor those of other technologies. NULL: any technology goes. */
    const char *const *refused;
    const char *stop_text; /* "auto: ...", for the help: the length of a run; NULL: that of most */

    /* The keys of NAME.json's object "question" beside "name", ended by NULL; NULL where there are none. What they say
     * is in network->asked, which the network owns. read allocates it, fields->status having the errors; write adds the
     * keys that have something to say to the open object; release frees it. */
    const char *const *keys;
    void (*read)(struct fields *fields, const struct json_t *object, struct network *network);
    void (*write)(const struct network *network, struct document *document);
    void (*release)(void *asked);

    /* "Max-cut of a graph with 12 edges", for titles. */
    void (*title)(const struct network *network, FILE *out);

    /* The objective of a state in the user's units; NULL where the question has none. Of two objectives
     * question_is_better gives the better one: the smaller one where `less_is_better`. */
    double (*objective)(const struct network *network, const char *state);
    bool less_is_better;

    /* The best known objective, NaN where it is not given; NULL where the question keeps none. */
    double (*optimum)(const struct network *network);

    /* The variables of a question whose answer is how probable each of their states is
     * (netgen/questions/distribution.h); NULL for others. */
    const struct variables *(*variables)(const struct network *network);

    /* Its metrics in reports, and their values for an answer to value[metrics]; NaN says that one does not apply. */
    const struct question_metric *metric;
    size_t metrics;
    void (*measure)(const struct answer *answer, double *value);

    /* The criterion of campaign/criterion.h that a right answer meets; NULL where the question knows none. */
    const char *right;

    /* The answer in a sentence without a full stop. `label` is what it is called in a list, `lead` what comes before it
     * in a text. All NULL where the state says all there is to say. */
    const char *(*label)(const struct answer *answer);
    const char *(*lead)(const struct answer *answer);
    void (*say)(const struct answer *answer, FILE *out);

    /* Adds what weakens the answer. NULL: nothing does. */
    void (*warn)(const struct answer *answer, struct warnings *warnings);

    /* The answer as a list for programs, a row for each thing that was asked about, as the user named it, and what it
     * is: its group, its number, its colour. NULL: each neuron and its bit. */
    void (*list)(const struct answer *answer, const struct question_table *table);

    struct question_picture (*picture)(const struct network *network);
    void (*table)(const struct answer *answer, const struct question_table *table); /* NULL: none */
};

#define QUESTION(name) extern const struct question question_##name;
#include "netgen/questions/list.def"
#undef QUESTION

/* Number `k` of all questions, from 0, and the one that is called `name`; NULL where there is none. */
const struct question *question_number(size_t k);
const struct question *question_find(const char *name);

/* Whether the question has an option of this name itself. */
bool question_has_option(const struct question *question, const char *name);

/* Whether the option of a bias, which fits these kinds of weights and these technologies, has a meaning for networks of
 * the question: bits 1 << KIND and 1 << NUMBER. */
bool question_takes(const struct question *question, const char *name, unsigned kinds, unsigned technologies);

/* The technology of its networks where none is given. */
const struct technology *question_technology(const struct question *question);

/* Whether objective `a` of the question is better than `b`, and whether it is by more than rounding, since objectives
 * that are no whole numbers are summed in some order. A NaN is never better. */
bool question_is_better(const struct question *question, double a, double b);
bool question_is_clearly_better(const struct question *question, double a, double b);

/* Reads the one file of the request; `what` says which it would be. STATUS_INPUT where there are more or none, and as
 * of request->open. On an error *input is NULL. */
enum status question_open_one(const struct question_request *request, const char *what, struct input **input,
                              struct diagnostic *diagnostic);

/* A row's picture where states are no pictures. */
struct question_picture question_cells(const struct network *network);

#endif
