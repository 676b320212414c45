/* What margins say to people. */
#include "campaign/margin_words.h"

#include "campaign/sigmas.h"
#include "base/terminal.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "report/bounds.h"
#include "report/quantity.h"

#include <string.h>

enum { INDENT = 24, WIDTH = 96 }; /* of a line that goes on */

static const char ERROR[] = "error: ";

size_t margin_main_reason(const struct margin *margin, const struct margin_bound *bound)
{
    size_t most = 0;
    for (size_t k = 0; k < judge_reasons(margin->request->judge); k++) {
        most = bound->reason[k].runs > bound->reason[most].runs ? k : most;
    }
    return most;
}

const char *margin_error(const struct margin_bound *bound)
{
    const char *text = bound->end == BOUND_LIMIT ? bound->limit.text
                       : bound->end == BOUND_FAILS && bound->reason[VERDICT_FAILED].runs > 0
                           ? bound->reason[VERDICT_FAILED].error.text
                           : "";
    text += strncmp(text, ERROR, strlen(ERROR)) == 0 ? strlen(ERROR) : 0;
    return *text ? text : NULL;
}

/* What is beyond a bound. */
static void write_beyond(const struct margin *margin, const struct margin_bound *bound, char *text, size_t size)
{
    const struct judge *judge = margin->request->judge;
    const size_t all = margin->starts * margin->chips, most = margin_main_reason(margin, bound);
    const struct margin_reason *reason = &bound->reason[most];
    const char *const hole = bound->hole ? "; farther out some pass" : "";
    char seeds[80] = "";
    if (bound->end != BOUND_FAILS) {
        snprintf(text, size, "%s%s", bound->end == BOUND_REACH ? "passes as far as was tried" : "cannot be", hole);
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
                  bounds_value(bound->value, parameter->unit).text, bounds_distance(bound->distance).text, beyond);
    const char *error = margin_error(bound);
    if (error) {
        fprintf(out, "%*s", INDENT, "");
        terminal_wrap(out, error, INDENT, WIDTH);
    }
}

void margin_write(const struct margin *margin, const char *name, FILE *out)
{
    const struct margin_request *request = margin->request;
    const char *criterion = judge_criterion(request->judge);
    terminal_line(out, "%s: margins of %s, %zu run%s with %s", name, recipe_question(request->sweep->recipe)->name,
                  margin->runs, plural(margin->runs), engine_name(request->sweep->engine.kind));
    terminal_line(out, "  %-19s it converges, no warning voids its answer%s%s", "a run passes if",
                  criterion ? ", and " : "", criterion ? criterion : "");
    if (margin->starts * margin->chips > 1) {
        terminal_line(out, "  %-19s all runs of %zu start%s and %zu chip%s pass", "a value passes if", margin->starts,
                      plural(margin->starts), margin->chips, plural(margin->chips));
    }
    if (margin->equal_chips) {
        terminal_line(out, "  %-19s %s", "warning", SIGMAS_EQUAL);
    }
    if (margin->devices_vary) {
        terminal_line(out, "  %-19s %s", "devices", MARGIN_DEVICES_VARY);
    }
    fprintf(out, "\n  %-12s %-8s %12s %9s  %s\n", "parameter", "bound", "value", "distance", "beyond it");
    for (size_t k = 0; k < margin->parameters; k++) {
        const struct margin_parameter *parameter = &margin->parameter[k];
        fprintf(out, "  %-12s %-8s %12s\n", parameter->name, "nominal",
                bounds_value(parameter->nominal, parameter->unit).text);
        write_bound(margin, parameter, 0, out);
        write_bound(margin, parameter, 1, out);
    }
}
