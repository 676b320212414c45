/* What ngspice prints where a result would be wrong. */
#ifndef COMPLAINT_H
#define COMPLAINT_H

#include <stdbool.h>

/* ngspice goes on after most of what it complains about; whether `line` is such a complaint. docs/ngspice.md, section
 * 6, has the words that say so. */
bool complaint_is(const char *line);

#endif
