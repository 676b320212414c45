/* In place of the C library's getpwuid, for libngspice: it reads the .spiceinit of the folder that this names as the
 * user's home, and what stands there must not change a result. HOME does not count for it. */
#include <pwd.h>
#include <stddef.h>

__attribute__((visibility("default"))) struct passwd *getpwuid(uid_t user)
{
    static char nowhere[] = "/proc/self/fd/no-home";
    static struct passwd nobody = {.pw_name = nowhere, .pw_dir = nowhere};
    nobody.pw_uid = user;
    return &nobody;
}
