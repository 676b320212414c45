/* `altermod` may set a parameter while a transient is halted. XSPICE then goes on without a word to the code model;
 * here each device of the model gets another first call, in which it checks its parameters (wall.h). Its state stays.
 */
#include <ngspice/config.h> /* the sizes of the tables hang on it */

#include <ngspice/devdefs.h>
#include <ngspice/mifdefs.h>
#include <ngspice/mifproto.h>

static int set_parameter(int index, IFvalue *value, GENmodel *model)
{
    for (MIFinstance *here = MIFinstances((MIFmodel *)model); here; here = MIFnextInstance(here)) {
        here->initialized = MIF_FALSE;
    }
    return MIFmParam(index, value, model);
}

extern SPICEdev cm_dwmtj_info, cm_dwmtj_watched_info, cm_dwmtj_profile_info;

__attribute__((constructor)) static void take_over(void)
{
    cm_dwmtj_info.DEVmodParam = set_parameter;
    cm_dwmtj_watched_info.DEVmodParam = set_parameter;
    cm_dwmtj_profile_info.DEVmodParam = set_parameter;
}
