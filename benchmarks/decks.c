#include "benchmarks/decks.h"

#include "netgen/deck.h"
#include "base/input.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Any size does: it scales all currents alike. */
static const double WALL_CAPACITANCE = 1e-12; /* F */

/* Capacitor current in A for each volt along the track, and that of the leak. Eqs. (1), (2). */
static double drive_slope(const struct dwmtj *device)
{
    return WALL_CAPACITANCE * dwmtj_mobility(device) / (device->rm * device->length);
}

static double leak_current(const struct dwmtj *device)
{
    return WALL_CAPACITANCE * device->vleak / device->length;
}

/* The stops as they are commonly written: the velocity counts unless the wall is at an end and pushed outwards. Eq.
 * (3). */
static void write_switched(FILE *out, const struct dwmtj *device)
{
    char drive[128];
    snprintf(drive, sizeof drive, "(%.17g*v(dwin,dwout)%+.17g)", drive_slope(device), leak_current(device));
    fprintf(out, "bmotion 0 wall i=(v(wall)<1||%s<0)&&(v(wall)>0||%s>0)?%s:0\n", drive, drive, drive);
}

/* Linear elements drive the wall; a B source brings it back from beyond an end, in proportion. */
static void write_sprung(FILE *out, const struct dwmtj *device, double stop_rate)
{
    fprintf(out, "gdrive 0 wall dwin dwout %.17g\n", drive_slope(device));
    fprintf(out, "ileak 0 wall %.17g\n", leak_current(device));
    fprintf(out, "bstops wall 0 i=%.17g*(max(v(wall)-1,0)+min(v(wall),0))\n", WALL_CAPACITANCE * stop_rate);
}

const struct behavioural_device behavioural_devices[BEHAVIOURAL_DEVICES] = {
    {"sprung stops, 0.2 ns", "errors of about 0.01 nm, near those of the code model", 1e13, 0.2e-9, 1e-4},
    {"sprung stops, 0.5 ns", "errors of about 0.1 nm; with longer steps they grow to nanometres at N = 60", 1e12,
     0.5e-9, 1e-4},
    {"switched stops, 0.5 ns", "the stops as they are commonly written", 0.0, 0.5e-9, 1e-4},
};

enum status decks_reference(const struct network *network, char **text, struct diagnostic *diagnostic)
{
    struct network fine = *network; /* shares what its pointers name */
    fine.soma.dxmax = fine.axon.dxmax = DECKS_REFERENCE_DXMAX;
    char *deck;
    *text = NULL;
    enum status status = deck_text(&fine, DECK_COMPACT, &deck, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    char *analysis = strstr(deck, "\n.tran ");
    if (!analysis) {
        status = fail(diagnostic, STATUS_SIMULATOR, "error: the generated deck has no .tran line");
    } else if (asprintf(text, "%.*s\n.tran %.9g %.9g 0 %.9g\n.end\n", (int)(analysis - deck), deck,
                        DECKS_REFERENCE_STEP, network->t_stop, DECKS_REFERENCE_STEP) < 0) {
        *text = NULL;
        status = fail_memory(diagnostic);
    }
    free(deck);
    return status;
}

static bool starts_with(const char *line, const char *word)
{
    return strncmp(line, word, strlen(word)) == 0;
}

/* Eqs. (4), (5), with x / L as the voltage of the node wall. */
static void write_junction(FILE *out, const struct dwmtj *device)
{
    double left = dwmtj_left_edge(device) / device->length, width = device->width / device->length;
    double off = dwmtj_conductance(device, 0.0), on = dwmtj_conductance(device, device->length);
    fprintf(out, "bjunction mtjin mtjout i=v(mtjin,mtjout)*(%.17g+%.17g*min(max(v(wall)-%.17g,0),%.17g))\n", off,
            (on - off) / width, left, width);
}

/* The subcircuit whose `header` line is ".subckt soma ...", ".subckt axon ..." or ".subckt axon_watched ...". */
static void write_subcircuit(FILE *out, const char *header, const struct network *network,
                             const struct behavioural_device *behavioural)
{
    const struct dwmtj *device = starts_with(header, ".subckt soma ") ? &network->soma : &network->axon;
    fprintf(out, "%s\nrtrack dwin dwout %.17g\n", header, device->rm);
    fprintf(out, "cwall wall 0 %.17g ic=%.17g\n", WALL_CAPACITANCE, device->xinit / device->length);
    if (behavioural->stop_rate > 0.0) {
        write_sprung(out, device, behavioural->stop_rate);
    } else {
        write_switched(out, device);
    }
    write_junction(out, device);
    fputs(".ends\n", out);
}

/* A .save line with "v(xsoma_0.wall)" for "@a.xsoma_0.awall[x]". */
static void write_saves(FILE *out, char *line)
{
    static const char PREFIX[] = "@a.";
    char *rest = line, *word;
    while ((word = word_next(&rest))) {
        char *end = starts_with(word, PREFIX) ? strstr(word, ".awall[x]") : NULL;
        if (end) {
            *end = '\0';
            fprintf(out, "v(%s.wall) ", word + strlen(PREFIX));
        } else {
            fprintf(out, "%s ", word);
        }
    }
    fputc('\n', out);
}

void decks_behavioural_soma(size_t j, char *name)
{
    snprintf(name, DECK_NAME_SIZE, "v(xsoma_%zu.wall)", j);
}

static void rewrite(FILE *out, char *deck, const struct network *network, const struct behavioural_device *device)
{
    struct line_reader reader = {.next = deck};
    bool dropped = false;
    for (char *line; (line = line_next(&reader));) {
        if (dropped && line[0] == '+') {
            continue;
        }
        dropped = starts_with(line, ".meas ") || starts_with(line, ".model soma_wall ") ||
                  starts_with(line, ".model axon_wall ") || starts_with(line, ".model watched_wall ");
        if (dropped) {
            continue;
        }
        if (starts_with(line, ".subckt ")) {
            write_subcircuit(out, line, network, device);
            while ((line = line_next(&reader)) && !starts_with(line, ".ends")) {
            }
        } else if (starts_with(line, ".save ")) {
            write_saves(out, line);
        } else if (starts_with(line, ".options ")) {
            fprintf(out, ".options reltol=%.9g\n", device->reltol);
        } else if (starts_with(line, ".tran ")) {
            fprintf(out, ".tran %.9g %.9g 0 %.9g uic\n", device->longest_step, network->t_stop, device->longest_step);
        } else {
            fprintf(out, "%s\n", line);
        }
    }
}

enum status decks_behavioural(const struct network *network, const struct behavioural_device *device, char **text,
                              struct diagnostic *diagnostic)
{
    struct text made;
    char *deck;
    *text = NULL;
    enum status status = deck_text(network, DECK_SUBCIRCUITS, &deck, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = text_begin(&made, diagnostic);
    if (status == STATUS_OK) {
        rewrite(made.stream, deck, network, device);
        status = text_end(&made, diagnostic);
        *text = made.bytes;
    }
    free(deck);
    return status;
}
