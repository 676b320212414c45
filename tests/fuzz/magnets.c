/* Circuits of nanomagnets. What is read reads back equal. */
#include "tests/fuzz/fuzz.h"
#include "netgen/nml.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void check_written(const struct nml *read)
{
    struct fuzz_text text;
    struct diagnostic why;
    struct nml again;
    HOLDS(read->magnet != NULL);
    fuzz_text_begin(&text);
    for (size_t k = 0; k < read->islands.count; k++) {
        const struct island *island = &read->islands.island[k];
        const double angle = atan2(island->axis[1], island->axis[0]) * 180.0 / acos(-1.0);
        HOLDS(fabs(hypot(island->axis[0], island->axis[1]) - 1.0) < 1e-12);
        fprintf(text.stream, "%s,%.17g,%.17g,%.17g,%s\n", read->magnet[k].name, island->place[0], island->place[1],
                angle, nml_role_names[read->magnet[k].role]);
    }
    fuzz_text_end(&text);
    struct input *input = fuzz_input(text.bytes, text.size);
    HOLDS(nml_parse(input, &again, &why) == STATUS_OK);
    HOLDS(again.islands.count == read->islands.count && again.inputs == read->inputs && again.outputs == read->outputs);
    for (size_t k = 0; k < read->islands.count; k++) {
        const struct island *a = &read->islands.island[k], *b = &again.islands.island[k];
        HOLDS(strcmp(read->magnet[k].name, again.magnet[k].name) == 0 && read->magnet[k].role == again.magnet[k].role);
        HOLDS(fuzz_same(a->place[0], b->place[0]) && fuzz_same(a->place[1], b->place[1]));
        HOLDS(fabs(a->axis[0] - b->axis[0]) < 1e-12 && fabs(a->axis[1] - b->axis[1]) < 1e-12);
    }
    nml_clear(&again);
    input_free(input);
    free(text.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct diagnostic why;
    struct nml nml = {0};
    struct input *input = fuzz_input(bytes, size);
    if (!input) {
        return 0;
    }
    fuzz_clear(&why);
    enum status status = nml_parse(input, &nml, &why);
    if (fuzz_ended(status, nml.magnet != NULL, &why)) {
        check_written(&nml);
    }
    nml_clear(&nml);
    input_free(input);
    return 0;
}
