#include "spice/host/message.h"

#include <pthread.h>
#include <unistd.h>

static void write_all(const void *bytes, size_t size)
{
    const char *next = bytes;
    while (size > 0) {
        ssize_t written = write(PROTOCOL_SOCKET, next, size);
        if (written <= 0) {
            _exit(1); /* nobody listens any more */
        }
        next += written;
        size -= (size_t)written;
    }
}

void message_send(enum message_kind kind, const void *bytes, size_t size)
{
    static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
    struct message_header header = {(uint32_t)kind, (uint32_t)size};
    pthread_mutex_lock(&one_at_a_time);
    write_all(&header, sizeof header);
    write_all(bytes, size);
    pthread_mutex_unlock(&one_at_a_time);
}
