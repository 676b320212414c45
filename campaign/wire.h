/* Results as bytes, as they pass between processes of one version of the program on one kind of machine. */
#ifndef WIRE_H
#define WIRE_H

#include "campaign/campaign.h"

#include <stdint.h>

/* Before each result. The text of its error follows, `why` bytes, and then its own bytes. */
struct wire_head {
    uint64_t point;
    uint64_t size; /* of the result's bytes */
    double seconds;
    int32_t status;
    uint32_t why;
};

/* Bytes that `result` has on the way. */
size_t wire_size(const struct campaign_result *result);

/* Writes `result` to `bytes`, which has room for wire_size(result). */
void wire_write(const struct campaign_result *result, void *bytes);

/* Looks at the first result in `bytes`, which has `size` of them: its bytes on the way, or 0 where it is not whole.
 * *head is set where there is a whole one. */
size_t wire_look(const void *bytes, size_t size, struct wire_head *head);

/* Makes *result of a whole one. Where memory for its bytes is short, it is a result that failed. */
void wire_read(const void *bytes, struct campaign_result *result);

#endif
