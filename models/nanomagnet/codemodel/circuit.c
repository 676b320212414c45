/* What ngspice calls for the code model nanomagnet besides its function: the places in the matrix, and whether a time
 * point may stand.
 *
 * In a transient the moment at a time point depends on the fields at earlier ones alone. MIFsetup would give the matrix
 * an entry for each moment and field all the same, and with dipoles between the magnets no order of pivots could then
 * keep the factors of 3 N fields from being full. So it does not see the nodes of the field: only the load of each has
 * an entry, which is made before. Magnets with `follow` answer outside of transients and keep all entries.
 * docs/nanomagnet.md, section 3. */
#include "models/nanomagnet/codemodel/magnet_state.h"

#include "models/ngspice/wanted_step.h"

enum { AXES = 3 };

/* Calls `act` for each field node of the magnets that are held. */
static void for_each_field(GENmodel *first, void (*act)(MIFinstance *here, int k, void *context), void *context)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        const Mif_Param_Data_t *follow = model->param[NANOMAGNET_follow];
        if (ngspice_list_size(follow) > 0 && ngspice_list_value(follow, 0) != 0.0) {
            continue;
        }
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            const int fields = ngspice_port_is_null(here->conn, H) ? 0 : ngspice_ports(here->conn, H);
            for (int k = 0; k < fields; k++) {
                act(here, k, context);
            }
        }
    }
}

static void announce(GENmodel *first, bool fields, bool others)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            ngspice_announce(here, H, fields, fields);
            ngspice_announce(here, M, false, others);
            ngspice_announce(here, I, others, false);
        }
    }
}

static void keep(MIFinstance *here, int k, void *context)
{
    (void)context;
    *ngspice_kept_entry(here, H, k) = *ngspice_own_entry(here, H, k);
}

static void restore(MIFinstance *here, int k, void *context)
{
    (void)context;
    *ngspice_own_entry(here, H, k) = *ngspice_kept_entry(here, H, k);
}

static void hide(MIFinstance *here, int k, void *hidden)
{
    ngspice_hide_node(here, H, k, *(bool *)hidden);
}

static int set_up(SMPmatrix *matrix, GENmodel *first, CKTcircuit *ckt, int *states)
{
    int ignored = 0;
    bool hidden = true;
    announce(first, true, false);
    int status = MIFsetup(matrix, first, ckt, &ignored);
    if (status == OK) {
        for_each_field(first, keep, NULL);
        MIFunsetup(first, ckt);
    }
    announce(first, true, true);
    if (status != OK) {
        return status;
    }
    for_each_field(first, hide, &hidden);
    status = MIFsetup(matrix, first, ckt, states);
    hidden = false;
    for_each_field(first, hide, &hidden);
    if (status == OK) {
        for_each_field(first, restore, NULL);
    }
    return status;
}

/* What ngspice_follow needs to know. */
struct following {
    CKTcircuit *ckt;
    enum ngspice_move move;
};

static void follow_kept(MIFinstance *here, int k, void *context)
{
    const struct following *following = context;
    ngspice_follow(following->ckt, following->move, ngspice_kept_entry(here, H, k), 1);
    restore(here, k, NULL);
}

static int follow_matrix(GENmodel *first, CKTcircuit *ckt, enum ngspice_move move)
{
    bool hidden = true;
    for_each_field(first, hide, &hidden);
    const int status = ngspice_follow_as_xspice(first, ckt, move);
    hidden = false;
    for_each_field(first, hide, &hidden);
    struct following following = {ckt, move};
    for_each_field(first, follow_kept, &following);
    return status;
}

static int matrix_made(GENmodel *first, CKTcircuit *ckt)
{
    return follow_matrix(first, ckt, NGSPICE_MATRIX_MADE);
}

static int matrix_complex(GENmodel *first, CKTcircuit *ckt)
{
    return follow_matrix(first, ckt, NGSPICE_MATRIX_COMPLEX);
}

static int matrix_real(GENmodel *first, CKTcircuit *ckt)
{
    return follow_matrix(first, ckt, NGSPICE_MATRIX_REAL);
}

static int truncate_step(GENmodel *first, CKTcircuit *ckt, double *step)
{
    return wanted_step_least(first, ckt, MAGNET, offsetof(struct magnet, wanted), step); /* Eq. (N7) */
}

extern SPICEdev cm_nanomagnet_info;

__attribute__((constructor)) static void take_over(void)
{
    ngspice_take_over(&cm_nanomagnet_info, &(struct ngspice_functions){.set_up = set_up,
                                                                       .truncate_step = truncate_step,
                                                                       .matrix_made = matrix_made,
                                                                       .matrix_complex = matrix_complex,
                                                                       .matrix_real = matrix_real});
}
