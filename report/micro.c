#include "report/micro.h"

#include <ctype.h>
#include <string.h>

bool micro_is_at(const char *text, const char *at)
{
    return at[0] == 'u' && at[1] && strchr("sAVWJ", at[1]) && !isalnum((unsigned char)at[2]) && at - text >= 2 &&
           at[-1] == ' ' && isdigit((unsigned char)at[-2]);
}
