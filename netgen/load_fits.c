#include "netgen/load_fits.h"

#include "base/c_locale.h"
#include "netgen/rules.h"

#include <math.h>
#include <stdio.h>

/* Whether a wall creeps whose drive is this times its leak, in either direction: they differ by a tenth at most. */
static bool creeps(double drive)
{
    return fabs(drive - 1.0) < 0.1;
}

static double percent(double drive)
{
    return 100.0 * (drive - 1.0);
}

/* What V_C drives through a soma's track, over the leak that opposes it; INFINITY where none does. */
static double soma_drive(const struct network *network)
{
    const struct dwmtj soma = dwmtj_nominal(&network->soma);
    return soma.vleak < 0.0 ? dwmtj_mobility(&soma) * network->v_c / soma.rm / -soma.vleak : INFINITY;
}

enum status load_fits(const struct network *network, double needed, double t_stop, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    char begin[120];
    struct rule rules[RULES];
    if (needed < t_stop) {
        return STATUS_OK;
    }
    snprintf(begin, sizeof begin, "error: walls need %.3g s to load a start, and the run ends at %.3g s: ", needed,
             t_stop);
    rules_apply(network, rules);
    const double on = rules[RULE_AXON_ON].value, soma = soma_drive(network);
    if (creeps(soma)) {
        return fail(diagnostic, STATUS_INPUT,
                    "%sthe drive of a soma by V_C exceeds its leak by only %.2g %%, so that it creeps; raise --vc",
                    begin, percent(soma));
    }
    if (creeps(on)) {
        return fail(diagnostic, STATUS_INPUT,
                    "%san axon's drive exceeds its leak by only %.2g %% where its soma is ON, so that it creeps; raise "
                    "--rap further above --rp, or --vdw",
                    begin, percent(on));
    }
    return fail(diagnostic, STATUS_INPUT, "%sraise --stop", begin);
}
