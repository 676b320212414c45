/* The report of a run as text, JSON and CSV. */
#ifndef REPORT_H
#define REPORT_H

#include "report/measures.h"
#include "netgen/network.h"
#include "report/trace.h"

#include <stdbool.h>
#include <stdio.h>

/* About the run itself. A zero stands for what is not known. */
struct run_facts {
    const char *engine;        /* "ngspice", "solver", "raw file"; never NULL */
    char engine_version[104];  /* of ngspice: "39.3 (KLU XSPICE)" */
    double tolerance;          /* of the solver */
    double t_stop;             /* longest time that was simulated, s */
    bool made_elsewhere;       /* the run was not made by this program */
    const char *matrix_solver; /* of ngspice: "KLU" or "Sparse"; NULL where not known */
    size_t devices;
    size_t time_points;
    size_t iterations;            /* Newton iterations */
    double wall_s;                /* seconds that a user waited */
    size_t peak_memory_bytes;     /* of the process that simulated */
    size_t relaxations;           /* of a search that the answer is the best of, */
    size_t relaxations_converged; /* and how many of them came to rest */
    const double *proven;         /* the objective of the proven optimum; NULL: none */
    bool unknown_origin;          /* the raw file does not say which network it is of */
};

/* What the writers below write about; all three are there. */
struct report {
    const struct network *network;
    const struct measures *measures;
    const struct run_facts *facts;
};

/* The state of a report as the answer of its network. */
struct answer report_answer(const struct report *report);

/* Errors of writing are left to the stream, in all of them. */

/* What was run, on one line without a newline: "Recall of 1 pattern: 60 neurons, 3600 devices". */
void report_title(const struct report *report, FILE *out);

/* What the terminal of a text report shows. */
struct text_look {
    bool utf8;   /* pictures are drawn with block characters, else with '#' and '.' */
    bool colour; /* what is good is green, and what is not, as bits that differ from the nearest pattern, is red */
};

/* The report for people: at most 80 columns, engineering units, states as bits or, for pictures, as pictures. */
void report_text(const struct report *report, struct text_look look, FILE *out);

/* One JSON object, in SI units, with the keys in this order: n, task, engine, converged, moving (where not converged),
 * time_to_solution_s, load_time_s, energy_j, energy_load_j, energy_soma_j, energy_synapse_j, energy_paper_j,
 * average_power_w, peak_power_w, v_dw_v, state, start (zeros or ones where all walls start alike), and where they apply
 * cut, optimum, bit_accuracy, matched_pattern (from 1), matched_inverse, devices, time_points, iterations,
 * matrix_solver, wall_s, peak_memory_bytes, unrest (where not converged: which neurons still move). The last keys are
 * notes, a list of texts that say what a reader assumed, warnings, a list of what weakens the answer
 * (report/warnings.h), made_by and, for a run of this program, machine (report/made_by.h). Numbers have 17 digits and
 * read back equal; those that are not finite are null. STATUS_SYSTEM where memory is short. */
enum status report_json(const struct report *report, FILE *out, struct diagnostic *diagnostic);

/* Adds the same keys to `document`, where errors stay. */
struct document;
void report_add(const struct report *report, struct document *document);

/* The same keys, but for the lists nodes and notes, as the head line of a CSV file, always all of them, and one row; a
 * field that does not apply is empty. The last field has the kinds of the warnings, separated by blanks. STATUS_SYSTEM
 * where memory is short. */
enum status report_csv_measures(const struct report *report, FILE *out, struct diagnostic *diagnostic);

/* The answer as CSV, a row for each thing that was asked about as the user named it: "node,side" of a max-cut. A field
 * is in quotes where its text needs them. */
void report_csv_answer(const struct report *report, FILE *out);

/* The waves as CSV: time_s, p_load_w, p_soma_w, p_synapse_w, soma_0_m ..., axon_0_m ...; of neurons that are not walls
 * time_s, p_synapse_w, neuron_0 ...; a row a point, numbers that read back equal. */
void report_csv_waves(const struct trace *trace, FILE *out);

#endif
