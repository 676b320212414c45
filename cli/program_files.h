/* The files that are installed with the program, which finds them relative to itself. */
#ifndef PROGRAM_FILES_H
#define PROGRAM_FILES_H

#include "base/status.h"

enum program_file { PROGRAM_FILE_HOST, PROGRAM_FILE_CODE_MODEL, PROGRAM_FILE_LIBRARY };

/* The absolute path of one of these files, to be freed. It stands beside the program, as in the build folder, or in its
 * folder of the tree whose bin/ holds the program; setup/install.mk puts it there. STATUS_SIMULATOR where it is in
 * neither place, STATUS_SYSTEM where memory is short. On an error *path is NULL. */
enum status program_file_find(enum program_file which, char **path, struct diagnostic *diagnostic);

/* Writes to `text`, to be freed, what the code model at `path` says: "built for ngspice 39 (CIDER ... XSPICE)".
 * STATUS_INPUT where it does not, or cannot be read; STATUS_SYSTEM where memory is short. */
enum status program_file_ngspice(const char *path, char **text, struct diagnostic *diagnostic);

#endif
