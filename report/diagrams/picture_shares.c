#include "report/diagrams/picture_shares.h"

#include "report/diagrams/colours.h"
#include "report/diagrams/script.h"

#include <math.h>
#include <string.h>

/* ---- Shares ---- */

struct picture_shares picture_shares_none(void)
{
    return (struct picture_shares){INFINITY, -INFINITY};
}

void picture_shares_extend(struct picture_shares *shares, const struct interval *share)
{
    shares->low = fmin(shares->low, share->low);
    shares->high = fmax(shares->high, share->high);
}

void picture_shares_axis(const struct picture_shares *shares, char axis, const char *name, FILE *script)
{
    const double percent = 100.0, room = 0.08 * (shares->high - shares->low) + 0.005;
    const double edge = 0.02; /* beyond 0 and 100 %, so that marks there are whole */
    const double low = percent * fmax(shares->low - room, -edge),
                 high = percent * fmin(shares->high + room, 1.0 + edge);
    fprintf(script, "set %crange [%.6g:%.6g]\nset %ctics %g\nset %clabel '%s (%%)' offset %s\n", axis, low, high, axis,
            diagram_tic_step(high - low), axis, name, axis == 'x' ? "0,0.4" : "0.6,0");
}

/* ---- Rows ---- */

void picture_rows_begin(size_t rows, int height, struct picture *picture)
{
    const int margins = 90; /* pixels */
    picture->height = margins + height * (int)rows;
    fprintf(
        picture->script,
        "left = 0.22\nset lmargin at screen left\nset yrange [%zu.5:-0.5]\nset grid noytics\nset ytics scale 0 ()\n",
        rows - 1);
}

void picture_row_name(size_t row, const char *name, FILE *script)
{
    enum { MOST = 16, POINTS = 3 };
    const size_t length = strlen(name);
    diagram_room_for_names(length > MOST ? MOST + POINTS : length, script);
    fputs("set ytics add (", script);
    diagram_quote_name(name, MOST, script);
    fprintf(script, " %zu)\n", row);
}

void picture_row_share(double row, const struct interval *share, FILE *script)
{
    fprintf(script, "%.6g %.6g %.6g %.6g\n", 100.0 * share->value, row, 100.0 * share->low, 100.0 * share->high);
}

/* ---- Heat maps ---- */

unsigned picture_shade(double share)
{
    const double palest = 0.08;
    unsigned on = 0;
    for (size_t k = 0; k < DIAGRAM_COLOURS; k++) {
        on = strcmp(diagram_colours[k].name, "on") == 0 ? diagram_colours[k].light : on;
    }
    const double opaque = palest + (1.0 - palest) * fmin(fmax(share, 0.0), 1.0);
    return (unsigned)rint(255.0 * (1.0 - opaque)) << 24 | on;
}

void picture_strip(const char *least, const char *greatest, int height, FILE *script)
{
    enum { STEPS = 12 };
    const double part = 0.94; /* of a step: a gap, since neighbours that touch would show a seam */
    const double bottom = 8.0 / height, top = 20.0 / height, left = 0.4, width = 0.3;
    for (int k = 0; k < STEPS; k++) {
        fprintf(script,
                "set object %d rectangle from screen %.5f,%.5f to screen %.5f,%.5f fc rgb '#%08x' fs solid noborder\n",
                k + 1, left + width * k / STEPS, bottom, left + width * (k + part) / STEPS, top,
                picture_shade((double)k / (STEPS - 1)));
    }
    fputs("set label 1 ", script);
    diagram_quote(least, strlen(least), script);
    fprintf(script, " at screen %.3f,%.5f right tc rgb ink\nset label 2 ", left - 0.02, 0.5 * (bottom + top));
    diagram_quote(greatest, strlen(greatest), script);
    fprintf(script, " at screen %.3f,%.5f left tc rgb ink\n", left + width + 0.02, 0.5 * (bottom + top));
}
