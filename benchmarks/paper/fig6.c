#include "benchmarks/paper/fig6.h"

#include "benchmarks/paper/figures.h"
#include "benchmarks/paper/plot.h"
#include "benchmarks/paper/tasks.h"

#include <math.h>
#include <stdlib.h>

enum { TRIALS = 1000, COLUMNS = 1 + REFERENCE_LETTERS, GREATEST_ROWS = 32, SEED = 3000000 };

/* Of the paper, Fig. 6 and its text: means over the runs. */
static const double PUBLISHED_TIME = 78.14e-9, PUBLISHED_ENERGY = 11.04e-9; /* s, J */

/* At one distortion, from one letter. */
struct point {
    struct summary accuracy; /* share of bits that agree with this letter or its inverse */
    double published;
};

struct figure {
    struct reference_letters letters;
    struct measures *repeated;  /* [letters.runs] the published runs with the solver */
    struct measures *simulated; /* [letters.runs] and in ngspice */
    size_t rows;
    double distortion[GREATEST_ROWS];
    struct point point[GREATEST_ROWS][REFERENCE_LETTERS];
    struct summary time, energy; /* of the published runs that start beside a letter */
};

static struct picture_task task_of(const struct reference_letters *letters)
{
    return (struct picture_task){
        .pattern = letters->letter,
        .patterns = REFERENCE_LETTERS,
        .columns = letters->columns,
        .bias = tasks_published_bias(),
    };
}

static size_t differing(const char *a, const char *b, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        count += a[i] != b[i];
    }
    return count;
}

static struct trials repeat(const struct reference_letters *letters, struct picture_task *task)
{
    *task = task_of(letters);
    task->start = (const char *const *)letters->start;
    return (struct trials){.count = letters->runs,
                           .first.seed = SEED,
                           .first.engine.tolerance = SETUP_TOLERANCE,
                           .first.make = tasks_picture,
                           .first.task = task};
}

enum status fig6_repeat(const struct reference_letters *letters, struct measures **measures,
                        struct diagnostic *diagnostic)
{
    struct picture_task task;
    struct trials trials = repeat(letters, &task);
    return trials_run(&trials, measures, diagnostic);
}

size_t fig6_other_bits(const struct reference_letters *letters, const struct measures *measures, size_t r)
{
    return differing(letters->end[r], measures[r].state, letters->n);
}

static enum status measure_point(struct figure *f, size_t row, size_t which, struct diagnostic *diagnostic)
{
    struct picture_task task = task_of(&f->letters);
    struct measures *measures;
    double share[TRIALS];
    task.which = which;
    task.distortion = f->distortion[row];
    struct trials trials = {.count = TRIALS,
                            .first.seed = SEED + TRIALS * (1 + REFERENCE_LETTERS * row + which),
                            .first.engine.tolerance = SETUP_TOLERANCE,
                            .first.make = tasks_picture,
                            .first.task = &task};
    enum status status = trials_run(&trials, &measures, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t k = 0; k < TRIALS; k++) {
        size_t wrong = differing(f->letters.letter[which], measures[k].state, f->letters.n);
        double s = (double)wrong / (double)f->letters.n;
        share[k] = fmax(s, 1.0 - s);
    }
    f->point[row][which].accuracy = summary_take(share, 1, TRIALS);
    trials_free(measures, TRIALS);
    return STATUS_OK;
}

static enum status measure_curves(const struct setup *setup, struct figure *f, struct diagnostic *diagnostic)
{
    double *row = NULL;
    size_t rows;
    enum status status = reference_figure(setup->data, "fig6c", COLUMNS, &row, &rows, diagnostic);
    for (size_t i = 0; status == STATUS_OK && i < rows && i < GREATEST_ROWS; i++) {
        f->rows = i + 1;
        f->distortion[i] = row[i * COLUMNS];
        for (size_t l = 0; l < REFERENCE_LETTERS && status == STATUS_OK; l++) {
            f->point[i][l].published = row[i * COLUMNS + 1 + l];
            status = measure_point(f, i, l, diagnostic);
        }
    }
    free(row);
    return status;
}

/* True where start `r` is a letter or the inverse of one. */
static bool starts_in_letter(const struct reference_letters *letters, size_t r)
{
    for (size_t l = 0; l < REFERENCE_LETTERS; l++) {
        size_t other = differing(letters->start[r], letters->letter[l], letters->n);
        if (other == 0 || other == letters->n) {
            return true;
        }
    }
    return false;
}

/* Time and energy of the published runs but for those that start in a letter, and so have nothing to do. */
static enum status sum_up_repeated(struct figure *f, struct diagnostic *diagnostic)
{
    double *time = calloc(f->letters.runs, sizeof *time), *energy = calloc(f->letters.runs, sizeof *energy);
    size_t count = 0;
    if (!time || !energy) {
        free(time);
        free(energy);
        return fail_memory(diagnostic);
    }
    for (size_t r = 0; r < f->letters.runs; r++) {
        if (!starts_in_letter(&f->letters, r)) {
            time[count] = f->repeated[r].time_to_solution;
            energy[count++] = f->repeated[r].energy_paper;
        }
    }
    if (count > 0) {
        f->time = summary_take(time, 1, count);
        f->energy = summary_take(energy, 1, count);
    }
    free(time);
    free(energy);
    return count > 0 ? STATUS_OK : fail(diagnostic, STATUS_INPUT, "error: no published run starts beside a letter");
}

static enum status simulate(const struct setup *setup, struct figure *f, struct diagnostic *diagnostic)
{
    struct picture_task task;
    struct trials trials = repeat(&f->letters, &task);
    return setup_simulate(setup, &trials, &f->simulated, diagnostic);
}

/* What the published figure would show of our accuracy: errors divided by the tests of all letters. */
static double as_published(double accuracy)
{
    return 1.0 - (1.0 - accuracy) / REFERENCE_LETTERS;
}

static enum status draw(const struct setup *setup, const struct figure *f, struct diagnostic *diagnostic)
{
    struct plot plot;
    enum status status = plot_begin(&plot, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t i = 0; i < f->rows; i++) {
        fprintf(plot.data, "%g", 100.0 * f->distortion[i]);
        for (size_t l = 0; l < REFERENCE_LETTERS; l++) {
            const struct point *p = &f->point[i][l];
            fprintf(plot.data, " %g %g %g", 100.0 * p->published, 100.0 * as_published(p->accuracy.mean),
                    100.0 * p->accuracy.mean);
        }
        fputc('\n', plot.data);
    }
    return plot_draw(setup, "fig6", &plot,
                     "set xlabel 'bits of the letter that are flipped (%)'\nset ylabel 'bit accuracy (%)'\n"
                     "set yrange [40:101]\nset key bottom left maxrows 4\nname(l) = word('U T D', l)\n"
                     "plot for [l=1:3] $data using 1:3*l-1 with points lt l pt 6 title name(l).' published', "
                     "for [l=1:3] $data using 1:3*l with lines lt l title name(l).' ours, normalised alike', "
                     "for [l=1:3] $data using 1:3*l+1 with lines lt l dt 2 "
                     "title l == 1 ? 'dashed: by its own tests' : ''\n",
                     diagnostic);
}

static void write_table(FILE *out, const struct figure *f)
{
    fputs("| flipped |", out);
    for (size_t l = 0; l < REFERENCE_LETTERS; l++) {
        fprintf(out, " %c published | ours, normalised alike | ours |", REFERENCE_NAMES[l]);
    }
    fputs("\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n", out);
    double greatest = 0.0, half = 0.0;
    for (size_t i = 0; i < f->rows; i++) {
        fprintf(out, "| %.0f %% |", 100.0 * f->distortion[i]);
        for (size_t l = 0; l < REFERENCE_LETTERS; l++) {
            const struct point *p = &f->point[i][l];
            double alike = as_published(p->accuracy.mean);
            fprintf(out, " %.2f | %.2f | %.2f ± %.2f |", 100.0 * p->published, 100.0 * alike, 100.0 * p->accuracy.mean,
                    100.0 * summary_half_width(&p->accuracy));
            if (fabs(alike - p->published) > greatest) {
                greatest = fabs(alike - p->published);
                half = f->distortion[i];
            }
        }
        fputc('\n', out);
    }
    fprintf(
        out,
        "\nNormalised in the same way, our points and the published ones differ by at most %.2f percentage points (at "
        "%.0f %% flipped).\n",
        100.0 * greatest, 100.0 * half);
}

/* How the published runs ended with `engine`; returns the number of those that ended alike. */
static size_t write_ends(FILE *out, const struct figure *f, const struct measures *measures, const char *engine)
{
    size_t equal = 0;
    for (size_t r = 0; r < f->letters.runs; r++) {
        equal += fig6_other_bits(&f->letters, measures, r) == 0;
    }
    fprintf(out, "\nOf the %zu published runs (letters/runs.txt), %zu end in the published state %s, bit for bit.",
            f->letters.runs, equal, engine);
    for (size_t r = 0; r < f->letters.runs; r++) {
        size_t other = fig6_other_bits(&f->letters, measures, r);
        if (other > 0) {
            fprintf(out, " Run %zu differs in %zu bits.", r + 1, other);
        }
    }
    return equal;
}

static size_t write_repeated(FILE *out, const struct figure *f)
{
    size_t equal = write_ends(out, f, f->repeated, "with the solver");
    write_ends(out, f, f->simulated, "in ngspice");
    double time = 0.0, energy = 0.0;
    for (size_t r = 0; r < f->letters.runs; r++) {
        time = fmax(time, fabs(f->simulated[r].time_to_solution / f->repeated[r].time_to_solution - 1.0));
        energy = fmax(energy, fabs(f->simulated[r].energy / f->repeated[r].energy - 1.0));
    }
    fprintf(out, " The two differ by at most %.2g %% in the time of a run and %.2g %% in its energy.\n", 100.0 * time,
            100.0 * energy);
    return equal;
}

static void write_section(struct page *page, const struct figure *f)
{
    FILE *out = page->body;
    fprintf(
        out,
        "\n## Fig. 6: pictures, N = %zu\n\n"
        "One network stores the letters U, T and D. %d trials per point start from a letter or, as often, from its "
        "inverse, like the published runs, with randomly chosen pixels flipped. The table shows the per cent of the "
        "bits that agree with that letter or its inverse, with 95 %% confidence intervals. In the published runs ON "
        "is paper and not ink. The published points divide each letter's errors by the tests of all three letters, "
        "so they are too high; \"normalised alike\" divides ours in the same way.\n\n",
        f->letters.n, TRIALS);
    write_table(out, f);
    size_t equal = write_repeated(out, f);
    fputs("\n![Bit accuracy over distortion](paper/fig6.svg)\n", out);
    struct page_comparison runs = {"Fig. 6: published runs with the same end",
                                   "%",
                                   100.0 * (double)equal / (double)f->letters.runs,
                                   NAN,
                                   100.0,
                                   NAN,
                                   2};
    struct page_comparison time = {"Fig. 6: mean time of these runs, without those that start in a letter",
                                   "ns",
                                   f->time.mean * 1e9,
                                   NAN,
                                   PUBLISHED_TIME * 1e9,
                                   NAN,
                                   2};
    struct page_comparison energy = {
        "Fig. 6: mean energy", "nJ", f->energy.mean * 1e9, NAN, PUBLISHED_ENERGY * 1e9, NAN, 2};
    page_compare(page, &runs);
    page_compare(page, &time);
    page_compare(page, &energy);
}

enum status figure_6(const struct setup *setup, struct page *page, struct diagnostic *diagnostic)
{
    struct figure *f = calloc(1, sizeof *f);
    if (!f) {
        return fail_memory(diagnostic);
    }
    enum status status = reference_letters(setup->data, &f->letters, diagnostic);
    if (status == STATUS_OK) {
        status = fig6_repeat(&f->letters, &f->repeated, diagnostic);
    }
    if (status == STATUS_OK) {
        status = sum_up_repeated(f, diagnostic);
    }
    if (status == STATUS_OK) {
        status = simulate(setup, f, diagnostic);
    }
    if (status == STATUS_OK) {
        status = measure_curves(setup, f, diagnostic);
    }
    if (status == STATUS_OK) {
        status = draw(setup, f, diagnostic);
    }
    if (status == STATUS_OK) {
        write_section(page, f);
    }
    trials_free(f->repeated, f->letters.runs);
    trials_free(f->simulated, f->letters.runs);
    reference_letters_clear(&f->letters);
    free(f);
    return status;
}
