#include "report/unrest_words.h"

#include "base/number.h"
#include "report/quantity.h"

#include <math.h>
#include <string.h>

/* ---- Which neurons, and how ---- */

/* A name that has room in a sentence. */
static struct network_label short_label(const struct report *report, size_t neuron)
{
    struct network_label label = network_label(report->network, neuron);
    if (strlen(label.text) > 40) {
        snprintf(label.text, sizeof label.text, "neuron %zu", neuron);
    }
    return label;
}

/* Puts the names of the first restless neurons into `text`, as many as have room. */
static void list_names(const struct report *report, const struct unrest *unrest, char *text, size_t size)
{
    size_t listed = 0, used = 0;
    text[0] = '\0';
    for (size_t k = 0; k < unrest->neurons && k < UNREST_SHOWN; k++) {
        const struct network_label label = short_label(report, unrest->first[k].neuron);
        const size_t length = strlen(label.text);
        if (used + length + 2 >= size) {
            break;
        }
        used += (size_t)snprintf(text + used, size - used, "%s%s", k ? ", " : "", label.text);
        listed++;
    }
    if (listed < unrest->neurons) {
        snprintf(text + used, size - used, " and %zu more", unrest->neurons - listed);
    }
}

static void add_count(size_t count, const char *one, const char *more, char *text, size_t size)
{
    const size_t used = strlen(text);
    if (count > 0) {
        snprintf(text + used, size - used, "%s%zu %s", used ? ", " : "", count, count == 1 ? one : more);
    }
}

static void warn_of_neurons(const struct report *report, const struct unrest *u, struct warnings *w)
{
    char names[160], motions[80] = "";
    list_names(report, u, names, sizeof names - 24); /* and so many more */
    add_count(u->oscillating, "oscillates", "oscillate", motions, sizeof motions);
    add_count(u->creeping, "creeps", "creep", motions, sizeof motions);
    add_count(u->neurons - u->oscillating - u->creeping, "is on its way", "are on their way", motions, sizeof motions);
    warning_add(w, "unrest", false, "%zu of %zu neurons still move%s: %s; %s", u->neurons, report->network->n,
                u->neurons == 1 ? "s" : "", names, motions);
}

/* ---- What drives them, and what to change ---- */

/* What the current does to the wall, beside its leak. */
static void say_drive(const struct restless *r, char *text, size_t size)
{
    const double nothing = 1e-3; /* of the leak: rounding, and the digits of raw files */
    if (isfinite(r->drive) && fabs(r->drive) < nothing * fabs(r->leak)) {
        snprintf(text, size, "nothing drives it but its leak, %.3g m/s", r->leak);
    } else if (isfinite(r->drive) && r->leak != 0.0) {
        snprintf(text, size, "its drive, %.3g m/s, is %s times its leak, %.3g m/s", r->drive,
                 ROUNDED(fabs(r->drive / r->leak)), r->leak);
    } else {
        snprintf(text, size, "its leak is %.3g m/s", r->leak);
    }
}

static bool is_symmetric(const struct weights *weights)
{
    if (weights->kind != WEIGHTS_MATRIX) {
        return true;
    }
    for (size_t i = 0; i < weights->n; i++) {
        for (size_t j = i + 1; j < weights->n; j++) {
            if (weights->matrix->value[i * weights->n + j] != weights->matrix->value[j * weights->n + i]) {
                return false;
            }
        }
    }
    return true;
}

static void warn_of_oscillation(const struct report *report, const struct unrest *u, struct warnings *w)
{
    char drive[100];
    const char *mend = "start from another state";
    if (!is_symmetric(&report->network->weights)) {
        mend = "weights that are not symmetric need not lead to rest; expected W_ij = W_ji";
    } else if (report->network->dendrite == DENDRITE_PLAIN) {
        mend = "use --dendrite balanced, or start from another state";
    }
    say_drive(&u->swings, drive, sizeof drive);
    warning_add(w, "oscillation", false,
                "walls oscillate with a period of about %s; the fastest goes at up to %.3g m/s: %s; more time does not "
                "help: %s",
                quantity(u->period, "s").text, fabs(u->swings.speed), drive, mend);
}

/* The stop time that suffices at these speeds, rounded up to two digits, as --stop takes it. */
static struct quantity enough(const struct report *report, const struct unrest *u)
{
    const double exact = report->measures->time_to_solution + u->remaining;
    const double digit = pow(10.0, floor(log10(exact)) - 1.0);
    return quantity(ceil(exact / digit) * digit, "s");
}

static void warn_of_creep(const struct report *report, const struct unrest *u, struct warnings *w)
{
    char drive[100];
    const struct restless *r = &u->slowest;
    const char *wall = r->axon ? "axons" : "soma";
    const struct network_label label = short_label(report, r->neuron);
    say_drive(r, drive, sizeof drive);
    if (isfinite(r->remaining)) {
        warning_add(w, "creep", false,
                    "the wall of the %s of %s creeps at %.3g m/s: %s; at this speed it needs another %s: use --stop "
                    "%s or more",
                    wall, label.text, r->speed, drive, quantity(r->remaining, "s").text, enough(report, u).text);
    } else {
        warning_add(w, "creep", false,
                    "the wall of the %s of %s creeps at %.3g m/s and gets slower: %s, and it may stay inside its "
                    "track; raise --w, or start from another state",
                    wall, label.text, r->speed, drive);
    }
}

static void warn_of_way(const struct report *report, const struct unrest *u, struct warnings *w)
{
    if (isfinite(u->remaining)) {
        warning_add(w, "stop", false, "the run ends before walls arrive that are on their way: use --stop %s or more",
                    enough(report, u).text);
    } else {
        warning_add(w, "stop", false, "the run ends before walls arrive that are on their way: use a later --stop");
    }
}

void unrest_warn(const struct report *report, struct warnings *w)
{
    const struct unrest *u = &report->measures->unrest;
    if (u->neurons == 0) {
        return;
    }
    warn_of_neurons(report, u, w);
    if (u->oscillating > 0) {
        warn_of_oscillation(report, u, w);
    }
    if (u->creeping > 0) {
        warn_of_creep(report, u, w);
    }
    if (u->oscillating + u->creeping < u->neurons) {
        warn_of_way(report, u, w);
    }
}

/* ---- For programs ---- */

static void add_neuron(const struct report *report, const struct restless *r, struct document *document)
{
    static const char *const MOTIONS[] = {
        [UNREST_OSCILLATES] = "oscillates", [UNREST_CREEPS] = "creeps", [UNREST_MOVES] = "moves"};
    document_object(document, NULL);
    document_count(document, "neuron", r->neuron);
    document_text(document, "name", network_label(report->network, r->neuron).text);
    document_text(document, "motion", MOTIONS[r->motion]);
    document_text(document, "wall", r->axon ? "axon" : "soma");
    document_real(document, "speed_m_s", r->speed);
    document_real(document, "drive_m_s", r->drive);
    document_real(document, "leak_m_s", r->leak);
    document_real(document, "remaining_s", r->remaining);
    document_close(document);
}

void unrest_add(const struct report *report, struct document *document)
{
    const struct unrest *u = &report->measures->unrest;
    if (u->neurons == 0) {
        return;
    }
    document_object(document, "unrest");
    document_count(document, "neurons", u->neurons);
    document_count(document, "oscillating", u->oscillating);
    document_count(document, "creeping", u->creeping);
    if (u->oscillating > 0) {
        document_real(document, "period_s", u->period);
    }
    if (u->oscillating < u->neurons) {
        document_real(document, "remaining_s", u->remaining);
    }
    document_list(document, "first");
    for (size_t k = 0; k < u->neurons && k < UNREST_SHOWN; k++) {
        add_neuron(report, &u->first[k], document);
    }
    document_close(document);
    document_close(document);
}
