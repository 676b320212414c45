#include "campaign/blocks.h"

#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* s of work that a rank has ahead, for each worker; and how long a point takes that is never given ahead. */
static const double BLOCK = 0.05, LONG_POINT = 1.0;

/* s of work that is given out ahead of the result whose turn it is, and points, for each worker. */
static const double AHEAD = 1.0;
static const size_t AHEAD_POINTS = 8;

bool blocks_begin(struct blocks *blocks, size_t count, size_t workers)
{
    *blocks = (struct blocks){.count = count, .workers = workers, .rank = calloc(count, sizeof *blocks->rank)};
    return blocks->rank != NULL;
}

void blocks_end(struct blocks *blocks)
{
    for (size_t i = 0; blocks->rank && i < blocks->count; i++) {
        free(blocks->rank[i].item);
    }
    free(blocks->rank);
    free(blocks->again);
    *blocks = (struct blocks){.count = 0};
}

/* How many points take `time` with one worker, at most BLOCKS_LARGEST. */
static size_t points_in(const struct blocks *blocks, double time)
{
    double points = blocks->seconds > 0.0 ? time / blocks->seconds : BLOCKS_LARGEST;
    return points < BLOCKS_LARGEST ? (size_t)points : BLOCKS_LARGEST;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t blocks_wanted(const struct blocks *blocks, size_t rank, size_t left)
{
    const struct blocks_rank *this = &blocks->rank[rank];
    size_t has = this->end - this->first, block = 0, living = blocks->count - blocks->lost;
    if (this->lost) {
        return 0;
    }
    if (blocks->seen > 0 && blocks->seconds < LONG_POINT) {
        block = least(least(points_in(blocks, BLOCK) * blocks->workers, BLOCKS_LARGEST), left / (2 * living));
        block = block > 1 ? block : 1;
    }
    size_t holds = blocks->workers + block;
    bool starved = has < blocks->workers, low = has + (block + 1) / 2 <= holds && block > 0;
    return has < holds && (starved || low) ? least(least(holds - has, BLOCKS_LARGEST), left) : 0;
}

size_t blocks_ahead(const struct blocks *blocks)
{
    size_t short_points = blocks->seen > 0 ? points_in(blocks, AHEAD) : 0;
    return blocks->count * blocks->workers * (AHEAD_POINTS + short_points);
}

bool blocks_give(struct blocks *blocks, size_t rank, const struct blocks_item *item)
{
    struct blocks_rank *this = &blocks->rank[rank];
    if (this->first > 0 && this->end == this->room) {
        memmove(this->item, this->item + this->first, (this->end - this->first) * sizeof *item);
        this->end -= this->first;
        this->first = 0;
    }
    if (!ARRAY_RESERVE(this->item, this->room, this->end + 1)) {
        return false;
    }
    this->item[this->end++] = *item;
    return true;
}

/* Averages over the last few hundred points. */
static void note_seconds(struct blocks *blocks, double seconds)
{
    const size_t window = 256;
    blocks->seen += blocks->seen < window;
    blocks->seconds += (seconds - blocks->seconds) / (double)blocks->seen;
}

bool blocks_take(struct blocks *blocks, size_t rank, size_t number, double seconds, size_t *point)
{
    struct blocks_rank *this = &blocks->rank[rank];
    size_t i = this->first;
    while (i < this->end && this->item[i].number != number) { /* results come nearly in order */
        i++;
    }
    if (this->lost || i == this->end) {
        return false;
    }
    *point = this->item[i].point;
    memmove(this->item + this->first + 1, this->item + this->first, (i - this->first) * sizeof *this->item);
    this->first++;
    if (seconds > 0.0) { /* else it did not end */
        note_seconds(blocks, seconds);
    }
    return true;
}

bool blocks_again(struct blocks *blocks, struct blocks_item *item)
{
    if (blocks->again_count > 0) {
        *item = blocks->again[--blocks->again_count];
        return true;
    }
    return false;
}

bool blocks_lose(struct blocks *blocks, size_t rank, void (*failed)(void *context, size_t point), void *context)
{
    struct blocks_rank *this = &blocks->rank[rank];
    size_t has = this->end - this->first;
    if (this->lost || !ARRAY_RESERVE(blocks->again, blocks->again_room, blocks->again_count + has)) {
        return this->lost;
    }
    this->lost = true;
    blocks->lost++;
    for (size_t i = has; i-- > 0;) { /* the last is given again first, which is the first here */
        struct blocks_item item = this->item[this->first + i];
        if (item.was_lost) {
            failed(context, item.point);
        } else {
            item.was_lost = true;
            blocks->again[blocks->again_count++] = item;
        }
    }
    this->first = this->end = 0;
    return true;
}

void blocks_forget(struct blocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        blocks->rank[i].first = blocks->rank[i].end = 0;
    }
    blocks->again_count = 0;
}
