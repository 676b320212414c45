#include "cli/progress.h"

#include "base/number.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

double progress_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

struct progress progress_begin(const struct common_options *options)
{
    double now = progress_now();
    return (struct progress){
        .wanted = isatty(STDERR_FILENO) && !options->quiet && !options->verbose, .begun = now, .shown = now};
}

/* Puts `line` in place of the one that is shown. */
static void show_line(struct progress *p, const char *line)
{
    size_t width = strlen(line);
    size_t blanks = p->width > width ? p->width - width : 0;
    fprintf(stderr, "\r%s%*s", line, (int)blanks, "");
    p->width = width;
}

void progress_show(struct progress *p, double share, bool at_most, const char *doing, ...)
{
    const double first = 1.0, between = 0.2; /* s */
    const double tells = 0.05;               /* a smaller share says nothing about the rest */
    enum { COLUMNS = 79 };
    double now = p->wanted ? progress_now() : 0.0;
    if (!p->wanted || now - p->begun < first || now - p->shown < between) {
        return;
    }
    char what[COLUMNS + 1], left[24] = "", line[2 * COLUMNS];
    va_list arguments;
    va_start(arguments, doing);
    vsnprintf(what, sizeof what, doing, arguments);
    va_end(arguments);
    if (share >= tells) {
        number_duration(left, sizeof left, (now - p->begun) * (1.0 - share) / share);
    }
    snprintf(line, sizeof line, *left ? "%s, %s%s left" : "%s", what, at_most ? "at most " : "", left);
    line[COLUMNS] = '\0';
    show_line(p, line);
    p->shown = now;
}

void progress_end(struct progress *p)
{
    if (p->width) {
        show_line(p, "");
        fputc('\r', stderr);
    }
}

static const double MUCH = 60.0; /* s */

void progress_expect(const struct common_options *options, double seconds, bool at_least)
{
    if (seconds > MUCH && !options->quiet) {
        char time[32];
        fprintf(stderr, "spinfield: note: this will need %s%s\n", at_least ? "more than " : "about ",
                number_duration(time, sizeof time, seconds));
    }
}

void progress_expect_deck(const struct common_options *options, const char *name, double seconds, const char *why)
{
    if (seconds > MUCH && !options->quiet) {
        char time[32];
        fprintf(stderr, "spinfield: note: ngspice will need about %s for %s.cir, since %s\n",
                number_duration(time, sizeof time, seconds), name, why);
    }
}
