/* What the fuzz targets share. Each target is a program: clang's libFuzzer hands it bytes, it hands them to a reader,
 * and it ends with abort() where the reader breaks a promise. docs/architecture.md, "Fuzzing". */
#ifndef FUZZ_H
#define FUZZ_H

#include "base/input.h"
#include "base/output.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The entry that libFuzzer calls. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* No block of memory may be larger: a file of some hundred bytes has no use for it. An allocation beyond fails, as it
 * does on a full machine, so that a reader which believes such a file ends with STATUS_SYSTEM. */
enum { FUZZ_GREATEST_BLOCK = 1 << 20 };

/* Ends the program where `condition` is false. */
#define HOLDS(condition) ((condition) ? (void)0 : fuzz_broken(#condition, __FILE__, __LINE__))
_Noreturn void fuzz_broken(const char *condition, const char *file, int line);

/* The bytes as a file called "file"; NULL where there are none. */
struct input *fuzz_input(const void *bytes, size_t size);

/* A diagnostic without words. */
void fuzz_clear(struct diagnostic *diagnostic);

/* Checks how a reader ended that gave `status` and, in `given`, whether it gave something: STATUS_OK with it; or,
 * without it, STATUS_INPUT with one line that begins with the file and has a text behind "error: ", or STATUS_SYSTEM.
 * True where it was STATUS_OK. */
bool fuzz_ended(enum status status, bool given, const struct diagnostic *diagnostic);

/* A text in the making, in memory: begin, write to the stream, end. The text is to be freed. */
struct fuzz_text {
    FILE *stream;
    char *bytes;
    size_t size;
};
void fuzz_text_begin(struct fuzz_text *text);
void fuzz_text_end(struct fuzz_text *text);

/* In place of base/output.c: an output in memory. Gives what was written, to be freed, and frees the output. */
struct output *fuzz_output(void);
char *fuzz_written(struct output *output, size_t *size);

/* Equal to the last bit, or both NaN. */
bool fuzz_same(double a, double b);

#endif
