/* Recall of bit patterns. */
#ifndef RECALL_H
#define RECALL_H

#include "netgen/questions/patterns.h"

/* A network that is trained with patterns and loaded with a start: patterns_network of question_recall. */
enum status recall_network(const struct patterns *given, const struct bias *bias, struct network **network,
                           struct diagnostic *diagnostic);

#endif
