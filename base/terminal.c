#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_has_colours(FILE *out)
{
    const char *refused = getenv("NO_COLOR"), *kind = getenv("TERM");
    return isatty(fileno(out)) && !(refused && *refused) && kind && *kind && strcmp(kind, "dumb") != 0;
}

const char *terminal_colour(bool wanted, enum terminal_colour colour)
{
    static const char *const CODES[] = {
        [TERMINAL_PLAIN] = "\033[0m", [TERMINAL_GOOD] = "\033[32m", [TERMINAL_BAD] = "\033[31m"};
    return wanted ? CODES[colour] : "";
}
