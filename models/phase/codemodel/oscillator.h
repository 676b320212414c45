/* What the code models phase and phase_network share: their parameters, refusals, and transients.
 *
 * In a transient each time point is first solved for the phase where the drive of the last two time points leads, so
 * its outputs are given voltages for the circuit. Then the phase goes on from the last time point with the drive that
 * came out. Where both differ by more than phitol, the circuit is solved for the new phase. Where the first one was too
 * far off, truncate.c refuses the time point. docs/phase.md, section 2. */
#ifndef OSCILLATOR_H
#define OSCILLATOR_H

#include "models/phase/codemodel/oscillator_state.h"

#include "models/ngspice/predicted_step.h"
#include "models/noise.h"

enum { PARTS = 2 };                 /* cosine and sine */
enum { OUT, NOUT, IN, PUMP, BIAS }; /* ports, in the order of the interface files */

/* The parameters of a .model card: the interface file lists them in the order of the table. */
static inline struct phase oscillator_device(Mif_Param_Data_t *const *param)
{
    struct phase device;
    size_t i = 0;
#define PARAMETER(name, ...) device.name = ngspice_parameter(param, i++);
#include "models/phase/parameters.def"
#undef PARAMETER
    return device;
}

/* Says what is wrong, and marks a refused device by *mark = NaN. */
static inline void oscillator_refuse(const char *why, double *mark)
{
    char message[MESSAGE_SIZE];
    snprintf(message, sizeof message, "error: %s", why);
    cm_message_send(message);
    *mark = NAN;
}

/* The first call of a device, or of one in an analysis. A refused device stays so until the next run, and has no
 * state. */
static inline void oscillator_begin(const struct phase *device, const Mif_Private_t *mif, double *mark)
{
    static const char *const NAMES[] = {"out", "nout", "in"};
    char why[MESSAGE_SIZE / 2];
    bool sound = true;
    if (mif->circuit.init) {
        *mark = 0.0;
        sound = phase_check(device, why, sizeof why);
        for (int port = OUT; sound && port <= IN; port++) {
            if (!ngspice_port_is_null(mif->conn, port) && ngspice_ports(mif->conn, port) != PARTS) {
                snprintf(why, sizeof why, "the port %s has %d node; expected 2, for cosine and sine%s", NAMES[port],
                         ngspice_ports(mif->conn, port), port == OUT ? "" : ", or null");
                sound = false;
            }
        }
    }
    if (isnan(*mark)) {
        return;
    }
    if (!sound || !analysis_is_fit(mif->circuit.anal_type, why, sizeof why)) {
        oscillator_refuse(why, mark);
    } else if (mif->circuit.init) {
        cm_analog_alloc(OSCILLATOR, sizeof(struct oscillator));
    }
}

/* A refused device: no circuit converges with it. */
static inline void oscillator_give_nothing(const Mif_Private_t *mif)
{
    cm_analog_not_converged();
    for (int k = 0; k < PARTS; k++) {
        mif->conn[OUT]->port[k]->output.rvalue = NAN;
    }
}

/* The oscillator where a transient begins. */
static inline void oscillator_start(const struct phase *device, const struct oscillator_drive *drive,
                                    struct oscillator *now)
{
    *now = (struct oscillator){
        .prediction = predicted_step_begin(), .phi = device->phi0, .expected = device->phi0, .drive = *drive};
}

/* The oscillator at a time point of a transient. */
static inline void oscillator_follow(const struct phase *device, const Mif_Private_t *mif,
                                     const struct oscillator_drive *drive, struct oscillator *now)
{
    const struct oscillator *before = cm_analog_get_ptr(OSCILLATOR, 1);
    const double *t = mif->circuit.t;
    const bool noisy = device->diffusion > 0.0;
    const uint64_t key = noisy ? noise_key((uint64_t)llround(device->noise), ngspice_name_of(mif)) : 0;
    struct oscillator_stretch stretch = {t[1], t[0], &before->drive, &now->drive};
    now->before = before->drive;
    now->step = t[0] - t[1];
    if (ngspice_step_begins(cm_get_circuit())) {
        now->drive = oscillator_drive_ahead(&before->before, &before->drive, before->step, now->step, !noisy);
        now->expected = now->phi = phase_advance(device, key, &stretch, before->phi);
        now->prediction = predicted_step_begin();
        return;
    }
    now->drive = *drive;
    now->phi = phase_advance(device, key, &stretch, before->phi);
    struct predicted_step step = {.t = t,
                                  .way = fabs(now->phi - before->phi),
                                  .allowed_way = device->dphi,
                                  .miss = fabs(now->phi - now->expected),
                                  .allowed_miss = device->phitol};
    if (noisy) {
        step.cell = phase_cell(device);
        step.next_cell = predicted_step_next_cell(&step);
        const struct oscillator_drive then =
            oscillator_drive_ahead(&now->before, drive, now->step, step.next_cell - t[0], false);
        stretch = (struct oscillator_stretch){t[0], step.next_cell, drive, &then};
        step.way_ahead = fabs(phase_advance(device, key, &stretch, now->phi) - now->phi);
    }
    if (predicted_step_judge(&step, &now->prediction)) {
        now->expected = now->phi;
    }
}

/* The outputs for the phase that a time point is solved for. */
static inline void oscillator_give(const struct phase *device, const Mif_Private_t *mif, double phi)
{
    const double out[PARTS] = {device->vout * cos(phi), device->vout * sin(phi)};
    for (int k = 0; k < PARTS; k++) {
        mif->conn[OUT]->port[k]->output.rvalue = out[k];
        if (!ngspice_port_is_null(mif->conn, NOUT)) {
            mif->conn[NOUT]->port[k]->output.rvalue = -out[k];
        }
    }
}

#endif
