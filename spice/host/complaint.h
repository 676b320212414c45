/* What ngspice prints where a result would be wrong. */
#ifndef COMPLAINT_H
#define COMPLAINT_H

#include <stdbool.h>

enum { COMPLAINTS_SIZE = 400 };

/* Lines of ngspice, those of each kind joined by " | ", as many as there is room for. */
struct complaints {
    char named[COMPLAINTS_SIZE]; /* the first that names a parameter which a model does not have */
    char error[COMPLAINTS_SIZE];
    char warning[COMPLAINTS_SIZE]; /* and whatever else is a complaint */
    char *last;                    /* which of the two has the last line */
    bool no_memory;                /* an allocation of ngspice failed */
};

/* Keeps `line` if it is a complaint, or goes on after one ("Warning: Model issue on line 3 :"). ngspice goes on after
 * most of what it complains about; docs/ngspice.md, section 6, has the words that say so. */
void complaints_note(struct complaints *c, const char *line);

/* Writes all to `out`, first the line that names a parameter, before which may stand a line of the deck with a thousand
 * values, then errors: there may be a hundred warnings before the error that ends a run. False where there are none. */
bool complaints_write(const struct complaints *c, char out[COMPLAINTS_SIZE]);

#endif
