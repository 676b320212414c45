/* Settings of a network compared by how good their answers are. */
#ifndef ANSWERS_H
#define ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the answers value[count] are worse than best[best_count], not by chance: their mean is worse, and the 95 %
 * interval of Student's for the mean difference of the pairs does not reach 0. The k-th runs of both are a pair, so
 * that seeds in common do not hide a difference. One pair, or pairs that all differ by as much, count as they are. A
 * value that is not finite is no answer: the first is then worse. */
bool answers_are_worse(const double *value, size_t count, const double *best, size_t best_count, bool less_is_better);

#endif
