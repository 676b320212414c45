/* What margins say to people. */
#include "campaign/margin.h"

#include "base/number.h"
#include "base/terminal.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"

#include <math.h>
#include <string.h>

enum { INDENT = 24, WIDTH = 96 }; /* of a line that goes on */

static const char ERROR[] = "error: ";

struct short_text {
    char text[40];
};

/* "148.2 mV", or with a SPICE suffix where there is no unit. */
static struct short_text value_text(double value, const char *unit)
{
    struct short_text text = {""};
    if (*unit) {
        number_engineering(text.text, sizeof text.text, value, 4, unit);
    } else {
        char rounded[40];
        double short_value = value;
        snprintf(rounded, sizeof rounded, "%.4g", value);
        number_parse_plain(rounded, &short_value);
        number_spice(text.text, sizeof text.text, short_value);
    }
    return text;
}

/* "-0.2 %": two digits behind the point where it is small. */
static struct short_text distance_text(double distance)
{
    struct short_text text = {""};
    const double percent = 100.0 * distance;
    snprintf(text.text, sizeof text.text, "%+.*f %%",
             fabs(percent) < 9.995   ? 2
             : fabs(percent) < 99.95 ? 1
                                     : 0,
             percent);
    return text;
}

/* The reason that the most runs have. */
static size_t main_reason(const struct margin *margin, const struct margin_bound *bound)
{
    size_t most = 0;
    for (size_t k = 0; k < judge_reasons(margin->request->judge); k++) {
        most = bound->reason[k].runs > bound->reason[most].runs ? k : most;
    }
    return most;
}

/* What is beyond a bound. */
static void write_beyond(const struct margin *margin, const struct margin_bound *bound, char *text, size_t size)
{
    const struct judge *judge = margin->request->judge;
    const size_t all = margin->starts * margin->chips, most = main_reason(margin, bound);
    const struct margin_reason *reason = &bound->reason[most];
    const char *const hole = bound->hole ? "; farther out some pass" : "";
    char seeds[80] = "";
    if (bound->end != MARGIN_FAILS) {
        snprintf(text, size, "%s%s", bound->end == MARGIN_REACH ? "passes as far as was tried" : "cannot be", hole);
        return;
    }
    if (margin->starts > 1 && bound->failed < all) {
        snprintf(seeds, sizeof seeds, ", --start-seed %zu", reason->start_seed);
    }
    if (margin->chips > 1 && bound->failed < all) {
        const size_t used = strlen(seeds);
        snprintf(seeds + used, sizeof seeds - used, ", --chip-seed %zu", reason->chip_seed);
    }
    snprintf(text, size, "%s, %zu of %zu run%s%s%s", judge_reason_text(judge, most), reason->runs, all,
             all == 1 ? "" : "s", seeds, hole);
}

static void write_bound(const struct margin *margin, const struct margin_parameter *parameter, size_t which, FILE *out)
{
    const struct margin_bound *bound = &parameter->bound[which];
    char beyond[200];
    write_beyond(margin, bound, beyond, sizeof beyond);
    terminal_line(out, "  %-12s %-8s %12s %9s  %s", "", which == 0 ? "lowest" : "highest",
                  value_text(bound->value, parameter->unit).text, distance_text(bound->distance).text, beyond);
    const char *error = bound->end == MARGIN_LIMIT ? bound->limit.text
                        : bound->end == MARGIN_FAILS && bound->reason[VERDICT_FAILED].runs > 0
                            ? bound->reason[VERDICT_FAILED].error.text
                            : "";
    if (*error) {
        fprintf(out, "%*s", INDENT, "");
        terminal_wrap(out, error + (strncmp(error, ERROR, strlen(ERROR)) == 0 ? strlen(ERROR) : 0), INDENT, WIDTH);
    }
}

void margin_write(const struct margin *margin, const char *name, FILE *out)
{
    const struct margin_request *request = margin->request;
    const char *criterion = judge_criterion(request->judge);
    terminal_line(out, "%s: margins of %s, %zu runs with %s", name, recipe_question(request->sweep->recipe)->name,
                  margin->runs, engine_name(request->sweep->engine.kind));
    terminal_line(out, "  %-19s it converges, no warning voids its answer%s%s", "a run passes if",
                  criterion ? ", and " : "", criterion ? criterion : "");
    if (margin->starts * margin->chips > 1) {
        terminal_line(out, "  %-19s all runs of %zu start%s and %zu chip%s pass", "a value passes if", margin->starts,
                      margin->starts == 1 ? "" : "s", margin->chips, margin->chips == 1 ? "" : "s");
    }
    fprintf(out, "\n  %-12s %-8s %12s %9s  %s\n", "parameter", "bound", "value", "distance", "beyond it");
    for (size_t k = 0; k < margin->parameters; k++) {
        const struct margin_parameter *parameter = &margin->parameter[k];
        fprintf(out, "  %-12s %-8s %12s\n", parameter->name, "nominal",
                value_text(parameter->nominal, parameter->unit).text);
        write_bound(margin, parameter, 0, out);
        write_bound(margin, parameter, 1, out);
    }
}
