/* The entries of the matrix for the devices of circuit.h: of each junction between its own terminals, and of the speed
 * in the columns of the track. With them the matrix is that of the linear circuit, and one iteration solves it.
 *
 * MIFsetup gives the matrix an entry for each output and each input of a device that it knows of, so also for each pair
 * of junction and track and of two junctions. It is called several times, each time with other ports announced, and at
 * last with none: what XSPICE would keep of a port that it loads is not needed. */
#include "models/dwmtj/codemodel/circuit.h"

#include <stdlib.h>

/* A junction as it is looked up: its nodes, and which one it is. */
struct end {
    int node[2];
    size_t junction;
};

static int compare_nodes(const void *a, const void *b)
{
    const struct end *x = a, *y = b;
    if (x->node[0] != y->node[0]) {
        return x->node[0] < y->node[0] ? -1 : 1;
    }
    if (x->node[1] != y->node[1]) {
        return x->node[1] < y->node[1] ? -1 : 1;
    }
    return (x->junction > y->junction) - (x->junction < y->junction);
}

/* What is being set up. */
struct set_up {
    struct circuit *circuit;
    MIFmodel *first;
    SMPmatrix *matrix;
    CKTcircuit *ckt;
    size_t junctions;    /* of all devices */
    struct end *end;     /* [junctions] */
    MIFinstance **owner; /* [junctions] their devices */
    int *port;           /* [junctions] and which of the device's they are */
    size_t *first_at;    /* [places] the number of the first junction there */
};

/* Takes the nodes of the devices; the states of their walls come later. */
static void take_nodes(struct set_up *s)
{
    struct cell *cell = s->circuit->cell;
    struct kind *kind = s->circuit->kind;
    size_t next = 0;
    for (MIFmodel *model = s->first; model; model = MIFnextModel(model)) {
        const bool differ = network_model_differ(model);
        struct kind *const shared = kind;
        if (!differ) {
            *kind++ = (struct kind){.model = model};
        }
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            const int junctions = ngspice_ports(here->conn, JUNCTION), walls = differ ? junctions : 1;
            for (int k = 0; k < junctions; k++, next++) {
                ngspice_nodes(here->conn, JUNCTION, k, s->end[next].node);
                s->end[next].junction = next;
                s->owner[next] = here;
                s->port[next] = k;
            }
            for (int k = 0; k < walls; k++, cell++) {
                int motion[2] = {0, 0};
                if (!ngspice_port_is_null(here->conn, MOTION)) {
                    ngspice_nodes(here->conn, MOTION, 0, motion);
                }
                *cell = (struct cell){.motion = motion[0],
                                      .junctions = differ ? 1 : junctions,
                                      .x = k == 0 ? ngspice_variable(here, 0) : NULL,
                                      .v = k == 0 ? ngspice_variable(here, 1) : NULL};
                ngspice_nodes(here->conn, TRACK, 0, cell->track);
                if (differ) {
                    *kind++ = (struct kind){.model = model, .wall = k, .cells = 1};
                } else {
                    shared->cells++;
                }
            }
        }
    }
    s->junctions = next;
}

/* Finds the places of the junctions. False where memory is short. */
static bool find_places(struct set_up *s)
{
    struct circuit *circuit = s->circuit;
    const size_t junctions = s->junctions;
    size_t places = 0;
    qsort(s->end, junctions, sizeof *s->end, compare_nodes);
    for (size_t e = 0; e < junctions; e++) {
        places += e == 0 || memcmp(s->end[e].node, s->end[e - 1].node, sizeof s->end->node) != 0;
        circuit->junction[s->end[e].junction] = (int)(places - 1);
    }
    circuit->places = places;
    circuit->place = calloc(places + 1, sizeof *circuit->place);
    if (!circuit->place) {
        return false;
    }
    for (size_t e = junctions; e-- > 0;) {
        size_t place = (size_t)circuit->junction[s->end[e].junction];
        memcpy(circuit->place[place].node, s->end[e].node, sizeof s->end->node);
        s->first_at[place] = s->end[e].junction;
    }
    return true;
}

/* Every device announces its track for an input or not, its speed for an output or not, and no junction. */
static void announce_all(const struct set_up *s, bool track, bool motion)
{
    for (MIFmodel *model = s->first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            ngspice_announce(here, TRACK, track, false);
            ngspice_announce(here, JUNCTION, false, false);
            ngspice_announce(here, MOTION, false, motion);
        }
    }
}

/* Shows XSPICE all junctions of the devices, or none. */
static void show_all(const struct set_up *s, bool shown)
{
    for (size_t j = 0; j < s->junctions; j++) {
        ngspice_show_ports(s->owner[j], JUNCTION, 0, shown ? s->port[j] + 1 : 0);
    }
}

/* Of each device its junction number `k`, if it is the first one at its place. Returns how many there are. */
static size_t show_firsts(const struct set_up *s, int k)
{
    size_t shown = 0;
    for (size_t p = 0; p < s->circuit->places; p++) {
        MIFinstance *here = s->owner[s->first_at[p]];
        if (s->port[s->first_at[p]] == k) {
            ngspice_show_ports(here, JUNCTION, k, 1);
            ngspice_announce(here, JUNCTION, true, true);
            shown++;
        }
    }
    return shown;
}

/* Takes their entries. */
static void take_firsts(const struct set_up *s, int k)
{
    for (size_t p = 0; p < s->circuit->places; p++) {
        if (s->port[s->first_at[p]] == k) {
            ngspice_take_entries(s->owner[s->first_at[p]], JUNCTION, JUNCTION, s->circuit->place[p].entry);
        }
    }
}

static void hide_firsts(const struct set_up *s, int k)
{
    for (size_t p = 0; p < s->circuit->places; p++) {
        MIFinstance *here = s->owner[s->first_at[p]];
        if (s->port[s->first_at[p]] == k) {
            ngspice_show_ports(here, JUNCTION, -k, 0);
            ngspice_announce(here, JUNCTION, false, false);
        }
    }
}

/* The entries of the junctions: first those that are the first in the lists of their devices, and so on. */
static int make_junctions(const struct set_up *s)
{
    int status = OK, ignored = 0;
    size_t made = 0;
    announce_all(s, false, false);
    show_all(s, false);
    for (int k = 0; status == OK && made < s->circuit->places; k++) {
        size_t shown = show_firsts(s, k);
        if (shown > 0) {
            status = MIFsetup(s->matrix, (GENmodel *)s->first, s->ckt, &ignored);
        }
        if (shown > 0 && status == OK) {
            take_firsts(s, k);
            MIFunsetup((GENmodel *)s->first, s->ckt);
        }
        hide_firsts(s, k);
        made += shown;
    }
    show_all(s, true);
    return status;
}

/* The entries of the speed. */
static int make_motion(const struct set_up *s)
{
    int ignored = 0;
    announce_all(s, true, true);
    int status = MIFsetup(s->matrix, (GENmodel *)s->first, s->ckt, &ignored);
    if (status != OK) {
        return status;
    }
    struct cell *cell = s->circuit->cell;
    for (MIFmodel *model = s->first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            double *entry[4] = {NULL};
            if (!ngspice_port_is_null(here->conn, MOTION)) {
                ngspice_take_entries(here, MOTION, TRACK, entry);
            }
            for (const struct cell *end = cell + network_model_walls(model, here); cell < end; cell++) {
                cell->of_motion[0] = entry[0];
                cell->of_motion[1] = entry[1];
            }
        }
    }
    MIFunsetup((GENmodel *)s->first, s->ckt);
    return OK;
}

static int make_entries(struct set_up *s, int *states)
{
    take_nodes(s);
    if (!find_places(s)) {
        return E_NOMEM;
    }
    int status = make_junctions(s);
    if (status == OK) {
        status = make_motion(s);
    }
    announce_all(s, false, false);
    return status == OK ? MIFsetup(s->matrix, (GENmodel *)s->first, s->ckt, states) : status;
}

int circuit_set_up(SMPmatrix *matrix, GENmodel *first, CKTcircuit *ckt, int *states)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        network_model_leave_out_lists(model);
    }
    struct circuit *circuit = circuit_remember(first, ckt);
    if (!circuit) {
        return E_NOMEM;
    }
    const size_t room = circuit->junctions + 1;
    struct set_up s = {.circuit = circuit,
                       .first = (MIFmodel *)first,
                       .matrix = matrix,
                       .ckt = ckt,
                       .end = calloc(room, sizeof *s.end),
                       .owner = calloc(room, sizeof(MIFinstance *)),
                       .port = calloc(room, sizeof *s.port),
                       .first_at = calloc(room, sizeof *s.first_at)};
    int status = s.end && s.owner && s.port && s.first_at ? make_entries(&s, states) : E_NOMEM;
    free(s.end);
    free(s.owner);
    free(s.port);
    free(s.first_at);
    return status;
}

/* A small-signal analysis does not load these devices, so their entries are not needed among complex numbers. */
int circuit_follow_matrix(GENmodel *first, CKTcircuit *ckt)
{
    struct circuit *circuit = circuit_of(first, ckt);
    for (struct place *place = circuit->place; place < circuit->place + circuit->places; place++) {
        ngspice_follow(ckt, NGSPICE_MATRIX_MADE, place->entry, 4);
    }
    for (struct cell *cell = circuit->cell; cell < circuit->cell + circuit->cells; cell++) {
        ngspice_follow(ckt, NGSPICE_MATRIX_MADE, cell->of_motion, 2);
    }
    return ngspice_follow_as_xspice(first, ckt, NGSPICE_MATRIX_MADE);
}
