#include "spice/host/features.h"

#include <stdio.h>
#include <string.h>

const char *const FEATURE_NAMES[] = {
    [FEATURE_CIDER] = "CIDER",         [FEATURE_KLU] = "KLU",         [FEATURE_OSDI] = "OSDI",
    [FEATURE_PREDICTOR] = "PREDICTOR", [FEATURE_RFSPICE] = "RFSPICE", [FEATURE_WITH_PSS] = "WITH_PSS",
    [FEATURE_XSPICE] = "XSPICE",
};

/* `version -f` names some features. The others bring a command, and ngspice says which commands it does not have. */
const char *const FEATURE_QUESTIONS[] = {"version -f", "osdi", "pss", "sp", NULL};

static const struct {
    enum feature feature;
    const char *text; /* in a line of the answers */
    bool has;         /* what that means */
} SIGNS[] = {
    {FEATURE_CIDER, "** CIDER", true},
    {FEATURE_KLU, "** Compiled with KLU", true},
    {FEATURE_OSDI, "osdi: no such command", false},
    {FEATURE_PREDICTOR, "** --enable-predictor", true},
    {FEATURE_RFSPICE, "sp: no such command", false},
    {FEATURE_WITH_PSS, "pss: no such command", false},
    {FEATURE_XSPICE, "** XSPICE extensions", true},
};

struct features features_start(void)
{
    struct features features = {0};
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        features.has[SIGNS[i].feature] = !SIGNS[i].has;
    }
    return features;
}

void features_read(struct features *features, const char *line)
{
    const char *version = strstr(line, "** ngspice-");
    if (version) {
        sscanf(version, "** ngspice-%15[0-9.]", features->version);
    }
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        if (strstr(line, SIGNS[i].text)) {
            features->has[SIGNS[i].feature] = SIGNS[i].has;
        }
    }
}

void features_text(const struct features *features, char out[FEATURES_SIZE])
{
    int used = snprintf(out, FEATURES_SIZE, "%s (", features->version);
    const char *gap = "";
    for (int i = 0; i < FEATURES; i++) {
        if (features->has[i]) {
            used += snprintf(out + used, FEATURES_SIZE - (size_t)used, "%s%s", gap, FEATURE_NAMES[i]);
            gap = " ";
        }
    }
    snprintf(out + used, FEATURES_SIZE - (size_t)used, ")");
}
