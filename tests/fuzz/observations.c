/* Measurements of a device. What is read reads back equal. */
#include "tests/fuzz/fuzz.h"
#include "models/fit/observations.h"

#include <math.h>
#include <stdlib.h>

static void check_written(const struct observations *read)
{
    static const char *const MEASURANDS[] = {"position", "resistance", "track"};
    struct fuzz_text text;
    struct diagnostic why;
    struct observations again;
    fuzz_text_begin(&text);
    fputs("quantity,end,current,duration,value,error\n", text.stream);
    for (size_t i = 0; i < read->count; i++) {
        const struct observation *m = &read->item[i];
        HOLDS(isfinite(m->current) && m->duration >= 0.0 && isfinite(m->value) && m->error > 0.0);
        fprintf(text.stream, "%s,%s,%.17g,%.17g,%.17g,%.17g\n", MEASURANDS[m->measurand],
                m->from_out ? "dwout" : "dwin", m->current, m->duration, m->value, m->error);
    }
    fuzz_text_end(&text);
    struct input *input = fuzz_input(text.bytes, text.size);
    HOLDS(observations_parse(input, &again, &why) == STATUS_OK);
    HOLDS(again.count == read->count);
    for (size_t i = 0; i < read->count; i++) {
        const struct observation *a = &read->item[i], *b = &again.item[i];
        HOLDS(a->measurand == b->measurand && a->from_out == b->from_out && fuzz_same(a->current, b->current));
        HOLDS(fuzz_same(a->duration, b->duration) && fuzz_same(a->value, b->value) && fuzz_same(a->error, b->error));
    }
    observations_clear(&again);
    input_free(input);
    free(text.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct diagnostic why;
    struct observations observations;
    struct input *input = fuzz_input(bytes, size);
    if (!input) {
        return 0;
    }
    fuzz_clear(&why);
    enum status status = observations_parse(input, &observations, &why);
    if (fuzz_ended(status, observations.count > 0, &why)) {
        check_written(&observations);
    }
    observations_clear(&observations);
    input_free(input);
    return 0;
}
