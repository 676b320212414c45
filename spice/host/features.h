/* What ngspice was built with, as it says itself. The layout of its structures depends on it, and a code model fits
 * only a library of the same version and features. */
#ifndef FEATURES_H
#define FEATURES_H

#include <stdbool.h>
#include <stddef.h>

/* The features that change ngspice's structures, in the order of FEATURE_NAMES. */
enum feature {
    FEATURE_CIDER,
    FEATURE_KLU,
    FEATURE_OSDI,
    FEATURE_PREDICTOR,
    FEATURE_RFSPICE,
    FEATURE_WITH_PSS,
    FEATURE_XSPICE,
    FEATURES
};

/* [FEATURES] the macros of ngspice's config.h that set them. */
extern const char *const FEATURE_NAMES[];

/* The commands to give to ngspice, NULL at the end; features_read takes each line that it prints then. None of them
 * changes anything. */
extern const char *const FEATURE_QUESTIONS[];

struct features {
    char version[16]; /* "44.2"; "" before the answer */
    bool has[FEATURES];
};

/* What is known before any answer: some features show in what ngspice does not say. */
struct features features_start(void);

/* Takes a line of the answers. */
void features_read(struct features *features, const char *line);

enum { FEATURES_SIZE = 100 };

/* Writes "44.2 (CIDER KLU OSDI RFSPICE WITH_PSS XSPICE)" to `out`: equal for two libraries that a code model fits
 * alike. */
void features_text(const struct features *features, char out[FEATURES_SIZE]);

#endif
