/* How points of a campaign are given to ranks, and results as bytes. */
#include "tests/suites.h"

#include "campaign/blocks.h"
#include "campaign/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void give(struct blocks *blocks, size_t rank, size_t first, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ck_assert(blocks_give(blocks, rank, &(struct blocks_item){first + i, 1000 + first + i, false}));
    }
}

/* The results of these points come, each of `seconds`. */
static void take(struct blocks *blocks, size_t rank, size_t first, size_t count, double seconds)
{
    for (size_t i = 0; i < count; i++) {
        size_t point = 0;
        ck_assert(blocks_take(blocks, rank, 1000 + first + i, seconds, &point));
        ck_assert_uint_eq(point, first + i);
    }
}

START_TEST(a_rank_has_one_point_a_worker_while_nothing_is_known)
{
    struct blocks blocks;
    ck_assert(blocks_begin(&blocks, 3, 4));
    ck_assert_uint_eq(blocks_wanted(&blocks, 0, 1000000), 4);
    ck_assert_uint_eq(blocks_wanted(&blocks, 0, 3), 3);
    give(&blocks, 0, 0, 4);
    ck_assert_uint_eq(blocks_wanted(&blocks, 0, 1000000), 0);
    ck_assert_uint_eq(blocks_wanted(&blocks, 1, 1000000), 4);
    ck_assert_uint_eq(blocks_wanted(&blocks, 1, 0), 0);
    blocks_end(&blocks);
}
END_TEST

/* Loop: the time a point takes. What a rank then has: one point, one more, and 50 ms more. */
START_TEST(blocks_grow_as_points_get_short)
{
    static const double SECONDS[] = {3600.0, 1.1, 0.5, 0.05, 0.01, 1e-3, 1e-4, 1e-6};
    static const size_t HOLDS[] = {1, 1, 2, 2, 6, 51, 501, 1025};
    struct blocks blocks;
    ck_assert(blocks_begin(&blocks, 2, 1));
    give(&blocks, 0, 0, 1);
    take(&blocks, 0, 0, 1, SECONDS[_i] * (1.0 - 1e-12)); /* so that 0.05 s of work are not a bit less than 50 points */
    size_t wanted = blocks_wanted(&blocks, 0, 1000000);
    ck_assert_uint_eq(wanted, HOLDS[_i] < BLOCKS_LARGEST ? HOLDS[_i] : BLOCKS_LARGEST);
    give(&blocks, 0, 1, wanted);
    ck_assert_uint_ge(blocks_ahead(&blocks), 2 * wanted);
    if (HOLDS[_i] > 50) { /* the next block comes when half of it is done, and not with each result */
        take(&blocks, 0, 1, wanted / 2 - 2, SECONDS[_i]);
        ck_assert_uint_eq(blocks_wanted(&blocks, 0, 1000000), 0);
        take(&blocks, 0, wanted / 2 - 1, 4, SECONDS[_i]);
        ck_assert_uint_gt(blocks_wanted(&blocks, 0, 1000000), HOLDS[_i] / 3);
    }
    blocks_end(&blocks);
}
END_TEST

START_TEST(the_last_points_are_shared_out)
{
    struct blocks blocks;
    size_t left = 2000, has[4] = {1, 0, 0, 0}, most = 0;
    ck_assert(blocks_begin(&blocks, 4, 1));
    give(&blocks, 0, 0, 1);
    take(&blocks, 0, 0, 1, 1e-4);
    for (size_t rank = 0, next = 1; left > 0; rank = (rank + 1) % 4) {
        size_t wanted = blocks_wanted(&blocks, rank, left);
        ck_assert_uint_le(wanted, left / 8 + 2);
        give(&blocks, rank, next, wanted);
        take(&blocks, rank, next, wanted, 1e-4);
        next += wanted;
        left -= wanted;
        has[rank] += wanted;
        most = has[rank] > most ? has[rank] : most;
    }
    ck_assert_uint_le(most, 800); /* of 500 that would be the same for all */
    blocks_end(&blocks);
}
END_TEST

struct failures {
    size_t count, point[16];
};

static void note_failure(void *context, size_t point)
{
    struct failures *failures = context;
    failures->point[failures->count++] = point;
}

START_TEST(points_of_a_lost_rank_are_given_again_once)
{
    struct blocks blocks;
    struct failures failures = {0};
    struct blocks_item item;
    size_t point;
    ck_assert(blocks_begin(&blocks, 3, 1));
    give(&blocks, 0, 10, 5);
    take(&blocks, 0, 11, 1, 1e-3); /* not in order */
    ck_assert(blocks_lose(&blocks, 0, note_failure, &failures));
    ck_assert_uint_eq(failures.count, 0);
    ck_assert_uint_eq(blocks.lost, 1);
    ck_assert_uint_eq(blocks_wanted(&blocks, 0, 1000), 0);
    ck_assert(!blocks_take(&blocks, 0, 1012, 1e-3, &point)); /* it is heard of after all */
    static const size_t AGAIN[] = {10, 12, 13, 14};
    for (size_t i = 0; i < 4; i++) {
        ck_assert(blocks_again(&blocks, &item));
        ck_assert_uint_eq(item.point, AGAIN[i]);
        ck_assert_uint_eq(item.number, 1000 + AGAIN[i]);
        ck_assert(blocks_give(&blocks, 1, &item));
    }
    ck_assert(!blocks_again(&blocks, &item));
    give(&blocks, 1, 20, 1);
    take(&blocks, 1, 12, 1, 1e-3);
    ck_assert(blocks_lose(&blocks, 1, note_failure, &failures));
    ck_assert(blocks_lose(&blocks, 1, note_failure, &failures)); /* is nothing new */
    ck_assert_uint_eq(failures.count, 3);
    ck_assert_uint_eq(failures.point[0] + failures.point[1] + failures.point[2], 10 + 13 + 14);
    ck_assert(blocks_again(&blocks, &item));
    ck_assert_uint_eq(item.point, 20);
    ck_assert(!blocks_again(&blocks, &item));
    ck_assert_uint_eq(blocks.lost, 2);
    blocks_end(&blocks);
}
END_TEST

START_TEST(what_is_left_of_a_campaign_is_forgotten)
{
    struct blocks blocks;
    struct failures failures = {0};
    struct blocks_item item;
    size_t point;
    ck_assert(blocks_begin(&blocks, 2, 1));
    give(&blocks, 0, 0, 3);
    give(&blocks, 1, 3, 3);
    ck_assert(blocks_lose(&blocks, 0, note_failure, &failures));
    blocks_forget(&blocks);
    ck_assert(!blocks_again(&blocks, &item));
    ck_assert(!blocks_take(&blocks, 1, 1003, 1e-3, &point));
    ck_assert_uint_eq(blocks.lost, 1);
    blocks_end(&blocks);
}
END_TEST

/* Loop: a result with bytes, one without, and one that failed. */
START_TEST(a_result_is_the_same_after_its_way_as_bytes)
{
    char bytes[] = "seven b", room[4096];
    struct campaign_result result = {.point = 77, .seconds = 0.25}, back;
    struct wire_head head;
    if (_i == 0) {
        result.bytes = bytes;
        result.size = 7;
    } else if (_i == 2) {
        result.status = fail(&result.why, STATUS_SIMULATOR, "error: %0*d", 900, 7);
    }
    size_t size = wire_size(&result);
    ck_assert_uint_lt(size, sizeof room);
    memset(room, 'x', sizeof room);
    wire_write(&result, room);
    for (size_t part = 0; part < size; part++) {
        ck_assert_uint_eq(wire_look(room, part, &head), 0);
    }
    ck_assert_uint_eq(wire_look(room, sizeof room, &head), size);
    ck_assert_uint_eq(head.point, 77);
    ck_assert_double_eq(head.seconds, 0.25);
    wire_read(room, &back);
    ck_assert_uint_eq(back.point, 77);
    ck_assert_double_eq(back.seconds, 0.25);
    ck_assert_int_eq(back.status, result.status);
    ck_assert_uint_eq(back.size, result.size);
    ck_assert_str_eq(back.why.text, result.why.text);
    ck_assert(back.size == 0 ? !back.bytes : memcmp(back.bytes, bytes, 7) == 0);
    free(back.bytes);
}
END_TEST

Suite *blocks_suite(void)
{
    Suite *suite = suite_create("blocks");
    TCase *given = tcase_create("given");
    tcase_add_test(given, a_rank_has_one_point_a_worker_while_nothing_is_known);
    tcase_add_loop_test(given, blocks_grow_as_points_get_short, 0, 8);
    tcase_add_test(given, the_last_points_are_shared_out);
    tcase_add_test(given, points_of_a_lost_rank_are_given_again_once);
    tcase_add_test(given, what_is_left_of_a_campaign_is_forgotten);
    tcase_add_loop_test(given, a_result_is_the_same_after_its_way_as_bytes, 0, 3);
    suite_add_tcase(suite, given);
    return suite;
}
