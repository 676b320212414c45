/* The strings of an ensemble as the solver has them, and how it cuts the period of their supply. */
#ifndef ENSEMBLE_STRING_H
#define ENSEMBLE_STRING_H

#include "base/status.h"
#include "netgen/ensemble.h"
#include "solver/junction_string.h"

/* Makes string `number`, whose junctions are in at[STRING_MOST], which is 0 or of the string before; all are at[0]
 * where nothing varies. STATUS_INPUT where a junction cannot be at 27 C. */
enum status ensemble_string(const struct ensemble *ensemble, size_t number, struct mtj_rate_at *at,
                            struct junction_string *string, struct diagnostic *diagnostic);

/* STATUS_INPUT with the words for voltages of a string that cannot be computed. */
enum status ensemble_string_fail(const struct ensemble *ensemble, struct diagnostic *diagnostic);

/* The number of pieces into which a period of the supply is cut: so many that ln k is off by 1e-4 at most, on average
 * over the period, where it is linear in each; 1 without a sine. at[STRING_MOST] is overwritten. STATUS_INPUT as above,
 * and where rates change too fast. */
enum status ensemble_pieces(const struct ensemble *ensemble, struct mtj_rate_at *at, size_t *pieces,
                            struct diagnostic *diagnostic);

#endif
