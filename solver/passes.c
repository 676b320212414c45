#include "solver/passes.h"

#include "base/team.h"

#include <math.h>

/* Conductance in S of a junction with its wall at `x` (m). Where walls are `plain`, loops become vector code. */
VECTOR_PART double conductance(const struct dwmtj *d, const struct junction *plain, double x)
{
    return plain ? plain->antiparallel +
                       plain->contrast * dwmtj_clamp((x - plain->left) * plain->per_width, 0.0, 1.0) /* Eqs. (4), (5) */
                 : dwmtj_conductance(d, x);
}

/* The rate in S/s at which that changes, with the wall driven with `v` (m/s). An end of the track is not below the
 * junction, so that there the drive is what matters. */
VECTOR_PART double conductance_rate(const struct dwmtj *d, const struct junction *plain, double x, double v)
{
    return plain ? (((x > plain->left) & (x < plain->right)) ? plain->slope * v : 0.0) /* Eq. (6) */
                 : dwmtj_conductance_slope(d, x) * dwmtj_motion(d, x, v);
}

/* Neuron j's of a[], which begins with that of neuron `first`. Where all are alike, so that it is a constant to a loop,
 * any will do. */
VECTOR_PART double of(const double *a, size_t j, size_t first, bool alike)
{
    return alike ? a[0] : a[j - first];
}

/* The neuron with which these arrays begin, as a part that begins with `from` sees them. */
static size_t first_supplied(const struct matched *m, size_t from)
{
    return m->alike ? from : 0;
}

/* What the synapses drive into the neurons from `from` to `to`, A, or its rate for the rate g[n]; in room[] if it has
 * to be made. */
VECTOR_PART const double *current_of(const struct matched *m, const double *g, size_t from, size_t to,
                                     const struct pass_input *in, double *room)
{
    if (!in->sums) {
        return in->current + from;
    }
    synapses_spread(m->synapses, g, from, to, in->sums, room);
    return room;
}

/* What they add to the sums of products. */
static void gather(const struct matched *m, const double *g, size_t from, size_t to)
{
    const size_t products = synapses_products(m->synapses);
    if (products > 0) {
        synapses_gather(m->synapses, g, from, to, m->sums + (from / PASS_PART + 1) * products);
    }
}

/* The sum of each[to - from] over all neurons for which those from `from` to `to` stand. */
VECTOR_PART double sum_over(const struct matched *m, const double *each, size_t from, size_t to)
{
    return vector_sum_of(each, m->neurons ? m->neurons + from : NULL, to - from);
}

/* ---- Rates ---- */

VECTOR_PART struct pass rates(const struct matched *m, size_t from, size_t to, bool plain, bool alike)
{
    const struct junction soma_plain = m->soma_junction, axon_plain = m->axon_junction;
    const struct junction *soma_junction = plain ? &soma_plain : NULL, *axon_junction = plain ? &axon_plain : NULL;
    const struct walls soma = m->soma, axon = m->axon;
    const double *share = m->share, *per_tracks = m->per_tracks, *drive = m->axon_drive, *p_share = m->p_share;
    const double *squares = synapses_squares(m->synapses);
    const size_t first = first_supplied(m, from);
    double *g_rate = m->g_rate;
    double soma_power[PASS_PART], power[PASS_PART]; /* of each neuron */
    VECTOR_LOOP
    for (size_t j = from; j < from + vector_whole(to - from); j++) {
        double soma_rate = conductance_rate(&m->soma_device, soma_junction, soma.x[j], soma.v[j]);
        double axon_rate = conductance_rate(&m->axon_device, axon_junction, axon.x[j], axon.v[j]);
        double per_siemens = of(per_tracks, j, first, alike);
        double share_rate = (1.0 - share[j]) * (1.0 - share[j]) * per_siemens * soma_rate; /* of Eq. (11) */
        axon.rate[j] = of(drive, j, first, alike) * share_rate;
        g_rate[j] = axon_rate;
        soma_power[j - from] = of(p_share, j, first, alike) * share_rate;
        power[j - from] = axon_rate * squares[j];
    }
    return (struct pass){.soma = m->p_tracks * sum_over(m, soma_power, from, to),
                         .synapse = sum_over(m, power, from, to),
                         .total = sum_over(m, g_rate + from, from, to)};
}

VECTOR struct pass pass_rates(const struct matched *m, size_t from, size_t to, const struct pass_input *in)
{
    (void)in;
    struct pass found = !m->plain                ? rates(m, from, to, false, false)
                        : m->alike && to <= m->n ? rates(m, from, to, true, true)
                                                 : rates(m, from, to, true, false);
    if (!m->loading) {
        gather(m, m->g_rate, from, to);
    }
    return found;
}

/* ---- Prediction ---- */

/* Where the walls of a vector are after `h`, some of them held at an end of the track until their drives turn. */
VECTOR_PART void hold_vector(const struct dwmtj *device, const struct walls *walls, size_t i, double h)
{
    const struct dwmtj d = *device;
    const struct walls w = *walls;
    VECTOR_LOOP
    for (size_t k = 0; k < LANES; k++) {
        double v = w.v[i + k];
        w.x_ahead[i + k] = dwmtj_advance(&d, w.x[i + k], v, v + h * w.rate[i + k], h);
    }
}

/* The walls of the vectors that predict marked. */
VECTOR_PART void hold(const struct matched *m, size_t from, size_t to, double h)
{
    for (size_t i = from; i < to; i += LANES) {
        if (m->held_vectors[i / LANES]) {
            hold_vector(&m->soma_device, &m->soma, i, h);
            hold_vector(&m->axon_device, &m->axon, i, h);
        }
    }
}

/* When wall j begins or ends to cross its junction, s; `never` where it does not. */
VECTOR_PART double kink_of_wall(const struct walls_track *t, const struct walls *w, size_t j, double never)
{
    double x = w->x[j], x_end = w->x_ahead[j], time = walls_time_to_edge(t, x, w->v[j], w->rate[j], x_end);
    return walls_past_edge(t, x, x_end) < 0.0 ? time : never;
}

/* The first moment before `first` at which one of a vector does, s; else `first`. */
VECTOR_PART double kink_of_vector(const struct matched *m, size_t i, double first)
{
    const struct walls_track soma_track = m->soma_track, axon_track = m->axon_track;
    const struct walls soma = m->soma, axon = m->axon;
    const double never = first, ignored = m->loading ? never : 0.0; /* of axons in the load phase */
#pragma omp simd reduction(min : first)
    for (size_t j = i; j < i + LANES; j++) {
        double of_soma = kink_of_wall(&soma_track, &soma, j, never);
        double of_axon = kink_of_wall(&axon_track, &axon, j, never);
        of_axon = of_axon > ignored ? of_axon : ignored;
        double time = of_soma < of_axon ? of_soma : of_axon;
        first = time < first ? time : first;
    }
    return first;
}

/* How walls of a kind move in a step of `h`: some held at an end of the track, or pinned, or none. */
struct mover {
    struct walls_track track;
    const struct dwmtj *held; /* NULL: none */
    double h, speed;          /* s; m/s, of walls_error */
};

VECTOR_PART struct mover mover_of(const struct dwmtj *d, const struct walls_track *track, double h, double speed,
                                  bool held)
{
    return (struct mover){*track, held ? d : NULL, h, speed};
}

/* Eq. (7) for one wall; with a division where it may be held. */
VECTOR_PART double advance(const struct mover *k, double x, double v, double v_end)
{
    return k->held ? dwmtj_advance(k->held, x, v, v_end, k->h) : walls_advance(&k->track, x, v, v_end, k->h);
}

/* Where a wall would be after a step, m; walls_not_held and walls_past_edge of it. */
struct prediction {
    double x, unheld, past;
};

VECTOR_PART struct prediction predict_wall(const struct mover *k, double x, double v, double v_rate)
{
    double v_end = v + k->h * v_rate, x_end = advance(k, x, v, v_end);
    double unheld = k->held ? 0.0 : walls_not_held(&k->track, x, v, v_end, k->h);
    return (struct prediction){x_end, unheld, walls_past_edge(&k->track, x, x_end)};
}

VECTOR_PART struct pass predict(const struct matched *m, size_t from, size_t to, double h, bool pinned)
{
    const struct mover of_somas = mover_of(&m->soma_device, &m->soma_track, h, 0.0, pinned);
    const struct mover of_axons = mover_of(&m->axon_device, &m->axon_track, h, 0.0, pinned);
    const struct walls soma = m->soma, axon = m->axon;
    double held[PASS_PART], edge[PASS_PART], least_unheld = 0.0, least_past = 0.0;
#pragma omp simd reduction(min : least_unheld, least_past)
    for (size_t j = from; j < from + vector_whole(to - from); j++) {
        struct prediction of_soma = predict_wall(&of_somas, soma.x[j], soma.v[j], soma.rate[j]);
        struct prediction of_axon = predict_wall(&of_axons, axon.x[j], axon.v[j], axon.rate[j]);
        double unheld = of_soma.unheld < of_axon.unheld ? of_soma.unheld : of_axon.unheld;
        double past = of_soma.past < of_axon.past ? of_soma.past : of_axon.past;
        soma.x_ahead[j] = of_soma.x;
        axon.x_ahead[j] = of_axon.x;
        held[j - from] = unheld;
        edge[j - from] = past < unheld ? past : unheld;
        least_unheld = unheld < least_unheld ? unheld : least_unheld;
        least_past = past < least_past ? past : least_past;
    }
    struct pass found = {.kink = h, .held = least_unheld < 0.0};
    if (found.held) {
        memset(m->held_vectors + from / LANES, 0, (to - from) / LANES);
        for (size_t i = 0; vector_next_marked(held, &i, to - from); i += LANES) {
            m->held_vectors[(from + i) / LANES] = 1;
        }
        hold(m, from, to, h);
    }
    for (size_t i = 0; (found.held || least_past < 0.0) && vector_next_marked(edge, &i, to - from); i += LANES) {
        found.kink = kink_of_vector(m, from + i, found.kink);
    }
    return found;
}

/* How fast the dendrites, balanced or not, change the somas' drives; gives the rate of what they save. */
VECTOR_PART double rate_dendrites(const struct matched *m, size_t from, size_t to, const struct pass_input *in)
{
    const double *wired = synapses_total_rate(m->synapses), *ends_rate = wired ? wired : m->g_rate;
    const double whole_rate = wired ? 0.0 : in->total, side = wired ? 1.0 : -1.0; /* all axons but a neuron's own */
    double room[PASS_PART];
    const double *current_rate = current_of(m, m->g_rate, from, to, in, room), *voltage = m->voltage,
                 *per_node = m->per_node;
    const double drive = m->loading ? 0.0 : m->soma_drive;
    double *v_rate = m->soma.rate, saved[PASS_PART];
    VECTOR_LOOP
    for (size_t j = from; j < from + vector_whole(to - from); j++) {
        double drained = voltage[j] * (whole_rate + side * ends_rate[j]);
        v_rate[j] = drive * (current_rate[j - from] - drained) * per_node[j]; /* rate of Eq. (11) */
        saved[j - from] = voltage[j] * (2.0 * current_rate[j - from] - drained);
    }
    return sum_over(m, saved, from, to);
}

VECTOR struct pass pass_predict(const struct matched *m, size_t from, size_t to, const struct pass_input *in)
{
    double saved = in->rated ? 0.0 : rate_dendrites(m, from, to, in);
    struct pass found = m->pinned ? predict(m, from, to, in->h, true) : predict(m, from, to, in->h, false);
    found.synapse = saved;
    return found;
}

/* ---- Somas' outputs ---- */

/* The prediction for a step of `h` that is shorter than the one that was predicted. */
VECTOR_PART void shorten(const struct matched *m, size_t from, size_t to, double h, bool pinned)
{
    const struct mover of_somas = mover_of(&m->soma_device, &m->soma_track, h, 0.0, pinned);
    const struct mover of_axons = mover_of(&m->axon_device, &m->axon_track, h, 0.0, pinned);
    const struct walls soma = m->soma, axon = m->axon;
    VECTOR_LOOP
    for (size_t j = from; j < from + vector_whole(to - from); j++) {
        double v_soma = soma.v[j] + h * soma.rate[j], v_axon = axon.v[j] + h * axon.rate[j];
        soma.x_ahead[j] = advance(&of_somas, soma.x[j], soma.v[j], v_soma);
        axon.x_ahead[j] = advance(&of_axons, axon.x[j], axon.v[j], v_axon);
    }
}

VECTOR_PART struct pass outputs(const struct matched *m, size_t from, size_t to, bool plain, bool alike)
{
    const struct junction soma_plain = m->soma_junction, axon_plain = m->axon_junction;
    const struct junction *soma_junction = plain ? &soma_plain : NULL, *axon_junction = plain ? &axon_plain : NULL;
    const double *x_soma = m->soma.x_ahead, *x_axon = m->axon.x_ahead;
    const double *g_tracks = m->g_tracks, *drive = m->axon_drive, *leak = m->axon_leak, *p_share = m->p_share;
    const double *squares = synapses_squares(m->synapses), *present = m->present;
    const size_t first = first_supplied(m, from);
    double *share = m->share, *v_axon = m->axon.v_ahead, *g = m->g;
    double soma_power[PASS_PART], power[PASS_PART]; /* of each neuron */
    VECTOR_LOOP
    for (size_t j = from; j < from + vector_whole(to - from); j++) {
        double g_soma = of(present, j, first, alike) * conductance(&m->soma_device, soma_junction, x_soma[j]);
        double g_axon = of(present, j, first, alike) * conductance(&m->axon_device, axon_junction, x_axon[j]);
        double of_supply = g_soma / (g_soma + of(g_tracks, j, first, alike)); /* Eq. (11) */
        share[j] = of_supply;
        v_axon[j] = of(drive, j, first, alike) * of_supply + of(leak, j, first, alike);
        g[j] = g_axon;
        soma_power[j - from] = of(p_share, j, first, alike) * of_supply;
        power[j - from] = g_axon * squares[j];
    }
    return (struct pass){.soma = m->p_tracks * sum_over(m, soma_power, from, to),
                         .synapse = sum_over(m, power, from, to),
                         .total = sum_over(m, g + from, from, to)};
}

VECTOR struct pass pass_outputs(const struct matched *m, size_t from, size_t to, const struct pass_input *in)
{
    if (in->shortened && m->pinned) {
        shorten(m, from, to, in->h, true);
    } else if (in->shortened) {
        shorten(m, from, to, in->h, false);
        if (in->held) {
            hold(m, from, to, in->h);
        }
    }
    struct pass found = !m->plain                ? outputs(m, from, to, false, false)
                        : m->alike && to <= m->n ? outputs(m, from, to, true, true)
                                                 : outputs(m, from, to, true, false);
    if (!m->loading) {
        gather(m, m->g, from, to);
    }
    return found;
}

/* ---- Dendrites, and the correction ---- */

/* Where a wall is after a step, for the drive that the prediction led to, m; its walls_error and walls_not_held, and
 * what is above 0 if it goes on below its junction. */
struct correction {
    double x, error, unheld, crossing;
};

VECTOR_PART struct correction correct_wall(const struct mover *k, double x, double v, double v_end, double predicted)
{
    double trapezoid = advance(k, x, v, v_end), drive = fabs(v_end), x_end = walls_on_parabola(trapezoid, predicted);
    double own = k->held ? drive - dwmtj_pinned_up_to(k->held) : drive;
    double unheld = k->held ? 0.0 : walls_not_held(&k->track, x, v, v_end, k->h);
    return (struct correction){x_end, walls_error(trapezoid, predicted, own, k->speed), unheld,
                               walls_below(&k->track, x_end) * own};
}

/* With walls that are `held`, or pinned, or else with those left out that may be: below 0 in unheld_of[to - from]. */
VECTOR_PART struct pass correct(const struct matched *m, size_t from, size_t to, double h, bool held, double *unheld_of)
{
    const double speed = fabs(m->axon_device.vleak);
    const struct mover of_somas = mover_of(&m->soma_device, &m->soma_track, h, speed, held);
    const struct mover of_axons = mover_of(&m->axon_device, &m->axon_track, h, speed, held);
    const struct walls soma = m->soma, axon = m->axon;
    double least_unheld = 0.0, greatest_error = 0.0, greatest_crossing = 0.0;
#pragma omp simd reduction(min : least_unheld) reduction(max : greatest_error, greatest_crossing)
    for (size_t j = from; j < from + vector_whole(to - from); j++) {
        struct correction of_soma = correct_wall(&of_somas, soma.x[j], soma.v[j], soma.v_ahead[j], soma.x_ahead[j]);
        struct correction of_axon = correct_wall(&of_axons, axon.x[j], axon.v[j], axon.v_ahead[j], axon.x_ahead[j]);
        double unheld = of_soma.unheld < of_axon.unheld ? of_soma.unheld : of_axon.unheld;
        double error = of_soma.error > of_axon.error ? of_soma.error : of_axon.error;
        double crossing = of_soma.crossing > of_axon.crossing ? of_soma.crossing : of_axon.crossing;
        error = unheld < 0.0 ? 0.0 : error;
        crossing = unheld < 0.0 ? 0.0 : crossing;
        soma.x_corrected[j] = of_soma.x;
        axon.x_corrected[j] = of_axon.x;
        unheld_of[j - from] = unheld;
        least_unheld = unheld < least_unheld ? unheld : least_unheld;
        greatest_error = error > greatest_error ? error : greatest_error;
        greatest_crossing = crossing > greatest_crossing ? crossing : greatest_crossing;
    }
    const bool some_held = least_unheld<0.0, crosses = greatest_crossing> 0.0;
    return (struct pass){.kink = h, .held = some_held, .error = greatest_error, .crosses = crosses};
}

VECTOR_PART struct pass correct_all(const struct matched *m, size_t from, size_t to, double h)
{
    double unheld[PASS_PART], unused[LANES];
    struct pass found = m->pinned ? correct(m, from, to, h, true, unheld) : correct(m, from, to, h, false, unheld);
    for (size_t i = 0; found.held && vector_next_marked(unheld, &i, to - from); i += LANES) {
        struct pass held = correct(m, from + i, from + i + LANES, h, true, unused);
        found.error = held.error > found.error ? held.error : found.error;
        found.crosses |= held.crosses;
    }
    return found;
}

/* The synapses, the balancing resistor and the soma's track divide the weights' voltages. Drives the somas' walls;
 * gives what the dendrites' voltages save of the power with grounded dendrites. */
VECTOR_PART double solve_dendrites(const struct matched *m, size_t from, size_t to, const struct pass_input *in,
                                   bool alike)
{
    const double *wired = synapses_total(m->synapses), *ends = wired ? wired : m->g;
    const double whole = wired ? 0.0 : in->total, side = wired ? 1.0 : -1.0; /* all axons but a neuron's own */
    double room[PASS_PART];
    const double *synaptic = current_of(m, m->g, from, to, in, room), *steady = m->steady, *b_g = m->b_g, *b_v = m->b_v;
    const double drive = m->loading ? 0.0 : m->soma_drive, g_track = m->g_track;
    const size_t first = first_supplied(m, from);
    double *voltage = m->voltage, *per_node = m->per_node, *v_soma = m->soma.v_ahead, saved[PASS_PART];
    VECTOR_LOOP
    for (size_t j = from; j < from + vector_whole(to - from); j++) {
        double b = of(b_g, j, first, alike), rail = of(b_v, j, first, alike), current = synaptic[j - from] + b * rail;
        double per_siemens = 1.0 / (whole + side * ends[j] + b + g_track),
               v = current * per_siemens; /* Eqs. (11), (20) */
        per_node[j] = per_siemens;
        voltage[j] = v;
        v_soma[j] = drive * v + steady[j];
        saved[j - from] = v * current - b * rail * rail;
    }
    return sum_over(m, saved, from, to);
}

VECTOR struct pass pass_correct(const struct matched *m, size_t from, size_t to, const struct pass_input *in)
{
    const bool alike = m->alike && to <= m->n;
    double saved = alike ? solve_dendrites(m, from, to, in, true) : solve_dendrites(m, from, to, in, false);
    struct pass found = correct_all(m, from, to, in->h);
    found.synapse = saved;
    return found;
}

/* ---- All neurons ---- */

struct round {
    const struct matched *m;
    pass_part *part;
    const struct pass_input *in;
};

static void do_part(void *context, size_t k)
{
    const struct round *round = context;
    const size_t from = k * PASS_PART, rest = round->m->padded - from;
    round->m->found[k] = round->part(round->m, from, from + (rest < PASS_PART ? rest : PASS_PART), round->in);
}

struct pass pass_all(const struct matched *m, pass_part *part, const struct pass_input *in)
{
    const size_t parts = passes_parts(m);
    struct round round = {m, part, in};
    if (parts == 1) {
        return part(m, 0, m->padded, in);
    }
    team_do(m->system.team, parts, do_part, &round);
    struct pass all = m->found[0];
    for (size_t k = 1; k < parts; k++) {
        const struct pass *one = &m->found[k];
        all.soma += one->soma;
        all.synapse += one->synapse;
        all.total += one->total;
        all.kink = one->kink < all.kink ? one->kink : all.kink;
        all.held |= one->held;
        all.error = one->error > all.error ? one->error : all.error;
        all.crosses |= one->crosses;
    }
    return all;
}
