/* A network of equal devices, whose sources may differ, and the loops over its neurons: a step is four passes, with the
 * sums of the synapses between the first two and between the last two. */
#ifndef PASSES_H
#define PASSES_H

#include "solver/drawn_weights.h"
#include "solver/neuron_groups.h"
#include "solver/synapses.h"
#include "solver/system.h"

/* The conductance of a junction under a wall without width, for loops over many: Eqs. (4) to (6). */
struct junction {
    double left, right;  /* its edges, m */
    double per_width;    /* 1/m */
    double antiparallel; /* its least conductance, S */
    double contrast;     /* what its greatest one is more, S */
    double slope;        /* dG/dx between the edges, S/m */
};

/* A neuron is a soma and one axon, which stands for all of them: they move together. Where there are groups, it stands
 * for all neurons of its group. */
struct matched {
    struct system system;
    struct dwmtj soma_device, axon_device; /* at the temperature of the run */
    struct walls_track soma_track, axon_track;
    struct junction soma_junction, axon_junction;
    bool plain;                   /* their walls have neither width nor pinning */
    bool pinned;                  /* some have pinning */
    bool alike;                   /* all neurons are supplied alike, and no dendrite is balanced */
    double p_tracks;              /* of V_DW on the tracks of a neuron's axons, the greatest, W */
    double g_track;               /* conductance of a soma's track, S */
    double soma_drive;            /* somas' velocity for each volt over their tracks, (m/s)/V */
    size_t n, padded;             /* neurons, or their groups; as whole vectors */
    size_t supplied;              /* whose supply is kept: where all are alike, those of the last part */
    struct neuron_groups *groups; /* of neurons; NULL: each is computed */
    const double *neurons;        /* [n] how many each stands for; NULL: one */
    struct drawn_weights *drawn;  /* where weights vary; else NULL */
    struct synapses *synapses;
    struct walls soma, axon;
    double *g_tracks;   /* [n] conductance of the tracks of a neuron's axons together, S */
    double *per_tracks; /* [n] 1 / that, Ohm */
    double *axon_drive; /* [n] axons' velocity for the whole of V_DW over their tracks, m/s */
    double *axon_leak;  /* [n] axons' velocity without a drive, m/s; 0 where there are none */
    double *p_share;    /* [n] the power of V_DW on the tracks, of the greatest */
    double *present;    /* [n] 1; 0 for what fills the last vector, so that it conducts nothing and drives nothing */
    double *b_g, *b_v;  /* [n] the balancing resistors: conductance in S, rail in V; 0 where there are none */
    double *steady;     /* [n] somas' velocity but for what the dendrites drive: the leak, or what loads them, m/s */
    double *share;      /* [n] of V_DW, over an axon's track */
    double *g;          /* [n] conductance of an axon's junction, S */
    double *g_rate;     /* [n] at which that changes, S/s */
    double *voltage;    /* [n] of a dendrite, V */
    double *per_node;   /* [n] 1 / conductance at a dendrite, Ohm */
    struct pass *found; /* [parts] of the last pass */
    double *sums;       /* [parts + 1][products] what the parts of the neurons add to the sums of products, and these */
    unsigned char
        *held_vectors; /* [padded / LANES] whether an end of the track may hold a wall in the predicted step */
    double *memory;    /* that the arrays above are parts of */
    double p_load;     /* power of the load sources, W */
    bool loading;      /* states are being loaded: the axons drive nothing */
    double predicted;  /* the step that was predicted last, s */
    bool held;         /* an end of the track may hold a wall in it until its drive turns */
};

enum { PASS_PART = SYNAPSES_PART }; /* neurons whose arrays stay in the cache from one loop to the next */

/* What a pass needs to know. */
struct pass_input {
    bool rated; /* of a prediction: the rates are known */
    const double
        *current;         /* [n] that the synapses drive into grounded dendrites, A, or its rate, A/s; NULL: products */
    const double *sums;   /* of products: synapses_gather */
    double total;         /* conductance of all axons' junctions, S, or its rate, S/s */
    double h;             /* the step, s */
    bool shortened, held; /* of outputs: `h` is less than what was predicted, and what was found there */
};

/* What it finds, of all its neurons together. */
struct pass {
    double soma;    /* power of V_DW, W, or its rate, W/s */
    double synapse; /* power of the weight sources with grounded dendrites, or what the dendrites' voltages save of it,
                       W; or the rate of either, W/s */
    double total;   /* conductance of the axons' junctions, S, or its rate, S/s */
    double kink;    /* the first moment at which a wall begins or ends to cross its junction, s, or the step */
    bool held;      /* some walls are pinned, or held at an end of the track until their drives turn */
    double error;   /* the greatest walls_error, s */
    bool crosses;   /* a wall goes on below its junction */
};

/* A pass over the neurons `from` to `to`, of which `from` is a multiple of LANES. */
typedef struct pass pass_part(const struct matched *m, size_t from, size_t to, const struct pass_input *in);

/* The rates of all conductances, which change the axons' drives. */
pass_part pass_rates;

/* The rates of the somas' drives, but where `current` is NULL; then where the walls would be after the step. */
pass_part pass_predict;

/* Moves the walls as predicted, for the step, and solves the somas' outputs, which drive the axons. */
pass_part pass_outputs;

/* Solves the dendrites, which drive the somas, and corrects where the walls are after the step. */
pass_part pass_correct;

/* The number of parts of PASS_PART neurons and less. */
static inline size_t passes_parts(const struct matched *m)
{
    return (m->padded + PASS_PART - 1) / PASS_PART;
}

/* A pass over all neurons: in parts, whose results are put together in their order. */
struct pass pass_all(const struct matched *m, pass_part *part, const struct pass_input *in);

#endif
