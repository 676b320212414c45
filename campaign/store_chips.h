/* Whether the chips of a store differ. */
#ifndef STORE_CHIPS_H
#define STORE_CHIPS_H

#include "campaign/store.h"

/* Whether the campaign has several chips of each network, all of them equal: no sigma is above 0, neither in the
 * network nor in the values that are varied. Depends on the plan, and not on which rows are there; false where there is
 * none. The reader then stands at its first row. Errors of store_next. */
enum status store_chips_equal(struct store_reader *reader, bool *equal, struct diagnostic *diagnostic);

#endif
