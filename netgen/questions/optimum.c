#include "netgen/questions/optimum.h"
#include "netgen/questions/shown.h"

#include "base/document.h"
#include "netgen/fields.h"

#include <math.h>
#include <string.h>

static void add_number(struct optimum_range *range, double number)
{
    *(number < 0.0 ? &range->least : &range->greatest) += number;
}

void optimum_add_edges(struct optimum_range *range, const struct graph *graph)
{
    for (size_t e = 0; e < graph->edges; e++) {
        add_number(range, graph->edge[e].weight);
    }
}

void optimum_add_numbers(struct optimum_range *range, const double *number, size_t count)
{
    for (size_t k = 0; number && k < count; k++) {
        add_number(range, number[k]);
    }
}

enum status optimum_check(const char *what, double optimum, const struct optimum_range *range,
                          struct diagnostic *diagnostic)
{
    const double rounding = 1e-9 * (range->greatest - range->least);
    if (fabs(optimum) > OPTIMUM_GREATEST) {
        return fail(diagnostic, STATUS_INPUT, "error: the best known %s, %g, must be from %g to %g", what, optimum,
                    -OPTIMUM_GREATEST, OPTIMUM_GREATEST);
    }
    return optimum < range->least - rounding || optimum > range->greatest + rounding
               ? fail(diagnostic, STATUS_INPUT,
                      "error: --optimum %.10g is %s %s that the weights do not allow; expected one from %.10g to %.10g",
                      optimum, strchr("aeiou", *what) ? "an" : "a", what, range->least, range->greatest)
               : STATUS_OK;
}

double optimum_read(struct fields *fields, const struct json_t *object)
{
    return json_object_get(object, "optimum")
               ? fields_number(fields, object, "optimum", -OPTIMUM_GREATEST, OPTIMUM_GREATEST)
               : NAN;
}

void optimum_write(double optimum, struct document *document)
{
    if (!isnan(optimum)) {
        document_finite(document, "optimum", optimum);
    }
}

bool optimum_is_beaten(const struct answer *answer, double optimum)
{
    return !isnan(optimum) &&
           question_is_clearly_better(answer->network->question, answer->quality->objective, optimum);
}

bool optimum_is_reached(const struct answer *answer)
{
    const struct question *question = answer->network->question;
    const double known = question->optimum ? question->optimum(answer->network) : NAN;
    const double optimum = answer->proven ? *answer->proven : known;
    return !isnan(optimum) && !question_is_clearly_better(question, optimum, answer->quality->objective);
}

void optimum_say(const struct answer *answer, const char *what, double optimum, FILE *out)
{
    const double found = answer->quality->objective;
    const bool least = answer->network->question->less_is_better;
    fprintf(out, "%.10g", found);
    if (optimum_is_beaten(answer, optimum)) {
        fprintf(out, "; the given optimum of %.10g is too %s", optimum, least ? "high" : "low");
    } else if (least ? optimum < 0.0 : optimum > 0.0) {
        fprintf(out, ", %.1f %% of the best known %s of %.10g", 100.0 * found / optimum, what, optimum);
    } else if (!isnan(optimum)) {
        fprintf(out, "; the best known %s is %.10g", what, optimum);
    }
}

void optimum_warn(const struct answer *answer, const char *what, double optimum, struct warnings *warnings)
{
    if (optimum_is_beaten(answer, optimum)) {
        warning_add(warnings, "optimum", true,
                    "the %s is better than the given optimum of %.10g, so that is not the optimum", what, optimum);
    }
}

void optimum_row(const struct answer *answer, const char *what, double optimum, const struct question_table *table)
{
    if (!isnan(optimum)) {
        char name[80];
        snprintf(name, sizeof name,
                 optimum_is_beaten(answer, optimum) ? "given optimum, which the %s improves on" : "best known %s",
                 what);
        shown_value(table, name, optimum);
    }
}
