/* The track of the code model dwmtj_whole, a resistor that is part of it. XSPICE would give the matrix an entry for
 * each pair of an output and an input, so that a track that conducts couples to its junction, with entries that are
 * always 0: 3,600 devices then take four times as long. So XSPICE knows the track as an input alone, and the
 * conductance of it is added here. transient.c says how entries for a chosen pair are had. */
#include <ngspice/config.h> /* the sizes of the tables depend on it */

#include <ngspice/cktdefs.h>
#include <ngspice/devdefs.h>
#include <ngspice/mifdefs.h>
#include <ngspice/mifproto.h>
#include <ngspice/sperror.h>

#include "models/dwmtj/dwmtj.h" /* behind ngspice's own bool */

enum { TRACK = 0, JUNCTION = 1 }; /* the ports, in the order of its ifspec.ifs */

/* Which pairs MIFsetup makes from now on: the track with itself, or the junction with the track and with itself. */
static void announce(GENmodel *first, bool track_alone)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            here->conn[TRACK]->is_input = MIF_TRUE;
            here->conn[TRACK]->is_output = track_alone;
            here->conn[JUNCTION]->is_input = here->conn[JUNCTION]->is_output = !track_alone;
        }
    }
}

/* Keeps the entries of the track in places that ngspice has for ports with a voltage at the output, which this is not.
 */
static void keep_entries(GENmodel *first)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            Mif_Smp_Ptr_t *track = &here->conn[TRACK]->port[0]->smp_data;
            const Mif_Port_Ptr_t *pair = &track->input[TRACK].port[0];
            track->pos_branch = pair->g.pos_poscntl;
            track->neg_branch = pair->g.neg_negcntl;
            track->branch_pos = pair->g.pos_negcntl;
            track->branch_neg = pair->g.neg_poscntl;
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

/* Of all analyses, small signals among them. */
static int load(GENmodel *first, CKTcircuit *ckt)
{
    const size_t rm = DWMTJ_rm, m = DWMTJ_PARAMETERS;
    int status = MIFload(first, ckt);
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        double conductance = model->param[m]->element[0].rvalue / model->param[rm]->element[0].rvalue;
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            const Mif_Smp_Ptr_t *track = &here->conn[TRACK]->port[0]->smp_data;
            *track->pos_branch += conductance;
            *track->neg_branch += conductance;
            *track->branch_pos -= conductance;
            *track->branch_neg -= conductance;
        }
    }
    return status;
}

extern SPICEdev cm_dwmtj_whole_info;

__attribute__((constructor)) static void take_over(void)
{
    cm_dwmtj_whole_info.DEVsetup = set_up;
    cm_dwmtj_whole_info.DEVload = load;
    cm_dwmtj_whole_info.DEVacLoad = load;
}
