/* Which analyses of ngspice a device may take part in. ngspice runs every analysis with every device, and silently
 * leaves out what it has no function for: the junction's noise, poles and zeros, distortion. docs/ngspice.md,
 * section 3. */
#ifndef ANALYSIS_H
#define ANALYSIS_H

#include "models/ngspice/ngspice_internals.h"

#include <stdio.h>
#include <string.h>

/* False, with the reason in `why` (`size` bytes), where a result would be wrong. `kind` is the analysis in
 * progress as ngspice reports it to code models. */
static bool analysis_is_fit(Mif_Analysis_t kind, char *why, size_t size)
{
    static const char *const FIT[] = {
        "", "Operating Point", "DC transfer characteristic", "AC Analysis", "Transient Analysis", "Transfer Function"};
    const char *name = ngspice_analysis();
    if (ngspice_has_noopiter()) {
        snprintf(why, size, "the option noopiter makes ngspice write beyond its memory; leave it out");
        return false;
    }
    /* ngspice does not notify code models of a transfer function: they see the kind of the analysis before it. */
    if (strcmp(name, "Transfer Function") == 0 && kind != MIF_DC) {
        snprintf(why, size,
                 "a transfer function directly after an ac or tran analysis would be wrong; run an op between them");
        return false;
    }
    for (size_t i = 0; i < sizeof FIT / sizeof *FIT; i++) {
        if (strcmp(name, FIT[i]) == 0) {
            return true;
        }
    }
    snprintf(why, size, "the result of '%s' would be wrong with this device; op, dc, ac, tran and tf are right", name);
    return false;
}

#endif
