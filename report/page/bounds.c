#include "report/page/bounds.h"

#include "base/c_locale.h"
#include "report/diagrams/picture_bounds.h"
#include "report/page/cells.h"
#include "report/page/escape.h"
#include "report/page/figure.h"
#include "report/quantity.h"

#include <math.h>

/* ---- Answers ---- */

/* The bound that is nearest to the nominal value. */
static const struct bound *nearest(const struct bounds *bounds, const struct bounds_parameter **of)
{
    const struct bound *least = NULL;
    for (size_t k = 0; k < bounds->parameters; k++) {
        for (size_t which = 0; which < 2; which++) {
            const struct bound *bound = &bounds->parameter[k].bound[which];
            if (bound->end != BOUND_REACH && (!least || fabs(bound->distance) < fabs(least->distance))) {
                least = bound;
                *of = &bounds->parameter[k];
            }
        }
    }
    return least;
}

static void write_answers(const struct bounds *bounds, FILE *out)
{
    const struct bounds_parameter *of = NULL;
    const struct bound *least = nearest(bounds, &of);
    fputs("<dl class=\"answers\">\n", out);
    html_answer_begin("Nominal network", true, out);
    fputs("It passes", out);
    html_answer_end(out);
    html_answer_begin("Least margin", true, out);
    if (least) {
        html_text(of->name, out);
        fprintf(out, ", %s from nominal, at ", bounds_distance(least->distance).text);
        html_sentence(bounds_value(least->value, of->unit).text, out);
    } else {
        fprintf(out, "None up to %g times the nominal value, and down to 1/%g of it", bounds->reach, bounds->reach);
    }
    html_answer_end(out);
    html_runs_pass(&bounds->origin, out);
    html_answer_begin("A value passes if", true, out);
    fprintf(out, "all runs of %zu start%s and %zu chip%s pass", bounds->starts, plural(bounds->starts), bounds->chips,
            plural(bounds->chips));
    html_answer_end(out);
    if (bounds->devices) {
        html_answer_begin("Devices", true, out);
        html_sentence(bounds->devices, out);
        html_answer_end(out);
    }
    if (bounds->warning) {
        html_answer_begin("Warning", false, out);
        html_sentence(bounds->warning, out);
        html_answer_end(out);
    }
    fputs("</dl>\n", out);
}

/* ---- The table ---- */

static void write_bound(const struct bounds *bounds, const struct bounds_parameter *parameter, size_t which, FILE *out)
{
    static const char *const NAMES[] = {"lowest", "highest"}, *const ENDS[] = {"runs fail", "cannot be",
                                                                               "not tried: the reach"};
    const struct bound *bound = &parameter->bound[which];
    const size_t all = bounds->starts * bounds->chips;
    fputs("<tr>", out);
    html_cell(parameter->name, out);
    html_cell(NAMES[which], out);
    html_right_cell(bounds_value(bound->value, parameter->unit).text, out);
    html_right_cell(bounds_distance(bound->distance).text, out);
    html_right_cell(isfinite(bound->beyond) ? bounds_value(bound->beyond, parameter->unit).text : "-", out);
    fputs("<td>", out);
    html_text(bound->end == BOUND_FAILS && bound->reason ? bound->reason : ENDS[bound->end], out);
    if (bound->error) {
        fputs(": ", out);
        html_text(bound->error, out);
    }
    fputs(bound->hole ? "; farther out some values pass</td>" : "</td>", out);
    if (bound->end == BOUND_FAILS) {
        fprintf(out, "<td class=\"n\">%zu of %zu</td><td class=\"n\">%zu</td><td class=\"n\">%zu</td>", bound->failed,
                all, bound->start_seed, bound->chip_seed);
    } else {
        fputs("<td class=\"n\">-</td><td class=\"n\">-</td><td class=\"n\">-</td>", out);
    }
    fputs("</tr>\n", out);
}

static void write_table(const struct bounds *bounds, FILE *out)
{
    static const char *const HEAD[] = {"parameter", "bound",          "value",       "distance",  "next value",
                                       "beyond it", "runs that fail", "first start", "first chip"};
    static const bool IS_TEXT[] = {true, true, false, false, false, true, false, false, false};
    fputs("<div class=\"scroll\"><table><thead><tr>", out);
    for (size_t k = 0; k < sizeof HEAD / sizeof *HEAD; k++) {
        fprintf(out, "<th scope=\"col\"%s>%s</th>", IS_TEXT[k] ? "" : " class=\"n\"", HEAD[k]);
    }
    fputs("</tr></thead><tbody>\n", out);
    for (size_t k = 0; k < bounds->parameters; k++) {
        const struct bounds_parameter *parameter = &bounds->parameter[k];
        fputs("<tr>", out);
        html_cell(parameter->name, out);
        html_cell("nominal", out);
        html_right_cell(bounds_value(parameter->nominal, parameter->unit).text, out);
        fputs("<td></td><td></td><td></td><td></td><td></td><td></td></tr>\n", out);
        write_bound(bounds, parameter, 0, out);
        write_bound(bounds, parameter, 1, out);
    }
    html_table_end(out);
    fprintf(out,
            "<p class=\"soft\">A value is the last one that passes, to %s of the nominal value; the next value is the "
            "first one beyond it that does not. First start and first chip are the seeds of the first run there that "
            "fails.</p>\n",
            bounds_distance(bounds->resolution).text + 1);
}

/* ---- The whole ---- */

static enum status draw(const void *context, struct picture *picture, struct diagnostic *diagnostic)
{
    (void)diagnostic;
    picture_bounds(context, picture);
    return STATUS_OK;
}

enum status bounds_html(const struct bounds *bounds, FILE *out, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    char what[80];
    snprintf(what, sizeof what, "Margins of %.20s, %zu run%s", bounds->origin.task, bounds->runs, plural(bounds->runs));
    html_head_of(&bounds->origin, "margins", what, out);
    write_answers(bounds, out);
    html_figures_begin("Margins", out);
    enum status status = html_picture(draw, bounds, out, diagnostic);
    if (status == STATUS_OK) {
        fputs("</div>\n", out);
        write_table(bounds, out);
        fputs("</section>\n", out);
        html_foot("docs/campaigns.md", out);
    }
    return status;
}
