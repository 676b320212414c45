/* A circuit of magnets in a file. */
#include "netgen/nml.h"

#include "base/c_locale.h"
#include "base/csv.h"
#include "base/number.h"
#include "models/constants.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 5, MOST_OUTPUTS = 6 };

static const double GREATEST_PLACE = 1e-3; /* m */

/* The place of the name in the deck: a letter, then letters, digits and _. */
static bool is_name(const char *text)
{
    size_t length = strlen(text);
    for (size_t k = 0; k < length; k++) {
        bool letter = (text[k] >= 'a' && text[k] <= 'z'), digit = (text[k] >= '0' && text[k] <= '9') || text[k] == '_';
        if (!letter && !(digit && k > 0)) {
            return false;
        }
    }
    return length > 0 && length < NML_NAME;
}

static enum status read_place(const struct csv *csv, const char *text, double *value, struct diagnostic *diagnostic)
{
    if (!number_parse(text, value) || fabs(*value) > GREATEST_PLACE) {
        return fail_at(diagnostic, csv->path, csv->lines.number,
                       "'%.40s' is no place in m; expected a number up to 1m, such as 120n", text);
    }
    return STATUS_OK;
}

static enum status read_axis(const struct csv *csv, const char *text, double axis[3], struct diagnostic *diagnostic)
{
    double angle;
    if (!number_parse(text, &angle) || fabs(angle) > 360.0) {
        return fail_at(diagnostic, csv->path, csv->lines.number,
                       "'%.40s' is no angle; expected degrees from -360 to 360", text);
    }
    /* exact for the usual ones */
    const double quarter = angle / 90.0, radians = angle * PI / 180.0;
    const bool whole = quarter == floor(quarter);
    axis[0] = whole ? round(cos(radians)) : cos(radians);
    axis[1] = whole ? round(sin(radians)) : sin(radians);
    return STATUS_OK;
}

static enum status read_role(const struct csv *csv, const char *text, enum nml_role *role,
                             struct diagnostic *diagnostic)
{
    for (int k = 0; k < NML_ROLES; k++) {
        if (strcmp(text, nml_role_names[k]) == 0) {
            *role = (enum nml_role)k;
            return STATUS_OK;
        }
    }
    return fail_at(diagnostic, csv->path, csv->lines.number,
                   "unknown role '%.40s'; expected free, input, output, one or zero", text);
}

/* Whether the new magnet, the last, has a name and a place for itself. */
static enum status check_new(const struct csv *csv, const struct nml *nml, struct diagnostic *diagnostic)
{
    const size_t last = nml->islands.count - 1;
    for (size_t k = 0; k < last; k++) {
        if (strcmp(nml->magnet[k].name, nml->magnet[last].name) == 0) {
            return fail_at(diagnostic, csv->path, csv->lines.number, "a second magnet '%s'", nml->magnet[k].name);
        }
        if (islands_distance(&nml->islands, k, last) < 1e-10) {
            return fail_at(diagnostic, csv->path, csv->lines.number, "'%s' is at the place of '%s'",
                           nml->magnet[last].name, nml->magnet[k].name);
        }
    }
    return STATUS_OK;
}

static enum status read_magnet(struct csv *csv, struct nml *nml, struct diagnostic *diagnostic)
{
    char *field[FIELDS];
    size_t count;
    enum status status = csv_fields(csv, field, FIELDS, &count, diagnostic);
    if (status == STATUS_OK && count != FIELDS) {
        return fail_at(diagnostic, csv->path, csv->lines.number,
                       "%zu field%s; expected name, x, y, angle and role of a magnet", count, count == 1 ? "" : "s");
    }
    if (status == STATUS_OK && nml->islands.count == NML_MOST) {
        return fail_at(diagnostic, csv->path, csv->lines.number, "more than %d magnets", NML_MOST);
    }
    if (status == STATUS_OK && !is_name(field[0])) {
        return fail_at(diagnostic, csv->path, csv->lines.number,
                       "'%.40s' is no name; expected a small letter, then small letters, digits and _, up to %d",
                       field[0], NML_NAME - 1);
    }
    struct island *island = &nml->islands.island[nml->islands.count];
    struct nml_magnet *magnet = &nml->magnet[nml->islands.count];
    if (status == STATUS_OK) {
        snprintf(magnet->name, sizeof magnet->name, "%s", field[0]);
        status = read_place(csv, field[1], &island->place[0], diagnostic);
    }
    if (status == STATUS_OK) {
        status = read_place(csv, field[2], &island->place[1], diagnostic);
    }
    if (status == STATUS_OK) {
        status = read_axis(csv, field[3], island->axis, diagnostic);
    }
    if (status == STATUS_OK) {
        status = read_role(csv, field[4], &magnet->role, diagnostic);
    }
    if (status == STATUS_OK) {
        nml->islands.count++;
        nml->inputs += magnet->role == NML_INPUT;
        nml->outputs += magnet->role == NML_OUTPUT;
        status = check_new(csv, nml, diagnostic);
    }
    return status;
}

static enum status check_all(const char *path, const struct nml *nml, struct diagnostic *diagnostic)
{
    size_t held = 0;
    for (size_t k = 0; k < nml->islands.count; k++) {
        held += nml->magnet[k].role != NML_FREE && nml->magnet[k].role != NML_OUTPUT;
    }
    if (nml->islands.count < 2 || held == nml->islands.count) {
        return fail_at(diagnostic, path, 0, "expected two magnets or more, one of which is free or an output");
    }
    if (nml->inputs > NML_MOST_INPUTS || nml->outputs > MOST_OUTPUTS) {
        return fail_at(diagnostic, path, 0, "%zu inputs and %zu outputs; expected at most %d and %d", nml->inputs,
                       nml->outputs, NML_MOST_INPUTS, MOST_OUTPUTS);
    }
    return STATUS_OK;
}

enum status nml_parse(struct input *input, struct nml *nml, struct diagnostic *diagnostic)
{
    *nml = (struct nml){.function = NML_LOWEST, .magnet = calloc(NML_MOST, sizeof *nml->magnet)};
    enum status status = nml->magnet ? islands_new(NML_MOST, &nml->islands, diagnostic) : fail_memory(diagnostic);
    nml->islands.count = 0;
    if (status == STATUS_OK) {
        status = input_check_text(input, diagnostic);
    }
    input_end_lines(input);
    struct csv csv = csv_of(input);
    while (status == STATUS_OK && csv_row(&csv)) {
        if (nml->islands.count == 0) {
            const char separator = csv_separator(csv.rest);
            if (separator) {
                csv.separator = separator;
            }
        }
        status = read_magnet(&csv, nml, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_all(input->path, nml, diagnostic);
    }
    if (status != STATUS_OK) {
        nml_clear(nml);
    }
    return status;
}

enum status nml_read(const char *path, struct nml *nml, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct input *input;
    *nml = (struct nml){0};
    enum status status = input_read(path, &input, diagnostic);
    if (status == STATUS_OK) {
        status = nml_parse(input, nml, diagnostic);
    }
    input_free(input);
    return status;
}
