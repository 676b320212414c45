/* The devices of the code model dwmtj_network, or dwmtj_axons, in one circuit, side by side: XSPICE walks through
 * several blocks of memory for each device, and with thousands of devices that is most of the time. */
#ifndef CIRCUIT_H
#define CIRCUIT_H

#include "models/dwmtj/codemodel/network_model.h"

/* One wall, or several of one device that move alike, since they are equal and have the same track. */
struct cell {
    int track[2], motion; /* numbers of its nodes; motion is 0, ground, where its port is null */
    int state;            /* where its struct wall is in ngspice's state vectors */
    int junctions;        /* how many it moves: the next ones of the circuit's list */
    double *of_motion[2]; /* of the matrix: row motion, columns dwin and dwout */
    double *x, *v;        /* what the user may save; NULL for all walls of a device but the first */
    double expected;      /* the place that this time point is solved for, m */
};

/* Cells with the same parameters: those of one .model card, or one wall of a device whose walls differ. */
struct kind {
    MIFmodel *model;
    int wall;            /* its number in the lists of the card; 0 where walls are alike */
    struct dwmtj device; /* its parameters, at the circuit's temperature */
    double slope;        /* of the velocity in the track's voltage, (m/s)/V */
    size_t cells;
};

/* All junctions between the same two nodes: the matrix has their sum. */
struct place {
    int node[2];
    double *entry[4]; /* of the matrix: rows mtjin and mtjout, columns mtjin and mtjout */
    double conductance;
    double rest; /* the current at no voltage of the line that is its characteristic here, A */
};

/* Those of one circuit and one code model. */
struct circuit {
    const CKTcircuit *ckt;
    const GENmodel *first; /* of its .model cards */
    int type;              /* which code model that is */
    struct cell *cell;
    struct kind *kind;
    struct place *place;
    int *junction; /* [junctions] the number of its place */
    size_t cells, kinds, places, junctions;
    bool ready; /* a transient, and no device is refused */
    bool stale; /* parameters were set since they were read */
    /* Of this iteration: the greatest distance of a wall from where it was expected, as that share, and the longest
     * step that the next may be, s. */
    double surprise, allowed;
    bool too_far; /* and whether a wall went further than a first step may lead it */
    struct circuit *next;
};

/* The devices of `ckt` whose .model cards begin with `first`; NULL where they were not set up. */
struct circuit *circuit_of(const GENmodel *first, const CKTcircuit *ckt);

/* An empty circuit for the devices from `first` on, in place of the one that there was; NULL where memory is short. */
struct circuit *circuit_remember(GENmodel *first, const CKTcircuit *ckt);

/* What ngspice calls in place of XSPICE's functions: as a circuit is set up (circuit_matrix.c), taken down, or removed
 * model by model. */
int circuit_set_up(SMPmatrix *matrix, GENmodel *first, CKTcircuit *ckt, int *states);
int circuit_take_down(GENmodel *first, CKTcircuit *ckt);
int circuit_remove_model(GENmodel *model);

/* And as the solver KLU has made its matrix: moves the entries there. */
int circuit_follow_matrix(GENmodel *first, CKTcircuit *ckt);

/* Finds the states of the walls as a transient begins, which the operating point has made. Leaves the circuit not ready
 * where a device was refused: that has no state. */
void circuit_begin_transient(struct circuit *circuit, GENmodel *first);

/* Reads the parameters of the .model cards. Leaves the circuit not ready where one is wrong that was set while the
 * transient was halted: the code model's function then refuses its devices, as at the first call. */
void circuit_read_parameters(struct circuit *circuit);

/* Notes that parameters were set, in whatever circuit. */
void circuit_mark_stale(void);

#endif
