/* Measurements of a tunnel junction. What is read reads back equal. */
#include "tests/fuzz/fuzz.h"
#include "models/fit/junction_table.h"

#include <math.h>
#include <stdlib.h>

static void write_loop(const struct junction_table *read, FILE *out)
{
    static const char *const STATES[] = {"", "p", "ap"};
    const bool errors = read->loop[0].error > 0.0, states = read->loop[0].state != JUNCTION_UNKNOWN;
    fprintf(out, "voltage,%s%s%s\n", read->currents ? "current" : "resistance", errors ? ",error" : "",
            states ? ",state" : "");
    for (size_t i = 0; i < read->loop_count; i++) {
        const struct loop_point *p = &read->loop[i];
        HOLDS(isfinite(p->volts) && isfinite(p->value) && (read->currents || p->value > 0.0));
        HOLDS((p->error > 0.0) == errors && (p->state != JUNCTION_UNKNOWN) == states);
        fprintf(out, "%.17g,%.17g", p->volts, p->value);
        if (errors) {
            fprintf(out, ",%.17g", p->error);
        }
        fprintf(out, "%s%s\n", states ? "," : "", STATES[p->state]);
    }
}

static void write_pulses(const struct junction_table *read, FILE *out)
{
    fputs("voltage,pulse,trials,switched\n", out);
    for (size_t i = 0; i < read->pulse_count; i++) {
        const struct pulse_point *p = &read->pulse[i];
        HOLDS(isfinite(p->volts) && p->length > 0.0 && p->trials >= 1.0);
        HOLDS(p->switched >= 0.0 && p->switched <= p->trials);
        fprintf(out, "%.17g,%.17g,%.17g,%.17g\n", p->volts, p->length, p->trials, p->switched);
    }
}

static void check_written(const struct junction_table *read)
{
    struct fuzz_text text;
    struct diagnostic why;
    struct junction_table again;
    HOLDS((read->loop_count > 0) != (read->pulse_count > 0));
    fuzz_text_begin(&text);
    (read->loop_count > 0 ? write_loop : write_pulses)(read, text.stream);
    fuzz_text_end(&text);
    struct input *input = fuzz_input(text.bytes, text.size);
    HOLDS(junction_table_is_here(input));
    HOLDS(junction_table_parse(input, &again, &why) == STATUS_OK);
    HOLDS(again.loop_count == read->loop_count && again.pulse_count == read->pulse_count);
    for (size_t i = 0; i < read->loop_count; i++) {
        const struct loop_point *a = &read->loop[i], *b = &again.loop[i];
        HOLDS(fuzz_same(a->volts, b->volts) && fuzz_same(a->value, b->value) && fuzz_same(a->error, b->error));
        HOLDS(a->state == b->state);
    }
    for (size_t i = 0; i < read->pulse_count; i++) {
        const struct pulse_point *a = &read->pulse[i], *b = &again.pulse[i];
        HOLDS(fuzz_same(a->volts, b->volts) && fuzz_same(a->length, b->length));
        HOLDS(fuzz_same(a->trials, b->trials) && fuzz_same(a->switched, b->switched));
    }
    junction_table_clear(&again);
    input_free(input);
    free(text.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct diagnostic why;
    struct junction_table table;
    struct input *input = fuzz_input(bytes, size);
    if (!input) {
        return 0;
    }
    fuzz_clear(&why);
    bool here = junction_table_is_here(input);
    enum status status = junction_table_parse(input, &table, &why);
    if (fuzz_ended(status, table.loop_count + table.pulse_count > 0, &why)) {
        HOLDS(here);
        check_written(&table);
    }
    junction_table_clear(&table);
    input_free(input);
    return 0;
}
