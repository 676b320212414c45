/* Technologies: the kinds of devices of a circuit. All that a network and its file need to know about a kind is in one
 * struct technology, a row of netgen/technologies/list.def. */
#ifndef TECHNOLOGY_H
#define TECHNOLOGY_H

#include "base/status.h"
#include "netgen/deck_form.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct bias;
struct document;
struct fields;
struct json_t;
struct network;

struct technology {
    const char *name;    /* in files, and for --technology */
    const char *devices; /* what they are, in the plural */
    const char
        *source; /* where their power comes from, for diagrams; NULL for walls, which have diagrams of their own */
    const char *signal; /* what of a neuron goes from -1 to 1, for diagrams; NULL where it is either of these */
    const char *ideal;  /* what takes no power in it and would on a chip, for reports */

    /* ---- From a problem to a network ---- */

    /* Biases `network`, whose question, weights and technology are set, as `bias` says, and copies `start`, which is
     * NULL where the network is to find its own. STATUS_INPUT where the bias cannot work; STATUS_SYSTEM. */
    enum status (*bias)(struct network *network, const char *start, const struct bias *bias,
                        struct diagnostic *diagnostic);

    /* Gives such a network a copy of `start`, n characters '0' or '1' or an error, in place of its own. Errors as
     * above. */
    enum status (*set_start)(struct network *network, const char *start, const struct bias *bias,
                             struct diagnostic *diagnostic);

    /* The seed of a run's noise: gives a network that has noise another one, from 0 to 2^32 - 1; and the option of gen
     * that sets it. Who runs networks calls network_set_noise, since not all networks of walls have noise. */
    void (*set_noise)(struct network *network, unsigned long seed);
    const char *noise_option;

    /* For who makes a network, into text[size], each NULL for walls: how it is driven ("beta from 0.05 to 1 in 1 us"),
     * and of what devices it is, with what was chosen for them. */
    void (*describe)(const struct network *network, char *text, size_t size);
    void (*describe_choice)(const struct network *network, char *text, size_t size);

    /* ---- In NAME.json ---- */

    /* Keys, ended by NULL: of the object "circuit" beside those that all circuits have, and of its object "technology"
     * beside "name": the parameters of the devices. read is called when all else of the circuit has been read. */
    const char *const *circuit_keys, *const *keys;
    void (*read)(struct fields *fields, const struct json_t *circuit, const struct json_t *object,
                 struct network *network);
    void (*write)(const struct network *network, struct document *document);
    void (*write_circuit)(const struct network *network, struct document *document); /* with n and t_stop_s */

    /* ---- The deck (netgen/deck.h) ---- */

    /* Writes it; an enum deck_form, of which some technologies have one only. STATUS_SYSTEM where memory is short. */
    enum status (*write_deck)(const struct network *network, enum deck_form form, FILE *out,
                              struct diagnostic *diagnostic);

    /* The name of the vector of neuron `j` that says how far it is ON, from -1 to 1, into name[DECK_NAME_SIZE]; NULL
     * for walls, which have vectors of their own. */
    void (*signal_vector)(size_t j, char *name);

    /* ---- Soundness; each writes what is wrong and what was expected to `why` (`size` bytes) where it is false ---- */

    bool (*check)(const struct network *network, char *why, size_t size); /* all devices, also those that vary */
    bool (*check_circuit)(const struct network *network, char *why, size_t size); /* how they are biased */
    bool (*check_times)(const struct network *network, char *why, size_t size);   /* beside the stop time */

    size_t (*count)(const struct network *network); /* devices */
};

#define TECHNOLOGY(name) extern const struct technology technology_##name;
#include "netgen/technologies/list.def"
#undef TECHNOLOGY

/* Their numbers, TECHNOLOGY_wall and so on, in the order of the list; and how many there are. */
enum technology_number {
#define TECHNOLOGY(name) TECHNOLOGY_##name,
#include "netgen/technologies/list.def"
#undef TECHNOLOGY
    TECHNOLOGIES
};

/* Technology `number`, and the number of one. */
const struct technology *technology_of(enum technology_number number);
enum technology_number technology_number(const struct technology *technology);

/* The technology that is called `name`; NULL where there is none. */
const struct technology *technology_find(const char *name);

#endif
