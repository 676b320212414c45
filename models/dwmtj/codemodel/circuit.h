/* The devices of the code model dwmtj_network in one circuit, side by side: XSPICE walks through several blocks of
 * memory for each device, and with thousands of devices that is most of the time. */
#ifndef CIRCUIT_H
#define CIRCUIT_H

#include "models/dwmtj/codemodel/network_model.h"

/* One device. */
struct cell {
    int track[2], junction[2], motion; /* numbers of its nodes; motion is 0, ground, where its port is null */
    int state;                         /* where its struct wall is in ngspice's state vectors */
    double *of_junction[4];            /* of the matrix: rows mtjin and mtjout, columns mtjin and mtjout */
    double *of_motion[2];              /* row motion, columns dwin and dwout */
    double *x, *v;                     /* what the user may save */
    double expected;                   /* the place that this time point is solved for, m */
};

/* Those of one .model card. */
struct kind {
    MIFmodel *model;
    struct dwmtj device; /* its parameters, at the circuit's temperature */
    double slope;        /* of the velocity in the track's voltage, (m/s)/V */
    size_t cells;
};

/* Those of one circuit. */
struct circuit {
    const CKTcircuit *ckt;
    const GENmodel *first; /* of its .model cards */
    struct cell *cell;
    struct kind *kind;
    size_t cells, kinds;
    bool ready; /* a transient, and no device is refused */
    bool stale; /* parameters were set since they were read */
    /* Of this iteration: the greatest distance of a wall from where it was expected, as that share, and the longest
     * step that the next may be, s. */
    double surprise, allowed;
    bool too_far; /* and whether a wall went further than a first step may lead it */
    struct circuit *next;
};

/* The devices of `ckt`; NULL where it was not set up. */
struct circuit *circuit_of(const CKTcircuit *ckt);

/* What ngspice calls in place of XSPICE's functions: as a circuit is set up, taken down, or removed model by model. */
int circuit_set_up(SMPmatrix *matrix, GENmodel *first, CKTcircuit *ckt, int *states);
int circuit_take_down(GENmodel *first, CKTcircuit *ckt);
int circuit_remove_model(GENmodel *model);

/* Takes what a transient needs of the devices from `first` on, which the operating point has been called for. Leaves
 * the circuit not ready where a device was refused: that has no state. */
void circuit_gather(struct circuit *circuit, GENmodel *first);

/* Reads the parameters of the .model cards. Leaves the circuit not ready where one is wrong that was set while the
 * transient was halted: the code model's function then refuses its devices, as at the first call. */
void circuit_read_parameters(struct circuit *circuit);

/* Notes that parameters were set, in whatever circuit. */
void circuit_mark_stale(void);

#endif
