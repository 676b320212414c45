/* Technologies: the kinds of devices of a circuit. All that a network and its file need to know about a kind is in one
 * struct technology, a row of netgen/technologies/list.def. */
#ifndef TECHNOLOGY_H
#define TECHNOLOGY_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct bias;
struct document;
struct fields;
struct json_t;
struct network;

struct technology {
    const char *name;    /* in files, and for --technology */
    const char *devices; /* what they are, in the plural */

    /* ---- From a problem to a network ---- */

    /* Biases `network`, whose question, weights and technology are set, as `bias` says, and copies `start`, which is
     * NULL where the network is to find its own. STATUS_INPUT where the bias cannot work; STATUS_SYSTEM. */
    enum status (*bias)(struct network *network, const char *start, const struct bias *bias,
                        struct diagnostic *diagnostic);

    /* Gives such a network a copy of `start`, n characters '0' or '1' or an error, in place of its own. Errors as
     * above. */
    enum status (*set_start)(struct network *network, const char *start, const struct bias *bias,
                             struct diagnostic *diagnostic);

    /* ---- In NAME.json ---- */

    /* Keys, ended by NULL: of the object "circuit" beside those that all circuits have, and of its object "technology"
     * beside "name": the parameters of the devices. read is called when all else of the circuit has been read. */
    const char *const *circuit_keys, *const *keys;
    void (*read)(struct fields *fields, const struct json_t *circuit, const struct json_t *object,
                 struct network *network);
    void (*write)(const struct network *network, struct document *document);
    void (*write_circuit)(const struct network *network, struct document *document); /* with n and t_stop_s */

    /* ---- Soundness; each writes what is wrong and what was expected to `why` (`size` bytes) where it is false ---- */

    bool (*check)(const struct network *network, char *why, size_t size); /* all devices, also those that vary */
    bool (*check_circuit)(const struct network *network, char *why, size_t size); /* how they are biased */
    bool (*check_times)(const struct network *network, char *why, size_t size);   /* beside the stop time */

    size_t (*count)(const struct network *network); /* devices */
};

#define TECHNOLOGY(name) extern const struct technology technology_##name;
#include "netgen/technologies/list.def"
#undef TECHNOLOGY

/* The technology that is called `name`; NULL where there is none. */
const struct technology *technology_find(const char *name);

#endif
