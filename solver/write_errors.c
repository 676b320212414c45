#include "solver/write_errors.h"

#include "models/constants.h"
#include "solver/fokker_planck.h"
#include "solver/polynomial.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double NO_FIELD[3] = {0.0, 0.0, 0.0};

bool write_is_axial(const struct mtj *d, char *why, size_t size)
{
    double well[3];
    mtj_well(d, well);
    if (d->nx != d->ny) {
        snprintf(why, size, "nx = %g and ny = %g differ; expected a layer that is round in its plane", d->nx, d->ny);
    } else if (d->ptilt != 0.0) {
        snprintf(why, size, "the pinned layer is tilted by ptilt = %g; expected 0", d->ptilt);
    } else if (well[2] == 0.0) {
        snprintf(why, size, "the free layer lies in its plane; expected an easy axis across it");
    } else {
        return true;
    }
    return false;
}

/* The sign of the voltage that turns the junction: current from free to pinned layer favours the parallel state. */
static double sign_of(const struct mtj *junction)
{
    return junction->start == 0.0 ? -1.0 : 1.0;
}

/* The drive i at z, the cosine between the magnet and its old direction `well`, with `v` over the junction: fields
 * along that direction hold the magnet, and the torque is compared with the damping. Eq. (W1). */
static double drive_under(const struct mtj *junction, const struct macrospin *magnet, double well, double z, double v)
{
    double cosine = well * z, ignored, slope; /* p is along z: write_is_axial */
    double current = mtj_current(junction, cosine, v, &ignored, &slope);
    struct macrospin_drive drive = mtj_drive(junction, v, current, NO_FIELD);
    double share = 1.0 / (1.0 + magnet->asymmetry * cosine);
    return -(drive.hk * z + well * (drive.field[2] + share * drive.spin[2] / magnet->alpha)) /
           mtj_holding_field(junction);
}

static double drive_at(const struct write_pulses *pulses, const struct macrospin *magnet, double well, double z)
{
    const struct mtj *junction = &pulses->cell.junction;
    const double v = memory_cell_voltage(&pulses->cell, sign_of(junction) * pulses->volts, well * z);
    return drive_under(junction, magnet, well, z, v);
}

struct write_scale write_scale(const struct mtj *junction, double kelvin)
{
    const double alpha = mtj_magnet(junction, kelvin, "").alpha;
    return (struct write_scale){.barrier = mtj_barrier(junction) / (BOLTZMANN * (kelvin + junction->dtemp)),
                                .tau = (1.0 + alpha * alpha) /
                                       (alpha * GAMMA_0 * mtj_holding_field(junction))}; /* Eq. (J4) */
}

static bool stays_at(const struct mtj *junction, const struct macrospin *magnet, double volts)
{
    const double cosine = junction->start == 0.0 ? 1.0 : -1.0, v = sign_of(junction) * volts;
    double well[3], ignored, slope, current = mtj_current(junction, cosine, v, &ignored, &slope);
    const struct macrospin_drive drive = mtj_drive(junction, v, current, NO_FIELD);
    struct macrospin_small small;
    mtj_well(junction, well);
    return macrospin_linearize(magnet, &drive, well, &small);
}

/* The matrix of (E9) under `drive`, in parts of the rate gamma_0/(1 + alpha^2). */
static void matrix_under(const struct macrospin *magnet, const double well[3], const struct macrospin_drive *drive,
                         double matrix[2][2])
{
    struct macrospin_small small;
    macrospin_linearize(magnet, drive, well, &small);
    for (int k = 0; k < 4; k++) {
        matrix[k / 2][k % 2] = small.matrix[k / 2][k % 2] / small.rate;
    }
}

/* The matrix of (E9) over the voltage: it is linear in the drive, and by (E3) to (E5) with (25a) of docs/model.md the
 * drive, times a number above 0, is a polynomial of the voltage. */
static void matrix_over_voltage(const struct mtj *junction, const struct macrospin *magnet,
                                struct polynomial matrix[2][2])
{
    static const struct macrospin_drive REST = {.hk = 0.0};
    const bool varies = junction->torque != MTJ_BY_VOLTAGE && junction->start != 0.0 && junction->vhalf > 0.0;
    const double sign = sign_of(junction), square = junction->vhalf * junction->vhalf;
    const double all = square * junction->rap / junction->rp;                         /* vhalf^2 (1 + TMR) */
    const struct polynomial common = {{varies ? all : 1.0, 0.0, varies ? 1.0 : 0.0}}; /* that number: all + v^2 */
    double well[3], rest[2][2], of_first[2][2], of_second[2][2], of_torque[2][2], current, ignored, slope;
    mtj_well(junction, well);
    current = mtj_current(junction, junction->start == 0.0 ? 1.0 : -1.0, 1.0, &ignored, &slope);
    struct macrospin_drive first = mtj_drive(junction, 1.0, current, NO_FIELD), torque = REST, second = first;
    const struct macrospin_drive reverse = mtj_drive(junction, -1.0, -current, NO_FIELD);
    for (int k = 0; k < 3; k++) { /* what is odd and even in the voltage, and the torque, which has its own law */
        torque.spin[k] = first.spin[k];
        second.field[k] = 0.5 * (first.field[k] + reverse.field[k]);
        first.field[k] = 0.5 * (first.field[k] - reverse.field[k]);
        first.spin[k] = second.spin[k] = 0.0;
    }
    second.hk = 0.0;
    matrix_under(magnet, well, &REST, rest);
    matrix_under(magnet, well, &first, of_first);
    matrix_under(magnet, well, &second, of_second);
    matrix_under(magnet, well, &torque, of_torque);
    const double at_1 = varies ? sign * (all + 1.0) / (square + 1.0) : sign;
    const struct polynomial law = {
        {0.0, varies ? at_1 * square : at_1, 0.0, varies ? at_1 : 0.0}}; /* v (vhalf^2 + v^2) */
    for (int k = 0; k < 4; k++) {
        const int i = k / 2, j = k % 2;
        const struct polynomial fields = {
            {rest[i][j], sign * (of_first[i][j] - rest[i][j]), of_second[i][j] - rest[i][j]}};
        const struct polynomial product = polynomial_product(&common, &fields);
        matrix[i][j] = polynomial_sum(&product, of_torque[i][j] - rest[i][j], &law);
    }
}

/* The voltages up to WRITE_MOST_VOLTS at which the trace or the determinant of that matrix changes its sign, ascending:
 * the junction can only leave its state, or stay in it again, at one of them. Returns how many. */
static size_t changes_of(const struct mtj *junction, const struct macrospin *magnet,
                         double volts[2 * POLYNOMIAL_DEGREE])
{
    struct polynomial matrix[2][2];
    double other[POLYNOMIAL_DEGREE];
    matrix_over_voltage(junction, magnet, matrix);
    const struct polynomial trace = polynomial_sum(&matrix[0][0], 1.0, &matrix[1][1]),
                            main = polynomial_product(&matrix[0][0], &matrix[1][1]),
                            beside = polynomial_product(&matrix[0][1], &matrix[1][0]),
                            determinant = polynomial_sum(&main, -1.0, &beside);
    size_t count = polynomial_roots(&trace, WRITE_MOST_VOLTS, volts);
    const size_t more = polynomial_roots(&determinant, WRITE_MOST_VOLTS, other);
    for (size_t k = 0; k < more; k++) { /* into their order */
        size_t place = count++;
        for (; place > 0 && volts[place - 1] > other[k]; place--) {
            volts[place] = volts[place - 1];
        }
        volts[place] = other[k];
    }
    return count;
}

double write_critical_voltage(const struct mtj *junction, double kelvin)
{
    const struct macrospin magnet = mtj_magnet(junction, kelvin, "");
    double change[2 * POLYNOMIAL_DEGREE], below = 0.0;
    const size_t count = changes_of(junction, &magnet, change);
    if (!stays_at(junction, &magnet, 0.0)) {
        return 0.0;
    }
    for (size_t k = 0; k < count; k++) {
        double above = k + 1 < count ? 0.5 * (change[k] + change[k + 1]) : WRITE_MOST_VOLTS;
        if (stays_at(junction, &magnet, above)) {
            below = above;
            continue;
        }
        while (above - below > 1e-9 * above) { /* by (E9) itself, between two voltages with one change between them */
            const double middle = 0.5 * (below + above);
            *(stays_at(junction, &magnet, middle) ? &below : &above) = middle;
        }
        return above;
    }
    return INFINITY;
}

/* Steps of a time of `length` (tau_D): enough for each tau_D at the drives of interest, more where these are stronger.
 */
static size_t steps_of(double length, double strongest)
{
    double steps = ceil(50.0 * length * fmax(1.0, strongest));
    return steps < 1.0 ? 1 : steps > 1e6 ? 1000000 : (size_t)steps;
}

enum { FACES = FOKKER_PLANCK_CELLS + 1 };

/* The drive at all faces; the strongest one is returned. */
static double drives_of(const struct write_pulses *pulses, double drive[FACES])
{
    const struct macrospin magnet = mtj_magnet(&pulses->cell.junction, pulses->kelvin, "");
    double well[3], strongest = 0.0;
    mtj_well(&pulses->cell.junction, well);
    for (size_t k = 0; k < FACES; k++) {
        drive[k] = drive_at(pulses, &magnet, well[2], fokker_planck_face(k));
        strongest = fmax(strongest, fabs(drive[k]));
    }
    return strongest;
}

double write_errors_steps(const struct write_pulses *pulses)
{
    double drive[FACES], reached = 0.0, sum = 0.0;
    const double tau = write_scale(&pulses->cell.junction, pulses->kelvin).tau, strongest = drives_of(pulses, drive);
    for (size_t k = 0; k < pulses->count; k++) {
        const double time = (pulses->length[k] - reached) / tau;
        sum += (double)(steps_of(time, strongest) + steps_of(WRITE_SETTLING, 0.0));
        reached = pulses->length[k];
    }
    return sum;
}

void write_errors_exact(const struct write_pulses *pulses, double *chance)
{
    const struct write_scale scale = write_scale(&pulses->cell.junction, pulses->kelvin);
    struct fokker_planck state, settled;
    double drive[FACES], none[FACES] = {0.0}, reached = 0.0;
    const double strongest = drives_of(pulses, drive);
    fokker_planck_start(&state, scale.barrier);
    for (size_t k = 0; k < pulses->count; k++) {
        double time = (pulses->length[k] - reached) / scale.tau;
        if (time > 0.0) {
            fokker_planck_advance(&state, drive, time, steps_of(time, strongest));
        }
        reached = pulses->length[k];
        settled = state;
        fokker_planck_advance(&settled, none, WRITE_SETTLING, steps_of(WRITE_SETTLING, 0.0));
        chance[k] = fokker_planck_kept(&settled);
    }
}

/* ---- Trials ---- */

/* The voltage over a junction behind a transistor follows its state. It is computed for so many cosines, and in steps
 * of time so short that the state changes little: a hundredth of tau_D, and less where a drive above 10 makes the
 * magnet leave its direction faster than by a tenth in a step. */
enum { COSINES = 257 };
static const double FOLLOWING = 0.01, LEAVING = 0.1;

static const double DECIDED = 25.0; /* kT below the barrier's top: one magnet in 1e10 comes back */

struct trials {
    const struct write_pulses *pulses;
    unsigned long seed;
    double barrier, tau;   /* of write_scale */
    double volts[COSINES]; /* over the junction, from a cosine of -1 to 1 */
    double step;           /* s, in which that is followed */
    char *kept;            /* [trials][count]: 1 where the state is the old one */
};

static struct macrospin_drive drive_of(const struct trials *trials, double cosine)
{
    const struct mtj *junction = &trials->pulses->cell.junction;
    double place = 0.5 * (cosine + 1.0) * (COSINES - 1), ignored, slope;
    size_t k = place <= 0.0 ? 0 : place >= COSINES - 2 ? COSINES - 2 : (size_t)place;
    double v = trials->volts[k] + (place - (double)k) * (trials->volts[k + 1] - trials->volts[k]);
    return mtj_drive(junction, v, mtj_current(junction, cosine, v, &ignored, &slope), NO_FIELD);
}

/* Follows the magnet during the pulse from `from` to `to` (s). In a step the drive goes from that of its beginning to
 * that at its end, where the cosine is taken to change as it did in the last step: with the drive of its beginning
 * alone the torque would come half a step late, and more pulses would fail. */
static void push(const struct trials *trials, const struct macrospin *magnet, double from, double to,
                 struct macrospin_path *path)
{
    const struct mtj *junction = &trials->pulses->cell.junction;
    const bool follows = memory_cell_follows(&trials->pulses->cell);
    double pinned[3], rate = 0.0; /* of the cosine, 1/s */
    mtj_pinned(junction, pinned);
    while (from < to) {
        const double next = follows ? fmin(to, from + trials->step) : to;
        const double cosine = macrospin_dot(path->m, pinned);
        const struct macrospin_drive first = drive_of(trials, cosine);
        const double later = fmax(-1.0, fmin(cosine + rate * (next - from), 1.0));
        const struct macrospin_drive last = follows ? drive_of(trials, later) : first;
        macrospin_advance(magnet, &(struct macrospin_stretch){from, next, &first, &last}, path, NULL);
        rate = (macrospin_dot(path->m, pinned) - cosine) / (next - from);
        from = next;
    }
}

/* Whether the magnet is on its old side after it has settled from `time` (s) on. It need not settle to the end where it
 * is so far from the barrier's top that it returns there with a probability of exp(-DECIDED). */
static bool is_kept(const struct trials *trials, const struct macrospin *magnet, double time,
                    struct macrospin_path path, const double well[3])
{
    const struct macrospin_drive none = {.hk = 0.0};
    const double end = time + WRITE_SETTLING * trials->tau;
    double z = macrospin_dot(path.m, well);
    while (time < end && trials->barrier * z * z < DECIDED) {
        double next = fmin(end, time + 0.1 * trials->tau);
        macrospin_advance(magnet, &(struct macrospin_stretch){time, next, &none, &none}, &path, NULL);
        time = next;
        z = macrospin_dot(path.m, well);
    }
    return z > 0.0;
}

static void try_one(void *context, size_t number)
{
    struct trials *trials = context;
    const struct write_pulses *pulses = trials->pulses;
    struct mtj junction = pulses->cell.junction;
    char name[40];
    double m[3], well[3], reached = 0.0;
    junction.noise = (double)trials->seed;
    snprintf(name, sizeof name, "a_%zu", number); /* the noise of a device of this name */
    struct macrospin magnet = mtj_magnet(&junction, pulses->kelvin, name);
    mtj_well(&junction, well);
    mtj_start(&junction, &magnet, pulses->kelvin, m);
    struct macrospin_path path = macrospin_begin(m);
    for (size_t k = 0; k < pulses->count; k++) {
        push(trials, &magnet, reached, pulses->length[k], &path);
        reached = pulses->length[k];
        trials->kept[number * pulses->count + k] = is_kept(trials, &magnet, reached, path, well) ? 1 : 0;
    }
}

/* The voltages over the junction, and the step in which they are followed. */
static void follow_cell(struct trials *trials)
{
    const struct mtj *junction = &trials->pulses->cell.junction;
    const struct macrospin magnet = mtj_magnet(junction, trials->pulses->kelvin, "");
    double well[3], strongest = 0.0;
    mtj_well(junction, well);
    for (size_t k = 0; k < COSINES; k++) {
        const double cosine = -1.0 + 2.0 * (double)k / (COSINES - 1);
        trials->volts[k] =
            memory_cell_voltage(&trials->pulses->cell, sign_of(junction) * trials->pulses->volts, cosine);
        strongest = fmax(strongest, fabs(drive_under(junction, &magnet, well[2], well[2] * cosine, trials->volts[k])));
    }
    trials->step = trials->tau * fmin(FOLLOWING, LEAVING / strongest);
}

enum status write_errors_tried(const struct write_pulses *pulses, const struct write_trials *tried, struct team *team,
                               size_t *failed, struct diagnostic *diagnostic)
{
    const struct mtj *junction = &pulses->cell.junction;
    struct trials trials = {.pulses = pulses, .seed = tried->seed};
    char *own = tried->kept ? NULL : calloc(tried->count * pulses->count + 1, 1);
    trials.kept = tried->kept ? tried->kept : own;
    if (!trials.kept) {
        return fail_memory(diagnostic);
    }
    struct write_scale scale = write_scale(junction, pulses->kelvin);
    trials.barrier = scale.barrier;
    trials.tau = scale.tau;
    follow_cell(&trials);
    team_do(team, tried->count, try_one, &trials);
    for (size_t k = 0; k < pulses->count; k++) {
        failed[k] = 0;
        for (size_t trial = 0; trial < tried->count; trial++) {
            failed[k] += trials.kept[trial * pulses->count + k] != 0;
        }
    }
    free(own);
    return STATUS_OK;
}
