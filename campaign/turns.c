#include "campaign/turns.h"

#include <stdlib.h>

struct turns_slot {
    bool done;
    struct campaign_result result;
};

enum status turns_begin(struct turns *turns, const struct campaign *campaign, size_t ahead,
                        struct diagnostic *diagnostic)
{
    *turns = (struct turns){.campaign = campaign, .end = campaign->points, .slots = ahead};
    turns->slot = calloc(turns->slots, sizeof *turns->slot);
    if (!turns->slot) {
        return fail_memory(diagnostic);
    }
    pthread_mutex_init(&turns->lock, NULL);
    pthread_cond_init(&turns->room, NULL);
    return STATUS_OK;
}

enum status turns_end(struct turns *turns, struct diagnostic *diagnostic)
{
    for (size_t i = 0; i < turns->slots; i++) {
        free(turns->slot[i].result.bytes);
    }
    free(turns->slot);
    pthread_cond_destroy(&turns->room);
    pthread_mutex_destroy(&turns->lock);
    if (turns->status != STATUS_OK) {
        *diagnostic = turns->why;
    }
    return turns->status;
}

static bool is_too_far(const struct turns *turns)
{
    return turns->given >= turns->handed + turns->slots;
}

static bool next(struct turns *turns, bool waits, size_t *point)
{
    pthread_mutex_lock(&turns->lock);
    while (waits && turns->given < turns->end && is_too_far(turns)) {
        pthread_cond_wait(&turns->room, &turns->lock);
    }
    bool there = turns->given < turns->end && !is_too_far(turns);
    if (there) {
        *point = turns->given++;
    }
    pthread_mutex_unlock(&turns->lock);
    return there;
}

bool turns_next(struct turns *turns, size_t *point)
{
    return next(turns, true, point);
}

bool turns_try(struct turns *turns, size_t *point)
{
    return next(turns, false, point);
}

size_t turns_ahead(struct turns *turns)
{
    pthread_mutex_lock(&turns->lock);
    size_t ahead = turns->given - turns->handed;
    pthread_mutex_unlock(&turns->lock);
    return ahead;
}

size_t turns_left(struct turns *turns)
{
    pthread_mutex_lock(&turns->lock);
    size_t left = turns->end > turns->given ? turns->end - turns->given : 0;
    pthread_mutex_unlock(&turns->lock);
    return left;
}

bool turns_over(struct turns *turns)
{
    pthread_mutex_lock(&turns->lock);
    bool over = turns->handed >= turns->end;
    pthread_mutex_unlock(&turns->lock);
    return over;
}

static void end_at(struct turns *turns, size_t point)
{
    if (point < turns->end) {
        turns->end = point;
        pthread_cond_broadcast(&turns->room);
    }
}

static void note_error(struct turns *turns, enum status status, const struct diagnostic *why)
{
    if (turns->status == STATUS_OK) {
        turns->status = status;
        turns->why = *why;
    }
}

/* Hands on the result whose turn it is. The lock is held, but not while the campaign takes it. */
static void hand_on(struct turns *turns, struct campaign_result *result)
{
    const struct campaign *campaign = turns->campaign;
    struct diagnostic why;
    pthread_mutex_unlock(&turns->lock);
    enum status taken = campaign->take(campaign->context, result, &why);
    free(result->bytes);
    pthread_mutex_lock(&turns->lock);
    if (result->status != STATUS_OK) {
        note_error(turns, result->status, &result->why);
    }
    if (taken != STATUS_OK) {
        note_error(turns, taken, &why);
        end_at(turns, 0);
    }
    turns->handed++;
    pthread_cond_broadcast(&turns->room);
}

void turns_put(struct turns *turns, const struct campaign_result *result)
{
    pthread_mutex_lock(&turns->lock);
    turns->slot[result->point % turns->slots] = (struct turns_slot){true, *result};
    if (result->status != STATUS_OK && turns->campaign->ends_at_error) {
        end_at(turns, result->point + 1);
    }
    if (!turns->handing) {
        turns->handing = true;
        struct turns_slot *slot;
        while (turns->handed < turns->end && (slot = &turns->slot[turns->handed % turns->slots])->done) {
            struct campaign_result result_in_turn = slot->result;
            *slot = (struct turns_slot){.done = false};
            hand_on(turns, &result_in_turn);
        }
        turns->handing = false;
    }
    pthread_mutex_unlock(&turns->lock);
}

void turns_fail(struct turns *turns, enum status status, const struct diagnostic *why)
{
    pthread_mutex_lock(&turns->lock);
    note_error(turns, status, why);
    end_at(turns, 0);
    pthread_mutex_unlock(&turns->lock);
}
