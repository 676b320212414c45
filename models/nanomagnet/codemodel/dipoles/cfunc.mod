/* The ngspice code model of the dipolar coupling of nanomagnets: the field of each at the places of all others, as currents
 * into the nodes of their fields. It is linear. docs/nanomagnet.md, section 2. */
#include "models/nanomagnet/codemodel/dipoles_model.h"
#include "models/nanomagnet/codemodel/dipoles_state.h"

#include "models/constants.h"
#include "models/dipole.h"
#include "models/nanomagnet/coupling_limits.h"

#include <math.h>

enum { COMPONENTS = 6 };

static const double FIELD = 1e3;       /* A/m for 1 A */
static const double UNCHANGED = 1e-9;  /* moments that differ by less are those of the last iteration */

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
        if (!coupling_check_moment(i, d->moment[i], why, size)) {
            return false;
        }
    }
    return true;
}

static void read_place(const Mif_Param_Data_t *places, size_t i, double place[AXES])
{
    for (size_t k = 0; k < AXES; k++) {
        place[k] = ngspice_list_value(places, (int)(AXES * i + k));
    }
}

static bool check_places(Mif_Param_Data_t *const *param, const struct dipoles *d, char *why, size_t size)
{
    double place[AXES];
    bool sound = true;
    for (size_t i = 0; i < places_of(d) && sound; i++) {
        read_place(param[DIPOLES_PLACES], i, place);
        sound = coupling_check_place(i, place, why, size);
    }
    return sound;
}

/* From place `i` to place `j`. */
static void find_way(Mif_Param_Data_t *const *param, size_t i, size_t j, double r[AXES])
{
    double from[AXES], to[AXES];
    read_place(param[DIPOLES_PLACES], i, from);
    read_place(param[DIPOLES_PLACES], j, to);
    for (int k = 0; k < AXES; k++) {
        r[k] = to[k] - from[k];
    }
}

/* The field tensors of dipoles, 1/m3, in `at_first`. */
static bool couple_dipoles(Mif_Param_Data_t *const *param, struct dipoles *d, char *why, size_t size)
{
    struct couple *couple = d->couple;
    for (size_t i = 0; i < d->magnets; i++) {
        for (size_t j = first_partner(d, i); j < places_of(d); j++, couple++) {
            double r[AXES];
            find_way(param, i, j, r);
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

/* The couple of a pair of one of the texts; NULL, with the reason in `why`, where there is none, or where the text
 * had it before: of two values neither is better. */
static struct couple *find_couple(const struct dipoles *d, unsigned char text, const struct pair_values *pair,
                                  char *why, size_t size)
{
    struct couple *couple = couple_of(d, pair->first, pair->second);
    if (!couple) {
        snprintf(why, size, "%zu and %zu are no pair of a magnet, 1 to %zu, and a place of another one, up to %zu",
                 pair->first + 1, pair->second + 1, d->magnets, places_of(d));
        return NULL;
    }
    if (d->given[couple - d->couple] & text) {
        snprintf(why, size, "%s has the pair %zu and %zu twice; expected each pair once, in either order",
                 text == TENSOR ? "tensors" : "factors", pair->first + 1, pair->second + 1);
        return NULL;
    }
    d->given[couple - d->couple] |= text;
    return couple;
}

/* Puts the tensors that the user gave for some pairs in the place of those of dipoles. */
static bool take_tensors(const char *text, struct dipoles *d, char *why, size_t size)
{
    struct pairs_text rest = {text, places_of(d), COMPONENTS};
    struct pair_values pair;
    bool found;
    while (pairs_read(&rest, &pair, &found, why, size)) {
        struct couple *couple = found ? find_couple(d, TENSOR, &pair, why, size) : NULL;
        if (!couple) {
            return !found;
        }
        if (!coupling_check_trace(&pair, why, size)) {
            return false;
        }
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
    struct pairs_text rest = {text, places_of(d), 1};
    struct pair_values pair;
    bool found;
    while (pairs_read(&rest, &pair, &found, why, size)) {
        struct couple *couple = found ? find_couple(d, FACTOR, &pair, why, size) : NULL;
        if (!couple) {
            return !found;
        }
        for (int k = 0; k < AXES * AXES; k++) {
            couple->at_first[k / AXES][k % AXES] *= pair.value[0];
        }
    }
    return false;
}

/* Multiplies a tensor by a moment, A m2: fields in A/m, Eq. (N1). */
static void scale(double tensor[AXES][AXES], double moment)
{
    for (int k = 0; k < AXES * AXES; k++) {
        tensor[k / AXES][k % AXES] *= moment;
    }
}

/* From tensors to fields in kA/m: Eq. (N1). */
static bool weigh(struct dipoles *d, char *why, size_t size)
{
    struct couple *couple = d->couple;
    for (size_t i = 0; i < d->magnets; i++) {
        for (size_t j = first_partner(d, i); j < places_of(d); j++, couple++) {
            memcpy(couple->at_second, couple->at_first, sizeof couple->at_first);
            scale(couple->at_second, d->moment[i]);
            scale(couple->at_first, d->others > 0 ? 0.0 : d->moment[j]);
            if (!coupling_check_field(i, j, couple->at_second, why, size) ||
                !coupling_check_field(j, i, couple->at_first, why, size)) {
                return false;
            }
            scale(couple->at_second, 1.0 / FIELD);
            scale(couple->at_first, 1.0 / FIELD);
        }
    }
    return true;
}

/* Warns of the first pair of dipoles that are too near each other. The moments at other places are not known. */
static void warn_of_near_pairs(Mif_Param_Data_t *const *param, const struct dipoles *d)
{
    char text[MESSAGE_SIZE - 12];
    for (size_t i = 0, k = 0; i < d->magnets && d->others == 0; i++) {
        for (size_t j = i + 1; j < d->magnets; j++, k++) {
            double r[AXES];
            find_way(param, i, j, r);
            const double distance = sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
            const double moment[2] = {d->moment[i], d->moment[j]};
            if (d->given[k] == 0 &&
                coupling_is_near(&(struct pair_values){.first = i, .second = j}, distance, moment, text, sizeof text)) {
                warn_of_device(text);
                return;
            }
        }
    }
}

/* The first call of a device. NULL, with the reason in `why`, where it is not sound. */
static struct dipoles *prepare(const Mif_Private_t *mif_private, char *why, size_t size)
{
    const int nodes = ngspice_ports(mif_private->conn, DIPOLES_M), fields = ngspice_ports(mif_private->conn, DIPOLES_H);
    const double follow = ngspice_parameter(mif_private->param, DIPOLES_FOLLOW);
    const size_t magnets = (size_t)nodes / AXES, targets = (size_t)fields / AXES;
    const size_t places = (size_t)ngspice_list_size(mif_private->param[DIPOLES_PLACES]);
    const bool same = nodes == fields && places == AXES * magnets;
    if (nodes % AXES != 0 || fields % AXES != 0) {
        snprintf(why, size, "%d nodes of moments and %d of fields; expected three for every magnet and place", nodes,
                 fields);
        return NULL;
    }
    if (!same && places != AXES * (magnets + targets)) {
        snprintf(why, size, "the list places has %zu values; expected three for each of %zu magnets%s and %zu fields%s",
                 places, magnets, nodes == fields ? ", or for these" : "", targets,
                 nodes == fields ? " elsewhere" : "");
        return NULL;
    }
    if (follow != 0.0 && follow != 1.0) {
        snprintf(why, size, "parameter follow = %g must be 0 or 1", follow);
        return NULL;
    }
    struct dipoles *d = dipoles_new(magnets, same ? 0 : targets);
    if (!d) {
        snprintf(why, size, "out of memory");
        return NULL;
    }
    if (!read_moments(mif_private->param, d, why, size) || !check_places(mif_private->param, d, why, size) ||
        !couple_dipoles(mif_private->param, d, why, size) || !take_tensors(PARAM(tensors), d, why, size) ||
        !take_factors(PARAM(factors), d, why, size) || !weigh(d, why, size)) {
        dipoles_free(d);
        return NULL;
    }
    if (ngspice_first_of_card(mif_private)) {
        warn_of_near_pairs(mif_private->param, d);
    }
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
    char why[MESSAGE_SIZE / 2];
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
        refuse_device(why, mark);
    }
}

static inline void add_field(double coupling[AXES][AXES], const double m[AXES], double h[AXES])
{
    for (int k = 0; k < AXES; k++) {
        h[k] += coupling[k][0] * m[0] + coupling[k][1] * m[1] + coupling[k][2] * m[2];
    }
}

/* The field that magnet `i` is at `j` is added at d->h + 3 * this. */
static size_t place_of_field(const struct dipoles *d, size_t j)
{
    return AXES * (d->others > 0 ? j - d->magnets : j);
}

/* The fields for the directions d->m. */
static void find_fields(struct dipoles *d)
{
    struct couple *couple = d->couple;
    memset(d->h, 0, AXES * places_of(d) * sizeof *d->h);
    for (size_t i = 0; i < d->magnets; i++) {
        for (size_t j = first_partner(d, i); j < places_of(d); j++, couple++) {
            add_field(couple->at_second, d->m + AXES * i, d->h + place_of_field(d, j));
            if (d->others == 0) {
                add_field(couple->at_first, d->m + AXES * j, d->h + AXES * i);
            }
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

/* The derivatives of the currents at place `to` with respect to the moment of magnet `from`. */
static void pass_on_pair(const Mif_Private_t *mif_private, double coupling[AXES][AXES], size_t to, size_t from)
{
    for (size_t k = 0; k < AXES; k++) {
        for (size_t l = 0; l < AXES; l++) {
            PARTIAL(h[to + k], m[from + l]) = -coupling[k][l];
            AC_GAIN(h[to + k], m[from + l]) = (Mif_Complex_t){-coupling[k][l], 0.0};
        }
    }
}

static void pass_on(const Mif_Private_t *mif_private, const struct dipoles *d)
{
    struct couple *couple = d->couple;
    for (size_t i = 0; i < d->magnets; i++) {
        for (size_t j = first_partner(d, i); j < places_of(d); j++, couple++) {
            pass_on_pair(mif_private, couple->at_second, place_of_field(d, j), AXES * i);
            if (d->others == 0) {
                pass_on_pair(mif_private, couple->at_first, AXES * i, AXES * j);
            }
        }
    }
}

/* The energy of all pairs, J: half of the moments times the fields at their places, Eq. (N2). 0 with other places,
 * whose moments are not known. */
static double energy_of(const struct dipoles *d)
{
    double energy = 0.0;
    for (size_t k = 0; d->others == 0 && k < AXES * d->magnets; k++) {
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
    const size_t fields = AXES * (d->others > 0 ? d->others : d->magnets);
    for (size_t k = 0; k < fields; k++) {
        OUTPUT(h[k]) = -d->h[k]; /* a current out of a node is positive */
    }
}
