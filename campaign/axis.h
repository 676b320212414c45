/* One option of a network that a sweep varies, and the values that it takes.
 *
 * A value is a text that 'spinfield gen' takes for the option. A number is written in the fewest digits that read back
 * equal, without a suffix: "40m" becomes "0.04". */
#ifndef AXIS_H
#define AXIS_H

#include "base/document.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum axis_kind { AXIS_LIST, AXIS_LINEAR, AXIS_LOG };

struct axis {
    char *name; /* of the option, without dashes */
    char *text; /* as given */
    enum axis_kind kind;
    size_t count;    /* values; 0: a range of which only samples are taken */
    char **value;    /* [count] of a list */
    bool numbers;    /* all values are numbers */
    bool whole;      /* all are whole numbers: axis_round */
    bool in_percent; /* numbers are per cent: axis_in_percent */
    double from, to; /* of a range */
};

/* Reads "NAME=from:to:count", "NAME=from:to:count:log", "NAME=from:to", "NAME=from:to:log" or "NAME=a,b,c". Numbers
 * take SPICE suffixes and %. A list may have words. STATUS_INPUT where it is none of these, where a range is empty,
 * where a logarithmic one is not above 0, where its values are too close to differ, or where a value is in a list
 * twice. On an error there is nothing to clear. */
enum status axis_parse(const char *text, struct axis *axis, struct diagnostic *diagnostic);
void axis_clear(struct axis *axis); /* takes a zeroed one */

/* A list of `count` values of the option `name`, of which some may be equal. STATUS_SYSTEM where memory is short; then
 * there is nothing to clear. */
enum status axis_list(const char *name, const char *const value[], size_t count, struct axis *axis,
                      struct diagnostic *diagnostic);

/* Makes the axis one of an option whose numbers are per cent: 10% is then 10, and else 0.1. Errors as those of
 * axis_parse; then the axis is cleared. */
enum status axis_in_percent(struct axis *axis, struct diagnostic *diagnostic);

/* Whether `text` is a number as an option may have it, with a SPICE suffix or %, and which: that without the sign
 * where numbers of the option are per cent. Digits that are no number in its usual form, such as the state "0110", are
 * none. */
bool axis_is_number(const char *text, bool in_percent, double *value);

/* Makes the axis one of whole numbers: samples of a range are then rounded, each whole number from `from` to `to` being
 * as likely as the others. */
void axis_round(struct axis *axis);

/* Room for a number in text. */
enum { AXIS_NUMBER = 32 };

/* Value `index` of axis->count. The first and the last value of a range are its ends exactly; those between are rounded
 * to 15 digits. The text is that of a list, which the axis has, or in number[]. */
const char *axis_value(const struct axis *axis, size_t index, char number[static AXIS_NUMBER]);

/* The value at `share` of the axis, above 0 and below 1: linear or logarithmic in a range, and a list in equal parts.
 */
const char *axis_at(const struct axis *axis, double share, char number[static AXIS_NUMBER]);

/* Adds what the values follow from to the open object. Two axes have the same values if and only if that is equal. */
void axis_write(const struct axis *axis, struct document *document);

#endif
