/* The ngspice code model of the dipolar coupling of nanomagnets: the field of each at the places of all others, as currents
 * into the nodes of their fields. It is linear. docs/nanomagnet.md, section 2. */
#include "models/nanomagnet/codemodel/dipoles_model.h"

#include "models/constants.h"
#include "models/dipole.h"
#include "models/nanomagnet/pairs.h"

#include <math.h>

enum { AXES = 3, COMPONENTS = 6, MESSAGE_SIZE = 400 };

static const double FIELD = 1e3;       /* A/m for 1 A */
static const double UNCHANGED = 1e-9;  /* moments that differ by less are those of the last iteration */

/* The coupling of a pair of magnets with their moments of 1: the field that one has at the place of the other, kA/m. */
struct couple {
    double at_first[AXES][AXES], at_second[AXES][AXES]; /* [field][moment] */
};

/* What a device keeps. */
struct dipoles {
    size_t magnets;
    double *moment;        /* [magnets] A m2 */
    double *m, *h;         /* [3 magnets] directions of the last iteration, and their fields, kA/m */
    struct couple *couple; /* [pairs] 1 and 2, 1 and 3, ..., 2 and 3, ... */
};

static size_t pairs_of(size_t magnets)
{
    return magnets * (magnets - 1) / 2;
}

/* Where the pair of `i` and `j`, a later one, is among all pairs. */
static size_t pair_index(size_t magnets, size_t i, size_t j)
{
    return i * (2 * magnets - i - 1) / 2 + (j - i - 1);
}

static void dipoles_free(struct dipoles *d)
{
    if (d) {
        free(d->moment);
        free(d->m);
        free(d->h);
        free(d->couple);
        free(d);
    }
}

static struct dipoles *dipoles_new(size_t magnets)
{
    struct dipoles *d = calloc(1, sizeof *d);
    if (!d) {
        return NULL;
    }
    d->magnets = magnets;
    d->moment = calloc(magnets, sizeof *d->moment);
    d->m = calloc(AXES * magnets, sizeof *d->m);
    d->h = calloc(AXES * magnets, sizeof *d->h);
    d->couple = calloc(pairs_of(magnets) + 1, sizeof *d->couple);
    if (!d->moment || !d->m || !d->h || !d->couple) {
        dipoles_free(d);
        return NULL;
    }
    return d;
}

static bool read_moments(Mif_Param_Data_t *const *param, struct dipoles *d, char *why, size_t size)
{
    const Mif_Param_Data_t *list = param[DIPOLES_MOMENTS];
    const size_t count = (size_t)ngspice_list_size(list);
    if (count != 1 && count != d->magnets) {
        snprintf(why, size, "the list moments has %zu values; expected %zu, or one for all", count, d->magnets);
        return false;
    }
    for (size_t i = 0; i < d->magnets; i++) {
        d->moment[i] = ngspice_list_value(list, count == 1 ? 0 : (int)i);
        if (!(d->moment[i] > 0.0 && d->moment[i] < INFINITY)) {
            snprintf(why, size, "magnet %zu has the moment %g A m2; expected one above 0", i + 1, d->moment[i]);
            return false;
        }
    }
    return true;
}

/* The field tensors of dipoles, 1/m3, in `at_first`. */
static bool couple_dipoles(Mif_Param_Data_t *const *param, struct dipoles *d, char *why, size_t size)
{
    const Mif_Param_Data_t *list = param[DIPOLES_PLACES];
    const size_t count = (size_t)ngspice_list_size(list);
    struct couple *couple = d->couple;
    if (count != AXES * d->magnets) {
        snprintf(why, size, "the list places has %zu values; expected %zu, three for each magnet", count,
                 AXES * d->magnets);
        return false;
    }
    for (size_t i = 0; i < d->magnets; i++) {
        for (size_t j = i + 1; j < d->magnets; j++, couple++) {
            double r[AXES];
            for (int k = 0; k < AXES; k++) {
                r[k] = ngspice_list_value(list, (int)(AXES * j) + k) - ngspice_list_value(list, (int)(AXES * i) + k);
            }
            dipole_tensor(r, couple->at_first);
            if (!isfinite(couple->at_first[0][0]) || !isfinite(couple->at_first[1][1])) {
                snprintf(why, size, "magnets %zu and %zu have no finite coupling; expected different places", i + 1,
                         j + 1);
                return false;
            }
        }
    }
    return true;
}

/* Puts the tensors that the user gave for some pairs in the place of those of dipoles. */
static bool take_tensors(const char *text, struct dipoles *d, char *why, size_t size)
{
    struct pair_values pair;
    bool found;
    while (pairs_read(&text, d->magnets, COMPONENTS, &pair, &found, why, size)) {
        if (!found) {
            return true;
        }
        struct couple *couple = &d->couple[pair_index(d->magnets, pair.first, pair.second)];
        for (int k = 0, next = 0; k < AXES; k++) {
            for (int l = k; l < AXES; l++, next++) {
                couple->at_first[k][l] = couple->at_first[l][k] = pair.value[next];
            }
        }
    }
    return false;
}

static bool take_factors(const char *text, struct dipoles *d, char *why, size_t size)
{
    struct pair_values pair;
    bool found;
    while (pairs_read(&text, d->magnets, 1, &pair, &found, why, size)) {
        if (!found) {
            return true;
        }
        struct couple *couple = &d->couple[pair_index(d->magnets, pair.first, pair.second)];
        for (int k = 0; k < AXES * AXES; k++) {
            couple->at_first[k / AXES][k % AXES] *= pair.value[0];
        }
    }
    return false;
}

/* From tensors to fields: Eq. (N1). */
static void weigh(struct dipoles *d)
{
    struct couple *couple = d->couple;
    for (size_t i = 0; i < d->magnets; i++) {
        for (size_t j = i + 1; j < d->magnets; j++, couple++) {
            for (int k = 0; k < AXES * AXES; k++) {
                const double tensor = couple->at_first[k / AXES][k % AXES];
                couple->at_first[k / AXES][k % AXES] = tensor * d->moment[j] / FIELD;
                couple->at_second[k / AXES][k % AXES] = tensor * d->moment[i] / FIELD;
            }
        }
    }
}

/* The first call of a device. NULL, with the reason in `why`, where it is not sound. */
static struct dipoles *prepare(const Mif_Private_t *mif_private, char *why, size_t size)
{
    const int nodes = ngspice_ports(mif_private->conn, DIPOLES_M), fields = ngspice_ports(mif_private->conn, DIPOLES_H);
    const double follow = ngspice_parameter(mif_private->param, DIPOLES_FOLLOW);
    if (nodes != fields || nodes % AXES != 0) {
        snprintf(why, size, "%d nodes of moments and %d of fields; expected three of each for every magnet", nodes,
                 fields);
        return NULL;
    }
    if (follow != 0.0 && follow != 1.0) {
        snprintf(why, size, "parameter follow = %g must be 0 or 1", follow);
        return NULL;
    }
    struct dipoles *d = dipoles_new((size_t)nodes / AXES);
    if (!d) {
        snprintf(why, size, "out of memory");
        return NULL;
    }
    if (!read_moments(mif_private->param, d, why, size) || !couple_dipoles(mif_private->param, d, why, size) ||
        !take_tensors(PARAM(tensors), d, why, size) || !take_factors(PARAM(factors), d, why, size)) {
        dipoles_free(d);
        return NULL;
    }
    weigh(d);
    return d;
}

static void forget(Mif_Private_t *mif_private, Mif_Callback_Reason_t reason)
{
    if (reason == MIF_CB_DESTROY) {
        dipoles_free(STATIC_VAR(coupling));
        STATIC_VAR(coupling) = NULL;
    }
}

/* The first call of a device, or of one in an analysis. A refused device stays so until the next run. */
static void begin(const Mif_Private_t *mif_private, struct dipoles **d, double *mark)
{
    char why[MESSAGE_SIZE / 2], message[MESSAGE_SIZE];
    bool sound = true;
    if (INIT) {
        *mark = 0.0;
        dipoles_free(*d);
        *d = prepare(mif_private, why, sizeof why);
        sound = *d != NULL;
    }
    if (isnan(*mark)) {
        return;
    }
    if (sound && ngspice_parameter(mif_private->param, DIPOLES_FOLLOW) == 0.0 &&
        strcmp(ngspice_analysis(), "AC Analysis") == 0) {
        snprintf(why, sizeof why, "these dipoles have no answer to small signals; expected follow=1, as for the magnets");
        sound = false;
    }
    if (!sound || !analysis_is_fit(ANALYSIS, why, sizeof why)) {
        snprintf(message, sizeof message, "error: %s", why);
        cm_message_send(message);
        *mark = NAN;
    }
}

static inline void add_field(double coupling[AXES][AXES], const double m[AXES], double h[AXES])
{
    for (int k = 0; k < AXES; k++) {
        h[k] += coupling[k][0] * m[0] + coupling[k][1] * m[1] + coupling[k][2] * m[2];
    }
}

/* The fields at all magnets for the directions d->m. */
static void find_fields(struct dipoles *d)
{
    struct couple *couple = d->couple;
    memset(d->h, 0, AXES * d->magnets * sizeof *d->h);
    for (size_t i = 0; i < AXES * d->magnets; i += AXES) {
        for (size_t j = i + AXES; j < AXES * d->magnets; j += AXES, couple++) {
            add_field(couple->at_first, d->m + j, d->h + i);
            add_field(couple->at_second, d->m + i, d->h + j);
        }
    }
}

/* Takes the directions of the moments. Returns the greatest change since the last call. */
static double take_directions(const Mif_Private_t *mif_private, struct dipoles *d)
{
    const double *voltage = ngspice_voltages(cm_get_circuit());
    double change = 0.0;
    for (size_t k = 0; k < AXES * d->magnets; k++) {
        int node[2];
        ngspice_nodes(mif_private->conn, DIPOLES_M, (int)k, node);
        const double m = voltage[node[0]] - voltage[node[1]];
        change = fmax(change, fabs(m - d->m[k]));
        d->m[k] = m;
    }
    return change;
}

/* The derivatives of all currents. */
static void pass_on(const Mif_Private_t *mif_private, const struct dipoles *d)
{
    const struct couple *couple = d->couple;
    for (size_t i = 0; i < AXES * d->magnets; i += AXES) {
        for (size_t j = i + AXES; j < AXES * d->magnets; j += AXES, couple++) {
            for (size_t n = 0; n < AXES * AXES; n++) {
                const size_t k = n / AXES, l = n % AXES;
                const double first = -couple->at_first[k][l], second = -couple->at_second[k][l];
                PARTIAL(h[i + k], m[j + l]) = first;
                PARTIAL(h[j + k], m[i + l]) = second;
                AC_GAIN(h[i + k], m[j + l]) = (Mif_Complex_t){first, 0.0};
                AC_GAIN(h[j + k], m[i + l]) = (Mif_Complex_t){second, 0.0};
            }
        }
    }
}

/* The energy of all pairs, J: half of the moments times the fields at their places. Eq. (N2). */
static double energy_of(const struct dipoles *d)
{
    double energy = 0.0;
    for (size_t k = 0; k < AXES * d->magnets; k++) {
        energy -= 0.5 * MU_0 * d->moment[k / AXES] * FIELD * d->m[k] * d->h[k];
    }
    return energy;
}

void cm_dipoles(ARGS)
{
    struct dipoles *d = STATIC_VAR(coupling);
    if (INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins())) {
        CALLBACK = forget;
        begin(mif_private, &d, &STATIC_VAR(energy));
        STATIC_VAR(coupling) = d;
    }
    if (isnan(STATIC_VAR(energy))) {
        cm_analog_not_converged();
        OUTPUT(h[0]) = NAN;
        return;
    }
    const bool in_matrix = ngspice_parameter(mif_private->param, DIPOLES_FOLLOW) != 0.0;
    if (ANALYSIS != MIF_AC) {
        const double change = take_directions(mif_private, d);
        if (change > UNCHANGED && !in_matrix) { /* the fields of this iteration's moments come with the next one */
            cm_analog_not_converged();
        }
        find_fields(d);
        STATIC_VAR(energy) = energy_of(d);
    }
    if (in_matrix) {
        pass_on(mif_private, d);
    }
    for (size_t k = 0; k < AXES * d->magnets; k++) {
        OUTPUT(h[k]) = -d->h[k]; /* a current out of a node is positive */
    }
}
