/* What each rank of a campaign over several machines has to do: points are given to it in blocks, which are as large as
 * the time that a point takes allows, so that a message does not cost as much as the work in it. No rank is mentioned
 * here that keeps the results. */
#ifndef BLOCKS_H
#define BLOCKS_H

#include <stdbool.h>
#include <stddef.h>

enum { BLOCKS_LARGEST = 1024 }; /* points in a block */

/* A point that a rank has and whose result is missing. */
struct blocks_item {
    size_t point;  /* of the campaign */
    size_t number; /* by which the rank knows it */
    bool was_lost; /* it has been with a rank that was lost */
};

struct blocks_rank {
    bool lost;
    struct blocks_item *item; /* [room]: those from `first` to `end`, in the order in which they were given */
    size_t first, end, room;
};

struct blocks {
    size_t count, workers; /* ranks, and processes that each has for the work */
    size_t lost;           /* ranks */
    struct blocks_rank *rank;
    double seconds; /* that a point takes, as seen so far */
    size_t seen;
    struct blocks_item *again; /* [again_room]: the first again_count are to be given to another rank */
    size_t again_count, again_room;
};

/* For `count` ranks with as many `workers` each; false where memory is short. */
bool blocks_begin(struct blocks *blocks, size_t count, size_t workers);
void blocks_end(struct blocks *blocks);

/* How many points `rank` should get now, of the `left` that are to be given out; 0: none yet. Where nothing is known of
 * the time a point takes, and where it is long, no rank has more points than workers, so that none waits at one rank
 * while another has nothing to do. Else a rank has up to 50 ms more of work for each worker; fewer where few points are
 * left. */
size_t blocks_wanted(const struct blocks *blocks, size_t rank, size_t left);

/* How far points may be given out ahead of the result whose turn it is: as runner_run has it for long ones, and one
 * second of work of all ranks for short ones. */
size_t blocks_ahead(const struct blocks *blocks);

/* Notes that `rank` gets a point; false where memory is short. */
bool blocks_give(struct blocks *blocks, size_t rank, const struct blocks_item *item);

/* The result of a point has come from `rank`, which took `seconds` for it: *point is the campaign's. False where the
 * rank does not have this number, as one that was counted as lost. */
bool blocks_take(struct blocks *blocks, size_t rank, size_t number, double seconds, size_t *point);

/* The next point that was lost with a rank and is to be given to another; false: there is none. */
bool blocks_again(struct blocks *blocks, struct blocks_item *item);

/* `rank` is lost. Its points are to be given to others, but for those that have been lost before: one by one these are
 * passed to `failed` with `context`. False where memory is short. */
bool blocks_lose(struct blocks *blocks, size_t rank, void (*failed)(void *context, size_t point), void *context);

/* Forgets what was given, after the end of a campaign, but neither lost ranks nor the time that a point takes. */
void blocks_forget(struct blocks *blocks);

#endif
