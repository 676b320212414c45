#include "netgen/questions/form_options.h"

#include <math.h>

enum status form_read(const struct question_request *request, enum quadratic_use use, struct quadratic **form,
                      struct diagnostic *diagnostic)
{
    const bool maximize = request->value[FORM_MAXIMIZE].given, minimize = request->value[FORM_MINIMIZE].given;
    const struct quadratic_request wanted = {
        .use = use,
        .sense = maximize   ? QUADRATIC_MAXIMIZE
                 : minimize ? QUADRATIC_MINIMIZE
                            : QUADRATIC_BY_FORMAT,
        .instance = request->value[FORM_INSTANCE].whole,
    };
    enum status status = question_require_one(request, "file", diagnostic);
    if (status == STATUS_OK && maximize && minimize) {
        status =
            fail(diagnostic, STATUS_INPUT, "error: --maximize and --minimize are both given; expected one of them");
    }
    return status == STATUS_OK ? quadratic_read(request->files.word[0], &wanted, form, diagnostic) : status;
}

double form_optimum(const struct question_request *request)
{
    return request->value[FORM_OPTIMUM].given ? request->value[FORM_OPTIMUM].number : NAN;
}
