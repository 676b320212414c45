/* For code models whose track is a resistor outside of them. */
#ifndef BESIDE_TRACK_H
#define BESIDE_TRACK_H

#include "models/ngspice/alter.h"

/* Says, where parameter `index` of a model that has devices is being set and is rm, that their tracks are resistors
 * beside the code model. */
void beside_track_note(int index, GENmodel *model);

#endif
