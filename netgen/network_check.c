#include "netgen/network_check.h"

#include "base/number.h"
#include "base/c_locale.h"

#include "netgen/readers/graph.h"
#include "netgen/load_phase.h"
#include "netgen/technologies/technology.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

/* Where the reason of a failed check goes. */
struct reason {
    char *text;
    size_t size;
};

/* Writes the reason; false, so that a check can `return refuse(...)`. */
__attribute__((format(printf, 2, 3))) static bool refuse(struct reason why, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why.text, why.size, format, arguments);
    va_end(arguments);
    return false;
}

bool network_check_devices(const struct network *net, char *text, size_t size)
{
    IN_C_LOCALE;
    return net->technology->check(net, text, size);
}

bool network_check_load(const struct network *net, double *needed, char *text, size_t size)
{
    IN_C_LOCALE;
    *needed = load_phase_time(net);
    return isfinite(*needed) ||
           refuse((struct reason){text, size},
                  "the load voltage V_C = %g V does not move a soma's wall against its leak; raise V_C", net->v_c);
}

bool network_check_unit(double unit, double no_edge, char *text, size_t size)
{
    IN_C_LOCALE;
    const struct reason why = {text, size};
    if (!(unit > 0.0 && unit <= NETWORK_GREATEST_UNIT)) {
        return refuse(why, "W = %g V must be above 0 and at most %g V", unit, NETWORK_GREATEST_UNIT);
    }
    return fabs(no_edge) <= 1.0 || refuse(why, "the weight without an edge, %g W, must be from -1 to 1 W", no_edge);
}

/* A field is a resistor whose conductance has the ratio of the field to the heaviest coupling: beyond this ratio, 1e-9
 * of the resistance of a synapse, ngspice's matrix becomes singular, and then the ratio overflows. */
static const double GREATEST_FIELD = 1e9;

static bool check_fields(const struct weights *w, struct reason why)
{
    for (size_t j = 0; w->field && j < w->n; j++) {
        if (!(fabs(w->field[j]) / GREATEST_FIELD <= w->heaviest)) {
            return refuse(
                why,
                "the field h_i of neuron %zu (from 0), %g, is more than %s times the heaviest coupling, %g; expected a "
                "smaller linear term",
                j, w->field[j], ROUNDED(GREATEST_FIELD), w->heaviest);
        }
    }
    return true;
}

static bool check_weights(const struct weights *w, struct reason why)
{
    if (w->kind != WEIGHTS_MATRIX && !network_check_unit(w->unit, w->no_edge, why.text, why.size)) {
        return false;
    }
    if (w->rule == WEIGHTS_PSEUDOINVERSE && w->patterns >= w->n) {
        return refuse(why,
                      "%zu patterns of %zu neurons: the pseudoinverse makes weights of 0 V; expected fewer patterns",
                      w->patterns, w->n);
    }
    if (w->dependent) {
        return refuse(why,
                      "pattern %zu is a linear combination of those before it, such as one of them or its inverse; the "
                      "pseudoinverse needs independent patterns: leave it out",
                      w->dependent);
    }
    if (w->kind == WEIGHTS_GRAPH && !graph_weights_add_up(w->graph)) {
        return refuse(why, "the weights of all edges together are beyond %g; expected smaller weights",
                      GRAPH_GREATEST_SUM);
    }
    if (w->kind == WEIGHTS_MATRIX && !(w->heaviest <= WEIGHTS_GREATEST)) {
        return refuse(why, "a weight of %g V; expected at most %g V", w->heaviest, WEIGHTS_GREATEST);
    }
    return check_fields(w, why);
}

bool network_check_values(const struct network *net, char *text, size_t size)
{
    IN_C_LOCALE;
    const struct reason why = {text, size};
    if (net->n < 2 || net->n > NETWORK_GREATEST_N) {
        return refuse(why, "a network needs at least 2 neurons and at most %zu, not %zu", NETWORK_GREATEST_N, net->n);
    }
    if (!net->technology->check_circuit(net, text, size)) {
        return false;
    }
    return check_weights(&net->weights, why);
}

static bool check_stop_time(double t_stop, struct reason why)
{
    if (!(t_stop >= NETWORK_SHORTEST_RUN && t_stop <= NETWORK_LONGEST_RUN)) {
        return refuse(why, "stop time %g s must be from %g to %g s%s", t_stop, NETWORK_SHORTEST_RUN,
                      NETWORK_LONGEST_RUN, t_stop > NETWORK_LONGEST_RUN ? "; 1u is a microsecond" : "");
    }
    return true;
}

bool network_check_load_time(double t_load, double t_stop, char *text, size_t size)
{
    IN_C_LOCALE;
    const struct reason why = {text, size};
    if (!check_stop_time(t_stop, why)) {
        return false;
    }
    if (!(t_load > 0.0 && t_load < t_stop)) {
        return refuse(why, "load time %g s must be above 0 and below the stop time %g s", t_load, t_stop);
    }
    return true;
}

bool network_check_times(const struct network *net, char *text, size_t size)
{
    IN_C_LOCALE;
    return check_stop_time(net->t_stop, (struct reason){text, size}) && net->technology->check_times(net, text, size);
}
