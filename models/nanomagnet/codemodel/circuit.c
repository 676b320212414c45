/* What ngspice calls for the code model nanomagnet besides its function: the places in the matrix, what is loaded
 * there, and whether a time point may stand.
 *
 * In a transient the moment at a time point depends on the fields at earlier ones alone. MIFsetup would give the matrix
 * an entry for each moment and field all the same, and with dipoles between the magnets no order of pivots could then
 * keep the factors of 3 N fields from being full. And MIFload changes an input by at most a quarter in an iteration. So
 * XSPICE does not see the fields of a magnet that is held: its function reads their nodes, and their loads, of which
 * MIFsetup makes the entries before, are added here. Magnets with `follow` answer outside of transients and are left to
 * XSPICE. docs/nanomagnet.md, section 3. */
#include "models/nanomagnet/codemodel/magnet_state.h"

#include "models/ngspice/wanted_step.h"

static bool is_held(const MIFmodel *model)
{
    const Mif_Param_Data_t *follow = model->param[NANOMAGNET_follow];
    return ngspice_list_size(follow) == 0 || ngspice_list_value(follow, 0) == 0.0;
}

/* Calls `act` for each field node of the magnets that are held. */
static void for_each_field(GENmodel *first, void (*act)(MIFinstance *here, int k, void *context), void *context)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        if (!is_held(model)) {
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

/* The fields of magnets that are held are shown to XSPICE alone, or not at all. */
static void announce(GENmodel *first, bool held_fields)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        const bool fields = is_held(model) == held_fields;
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            ngspice_announce(here, H, fields, fields);
            ngspice_announce(here, M, false, !held_fields);
            ngspice_announce(here, I, !held_fields, false);
        }
    }
}

static void keep(MIFinstance *here, int k, void *context)
{
    (void)context;
    *ngspice_kept_entry(here, H, k) = *ngspice_own_entry(here, H, k);
}

static int set_up(SMPmatrix *matrix, GENmodel *first, CKTcircuit *ckt, int *states)
{
    int ignored = 0;
    announce(first, true);
    const int status = MIFsetup(matrix, first, ckt, &ignored);
    if (status != OK) {
        return status;
    }
    for_each_field(first, keep, NULL);
    MIFunsetup(first, ckt);
    announce(first, false);
    return MIFsetup(matrix, first, ckt, states);
}

static void load_field(MIFinstance *here, int k, void *context)
{
    (void)context;
    **ngspice_kept_entry(here, H, k) += 1.0; /* S */
}

static int load(GENmodel *first, CKTcircuit *ckt)
{
    const int status = MIFload(first, ckt);
    for_each_field(first, load_field, NULL);
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
}

static int follow_matrix(GENmodel *first, CKTcircuit *ckt, enum ngspice_move move)
{
    struct following following = {ckt, move};
    for_each_field(first, follow_kept, &following);
    return ngspice_follow_as_xspice(first, ckt, move);
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
                                                                       .load = load,
                                                                       .load_small_signal = load,
                                                                       .truncate_step = truncate_step,
                                                                       .matrix_made = matrix_made,
                                                                       .matrix_complex = matrix_complex,
                                                                       .matrix_real = matrix_real});
}
