/* Spinfield for C programs: networks of spintronic neurons from patterns, graphs and weights, solved without SPICE.
 *
 *     cc program.c -o program $(pkg-config --cflags --libs spinfield)
 *
 * A network is made from a problem and from options, and then it is solved: the answer has the final state, the time
 * and the energy. docs/library.md has an overview, examples/solve.c is a whole program. Equation numbers are those of
 * docs/model.md. All quantities are in SI units, all indices count from 0.
 *
 * Handles. A struct spinfield_network and a struct spinfield_answer are opaque. A function that makes one sets the
 * pointer that it is given, to NULL on an error; the caller frees it with the matching `..._free`, which takes NULL,
 * too. Neither changes after it is made, and neither refers to another one or to memory of the caller.
 *
 * Errors. Every function that can fail returns a status and writes one line to `*error` on an error; on success
 * `*error` is unchanged. `error` may be NULL. A null pointer where a function needs an object, a wrong index, or a
 * number that is not finite is an error, SPINFIELD_INPUT, and no crash. A pointer that is wrong otherwise, or an array
 * that is shorter than its length says, is not noticed.
 *
 * Threads. Every function may be called by several threads at once, also with the same network or answer, as long as
 * no thread frees it meanwhile.
 *
 * What the library leaves alone. It prints nothing, ends no process, and changes no signal handler, no handler of GSL's
 * errors and not the program's locale; numbers in files and texts have a decimal point whatever the locale is. Two
 * things it does change:
 *  - spinfield_network_write blocks signals in its thread while it puts the file in place.
 *  - jansson's functions of allocation, where they are malloc and free, become functions that call malloc and free
 *    (json_set_alloc_funcs). The library stays loaded until the process ends, so that they remain valid. */
#ifndef SPINFIELD_H
#define SPINFIELD_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined __GNUC__
#define SPINFIELD_FUNCTION __attribute__((visibility("default")))
#else
#define SPINFIELD_FUNCTION
#endif

/* ---- Errors ---- */

enum spinfield_status {
    SPINFIELD_OK = 0,
    SPINFIELD_ABSENT = 1, /* what is asked for exists, but not for this object: no cut where there is no graph */
    SPINFIELD_INPUT = 2,  /* an argument or a file is wrong */
    SPINFIELD_SYSTEM = 4  /* memory, disk or threads are short */
};

/* What went wrong, as one line without a newline: what is wrong, and what was expected. For files it begins with
 * "file:line: ". */
struct spinfield_error {
    char text[1024];
};

/* ---- Options ---- */

/* An option by its name, with its value as text, or as a number where `text` is NULL. A text may have a SPICE suffix
 * ("100m"). Arrays of options end with an element whose name is NULL; in place of an array, NULL stands for no option.
 * If an option is given twice, the last one applies.
 *
 *     {.name = "vdw", .text = "loaded"}, {.name = "w", .number = 0.05}, {.name = NULL} */
struct spinfield_option {
    const char *name;
    const char *text;
    double number;
};

/* ---- Networks ---- */

struct spinfield_network;

/* An edge between two nodes of a graph, which differ. */
struct spinfield_edge {
    size_t a, b;   /* nodes, from 0 */
    double weight; /* finite; 1 where edges have no weights */
};

/* spinfield_network_of_patterns: a network that recalls patterns. Eq. (12).
 *
 * Given:
 *    count     size_t                      number of patterns, at least 1
 *    pattern   const char *[count]         patterns of equal length, at least 2: a character 0 or 1 for each neuron
 *    options   struct spinfield_option[]   or NULL; see below
 * Returned:
 *    *network  struct spinfield_network *  one neuron for each character
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_INPUT   the patterns or an option are wrong, or such a network cannot work
 *    SPINFIELD_SYSTEM  memory is short
 *
 * The options of this function and of the next four, with their defaults:
 *    start       state that the load phase writes, a character 0 or 1 for each neuron; without it there is no load
 *                phase, and all walls start at x = 0. Not for graphs, whose load states spinfield_solve draws.
 *    optimum     best known cut, for graphs only: the answer gives it beside its own
 *    as-published  "yes": for graphs, too, the article's network: axons between all nodes, and the defaults below.
 *                Otherwise graphs have axons along edges only, and the defaults in brackets after "graphs:" ("no")
 *    w           unit of the weights in V, above 0 (0.1)
 *    vc          voltage of the load phase in V, above 0 (0.1)
 *    vdw         supply of the soma junctions: "eq4", Eq. (14), or "loaded", Eq. (15), or a value in V, or two such as
 *                "0.3m+0.2m", the second one for each axon of a neuron ("auto": "eq4"; graphs: "loaded")
 *    vdw-scale   factor on these supplies, above 0 (1)
 *    rule        how weights are learned from patterns: "hebb", "storkey" or "pseudoinverse", Eqs. (12), (12a), (12b)
 *                ("hebb")
 *    weights     the form of Hebb's rule: "sum", "sign" or "mean", Eq. (12) ("sum")
 *    levels      of weights from patterns: steps from 0 to the heaviest, from 1 to 1000000, Eq. (12c), or "exact"
 *                ("exact")
 *    fan-out     of weights from patterns: how many axons a neuron has, a whole number from 2 for random partners, or
 *                "nearest:" and such a number, at most, for the next neurons; or "all" ("all")
 *    no-edge     weight between nodes without an edge, from -1 to 1, in units of w, Eq. (13) ("auto": 1;
 *                graphs: no axons there)
 *    dendrite    "plain", or "balanced", Eq. (20) ("auto": "plain"; graphs: "balanced")
 *    load        length of the load phase in s, or "auto", computed by Eq. (16) ("auto")
 *    stop        longest time to simulate in s, from 1e-12 to 1 ("auto": 2e-6; graphs: 5e-5)
 *    vleak-soma  leak velocity of the somas' walls in m/s (0.2)
 *    vleak-axon  leak velocity of the axons' walls in m/s, below 0 (-5)
 *    rp, ...     any other parameter of the device dwmtj by name but xinit and dtmin, for all devices of the network;
 *                spinfield_device_parameter has the limits
 *    sigma-rp, ...  relative standard deviation of a parameter from device to device, from 0 to 1/3 (0), Eq. (45)
 *    sigma-vdw, sigma-w, sigma-vc  the same of the supplies, the weights, and V_C (0), Eq. (45a)
 *    seed        of that variation and of random partners, a whole number from 0 to 4294967295 (0) */
SPINFIELD_FUNCTION enum spinfield_status spinfield_network_of_patterns(size_t count, const char *const pattern[],
                                                                       const struct spinfield_option options[],
                                                                       struct spinfield_network **network,
                                                                       struct spinfield_error *error);

/* spinfield_network_of_graph: a network that looks for the maximum cut of a graph given as an array. Eq. (13).
 *
 * Given:
 *    nodes     size_t                      number of nodes, from 2 to 100000000
 *    edges     size_t                      number of edges, at least 1
 *    edge      struct spinfield_edge[edges]  in any order; each pair of nodes at most once
 *    options   struct spinfield_option[]   or NULL; see spinfield_network_of_patterns
 * Returned:
 *    *network  struct spinfield_network *  one neuron for each node
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_INPUT   an edge or an option is wrong, or such a network cannot work
 *    SPINFIELD_SYSTEM  memory is short */
SPINFIELD_FUNCTION enum spinfield_status spinfield_network_of_graph(size_t nodes, size_t edges,
                                                                    const struct spinfield_edge edge[],
                                                                    const struct spinfield_option options[],
                                                                    struct spinfield_network **network,
                                                                    struct spinfield_error *error);

/* spinfield_network_of_graph_file: the same for a graph in a file. Eq. (13).
 *
 * Given:
 *    path      const char *                a file in any of the formats of docs/formats.md; the content says which
 *    options   struct spinfield_option[]   or NULL; see spinfield_network_of_patterns
 * Returned:
 *    *network  struct spinfield_network *  one neuron for each node
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_INPUT   the file cannot be read or is no graph, an option is wrong, or such a network cannot work
 *    SPINFIELD_SYSTEM  memory is short, or the disk fails */
SPINFIELD_FUNCTION enum spinfield_status spinfield_network_of_graph_file(const char *path,
                                                                         const struct spinfield_option options[],
                                                                         struct spinfield_network **network,
                                                                         struct spinfield_error *error);

/* spinfield_network_of_matrix: a network with given weights. Eqs. (12), (14).
 *
 * Given:
 *    n         size_t                      number of neurons, from 2 to 100000000
 *    weight    double[n * n]               weight[i * n + j], from -1000 to 1000 V: of the synapse from neuron i to
 *                                          neuron j; 0 where i = j
 *    options   struct spinfield_option[]   or NULL; see spinfield_network_of_patterns
 * Returned:
 *    *network  struct spinfield_network *
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_INPUT   a weight or an option is wrong, or such a network cannot work
 *    SPINFIELD_SYSTEM  memory is short */
SPINFIELD_FUNCTION enum spinfield_status spinfield_network_of_matrix(size_t n, const double weight[],
                                                                     const struct spinfield_option options[],
                                                                     struct spinfield_network **network,
                                                                     struct spinfield_error *error);

/* spinfield_network_of_matrix_file: the same for weights in a file. Eqs. (12), (14).
 *
 * Given:
 *    path      const char *                a file in any of the formats of docs/formats.md; the content says which
 *    options   struct spinfield_option[]   or NULL; see spinfield_network_of_patterns
 * Returned:
 *    *network  struct spinfield_network *
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_INPUT   the file cannot be read or is no square matrix, an option is wrong, or such a network
 *                      cannot work
 *    SPINFIELD_SYSTEM  memory is short, or the disk fails */
SPINFIELD_FUNCTION enum spinfield_status spinfield_network_of_matrix_file(const char *path,
                                                                          const struct spinfield_option options[],
                                                                          struct spinfield_network **network,
                                                                          struct spinfield_error *error);

/* spinfield_network_of_task: a network for any task of `spinfield gen`, as that makes it.
 *
 * Given:
 *    task      const char *                "maxcut", "color", "qubo", "ising", "partition", "custom", "recall",
 *                                          "image", "boltzmann", whose files may be words
 *    files     size_t                      number of files, the arguments of gen
 *    file      const char *[files]         their paths; may be NULL where there are none
 *    options   struct spinfield_option[]   or NULL; the names are those of gen's options without the dashes, long or
 *                                          short; "yes" for an option that stands alone on the command line
 * Returned:
 *    *network  struct spinfield_network *
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_INPUT   there is no such task, a file cannot be read or is not what the task takes, an option is wrong,
 *                      or such a network cannot work
 *    SPINFIELD_SYSTEM  memory is short, or the disk fails
 *
 * The defaults are those of gen: a graph has a random start, and the seed is 1. */
SPINFIELD_FUNCTION enum spinfield_status spinfield_network_of_task(const char *task, size_t files,
                                                                   const char *const file[],
                                                                   const struct spinfield_option options[],
                                                                   struct spinfield_network **network,
                                                                   struct spinfield_error *error);

/* spinfield_network_read: a network from the file NAME.json that the program or spinfield_network_write has written.
 *
 * Given:
 *    path      const char *                the file, docs/formats.md
 * Returned:
 *    *network  struct spinfield_network *
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_INPUT   the file cannot be read, is no network, or is of another version
 *    SPINFIELD_SYSTEM  memory is short, or the disk fails */
SPINFIELD_FUNCTION enum spinfield_status spinfield_network_read(const char *path, struct spinfield_network **network,
                                                                struct spinfield_error *error);

/* spinfield_network_write: a network to a file NAME.json, which the program's commands read, too.
 *
 * Given:
 *    network   const struct spinfield_network *
 *    path      const char *                the file; it is replaced when the new one is whole, and otherwise unchanged.
 *                                          "-" is standard output
 * Returned:
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_INPUT   the file may not be written, or its folder is missing
 *    SPINFIELD_SYSTEM  memory is short, or the disk is full or fails */
SPINFIELD_FUNCTION enum spinfield_status spinfield_network_write(const struct spinfield_network *network,
                                                                 const char *path, struct spinfield_error *error);

/* spinfield_network_deck: the ngspice deck of a network.
 *
 * Given:
 *    network   const struct spinfield_network *  of at most 1000 neurons
 * Returned:
 *    *text     char *                      the deck, to be freed with spinfield_text_free; NULL on an error
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_INPUT   the network is too large for ngspice
 *    SPINFIELD_SYSTEM  memory is short */
SPINFIELD_FUNCTION enum spinfield_status spinfield_network_deck(const struct spinfield_network *network, char **text,
                                                                struct spinfield_error *error);

/* spinfield_network_json: what a network is like, as a JSON object, with the design rules that fail and with what the
 * reader of a file took for granted.
 *
 * Given:
 *    network   const struct spinfield_network *
 * Returned:
 *    *text     char *                      the keys of `spinfield gen --json` but for the name, and "task"; to be freed
 *                                          with spinfield_text_free; NULL on an error
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_SYSTEM  memory is short */
SPINFIELD_FUNCTION enum spinfield_status spinfield_network_json(const struct spinfield_network *network, char **text,
                                                                struct spinfield_error *error);

/* spinfield_network_number: a number that describes a network.
 *
 * Given:
 *    network   const struct spinfield_network *
 *    name      const char *                one of these:
 *                 n                    neurons
 *                 devices              devices, one for each neuron and each synapse
 *                 v_dw_v               supply of the soma junctions, V. Eqs. (14), (15); absent where the
 *                                      neurons are no domain walls, as the next one
 *                 v_c_v                dendrite voltage of the load phase, V
 *                 t_load_s             length of the load phase, s; 0 where there is none. Eq. (16)
 *                 t_stop_s             longest time to simulate, s
 *                 optimum              best known cut; absent where none was given
 *                 solver_memory_bytes  memory that one run of spinfield_solve needs, about
 * Returned:
 *    *value    double                      unchanged on an error
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_ABSENT  the network has no such number
 *    SPINFIELD_INPUT   there is no number of this name */
SPINFIELD_FUNCTION enum spinfield_status spinfield_network_number(const struct spinfield_network *network,
                                                                  const char *name, double *value,
                                                                  struct spinfield_error *error);

/* spinfield_network_text: a text that describes a network.
 *
 * Given:
 *    network   const struct spinfield_network *
 *    name      const char *                one of these:
 *                 task   "recall", "image", "maxcut" or "custom"
 *                 start  state that the load phase writes; absent where there is no load phase
 * Returned:
 *    *text     const char *                valid until the network is freed; unchanged on an error
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_ABSENT  the network has no such text
 *    SPINFIELD_INPUT   there is no text of this name */
SPINFIELD_FUNCTION enum spinfield_status spinfield_network_text(const struct spinfield_network *network,
                                                                const char *name, const char **text,
                                                                struct spinfield_error *error);

/* Frees a network. Takes NULL. */
SPINFIELD_FUNCTION void spinfield_network_free(struct spinfield_network *network);

/* ---- Answers ---- */

struct spinfield_answer;

/* spinfield_solve: runs a network in the simplified solver until its walls rest. docs/solver.md describes the method.
 *
 * Given:
 *    network   const struct spinfield_network *
 *    options   struct spinfield_option[]   or NULL; with their defaults:
 *                 tolerance  relative error of time and energy to aim at, from 1e-5 to 0.1 (1e-3)
 *                 stop       longest time to simulate in s, from 1e-12 to 1, later than the load phase (the network's)
 *                 starts     for networks of a graph or a matrix: number of random load states to try, from 1 to
 *                            1000000000; the answer is the best one, and its JSON has the object "search". Without it
 *                            there is one run from the network's own start
 *                 seed       of the load states, a whole number from 0 to 4294967295 (1)
 *                 threads    for the load states, or for one run of 16,384 neurons and more, from 1 to 1024; the answer
 *                            does not depend on it (1)
 * Returned:
 *    *answer   struct spinfield_answer *
 * Status:
 *    SPINFIELD_OK      the answer is there; whether the walls came to rest is its number "converged"
 *    SPINFIELD_INPUT   an option is wrong, or the devices have an option that the solver does not compute
 *    SPINFIELD_SYSTEM  memory or threads are short
 *
 * Equal arguments give equal answers, bit for bit, on one machine. */
SPINFIELD_FUNCTION enum spinfield_status spinfield_solve(const struct spinfield_network *network,
                                                         const struct spinfield_option options[],
                                                         struct spinfield_answer **answer,
                                                         struct spinfield_error *error);

/* spinfield_search: relaxes a network many times, each time from another state: the answer is that of the best run.
 * docs/search.md describes the methods.
 *
 * Given:
 *    network   const struct spinfield_network *  with an objective: of a graph, or of a matrix
 *    options   struct spinfield_option[]   or NULL; with their defaults:
 *                 runs       number of relaxations, from 1 to 1000000000 (1000)
 *                 method     "kick", "cross" or "restart" ("kick"; of more than 300 neurons: "cross")
 *                 target     objective that is success, or "auto": the proven optimum (the network's optimum; where it
 *                            has none, the best objective that is found)
 *                 tolerance, stop, seed, threads  as for spinfield_solve
 * Returned:
 *    *answer   struct spinfield_answer *   its JSON has the object "search": the figures of all relaxations
 * Status:
 *    SPINFIELD_OK      the answer is there, whether or not the target was reached
 *    SPINFIELD_INPUT   an option is wrong, the network has no objective, its load phase does not end before the stop
 *                      time, or the devices have an option that the solver does not compute
 *    SPINFIELD_SYSTEM  memory or threads are short
 *
 * Equal arguments give equal answers, bit for bit, on one machine. */
SPINFIELD_FUNCTION enum spinfield_status spinfield_search(const struct spinfield_network *network,
                                                          const struct spinfield_option options[],
                                                          struct spinfield_answer **answer,
                                                          struct spinfield_error *error);

/* spinfield_answer_number: a number of an answer.
 *
 * Given:
 *    answer    const struct spinfield_answer *
 *    name      const char *                a number or a flag of a report, docs/formats.md; flags are 0 or 1.
 *                                          Among them:
 *                 converged            1 where every wall rests
 *                 time_to_solution_s   moment after which no wall moves, s
 *                 load_time_s          length of the load phase, s
 *                 energy_j             energy up to the time to solution, J. Eq. (18)
 *                 energy_load_j, energy_soma_j, energy_synapse_j  its parts, J
 *                 average_power_w, peak_power_w  power, W
 *                 cut                  weight of the edges between ON and OFF; absent where there is no graph
 *                 bit_accuracy         share of the bits that agree with the nearest pattern, or with its inverse;
 *                                      absent, as the next two, where there are no patterns
 *                 matched_pattern      number of that pattern, from 1
 *                 matched_inverse      1 where the inverse is nearer
 * Returned:
 *    *value    double                      unchanged on an error
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_ABSENT  the answer has no such number
 *    SPINFIELD_INPUT   there is no number of this name */
SPINFIELD_FUNCTION enum spinfield_status spinfield_answer_number(const struct spinfield_answer *answer,
                                                                 const char *name, double *value,
                                                                 struct spinfield_error *error);

/* spinfield_answer_text: a text of an answer.
 *
 * Given:
 *    answer    const struct spinfield_answer *
 *    name      const char *                a text of a report, docs/formats.md. Among them:
 *                 state  final state, a character 0 or 1 for each neuron
 *                 start  state that was loaded; all walls at x = 0 where there was no load phase
 * Returned:
 *    *text     const char *                valid until the answer is freed; unchanged on an error
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_INPUT   there is no text of this name */
SPINFIELD_FUNCTION enum spinfield_status spinfield_answer_text(const struct spinfield_answer *answer, const char *name,
                                                               const char **text, struct spinfield_error *error);

/* spinfield_answer_json: a whole answer as a JSON object, with the warnings of what weakens it.
 *
 * Given:
 *    answer    const struct spinfield_answer *
 * Returned:
 *    *text     const char *                as docs/report.schema.json describes it; valid until the answer is freed
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_INPUT   a pointer is NULL */
SPINFIELD_FUNCTION enum spinfield_status spinfield_answer_json(const struct spinfield_answer *answer, const char **text,
                                                               struct spinfield_error *error);

/* spinfield_answer_csv: the answer as CSV, a row for each thing that was asked about, by the name that the problem's
 * file has for it: "node,side" of a graph.
 *
 * Given:
 *    answer    const struct spinfield_answer *
 * Returned:
 *    *text     const char *                a head and the rows, as the program writes with --answer, docs/formats.md;
 *                                          valid until the answer is freed
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_INPUT   a pointer is NULL */
SPINFIELD_FUNCTION enum spinfield_status spinfield_answer_csv(const struct spinfield_answer *answer, const char **text,
                                                              struct spinfield_error *error);

/* Frees an answer. Takes NULL. */
SPINFIELD_FUNCTION void spinfield_answer_free(struct spinfield_answer *answer);

/* ---- Devices ---- */

/* A parameter of a device. All texts are constants. */
struct spinfield_parameter {
    const char *name;
    const char *unit;                 /* SI; "" for a number without a unit */
    double standard, least, greatest; /* default and limits */
    const char *text;                 /* what it is */
    const char *source;               /* of the default */
};

/* The name of device `index`, from 0, such as "dwmtj"; NULL past the last one. */
SPINFIELD_FUNCTION const char *spinfield_device_name(size_t index);

/* spinfield_device_parameter: a parameter of a device. docs/model.md explains those of dwmtj,
 * docs/memristor.md those of memristor.
 *
 * Given:
 *    device      const char *                 its name
 *    index       size_t                       from 0, in the order of `spinfield params`
 * Returned:
 *    *parameter  struct spinfield_parameter   unchanged on an error
 * Status:
 *    SPINFIELD_OK
 *    SPINFIELD_ABSENT  the device has fewer parameters
 *    SPINFIELD_INPUT   there is no device of this name */
SPINFIELD_FUNCTION enum spinfield_status spinfield_device_parameter(const char *device, size_t index,
                                                                    struct spinfield_parameter *parameter,
                                                                    struct spinfield_error *error);

/* ---- The rest ---- */

/* The version of the library, such as "0.1.0". */
SPINFIELD_FUNCTION const char *spinfield_version(void);

/* Frees a text that a function of the library has made for the caller. Takes NULL. */
SPINFIELD_FUNCTION void spinfield_text_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
