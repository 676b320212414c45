/* Technologies: the kinds of devices of a circuit. All that a network and its file need to know about a kind is in one
 * struct technology, a row of netgen/technologies/list.def. */
#ifndef TECHNOLOGY_H
#define TECHNOLOGY_H

#include <stdbool.h>
#include <stddef.h>

struct document;
struct fields;
struct json_t;
struct network;

struct technology {
    const char *name;    /* in files */
    const char *devices; /* what they are, in the plural */

    /* The keys of NAME.json's object "technology" beside "name", ended by NULL: the parameters of the devices. */
    const char *const *keys;
    void (*read)(struct fields *fields, const struct json_t *object, struct network *network);
    void (*write)(const struct network *network, struct document *document);

    /* True when all devices of `network` are sound, also those that variation makes; otherwise it writes what is wrong
     * and what was expected to `why` (`size` bytes). */
    bool (*check)(const struct network *network, char *why, size_t size);

    size_t (*count)(const struct network *network); /* devices */
};

#define TECHNOLOGY(name) extern const struct technology technology_##name;
#include "netgen/technologies/list.def"
#undef TECHNOLOGY

/* The technology that is called `name`; NULL where there is none. */
const struct technology *technology_find(const char *name);

#endif
