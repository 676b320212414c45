/* What every reader of problem files must do with good files, bad files and damaged files. */
#ifndef READER_H
#define READER_H

#include "tests/support/scratch.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* A reader behind one signature: what the file at `path` says, in a string to be freed; NULL on an error. */
typedef enum status reader(const char *path, char **says, struct diagnostic *why);

/* A file that must be refused: the line of the message (0: none), and a part of it. `defect` names it. */
struct bad_file {
    const char *defect, *text;
    long line;
    const char *part;
};

/* A file that must be read, and what the reader then says. */
struct good_file {
    const char *what, *text, *says;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The `size` bytes are read, and say `right`. */
void reader_accepts(reader *read, const char *what, const void *bytes, size_t size, const char *right);
void reader_accepts_all(reader *read, const struct good_file *files, size_t count);

/* The `size` bytes are refused with one line that names the file, `line` and `part`. */
void reader_refuses(reader *read, const char *defect, const void *bytes, size_t size, long line, const char *part);
void reader_refuses_all(reader *read, const struct bad_file *files, size_t count);

/* Every prefix of each good file is refused, or says the same (it lacks the last line end, say). The good files end so
 * that no prefix is a whole file of its own: ".4", of which "." is no number, but not "0.4". */
void reader_refuses_prefixes(reader *read, const struct good_file *files, size_t count);

/* Each file with any one byte replaced is refused or keeps the promises of the header, which `read` checks. */
void reader_survives_changes(reader *read, const struct good_file *files, size_t count);

/* The files of tests/bad whose names begin with `prefix` are refused; each is named by its defect. */
void reader_refuses_kept(reader *read, const char *prefix);

/* The path of reference data, in the folder that SPINFIELD_DATA names; false where it is not there. */
bool reader_data_path(const char *name, char path[SCRATCH_PATH]);

#endif
