/* A folder that is removed however the program ends. */
#ifndef GUARD_H
#define GUARD_H

#include "base/status.h"

/* Makes the folder, whose name ends with XXXXXX as mkdtemp wants it, and goes on in a child of this process, which
 * itself waits: it ends as the child ends, or by SIGINT, SIGTERM, SIGHUP or SIGQUIT, after the child and all that the
 * child started have ended and the folder is removed. So to be called where nothing is open yet. STATUS_SYSTEM where
 * there is no folder or no process to be had. */
enum status guard_folder(char *folder, struct diagnostic *diagnostic);

#endif
