/* Decks in plain ngspice with the real code model, in a scratch folder. */
#ifndef NGSPICE_H
#define NGSPICE_H

#include "tests/qa/trial.h"

/* A folder for decks, with a .spiceinit that loads the code model. */
struct bench {
    char folder[400];                      /* its guard removes it, guard.h */
    char *library, *portable, *code_model; /* absolute; portable is NULL where the device has no portable form */
};

/* Makes the folder, and goes on in a child of this process, as guard_folder says; the code model and the libraries
 * of `device` stand beside the program `program`. STATUS_SIMULATOR where it is not built, STATUS_SYSTEM where there is
 * no folder to be had, STATUS_INPUT where the name in TMPDIR is too long. */
enum status bench_open(struct bench *bench, const char *program, const char *device, struct diagnostic *diagnostic);
void bench_close(struct bench *bench);

/* Runs `run` of the trial and fills its data. STATUS_INPUT where the specification is wrong, STATUS_SIMULATOR where
 * ngspice does not start or gives no data for a run that is not to be refused, with what it said. */
enum status bench_run(const struct bench *bench, struct trial *trial, size_t run);

#endif
