#include "campaign/mpi/relay.h"

#include "base/array.h"
#include "campaign/child.h"
#include "campaign/wire.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Rank 0 is lost where it says nothing this many times longer than it waits for others: it also writes to a disk. */
static const double PATIENCE = 10.0;

/* s of work that a child has ahead, when points are short. */
static const double AHEAD = 2e-3;

enum { DEEPEST = 16 }; /* points that a child has at most */

/* Points that a child has, in order: the first is the one that it does. */
struct place {
    uint64_t number[DEEPEST];
    size_t first, count;
};

struct relay {
    const struct campaign *campaign;
    uint64_t current; /* campaign */
    size_t workers;
    struct child *child;    /* [workers] */
    struct place *place;    /* [workers] */
    struct pollfd *awaited; /* [workers] */
    uint64_t *queue;        /* [room]: points that no child has, from `first` to `end` */
    size_t first, end, room;
    double seconds; /* that a point takes; 0: not known */
    struct mailbox *mailbox;
    char *gathered, *sent; /* results that are to be sent, and those that are being sent */
    size_t gathered_size, gathered_room, sent_room;
    MPI_Request request;
    double silence, heard, said, listened; /* s; when rank 0 was heard, and when it was told something */
    bool over;
};

/* ---- Rank 0 ---- */

static _Noreturn void give_up(double silence)
{
    fprintf(stderr, "spinfield: error: rank 0 has said nothing for %.0f s; expected it to run\n", silence);
    fflush(stderr);
    _exit(STATUS_SYSTEM);
}

/* Waits until rank 0 has taken a message: it takes all up to TAG_BYE, unless it is lost. */
static void wait_until_gone(MPI_Request *request, double silence)
{
    double begun = messages_now(), looked = begun;
    while (!messages_gone(request)) {
        begun += messages_pause(&looked);
        if (messages_now() - begun > PATIENCE * silence) {
            give_up(PATIENCE * silence);
        }
        usleep(messages_patience(0));
    }
}

void relay_say(enum message_tag tag, const void *bytes, size_t size, double silence)
{
    MPI_Request request;
    if (MPI_Isend(bytes, (int)size, MPI_BYTE, 0, (int)tag, MPI_COMM_WORLD, &request) == MPI_SUCCESS) {
        wait_until_gone(&request, silence);
    }
}

/* ---- Results ---- */

/* Adds bytes to what is to be sent, which begins with the campaign. */
static void *gather(struct relay *relay, size_t size)
{
    size_t head = relay->gathered_size == 0 ? sizeof relay->current : 0;
    if (!ARRAY_RESERVE(relay->gathered, relay->gathered_room, relay->gathered_size + head + size)) {
        messages_abort();
    }
    memcpy(relay->gathered + relay->gathered_size, &relay->current, head);
    char *next = relay->gathered + relay->gathered_size + head;
    relay->gathered_size += head + size;
    return next;
}

static void gather_result(struct relay *relay, const struct campaign_result *result)
{
    wire_write(result, gather(relay, wire_size(result)));
}

/* Sends what has been gathered, or a sign of life when it is time for one, as soon as what was sent before has gone. */
static void tell(struct relay *relay)
{
    double now = messages_now();
    bool due = now - relay->said > relay->silence / 6.0;
    if ((relay->gathered_size == 0 && !due) || !messages_gone(&relay->request)) {
        return;
    }
    char *bytes = relay->gathered;
    size_t room = relay->gathered_room, size = relay->gathered_size;
    relay->gathered = relay->sent;
    relay->gathered_room = relay->sent_room;
    relay->gathered_size = 0;
    relay->sent = bytes;
    relay->sent_room = room;
    MPI_Isend(bytes, (int)size, MPI_BYTE, 0, size > 0 ? TAG_RESULTS : TAG_ALIVE, MPI_COMM_WORLD, &relay->request);
    relay->said = now;
}

/* ---- Children ---- */

/* Puts the points that a child has not done back before all others. */
static void take_back(struct relay *relay, struct place *place)
{
    size_t waiting = relay->end - relay->first, back = place->count;
    if (!ARRAY_RESERVE(relay->queue, relay->room, back + waiting)) {
        messages_abort();
    }
    memmove(relay->queue + back, relay->queue + relay->first, waiting * sizeof *relay->queue);
    for (size_t i = 0; i < back; i++) {
        relay->queue[i] = place->number[(place->first + i) % DEEPEST];
    }
    relay->first = 0;
    relay->end = back + waiting;
    place->count = 0;
}

static void done_first(struct place *place)
{
    place->first = (place->first + 1) % DEEPEST;
    place->count--;
}

static void note_seconds(struct relay *relay, double seconds)
{
    const double share = 1.0 / 16.0;
    relay->seconds = relay->seconds > 0.0 ? relay->seconds + share * (seconds - relay->seconds) : seconds;
}

static void hear(struct relay *relay, size_t which)
{
    struct child *child = &relay->child[which];
    struct place *place = &relay->place[which];
    const void *bytes;
    size_t size;
    if (!child_read(child)) {
        struct campaign_result result = {.point = place->number[place->first]};
        child_bury(child, &result);
        if (place->count > 0) {
            gather_result(relay, &result);
            done_first(place);
            take_back(relay, place);
        }
        return;
    }
    while ((bytes = child_next(child, &size)) != NULL) {
        struct wire_head head;
        wire_look(bytes, size, &head);
        memcpy(gather(relay, size), bytes, size);
        note_seconds(relay, head.seconds);
        done_first(place);
    }
}

/* How many points a child may have: one where points are long, so that no point waits while another child is idle. */
static size_t depth(const struct relay *relay)
{
    double ahead = relay->seconds > 0.0 ? AHEAD / relay->seconds : 0.0;
    return 1 + (ahead < DEEPEST - 1 ? (size_t)ahead : DEEPEST - 1);
}

/* The child with the fewest points; `workers` where all have enough. */
static size_t idlest(const struct relay *relay)
{
    size_t best = relay->workers, fewest = depth(relay);
    for (size_t i = 0; i < relay->workers; i++) {
        if (relay->place[i].count < fewest) {
            best = i;
            fewest = relay->place[i].count;
        }
    }
    return best;
}

/* Gives the points of the queue to children: one that is missing, or died since its last result, is started. */
static void feed(struct relay *relay)
{
    size_t which;
    while (relay->first < relay->end && (which = idlest(relay)) < relay->workers) {
        struct child *child = &relay->child[which];
        struct place *place = &relay->place[which];
        uint64_t number = relay->queue[relay->first];
        struct campaign_result result = {.point = number};
        bool given = child_give(child, number);
        if (!given && place->count > 0) {
            return; /* it died, and hear() will see it */
        }
        if (!given) {
            child_end(child, false);
            result.status = child_start(relay->child, relay->workers, which, relay->campaign, &result.why);
            given = result.status == STATUS_OK && child_give(child, number);
        }
        if (given) {
            place->number[(place->first + place->count++) % DEEPEST] = number;
            relay->first++;
        } else if (result.status != STATUS_OK) { /* else it died at once, and the next one is tried */
            gather_result(relay, &result);
            relay->first++;
        }
    }
}

/* Stops all that is being done. */
static void drop(struct relay *relay)
{
    for (size_t i = 0; i < relay->workers; i++) {
        if (relay->place[i].count > 0) {
            child_end(&relay->child[i], true);
        }
        relay->place[i].count = 0;
    }
    relay->first = relay->end = 0;
    relay->gathered_size = 0;
}

/* Waits for results at most as long as it takes until a message should be looked for. */
static bool wait_for_results(struct relay *relay, unsigned quiet)
{
    for (size_t i = 0; i < relay->workers; i++) {
        relay->awaited[i] =
            (struct pollfd){.fd = relay->place[i].count > 0 ? relay->child[i].socket : -1, .events = POLLIN};
    }
    struct timespec patience = {.tv_nsec = 1000L * (long)messages_patience(quiet)};
    int ready = ppoll(relay->awaited, relay->workers, &patience, NULL);
    for (size_t i = 0; ready > 0 && i < relay->workers; i++) {
        if (relay->awaited[i].revents) {
            hear(relay, i);
        }
    }
    return ready > 0;
}

/* ---- Orders ---- */

static void obey(struct relay *relay, const struct order *order)
{
    size_t waiting;
    if (order->campaign != relay->current) {
        drop(relay);
        relay->current = order->campaign;
    }
    waiting = relay->end - relay->first;
    if (relay->first > 0) {
        memmove(relay->queue, relay->queue + relay->first, waiting * sizeof *relay->queue);
        relay->first = 0;
        relay->end = waiting;
    }
    if (!ARRAY_RESERVE(relay->queue, relay->room, waiting + order->count)) {
        messages_abort();
    }
    memcpy(relay->queue + waiting, order->number, order->count * sizeof *relay->queue);
    relay->end += order->count;
    relay->silence = order->silence;
}

static bool listen_to_orders(struct relay *relay)
{
    bool heard = false;
    relay->heard += messages_pause(&relay->listened);
    while (!relay->over && messages_receive(relay->mailbox)) {
        heard = true;
        relay->heard = messages_now();
        if (relay->mailbox->in.tag == TAG_ORDER) {
            struct order order;
            messages_take(&relay->mailbox->in, &order, sizeof order);
            obey(relay, &order);
        }
        relay->over = relay->mailbox->in.tag == TAG_END;
    }
    if (!heard && messages_now() - relay->heard > PATIENCE * relay->silence) {
        give_up(PATIENCE * relay->silence);
    }
    return heard;
}

static void end(struct relay *relay)
{
    drop(relay);
    for (size_t i = 0; i < relay->workers; i++) {
        child_end(&relay->child[i], false);
    }
    wait_until_gone(&relay->request, relay->silence);
    relay_say(TAG_BYE, NULL, 0, relay->silence);
    free(relay->child);
    free(relay->place);
    free(relay->awaited);
    free(relay->queue);
    free(relay->gathered);
    free(relay->sent);
}

void relay_run(struct mailbox *mailbox, const struct campaign *campaign, double silence)
{
    double now = messages_now();
    struct relay relay = {.campaign = campaign,
                          .workers = campaign->workers > 0 ? campaign->workers : 1,
                          .mailbox = mailbox,
                          .request = MPI_REQUEST_NULL,
                          .silence = silence,
                          .heard = now,
                          .said = now,
                          .listened = now};
    relay.child = calloc(relay.workers, sizeof *relay.child);
    relay.place = calloc(relay.workers, sizeof *relay.place);
    relay.awaited = calloc(relay.workers, sizeof *relay.awaited);
    if (!relay.child || !relay.place || !relay.awaited) {
        messages_abort();
    }
    for (size_t i = 0; i < relay.workers; i++) {
        relay.child[i].socket = -1;
    }
    for (unsigned quiet = 0; !relay.over;) {
        bool heard = listen_to_orders(&relay);
        feed(&relay);
        heard = wait_for_results(&relay, heard ? 0 : quiet) || heard;
        tell(&relay);
        quiet = heard ? 0 : quiet + 1;
    }
    end(&relay);
}

_Noreturn void relay_leave(struct mailbox *mailbox, double silence)
{
    double heard = messages_now(), listened = heard;
    for (unsigned quiet = 0;; quiet++) {
        heard += messages_pause(&listened);
        if (messages_receive(mailbox)) {
            heard = messages_now();
            quiet = 0;
            if (mailbox->in.tag == TAG_END) {
                relay_say(TAG_BYE, NULL, 0, silence);
            } else if (mailbox->in.tag == TAG_LEAVE) {
                struct leave leave;
                messages_take(&mailbox->in, &leave, sizeof leave);
                if (leave.finalize) {
                    MPI_Finalize();
                }
                _exit(leave.code);
            }
        } else if (messages_now() - heard > PATIENCE * silence) {
            give_up(PATIENCE * silence);
        } else {
            usleep(messages_patience(quiet));
        }
    }
}
