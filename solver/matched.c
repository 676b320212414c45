#include "solver/matched.h"

#include "solver/passes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Steps ---- */

static void place(struct system *system)
{
    struct matched *m = (struct matched *)system;
    for (size_t i = 0; i < m->n; i++) {
        m->soma.x[i] = fmin(m->soma_device.xinit, m->soma_device.length);
        m->axon.x[i] = fmin(m->axon_device.xinit, m->axon_device.length);
    }
}

/* What all parts together add to the sums of products, in their order. */
static const double *sum_up(struct matched *m)
{
    const size_t products = synapses_products(m->synapses), parts = passes_parts(m);
    memset(m->sums, 0, products * sizeof *m->sums);
    for (size_t k = products; k < (parts + 1) * products; k++) {
        m->sums[k % products] += m->sums[k];
    }
    return m->sums;
}

/* What the synapses drive between two passes: the current, or what to make it of. In the load phase it is of no use. */
static void drive(struct matched *m, struct pass_input *in, const double *(*sum)(struct synapses *, const double *),
                  const double *g)
{
    in->current = g;
    if (!m->loading && synapses_products(m->synapses) > 0) {
        in->sums = sum_up(m);
    } else if (!m->loading) {
        in->current = sum(m->synapses, g);
    }
}

static double predict(struct system *system, double h, struct power *power_rate)
{
    struct matched *m = (struct matched *)system;
    struct pass_input in = {.h = h, .rated = !power_rate};
    if (power_rate) {
        struct pass rates = pass_all(m, pass_rates, &in);
        *power_rate = (struct power){.soma = rates.soma, .synapse = m->loading ? 0.0 : rates.synapse};
        in.total = rates.total;
        drive(m, &in, synapses_drive_rate, m->g_rate);
    }
    struct pass ahead = pass_all(m, pass_predict, &in);
    if (power_rate && !m->loading) {
        power_rate->synapse -= ahead.synapse;
    }
    m->predicted = h;
    m->held = ahead.held;
    return ahead.kink;
}

static void swap(double **a, double **b)
{
    double *kept = *a;
    *a = *b;
    *b = kept;
}

static struct movement move(struct system *system, double h)
{
    struct matched *m = (struct matched *)system;
    struct pass_input in = {.h = h, .shortened = h < m->predicted, .held = m->held};
    struct pass outputs = pass_all(m, pass_outputs, &in);
    in.total = outputs.total;
    drive(m, &in, synapses_drive, m->g);
    struct pass ahead = pass_all(m, pass_correct, &in);
    swap(&m->soma.x_ahead, &m->soma.x_corrected);
    swap(&m->axon.x_ahead, &m->axon.x_corrected);
    return (struct movement){.power = {.load = m->p_load,
                                       .soma = outputs.soma,
                                       .synapse = m->loading ? 0.0 : outputs.synapse - ahead.synapse},
                             .error = ahead.error,
                             .some_cross = ahead.crosses};
}

/* What V_C delivers into all somas, W. */
static double load_power(const struct matched *m)
{
    const struct network *network = m->system.network;
    double power = 0.0;
    if (!variation_of_source(&network->variation, VARIATION_V_C)) {
        return (double)network->n * network->v_c * network->v_c / m->soma_device.rm;
    }
    for (size_t j = 0; j < m->n; j++) {
        power += network_v_c(network, j) * network_v_c(network, j) / m->soma_device.rm;
    }
    return power;
}

/* A step of no length leaves the walls where they are. */
static struct power settle(struct system *system, const char *start)
{
    struct matched *m = (struct matched *)system;
    const struct dwmtj *soma = &m->soma_device;
    m->loading = start != NULL;
    m->predicted = INFINITY;
    m->held = false;
    m->p_load = start ? load_power(m) : 0.0;
    start = start && m->groups ? m->groups->start : start;
    for (size_t j = 0; j < m->n; j++) {
        const double v_c = start ? network_v_c(system->network, j) : 0.0;
        m->steady[j] = start ? dwmtj_velocity(soma, (start[j] == '1' ? v_c : -v_c) / soma->rm) : soma->vleak;
    }
    synapses_forget(m->synapses);
    struct movement nowhere = move(system, 0.0);
    walls_accept(&m->soma);
    walls_accept(&m->axon);
    return nowhere.power;
}

static double last_arrival(struct system *system, double h)
{
    const struct matched *m = (struct matched *)system;
    return fmax(walls_last_arrival(&m->soma_device, &m->soma, m->n, h),
                walls_last_arrival(&m->axon_device, &m->axon, m->n, h));
}

static void accept(struct system *system)
{
    struct matched *m = (struct matched *)system;
    walls_accept(&m->soma);
    walls_accept(&m->axon);
}

static struct walls_outlook look_ahead(struct system *system)
{
    const struct matched *m = (struct matched *)system;
    struct walls_outlook soma = walls_look_ahead(&m->soma_device, &m->soma, m->n, m->neurons);
    struct walls_outlook axon = walls_look_ahead(&m->axon_device, &m->axon, m->n, m->neurons);
    return (struct walls_outlook){.moving = soma.moving + axon.moving,
                                  .to_junction =
                                      m->loading ? soma.to_junction : fmin(soma.to_junction, axon.to_junction)};
}

static double fastest_of(const struct dwmtj *device, const struct walls *walls, size_t n)
{
    double speed = 0.0;
    for (size_t i = 0; i < n; i++) {
        speed = fmax(speed, fabs(dwmtj_motion(device, walls->x[i], walls->v[i])));
    }
    return speed;
}

static double fastest(const struct system *system)
{
    const struct matched *m = (const struct matched *)system;
    return fmax(fastest_of(&m->soma_device, &m->soma, m->n), fastest_of(&m->axon_device, &m->axon, m->n));
}

static void show(struct system *system, struct solver_point *point)
{
    const struct matched *m = (struct matched *)system;
    const size_t n = system->network->n;
    point->soma = m->soma.x;
    point->axon = m->axon.x;
    if (m->groups) {
        neuron_groups_spread(m->groups, m->soma.x, n, m->groups->shown);
        neuron_groups_spread(m->groups, m->axon.x, n, m->groups->shown + n);
        point->soma = m->groups->shown;
        point->axon = m->groups->shown + n;
    }
}

static void read_state(const struct system *system, char *state)
{
    const struct matched *m = (const struct matched *)system;
    const size_t n = system->network->n;
    for (size_t j = 0; j < n; j++) {
        double x = m->soma.x[m->groups ? m->groups->of[j] : j];
        state[j] = dwmtj_is_on(&m->soma_device, x) ? '1' : '0';
    }
    state[n] = '\0';
}

/* ---- Memory ---- */

enum { ARRAYS = 18, SUPPLY_ARRAYS = 8 }; /* of whole vectors */

/* All neurons have axons to all others and the same supply, and no dendrite is balanced. */
static bool are_alike(const struct network *network)
{
    return !network->weights.wiring && !network_has_balance(network) &&
           !variation_of_source(&network->variation, VARIATION_V_DW);
}

/* How many of n neurons, or groups, have their own supply in memory: where all are alike, those of the last part. */
static size_t supplied(const struct network *network, bool grouped, size_t n)
{
    return are_alike(network) && !grouped ? (n - 1) % PASS_PART + 1 : n;
}

static void share_out(struct matched *m)
{
    double *next = m->memory;
    struct walls *soma = &m->soma, *axon = &m->axon;
    double **const arrays[ARRAYS + SUPPLY_ARRAYS] = {
        &soma->x,     &soma->v,       &soma->rate,    &soma->x_ahead, &soma->v_ahead, &soma->x_corrected,
        &axon->x,     &axon->v,       &axon->rate,    &axon->x_ahead, &axon->v_ahead, &axon->x_corrected,
        &m->steady,   &m->share,      &m->g,          &m->g_rate,     &m->voltage,    &m->per_node,
        &m->g_tracks, &m->per_tracks, &m->axon_drive, &m->axon_leak,  &m->p_share,    &m->present,
        &m->b_g,      &m->b_v};
    for (size_t k = 0; k < ARRAYS + SUPPLY_ARRAYS; k++) {
        *arrays[k] = next;
        next += k < ARRAYS ? m->padded : vector_padded(m->supplied);
    }
}

/* The supply of neuron `i`. One without axons has a track that drives nothing, and a wall that never moves; so has what
 * fills the last vector. */
static void supply_soma(struct matched *m, size_t i)
{
    const struct dwmtj *axon = &m->axon_device;
    const bool drives = m->g_tracks[i] > 0.0;
    const double v_dw = drives ? network_v_dw(m->system.network, i) : 0.0;
    m->axon_drive[i] = dwmtj_mobility(axon) / axon->rm * v_dw;
    m->axon_leak[i] = drives ? axon->vleak : 0.0;
    m->p_share[i] = drives ? v_dw * v_dw * m->g_tracks[i] / m->p_tracks : 0.0;
    m->g_tracks[i] = drives ? m->g_tracks[i] : 1.0;
    m->per_tracks[i] = 1.0 / m->g_tracks[i];
}

/* Where all axons are there and supplies do not vary, all neurons are supplied like the first one. */
static void supply_somas(struct matched *m)
{
    const struct network *network = m->system.network;
    const bool differ = network->weights.wiring || variation_of_source(&network->variation, VARIATION_V_DW);
    const size_t all = m->supplied, different = differ ? all : 1;
    for (size_t i = 0; i < different; i++) {
        m->g_tracks[i] = (double)network_fan_out(network, i) / m->axon_device.rm;
        double v_dw = network_v_dw(network, i);
        m->p_tracks = fmax(m->p_tracks, v_dw * v_dw * m->g_tracks[i]);
    }
    for (size_t i = 0; i < different; i++) {
        supply_soma(m, i);
    }
    double *const each[] = {m->axon_drive, m->axon_leak, m->p_share, m->g_tracks, m->per_tracks};
    for (size_t k = 0; k < sizeof each / sizeof *each; k++) {
        for (size_t i = different; i < all; i++) {
            each[k][i] = each[k][0];
        }
    }
    for (size_t i = 0; i < vector_padded(all); i++) {
        if (i < all) {
            m->present[i] = 1.0;
        } else {
            supply_soma(m, i);
        }
    }
}

/* The sum of the weights that lead to a dendrite is what its synapses drive where each conducts 1 S. */
static const double *sum_weights(struct matched *m)
{
    for (size_t i = 0; i < m->n; i++) {
        m->g[i] = 1.0;
    }
    return synapses_drive(m->synapses, m->g);
}

/* Resistors are designed for the nominal weights. */
static void balance_dendrites(struct matched *m)
{
    const double *sums = m->drawn ? m->drawn->sum : sum_weights(m);
    for (size_t j = 0; j < m->n; j++) {
        struct balance balance = network_balance(m->system.network, j, sums[j]);
        m->b_g[j] = balance.conductance;
        m->b_v[j] = balance.v_rail;
    }
}

static bool weights_vary(const struct network *network)
{
    return variation_of_source(&network->variation, VARIATION_WEIGHT);
}

/* The doubles that n neurons, or groups, need. */
static size_t arrays_of(const struct network *network, bool grouped, size_t n)
{
    return ARRAYS * vector_padded(n) + SUPPLY_ARRAYS * vector_padded(supplied(network, grouped, n));
}

double matched_memory(const struct network *network, bool grouped)
{
    struct weights weights = network->weights;
    weights.n = grouped ? neuron_groups_at_most(network) : network->n;
    size_t doubles = arrays_of(network, grouped, weights.n);
    return (double)(doubles * sizeof(double)) + (grouped ? neuron_groups_memory(network) : 0.0) +
           (weights_vary(network) ? drawn_weights_memory(network) : synapses_memory(&weights));
}

static void free_matched(struct system *system)
{
    struct matched *m = (struct matched *)system;
    synapses_free(m->synapses);
    drawn_weights_free(m->drawn);
    neuron_groups_free(m->groups);
    free(m->sums);
    free(m->found);
    free(m->held_vectors);
    free(m->memory);
    free(m);
}

static const struct system_kind KIND = {.place = place,
                                        .settle = settle,
                                        .predict = predict,
                                        .move = move,
                                        .last_arrival = last_arrival,
                                        .accept = accept,
                                        .look_ahead = look_ahead,
                                        .fastest = fastest,
                                        .show = show,
                                        .read = read_state,
                                        .free = free_matched};

static struct junction junction_of(const struct dwmtj *d)
{
    double antiparallel = dwmtj_conductance_of_share(d, 0.0);
    return (struct junction){.left = dwmtj_left_edge(d),
                             .right = dwmtj_right_edge(d),
                             .per_width = 1.0 / d->width,
                             .antiparallel = antiparallel,
                             .contrast = 1.0 / d->rp - 1.0 / d->rap,
                             .slope = dwmtj_conductance_slope(d, d->position * d->length)};
}

/* What each solution would else divide again. */
static void set_constants(struct matched *m)
{
    const struct dwmtj *soma = &m->soma_device, *axon = &m->axon_device;
    m->pinned = soma->idepin > 0.0 || axon->idepin > 0.0;
    m->plain = soma->delta == 0.0 && axon->delta == 0.0 && !m->pinned;
    m->alike = are_alike(m->system.network) && !m->groups;
    m->soma_track = walls_track(soma);
    m->axon_track = walls_track(axon);
    m->soma_junction = junction_of(soma);
    m->axon_junction = junction_of(axon);
    m->g_track = 1.0 / soma->rm;
    m->soma_drive = dwmtj_mobility(soma) * m->g_track;
}

bool matched_group(struct system *system, const char *start)
{
    struct matched *m = (struct matched *)system;
    return !m->groups || neuron_groups_begin(m->groups, start, system->network->n);
}

enum status matched_new(const struct network *network, bool grouped, struct system **system,
                        struct diagnostic *diagnostic)
{
    struct matched *m = calloc(1, sizeof *m);
    *system = NULL;
    if (!m) {
        return fail_memory(diagnostic);
    }
    m->soma_device = dwmtj_nominal(&network->soma);
    m->axon_device = dwmtj_nominal(&network->axon);
    m->system = (struct system){
        .kind = &KIND, .network = network, .leak_time = m->axon_device.length / fabs(m->axon_device.vleak)};
    enum status status = grouped ? neuron_groups_new(network, &m->groups, diagnostic) : STATUS_OK;
    if (status == STATUS_OK) {
        m->n = m->groups ? m->groups->count : network->n;
        m->neurons = m->groups ? m->groups->neurons : NULL;
        m->padded = vector_padded(m->n);
        m->supplied = supplied(network, grouped, m->n);
        set_constants(m);
        m->memory = vector_new(arrays_of(network, grouped, m->n));
        status = m->memory ? STATUS_OK : fail_memory(diagnostic);
    }
    if (status == STATUS_OK && weights_vary(network)) {
        status = drawn_weights_new(network, &m->drawn, diagnostic);
    }
    if (status == STATUS_OK) {
        const struct weights *weights = m->groups  ? &m->groups->weights
                                        : m->drawn ? &m->drawn->weights
                                                   : &network->weights;
        status = synapses_new(weights, m->neurons, &m->synapses, diagnostic);
    }
    if (status != STATUS_OK) {
        free_matched(&m->system);
        return status;
    }
    share_out(m);
    m->sums = calloc((passes_parts(m) + 1) * synapses_products(m->synapses) + 1, sizeof *m->sums);
    m->found = calloc(passes_parts(m), sizeof *m->found);
    m->held_vectors = calloc(m->padded / LANES, 1);
    if (!m->sums || !m->found || !m->held_vectors) {
        free_matched(&m->system);
        return fail_memory(diagnostic);
    }
    supply_somas(m);
    if (network_has_balance(network)) {
        balance_dendrites(m);
    }
    *system = &m->system;
    return STATUS_OK;
}
