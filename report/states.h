/* States as a terminal shows them: bits, or pictures side by side; private to the text report. */
#ifndef STATES_H
#define STATES_H

#include "report/report.h"

/* Writes the start, the final state and the trained patterns, or of pictures the nearest one. */
void states_write(const struct report *report, struct text_look look, FILE *out);

#endif
