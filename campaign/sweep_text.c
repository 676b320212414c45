#include "campaign/sweep_text.h"

#include "base/number.h"
#include "base/terminal.h"
#include "base/text.h"
#include "campaign/option_shown.h"
#include "report/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL = 21, DIGITS = 4 };

/* The value of an option as tables show it, with its unit: "324.7 Ohm", "40m", "20 %", "plain". */
static void write_setting(const struct axis *axis, const struct plan_setting *setting, FILE *out)
{
    const struct option_shown shown = option_shown(setting->name, axis->in_percent);
    double value;
    char text[40];
    fprintf(out, "%s = ", setting->name);
    if (!number_parse_plain(setting->value, &value)) {
        fputs(setting->value, out);
    } else if (!*shown.unit || strcmp(shown.unit, "%") == 0) {
        fprintf(out, "%s%s%s", option_shown_number(&shown, value, DIGITS, text, sizeof text), *shown.unit ? " " : "",
                shown.unit);
    } else {
        fputs(number_engineering(text, sizeof text, value, DIGITS, shown.unit), out);
    }
}

/* The values of the varied options at a point: "w = 40m, dendrite = plain". */
static enum status describe_point(const struct plan *plan, size_t point, struct text *text,
                                  struct diagnostic *diagnostic)
{
    struct plan_setting *setting = calloc(plan_settings(plan) + 1, sizeof *setting);
    enum status status = setting ? text_begin(text, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        plan_point(plan, point, setting);
        for (size_t k = 0; k < plan->axes; k++) {
            fputs(k == 0 ? "" : ", ", text->stream);
            write_setting(&plan->axis[k], &setting[k], text->stream);
        }
        status = text_end(text, diagnostic);
    }
    free(setting);
    return status;
}

/* "mean cut 228.5 ± 1.2" */
static struct quantity_pair quality(const struct sweep_summary *summary, const struct sweep_combination *of, FILE *out)
{
    return quantity_of_quality(&of->quality, summary->quality.unit, terminal_shows_utf8(out) ? "\xc2\xb1" : "+-");
}

static void write_answers(const struct sweep_summary *summary, const char *values, FILE *out)
{
    terminal_line(out, "  %-*s mean %s %s at %s; %zu of %zu combination%s %s not worse beyond chance", LABEL,
                  "best answers", summary->quality.name, quality(summary, &summary->best_answers, out).text, values,
                  summary->as_good, summary->combinations, plural(summary->combinations),
                  summary->as_good == 1 ? "is" : "are");
}

static void write_product(const struct sweep_summary *summary, const char *values, FILE *out)
{
    const struct sweep_combination *best = &summary->best;
    char product[32], answers[160] = "";
    number_engineering(product, sizeof product, best->product, DIGITS, "J s");
    if (isfinite(best->quality.value)) {
        snprintf(answers, sizeof answers, "; mean %s %s", summary->quality.name, quality(summary, best, out).text);
    }
    terminal_line(out, "  %-*s %s at %s, of %zu run%s%s", LABEL, "least mean product", product, values, best->runs,
                  plural(best->runs), answers);
}

/* Writes a line about a combination. */
static enum status write_about(const struct plan *plan, const struct sweep_summary *summary,
                               const struct sweep_combination *of,
                               void (*write)(const struct sweep_summary *summary, const char *values, FILE *out),
                               FILE *out, struct diagnostic *diagnostic)
{
    struct text text;
    enum status status = describe_point(plan, of->point, &text, diagnostic);
    if (status == STATUS_OK) {
        write(summary, text.bytes, out);
        text_discard(&text);
    }
    return status;
}

enum status sweep_text_best(const struct plan *plan, const struct sweep_summary *summary, FILE *out,
                            struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    if (plan->axes == 0) {
        return STATUS_OK;
    }
    if (summary->has_best_answers && summary->combinations > 1) {
        status = write_about(plan, summary, &summary->best_answers, write_answers, out, diagnostic);
    }
    if (status == STATUS_OK && summary->has_best) {
        status = write_about(plan, summary, &summary->best, write_product, out, diagnostic);
    } else if (status == STATUS_OK && summary->rows > 0) {
        terminal_line(out, "  %-*s not known: each combination of values lacks runs, or has runs that are no answers",
                      LABEL, "least mean product");
    }
    if (status == STATUS_OK && summary->quality.columns > 0 && !summary->quality.compares) {
        terminal_line(out,
                      "  %-*s the problem varies, so answers are not compared, and the least product may be one of "
                      "bad answers",
                      LABEL, "note");
    }
    return status;
}
