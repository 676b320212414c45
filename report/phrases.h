/* Sentences about a run that the text report and the page share; private to them. */
#ifndef PHRASES_H
#define PHRASES_H

#include "report/report.h"

/* "yes, all walls are at rest", or why not. */
void phrase_convergence(const struct report *report, FILE *out);

/* "90.9 ns, including a load phase of 15.9 ns", or "none; ..." where it did not converge. */
void phrase_time(const struct report *report, FILE *out);

/* What the answer is called in a list, "cut"; NULL where the question has no words for it beside the state. And the
 * answer in words, where it has some. */
const char *phrase_answer_label(const struct report *report);
void phrase_answer(const struct report *report, FILE *out);

/* The names of the nodes that are ON, the first dozen of them, of a network that has names. */
void phrase_nodes_on(const struct report *report, FILE *out);

/* The engine and what it took: "ngspice, 156 time points, 320 iterations, 958 ms, 25.3 MB". */
void phrase_facts(const struct run_facts *facts, FILE *out);

#endif
