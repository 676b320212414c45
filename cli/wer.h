/* spinfield wer: what its parts share. */
#ifndef WER_H
#define WER_H

#include "cli/cell_options.h"
#include "cli/number_list.h"
#include "cli/simulation.h"

enum { WER_CSV, WER_BITS, WER_FILES };

/* What was found for one voltage and one length. `drive` is V/Vc of the junction at the start of the pulse; NAN where
 * no voltage switches it. */
struct wer_point {
    double volts, length, drive, exact;
    size_t failed;
};

struct wer {
    struct common_options common;
    struct memory_cell cell, warm; /* with the parameters at 27 C, and at `kelvin` */
    int from;                      /* the state before the pulse, as the parameter `start` */
    struct numbers pulse, volts;
    double kelvin;
    double critical; /* V: of write_critical_voltage; INFINITY where no voltage switches it */
    bool in_ngspice;
    struct spice_job job;
    size_t trials, jobs;
    unsigned long seed;
    const char *file[WER_FILES]; /* --csv, --bits; NULL: none */
    char *kept;                  /* [trials] with --bits: 1 where the trial is in its old state */
    struct wer_point *point;     /* [volts.count * pulse.count] */
};

/* Reads the command line into *wer, which has its defaults; exits where it is wrong. */
void wer_options_read(struct wer *wer, int argc, char **argv);

/* Writes the files that were asked for, all or none. STATUS_SYSTEM where one cannot be written. */
enum status wer_write_files(const struct wer *wer, struct diagnostic *diagnostic);

/* Prints the points as text or as JSON, where that is wanted. */
enum status wer_print(const struct wer *wer, struct diagnostic *diagnostic);

#endif
