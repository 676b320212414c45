#include "solver/synapses.h"

#include "solver/dense.h"
#include "base/vector.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct synapses {
    const struct weights *weights;
    size_t n;
    double *squares;       /* [n] */
    double *g;             /* matrix, graph: [n] conductances that `sum` belongs to, S */
    double *sum;           /* matrix: [n] what they drive, A; graph: what they drive through the excess of the edges */
    double *current;       /* [n] what they drive, A; not used for a matrix */
    double *rate;          /* [n] room for the sums of rates, A/s */
    double *change;        /* matrix, graph: [n] room for changes of g */
    size_t *changed;       /* matrix, graph: [n] room for a list of what changes */
    bool known;            /* g and sum have values */
    const double *neurons; /* products: [n] how many each stands for; NULL: one */
    size_t products;       /* number of their vectors v, of weights_vector; -1 or 1 but for the pseudoinverse */
    double *own;  /* products, pseudoinverse: [n] the sums of v squared, which a neuron must not drive itself by */
    double *sums; /* products: [vectors] room for the sums of all neurons, and of a part */
    double scale; /* products: V for a product of 1 */
    struct dense *dense; /* matrix */
    bool uniform; /* graph, axons between all nodes: the sums are of what edges have more than nodes without one */
    const struct wiring *edges; /* graph: its edges, with the weights that they have more than nodes without one */
    struct wiring *lists;       /* the same where the network has axons between all nodes */
    double *total,
        *total_rate; /* axons along edges: [n] conductance of those that end at each neuron, S, and its rate */
};

static void *allocate(size_t count, size_t size)
{
    return calloc(count ? count : 1, size);
}

/* A dense graph is faster as a matrix, if that fits the cache or its numbers are bytes: its edges would be gathered one
 * by one. */
static bool is_sparse(const struct weights *w)
{
    const double small = 512.0, few = 1.0 / 8.0, n = (double)w->n;
    return w->wiring || (w->kind == WEIGHTS_GRAPH &&
                         (2.0 * (double)w->graph->edges < few * n * n || (n > small && !dense_is_excess(w))));
}

size_t synapses_products(const struct synapses *syn)
{
    return syn->products;
}

VECTOR void synapses_gather(const struct synapses *syn, const double *g, size_t from, size_t to, double *sums)
{
    const struct weights *w = syn->weights;
    const size_t count = (to < syn->n ? to : syn->n) - from;
    double product[SYNAPSES_PART];
    for (size_t k = 0; k < syn->products; k++) {
        memset(product + count, 0, (to - from - count) * sizeof *product);
        for (size_t i = 0; w->basis && i < count; i++) {
            product[i] = w->basis[k * syn->n + from + i] * g[from + i];
        }
        const char *bits = w->pattern[k] + from;
        VECTOR_LOOP
        for (size_t i = 0; i < (w->basis ? 0 : count); i++) {
            product[i] = bits[i] == '1' ? g[from + i] : -g[from + i];
        }
        sums[k] = vector_sum_of(product, syn->neurons ? syn->neurons + from : NULL, to - from);
    }
}

VECTOR void synapses_spread(const struct synapses *syn, const double *g, size_t from, size_t to, const double *sums,
                            double *current)
{
    const struct weights *w = syn->weights;
    const double scale = syn->scale, itself = scale * (double)syn->products, *own = syn->own;
    const size_t count = (to < syn->n ? to : syn->n) - from;
    for (size_t i = 0; i < to - from; i++) {
        current[i] = own ? -scale * own[from + i] * g[from + i] : -itself * g[from + i];
    }
    for (size_t k = 0; k < syn->products; k++) {
        const double sum = scale * sums[k];
        for (size_t i = 0; w->basis && i < count; i++) {
            current[i] += sum * w->basis[k * syn->n + from + i];
        }
        const char *bits = w->pattern[k] + from;
        VECTOR_LOOP
        for (size_t i = 0; i < (w->basis ? 0 : count); i++) {
            current[i] += bits[i] == '1' ? sum : -sum;
        }
    }
}

/* The end of a part of the neurons that begins at `from`. */
static size_t part_end(const struct synapses *syn, size_t from)
{
    const size_t all = vector_padded(syn->n);
    return from + SYNAPSES_PART < all ? from + SYNAPSES_PART : all;
}

/* The sums of all parts. */
static void gather_all(const struct synapses *syn, const double *g, double *sums)
{
    double *part = syn->sums + syn->products;
    memset(sums, 0, syn->products * sizeof *sums);
    for (size_t from = 0; from < syn->n; from = part_end(syn, from)) {
        synapses_gather(syn, g, from, part_end(syn, from), part);
        for (size_t k = 0; k < syn->products; k++) {
            sums[k] += part[k];
        }
    }
}

static void apply_products(const struct synapses *syn, const double *g, double *current)
{
    gather_all(syn, g, syn->sums);
    for (size_t from = 0; from < syn->n; from = part_end(syn, from)) {
        synapses_spread(syn, g, from, part_end(syn, from), syn->sums, current + from);
    }
}

/* C_i = scale^2 (sum over p, q of v_pi v_qi (v_p . v_q) - (v_i . v_i)^2): the squares of sums of patterns, from their
 * products: what each v_p v_p. drives, if conductances are those of v_q. */
static bool prepare_products(struct synapses *syn)
{
    const struct weights *w = syn->weights;
    const size_t p = w->patterns, n = syn->n;
    double *v = vector_new(n), *product = allocate(p, sizeof(double));
    syn->products = p;
    syn->scale = weights_scale(w);
    syn->sums = allocate(2 * p, sizeof(double));
    if (!v || !product || !syn->sums || (w->basis && !(syn->own = vector_new(n)))) {
        free(v);
        free(product);
        return false;
    }
    for (size_t k = 0; k < p; k++) {
        for (size_t i = 0; i < n; i++) {
            v[i] = weights_vector(w, k, i);
            if (syn->own) {
                syn->own[i] += v[i] * v[i];
            }
        }
        gather_all(syn, v, product);
        for (size_t l = 0; l < p; l++) {
            for (size_t i = 0; i < n; i++) {
                syn->squares[i] += product[l] * v[i] * weights_vector(w, l, i);
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        double itself = syn->own ? syn->own[i] : (double)p;
        syn->squares[i] = syn->scale * syn->scale * (syn->squares[i] - itself * itself);
    }
    free(v);
    free(product);
    return true;
}

static bool prepare_graph(struct synapses *syn)
{
    const struct weights *w = syn->weights;
    const double without = w->wiring ? 0.0 : weights_without_edge(w);
    struct diagnostic diagnostic;
    syn->edges = w->wiring;
    if (!w->wiring) {
        if (wiring_of_graph(w->graph, w->unit * (w->edge - w->no_edge), w->heaviest, &syn->lists, &diagnostic) !=
            STATUS_OK) {
            return false;
        }
        syn->edges = syn->lists;
        syn->uniform = true;
    } else {
        syn->total = vector_new(syn->n);
        syn->total_rate = vector_new(syn->n);
        if (!syn->total || !syn->total_rate) {
            return false;
        }
    }
    for (size_t i = 0; i < syn->n; i++) {
        syn->squares[i] = (double)(syn->n - 1) * without * without;
        for (size_t k = syn->edges->first[i]; k < syn->edges->first[i + 1]; k++) {
            double volts = without + syn->edges->volts[k];
            syn->squares[i] += volts * volts - without * without;
        }
    }
    return true;
}

static bool prepare_dense(struct synapses *syn)
{
    syn->uniform = dense_is_excess(syn->weights);
    syn->dense = dense_new(syn->weights);
    if (syn->dense) {
        dense_squares(syn->dense, syn->uniform ? weights_without_edge(syn->weights) : 0.0, syn->squares);
    }
    return syn->dense != NULL;
}

static bool prepare_sums(struct synapses *syn)
{
    syn->g = vector_new(syn->n);
    syn->sum = vector_new(syn->n);
    syn->change = vector_new(syn->n);
    syn->changed = allocate(vector_padded(syn->n), sizeof *syn->changed);
    return syn->g && syn->sum && syn->change && syn->changed;
}

double synapses_memory(const struct weights *w)
{
    double n = (double)w->n;
    if (weights_are_products(w)) {
        return 8.0 * n * (w->basis ? 4.0 : 3.0);
    }
    if (is_sparse(w)) {
        double lists = w->wiring ? 0.0 : 2.0 * (double)w->graph->edges * (double)(sizeof(uint32_t) + sizeof(double));
        return 80.0 * n + lists;
    }
    return dense_memory(w) + 64.0 * n;
}

enum status synapses_new(const struct weights *weights, const double *neurons, struct synapses **synapses,
                         struct diagnostic *diagnostic)
{
    *synapses = NULL;
    struct synapses *syn = calloc(1, sizeof *syn);
    if (!syn) {
        return fail_memory(diagnostic);
    }
    syn->weights = weights;
    syn->n = weights->n;
    syn->neurons = neurons;
    syn->squares = vector_new(syn->n);
    syn->current = vector_new(syn->n);
    syn->rate = vector_new(syn->n);
    bool ready = syn->squares && syn->current && syn->rate &&
                 (weights_are_products(weights)
                      ? prepare_products(syn)
                      : prepare_sums(syn) && (is_sparse(weights) ? prepare_graph(syn) : prepare_dense(syn)));
    if (!ready) {
        synapses_free(syn);
        return fail_memory(diagnostic);
    }
    *synapses = syn;
    return STATUS_OK;
}

void synapses_free(struct synapses *syn)
{
    if (syn) {
        free(syn->squares);
        free(syn->g);
        free(syn->sum);
        free(syn->change);
        free(syn->changed);
        free(syn->current);
        free(syn->rate);
        free(syn->own);
        free(syn->sums);
        dense_free(syn->dense);
        wiring_free(syn->lists);
        free(syn->total);
        free(syn->total_rate);
        free(syn);
    }
}

/* Lists where change[n] is not 0: mostly nowhere in a vector. Looked at as integers, which is faster; the first bit is
 * the sign, and -0 is no change. */
VECTOR static size_t find_changes(const double *change, size_t n, size_t *changed)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i += LANES) {
        uint64_t bits[LANES], some = 0;
        memcpy(bits, change + i, sizeof bits);
        for (size_t k = 0; k < LANES; k++) {
            some |= bits[k] << 1;
        }
        for (size_t k = 0; some != 0 && k < LANES; k++) {
            changed[count] = i + k;
            count += bits[k] << 1 != 0;
        }
    }
    return count;
}

/* Adds to the sums, and to the conductance that ends at each neuron where `total` is not NULL. */
static void add_edges(const struct synapses *syn, const double *change, size_t count, double *sum, double *total)
{
    const struct wiring *edges = syn->edges;
    for (size_t c = 0; c < count; c++) {
        const size_t i = syn->changed[c];
        for (size_t k = edges->first[i]; k < edges->first[i + 1]; k++) {
            sum[edges->neuron[k]] += edges->volts[k] * change[i];
        }
        for (size_t k = edges->first[i]; total && k < edges->first[i + 1]; k++) {
            total[edges->neuron[k]] += change[i];
        }
    }
}

/* Adds to the sums what changes of the conductances by change[n] (S) drive. Only the walls below a junction change them
 * from one moment to the next. */
static void add_changes(const struct synapses *syn, const double *change, double *sum, double *total)
{
    size_t count = find_changes(change, syn->n, syn->changed);
    if (syn->edges) {
        add_edges(syn, change, count, sum, total);
    } else {
        dense_add(syn->dense, change, syn->changed, count, sum);
    }
}

/* Brings the sums to the conductances g[n]. */
VECTOR static void follow(struct synapses *syn, const double *g)
{
    double *change = syn->change, *known = syn->g;
    if (!syn->known) {
        memset(known, 0, syn->n * sizeof *known);
        memset(syn->sum, 0, syn->n * sizeof *syn->sum);
        if (syn->total) {
            memset(syn->total, 0, syn->n * sizeof *syn->total);
        }
    }
    VECTOR_LOOP
    for (size_t i = 0; i < vector_padded(syn->n); i++) {
        change[i] = g[i] - known[i];
        known[i] = g[i];
    }
    add_changes(syn, syn->change, syn->sum, syn->total);
    syn->known = true;
}

/* What g[n] drives through a graph: `sum` is what it drives through the excess of the edges. */
static void add_uniform_part(const struct synapses *syn, const double *g, const double *sum, double *current)
{
    const double without = weights_without_edge(syn->weights);
    double total = 0.0;
    for (size_t i = 0; i < syn->n; i++) {
        total += g[i];
    }
    for (size_t j = 0; j < syn->n; j++) {
        current[j] = without * (total - g[j]) + sum[j];
    }
}

void synapses_forget(struct synapses *syn)
{
    syn->known = false;
}

const double *synapses_drive(struct synapses *syn, const double *g)
{
    if (syn->products) {
        apply_products(syn, g, syn->current);
        return syn->current;
    }
    follow(syn, g);
    if (!syn->uniform) {
        return syn->sum;
    }
    add_uniform_part(syn, g, syn->sum, syn->current);
    return syn->current;
}

const double *synapses_drive_rate(struct synapses *syn, const double *rate)
{
    if (syn->products) {
        apply_products(syn, rate, syn->rate);
        return syn->rate;
    }
    memset(syn->rate, 0, syn->n * sizeof *syn->rate);
    if (syn->total_rate) {
        memset(syn->total_rate, 0, syn->n * sizeof *syn->total_rate);
    }
    add_changes(syn, rate, syn->rate, syn->total_rate);
    if (syn->uniform) {
        add_uniform_part(syn, rate, syn->rate, syn->rate);
    }
    return syn->rate;
}

const double *synapses_total(const struct synapses *syn)
{
    return syn->total;
}

const double *synapses_total_rate(const struct synapses *syn)
{
    return syn->total_rate;
}

const double *synapses_squares(const struct synapses *syn)
{
    return syn->squares;
}

void synapses_cost(const struct synapses *syn, double *bytes, double *operations)
{
    double n = (double)syn->n;
    if (syn->products) {
        double p = (double)syn->weights->patterns;
        *bytes = (syn->own ? 8.0 : 1.0) * 2.0 * p * n;
        *operations = 4.0 * p * n;
    } else if (syn->edges) {
        double entries = (double)syn->edges->axons;
        *bytes = entries * (8.0 + 4.0) + 8.0 * n;
        *operations = 2.0 * entries + 3.0 * n;
    } else {
        *bytes = dense_weight_size(syn->dense) * n * n;
        *operations = 2.0 * n * n;
    }
}
