#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

size_t utf8_length(const char *text)
{
    const unsigned char *b = (const unsigned char *)text;
    size_t length = b[0] < 0x80                   ? 1
                    : b[0] >= 0xc2 && b[0] < 0xe0 ? 2
                    : b[0] >= 0xe0 && b[0] < 0xf0 ? 3
                    : b[0] >= 0xf0 && b[0] < 0xf5 ? 4
                                                  : 0;
    for (size_t i = 1; i < length; i++) {
        if ((b[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    bool longer = (b[0] == 0xe0 && b[1] < 0xa0) || (b[0] == 0xf0 && b[1] < 0x90);
    bool beyond =
        (b[0] == 0xed && b[1] > 0x9f) || (b[0] == 0xf4 && b[1] > 0x8f) || (b[0] == 0xef && b[1] == 0xbf && b[2] > 0xbd);
    return length > 1 && (longer || beyond) ? 0 : length;
}

size_t utf8_encode(unsigned long code, char text[UTF8_LONGEST])
{
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char FIRST[] = {0, 0x00, 0xc0, 0xe0, 0xf0};
    if (code == 0 || code > 0x10ffff) {
        return 0;
    }
    for (size_t i = length - 1; i > 0; i--, code >>= 6) {
        text[i] = (char)(0x80 | (code & 0x3f));
    }
    text[0] = (char)(FIRST[length] | code);
    return utf8_length(text) == length ? length : 0;
}

size_t utf8_width(const char *text)
{
    size_t width = 0;
    for (size_t length; *text; text += length ? length : 1) {
        length = utf8_length(text);
        width++;
    }
    return width;
}

bool utf8_is_control(const char *text, size_t length)
{
    const unsigned char *b = (const unsigned char *)text;
    return (length == 1 && (b[0] < 0x20 || b[0] == 0x7f)) || (length == 2 && b[0] == 0xc2 && b[1] < 0xa0);
}

char *utf8_repaired(const char *text)
{
    static const char REPLACEMENT[] = "\xef\xbf\xbd";
    char *copy = malloc(3 * strlen(text) + 1), *to = copy;
    while (copy && *text) {
        size_t length = utf8_length(text);
        to = length ? mempcpy(to, text, length) : mempcpy(to, REPLACEMENT, strlen(REPLACEMENT));
        text += length ? length : 1;
    }
    if (copy) {
        *to = '\0';
    }
    return copy;
}
