/* What a time point of ngspice costs with each device, for the catalogue docs/devices/README.md. */
#ifndef DEVICES_BENCH_H
#define DEVICES_BENCH_H

#include "benchmarks/machine.h"
#include "benchmarks/timing.h"

/* Measures every device, or only the one called `only` where that is not NULL, and writes the times into the page at
 * `page`: into the last cell of the row that begins with
 * "| [`NAME`]", and the machine into the line that begins with "Machine: ". `folder` has the libraries, NAME.lib.
 * STATUS_INPUT where a device has no row, or a row no device, and where one device alone is measured on another machine
 * than the page says. */
enum status devices_bench(struct tools *tools, const char *folder, const struct machine *machine, const char *only,
                          const char *page, struct diagnostic *diagnostic);

#endif
