#include "models/fit/junction_table.h"

#include "base/array.h"
#include "base/c_locale.h"
#include "base/csv.h"
#include "base/nearest.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum column { VOLTAGE, RESISTANCE, CURRENT, ERROR, STATE, PULSE, TRIALS, SWITCHED, SHARE, COLUMNS };

static const struct {
    const char *name, *brief; /* brief: NULL for none */
} COLUMN[COLUMNS] = {
    [VOLTAGE] = {"voltage", "v"}, [RESISTANCE] = {"resistance", "r"}, [CURRENT] = {"current", "i"},
    [ERROR] = {"error", NULL},    [STATE] = {"state", NULL},          [PULSE] = {"pulse", NULL},
    [TRIALS] = {"trials", NULL},  [SWITCHED] = {"switched", NULL},    [SHARE] = {"share", NULL},
};

/* Beyond this, pulses are not counted exactly any more. */
static const double MOST_TRIALS = 1e15;

/* A head as it was read: which column each field is, and where each column is. */
struct head {
    size_t fields;
    enum column of[COLUMNS];
    bool has[COLUMNS];
};

static enum column column_named(const char *name)
{
    int c = 0;
    while (c < COLUMNS && strcasecmp(name, COLUMN[c].name) != 0 &&
           (!COLUMN[c].brief || strcasecmp(name, COLUMN[c].brief) != 0)) {
        c++;
    }
    return (enum column)c;
}

bool junction_table_is_here(const struct input *input)
{
    const char *line = input->bytes + csv_mark(input->bytes);
    while (*line) { /* lines end as they do after input_end_lines, or sooner */
        line += strspn(line, " \t\r\n");
        size_t length = strcspn(line, "\r\n");
        if (*line != '#') {
            static const char *const between = ",\"; \t\r\n";
            for (const char *word = line; word < line + length; word += strspn(word, between)) {
                size_t size = strcspn(word, between);
                if ((size == 1 && strncasecmp(word, "v", size) == 0) ||
                    (size == 7 && strncasecmp(word, "voltage", size) == 0)) {
                    return true;
                }
                word += size;
            }
            return false;
        }
        line += length;
    }
    return false;
}

static enum status read_head(const char *path, long line, char *const field[], size_t count, struct head *head,
                             struct diagnostic *diagnostic)
{
    *head = (struct head){0};
    for (size_t f = 0; f < count && f < COLUMNS; f++) {
        enum column c = column_named(field[f]);
        if (c == COLUMNS) {
            struct nearest nearest = {.word = field[f]};
            for (int k = 0; k < COLUMNS; k++) {
                nearest_offer(&nearest, COLUMN[k].name);
            }
            if (count == 1 && strpbrk(field[f], ";\t")) {
                return fail_at(diagnostic, path, line, "columns between %s; expected commas",
                               strchr(field[f], ';') ? "semicolons" : "tabs");
            }
            return fail_at(diagnostic, path, line,
                           "column '%.40s'%s%s%s is none of voltage, resistance, current, error, state, pulse, trials, "
                           "switched, share",
                           field[f], nearest.name ? " (did you mean '" : "", nearest.name ? nearest.name : "",
                           nearest.name ? "'?)" : "");
        }
        if (head->has[c]) {
            return fail_at(diagnostic, path, line, "column %s is there twice", COLUMN[c].name);
        }
        head->has[c] = true;
        head->of[head->fields++] = c;
    }
    if (count > COLUMNS) {
        return fail_at(diagnostic, path, line, "%zu columns; at most %d have a meaning", count, COLUMNS);
    }
    return STATUS_OK;
}

/* Whether the columns make a table. */
static enum status check_head(const char *path, long line, const struct head *head, struct diagnostic *diagnostic)
{
    const bool *has = head->has;
    bool loop = has[RESISTANCE] || has[CURRENT] || has[ERROR] || has[STATE];
    bool pulses = has[PULSE] || has[TRIALS] || has[SWITCHED] || has[SHARE];
    if (!has[VOLTAGE]) {
        return fail_at(diagnostic, path, line, "no column voltage");
    }
    if (loop && pulses) {
        return fail_at(diagnostic, path, line,
                       "columns of a loop (resistance, current, error, state) and of pulses (pulse, trials, switched, "
                       "share) in one file");
    }
    if (pulses && !(has[PULSE] && has[TRIALS] && has[SWITCHED] != has[SHARE])) {
        return fail_at(diagnostic, path, line,
                       "pulses need the columns voltage, pulse, trials, and one of switched and share");
    }
    if (!pulses && has[RESISTANCE] == has[CURRENT]) {
        return fail_at(diagnostic, path, line,
                       "a loop needs the columns voltage and one of resistance and current; pulses need voltage, "
                       "pulse, trials, and one of switched and share");
    }
    return STATUS_OK;
}

static enum status read_state(const char *path, long line, const char *text, enum junction_state *state,
                              struct diagnostic *diagnostic)
{
    if (strcasecmp(text, "p") != 0 && strcasecmp(text, "ap") != 0) {
        return fail_at(diagnostic, path, line, "state '%.40s' is neither p nor ap", text);
    }
    *state = strcasecmp(text, "p") == 0 ? JUNCTION_PARALLEL : JUNCTION_ANTIPARALLEL;
    return STATUS_OK;
}

static enum status add_loop_point(const char *path, const struct head *head, struct loop_point point,
                                  struct junction_table *table, struct diagnostic *diagnostic)
{
    if (head->has[RESISTANCE] && point.value <= 0.0) {
        return fail_at(diagnostic, path, point.line, "resistance %g Ohm is not above 0", point.value);
    }
    if (head->has[ERROR] && point.error <= 0.0) {
        return fail_at(diagnostic, path, point.line, "error %g is not above 0: how exact is the value?", point.error);
    }
    if (!ARRAY_GROW(table->loop, table->loop_count)) {
        return fail_memory(diagnostic);
    }
    table->loop[table->loop_count++] = point;
    return STATUS_OK;
}

static enum status add_pulse_point(const char *path, const struct head *head, struct pulse_point point,
                                   struct junction_table *table, struct diagnostic *diagnostic)
{
    if (point.length <= 0.0) {
        return fail_at(diagnostic, path, point.line, "pulse %g s is not above 0", point.length);
    }
    if (!(point.trials >= 1.0 && point.trials <= MOST_TRIALS && floor(point.trials) == point.trials)) {
        return fail_at(diagnostic, path, point.line, "trials %g is not a whole number from 1 on", point.trials);
    }
    if (head->has[SHARE] && !(point.switched >= 0.0 && point.switched <= 1.0)) {
        return fail_at(diagnostic, path, point.line, "share %g is not from 0 to 1", point.switched);
    }
    if (head->has[SHARE]) { /* written with few digits: the number of trials nearest to it */
        point.switched = round(point.switched * point.trials);
    }
    if (!(point.switched >= 0.0 && point.switched <= point.trials && floor(point.switched) == point.switched)) {
        return fail_at(diagnostic, path, point.line, "switched %g is not a whole number from 0 to the %g trials",
                       point.switched, point.trials);
    }
    if (!ARRAY_GROW(table->pulse, table->pulse_count)) {
        return fail_memory(diagnostic);
    }
    table->pulse[table->pulse_count++] = point;
    return STATUS_OK;
}

static enum status read_row(const char *path, long line, const struct head *head, char *const field[],
                            struct junction_table *table, struct diagnostic *diagnostic)
{
    double value[COLUMNS] = {0.0};
    enum junction_state state = JUNCTION_UNKNOWN;
    enum status status = STATUS_OK;
    for (size_t f = 0; f < head->fields && status == STATUS_OK; f++) {
        if (head->of[f] == STATE) {
            status = read_state(path, line, field[f], &state, diagnostic);
        } else if (!number_parse(field[f], &value[head->of[f]])) {
            status = fail_at(diagnostic, path, line, "%s '%.40s' is not a number", COLUMN[head->of[f]].name, field[f]);
        }
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (head->has[PULSE]) {
        struct pulse_point point = {line, value[VOLTAGE], value[PULSE], value[TRIALS],
                                    head->has[SHARE] ? value[SHARE] : value[SWITCHED]};
        return add_pulse_point(path, head, point, table, diagnostic);
    }
    table->currents = head->has[CURRENT];
    struct loop_point point = {line, value[VOLTAGE], table->currents ? value[CURRENT] : value[RESISTANCE], value[ERROR],
                               state};
    return add_loop_point(path, head, point, table, diagnostic);
}

enum status junction_table_parse(struct input *input, struct junction_table *table, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    *table = (struct junction_table){0};
    enum status status = input_check_text(input, diagnostic);
    input_end_lines(input);
    struct csv csv = csv_of(input);
    struct head head = {0};
    while (status == STATUS_OK && csv_row(&csv)) {
        const long line = csv.lines.number;
        char *field[COLUMNS];
        size_t count = 0;
        status = csv_fields(&csv, field, COLUMNS, &count, diagnostic);
        if (status != STATUS_OK) {
            break;
        }
        if (head.fields == 0) {
            status = read_head(input->path, line, field, count, &head, diagnostic);
            status = status == STATUS_OK ? check_head(input->path, line, &head, diagnostic) : status;
        } else if (count != head.fields) {
            status = fail_at(diagnostic, input->path, line, "%zu field%s, not %zu as in the first line", count,
                             count == 1 ? "" : "s", head.fields);
        } else {
            status = read_row(input->path, line, &head, field, table, diagnostic);
        }
    }
    if (status == STATUS_OK && table->loop_count + table->pulse_count == 0) {
        status = fail_at(diagnostic, input->path, 0, "no measurement");
    }
    if (status != STATUS_OK) {
        junction_table_clear(table);
    }
    return status;
}

void junction_table_clear(struct junction_table *table)
{
    free(table->loop);
    free(table->pulse);
    *table = (struct junction_table){0};
}
