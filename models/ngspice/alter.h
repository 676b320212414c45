/* `altermod`, for all code models. */
#ifndef ALTER_H
#define ALTER_H

#include <ngspice/config.h> /* the sizes of the tables depend on it */

#include <ngspice/gendefs.h>

/* Says, where parameter `index` of a model that has devices is being set and is rm, that their tracks are resistors
 * beside the code model. */
void alter_note_track(int index, GENmodel *model);

#endif
