#include "netgen/readers/json_text.h"

#include <string.h>
#include <strings.h>

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text), tail = strlen(end);
    return length > tail && strcasecmp(text + length - tail, end) == 0;
}

bool json_recognize(const struct input *input)
{
    const char *text = input->bytes;
    text += strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    text += strspn(text, " \t\r\n");
    return *text == '{' || *text == '[' || ends_with(input->path, ".json");
}

enum status json_refuse(const struct input *input, const char *expected, struct diagnostic *diagnostic)
{
    return json_recognize(input) ? fail_at(diagnostic, input->path, 0, "a JSON file; expected %s", expected)
                                 : STATUS_OK;
}
