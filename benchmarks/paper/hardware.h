/* docs/hardware.md: the networks of other technologies beside ours. */
#ifndef HARDWARE_H
#define HARDWARE_H

#include "benchmarks/paper/setup.h"

/* Measures ours on the ten graphs g05_60 and writes the page to the file at `path`. */
enum status hardware_write(const struct setup *setup, const char *path, struct diagnostic *diagnostic);

#endif
