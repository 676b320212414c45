#include "netgen/questions/boltzmann.h"

#include "base/number.h"
#include "netgen/warning.h"

#include <math.h>
#include <string.h>

enum { ALL_STATES = 12, SHOWN_STATES = 16 }; /* variables up to which lists have all states; rows for people */
enum { HEAD_LENGTH = 23 };                   /* of names at the head of a column, characters */

static const struct boltzmann *boltzmann_of(const struct network *network)
{
    return network->asked;
}

const struct variables *boltzmann_variables(const struct network *network)
{
    return &boltzmann_of(network)->variables;
}

/* The variables of the answer's state, which has the least energy that was seen. */
static size_t lowest_state(const struct answer *answer)
{
    size_t state = 0;
    for (size_t v = 0; v < boltzmann_variables(answer->network)->count; v++) {
        state = state << 1 | (answer->state[v] == '1');
    }
    return state;
}

/* The share of time in which the factors are right; NaN where it is not known, and for other machines. */
static double right_share(const struct answer *answer)
{
    const struct boltzmann *b = boltzmann_of(answer->network);
    double share = 0.0;
    if (b->kind != BOLTZMANN_FACTOR || !answer->distribution) {
        return NAN;
    }
    for (size_t k = 0; k < answer->distribution->states; k++) {
        const struct factors factors = boltzmann_factors(b, k);
        share += factors.first * factors.second == b->product ? answer->distribution->share[k] : 0.0;
    }
    return share;
}

void boltzmann_measure(const struct answer *answer, double *value)
{
    value[0] = answer->quality->objective;
    value[1] = answer->distribution ? answer->distribution->variation : NAN;
    value[2] = answer->distribution ? answer->distribution->by_chance : NAN;
    value[3] = right_share(answer);
}

/* Where a run is too short for its scatter to say so. */
static void warn_of_shortness(const struct distribution *d, struct warnings *w)
{
    const size_t unseen = distribution_unseen(d);
    if (unseen < d->states && d->exact[unseen] >= DISTRIBUTION_NOT_MISSED) {
        char state[DISTRIBUTION_MOST_VARIABLES + 1];
        warning_add(w, "valleys", false,
                    "the run never sees %s, which has %.3g %% of the time by Boltzmann's law: it is too short, and the "
                    "errors are too small; a longer --stop helps",
                    distribution_text(d, unseen, state), 100.0 * d->exact[unseen]);
    } else if (d->draws < DISTRIBUTION_LEAST_DRAWS) {
        warning_add(
            w, "valleys", false,
            "the run has %.3g draws of each p-bit, so its parts, whose scatter gives the errors, depend on each "
            "other, and the errors are too small; expected a --stop of at least %.0f draws",
            d->draws, DISTRIBUTION_LEAST_DRAWS);
    }
}

void boltzmann_warn(const struct answer *answer, struct warnings *w)
{
    const struct distribution *d = answer->distribution;
    if (!d) {
        return;
    }
    if (!(d->apart > DISTRIBUTION_APART)) {
        warn_of_shortness(d, w);
        return;
    }
    /* beyond that the figure is about the scatter of a run that hardly moves, which may be 0 */
    const double most = 1000.0;
    char apart[40];
    if (d->apart <= most) {
        number_rounded(apart, sizeof apart, d->apart, 3);
    } else {
        snprintf(apart, sizeof apart, "more than %.0f", most);
    }
    if (d->exact) {
        warning_add(w, "valleys", false,
                    "shares of time are %s times as far from Boltzmann's law as by chance: the run stays in few "
                    "valleys, and the errors are too small, or inputs lag; a longer --stop, or a lower "
                    "--inverse-temperature, helps",
                    apart);
    } else {
        warning_add(w, "valleys", false,
                    "errors are too small: four runs of a quarter of this length, from random states, are %s times as "
                    "far apart as theirs allow by chance, so each stays in few valleys; a longer --stop, or a lower "
                    "--inverse-temperature, helps",
                    apart);
    }
}

/* "A = 1, B = 1, C = 1", or "3 x 5 = 15", which says so where the product is another one. */
static void say_state(const struct answer *answer, size_t state, FILE *out)
{
    const struct boltzmann *b = boltzmann_of(answer->network);
    const size_t count = b->variables.count;
    if (b->kind == BOLTZMANN_FACTOR) {
        const struct factors factors = boltzmann_factors(b, state);
        const bool right = factors.first * factors.second == b->product;
        fprintf(out, "%s", right ? "" : "not found; the state of least energy that was seen is ");
        fprintf(out, "%lu x %lu = %lu", factors.first, factors.second, factors.first * factors.second);
        return;
    }
    for (size_t v = 0; v < count; v++) {
        fprintf(out, "%s%s = %d", v ? ", " : "", b->variables.name[v], (int)(state >> (count - 1 - v) & 1U));
    }
}

void boltzmann_say(const struct answer *answer, FILE *out)
{
    const struct distribution *d = answer->distribution;
    if (boltzmann_of(answer->network)->kind == BOLTZMANN_FACTOR) {
        say_state(answer, lowest_state(answer), out);
        if (d) {
            fprintf(out, "; factors are right in %.3g %% of the time", 100.0 * right_share(answer));
        }
    } else if (d) {
        say_state(answer, d->ranked[0], out);
        fprintf(out, " in %.3g %% of the time", 100.0 * d->share[d->ranked[0]]);
    } else {
        say_state(answer, lowest_state(answer), out);
    }
}

/* Rows of states and what is known of them, the most frequent first: `digits` of shares times `scale`, 0 for all. */
static void add_states(const struct distribution *d, size_t most, double scale, int digits,
                       const struct question_table *table)
{
    for (size_t r = 0; r < d->states && r < most; r++) {
        const size_t k = d->ranked[r];
        const double value[] = {d->share[k], d->error[k], d->exact ? d->exact[k] : NAN};
        char state[DISTRIBUTION_MOST_VARIABLES + 1], text[3][32] = {"", "", ""};
        for (size_t c = 0; c < 3 && !isnan(value[c]); c++) {
            if (digits) {
                snprintf(text[c], sizeof text[c], "%.*f", digits, scale * value[c]);
            } else {
                number_shortest(text[c], sizeof text[c], scale * value[c]);
            }
        }
        table->row(table->context, (const char *const[]){distribution_text(d, k, state), text[0], text[1], text[2]});
    }
}

void boltzmann_list(const struct answer *answer, const struct question_table *table)
{
    const struct variables *variables = boltzmann_variables(answer->network);
    const struct distribution *d = answer->distribution;
    char state[DISTRIBUTION_MOST_VARIABLES + 1];
    if (d) {
        const size_t all = (size_t)1 << ALL_STATES;
        table->begin(table->context, (const char *const[]){"state", "share", "error", "exact"}, 4, 1);
        add_states(d, d->states <= all ? d->states : d->seen, 1.0, 0, table);
        table->end(table->context, NULL);
        return;
    }
    memcpy(state, answer->state, variables->count);
    state[variables->count] = '\0';
    table->begin(table->context, (const char *const[]){"state"}, 1, 1);
    table->row(table->context, (const char *const[]){state});
    table->end(table->context, NULL);
}

enum { NAMES_SIZE = DISTRIBUTION_MOST_VARIABLES * (DISTRIBUTION_NAME_SIZE + 2) };

/* The names with `between` between them: "A B C". */
static void join_names(const struct variables *variables, const char *between, char text[NAMES_SIZE])
{
    char *end = text;
    *text = '\0';
    for (size_t v = 0; v < variables->count; v++) {
        end += sprintf(end, "%s%s", v ? between : "", variables->name[v]);
    }
}

void boltzmann_table(const struct answer *answer, const struct question_table *table)
{
    const struct distribution *d = answer->distribution;
    char names[NAMES_SIZE], order[NAMES_SIZE + 40] = "", note[NAMES_SIZE + 240];
    if (!d) {
        return;
    }
    join_names(&d->variables, " ", names);
    const bool fits = strlen(names) <= HEAD_LENGTH;
    if (!fits) {
        join_names(&d->variables, ", ", names);
        snprintf(order, sizeof order, "States have the bits of %s. ", names);
    }
    const char *head = fits ? names : "state";
    table->begin(table->context, (const char *const[]){head, "% of the time", "standard error", "exact %"}, 4, 1);
    add_states(d, SHOWN_STATES, 100.0, 3, table);
    if (d->exact) {
        snprintf(note, sizeof note,
                 "%sTotal variation %.2g; %.2g is its mean by chance alone. The %zu most frequent of %zu states.",
                 order, d->variation, d->by_chance, d->states < SHOWN_STATES ? d->states : (size_t)SHOWN_STATES,
                 d->states);
    } else {
        snprintf(note, sizeof note, "%sThe %zu most frequent of %zu states, of which %zu %s seen.", order,
                 d->states < SHOWN_STATES ? d->states : (size_t)SHOWN_STATES, d->states, d->seen,
                 d->seen == 1 ? "was" : "were");
    }
    table->end(table->context, note);
}
