#include "report/diagrams/picture_technologies.h"

#include "netgen/questions/question.h"
#include "report/diagrams/bins.h"
#include "report/diagrams/picture_shares.h"
#include "report/diagrams/script.h"
#include "report/quantity.h"

#include <math.h>

enum { ROW = 56, LOW_ROW = 40 }; /* pixels */

static bool is_recall(const struct technology_scores *scores)
{
    return !scores->question->objective;
}

static void begin_rows(const struct technology_scores *scores, int height, struct picture *picture)
{
    picture_rows_begin(TECHNOLOGIES, height, picture);
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        picture_row_name(k, scores->score[k].technology->name, picture->script);
    }
}

/* ---- Values ---- */

struct range {
    double least, greatest;
    bool whole;
};

/* What all runs ended at, and what they should have: in the unit of the axis. */
static struct range range_of(const struct technology_scores *scores, double scale)
{
    struct range range = {scale * scores->target, scale * scores->target, scale == 1.0};
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        const struct technology_score *score = &scores->score[k];
        range.whole = range.whole && bins_are_whole(score->value, score->ended);
        for (size_t i = 0; i < score->ended; i++) {
            range.least = fmin(range.least, scale * score->value[i]);
            range.greatest = fmax(range.greatest, scale * score->value[i]);
        }
    }
    return range;
}

static size_t most_values(const struct bins *bins)
{
    size_t most = 0;
    for (size_t k = 0; k < bins->count; k++) {
        most = bins->values[k] > most ? bins->values[k] : most;
    }
    return most;
}

/* The bars of row `row`, the highest of which has a fixed height, and how many runs that one is. */
static void write_bars(const struct technology_score *score, size_t row, double scale, struct bins bins, FILE *script)
{
    const double foot = (double)row + 0.42, height = 0.74, half = 0.45 * bins.width;
    for (size_t i = 0; i < score->ended; i++) {
        bins_add(&bins, scale * score->value[i]);
    }
    const size_t most = most_values(&bins);
    fprintf(script, "$row%zu <<EOD\n", row);
    for (size_t k = 0; k < bins.count; k++) {
        if (bins.values[k] > 0) {
            const double at = bins_centre(&bins, k);
            const double top = foot - height * (double)bins.values[k] / (double)most;
            fprintf(script, "%.10g %.6g %.10g %.10g %.6g %.6g\n", at, foot, at - half, at + half, top, foot);
        }
    }
    fputs("EOD\n", script);
    if (most > 0) {
        fprintf(script, "set label '%zu' at graph 0.01,first %.6g left front tc rgb soft\n", most,
                foot - height + 0.12);
    }
}

void picture_technologies_values(const struct technology_scores *scores, struct picture *picture)
{
    const double scale = is_recall(scores) ? 100.0 : 1.0;
    const struct range range = range_of(scores, scale);
    const struct bins bins = bins_between(range.least, range.greatest, range.whole);
    const double room = fmax(bins.width, 0.04 * (range.greatest - range.least));
    const char *const name = is_recall(scores) ? "share of right bits (%)" : "objective";
    const char *separator = "plot";
    FILE *script = picture->script;
    begin_rows(scores, ROW, picture);
    fprintf(script, "set xrange [%.10g:%.10g]\nset xtics %.10g\nset xlabel '%s' offset 0,0.4\n",
            range.least - 2.0 * room, range.greatest + room,
            diagram_tic_step(range.greatest - range.least + 3.0 * room), name);
    fprintf(script, "set arrow from %.10g, graph 0 to %.10g, graph 1 nohead front lc rgb ink lw 1 dt 2\n",
            scale * scores->target, scale * scores->target);
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        write_bars(&scores->score[k], k, scale, bins, script);
    }
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        if (scores->score[k].ended > 0) {
            fprintf(script, "%s $row%zu using 1:2:3:4:5:6 with boxxyerror fs solid noborder lt %zu", separator, k,
                    k + 1);
            separator = ",";
        }
    }
    fputs(*separator == 'p' ? "plot NaN\n" : "\n", script);
    snprintf(picture->title, sizeof picture->title, "Values reached");
    fprintf(picture->caption,
            "How many runs of each technology ended at which value. The highest bar of each row has the same height, "
            "and the number at the left says how many runs it is. Dashed line: what a run must reach, %.10g%s.",
            scale * scores->target, is_recall(scores) ? " %" : "");
    fprintf(picture->label, "Histograms: values from %.6g to %.6g, a row for each technology.", range.least,
            range.greatest);
}

/* ---- Shares ---- */

void picture_technologies_success(const struct technology_scores *scores, struct picture *picture)
{
    struct picture_shares shares = picture_shares_none();
    FILE *script = picture->script;
    begin_rows(scores, LOW_ROW, picture);
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        picture_shares_extend(&shares, &scores->score[k].success);
    }
    picture_shares_axis(&shares, 'x', "right runs", script);
    fputs("$one <<EOD\n", script);
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        picture_row_share((double)k, &scores->score[k].success, script);
    }
    fputs("EOD\nplot $one using 1:2:3:4 with xerrorbars lt 1 pt 7 ps 0.8\n", script);
    snprintf(picture->title, sizeof picture->title, "Right runs");
    fputs("Share of the runs that are right, and its 95 % confidence interval.", picture->caption);
    fputs("Chart: share of right runs of each technology, with intervals of confidence.", picture->label);
}

/* ---- Costs ---- */

/* What is drawn of a cost whose interval has no end: a line to the edge. */
static void write_costs(const struct interval *const cost[TECHNOLOGIES], double edge, FILE *script)
{
    fputs("$known <<EOD\n", script);
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        if (isfinite(cost[k]->value)) {
            fprintf(script, "%.8g %zu %.8g %.8g\n", cost[k]->value, k, cost[k]->low,
                    isfinite(cost[k]->high) ? cost[k]->high : edge);
        }
    }
    fputs("EOD\n", script);
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        if (!isfinite(cost[k]->value) && isfinite(cost[k]->low)) {
            fprintf(script, "set arrow from %.8g,%zu to %.8g,%zu filled size graph 0.03,20 front lc rgb soft lw 1.5\n",
                    cost[k]->low, k, edge, k);
        }
    }
    fputs("plot $known using 1:2:3:4 with xerrorbars lt 1 pt 7 ps 0.8\n", script);
}

static void draw_costs(const struct interval *const cost[TECHNOLOGIES], const char *name, const char *unit,
                       struct picture *picture)
{
    double low = INFINITY, high = 0.0;
    bool none = false;
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        none = none || !isfinite(cost[k]->value);
        const double ends[] = {cost[k]->low, cost[k]->value, cost[k]->high};
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
            low = isfinite(ends[i]) && ends[i] > 0.0 ? fmin(low, ends[i]) : low;
            high = isfinite(ends[i]) ? fmax(high, ends[i]) : high;
        }
    }
    const double ratio = fmax(pow(high / low, 0.08), 1.3), edge = high * ratio;
    picture_decades(name, unit, low / ratio, edge, picture->script);
    write_costs(cost, edge, picture->script);
    fputs("What it takes to have seen a right answer with a probability of 99 %, by one run after the other, with its "
          "95 % "
          "confidence interval. The scale is logarithmic.",
          picture->caption);
    if (none) {
        fputs(" Arrow: no run was right; it begins at the least that the runs allow.", picture->caption);
    }
    fprintf(picture->label, "Chart: %s of each technology, with intervals of confidence, from %s to %s.", name,
            quantity(low, unit).text, quantity(high, unit).text);
}

void picture_technologies_time(const struct technology_scores *scores, struct picture *picture)
{
    const struct interval *cost[TECHNOLOGIES];
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        cost[k] = &scores->score[k].time_99;
    }
    begin_rows(scores, LOW_ROW, picture);
    draw_costs(cost, "time to 99 %", "s", picture);
    snprintf(picture->title, sizeof picture->title, "Time to a right answer");
}

void picture_technologies_energy(const struct technology_scores *scores, struct picture *picture)
{
    const struct interval *cost[TECHNOLOGIES];
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        cost[k] = &scores->score[k].energy_99;
    }
    begin_rows(scores, LOW_ROW, picture);
    draw_costs(cost, "energy to 99 %", "J", picture);
    fputs(" Energies do not include the same things; see below.", picture->caption);
    snprintf(picture->title, sizeof picture->title, "Energy to a right answer");
}
