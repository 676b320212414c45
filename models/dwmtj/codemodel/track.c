/* The track of the code model dwmtj_whole, a resistor that is part of it. XSPICE would give the matrix an entry for
 * each pair of an output and an input, so that a track that conducts couples to its junction, with entries that are
 * always 0: 3,600 devices then take four times as long. So XSPICE knows the track as an input alone, and the
 * conductance of it is added here. transient.c says how entries for a chosen pair are had. */
#include "models/ngspice/ngspice_internals.h"

#include "models/dwmtj/dwmtj.h"

enum { TRACK = 0, JUNCTION = 1 }; /* the ports, in the order of its ifspec.ifs */

/* Which pairs MIFsetup makes from now on: the track with itself, or the junction with the track and with itself. */
static void announce(GENmodel *first, bool track_alone)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            ngspice_announce(here, TRACK, true, track_alone);
            ngspice_announce(here, JUNCTION, !track_alone, !track_alone);
        }
    }
}

static void keep_entries(GENmodel *first)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            double *entry[4];
            ngspice_take_entries(here, TRACK, TRACK, entry);
            ngspice_keep_entries(here, TRACK, entry);
        }
    }
}

static int set_up(SMPmatrix *matrix, GENmodel *first, CKTcircuit *ckt, int *states)
{
    announce(first, true);
    int status = MIFsetup(matrix, first, ckt, states);
    if (status != OK) {
        return status;
    }
    keep_entries(first);
    MIFunsetup(first, ckt);
    announce(first, false);
    return MIFsetup(matrix, first, ckt, states);
}

static int follow(GENmodel *first, CKTcircuit *ckt, enum ngspice_move move)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            double *entry[4];
            ngspice_kept_entries(here, TRACK, entry);
            ngspice_follow(ckt, move, entry, 4);
            ngspice_keep_entries(here, TRACK, entry);
        }
    }
    return ngspice_follow_as_xspice(first, ckt, move);
}

static int matrix_made(GENmodel *first, CKTcircuit *ckt)
{
    return follow(first, ckt, NGSPICE_MATRIX_MADE);
}

static int matrix_complex(GENmodel *first, CKTcircuit *ckt)
{
    return follow(first, ckt, NGSPICE_MATRIX_COMPLEX);
}

static int matrix_real(GENmodel *first, CKTcircuit *ckt)
{
    return follow(first, ckt, NGSPICE_MATRIX_REAL);
}

/* Of all analyses, small signals among them. */
static int load(GENmodel *first, CKTcircuit *ckt)
{
    const size_t rm = DWMTJ_rm, m = DWMTJ_PARAMETERS;
    int status = MIFload(first, ckt);
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        double conductance = ngspice_parameter(model->param, m) / ngspice_parameter(model->param, rm);
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            double *entry[4];
            ngspice_kept_entries(here, TRACK, entry);
            *entry[0] += conductance;
            *entry[1] -= conductance;
            *entry[2] -= conductance;
            *entry[3] += conductance;
        }
    }
    return status;
}

extern SPICEdev cm_dwmtj_whole_info;

__attribute__((constructor)) static void take_over(void)
{
    const struct ngspice_functions own = {.set_up = set_up,
                                          .load = load,
                                          .load_small_signal = load,
                                          .matrix_made = matrix_made,
                                          .matrix_complex = matrix_complex,
                                          .matrix_real = matrix_real};
    ngspice_take_over(&cm_dwmtj_whole_info, &own);
}
