/* The host's side of spice/protocol.h: messages to the program that started it. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "spice/protocol.h"

#include <stddef.h>

/* Sends a message of `size` bytes. The host's threads may call it at once. Where nobody listens any more, the host
 * ends. */
void message_send(enum message_kind kind, const void *bytes, size_t size);

#endif
