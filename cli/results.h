/* What `run` and `report` share: from a table of vectors to a printed report. */
#ifndef RESULTS_H
#define RESULTS_H

#include "cli/cli.h"
#include "base/output.h"
#include "report/page/page.h"
#include "spice/spice.h"

/* A network, the trace of a run and its measures. */
struct results {
    struct network *network;
    struct trace *trace;
    struct measures measures;
    struct run_facts facts;
    const struct search *search;          /* that the run is the best of, and its summary, which are the caller's; */
    const struct search_summary *summary; /* both NULL where there is none */
};

/* Reads NAME.json into results->network. */
enum status results_read_network(struct results *results, const char *name, struct diagnostic *diagnostic);

/* Takes trace and measures from `table`, which must outlive neither; `origin` names it in messages. */
enum status results_take(struct results *results, const struct table *table, const char *origin,
                         struct diagnostic *diagnostic);

/* The same of a run in ngspice, with what it took. */
enum status results_take_simulation(struct results *results, const struct spice_result *spice, const char *origin,
                                    struct diagnostic *diagnostic);

/* Reads NAME.json and the raw file `raw`, NAME.raw where it is NULL, and takes all from them. */
enum status results_read(struct results *results, const char *name, const char *raw, struct diagnostic *diagnostic);

/* Ends a report on standard output. STATUS_UNMET where the network did not converge. */
enum status results_end(const struct results *results, struct diagnostic *diagnostic);

/* Prints the report as the options say. STATUS_UNMET where the network did not converge. */
enum status results_print(const struct results *results, const struct common_options *options,
                          struct diagnostic *diagnostic);

/* The run of a second engine, for a page. */
struct second_run {
    const struct trace *trace;
    const struct comparison *comparison; /* with the first one */
};

/* Writes the page of the network `name` to a new output for `path`, which the caller commits or discards. `second` is
 * NULL where there is no other engine. On an error *out is NULL. */
enum status results_html(const struct results *results, const char *name, const struct second_run *second,
                         const char *path, struct output **out, struct diagnostic *diagnostic);

/* Writes the answer as CSV to a new output for `path`, which the caller commits or discards; nothing where it is NULL.
 * On an error *out is NULL. */
enum status results_answer(const struct results *results, const char *path, struct output **out,
                           struct diagnostic *diagnostic);

void results_clear(struct results *results);

#endif
