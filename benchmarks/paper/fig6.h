/* Recall of the letters U, T and D by 100 neurons; the paper's Fig. 6. */
#ifndef FIG6_H
#define FIG6_H

#include "benchmarks/paper/reference.h"
#include "campaign/trials.h"

/* The published runs again, in their order. *measures is to be freed with trials_free. */
enum status fig6_repeat(const struct reference_letters *letters, struct measures **measures,
                        struct diagnostic *diagnostic);

/* In how many bits our end of run `r` differs from the published one. */
size_t fig6_other_bits(const struct reference_letters *letters, const struct measures *measures, size_t r);

#endif
