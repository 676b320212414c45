#include "base/team.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

struct team {
    pthread_mutex_t lock; /* of all but `next` */
    pthread_cond_t begun, done;
    void (*work)(void *context, size_t part);
    void *context;
    size_t parts;
    atomic_size_t next;   /* part that nobody has taken */
    unsigned long rounds; /* calls of team_do so far */
    size_t busy;          /* threads that have not finished this round */
    bool over;
    size_t others; /* threads besides the caller's */
    pthread_t thread[];
};

static void do_parts(struct team *team)
{
    for (size_t k; (k = atomic_fetch_add(&team->next, 1)) < team->parts;) {
        team->work(team->context, k);
    }
}

static void *help(void *argument)
{
    struct team *team = argument;
    pthread_mutex_lock(&team->lock);
    for (unsigned long round = 0;;) {
        while (team->rounds == round && !team->over) {
            pthread_cond_wait(&team->begun, &team->lock);
        }
        if (team->over) {
            break;
        }
        round = team->rounds;
        pthread_mutex_unlock(&team->lock);
        do_parts(team);
        pthread_mutex_lock(&team->lock);
        if (--team->busy == 0) {
            pthread_cond_signal(&team->done);
        }
    }
    pthread_mutex_unlock(&team->lock);
    return NULL;
}

struct team *team_new(size_t threads)
{
    struct team *team = threads > 1 ? calloc(1, sizeof *team + (threads - 1) * sizeof *team->thread) : NULL;
    if (!team) {
        return NULL;
    }
    pthread_mutex_init(&team->lock, NULL);
    pthread_cond_init(&team->begun, NULL);
    pthread_cond_init(&team->done, NULL);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* a handler of the program must not run in them */
    while (team->others < threads - 1 && pthread_create(&team->thread[team->others], NULL, help, team) == 0) {
        team->others++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return team;
}

void team_free(struct team *team)
{
    if (!team) {
        return;
    }
    pthread_mutex_lock(&team->lock);
    team->over = true;
    pthread_cond_broadcast(&team->begun);
    pthread_mutex_unlock(&team->lock);
    for (size_t k = 0; k < team->others; k++) {
        pthread_join(team->thread[k], NULL);
    }
    pthread_cond_destroy(&team->begun);
    pthread_cond_destroy(&team->done);
    pthread_mutex_destroy(&team->lock);
    free(team);
}

void team_do(struct team *team, size_t parts, void (*work)(void *context, size_t part), void *context)
{
    if (!team) {
        for (size_t k = 0; k < parts; k++) {
            work(context, k);
        }
        return;
    }
    pthread_mutex_lock(&team->lock);
    team->work = work;
    team->context = context;
    team->parts = parts;
    atomic_store(&team->next, 0);
    team->busy = team->others;
    team->rounds++;
    pthread_cond_broadcast(&team->begun);
    pthread_mutex_unlock(&team->lock);
    do_parts(team);
    pthread_mutex_lock(&team->lock);
    while (team->busy > 0) {
        pthread_cond_wait(&team->done, &team->lock);
    }
    pthread_mutex_unlock(&team->lock);
}
