/* What the parts of the code models dwmtj_network and dwmtj_axons share: their XSPICE functions, circuit.h and
 * transient.c. */
#ifndef NETWORK_MODEL_H
#define NETWORK_MODEL_H

#include "models/dwmtj/codemodel/wall.h"

enum { TRACK = 0, JUNCTION = 1, MOTION = 2 }; /* the ports, in the order of both ifspec.ifs */

/* The voltage from dwin to dwout, V. XSPICE does not know this port as an input, see circuit_matrix.c. */
static inline double network_model_track_voltage(const Mif_Private_t *mif)
{
    const double *voltage = ngspice_voltages(cm_get_circuit());
    int node[2];
    ngspice_nodes(mif->conn, TRACK, 0, node);
    return voltage[node[0]] - voltage[node[1]];
}

/* The parameters number `count` of a .model card; those of dwmtj_axons end with the lists in which each junction of a
 * device has a value, one list for each parameter that may vary, in the order of the table. */

/* The next list after `list`, or the first one (-1); `count` where there is none that was given. */
static inline int network_model_next_list(Mif_Param_Data_t *const *param, int count, int list)
{
    list = list < 0 ? DWMTJ_PARAMETERS : list + 1;
    while (list < count && ngspice_list_size(param[list]) == 0) {
        list++;
    }
    return list;
}

/* Whether the walls of a device differ: a list was given. */
static inline bool network_model_differ(const MIFmodel *model)
{
    return network_model_next_list(model->param, model->num_param, -1) < model->num_param;
}

/* How many walls a device has to itself: one for all junctions where they do not differ. */
static inline size_t network_model_walls(const MIFmodel *model, const MIFinstance *here)
{
    return network_model_differ(model) ? (size_t)ngspice_ports(here->conn, JUNCTION) : 1;
}

static inline void network_model_leave_out_lists(MIFmodel *model)
{
    for (int i = DWMTJ_PARAMETERS; i < model->num_param; i++) {
        ngspice_leave_out_list(model->param[i]);
    }
}

/* The parameters of wall number `wall` of a device. */
static inline struct dwmtj network_model_device(Mif_Param_Data_t *const *param, int count, int wall)
{
    struct dwmtj device = device_of(param);
    int list = DWMTJ_PARAMETERS;
    for (size_t p = 0; list < count; p++) {
        if (parameter_is(&dwmtj_parameters[p], IS_VARIED)) {
            if (ngspice_list_size(param[list]) > wall) {
                dwmtj_set(&device, p, ngspice_list_value(param[list], wall));
            }
            list++;
        }
    }
    return device;
}

/* Refuses what these models leave out; `name`: of the model. */
static inline void network_model_refuse_unfit(const Mif_Private_t *mif, const char *name, const struct dwmtj *device,
                                              double *x)
{
    const struct profile none = {0};
    const char *why = NULL;
    if (dynamics_on(device, &none)) {
        why = "walls with an angle: where alpha is above 0, use dwmtj";
    } else if (strcmp(ngspice_analysis(), "AC Analysis") == 0) {
        why = "answer to small signals: use dwmtj";
    } else if (strcmp(ngspice_analysis(), "Transfer Function") == 0 && !ngspice_port_is_null(mif->conn, MOTION)) {
        why = "transfer function to `motion`: make it null, or use dwmtj_watched";
    }
    if (why) {
        char message[MESSAGE_SIZE / 2];
        snprintf(message, sizeof message, "%s has no %s", name, why);
        refuse_device(message, x);
    }
}

/* Refuses a list that does not have a value for each of the `walls`, and one that makes a wall unsound. */
static inline void network_model_check_lists(const Mif_Private_t *mif, int walls, double *x)
{
    for (int list = network_model_next_list(mif->param, mif->num_param, -1); list < mif->num_param && !isnan(*x);
         list = network_model_next_list(mif->param, mif->num_param, list)) {
        if (ngspice_list_size(mif->param[list]) != walls) {
            refuse_device("a list of values does not have one for each junction", x);
        }
    }
    for (int k = 0; k < walls && !isnan(*x); k++) {
        const struct dwmtj device = network_model_device(mif->param, mif->num_param, k);
        char why[MESSAGE_SIZE / 2];
        if (!dwmtj_check(&device, why, sizeof why)) {
            char message[MESSAGE_SIZE];
            snprintf(message, sizeof message, "junction %d: %s", k + 1, why);
            refuse_device(message, x);
        } else {
            const struct profile none = {0};
            if (dynamics_on(&device, &none)) {
                refuse_device("dwmtj_axons has no walls with an angle: where alpha is above 0, use dwmtj", x);
            }
        }
    }
}

/* One evaluation by XSPICE, which is outside of transients: checks the device and holds its walls at xinit. What they
 * do to the circuit is loaded in transient.c. `x`, `v`: of the first wall, which the user may save. */
static inline void network_model_hold(const Mif_Private_t *mif, const char *name, double *x, double *v)
{
    const struct profile none = {0};
    const bool differ = network_model_next_list(mif->param, mif->num_param, -1) < mif->num_param;
    const int walls = differ ? ngspice_ports(mif->conn, JUNCTION) : 1;
    struct dwmtj device;
    if (prepare(mif, &none, walls, &device, x)) {
        network_model_refuse_unfit(mif, name, &device, x);
    }
    if (!isnan(*x) && differ && mif->circuit.init) {
        network_model_check_lists(mif, walls, x);
    }
    if (isnan(*x)) {
        cm_analog_not_converged();
        return;
    }
    struct wall *wall = cm_analog_get_ptr(WALL, 0);
    const double v_track = network_model_track_voltage(mif);
    for (int k = walls; k-- > 0;) {
        char why[MESSAGE_SIZE / 2];
        if (differ) {
            device = network_model_device(mif->param, mif->num_param, k);
        }
        if (differ && dwmtj_is_thermal(&device) &&
            !dwmtj_apply_temperature(&device, mif->circuit.temperature + ZERO_CELSIUS, why, sizeof why)) {
            refuse_device(why, x);
            cm_analog_not_converged();
            return;
        }
        wall[k] = (struct wall){.x = device.xinit, .v = dwmtj_velocity(&device, v_track / device.rm), .rate = 0.0};
    }
    *x = wall->x;
    *v = dwmtj_motion(&device, wall->x, wall->v);
}

#endif
