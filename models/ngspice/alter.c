/* `altermod` may set a parameter while a transient is halted. XSPICE then goes on without a word to the code model;
 * here each device of the model gets another first call, in which it checks its parameters (wall.h). Its state stays.
 */
#include "models/ngspice/alter.h"

#include <ngspice/devdefs.h>
#include <ngspice/mifdefs.h>
#include <ngspice/mifproto.h>

#include <stdio.h>

#include "models/dwmtj/dwmtj.h" /* behind ngspice's own bool */

void alter_note_track(int index, GENmodel *model)
{
    if ((size_t)index == dwmtj_index("rm") && MIFinstances((MIFmodel *)model)) { /* none as the circuit is read */
        printf("note: rm of %s alters its walls; alter the resistors of their tracks, too\n", model->GENmodName);
    }
}

static int set_parameter(int index, IFvalue *value, GENmodel *model)
{
    for (MIFinstance *here = MIFinstances((MIFmodel *)model); here; here = MIFnextInstance(here)) {
        here->initialized = MIF_FALSE;
    }
    return MIFmParam(index, value, model);
}

static int set_parameter_beside_track(int index, IFvalue *value, GENmodel *model)
{
    alter_note_track(index, model);
    return set_parameter(index, value, model);
}

extern SPICEdev cm_dwmtj_info, cm_dwmtj_watched_info, cm_dwmtj_profile_info, cm_dwmtj_whole_info;

__attribute__((constructor)) static void take_over(void)
{
    cm_dwmtj_info.DEVmodParam = set_parameter_beside_track;
    cm_dwmtj_watched_info.DEVmodParam = set_parameter_beside_track;
    cm_dwmtj_profile_info.DEVmodParam = set_parameter_beside_track;
    cm_dwmtj_whole_info.DEVmodParam = set_parameter;
}
