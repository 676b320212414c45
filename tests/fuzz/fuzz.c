#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char NAME[] = "file";

/* Options of the address sanitizer, which asks for them by this name: short lives of freed blocks and short stacks of
 * allocations, for speed. */
// NOLINTNEXTLINE(bugprone-reserved-identifier): the sanitizer's name
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "malloc_context_size=3:quarantine_size_mb=8:detect_stack_use_after_return=0";
}

void fuzz_broken(const char *condition, const char *file, int line)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

struct input *fuzz_input(const void *bytes, size_t size)
{
    struct input *input;
    struct diagnostic why;
    return input_of_memory(NAME, bytes, size, &input, &why) == STATUS_OK ? input : NULL;
}

void fuzz_clear(struct diagnostic *diagnostic)
{
    diagnostic->text[0] = '\0';
}

static bool is_one_line(const char *text)
{
    static const char MARK[] = "error: ";
    const char *error = strstr(text, MARK);
    return strncmp(text, NAME, strlen(NAME)) == 0 && error && error[strlen(MARK)] && !strchr(text, '\n');
}

bool fuzz_ended(enum status status, bool given, const struct diagnostic *diagnostic)
{
    HOLDS(given == (status == STATUS_OK));
    HOLDS(status == STATUS_OK || status == STATUS_INPUT || status == STATUS_SYSTEM);
    HOLDS(status != STATUS_INPUT || is_one_line(diagnostic->text));
    HOLDS(status != STATUS_SYSTEM || diagnostic->text[0]);
    return status == STATUS_OK;
}

void fuzz_text_begin(struct fuzz_text *text)
{
    *text = (struct fuzz_text){0};
    text->stream = open_memstream(&text->bytes, &text->size);
    HOLDS(text->stream);
}

void fuzz_text_end(struct fuzz_text *text)
{
    HOLDS(fclose(text->stream) == 0);
}

bool fuzz_same(double a, double b)
{
    return a == b ? signbit(a) == signbit(b) : isnan(a) && isnan(b);
}

/* ---- The linker puts these in place of the allocations of our own code (-Wl,--wrap) ---- */

// NOLINTBEGIN(bugprone-reserved-identifier): these names are the linker's
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
// NOLINTEND(bugprone-reserved-identifier)

void *__wrap_malloc(size_t size)
{
    return size > FUZZ_GREATEST_BLOCK ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return size && count > FUZZ_GREATEST_BLOCK / size ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return size > FUZZ_GREATEST_BLOCK ? NULL : __real_realloc(block, size);
}
