/* The header of a plot in a raw file, and raw files in memory; private to the reader and to tests. */
#ifndef RAW_HEADER_H
#define RAW_HEADER_H

#include "base/input.h"
#include "report/table.h"

#include <stdbool.h>
#include <stddef.h>

/* A walk through the bytes of a raw file; `end` is where its terminating zero stands. */
struct scan {
    const char *path;
    char *at, *end;
    long line; /* that was read last, from 1; of no use after binary values */
};

/* The header of one plot. The strings point into the file's bytes. */
struct header {
    char *title; /* what follows "Title:" */
    char *plot;  /* the plot's name; NULL where it is not given */
    size_t variables, points;
    char **name; /* [variables] */
    bool has_flags, has_points, has_names;
    bool complex_numbers, binary;
    bool has_short, unpadded; /* a variable is shorter than the others; its values are not filled up with zeros */
};

/* raw_read of a file that is in memory; writes to its bytes. */
enum status raw_parse(struct input *input, struct table **table, struct diagnostic *diagnostic);

/* Bytes from the scan to the end of the file. */
size_t scan_left(const struct scan *scan);

/* True when `text` begins with `key`, in any case. */
bool scan_begins(const char *text, const char *key);

/* Reads the header of a plot, up to the line before its values; lines that are not known are skipped. STATUS_INPUT,
 * naming the line, where it is not whole. header->name is to be freed by the caller, also after an error. */
enum status header_read(struct scan *scan, struct header *header, struct diagnostic *diagnostic);

#endif
