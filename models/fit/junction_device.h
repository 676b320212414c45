/* What a fit to a junction makes of the parameters of `mtj` and `mtj_rate`. */
#ifndef JUNCTION_DEVICE_H
#define JUNCTION_DEVICE_H

#include "models/fit/loop.h"
#include "models/fit/pulses.h"
#include "models/mtj/mtj.h"
#include "models/mtj_rate/mtj_rate.h"

/* All write what they set to `device` and mark it in fitted[], in the order of its table. False, with a sentence in
 * `why` (`size` bytes), where there is no such device; then the marks are those of what could be set. */

/* R_P, R_AP, V_half; and the volume `vact` by which the critical voltage (J10) of docs/mtj.md is V_c at 27 C, unless
 * `keep_critical` or V_c is not known. Needs an axial junction whose torque goes with the voltage for that. */
bool mtj_from_loop(const struct loop_fit *fit, bool keep_critical, struct mtj *device, bool *fitted, char *why,
                   size_t size);

/* R_P, R_AP, V_half, and `vc` and the field of the offset, unless `keep_critical` or they are not known. */
bool mtj_rate_from_loop(const struct loop_fit *fit, bool keep_critical, struct mtj_rate *device, bool *fitted,
                        char *why, size_t size);

/* The damping, anisotropy and volume by which Delta, V_c and tau_D are those of the fit: (J2), (J10), (J4) of
 * docs/mtj.md solved for them. */
bool mtj_from_pulses(const struct pulses_fit *fit, struct mtj *device, bool *fitted, char *why, size_t size);

/* delta, vc, and f0 and n or the damping by which tau_D is that of the fit, (R5) of docs/mtj_rate.md. */
bool mtj_rate_from_pulses(const struct pulses_fit *fit, struct mtj_rate *device, bool *fitted, char *why, size_t size);

#endif
