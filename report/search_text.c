/* What a search found, for people. */
#include "report/search.h"

#include "base/c_locale.h"
#include "report/quantity.h"
#include "report/search_phrases.h"

#include <math.h>

/* What counts as success, behind its objective. */
static const char *goal_of(enum search_goal goal)
{
    static const char *const GOALS[] = {[SEARCH_FOUND] = "the best found",
                                        [SEARCH_KNOWN] = "the best known",
                                        [SEARCH_GIVEN] = "the target",
                                        [SEARCH_PROVEN] = "the proven optimum"};
    return GOALS[goal];
}

static const char *trials(const struct search *search)
{
    return search->method != SEARCH_RESTART ? "chain" : "relaxation";
}

void search_phrase_method(const struct search *search, const struct search_summary *s, FILE *out)
{
    (void)s;
    fprintf(out, "%s: %zu relaxation%s", search_method_name(search->method), search->runs, plural(search->runs));
    if (search->method != SEARCH_RESTART) {
        fprintf(out, " in %zu chain%s", search->chains, plural(search->chains));
    }
    if (search->converged < search->runs) {
        fprintf(out, ", %zu at rest at the end", search->converged);
    }
}

void search_phrase_distribution(const struct search *search, const struct search_summary *s, FILE *out)
{
    (void)search;
    fprintf(out, "%.10g to %.10g, quartiles %.10g, %.10g, %.10g; mean %.5g +- %.2g", s->least, s->greatest,
            s->lower_quartile, s->median, s->upper_quartile, s->mean, s->deviation);
}

void search_phrase_success(const struct search *search, const struct search_summary *s, FILE *out)
{
    if (s->no_answer) {
        fprintf(out, "none of %zu %s%s: the network or its best state %s, so this is no answer", s->trials,
                trials(search), plural(s->trials), s->no_answer);
        return;
    }
    fprintf(out, "%zu of %zu %s%s %s %.10g, %s: %.3g %% (%.3g to %.3g %%)", s->successes, s->trials, trials(search),
            plural(s->trials), s->trials == 1 ? "reaches" : "reach", s->target.objective, goal_of(s->target.goal),
            100.0 * s->success.value, 100.0 * s->success.low, 100.0 * s->success.high);
    if (!isnan(s->surpassed)) {
        fprintf(out, "; the given optimum of %.10g is surpassed", s->surpassed);
    }
}

void search_phrase_mean(const struct search *search, const struct search_summary *s, FILE *out)
{
    fprintf(out, "%s and %s on average%s", quantity(s->run_time, "s").text, quantity(s->run_energy, "J").text,
            search->loads ? ", with its load phase" : "");
}

/* "1.2 ms (0.8 to 2 ms)", or a bound where there is no estimate. */
static void write_cost(const struct interval *cost, const char *unit, FILE *out)
{
    if (isfinite(cost->value)) {
        fprintf(out, "%s (%s to %s)", quantity(cost->value, unit).text, quantity(cost->low, unit).text,
                isfinite(cost->high) ? quantity(cost->high, unit).text : "unbounded");
    } else {
        fprintf(out, "more than %s", quantity(cost->low, unit).text);
    }
}

void search_phrase_time(const struct search *search, const struct search_summary *s, FILE *out)
{
    (void)search;
    write_cost(&s->time, "s", out);
}

void search_phrase_energy(const struct search *search, const struct search_summary *s, FILE *out)
{
    (void)search;
    write_cost(&s->energy, "J", out);
}

void search_phrase_best(const struct search *search, const struct search_summary *s, FILE *out)
{
    fprintf(out, "%.10g, in %zu relaxation%s; the report is that of relaxation %zu", s->best, s->at_best,
            plural(s->at_best), search->best + 1);
}

void search_text(const struct search *search, const struct search_summary *s, FILE *out)
{
    static const struct {
        const char *label;
        void (*words)(const struct search *search, const struct search_summary *s, FILE *out);
    } LINES[] = {{"search", search_phrase_method},
                 {"objectives", search_phrase_distribution},
                 {"best", search_phrase_best},
                 {"success", search_phrase_success},
                 {"relaxation", search_phrase_mean},
                 {"time to 99 %", search_phrase_time},
                 {"energy to 99 %", search_phrase_energy}};
    IN_C_LOCALE;
    fputc('\n', out);
    for (size_t k = 0; k < sizeof LINES / sizeof *LINES; k++) {
        fprintf(out, "  %-18s", LINES[k].label);
        LINES[k].words(search, s, out);
        fputc('\n', out);
    }
}
