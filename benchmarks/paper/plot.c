#include "benchmarks/paper/plot.h"

#include "report/diagrams/gnuplot.h"
#include "base/output.h"

#include <stdlib.h>

/* One look for all pictures; scripts add to it. Colours that the colour-blind tell apart. */
static const char STYLE[] = "set terminal svg size 720,440 dynamic font 'sans-serif,13' background '#ffffff'\n"
                            "set grid lc rgb '#dddddd'\n"
                            "set border 3 lc rgb '#444444'\n"
                            "set tics nomirror\n"
                            "set datafile missing 'NaN'\n"
                            "set linetype 1 lc rgb '#0072b2' lw 1.5\n"
                            "set linetype 2 lc rgb '#d55e00' lw 1.5\n"
                            "set linetype 3 lc rgb '#009e73' lw 1.5\n"
                            "set linetype 4 lc rgb '#cc79a7' lw 1.5\n"
                            "set linetype 5 lc rgb '#555555' lw 1.5\n";

enum status plot_begin(struct plot *plot, struct diagnostic *diagnostic)
{
    enum status status = text_begin(&plot->text, diagnostic);
    plot->data = plot->text.stream;
    return status;
}

static enum status publish(const struct setup *setup, const char *name, const char *picture, size_t size,
                           struct diagnostic *diagnostic)
{
    char *path;
    struct output *out;
    if (asprintf(&path, "%s/%s.svg", setup->pictures, name) < 0) {
        return fail_memory(diagnostic);
    }
    enum status status = output_open(path, &out, diagnostic);
    if (status == STATUS_OK) {
        fwrite(picture, 1, size, output_stream(out));
        status = output_commit(&out, 1, diagnostic);
    }
    free(path);
    return status;
}

enum status plot_draw(const struct setup *setup, const char *name, struct plot *plot, const char *script,
                      struct diagnostic *diagnostic)
{
    char *whole = NULL, *picture = NULL;
    size_t size;
    enum status status = text_end(&plot->text, diagnostic);
    if (status == STATUS_OK && setup->pictures) {
        if (asprintf(&whole, "$data <<EOD\n%sEOD\n%s%s", plot->text.bytes, STYLE, script) < 0) {
            whole = NULL;
            status = fail_memory(diagnostic);
        }
        if (status == STATUS_OK) {
            status = gnuplot_run(whole, &picture, &size, diagnostic);
        }
        if (status == STATUS_OK) {
            status = publish(setup, name, picture, size, diagnostic);
        }
    }
    text_discard(&plot->text);
    free(whole);
    free(picture);
    return status;
}
