/* Margins for their page. */
#include "campaign/margin_words.h"

#include "campaign/origin_of.h"
#include "campaign/sigmas.h"
#include "report/bounds.h"

#include <stdlib.h>

static struct bound bound_of(const struct margin *margin, const struct margin_bound *of)
{
    const size_t most = margin_main_reason(margin, of);
    const struct margin_reason *reason = &of->reason[most];
    struct bound bound = {.value = of->value,
                          .distance = of->distance,
                          .end = of->end,
                          .beyond = of->beyond,
                          .hole = of->hole,
                          .error = margin_error(of)};
    if (of->end == BOUND_FAILS) {
        bound.failed = of->failed;
        bound.reason = judge_reason_text(margin->request->judge, most);
        bound.runs = reason->runs;
        bound.start_seed = reason->start_seed;
        bound.chip_seed = reason->chip_seed;
    }
    return bound;
}

enum status margin_show(const struct margin *margin, const char *name, struct bounds *bounds,
                        struct diagnostic *diagnostic)
{
    const struct margin_request *request = margin->request;
    *bounds = (struct bounds){.starts = margin->starts,
                              .chips = margin->chips,
                              .runs = margin->runs,
                              .devices = margin->devices_vary ? MARGIN_DEVICES_VARY : NULL,
                              .warning = margin->equal_chips ? SIGMAS_EQUAL : NULL,
                              .resolution = request->resolution,
                              .reach = request->reach,
                              .parameters = margin->parameters};
    enum status status = origin_of(request->sweep, request->judge, name, &bounds->origin, diagnostic);
    bounds->parameter = calloc(margin->parameters + 1, sizeof *bounds->parameter);
    if (status == STATUS_OK && !bounds->parameter) {
        status = fail_memory(diagnostic);
    }
    if (status != STATUS_OK) {
        margin_shown_clear(bounds);
        return status;
    }
    for (size_t k = 0; k < margin->parameters; k++) {
        const struct margin_parameter *of = &margin->parameter[k];
        bounds->parameter[k] = (struct bounds_parameter){
            of->name, of->unit, of->nominal, {bound_of(margin, &of->bound[0]), bound_of(margin, &of->bound[1])}};
    }
    return STATUS_OK;
}

void margin_shown_clear(struct bounds *bounds)
{
    free(bounds->parameter);
    origin_clear(&bounds->origin);
    *bounds = (struct bounds){.parameters = 0};
}
