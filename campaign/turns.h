/* The order of a campaign: points are given out in order, and their results are passed on in the same order. */
#ifndef TURNS_H
#define TURNS_H

#include "campaign/campaign.h"

#include <pthread.h>

struct turns {
    const struct campaign *campaign;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t room;  /* a result was handed on, or the end came nearer */
    size_t given, handed; /* the next point, and the next result */
    size_t end;           /* of both: all points, and less after an error that ends the campaign */
    size_t slots;         /* how far the first may be ahead of the second */
    struct turns_slot *slot;
    bool handing; /* a thread is about it */
    enum status status;
    struct diagnostic why; /* of the first error */
};

/* With points that are given out at most `ahead` before the result whose turn it is. STATUS_SYSTEM where memory is
 * short; then there is nothing to clear. */
enum status turns_begin(struct turns *turns, const struct campaign *campaign, size_t ahead,
                        struct diagnostic *diagnostic);

/* Frees what is left. Returns the first error. */
enum status turns_end(struct turns *turns, struct diagnostic *diagnostic);

/* Gives out the next point into *point; false where none is left. turns_next waits where too many results wait for
 * their turn, and turns_try gives false then, too. */
bool turns_next(struct turns *turns, size_t *point);
bool turns_try(struct turns *turns, size_t *point);

/* How many points have been given out whose results have not been handed on, and how many are still to be given out. */
size_t turns_ahead(struct turns *turns);
size_t turns_left(struct turns *turns);

/* Whether all results have been handed on that will be. */
bool turns_over(struct turns *turns);

/* Takes over a result and hands on all results whose turn has come. */
void turns_put(struct turns *turns, const struct campaign_result *result);

/* Ends the campaign with an error that is of no point. */
void turns_fail(struct turns *turns, enum status status, const struct diagnostic *why);

#endif
