#include "campaign/mpi/keeper.h"

#include "campaign/turns.h"
#include "campaign/wire.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What goes to a rank, and when it was heard. Nothing waits for a message to arrive, since the rank may be gone. */
struct keeper_mail {
    struct order order;
    struct leave leave;
    MPI_Request request, farewell;
    double heard, said; /* s; INFINITY: it will say no more by itself */
    bool met, left;     /* it has said that it serves; that it says no more */
};

enum status keeper_begin(struct keeper *keeper, size_t others, struct diagnostic *diagnostic)
{
    *keeper = (struct keeper){.silence = RANKS_SILENCE};
    keeper->mail = calloc(others, sizeof *keeper->mail);
    if (!keeper->mail || !blocks_begin(&keeper->blocks, others, 1)) {
        free(keeper->mail);
        return fail_memory(diagnostic);
    }
    for (size_t i = 0; i < others; i++) {
        keeper->mail[i].request = keeper->mail[i].farewell = MPI_REQUEST_NULL;
    }
    return STATUS_OK;
}

/* ---- Ranks that are lost ---- */

static void fail_point(void *context, size_t point)
{
    struct keeper *keeper = context;
    struct campaign_result result = {.point = point};
    result.status = fail(&result.why, STATUS_SYSTEM, "error: the rank that did this run was lost");
    turns_put(keeper->turns, &result);
}

static void lose(struct keeper *keeper, size_t i)
{
    if (!blocks_lose(&keeper->blocks, i, fail_point, keeper)) {
        messages_abort();
    }
}

/* Takes a message; false where none has come. The time in which rank 0 did something else is nobody's silence. */
static bool receive(struct keeper *keeper)
{
    double pause = messages_pause(&keeper->listened);
    for (size_t i = 0; pause > 0.0 && i < keeper->blocks.count; i++) {
        keeper->mail[i].heard += pause;
    }
    return messages_receive(&keeper->mailbox);
}

/* Counts ranks that were not heard of for too long as lost. */
static void judge(struct keeper *keeper)
{
    double now = messages_now();
    for (size_t i = 0; i < keeper->blocks.count; i++) {
        struct keeper_mail *mail = &keeper->mail[i];
        if (!keeper->blocks.rank[i].lost && !mail->left && now - mail->heard > keeper->silence) {
            lose(keeper, i);
        }
    }
}

static void begin_to_listen(struct keeper *keeper)
{
    keeper->listened = messages_now();
    for (size_t i = 0; i < keeper->blocks.count; i++) {
        keeper->mail[i].heard = messages_now();
    }
}

/* ---- Before the first campaign ---- */

/* The next line of a text; its end becomes the end of the string. */
static char *line(char **rest)
{
    char *first = *rest;
    *rest = strchrnul(first, '\n');
    if (**rest) {
        *(*rest)++ = '\0';
    }
    return first;
}

/* Whether a rank, whose first message has come, does the same. */
static enum status compare(const struct message *in, const struct ranks_identity *identity,
                           struct diagnostic *diagnostic)
{
    char *rest = in->bytes;
    const char *first = in->tag == TAG_DONE ? "" : line(&rest), *machine = in->tag == TAG_DONE ? "" : line(&rest);
    if (in->tag == TAG_FAILED) {
        int code = atoi(first);
        return fail(diagnostic, code > STATUS_OK && code <= STATUS_SYSTEM ? (enum status)code : STATUS_SYSTEM,
                    "error: rank %d on %s: %s", in->from, machine, rest);
    }
    if (in->tag != TAG_READY) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: rank %d has nothing to do; expected the same command in all ranks", in->from);
    }
    if (strcmp(first, identity->version) != 0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: rank %d on %s is version %s, and rank 0 is %s; expected the same program on all machines",
                    in->from, machine, first, identity->version);
    }
    if (strcmp(rest, identity->plan) != 0) {
        return fail(
            diagnostic, STATUS_INPUT,
            "error: rank %d on %s has another plan than rank 0; expected the same command, files and ngspice on all "
            "machines",
            in->from, machine);
    }
    return STATUS_OK;
}

enum status keeper_meet(struct keeper *keeper, const struct ranks_identity *identity, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    int first_wrong = 0;
    begin_to_listen(keeper);
    for (size_t met = 0; met + keeper->blocks.lost < keeper->blocks.count;) {
        if (receive(keeper)) {
            const struct message *in = &keeper->mailbox.in;
            struct keeper_mail *mail = &keeper->mail[in->from - 1];
            struct diagnostic why;
            bool counts = !keeper->blocks.rank[in->from - 1].lost && !mail->met && in->tag != TAG_ALIVE;
            enum status this = counts ? compare(in, identity, &why) : STATUS_OK;
            met += counts;
            mail->met = mail->met || counts;
            mail->heard = in->tag == TAG_DONE || in->tag == TAG_FAILED ? INFINITY : messages_now();
            if (this != STATUS_OK && (status == STATUS_OK || in->from < first_wrong)) {
                status = this;
                first_wrong = in->from;
                *diagnostic = why;
            }
        } else {
            judge(keeper);
            usleep(messages_patience(0));
        }
    }
    return status;
}

/* ---- Points ---- */

/* Sends the order that is in a rank's mail. */
static void send_order(struct keeper *keeper, size_t i)
{
    struct keeper_mail *mail = &keeper->mail[i];
    size_t size = offsetof(struct order, number) + mail->order.count * sizeof *mail->order.number;
    mail->order.campaign = keeper->campaign;
    mail->order.silence = keeper->silence;
    mail->said = messages_now();
    if (MPI_Isend(&mail->order, (int)size, MPI_BYTE, (int)i + 1, TAG_ORDER, MPI_COMM_WORLD, &mail->request) !=
        MPI_SUCCESS) {
        mail->request = MPI_REQUEST_NULL;
        lose(keeper, i);
    }
}

static bool next_item(struct keeper *keeper, struct blocks_item *item)
{
    const struct campaign *campaign = keeper->turns->campaign;
    if (blocks_again(&keeper->blocks, item)) {
        return true;
    }
    if (!turns_try(keeper->turns, &item->point)) {
        return false;
    }
    item->number = campaign->number ? campaign->number(campaign->context, item->point) : item->point;
    item->was_lost = false;
    return true;
}

/* Gives a rank as many points as it should have. */
static void give(struct keeper *keeper, size_t i)
{
    struct blocks *blocks = &keeper->blocks;
    struct order *order = &keeper->mail[i].order;
    size_t most = blocks_ahead(blocks), ahead = turns_ahead(keeper->turns), left = turns_left(keeper->turns);
    size_t room = most > ahead ? most - ahead : 0;
    size_t wanted = blocks_wanted(blocks, i, blocks->again_count + (left < room ? left : room));
    struct blocks_item item;
    if (wanted == 0 || !messages_gone(&keeper->mail[i].request)) {
        return;
    }
    order->count = 0;
    while (order->count < wanted && next_item(keeper, &item)) {
        order->number[order->count++] = item.number;
        if (!blocks_give(blocks, i, &item)) {
            messages_abort();
        }
    }
    if (order->count > 0) {
        send_order(keeper, i);
    }
}

/* To all: points, or that rank 0 is there. */
static void give_all(struct keeper *keeper)
{
    double now = messages_now();
    for (size_t i = 0; i < keeper->blocks.count; i++) {
        struct keeper_mail *mail = &keeper->mail[i];
        give(keeper, i);
        if (now - mail->said > keeper->silence / 6.0 && !keeper->blocks.rank[i].lost && messages_gone(&mail->request)) {
            mail->order.count = 0;
            send_order(keeper, i);
        }
    }
}

/* ---- Results ---- */

static void take_results(struct keeper *keeper, size_t from)
{
    const char *next = keeper->mailbox.in.bytes;
    size_t size = keeper->mailbox.in.size, one;
    struct wire_head head;
    uint64_t campaign = 0;
    messages_take(&keeper->mailbox.in, &campaign, sizeof campaign);
    if (campaign != keeper->campaign) {
        return;
    }
    for (next += sizeof campaign, size -= sizeof campaign; (one = wire_look(next, size, &head)) > 0;
         next += one, size -= one) {
        struct campaign_result result;
        size_t point;
        if (blocks_take(&keeper->blocks, from, head.point, head.seconds, &point)) {
            wire_read(next, &result);
            result.point = point;
            turns_put(keeper->turns, &result);
        }
    }
}

/* Takes a message; false where none has come. */
static bool listen_to_one(struct keeper *keeper)
{
    if (!receive(keeper)) {
        return false;
    }
    size_t from = (size_t)keeper->mailbox.in.from - 1;
    keeper->mail[from].heard = messages_now();
    if (keeper->mailbox.in.tag == TAG_RESULTS && keeper->turns) {
        take_results(keeper, from);
        give(keeper, from);
    }
    keeper->mail[from].left = keeper->mail[from].left || keeper->mailbox.in.tag == TAG_BYE;
    return true;
}

static void run(struct keeper *keeper)
{
    struct diagnostic why;
    unsigned quiet = 0;
    begin_to_listen(keeper);
    give_all(keeper);
    while (!turns_over(keeper->turns)) {
        if (listen_to_one(keeper)) {
            quiet = 0;
            continue;
        }
        judge(keeper);
        if (keeper->blocks.lost == keeper->blocks.count) {
            fail(&why, STATUS_SYSTEM, "error: all ranks but rank 0 are lost; expected at least one that works");
            turns_fail(keeper->turns, STATUS_SYSTEM, &why);
        }
        give_all(keeper);
        usleep(messages_patience(quiet++));
    }
}

enum status keeper_run(struct keeper *keeper, const struct campaign *campaign, struct diagnostic *diagnostic)
{
    const size_t points_ahead = 8, workers_ahead = 64; /* the last is for memory: 70 MB of results that wait */
    struct blocks *blocks = &keeper->blocks;
    struct turns turns;
    if (campaign->points == 0) {
        return STATUS_OK;
    }
    blocks->workers = campaign->workers > 0 ? campaign->workers : 1;
    size_t workers = blocks->count * blocks->workers;
    size_t ahead = points_ahead * workers + BLOCKS_LARGEST * (workers < workers_ahead ? workers : workers_ahead);
    enum status status = turns_begin(&turns, campaign, ahead, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    keeper->turns = &turns;
    keeper->campaign++;
    blocks_forget(blocks);
    run(keeper);
    keeper->turns = NULL;
    return turns_end(&turns, diagnostic);
}

/* ---- The end ---- */

static bool all_have_left(const struct keeper *keeper)
{
    for (size_t i = 0; i < keeper->blocks.count; i++) {
        if (!keeper->mail[i].left && !keeper->blocks.rank[i].lost) {
            return false;
        }
    }
    return true;
}

/* Whether what went to a rank has arrived, or the rank is lost. */
static bool is_told(struct keeper *keeper, size_t i)
{
    return keeper->blocks.rank[i].lost ||
           (messages_gone(&keeper->mail[i].farewell) && messages_gone(&keeper->mail[i].request));
}

static void wait_until_told(struct keeper *keeper)
{
    double begun = messages_now();
    for (size_t i = 0; i < keeper->blocks.count; i++) {
        while (!is_told(keeper, i) && messages_now() - begun < keeper->silence) {
            usleep(messages_patience(0));
        }
    }
}

/* Says `tag` to all, to those that are lost, too: they may be there after all. */
static void say_to_all(struct keeper *keeper, enum message_tag tag, size_t size)
{
    wait_until_told(keeper);
    for (size_t i = 0; i < keeper->blocks.count; i++) {
        struct keeper_mail *mail = &keeper->mail[i];
        if (mail->farewell != MPI_REQUEST_NULL) {
            MPI_Request_free(&mail->farewell); /* to a lost one */
        }
        MPI_Isend(&mail->leave, (int)size, MPI_BYTE, (int)i + 1, (int)tag, MPI_COMM_WORLD, &mail->farewell);
    }
}

void keeper_end(struct keeper *keeper, int code)
{
    blocks_forget(&keeper->blocks);
    say_to_all(keeper, TAG_END, 0);
    begin_to_listen(keeper);
    while (!all_have_left(keeper)) {
        if (!listen_to_one(keeper)) {
            judge(keeper);
            usleep(messages_patience(0));
        }
    }
    bool finalize = keeper->blocks.lost == 0;
    for (size_t i = 0; i < keeper->blocks.count; i++) {
        keeper->mail[i].leave = (struct leave){code, finalize};
    }
    say_to_all(keeper, TAG_LEAVE, sizeof(struct leave));
    wait_until_told(keeper);
    if (finalize) { /* else it would wait for the lost ones */
        MPI_Finalize();
        free(keeper->mail); /* else MPI may still read it */
    }
    blocks_end(&keeper->blocks);
}
