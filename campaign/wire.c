#include "campaign/wire.h"

#include <stdlib.h>
#include <string.h>

static size_t text_size(const struct campaign_result *result)
{
    return result->status == STATUS_OK ? 0 : strlen(result->why.text);
}

size_t wire_size(const struct campaign_result *result)
{
    return sizeof(struct wire_head) + text_size(result) + result->size;
}

/* memcpy for a size of 0, too, where there may be no bytes. */
static void copy(void *to, const void *from, size_t size)
{
    if (size > 0) {
        memcpy(to, from, size);
    }
}

void wire_write(const struct campaign_result *result, void *bytes)
{
    char *next = bytes;
    struct wire_head head = {.point = result->point,
                             .size = result->size,
                             .seconds = result->seconds,
                             .status = (int32_t)result->status,
                             .why = (uint32_t)text_size(result)};
    memcpy(next, &head, sizeof head);
    copy(next + sizeof head, result->why.text, head.why);
    copy(next + sizeof head + head.why, result->bytes, result->size);
}

size_t wire_look(const void *bytes, size_t size, struct wire_head *head)
{
    struct wire_head first;
    if (size < sizeof first) {
        return 0;
    }
    memcpy(&first, bytes, sizeof first);
    size_t rest = size - sizeof first;
    if (rest < first.why || rest - first.why < first.size) {
        return 0;
    }
    *head = first;
    return sizeof first + first.why + first.size;
}

void wire_read(const void *bytes, struct campaign_result *result)
{
    const char *next = bytes;
    struct wire_head head;
    memcpy(&head, next, sizeof head);
    next += sizeof head;
    *result = (struct campaign_result){
        .point = head.point, .status = (enum status)head.status, .seconds = head.seconds, .size = head.size};
    copy(result->why.text, next, head.why); /* shorter than a diagnostic, whose rest is 0 */
    if (head.size > 0) {
        result->bytes = malloc(head.size);
        if (!result->bytes) {
            result->size = 0;
            result->status = fail_memory(&result->why);
            return;
        }
        memcpy(result->bytes, next + head.why, head.size);
    }
}
