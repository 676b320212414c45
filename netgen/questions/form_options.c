#include "netgen/questions/form_options.h"

#include "base/input.h"
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
    struct input *input;
    *form = NULL;
    if (maximize && minimize) {
        return fail(diagnostic, STATUS_INPUT, "error: --maximize and --minimize are both given; expected one of them");
    }
    enum status status = question_open_one(request, "file", &input, diagnostic);
    if (status == STATUS_OK) {
        status = quadratic_parse(input, &wanted, form, diagnostic);
    }
    input_free(input);
    return status;
}

double form_optimum(const struct question_request *request)
{
    return request->value[FORM_OPTIMUM].given ? request->value[FORM_OPTIMUM].number : NAN;
}
