/* Measurements of a device. What is read reads back equal. */
#include "tests/fuzz/fuzz.h"
#include "models/fit/observations.h"

#include <math.h>
#include <stdlib.h>

static void check_written(const struct measurements *read)
{
    static const char *const MEASURANDS[] = {"position", "resistance", "track"};
    struct fuzz_text text;
    struct diagnostic why;
    struct measurements again;
    fuzz_text_begin(&text);
    fputs("quantity,end,current,duration,value,error\n", text.stream);
    for (size_t i = 0; i < read->count; i++) {
        const struct measurement *m = &read->item[i];
        HOLDS(isfinite(m->current) && m->duration >= 0.0 && isfinite(m->value) && m->error > 0.0);
        fprintf(text.stream, "%s,%s,%.17g,%.17g,%.17g,%.17g\n", MEASURANDS[m->measurand],
                m->from_out ? "dwout" : "dwin", m->current, m->duration, m->value, m->error);
    }
    fuzz_text_end(&text);
    struct input *input = fuzz_input(text.bytes, text.size);
    HOLDS(measurements_parse(input, &again, &why) == STATUS_OK);
    HOLDS(again.count == read->count);
    for (size_t i = 0; i < read->count; i++) {
        const struct measurement *a = &read->item[i], *b = &again.item[i];
        HOLDS(a->measurand == b->measurand && a->from_out == b->from_out && fuzz_same(a->current, b->current));
        HOLDS(fuzz_same(a->duration, b->duration) && fuzz_same(a->value, b->value) && fuzz_same(a->error, b->error));
    }
    measurements_clear(&again);
    input_free(input);
    free(text.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct diagnostic why;
    struct measurements measurements;
    struct input *input = fuzz_input(bytes, size);
    if (!input) {
        return 0;
    }
    fuzz_clear(&why);
    enum status status = measurements_parse(input, &measurements, &why);
    if (fuzz_ended(status, measurements.count > 0, &why)) {
        check_written(&measurements);
    }
    measurements_clear(&measurements);
    input_free(input);
    return 0;
}
