#include "base/nearest.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { LONGEST = 63 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The optimal string alignment distance, row by row: row i has the distances of the first i characters of `a`. */
size_t nearest_distance(const char *a, const char *b)
{
    const size_t m = strlen(a), n = strlen(b);
    size_t rows[3][LONGEST + 1];
    if (m > LONGEST || n > LONGEST) {
        return SIZE_MAX;
    }
    for (size_t i = 0; i <= m; i++) {
        size_t *const row = rows[i % 3], *const above = rows[(i + 2) % 3], *const second = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            if (i == 0) {
                row[j] = j;
                continue;
            }
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = least(row[j], second[j - 2] + 1);
            }
        }
    }
    return rows[m % 3][n];
}

void nearest_offer(struct nearest *nearest, const char *name)
{
    const size_t letters = strlen(nearest->word), few = 2;
    const size_t most = letters == few ? 1 : (letters - (letters > 0)) / 2;
    const size_t distance = strcasecmp(nearest->word, name) == 0 ? 0 : nearest_distance(nearest->word, name);
    if (distance <= most && (!nearest->name || distance < nearest->distance)) {
        nearest->name = name;
        nearest->distance = distance;
    }
}
