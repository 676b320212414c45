#include "base/document.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* jansson reports a lack of memory as wrong JSON or, where a long text grows, not at all, and the text lacks a part. So
 * its allocations are watched; this thread's, since its functions of allocation have no argument to tell them apart. */
static _Thread_local bool memory_was_short;

static void *watched_malloc(size_t size)
{
    void *memory = malloc(size);
    memory_was_short = memory_was_short || !memory;
    return memory;
}

/* Watches jansson's allocations, from now on. A program that has set another allocator for jansson keeps it. */
static void watch_allocations(void)
{
    json_malloc_t allocate;
    json_free_t release;
    json_get_alloc_funcs(&allocate, &release);
    if (allocate == malloc && release == free) {
        json_set_alloc_funcs(watched_malloc, free);
    }
    memory_was_short = false;
}

enum status document_parse(const struct input *input, json_t **json, struct diagnostic *diagnostic)
{
    json_error_t error;
    /* RFC 8259, section 8.1: a byte order mark, which some editors write, may be passed over; jansson refuses it. */
    const size_t mark = strncmp(input->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    watch_allocations();
    *json = json_loadb(input->bytes + mark, input->size - mark, JSON_REJECT_DUPLICATES, &error);
    if (memory_was_short) {
        json_decref(*json);
        *json = NULL;
        return fail_memory(diagnostic);
    }
    return *json ? STATUS_OK : fail_at(diagnostic, input->path, error.line, "not JSON: %s", error.text);
}

/* Adds `value`, which it takes; NULL says that memory is short. */
static void add(struct document *d, const char *key, json_t *value)
{
    json_t *parent = d->open[d->depth - 1];
    int failed = key ? json_object_set_new(parent, key, value) : json_array_append_new(parent, value);
    if (failed && d->status == STATUS_OK) {
        d->status = fail_memory(&d->why);
    }
}

/* Adds an object or a list, and opens it. */
static void open_in(struct document *d, const char *key, json_t *value)
{
    add(d, key, value);
    d->open[d->depth++] = d->status == STATUS_OK ? value : NULL;
}

struct document document_begin(void)
{
    struct document d = {.open = {json_object()}, .depth = 1};
    d.status = d.open[0] ? STATUS_OK : fail_memory(&d.why);
    return d;
}

void document_discard(struct document *d)
{
    json_decref(d->open[0]);
    d->open[0] = NULL;
}

void document_object(struct document *d, const char *key)
{
    open_in(d, key, json_object());
}

void document_list(struct document *d, const char *key)
{
    open_in(d, key, json_array());
}

void document_close(struct document *d)
{
    d->depth--;
}

void document_text(struct document *d, const char *key, const char *text)
{
    json_t *value = text ? json_string(text) : json_null();
    if (!value) { /* not UTF-8, or memory is short */
        char *repaired = utf8_repaired(text);
        value = repaired ? json_string(repaired) : NULL;
        free(repaired);
    }
    add(d, key, value);
}

void document_real(struct document *d, const char *key, double value)
{
    add(d, key, isfinite(value) ? json_real(value) : json_null());
}

void document_finite(struct document *d, const char *key, double value)
{
    if (!isfinite(value) && d->status == STATUS_OK) {
        d->status =
            fail(&d->why, STATUS_INPUT, "error: \"%s\" would be %g; it must be a finite number", key ? key : "", value);
    }
    document_real(d, key, value);
}

void document_count(struct document *d, const char *key, size_t value)
{
    add(d, key, json_integer((json_int_t)value));
}

void document_whole(struct document *d, const char *key, int64_t value)
{
    add(d, key, json_integer(value));
}

void document_flag(struct document *d, const char *key, bool value)
{
    add(d, key, json_boolean(value));
}

/* A taker of text, whether it stopped, and where in the document it is. */
struct passing {
    json_dump_callback_t take;
    void *context;
    bool stopped, spread;
    bool quoted, escaped;      /* within a text; behind its backslash */
    char last;                 /* character before */
    char open[DOCUMENT_DEPTH]; /* brackets not yet closed */
    size_t depth;
};

/* True in a list that is an element of a list: an edge, a row of a matrix. */
static bool is_row(const struct passing *p)
{
    return !p->spread && p->depth >= 2 && p->open[p->depth - 1] == '[' && p->open[p->depth - 2] == '[';
}

static void hand_on(struct passing *p, const char *text, size_t size)
{
    p->stopped = p->stopped || (size > 0 && p->take(text, size, p->context) != 0);
}

/* Follows `c`, a character of the document. */
static void follow(struct passing *p, char c)
{
    bool quote = c == '"' && !p->escaped;
    p->escaped = p->quoted && c == '\\' && !p->escaped;
    p->quoted = p->quoted != quote;
    if (!p->quoted && (c == '[' || c == '{')) {
        p->open[p->depth++] = c;
    } else if (!p->quoted && (c == ']' || c == '}')) {
        p->depth--;
    }
    p->last = c;
}

/* Passes on what jansson writes, but that a row stands in one line: an edge a line, where jansson makes five of it. */
static int pass_on(const char *text, size_t size, void *context)
{
    struct passing *p = context;
    size_t begin = 0;
    for (size_t i = 0; i < size; i++) {
        bool blank = !p->quoted && (text[i] == '\n' || text[i] == ' ') && is_row(p);
        if (blank) {
            hand_on(p, text + begin, i - begin);
            hand_on(p, " ", p->last == ',' ? 1 : 0);
            begin = i + 1;
        }
        follow(p, text[i]);
    }
    hand_on(p, text + begin, size - begin);
    return p->stopped ? -1 : 0;
}

enum status document_pass(struct document *d, int digits, json_dump_callback_t take, void *context,
                          struct diagnostic *diagnostic)
{
    struct passing passing = {.take = take, .context = context, .spread = d->spread};
    enum status status = d->status;
    if (status != STATUS_OK) {
        *diagnostic = d->why;
    } else if (json_dump_callback(d->open[0], pass_on, &passing,
                                  JSON_INDENT(1) | (size_t)JSON_REAL_PRECISION(digits)) != 0 &&
               !passing.stopped) {
        status = fail_memory(diagnostic);
    }
    document_discard(d);
    return status;
}

static int write_part(const char *text, size_t size, void *context)
{
    FILE *out = context;
    return fwrite(text, 1, size, out) == size ? 0 : -1;
}

enum status document_write(struct document *d, int digits, FILE *out, struct diagnostic *diagnostic)
{
    enum status status = document_pass(d, digits, write_part, out, diagnostic);
    if (status == STATUS_OK) {
        fputc('\n', out);
    }
    return status;
}
