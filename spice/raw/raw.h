/* ngspice raw files. */
#ifndef RAW_H
#define RAW_H

#include "base/output.h"
#include "report/table.h"

/* Writes `table` as a binary raw file of real numbers that ngspice's `load` reads, with `title` as its title (one line)
 * and no date, so that the same result makes the same bytes. Column 0 has type time, names that begin with "i(" or
 * are "@...[i]" type current, all others voltage; "@a1[x]" is wrapped as ngspice does it, "v(@a1[x])". */
void raw_write(const struct table *table, const char *title, struct output *out);

/* Reads the first transient plot of a raw file, binary or ASCII, as ngspice writes it, with its title; header lines
 * that are not known are skipped. A name that ngspice wraps, "v(@a1[x])", is given as "@a1[x]". STATUS_INPUT, saying
 * what is wrong, for anything else: no raw file, a header that is not whole, complex numbers, no transient plot, one
 * that ngspice has resampled (`linearize`, `.options interp`), a first variable that is not time, unpadded vectors of
 * different lengths, fewer or more points than the header promises, time that goes backwards, NaN. Memory is never
 * taken for more than the file can hold. On an error *table is NULL. */
enum status raw_read(const char *path, struct table **table, struct diagnostic *diagnostic);

#endif
