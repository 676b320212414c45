#include "campaign/engine.h"
#include "campaign/relaxer.h"
#include "netgen/deck.h"
#include "netgen/technologies/technology.h"
#include "report/measures.h"
#include "spice/deck_trace.h"
#include "spice/session.h"

#include <stdlib.h>
#include <string.h>

/* ngspice keeps some memory of each run. It is started anew when it has grown by more than this: to a multiple of what
 * it took for its first run, and some bytes. docs/search.md has the figures. */
static const size_t GROWTH = 2, GROWTH_BYTES = (size_t)1 << 25;

struct relaxer {
    struct network network; /* borrows all but the start; its noise is that of the last run */
    const struct spice_job *spice;
    struct spice_session *session; /* NULL before its first run */
    size_t memory;                 /* that the session took for its first run, bytes; 0 before that */
    bool grown;                    /* and it takes too much by now */
    char *loaded;                  /* [n + 1] the start that its circuit has now */
};

static void end(void *own)
{
    struct relaxer *relaxer = own;
    if (relaxer) {
        spice_session_end(relaxer->session, NULL);
        free(relaxer->loaded);
        free(relaxer);
    }
}

static enum status begin(const struct network *network, const struct solver_options *options,
                         const struct spice_job *spice, void **relaxer, struct diagnostic *diagnostic)
{
    struct relaxer *new = calloc(1, sizeof *new);
    if (!new || !(new->loaded = calloc(network->n + 1, 1))) {
        end(new);
        return fail_memory(diagnostic);
    }
    memset(new->loaded, '0', network->n);
    new->network = *network;
    new->network.t_stop = options->t_stop;
    new->network.start = new->loaded;
    new->spice = spice;
    *relaxer = new;
    return STATUS_OK;
}

/* Starts an ngspice that loads the circuit, where there is none, or one that has grown too much. */
static enum status begin_session(struct relaxer *relaxer, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    if (relaxer->grown) {
        spice_session_end(relaxer->session, NULL);
        relaxer->session = NULL;
    }
    if (!relaxer->session) {
        relaxer->memory = 0;
        relaxer->grown = false;
        status = spice_session_begin_network(relaxer->spice, &relaxer->network, &relaxer->session, diagnostic);
    }
    return status;
}

static enum status simulate(struct relaxer *relaxer, const char *start, struct spice_result *result,
                            struct diagnostic *diagnostic)
{
    char *commands = NULL;
    *result = (struct spice_result){0};
    if (network_is_noisy(&relaxer->network)) { /* its seed is in the models of the deck, and so is the start of spins */
        relaxer->grown = true;
        memcpy(relaxer->loaded, start, relaxer->network.n);
    }
    enum status status = begin_session(relaxer, diagnostic);
    if (status == STATUS_OK) {
        status = deck_alter_start(&relaxer->network, relaxer->loaded, start, &commands, diagnostic);
    }
    if (status == STATUS_OK) {
        memcpy(relaxer->loaded, start, relaxer->network.n);
        status = spice_session_run(relaxer->session, commands, result, diagnostic);
        relaxer->memory = relaxer->memory ? relaxer->memory : result->peak_memory;
        relaxer->grown = result->peak_memory > GROWTH * relaxer->memory + GROWTH_BYTES;
    }
    free(commands);
    return status;
}

/* The measures of a simulation, as `run` takes them. */
static enum status relax(void *own, const char *start, unsigned long seed, char *state, struct relaxed *outcome,
                         struct diagnostic *diagnostic)
{
    struct relaxer *relaxer = own;
    struct spice_result result;
    struct trace *trace = NULL;
    struct measures measures = {0};
    network_set_noise(&relaxer->network, seed);
    enum status status = simulate(relaxer, start, &result, diagnostic);
    if (status == STATUS_OK) {
        status = deck_trace_take(result.table, &relaxer->network, "ngspice", &trace, diagnostic);
    }
    if (status == STATUS_OK) {
        status = measures_take(trace, &relaxer->network, &measures, diagnostic);
    }
    if (status == STATUS_OK) {
        memcpy(state, measures.state, relaxer->network.n + 1);
        *outcome =
            (struct relaxed){.time = measures.time_to_solution, .energy = measures.energy, .rests = measures.converged};
        measures_clear(&measures);
    }
    trace_free(trace);
    table_free(result.table);
    return status;
}

static enum status measure(const struct network *network, const struct solver_options *options,
                           const struct spice_job *spice, struct measures *measures, struct diagnostic *diagnostic)
{
    (void)options;
    return engine_simulate(spice, network, measures, NULL, diagnostic);
}

static double no_memory(const struct network *network)
{
    (void)network;
    return 0.0; /* of this process */
}

const struct relaxer_kind relaxer_ngspice = {begin, relax, end, measure, no_memory};
