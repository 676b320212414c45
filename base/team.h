/* Threads that share the parts of a loop.
 *
 * Which thread does a part does not matter where each part writes to places of its own, and what all parts found is put
 * together in their order: then results are the same for any number of threads. */
#ifndef TEAM_H
#define TEAM_H

#include <stddef.h>

struct team;

/* A team of `threads`, the caller's included; of fewer where the system gives fewer. NULL, which is the caller alone,
 * for one, and where memory is short. */
struct team *team_new(size_t threads);
void team_free(struct team *team); /* takes NULL */

/* Calls work(context, k) once for each k < parts, and returns when all are done. */
void team_do(struct team *team, size_t parts, void (*work)(void *context, size_t part), void *context);

#endif
