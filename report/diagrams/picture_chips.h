/* The pictures of a yield, in its page. */
#ifndef PICTURE_CHIPS_H
#define PICTURE_CHIPS_H

#include "report/chips.h"
#include "report/diagrams/picture.h"

/* Writes a picture of `chips`. STATUS_SYSTEM where memory is short. */
typedef enum status chips_picture(const struct chips *chips, struct picture *picture, struct diagnostic *diagnostic);

/* The one that shows how the yield depends on what varies: over a numeric option as a line, a heat map of two options,
 * or a row for each combination of words. NULL where nothing varies. */
chips_picture *picture_chips_over(const struct chips *chips);

/* The yield where each sigma varies alone, and where all others do. */
chips_picture picture_chips_sensitivity;

#endif
