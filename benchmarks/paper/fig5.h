/* Bit accuracy of random patterns from random starts; the paper's Fig. 5. */
#ifndef FIG5_H
#define FIG5_H

#include "campaign/trials.h"

enum { FIG5_TRIALS = 1000 };

/* FIG5_TRIALS trials of `n` neurons with `patterns` patterns, each with new patterns and a new start. *measures is to
 * be freed with trials_free. */
enum status fig5_measure(size_t n, size_t patterns, struct measures **measures, struct diagnostic *diagnostic);

#endif
