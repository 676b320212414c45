/* What the command line of `spinfield gen` says, and the network that each task makes of it. */
#ifndef GEN_H
#define GEN_H

#include "cli/cli.h"
#include "netgen/problem.h"

enum { GREATEST_WORDS = 1000 }; /* patterns, or files, in one command line */

/* All that the command line says; a task reads what concerns it. */
struct gen {
    struct common_options common;
    struct bias bias;
    const char *output;
    long neurons, random_patterns, seed, distorted;
    double distortion; /* NaN: none */
    double optimum;    /* NaN: unknown */
    const char *start;
    char *patterns[GREATEST_WORDS];
    size_t pattern_count;
    char *files[GREATEST_WORDS];
    size_t file_count;
};

/* Each makes the network of its task; *network is NULL before, and after an error. STATUS_INPUT where options or files
 * do not fit each other, or where a file is not what it should be. */
enum status gen_recall(struct gen *gen, struct network **network, struct diagnostic *diagnostic);
enum status gen_image(struct gen *gen, struct network **network, struct diagnostic *diagnostic);
enum status gen_maxcut(struct gen *gen, struct network **network, struct diagnostic *diagnostic);
enum status gen_custom(struct gen *gen, struct network **network, struct diagnostic *diagnostic);

#endif
