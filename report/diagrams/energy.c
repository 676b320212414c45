/* The network energy over time. */
#include "report/diagrams/sampling.h"
#include "report/diagrams/script.h"

#include "netgen/technologies/technology.h"
#include "report/hopfield.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Operations that a drawing may take, about a second of them: where the energies of all time points need more, those of
 * as many points, evenly chosen, are drawn. */
static const double MOST_OPERATIONS = 1e9;
enum { LEAST_POINTS = 400 };

static bool has_field(const struct diagram_run *run)
{
    return hopfield_has_field(run->report->network);
}

/* How many points the energies are taken at, of those that are drawn. */
static size_t points_taken(const struct diagram_run *run)
{
    const size_t all = diagram_span(run).count;
    const double most = MOST_OPERATIONS / hopfield_operations(&run->report->network->weights);
    return (double)all <= most ? all : (size_t)fmin((double)all, fmax(most, LEAST_POINTS));
}

static void energy_caption(const struct diagram_run *run, FILE *out)
{
    const size_t taken = points_taken(run), all = diagram_span(run).count;
    const char *const signal = run->report->network->technology->signal;
    if (signal) {
        fprintf(out,
                "The Hopfield function, Eq. (48) of docs/model.md, with the %s of each neuron as its state. It can "
                "rise, since the circuit lowers another energy.",
                signal);
    } else if (run->trace->signal) {
        fputs("The Hopfield function of the states, Eq. (48) of docs/model.md. Noise raises it now and then.", out);
    } else {
        fputs("The Hopfield function of the axons' states, Eq. (48) of docs/model.md", out);
        fputs(has_field(run) ? ", and with the constant field of the plain dendrite, Eq. (49). After the release, the "
                               "circuit lowers the second"
                             : ". After the release, the circuit lowers it",
              out);
        fputs("; it can rise in between, because the axons follow the somas with a delay.", out);
    }
    diagram_say_span(run, out);
    if (taken < all) {
        fprintf(out, " Sampled: %zu of %zu time points; peaks between them are not seen.", taken, all);
    }
    diagram_say_envelope(taken, out);
}

static enum status energy_describe(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    struct hopfield end[2];
    size_t point[2] = {0, diagram_span(run).count - 1};
    enum status status = hopfield_take(run->trace, run->report->network, point, 2, end, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    fprintf(out, "Line chart: the Hopfield function over time, from %.4g V to %.4g V", end[0].textbook,
            end[1].textbook);
    if (has_field(run)) {
        fprintf(out, "; with the constant field from %.4g V to %.4g V", end[0].circuit, end[1].circuit);
    }
    fputs(".", out);
    return STATUS_OK;
}

/* The energies of a run over time. */
struct energies {
    size_t count;
    size_t *point;           /* [count] of the trace */
    struct hopfield *energy; /* [count] */
    double *time, *value;    /* [count] s, V: one of the two energies */
};

static void energies_clear(struct energies *e)
{
    free(e->point);
    free(e->energy);
    free(e->time);
    free(e->value);
}

static enum status energies_take(const struct diagram_run *run, struct energies *e, struct diagnostic *diagnostic)
{
    const size_t count = points_taken(run);
    *e = (struct energies){.count = count,
                           .point = calloc(count, sizeof *e->point),
                           .energy = calloc(count, sizeof *e->energy),
                           .time = calloc(count, sizeof *e->time),
                           .value = calloc(count, sizeof *e->value)};
    if (!e->point || !e->energy || !e->time || !e->value) {
        return fail_memory(diagnostic);
    }
    diagram_choose(diagram_span(run).count, count, e->point);
    for (size_t k = 0; k < count; k++) {
        e->time[k] = run->trace->time[e->point[k]];
    }
    return hopfield_take(run->trace, run->report->network, e->point, count, e->energy, diagnostic);
}

/* The least and the greatest of both energies, V. */
struct extent {
    double least, greatest;
};

static struct extent extent_of(const struct energies *e)
{
    struct extent extent = {INFINITY, -INFINITY};
    for (size_t k = 0; k < e->count; k++) {
        extent.least = fmin(extent.least, fmin(e->energy[k].textbook, e->energy[k].circuit));
        extent.greatest = fmax(extent.greatest, fmax(e->energy[k].textbook, e->energy[k].circuit));
    }
    return extent;
}

static void write_curve(struct energies *e, bool circuit, const char *name, double time_scale, double scale, FILE *out)
{
    const struct diagram_curve curve = {e->time, e->value, e->count};
    for (size_t k = 0; k < e->count; k++) {
        e->value[k] = circuit ? e->energy[k].circuit : e->energy[k].textbook;
    }
    diagram_write_curve(&curve, name, time_scale, scale, out);
}

static enum status energy_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    static const char FUNCTION[] = "Hopfield function", FIELD[] = "with constant field";
    const struct diagram_span span = diagram_span(run);
    struct energies energies;
    enum status status = energies_take(run, &energies, diagnostic);
    (void)height;
    if (status == STATUS_OK) {
        const struct extent extent = extent_of(&energies);
        const struct diagram_unit unit = diagram_unit(fmax(fabs(extent.least), fabs(extent.greatest)), "V");
        const char *width = diagram_line_width(energies.count);
        write_curve(&energies, false, "textbook", span.unit.scale, unit.scale, out);
        write_curve(&energies, true, "circuit", span.unit.scale, unit.scale, out);
        diagram_time_axis(run, out);
        diagram_value_axis(extent.least * unit.scale, extent.greatest * unit.scale, out);
        diagram_key(has_field(run) ? 2 : 1, strlen(has_field(run) ? FIELD : FUNCTION), out);
        fprintf(out,
                "set ylabel 'network energy (%s)' offset 0.6,0\n"
                "plot $textbook using 1:2 with lines lt 1%s title '%s'",
                unit.name, width, FUNCTION);
        if (has_field(run)) {
            fprintf(out, ", $circuit using 1:2 with lines lt 2%s title '%s'", width, FIELD);
        }
        fputc('\n', out);
    }
    energies_clear(&energies);
    return status;
}

const struct diagram diagram_energy = {
    .name = "energy",
    .title = "Network energy",
    .height = 340,
    .caption = energy_caption,
    .describe = energy_describe,
    .script = energy_script,
};
