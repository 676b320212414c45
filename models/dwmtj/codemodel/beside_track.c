#include "models/dwmtj/codemodel/beside_track.h"

#include "models/dwmtj/dwmtj.h"

#include <stdio.h>

void beside_track_note(int index, GENmodel *model)
{
    if (index == DWMTJ_rm && MIFinstances((MIFmodel *)model)) { /* none as the circuit is read */
        printf("note: rm of %s alters its walls; alter the resistors of their tracks, too\n", model->GENmodName);
    }
}

static int set_parameter(int index, IFvalue *value, GENmodel *model)
{
    beside_track_note(index, model);
    return alter_set_parameter(index, value, model);
}

extern SPICEdev cm_dwmtj_info, cm_dwmtj_watched_info, cm_dwmtj_profile_info;

__attribute__((constructor)) static void take_over(void)
{
    const struct ngspice_functions own = {.set_parameter = set_parameter};
    ngspice_take_over(&cm_dwmtj_info, &own);
    ngspice_take_over(&cm_dwmtj_watched_info, &own);
    ngspice_take_over(&cm_dwmtj_profile_info, &own);
}
