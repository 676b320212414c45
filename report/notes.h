/* Notes: what a reader took for granted, so that a user can see whether it was meant so. Every report has them. They do
 * not weaken an answer; report/warnings.h is about what does. */
#ifndef NOTES_H
#define NOTES_H

#include "base/document.h"
#include "netgen/network.h"

/* What the reader of the graph, or of the problem, that `network` was made of assumed, or which convention the format
 * has: one line. NULL where there is nothing to say. */
const char *notes_of(const struct network *network);

/* Adds the list "notes" of texts to `document`, where errors stay. */
void notes_add(const struct network *network, struct document *document);

#endif
