#include "benchmarks/paper/setup.h"

enum status setup_simulate(const struct setup *setup, const struct trials *trials, struct measures **measures,
                           struct diagnostic *diagnostic)
{
    struct trials simulated = *trials;
    simulated.first.engine =
        (struct engine){.kind = ENGINE_NGSPICE, .host = setup->host, .code_model = setup->code_model};
    return trials_run(&simulated, measures, diagnostic);
}
