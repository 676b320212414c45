/* The scores of technologies for people and for programs. */
#include "campaign/technologies.h"

#include "base/c_locale.h"
#include "base/document.h"
#include "base/terminal.h"
#include "netgen/questions/question.h"
#include "report/quantity.h"

#include <math.h>

/* "1.2 us", or "-" where no run was right. */
static struct quantity cost(double value, const char *unit)
{
    return isfinite(value) ? quantity(value, unit) : (struct quantity){"-"};
}

static void write_row(const struct technology_score *score, FILE *out)
{
    fprintf(out, "  %-11s %8zu %10.6g %10.6g", score->technology->name, score->devices, score->best, score->mean);
    fprintf(out, " %5.1f %% (%.3g to %.3g)\n", 100.0 * score->success.value, 100.0 * score->success.low,
            100.0 * score->success.high);
}

static void write_costs(const struct technology_score *score, FILE *out)
{
    fprintf(out, "  %-11s %10s %10s %10s %12s %12s\n", score->technology->name, quantity(score->time, "s").text,
            quantity(score->energy, "J").text, quantity(score->power, "W").text, cost(score->time_99.value, "s").text,
            cost(score->energy_99.value, "J").text);
}

/* The warnings of its runs: "wall: one_side, in 5 runs", and how many runs are therefore no answers. */
static void write_warnings(const struct technology_score *score, FILE *out)
{
    for (size_t k = 0; k < score->warnings.kinds; k++) {
        const size_t runs = score->warnings.count[k].runs;
        fprintf(out, "  Warning for %s: %s, in %zu of %zu run%s.\n", score->technology->name,
                score->warnings.count[k].kind, runs, score->runs, plural(score->runs));
    }
    if (score->answers < score->ended) {
        fprintf(out, "  %zu run%s of %s %s no answer%s and never right: the first of them %s.\n",
                score->ended - score->answers, plural(score->ended - score->answers), score->technology->name,
                score->ended - score->answers == 1 ? "is" : "are", plural(score->ended - score->answers),
                score->no_answer);
    }
}

static void write_notes(const struct technology_score *score, FILE *out)
{
    fprintf(out, "  %-11s ", score->technology->name);
    terminal_wrap(out, score->technology->ideal, 14, 80);
}

void technologies_write(const struct technology_scores *scores, FILE *out)
{
    IN_C_LOCALE;
    const bool recall = !scores->question->objective;
    bool left_out = false;
    fprintf(out, "%s, %zu neurons: %zu run%s of each technology from start%s %lu", scores->question->name, scores->n,
            scores->runs, plural(scores->runs), plural(scores->runs), scores->seed);
    if (scores->runs > 1) {
        fprintf(out, " to %lu", scores->seed + (unsigned long)scores->runs - 1);
    }
    fprintf(out, ", with %s\n\n", scores->engine[0] == 's' ? "the solver" : scores->engine);
    fprintf(out, "  %-11s %8s %10s %10s %s\n", "technology", "devices", recall ? "best share" : "best",
            recall ? "mean share" : "mean", "  right (95 % interval)");
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        write_row(&scores->score[k], out);
    }
    if (recall) {
        fputs("\n  Right is a run that ends with all bits of a pattern, or of its inverse.\n", out);
    } else if (isnan(scores->target)) {
        fputs("\n  No run is right: none of them has an answer.\n", out);
    } else {
        fprintf(out, "\n  Right is a run that reaches %.10g, %s.\n", scores->target,
                scores->is_known ? "the known optimum" : "the best that any run found");
    }
    if (!isnan(scores->surpassed)) {
        fprintf(out, "  The given optimum of %.10g is surpassed, so it is none.\n", scores->surpassed);
    }
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        write_warnings(&scores->score[k], out);
    }
    fprintf(out, "\n  %-11s %21s %10s %25s\n", "", "a run:", "", "right with 99 %:");
    fprintf(out, "  %-11s %10s %10s %10s %12s %12s\n", "technology", "time", "energy", "power", "time", "energy");
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        write_costs(&scores->score[k], out);
    }
    fputs("\n  Not counted in energy and power:\n", out);
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        write_notes(&scores->score[k], out);
    }
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        const struct technology_score *score = &scores->score[k];
        if (*score->left_out) {
            fprintf(out, "  Left out for %s: %s.\n", score->technology->name, score->left_out);
            left_out = true;
        }
        if (score->ended < score->runs) {
            fprintf(out, "  %zu of %zu run%s of %s %s and are no answers; their time and energy count.\n",
                    score->runs - score->ended, score->runs, plural(score->runs), score->technology->name,
                    score->technology->signal_vector ? "still changed at the end" : "did not come to rest");
        }
    }
    if (left_out) {
        fputs("  ", out);
        terminal_wrap(out, TECHNOLOGIES_LEFT_OUT, 2, 80);
    }
}

static void add_interval(struct document *document, const char *key, const struct interval *interval)
{
    document_object(document, key);
    document_real(document, "value", interval->value);
    document_real(document, "low", interval->low);
    document_real(document, "high", interval->high);
    document_close(document);
}

void technologies_add(const struct technology_scores *scores, struct document *document)
{
    document_text(document, "task", scores->question->name);
    document_count(document, "n", scores->n);
    document_text(document, "engine", scores->engine);
    document_count(document, "runs", scores->runs);
    document_count(document, "first_start_seed", scores->seed);
    document_real(document, "target", scores->target);
    document_flag(document, "target_is_known_optimum", scores->is_known);
    if (!isnan(scores->surpassed)) {
        document_real(document, "surpassed_optimum", scores->surpassed);
    }
    document_list(document, "technologies");
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        const struct technology_score *score = &scores->score[k];
        document_object(document, NULL);
        document_text(document, "technology", score->technology->name);
        document_text(document, "not_counted", score->technology->ideal);
        document_text(document, "left_out", score->left_out);
        document_count(document, "devices", score->devices);
        document_count(document, "ended", score->ended);
        document_count(document, "answers", score->answers);
        document_count(document, "right", score->right);
        document_list(document, "warnings");
        for (size_t i = 0; i < score->warnings.kinds; i++) {
            document_object(document, NULL);
            document_text(document, "kind", score->warnings.count[i].kind);
            document_count(document, "runs", score->warnings.count[i].runs);
            document_close(document);
        }
        document_close(document);
        document_list(document, "values");
        for (size_t i = 0; i < score->ended; i++) {
            document_real(document, NULL, score->value[i]);
        }
        document_close(document);
        document_real(document, "best", score->best);
        document_real(document, "mean", score->mean);
        document_real(document, "run_time_s", score->time);
        document_real(document, "run_energy_j", score->energy);
        document_real(document, "power_w", score->power);
        add_interval(document, "success", &score->success);
        add_interval(document, "time_99_s", &score->time_99);
        add_interval(document, "energy_99_j", &score->energy_99);
        document_close(document);
    }
    document_close(document);
}
