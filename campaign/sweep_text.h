/* What a sweep says of its best combination of values. */
#ifndef SWEEP_TEXT_H
#define SWEEP_TEXT_H

#include "campaign/sweep_summary.h"

#include <stdio.h>

/* Writes the best answers, the least mean product among answers as good, and what stands against a comparison; nothing
 * where the plan varies no option. STATUS_SYSTEM where memory is short. */
enum status sweep_text_best(const struct plan *plan, const struct sweep_summary *summary, FILE *out,
                            struct diagnostic *diagnostic);

#endif
