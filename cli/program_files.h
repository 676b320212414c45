/* The files that come with the program and that it finds by its own place. */
#ifndef COMPANION_H
#define COMPANION_H

#include "base/status.h"

enum companion { COMPANION_HOST, COMPANION_CODE_MODEL, COMPANION_LIBRARY };

/* The absolute path of a companion, to be freed. It stands beside the program, as in the build folder, or in its
 * folder of the tree whose bin/ holds the program; setup/install.mk puts it there. STATUS_SIMULATOR where it is in
 * neither place, STATUS_SYSTEM where memory is short. On an error *path is NULL. */
enum status companion_find(enum companion companion, char **path, struct diagnostic *diagnostic);

#endif
