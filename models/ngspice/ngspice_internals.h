/* The porting list: what the code models need of ngspice's insides, beyond the functions and macros that XSPICE gives
 * every code model. For another version of ngspice read this file: each thing is named here, with the test that fails
 * when it changes, and no other file includes ngspice's headers, except <ngspice/cm.h>. Suites
 * are those of tests/ngspice/, quality suites those of models/dwmtj/qa/.
 *
 * It comes before all headers of our own: ngspice's bool is an int, that of C a byte.
 *
 * Two things are elsewhere. The layout of ngspice's structures depends on how it was configured: setup/ngspice/ finds
 * that out and makes ngspice/config.h (step versions of the tests). The host replaces getpwuid and usleep, which
 * libngspice calls to find a .spiceinit and to wait for its own thread: spice/host/ (step home). */
#ifndef NGSPICE_INTERNALS_H
#define NGSPICE_INTERNALS_H

#include <ngspice/config.h>

#include <ngspice/cm.h>

#include <ngspice/cktdefs.h>
#include <ngspice/devdefs.h>
#include <ngspice/gendefs.h>
#include <ngspice/ifsim.h>
#include <ngspice/jobdefs.h>
#include <ngspice/mifdefs.h>
#include <ngspice/mifproto.h>
#include <ngspice/sperror.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

/* ---- The analysis in progress; the circuit is that of cm_get_circuit() ---- */

/* Its name, "" where there is none: CKTcurJob, JOBname. Quality suite analyses: unfit_analyses_are_refused. */
static inline const char *ngspice_analysis(void)
{
    const JOB *job = cm_get_circuit()->CKTcurJob;
    return job && job->JOBname ? job->JOBname : "";
}

/* True in the first evaluation of an operating point, with which every analysis begins: CKTmode, MODEINITJCT.
 * Quality suite analyses: a_refusal_ends_with_its_analysis. */
static inline bool ngspice_analysis_begins(void)
{
    return (cm_get_circuit()->CKTmode & MODEINITJCT) != 0;
}

/* The option noopiter: CKTnoOpIter. Suite spice: analyses_and_options_that_would_be_wrong_stop_the_run. */
static inline bool ngspice_has_noopiter(void)
{
    return cm_get_circuit()->CKTnoOpIter != 0;
}

/* The shortest step that ngspice makes, s: CKTminBreak. Suite fast_walls: step_in_which_the_drive_jumps_is_as_short. */
static inline double ngspice_shortest_step(void)
{
    return cm_get_circuit()->CKTminBreak;
}

/* The name of the device in the circuit, such as a.x1.awall: XSPICE hands a code model everything of its instance but
 * the instance, and of that the address of the field `callback`. Suite noise:
 * walls_of_one_model_have_paths_of_their_own_that_no_step_changes. */
static inline const char *ngspice_name_of(const Mif_Private_t *mif)
{
    const char *instance = (const char *)mif->callback - offsetof(MIFinstance, callback);
    return ((const MIFinstance *)instance)->MIFname;
}

/* Whether the device is the first one of its .model card, for what is said once for all of them: GENmodPtr,
 * GENinstances. Suite nanomagnets: what_is_beyond_the_model_is_said_once_for_each_card. */
static inline bool ngspice_first_of_card(const Mif_Private_t *mif)
{
    const char *address = (const char *)mif->callback - offsetof(MIFinstance, callback);
    const MIFinstance *here = (const MIFinstance *)address;
    return MIFinstances(MIFmodPtr(here)) == here;
}

/* The same of a device: MIFname. Suite network_device: what_is_saved_of_walls_is_what_ngspice_saves. */
static inline const char *ngspice_device_name(const MIFinstance *here)
{
    return here->MIFname;
}

/* ---- Where a transient is. Suite network_device: feedback_loop_settles_as_with_dwmtj ---- */

/* The first iteration of all, the first of a time point, and any: CKTmode, MODEINITTRAN, MODEINITPRED, MODETRAN. */
static inline bool ngspice_transient_begins(const CKTcircuit *ckt)
{
    return (ckt->CKTmode & MODEINITTRAN) != 0;
}
static inline bool ngspice_step_begins(const CKTcircuit *ckt)
{
    return (ckt->CKTmode & (MODEINITTRAN | MODEINITPRED)) != 0;
}
static inline bool ngspice_is_transient(const CKTcircuit *ckt)
{
    return (ckt->CKTmode & MODETRAN) != 0;
}

/* When the transient is to end, s: CKTfinalTime. Suite nanomagnets:
 * what_is_beyond_the_model_is_said_once_for_each_card.
 */
static inline double ngspice_stop_time(const CKTcircuit *ckt)
{
    return ckt->CKTfinalTime;
}

/* The time, the step that ends there and the one before it, s: CKTtime, CKTdelta, CKTdeltaOld. */
static inline double ngspice_time(const CKTcircuit *ckt)
{
    return ckt->CKTtime;
}
static inline double ngspice_step(const CKTcircuit *ckt)
{
    return ckt->CKTdelta;
}
static inline double ngspice_step_before(const CKTcircuit *ckt)
{
    return ckt->CKTdeltaOld[1];
}

/* The temperature of the circuit, K: CKTtemp. Suite network_device: options_of_the_device_act_as_with_dwmtj. */
static inline double ngspice_temperature(const CKTcircuit *ckt)
{
    return ckt->CKTtemp;
}

/* What a device keeps at this time point and at the one before, from index on: CKTstate0, CKTstate1. */
static inline double *ngspice_state(CKTcircuit *ckt, int index)
{
    return ckt->CKTstate0 + index;
}
static inline const double *ngspice_state_before(const CKTcircuit *ckt, int index)
{
    return ckt->CKTstate1 + index;
}

/* The voltages of all nodes in the last iteration, and the right side that is being loaded: CKTrhsOld, CKTrhs. */
static inline const double *ngspice_voltages(const CKTcircuit *ckt)
{
    return ckt->CKTrhsOld;
}
static inline double *ngspice_right_side(CKTcircuit *ckt)
{
    return ckt->CKTrhs;
}

/* ---- A device's ports, parameters and places in the matrix ---- */

/* Whether a port was left out: is_null. Suite network_device: motion_without_a_node_changes_no_wall. */
static inline bool ngspice_port_is_null(Mif_Conn_Data_t *const *ports, int port)
{
    return ports[port]->is_null != MIF_FALSE;
}

/* The numbers of the two nodes of a port, or of number `k` in a list of ports, which is 0 where there is one alone; and
 * how many there are: smp_data, pos_node, neg_node, size. Suite network_device: feedback_loop_settles_as_with_dwmtj,
 * axons_in_a_list_are_axons_one_by_one. */
static inline void ngspice_nodes(Mif_Conn_Data_t *const *ports, int port, int k, int node[2])
{
    node[0] = ports[port]->port[k]->smp_data.pos_node;
    node[1] = ports[port]->port[k]->smp_data.neg_node;
}
static inline int ngspice_ports(Mif_Conn_Data_t *const *ports, int port)
{
    return ports[port]->size;
}

/* Makes XSPICE see `count` ports of a list that begin `from` places further on than those that it sees: size, port.
 * Suite network_device: axons_in_a_list_are_axons_one_by_one. */
static inline void ngspice_show_ports(MIFinstance *here, int port, int from, int count)
{
    here->conn[port]->port += from;
    here->conn[port]->size = count;
}

/* What MIFsetup takes a port for from now on: it gives the matrix an entry for each output and each input of a device.
 * is_input, is_output. Suites network_device, library, oscillators. */
static inline void ngspice_announce(MIFinstance *here, int port, bool is_input, bool is_output)
{
    here->conn[port]->is_input = is_input;
    here->conn[port]->is_output = is_output;
}

/* The entries of the matrix that MIFsetup made for the pair of an output and an input: rows +, +, -, -, columns +, -,
 * +,
 * -; an output that is a current into one node has the first two. smp_data, input, g. Suites network_device, library.
 */
static inline void ngspice_take_entries(const MIFinstance *here, int output, int input, double *entry[4])
{
    const Mif_Port_Ptr_t *pair = &here->conn[output]->port[0]->smp_data.input[input].port[0];
    entry[0] = pair->g.pos_poscntl;
    entry[1] = pair->g.pos_negcntl;
    entry[2] = pair->g.neg_poscntl;
    entry[3] = pair->g.neg_negcntl;
}

/* Keeps entries with a port, in places that ngspice has for ports with a voltage at the output, which this must not be:
 * pos_branch and its like. Suite library: m_is_so_many_devices_in_parallel_in_a_transient. */
static inline void ngspice_keep_entries(const MIFinstance *here, int port, double *const *entry)
{
    Mif_Smp_Ptr_t *places = &here->conn[port]->port[0]->smp_data;
    places->pos_branch = entry[0];
    places->branch_pos = entry[1];
    places->branch_neg = entry[2];
    places->neg_branch = entry[3];
}
static inline void ngspice_kept_entries(const MIFinstance *here, int port, double *entry[4])
{
    const Mif_Smp_Ptr_t *places = &here->conn[port]->port[0]->smp_data;
    entry[0] = places->pos_branch;
    entry[1] = places->branch_pos;
    entry[2] = places->branch_neg;
    entry[3] = places->neg_branch;
}

/* The entry of a port with a current into one node, number `k` in a list, for its own voltage; and a place to keep it,
 * as ngspice_keep_entries has four of them. smp_data, input, g, pos_branch. Suite nanomagnets:
 * magnets_that_are_held_need_no_common_factorization. */
static inline double **ngspice_own_entry(const MIFinstance *here, int port, int k)
{
    return &here->conn[port]->port[k]->smp_data.input[port].port[k].g.pos_poscntl;
}
static inline double **ngspice_kept_entry(const MIFinstance *here, int port, int k)
{
    return &here->conn[port]->port[k]->smp_data.pos_branch;
}

/* ---- The solver KLU, in ngspice from 42 on where it was built with it. Suite matrix_solvers ----
 *
 * KLU has its entries in one array, which it makes after all devices were set up, and in a second one while a
 * small-signal analysis computes with complex numbers. Each time ngspice calls a function of each device (`follow`
 * below) to move what it keeps of them. SMPkluMatrix, KLUmatrixBindStructCOO, KLUmatrixAx, KLUmatrixAxComplex,
 * KLUmatrixNZ, KLUmatrixLinkedListNZ. */
enum ngspice_move { NGSPICE_MATRIX_MADE, NGSPICE_MATRIX_COMPLEX, NGSPICE_MATRIX_REAL };

#ifdef KLU
static inline int ngspice_compare_moved(const void *a, const void *b)
{
    const double *x = ((const BindElement *)a)->COO, *y = ((const BindElement *)b)->COO;
    return (x > y) - (x < y);
}
#endif

/* Moves `count` entries. What belongs to ground stays where it is: that is not in the matrix. */
static inline void ngspice_follow(const CKTcircuit *ckt, enum ngspice_move move, double **entry, size_t count)
{
#ifdef KLU
    const KLUmatrix *matrix = ckt->CKTmatrix->SMPkluMatrix;
    for (double **end = entry + count; entry < end; entry++) {
        if (move == NGSPICE_MATRIX_MADE) {
            const BindElement wanted = {.COO = *entry};
            const BindElement *found = bsearch(&wanted, matrix->KLUmatrixBindStructCOO, matrix->KLUmatrixLinkedListNZ,
                                               sizeof wanted, ngspice_compare_moved);
            *entry = found ? found->CSC : *entry;
        } else {
            const bool complex = move == NGSPICE_MATRIX_COMPLEX;
            const double *from = complex ? matrix->KLUmatrixAx : matrix->KLUmatrixAxComplex;
            double *to = complex ? matrix->KLUmatrixAxComplex : matrix->KLUmatrixAx;
            const size_t before = complex ? 1 : 2, after = complex ? 2 : 1; /* numbers of an entry */
            if (*entry >= from && *entry < from + before * matrix->KLUmatrixNZ) {
                *entry = to + (size_t)(*entry - from) / before * after;
            }
        }
    }
#else
    (void)ckt, (void)move, (void)entry, (void)count;
#endif
}

/* XSPICE's own part of it, DEVbindCSC and its like. */
static inline int ngspice_follow_as_xspice(GENmodel *first, CKTcircuit *ckt, enum ngspice_move move)
{
#ifdef KLU
    return move == NGSPICE_MATRIX_MADE      ? MIFbindCSC(first, ckt)
           : move == NGSPICE_MATRIX_COMPLEX ? MIFbindCSCComplex(first, ckt)
                                            : MIFbindCSCComplexToReal(first, ckt);
#else
    (void)first, (void)ckt, (void)move;
    return OK;
#endif
}

/* A parameter of a .model card, and where a device keeps a variable that the user may save: param, inst_var, element,
 * rvalue. Suite network_device: what_a_wall_does_can_be_shown_and_measured. */
static inline double ngspice_parameter(Mif_Param_Data_t *const *parameters, size_t index)
{
    return parameters[index]->element[0].rvalue;
}

/* A list of values: how many there are, and number `k`. XSPICE gives one that was left out as many as the device has
 * ports, unless it is told that it has none: size, is_null. Suite network_device: axons_in_a_list_may_differ. */
static inline int ngspice_list_size(const Mif_Param_Data_t *list)
{
    return list->is_null ? 0 : list->size;
}
static inline double ngspice_list_value(const Mif_Param_Data_t *list, int k)
{
    return list->element[k].rvalue;
}
static inline void ngspice_leave_out_list(Mif_Param_Data_t *list)
{
    if (list->is_null) {
        *list = (Mif_Param_Data_t){.is_null = MIF_FALSE};
    }
}

/* Which code model the .model cards are of: GENmodType. Suite network_device. */
static inline int ngspice_type(const GENmodel *model)
{
    return model->GENmodType;
}

static inline double *ngspice_variable(const MIFinstance *here, int index)
{
    return &here->inst_var[index]->element[0].rvalue;
}

/* Whether a device has allocated state, and where in ngspice's state vectors its piece `tag` is: num_state, state.
 * Suite network_device: what_the_code_model_leaves_out_is_refused. */
static inline bool ngspice_has_state(const MIFinstance *here)
{
    return here->num_state != 0;
}
static inline int ngspice_state_index(const MIFinstance *here, int tag)
{
    return here->state[tag].index;
}

/* Makes the next call of the device a first one: initialized. Suite network_device:
 * halted_run_takes_new_parameters_or_refuses_them. */
static inline void ngspice_call_anew(MIFinstance *here)
{
    here->initialized = MIF_FALSE;
}

/* ---- What ngspice calls for a code model ---- */

/* Functions of our own in place of XSPICE's in the table of a code model, SPICEdev; NULL leaves XSPICE's. They call
 * MIFsetup, MIFunsetup, MIFmDelete, MIFload and MIFmParam for what they leave to it. Suites network_device, library. */
struct ngspice_functions {
    int (*set_up)(SMPmatrix *matrix, GENmodel *first, CKTcircuit *ckt, int *states); /* DEVsetup */
    int (*take_down)(GENmodel *first, CKTcircuit *ckt);                              /* DEVunsetup */
    int (*remove_model)(GENmodel *model);                                            /* DEVmodDelete */
    int (*load)(GENmodel *first, CKTcircuit *ckt);                                   /* DEVload */
    int (*load_small_signal)(GENmodel *first, CKTcircuit *ckt);                      /* DEVacLoad */
    int (*truncate_step)(GENmodel *first, CKTcircuit *ckt, double *step);            /* DEVtrunc */
    int (*set_parameter)(int index, IFvalue *value, GENmodel *model);                /* DEVmodParam */
    int (*matrix_made)(GENmodel *first, CKTcircuit *ckt);                            /* DEVbindCSC */
    int (*matrix_complex)(GENmodel *first, CKTcircuit *ckt);                         /* DEVbindCSCComplex */
    int (*matrix_real)(GENmodel *first, CKTcircuit *ckt);                            /* DEVbindCSCComplexToReal */
};
static inline void ngspice_take_over(SPICEdev *device, const struct ngspice_functions *own)
{
    device->DEVsetup = own->set_up ? own->set_up : device->DEVsetup;
    device->DEVunsetup = own->take_down ? own->take_down : device->DEVunsetup;
    device->DEVmodDelete = own->remove_model ? own->remove_model : device->DEVmodDelete;
    device->DEVload = own->load ? own->load : device->DEVload;
    device->DEVacLoad = own->load_small_signal ? own->load_small_signal : device->DEVacLoad;
    device->DEVtrunc = own->truncate_step ? own->truncate_step : device->DEVtrunc;
    device->DEVmodParam = own->set_parameter ? own->set_parameter : device->DEVmodParam;
#ifdef KLU
    device->DEVbindCSC = own->matrix_made ? own->matrix_made : device->DEVbindCSC;
    device->DEVbindCSCComplex = own->matrix_complex ? own->matrix_complex : device->DEVbindCSCComplex;
    device->DEVbindCSCComplexToReal = own->matrix_real ? own->matrix_real : device->DEVbindCSCComplexToReal;
#endif
}

/* Whether the parameters of a code model are still set by XSPICE's own function. */
static inline bool ngspice_sets_parameters(const SPICEdev *device)
{
    return device->DEVmodParam == MIFmParam;
}

/* The code models of this file: ngspice's dlmain.c has the list. */
extern SPICEdev *cmDEVices[];
extern int cmDEVicesCNT;

#endif
