#include "report/warning_counts.h"

#include <stdio.h>
#include <string.h>

static void count(struct warning_counts *counts, const char *kind, size_t length)
{
    size_t k = 0;
    while (k < counts->kinds && (strncmp(counts->count[k].kind, kind, length) != 0 || counts->count[k].kind[length])) {
        k++;
    }
    if (k == counts->kinds && k < WARNINGS) {
        snprintf(counts->count[k].kind, sizeof counts->count[k].kind, "%.*s", (int)length, kind);
        counts->kinds++;
    }
    if (k < WARNINGS) {
        counts->count[k].runs++;
    }
}

void warning_counts_add(struct warning_counts *counts, const char *kinds)
{
    while (*kinds) {
        const size_t length = strcspn(kinds, " ");
        if (length > 0) {
            count(counts, kinds, length);
        }
        kinds += length + (kinds[length] == ' ');
    }
}
