/* The nodes of a graph file that names them, each with its place in the file. */
#ifndef GRAPH_NAMES_H
#define GRAPH_NAMES_H

#include "base/status.h"

#include <stddef.h>

struct name {
    char *text;   /* by which edges name it */
    char *label;  /* what people call it, where the file says that as well; else NULL */
    size_t index; /* of the node, in the order of the file */
    long line;
};

/* Start with {0}. */
struct names {
    struct name *name; /* [count] */
    size_t count;
};

/* Appends a node. STATUS_SYSTEM where memory is short. */
enum status names_add(struct names *names, const char *text, long line, struct diagnostic *diagnostic);

/* Makes the list ready for names_find. STATUS_INPUT where a name stands twice, or where there are fewer than 2. */
enum status names_sort(struct names *names, const char *path, struct diagnostic *diagnostic);

/* Makes a list in which a name may stand more than once ready for names_find: each name is one node. Nodes are numbered
 * anew, by size where every name is a whole number in digits (without leading zeros), else as they appear first. */
void names_merge(struct names *names);

/* The node called `text`, of a sorted list; NULL where there is none. */
const struct name *names_find(const struct names *names, const char *text);

/* What is wrong with `text` as the name of a node; NULL where nothing is. A name is 1 to NAME_LONGEST bytes of UTF-8
 * without control characters, so that it can stand in a report, in a picture and on a comment line. */
enum { NAME_LONGEST = 255 };
const char *name_fault(const char *text);

/* Moves the names of a sorted or merged list into an array by the nodes' numbers, to be freed with names_free: their
 * labels where all nodes have one, all good names and all different, else their texts. NULL, where the names are 1, 2,
 * 3 and so on: then they need no list. STATUS_INPUT, with the line, where a text is no good name. */
enum status names_move(struct names *names, const char *path, char ***name, struct diagnostic *diagnostic);

/* Finds two equal ones of the `count` names, *first before *second; both are 0 where all differ. STATUS_SYSTEM where
 * memory is short. */
enum status names_repeat(char *const name[], size_t count, size_t *first, size_t *second,
                         struct diagnostic *diagnostic);

/* Frees `count` names and their array; takes NULL. */
void names_free(char **name, size_t count);

/* Frees what the list owns. */
void names_clear(struct names *names);

#endif
