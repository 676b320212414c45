/* Measures of networks of domain walls: what counts is when and where they come to rest. */
#ifndef RESTS_H
#define RESTS_H

#include "report/measures.h"

/* measures_take of a trace of walls. STATUS_SYSTEM where memory is short. */
enum status rests_take(const struct trace *trace, const struct network *network, struct measures *measures,
                       struct diagnostic *diagnostic);

#endif
