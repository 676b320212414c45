#include "models/fit/observations.h"

#include "base/array.h"
#include "base/c_locale.h"
#include "base/csv.h"
#include "base/number.h"

#include <stdlib.h>
#include <string.h>

static const char HEAD[] = "quantity,end,current,duration,value,error";
static const char *const MEASURANDS[] = {"position", "resistance", "track"};
enum { MEASURANDS_COUNT = sizeof MEASURANDS / sizeof *MEASURANDS };

enum { FIELDS = 6, NUMBERS = 4 };

static bool is_head(char *const field[], size_t count)
{
    static const char *const NAMES[FIELDS] = {"quantity", "end", "current", "duration", "value", "error"};
    for (size_t i = 0; i < FIELDS && count == FIELDS; i++) {
        if (strcmp(field[i], NAMES[i]) != 0) {
            return false;
        }
    }
    return count == FIELDS;
}

/* Reads the fields of a row, of which there are FIELDS. */
static enum status read_fields(const char *path, long number, char *const field[], struct observation *m,
                               struct diagnostic *diagnostic)
{
    double value[NUMBERS];
    size_t measurand = 0;
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

static enum status read_row(struct csv *csv, bool *headed, struct observations *observations,
                            struct diagnostic *diagnostic)
{
    const long line = csv->lines.number;
    char *field[FIELDS];
    size_t count;
    enum status status = csv_fields(csv, field, FIELDS, &count, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (!*headed) {
        *headed = is_head(field, count);
        return *headed
                   ? STATUS_OK
                   : fail_at(diagnostic, csv->path, line,
                             "the first line is not \"%s\", nor has it a column voltage, as measurements of a tunnel "
                             "junction have",
                             HEAD);
    }
    if (count != FIELDS) {
        return fail_at(diagnostic, csv->path, line, "not the six fields of \"%s\"", HEAD);
    }
    struct observation read;
    status = read_fields(csv->path, line, field, &read, diagnostic);
    if (status == STATUS_OK && !ARRAY_GROW(observations->item, observations->count)) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        observations->item[observations->count++] = read;
    }
    return status;
}

enum status observations_parse(struct input *input, struct observations *observations, struct diagnostic *diagnostic)
{
    *observations = (struct observations){0};
    enum status status = input_check_text(input, diagnostic);
    input_end_lines(input);
    struct csv csv = csv_of(input);
    bool headed = false;
    while (status == STATUS_OK && csv_row(&csv)) {
        status = read_row(&csv, &headed, observations, diagnostic);
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
