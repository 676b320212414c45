/* How the yield of chips depends on what varies. */
#include "report/diagrams/picture_chips.h"

#include "report/diagrams/picture_shares.h"
#include "report/diagrams/script.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LINES = 5, MOST_ROWS = 24, ROW = 34 /* pixels */ };

/* ---- What is drawn ---- */

/* The option of the wanted kind with most values, which is not `but`; chips->options where there is none. */
static size_t most_values(const struct chips *chips, bool numeric, size_t most, size_t but)
{
    size_t found = chips->options;
    for (size_t k = 0; k < chips->options; k++) {
        const struct runs_option *option = &chips->option[k];
        const bool fits = k != but && option->levels > 1 && option->levels <= most && (option->numeric || !numeric);
        if (fits && (found == chips->options || option->levels > chips->option[found].levels)) {
            found = k;
        }
    }
    return found;
}

/* " Chips of all w together." Options other than by[count] that vary. */
static void say_pooled(const struct chips *chips, const size_t *by, size_t count, FILE *caption)
{
    size_t said = 0;
    for (size_t k = 0; k < chips->options; k++) {
        bool shown = chips->option[k].levels < 2;
        for (size_t i = 0; i < count; i++) {
            shown = shown || by[i] == k;
        }
        if (!shown) {
            fprintf(caption, "%s%s", said++ ? ", " : " Chips together of all ", chips->option[k].name);
        }
    }
    fputs(said ? "." : "", caption);
}

static size_t level(const struct chips *chips, const struct chips_pool *pool, size_t option)
{
    return chips->level[pool->first * chips->options + option];
}

/* ---- A line ---- */

static void write_line(const struct chips *chips, const struct chips_pool *pool, size_t pools, size_t x, size_t series,
                       FILE *script)
{
    const bool one = series == chips->options;
    const size_t lines = one ? 1 : chips->option[series].levels;
    size_t last = 0;
    fputs("$yield <<EOD\n", script);
    for (size_t k = 0; k < pools; k++) {
        const size_t line = one ? 0 : level(chips, &pool[k], series);
        const struct interval *share = &pool[k].share;
        fputs(line != last ? "\n\n" : "", script);
        last = line;
        fprintf(script, "%.10g %.6g %.6g %.6g\n", picture_place(&chips->option[x], level(chips, &pool[k], x)),
                100.0 * share->value, 100.0 * share->low, 100.0 * share->high);
    }
    fputs("EOD\n", script);
    for (size_t line = 0; line < lines; line++) {
        fprintf(script, "%s$yield index %zu using 1:3:4 with filledcurves fs transparent solid 0.2 noborder lt %zu",
                line ? ", " : "plot ", line, line + 1);
    }
    for (size_t line = 0; line < lines; line++) {
        fprintf(script, ", $yield index %zu using 1:2 with lines lt %zu", line, line + 1);
        if (!one) {
            fputs(" title ", script);
            diagram_quote_name(chips->option[series].level[line].text, 16, script);
        }
        fprintf(script, ", '' index %zu using 1:2 with points pt 7 ps 0.6 lt %zu", line, line + 1);
    }
    fputc('\n', script);
}

static enum status picture_line_of(const struct chips *chips, struct picture *picture, struct diagnostic *diagnostic)
{
    const size_t x = most_values(chips, true, SIZE_MAX, chips->options),
                 series = most_values(chips, false, MOST_LINES, x);
    const bool one = series == chips->options;
    const size_t by[] = {one ? x : series, x}, count = one ? 1 : 2;
    const struct runs_option *option = &chips->option[x];
    struct chips_pool *pool = NULL;
    size_t pools = 0;
    enum status status = chips_pool(chips, by, count, &pool, &pools, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    picture->height = one ? 300 : 330;
    picture_axis(option, 'x', picture->script);
    struct picture_shares shares = picture_shares_none();
    for (size_t k = 0; k < pools; k++) {
        picture_shares_extend(&shares, &pool[k].share);
    }
    picture_shares_axis(&shares, 'y', "yield", picture->script);
    if (!one) {
        diagram_key(chips->option[series].levels, picture_longest_level(&chips->option[series]), picture->script);
    }
    write_line(chips, pool, pools, x, series, picture->script);
    snprintf(picture->title, sizeof picture->title, "Yield over %.20s", option->name);
    fputs("Share of chips that work at each value, and its 95 % confidence interval as a band.", picture->caption);
    if (!one) {
        fprintf(picture->caption, " A line for each %s.", chips->option[series].name);
    }
    say_pooled(chips, by, count, picture->caption);
    fprintf(picture->label, "Line chart: yield at %zu values of %s from %s to %s, with bands of confidence.",
            option->levels, option->name, option->level[0].text, option->level[option->levels - 1].text);
    free(pool);
    return STATUS_OK;
}

/* ---- A heat map ---- */

static enum status picture_map_of(const struct chips *chips, struct picture *picture, struct diagnostic *diagnostic)
{
    const double half = 0.48;
    const size_t x = most_values(chips, false, SIZE_MAX, chips->options), y = most_values(chips, false, SIZE_MAX, x),
                 by[] = {x, y};
    FILE *script = picture->script;
    struct chips_pool *pool = NULL;
    size_t pools = 0;
    enum status status = chips_pool(chips, by, 2, &pool, &pools, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    picture->height = 360;
    fputs("unset grid\nleft = left + 0.05\nset lmargin at screen left\nset bmargin at screen bottom + 0.08\n", script);
    picture_places(&chips->option[x], 'x', script);
    picture_places(&chips->option[y], 'y', script);
    picture_strip("0 %", "100 %", picture->height, script);
    fputs("$cells <<EOD\n", script);
    for (size_t k = 0; k < pools; k++) {
        const double at_x = (double)level(chips, &pool[k], x), at_y = (double)level(chips, &pool[k], y);
        fprintf(script, "%g %g %g %g %g %g %u\n", at_x, at_y, at_x - half, at_x + half, at_y - half, at_y + half,
                picture_shade(pool[k].share.value));
    }
    fputs("EOD\nplot $cells using 1:2:3:4:5:6:7 with boxxyerror fs solid noborder lc rgb variable\n", script);
    snprintf(picture->title, sizeof picture->title, "Yield over %.20s and %.20s", chips->option[x].name,
             chips->option[y].name);
    fputs("Share of chips that work at each combination of values.", picture->caption);
    say_pooled(chips, by, 2, picture->caption);
    fprintf(picture->label, "Heat map: yield at %zu values of %s and %zu of %s.", chips->option[x].levels,
            chips->option[x].name, chips->option[y].levels, chips->option[y].name);
    free(pool);
    return STATUS_OK;
}

/* ---- A row for each value of the words ---- */

static void draw_rows(const struct runs_option *option, const struct chips *chips, size_t by,
                      const struct chips_pool *pool, size_t rows, struct picture *picture)
{
    struct picture_shares shares = picture_shares_none();
    picture_rows_begin(rows, ROW, picture);
    for (size_t k = 0; k < rows; k++) {
        picture_shares_extend(&shares, &pool[k].share);
        picture_row_name(k, option->level[level(chips, &pool[k], by)].text, picture->script);
    }
    picture_shares_axis(&shares, 'x', "yield", picture->script);
    fputs("$one <<EOD\n", picture->script);
    for (size_t k = 0; k < rows; k++) {
        picture_row_share((double)k, &pool[k].share, picture->script);
    }
    fputs("EOD\nplot $one using 1:2:3:4 with xerrorbars lt 1 pt 7 ps 0.8\n", picture->script);
}

static enum status picture_words_of(const struct chips *chips, struct picture *picture, struct diagnostic *diagnostic)
{
    const size_t by = most_values(chips, false, SIZE_MAX, chips->options);
    const struct runs_option *option = &chips->option[by];
    const size_t rows = option->levels < MOST_ROWS ? option->levels : MOST_ROWS;
    struct chips_pool *pool = NULL;
    size_t pools = 0;
    enum status status = chips_pool(chips, &by, 1, &pool, &pools, diagnostic); /* one for each level */
    if (status != STATUS_OK) {
        return status;
    }
    draw_rows(option, chips, by, pool, rows, picture);
    snprintf(picture->title, sizeof picture->title, "Yield for each %.20s", option->name);
    fputs("Share of chips that work, and its 95 % confidence interval.", picture->caption);
    if (rows < option->levels) {
        fprintf(picture->caption, " The first %zu of %zu values.", rows, option->levels);
    }
    say_pooled(chips, &by, 1, picture->caption);
    fprintf(picture->label, "Chart: yield for %zu values of %s, with intervals of confidence.", rows, option->name);
    free(pool);
    return STATUS_OK;
}

chips_picture *picture_chips_over(const struct chips *chips)
{
    const size_t first = most_values(chips, false, SIZE_MAX, chips->options);
    if (first == chips->options) {
        return NULL;
    }
    const size_t second = most_values(chips, false, SIZE_MAX, first);
    if (most_values(chips, true, SIZE_MAX, chips->options) < chips->options &&
        (second == chips->options || chips->option[second].levels <= MOST_LINES)) {
        return picture_line_of;
    }
    return second < chips->options ? picture_map_of : picture_words_of;
}

/* ---- Sensitivity ---- */

enum status picture_chips_sensitivity(const struct chips *chips, struct picture *picture, struct diagnostic *diagnostic)
{
    const double apart = 0.14; /* of a row: the two marks in it */
    const size_t rows = chips->sensitivities + 1;
    const struct interval *all = &chips->cell[0].share;
    struct picture_shares shares = picture_shares_none();
    FILE *script = picture->script;
    (void)diagnostic;
    picture_shares_extend(&shares, all);
    picture_rows_begin(rows, ROW, picture);
    picture_row_name(0, "all sigmas", script);
    for (size_t k = 0; k < chips->sensitivities; k++) {
        picture_row_name(k + 1, chips->sensitivity[k].option, script);
        picture_shares_extend(&shares, &chips->sensitivity[k].alone);
        picture_shares_extend(&shares, &chips->sensitivity[k].others);
    }
    picture_shares_axis(&shares, 'x', "yield", script);
    fprintf(script, "set arrow from %.6g, graph 0 to %.6g, graph 1 nohead front lc rgb ink lw 1 dt 2\n",
            100.0 * all->value, 100.0 * all->value);
    fputs("$all <<EOD\n", script);
    picture_row_share(0.0, all, script);
    fputs("EOD\n$alone <<EOD\n", script);
    for (size_t k = 0; k < chips->sensitivities; k++) {
        picture_row_share((double)k + 1.0 - apart, &chips->sensitivity[k].alone, script);
    }
    fputs("EOD\n$others <<EOD\n", script);
    for (size_t k = 0; k < chips->sensitivities; k++) {
        picture_row_share((double)k + 1.0 + apart, &chips->sensitivity[k].others, script);
    }
    fputs("EOD\n", script);
    diagram_key(2, strlen("all others"), script);
    picture->height += 34; /* the key */
    fputs("plot $all using 1:2:3:4 with xerrorbars lc rgb ink lw 2 pt 7 ps 0.8, "
          "$alone using 1:2:3:4 with xerrorbars lt 1 pt 7 ps 0.8 title 'alone', "
          "$others using 1:2:3:4 with xerrorbars lt 2 pt 5 ps 0.7 title 'all others'\n",
          script);
    snprintf(picture->title, sizeof picture->title, "Sensitivity");
    fputs("Yield where one sigma varies alone, and where all others vary, with 95 % confidence intervals. The dashed "
          "line "
          "is the yield where all vary. A sigma matters where the yield is low with it alone, and high without it.",
          picture->caption);
    fprintf(picture->label, "Chart: yield with %zu sigmas, each alone and all others, with intervals of confidence.",
            chips->sensitivities);
    return STATUS_OK;
}
