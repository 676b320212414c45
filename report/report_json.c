#include "report.h"

#include "figures.h"

#include <jansson.h>

static json_t *json_of(const struct figure *figure)
{
    switch (figure->kind) {
    case FIGURE_REAL:
        return json_real(figure->real);
    case FIGURE_COUNT:
        return json_integer((json_int_t)figure->count);
    case FIGURE_FLAG:
        return json_boolean(figure->flag);
    case FIGURE_TEXT:
        return json_string(figure->text);
    }
    return NULL;
}

enum status report_json(const struct report *report, FILE *out, struct diagnostic *diagnostic)
{
    struct figures figures;
    enum status status = figures_take(report, &figures, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    json_t *object = json_object();
    bool whole = object != NULL;
    for (size_t i = 0; i < FIGURES && whole; i++) {
        const struct figure *figure = &figures.figure[i];
        whole = !figure->applies || json_object_set_new(object, figure->key, json_of(figure)) == 0;
    }
    if (whole) { /* keys keep their order; errors of the stream stay there */
        whole = json_dumpf(object, out, JSON_INDENT(2) | JSON_REAL_PRECISION(17)) == 0 || ferror(out);
        fputc('\n', out);
    }
    if (!whole) {
        status = fail_memory(diagnostic);
    }
    json_decref(object);
    figures_clear(&figures);
    return status;
}
