/* Decks and networks through the real ngspice, for tests. */
#ifndef SIMULATE_H
#define SIMULATE_H

#include "netgen/network.h"
#include "spice/spice.h"
#include "tests/support/scratch.h"

/* The code models with a port `motion`, the same device in all but small signals: loop tests run for each. */
enum { WATCHED, NETWORK, MODELS };
const char *simulate_model(int model);

/* Seconds without a word from the host after which it counts as hung: no machine is so slow. */
enum { PATIENCE = 3600 };

/* A job for `deck` with the host and code model that stand in build/; it ends when v(motion) is 0 after `rest_from`. */
struct spice_job simulate_job(const char *deck, double rest_from);

/* Writes a program to the scratch folder that stands in for the host, a shell script, and gives its path. */
void simulate_fake_host(char path[SCRATCH_PATH], const char *script);

/* For the script of such a host: reads nothing, and sends a whole run with a single time point. */
#define SIMULATE_FAKE_RUN                                                                                              \
    "printf "                                                                                                          \
    "'\\001\\0\\0\\0\\005\\0\\0\\0time\\0\\002\\0\\0\\0\\010\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\005\\0\\0\\0\\0\\0\\0"  \
    "\\0' >&3\n"

/* Runs `deck` and fails the test where that fails. The table is the caller's. */
struct table *simulate_deck(const char *deck);

/* Runs `deck`, which must fail with `message` and without a result. */
void simulate_failure(const char *deck, const char *message);

/* The value of `column` in row `row`; fails the test where there is no such column. */
double simulate_at(const struct table *table, size_t row, const char *column);

/* Runs the deck of `network` until it rests: in this form, or the one that gen makes. */
struct table *simulate_form(const struct network *network, enum deck_form form);
struct table *simulate_network(const struct network *network);

/* Runs `deck` in plain "ngspice -b" with the code model loaded by .spiceinit; what it prints, to be freed. `raw`, where
 * not NULL, is the raw file to write. */
char *simulate_plainly(const char *deck, const char *raw);

/* Runs the deck in the file at `path`, from the checkout's root, unchanged in plain "ngspice -b", in the scratch folder
 * and with the two lines in .spiceinit that the example decks ask for; what it prints, to be freed. */
char *simulate_file(const char *path);

/* Runs `deck` in plain ngspice without the code model and without any .spiceinit; what it prints, to be freed. */
char *simulate_bare(const char *deck);

/* The line ".include FILE" for `library` in build/, with its line end, to be freed. */
char *simulate_include(const char *library);

/* The number behind "NAME  =" in what ngspice printed; fails the test where there is none. */
double simulate_measured(const char *printed, const char *name);

#endif
