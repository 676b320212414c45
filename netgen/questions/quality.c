#include "netgen/questions/quality.h"

#include "netgen/questions/question.h"

#include <string.h>

static size_t differing_bits(const char *a, const char *b, size_t n)
{
    size_t differing = 0;
    for (size_t i = 0; i < n; i++) {
        differing += a[i] != b[i];
    }
    return differing;
}

static void match_patterns(const struct weights *weights, const char *state, struct quality *quality)
{
    size_t n = weights->n, least = n + 1;
    for (size_t p = 0; p < weights->patterns; p++) {
        size_t differing = differing_bits(weights->pattern[p], state, n);
        bool inverse = n - differing < differing;
        size_t wrong = inverse ? n - differing : differing;
        if (wrong < least) {
            least = wrong;
            quality->has_pattern = true;
            quality->pattern = p;
            quality->inverse = inverse;
            quality->accuracy = 1.0 - (double)wrong / (double)n;
        }
    }
}

struct quality quality_judge(const struct network *network, const char *state)
{
    struct quality quality = {0};
    match_patterns(&network->weights, state, &quality);
    if (network->question->objective) {
        quality.has_objective = true;
        quality.objective = network->question->objective(network, state);
    }
    return quality;
}

bool quality_is_uniform(const char *state)
{
    return strspn(state, "0") == strlen(state) || strspn(state, "1") == strlen(state);
}
