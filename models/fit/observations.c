#include "models/fit/observations.h"

#include "base/array.h"
#include "base/c_locale.h"
#include "base/number.h"

#include <stdlib.h>
#include <string.h>

static const char HEAD[] = "quantity,end,current,duration,value,error";
static const char *const MEASURANDS[] = {"position", "resistance", "track"};
enum { MEASURANDS_COUNT = sizeof MEASURANDS / sizeof *MEASURANDS };

enum { FIELDS = 6, NUMBERS = 4 };

/* Splits `line` in place at its commas; false where there are not FIELDS fields. */
static bool split(char *line, char *field[FIELDS])
{
    size_t count = 0;
    for (char *next = line; next;) {
        char *one = strsep(&next, ",");
        if (count == FIELDS) {
            return false;
        }
        field[count++] = one;
    }
    return count == FIELDS;
}

static enum status read_line(const char *path, long number, char *line, struct observation *m,
                             struct diagnostic *diagnostic)
{
    char *field[FIELDS];
    double value[NUMBERS];
    size_t measurand = 0;
    if (!split(line, field)) {
        return fail_at(diagnostic, path, number, "not the six fields of \"%s\"", HEAD);
    }
    while (measurand < MEASURANDS_COUNT && strcmp(field[0], MEASURANDS[measurand]) != 0) {
        measurand++;
    }
    if (measurand == MEASURANDS_COUNT) {
        return fail_at(diagnostic, path, number, "quantity '%.40s' is none of position, resistance, track", field[0]);
    }
    bool from_out = strcmp(field[1], "dwout") == 0;
    if (!from_out && strcmp(field[1], "dwin") != 0) {
        return fail_at(diagnostic, path, number, "end '%.40s' is neither dwin nor dwout", field[1]);
    }
    for (size_t i = 0; i < NUMBERS; i++) {
        if (!number_parse(field[FIELDS - NUMBERS + i], &value[i])) {
            return fail_at(diagnostic, path, number, "'%.40s' is not a number", field[FIELDS - NUMBERS + i]);
        }
    }
    *m = (struct observation){(enum measurand)measurand, from_out, value[0], value[1], value[2], value[3]};
    if (m->duration < 0.0) {
        return fail_at(diagnostic, path, number, "duration %g s is negative", m->duration);
    }
    if (m->error <= 0.0) {
        return fail_at(diagnostic, path, number, "error %g is not above 0: how exact is the value?", m->error);
    }
    return STATUS_OK;
}

static enum status read_all(const char *path, struct input *input, struct observations *observations,
                            struct diagnostic *diagnostic)
{
    struct line_reader reader = {.next = input->bytes};
    bool headed = false;
    enum status status = STATUS_OK;
    for (char *line; status == STATUS_OK && (line = line_next(&reader));) {
        struct observation m;
        if (!*line || *line == '#') {
            continue;
        }
        if (!headed) {
            headed = strcmp(line, HEAD) == 0;
            status =
                headed ? STATUS_OK : fail_at(diagnostic, path, reader.number, "the first line is not \"%s\"", HEAD);
            continue;
        }
        status = read_line(path, reader.number, line, &m, diagnostic);
        if (status == STATUS_OK && !ARRAY_GROW(observations->item, observations->count)) {
            status = fail_memory(diagnostic);
        }
        if (status == STATUS_OK) {
            observations->item[observations->count++] = m;
        }
    }
    return status;
}

enum status observations_parse(struct input *input, struct observations *observations, struct diagnostic *diagnostic)
{
    *observations = (struct observations){0};
    enum status status = input_check_text(input, diagnostic);
    if (status == STATUS_OK) {
        status = read_all(input->path, input, observations, diagnostic);
    }
    if (status == STATUS_OK && observations->count == 0) {
        status = fail_at(diagnostic, input->path, 0, "no measurement");
    }
    if (status != STATUS_OK) {
        observations_clear(observations);
    }
    return status;
}

enum status observations_read(const char *path, struct observations *observations, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct input *input;
    *observations = (struct observations){0};
    enum status status = input_read(path, &input, diagnostic);
    if (status == STATUS_OK) {
        status = observations_parse(input, observations, diagnostic);
    }
    input_free(input);
    return status;
}

void observations_clear(struct observations *observations)
{
    free(observations->item);
    *observations = (struct observations){0};
}
