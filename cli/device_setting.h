/* Options that name a parameter of a device: "--set NAME=VALUE" and the like. */
#ifndef DEVICE_SETTING_H
#define DEVICE_SETTING_H

#include "base/status.h"
#include "models/scatter/scatter.h"

/* Sets the parameter that `word`, NAME=VALUE, the argument of `option`, names in `values`, a struct of `kind`;
 * unchecked. *index, which may be NULL, is where it stands in the table of `kind`. STATUS_INPUT where there is no =, no
 * such parameter, or VALUE is no number. */
enum status device_setting(const struct device *kind, const char *option, const char *word, void *values, size_t *index,
                           struct diagnostic *diagnostic);

/* Sets sigma[*index], of as many as `kind` has parameters, to the share that `word`, NAME=SHARE, has, the argument of
 * --sigma; its limits are unchecked. STATUS_INPUT where SHARE is no number, where the parameter cannot vary, and as
 * above. */
enum status device_setting_sigma(const struct device *kind, const char *word, double *sigma, size_t *index,
                                 struct diagnostic *diagnostic);

/* Whether `nominal`, a struct of the scatter's kind, is sound, and all devices that may be drawn about it, and whether
 * each sigma varies something. STATUS_INPUT with what is wrong. */
enum status device_setting_check(const struct scatter *scatter, const void *nominal, struct diagnostic *diagnostic);

#endif
