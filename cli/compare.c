/* spinfield compare NAME: both engines on one network, side by side. */
#include "answer.h"
#include "cli.h"
#include "number.h"
#include "results.h"
#include "simulation.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct compare_options {
    struct common_options common;
    const char *name;
    double tolerance; /* relative, of time and energy */
    double walls;     /* distance of walls, m */
};

enum { KEY_TOLERANCE = 0x100, KEY_WALLS };

static const struct argp_option OPTIONS[] = {
    {"tolerance", KEY_TOLERANCE, "SHARE", 0, "Relative difference of time and energy to allow (0.005)", 1},
    {"walls", KEY_WALLS, "METRES", 0, "Distance between walls at any time to allow (5n)", 1},
    {0},
};

static error_t parse_compare(int key, char *argument, struct argp_state *state)
{
    struct compare_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case KEY_TOLERANCE:
        if (!number_parse(argument, &options->tolerance) || options->tolerance < 0.0) {
            argp_error(state, "error: --tolerance takes a share such as 0.005, not '%.40s'", argument);
        }
        return 0;
    case KEY_WALLS:
        if (!number_parse(argument, &options->walls) || options->walls < 0.0) {
            argp_error(state, "error: --walls takes a distance such as 5n, not '%.40s'", argument);
        }
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        if (!options->name) {
            argp_error(state, "error: NAME is missing: which network should be compared?");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* What one engine found. */
struct side {
    struct table *table;
    struct trace *trace;
    struct measures measures;
};

static void side_clear(struct side *side)
{
    table_free(side->table);
    trace_free(side->trace);
    measures_clear(&side->measures);
}

static enum status simulate(const struct compare_options *options, const struct network *network, struct side *side,
                            struct diagnostic *diagnostic)
{
    const double patience = 600.0; /* s */
    struct spice_result spice;
    enum status status = simulation_run(network, patience, &options->common, &spice, diagnostic);
    side->table = spice.table;
    if (status == STATUS_OK) {
        status = trace_from_table(side->table, network, "ngspice", &side->trace, diagnostic);
    }
    if (status == STATUS_OK) {
        status = measures_take(side->trace, network, &side->measures, diagnostic);
    }
    return status;
}

/* The solver, finer than by default: it is the reference, and its walls are compared between its steps. */
static enum status solve(const struct network *network, struct side *side, struct diagnostic *diagnostic)
{
    struct solver_options solver = solver_standard_options(network);
    solver.tolerance = 1e-5;
    solver.longest = 0.1e-9; /* s */
    enum status status = answer_table(network, &solver, &side->table, &side->measures, NULL, diagnostic);
    if (status == STATUS_OK) {
        status = trace_from_table(side->table, network, "solver", &side->trace, diagnostic);
    }
    return status;
}

/* The largest distance in m between a wall in `a` and in `b` at the time points of `a`. */
static double largest_distance(const struct trace *a, const struct trace *b)
{
    double largest = 0.0;
    for (size_t i = 0; i < a->n; i++) {
        size_t k_soma = 0, k_axon = 0;
        for (size_t p = 0; p < a->points; p++) {
            double soma = trace_wall(b, b->soma, i, a->time[p], &k_soma);
            double axon = trace_wall(b, b->axon, i, a->time[p], &k_axon);
            largest = fmax(largest, fabs(a->soma[p * a->n + i] - soma));
            largest = fmax(largest, fabs(a->axon[p * a->n + i] - axon));
        }
    }
    return largest;
}

/* One line of the comparison. */
struct row {
    const char *name, *key, *unit;
    double ngspice, solver;
    double difference; /* relative; of a part of the energy, to the whole */
};

enum { ROWS = 5 };

static void fill_rows(const struct measures *a, const struct measures *b, struct row rows[ROWS])
{
    const struct row all[ROWS] = {
        {"time to solution", "time_to_solution_s", "s", a->time_to_solution, b->time_to_solution, 0.0},
        {"energy", "energy_j", "J", a->energy, b->energy, 0.0},
        {"  load", "energy_load_j", "J", a->energy_load, b->energy_load, 0.0},
        {"  soma", "energy_soma_j", "J", a->energy_soma, b->energy_soma, 0.0},
        {"  synapse", "energy_synapse_j", "J", a->energy_synapse, b->energy_synapse, 0.0},
    };
    for (size_t k = 0; k < ROWS; k++) {
        double whole = k == 0 ? b->time_to_solution : b->energy;
        rows[k] = all[k];
        rows[k].difference = all[k].ngspice == all[k].solver ? 0.0 : (all[k].ngspice - all[k].solver) / whole;
    }
}

/* All that is compared. */
struct comparison {
    struct row rows[ROWS];
    size_t differing; /* neurons whose final states differ */
    bool converged;   /* both did */
    double distance;  /* of walls, m */
    bool agrees;
};

static struct comparison compare_sides(const struct side *ngspice, const struct side *solver,
                                       const struct compare_options *options)
{
    struct comparison c = {.converged = ngspice->measures.converged && solver->measures.converged};
    fill_rows(&ngspice->measures, &solver->measures, c.rows);
    for (size_t i = 0; i < ngspice->trace->n; i++) {
        c.differing += ngspice->measures.state[i] != solver->measures.state[i];
    }
    c.distance = largest_distance(ngspice->trace, solver->trace);
    c.agrees = c.converged && c.differing == 0 && c.distance <= options->walls;
    for (size_t k = 0; k < ROWS; k++) {
        c.agrees = c.agrees && fabs(c.rows[k].difference) <= options->tolerance;
    }
    return c;
}

static void print_text(const struct comparison *c, const struct compare_options *options)
{
    char a[40], b[40];
    printf("  %-18s %14s %14s  difference\n", "", "ngspice", "solver");
    for (size_t k = 0; k < ROWS; k++) {
        const struct row *row = &c->rows[k];
        printf("  %-18s %14s %14s  %+.4f %%\n", row->name, number_engineering(a, sizeof a, row->ngspice, 5, row->unit),
               number_engineering(b, sizeof b, row->solver, 5, row->unit), 100.0 * row->difference);
    }
    if (c->differing) {
        printf("  final states       %zu neurons differ\n", c->differing);
    } else {
        puts("  final states       equal");
    }
    printf("  walls              at most %.3g nm apart\n", c->distance * 1e9);
    printf("  %s: to agree, both converge to equal states, time and energy within %.3g %%, walls within %.3g nm\n",
           c->agrees ? "they agree" : "THEY DISAGREE", 100.0 * options->tolerance, options->walls * 1e9);
}

static enum status print_as_json(const struct comparison *c, struct diagnostic *diagnostic)
{
    json_t *json = json_pack("{s:b, s:b, s:I, s:f}", "agrees", c->agrees, "converged", c->converged, "differing_states",
                             (json_int_t)c->differing, "largest_distance_m", c->distance);
    for (size_t k = 0; json && k < ROWS; k++) {
        const struct row *row = &c->rows[k];
        json_object_set_new(json, row->key,
                            json_pack("{s:f, s:f, s:f}", "ngspice", row->ngspice, "solver", row->solver, "difference",
                                      row->difference));
    }
    return print_json(json, 17, diagnostic);
}

static enum status compare(const struct compare_options *options, struct diagnostic *diagnostic)
{
    struct results results = {0};
    struct side ngspice = {0}, solver = {0};
    struct comparison comparison = {.agrees = false};
    enum status status = results_read_network(&results, options->name, diagnostic);
    if (status == STATUS_OK) {
        status = simulation_check(results.network, diagnostic);
    }
    if (status == STATUS_OK) {
        status = solve(results.network, &solver, diagnostic);
    }
    if (status == STATUS_OK) {
        status = simulate(options, results.network, &ngspice, diagnostic);
    }
    if (status == STATUS_OK) {
        comparison = compare_sides(&ngspice, &solver, options);
        if (options->common.json) {
            status = print_as_json(&comparison, diagnostic);
        } else if (!options->common.quiet) {
            print_text(&comparison, options);
        }
    }
    if (status == STATUS_OK) {
        status = finish_stdout(diagnostic);
    }
    side_clear(&ngspice);
    side_clear(&solver);
    results_clear(&results);
    return status == STATUS_OK && !comparison.agrees ? STATUS_UNMET : status;
}

int command_compare(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {
        OPTIONS,  parse_compare, "NAME", "Runs NAME in ngspice and in the solver; exit code 1 where they disagree.",
        CHILDREN, NULL,          NULL};
    struct compare_options options = {.tolerance = 0.005, .walls = 5e-9};
    struct diagnostic diagnostic;
    argp_parse(&ARGP, argc, argv, 0, NULL, &options);
    return exit_code(compare(&options, &diagnostic), &diagnostic);
}
