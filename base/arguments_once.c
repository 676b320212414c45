#include "base/arguments_once.h"

#include <ctype.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The options of a command, in the form of argp and in that of getopt. */
struct known {
    size_t count;
    const struct argp_option **option; /* [count] */
    const char **seen;                 /* [count] its last argument; NULL: not given yet */
    struct option *longer;             /* [count + 1] ended by zeros; val - FIRST_LONG is the index in `option` */
    char *letters;                     /* of getopt, "n:o:q" */
};

enum { FIRST_LONG = 0x1000 };

static bool is_end(const struct argp_option *option)
{
    return !option->name && !option->key && !option->doc;
}

static bool is_letter(int key)
{
    return key > 0 && key < 0x80 && isgraph(key);
}

/* How many options `argp` and its children have; keeps them where option is not NULL. */
static size_t list(const struct argp *argp, const struct argp_option **option)
{
    size_t count = 0;
    for (const struct argp_option *next = argp->options; next && !is_end(next); next++) {
        if (next->name || is_letter(next->key)) {
            if (option) {
                option[count] = next;
            }
            count++;
        }
    }
    for (const struct argp_child *child = argp->children; child && child->argp; child++) {
        count += list(child->argp, option ? option + count : NULL);
    }
    return count;
}

static int takes(const struct argp_option *option)
{
    return !option->arg ? no_argument : (option->flags & OPTION_ARG_OPTIONAL) ? optional_argument : required_argument;
}

static void translate(struct known *known)
{
    char *letter = known->letters;
    struct option *longer = known->longer;
    for (size_t k = 0; k < known->count; k++) {
        const struct argp_option *option = known->option[k];
        if (option->name) {
            *longer++ = (struct option){option->name, takes(option), NULL, FIRST_LONG + (int)k};
        }
        if (is_letter(option->key)) {
            *letter++ = (char)option->key;
            for (int colons = takes(option) == required_argument   ? 1
                              : takes(option) == optional_argument ? 2
                                                                   : 0;
                 colons > 0; colons--) {
                *letter++ = ':';
            }
        }
    }
}

/* The index of the option that getopt found; `count` where it is none. */
static size_t found(const struct known *known, int value)
{
    size_t k = 0;
    if (value >= FIRST_LONG) {
        return (size_t)(value - FIRST_LONG);
    }
    while (k < known->count && known->option[k]->key != value) {
        k++;
    }
    return k;
}

/* How long the NAME of an argument NAME=... is; 0 where the option's argument is none. */
static size_t name_of(const struct argp_option *option, const char *argument)
{
    return option->flags & OPTION_REPEATS_NAMES && strchr(argument, '=') ? strcspn(argument, "=") : 0;
}

static void say_twice(const struct argp_option *option, const char *before, const char *now, char *why, size_t size)
{
    const size_t name = name_of(option, now), skip = name ? name + 1 : 0;
    char words[96];
    if (option->name) {
        char letter[8] = "";
        if (is_letter(option->key)) {
            snprintf(letter, sizeof letter, " (-%c)", option->key);
        }
        snprintf(words, sizeof words, "--%s%s%s%.*s", option->name, letter, name ? " " : "", name < 40 ? (int)name : 40,
                 now);
    } else {
        snprintf(words, sizeof words, "-%c", option->key);
    }
    snprintf(why, size, "error: %s is given twice, as '%.40s' and as '%.40s'; expected one of them", words,
             before + skip, now + skip);
}

/* An argument of an option that repeats. */
struct given {
    size_t option;
    const char *argument;
};

/* The argument NAME=... that option `k` had before, with the first `length` characters of `now` as its NAME. */
static const char *same_name(const struct given *given, size_t count, size_t k, const char *now, size_t length)
{
    for (size_t n = 0; n < count; n++) {
        if (given[n].option == k && strncmp(given[n].argument, now, length + 1) == 0) { /* with its equals sign */
            return given[n].argument;
        }
    }
    return NULL;
}

/* Goes through the options in `word`, which getopt may put into another order. given[]: room for all arguments. */
static bool scan(struct known *known, int argc, char **word, struct given *given, char *why, size_t size)
{
    size_t count = 0;
    int value;
    optind = 0; /* from the beginning */
    opterr = 0;
    while ((value = getopt_long(argc, word, known->letters, known->longer, NULL)) != -1) {
        const size_t k = value == '?' ? known->count : found(known, value);
        if (k == known->count || known->option[k]->key == ARGUMENTS_HELP || known->option[k]->key == ARGUMENTS_USAGE) {
            return false;
        }
        if (!optarg) {
            continue;
        }
        const bool repeats = (known->option[k]->flags & (OPTION_REPEATS | OPTION_REPEATS_NAMES)) != 0;
        const size_t name = name_of(known->option[k], optarg);
        const char *before = !repeats ? known->seen[k] : name ? same_name(given, count, k, optarg, name) : NULL;
        if (before) {
            say_twice(known->option[k], before, optarg, why, size);
            return true;
        }
        known->seen[k] = optarg;
        given[count++] = (struct given){k, optarg};
    }
    return false;
}

bool arguments_twice(const struct argp *argp, int argc, char **argv, bool *lost, char *why, size_t size)
{
    struct known known = {.count = list(argp, NULL)};
    const size_t words = (size_t)argc + 1;
    known.option = calloc(known.count + 1, sizeof(const struct argp_option *));
    known.seen = calloc(known.count + 1, sizeof *known.seen);
    known.longer = calloc(known.count + 1, sizeof *known.longer);
    known.letters = calloc(known.count + 1, 3);
    char **word = calloc(words, sizeof *word);
    struct given *given = calloc(words, sizeof *given);
    *lost = !known.option || !known.seen || !known.longer || !known.letters || !word || !given;
    bool twice = false;
    if (!*lost) {
        list(argp, known.option);
        translate(&known);
        memcpy(word, argv, (size_t)argc * sizeof *word);
        twice = scan(&known, argc, word, given, why, size);
    }
    free(known.option);
    free(known.seen);
    free(known.longer);
    free(known.letters);
    free(word);
    free(given);
    return twice;
}
