/* The ngspice code model of the nanomagnet: ngspice's numbers to the physics and back.
 *
 * In a transient each time point is solved for the moment where the fields of the last two time points lead, so its
 * outputs are given voltages for the circuit, and magnets that couple need no common factorization. Then the moment goes
 * on from the last time point with the field that came out. Where both differ too much, circuit.c refuses the time point.
 * docs/nanomagnet.md, section 3. */
#include "models/nanomagnet/codemodel/magnet_state.h"

#include "models/constants.h"
#include "models/ngspice/extrapolated_step.h"
#include "models/ngspice/vector_port.h"

#include <math.h>

enum { AXES = 3, PATIENCE = 50 }; /* iterations after which it has no rest */

static const double FIELD = 1e3;           /* A/m for 1 V */
static const double MISS = 0.2;            /* greatest difference to the expected moment, of dm */

/* The parameters of a .model card: the interface file lists them in the order of the table. */
static struct nanomagnet device_of(Mif_Param_Data_t *const *param)
{
    struct nanomagnet device;
    size_t i = 0;
#define PARAMETER(name, ...) device.name = ngspice_parameter(param, i++);
#include "models/nanomagnet/parameters.def"
#undef PARAMETER
    return device;
}

/* Says what of the device is beyond the model, once for all devices of a card. */
static void warn_of_limits(const struct nanomagnet *device, const Mif_Private_t *mif)
{
    const double many = 0.1, kelvin = mif->circuit.temperature + ZERO_CELSIUS + device->dtemp;
    char text[MESSAGE_SIZE - 12];
    if (!ngspice_first_of_card(mif)) {
        return;
    }
    for (int limit = 0; limit < NANOMAGNET_LIMITS; limit++) {
        if (nanomagnet_is_beyond(device, (enum nanomagnet_limit)limit, text, sizeof text)) {
            warn_of_device(text);
        }
    }
    if (device->noise == 0.0 && strcmp(ngspice_analysis(), "Transient Analysis") == 0) {
        const double flips = nanomagnet_flip_rate(device, kelvin) * ngspice_stop_time(cm_get_circuit());
        if (flips > many) {
            snprintf(text, sizeof text,
                     "heat would turn this magnet over about %.3g times in the run, which noise = 0 leaves out; "
                     "expected noise = 1 or another seed",
                     flips);
            warn_of_device(text);
        }
    }
}

static bool ports_are_sound(const Mif_Private_t *mif, char *why, size_t size)
{
    static const char *const NAME[] = {[H] = "h", [M] = "m", [I] = "i"};
    for (int port = H; port <= I; port++) {
        if (!vector_port_is_sound(mif, port, NAME[port], true, why, size)) {
            return false;
        }
    }
    return true;
}

/* The first call of a device, or of one in an analysis. A refused device stays so until the next run, and has no
 * state. */
static void begin(const struct nanomagnet *device, const Mif_Private_t *mif, double *mark)
{
    char why[MESSAGE_SIZE / 2];
    bool sound = true;
    if (mif->circuit.init) {
        *mark = 0.0;
        sound = nanomagnet_check(device, why, sizeof why) && ports_are_sound(mif, why, sizeof why);
    }
    const double kelvin = mif->circuit.temperature + ZERO_CELSIUS + device->dtemp;
    if (sound && kelvin <= 0.0) {
        snprintf(why, sizeof why, "parameter dtemp = %g K makes the temperature %g K; expected one above 0 K",
                 device->dtemp, kelvin);
        sound = false;
    }
    if (isnan(*mark)) {
        return;
    }
    if (sound && device->follow == 0.0 && strcmp(ngspice_analysis(), "AC Analysis") == 0) {
        snprintf(why, sizeof why,
                 "a magnet that is held has no answer to small signals; expected follow=1, with which it settles");
        sound = false;
    }
    if (!sound || !analysis_is_fit(mif->circuit.anal_type, why, sizeof why)) {
        refuse_device(why, mark);
    } else if (mif->circuit.init) {
        warn_of_limits(device, mif);
        cm_analog_alloc(MAGNET, sizeof(struct magnet));
    }
}

static struct macrospin magnet_of(const struct nanomagnet *device, const Mif_Private_t *mif)
{
    return nanomagnet_magnet(device, mif->circuit.temperature + ZERO_CELSIUS, ngspice_name_of(mif));
}

/* In a transient: the state at this time point. */
static void follow(const struct nanomagnet *device, const Mif_Private_t *mif, const struct macrospin_drive *drive,
                   struct magnet *now)
{
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    const double *t = mif->circuit.t, h = t[0] - t[1];
    const bool begins = ngspice_step_begins(cm_get_circuit());
    now->magnet = mif->circuit.init ? magnet_of(device, mif) : before->magnet;
    const struct macrospin_drive wanted = begins ? macrospin_drive_ahead(&before->drive, &before->ahead, h) : *drive;
    if (begins || memcmp(&wanted, &now->drive, sizeof wanted) != 0) { /* else it has gone this way already */
        now->drive = wanted;
        now->path = before->path;
        const struct macrospin_stretch stretch = {t[1], t[0], &before->drive, &now->drive};
        macrospin_advance(&now->magnet, &stretch, &now->path, NULL);
    }
    now->wanted = INFINITY;
    if (begins) {
        memcpy(now->expected, now->path.m, sizeof now->expected);
        return;
    }
    now->ahead = macrospin_drive_change(&before->drive, drive, h);
    if (device->dm < 2.0) {
        const struct extrapolated_step step = {.way = macrospin_distance(now->path.m, before->path.m),
                                               .allowed_way = device->dm,
                                               .miss = macrospin_distance(now->path.m, now->expected),
                                               .allowed_miss = MISS * device->dm,
                                               .cell = now->magnet.noise.cell};
        now->wanted = extrapolated_step_judge(&step, t); /* Eq. (N7) */
    }
}

/* Outside of transients: the moment is held, or settles from where the last point of a sweep left it. False where it
 * comes to no rest. */
static bool rest(const struct nanomagnet *device, const Mif_Private_t *mif, const struct macrospin_drive *drive,
                 struct magnet *now)
{
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    const double kelvin = mif->circuit.temperature + ZERO_CELSIUS;
    const struct macrospin magnet = magnet_of(device, mif);
    const bool starts = strcmp(ngspice_analysis(), "Transient Analysis") == 0;
    double m[AXES];
    nanomagnet_well(device, m);
    bool sound = true;
    if (starts) {
        nanomagnet_start(device, &magnet, kelvin, m);
    } else if (device->follow != 0.0) {
        if (macrospin_dot(before->path.m, before->path.m) > 0.0) {
            memcpy(m, before->path.m, sizeof m);
        }
        sound = nanomagnet_settle(device, &magnet, kelvin, drive, m);
    }
    *now = (struct magnet){.path = macrospin_begin(m), .wanted = INFINITY, .drive = *drive, .magnet = magnet};
    memcpy(now->expected, now->path.m, sizeof now->expected);
    return sound;
}

/* Derivatives of the outputs; ngspice has set all others to 0. */
static void pass_on(const Mif_Private_t *mif_private, const struct nanomagnet_answer *answer)
{
    for (int k = 0; !PORT_NULL(m) && k < AXES; k++) {
        for (int l = 0; l < AXES; l++) {
            const double *field = answer->of_field[k][l], *current = answer->of_current[k][l];
            if (!PORT_NULL(h)) {
                PARTIAL(m[k], h[l]) = FIELD * field[0];
                AC_GAIN(m[k], h[l]) = (Mif_Complex_t){FIELD * field[0], FIELD * field[1]};
            }
            if (!PORT_NULL(i)) {
                PARTIAL(m[k], i[l]) = current[0];
                AC_GAIN(m[k], i[l]) = (Mif_Complex_t){current[0], current[1]};
            }
        }
    }
}

/* A magnet at an operating point or a point of a sweep. Where it has no place of rest, ngspice is to go on: it may not
 * have found the fields yet. */
static void settle(const struct nanomagnet *device, const Mif_Private_t *mif, const struct macrospin_drive *drive,
                   struct magnet *now, double *restless, double *mark)
{
    struct nanomagnet_answer answer;
    if (rest(device, mif, drive, now)) {
        *restless = 0.0;
    } else {
        cm_analog_not_converged();
        if (++*restless >= PATIENCE) {
            refuse_device("the magnet comes to no rest in this field and spin current", mark);
        }
        return;
    }
    if (device->follow != 0.0 && strcmp(ngspice_analysis(), "Transient Analysis") != 0 &&
        nanomagnet_small_signal(device, &now->magnet, drive, now->path.m, 0.0, &answer)) {
        pass_on(mif, &answer);
    }
}

static void answer_small_signal(const struct nanomagnet *device, const Mif_Private_t *mif,
                                const struct macrospin_drive *drive, const struct magnet *now, double *mark)
{
    struct nanomagnet_answer answer;
    if (nanomagnet_small_signal(device, &now->magnet, drive, now->path.m, mif->circuit.frequency, &answer)) {
        pass_on(mif, &answer);
    } else {
        refuse_device("the magnet does not rest in a stable place, and so has no answer to small signals", mark);
    }
}

/* The load of the field nodes, which circuit.c adds for a magnet that is held. */
static void load_fields(const Mif_Private_t *mif_private, const struct nanomagnet *device)
{
    for (int k = 0; !PORT_NULL(h) && device->follow != 0.0 && k < AXES; k++) {
        OUTPUT(h[k]) = INPUT(h[k]);
        PARTIAL(h[k], h[k]) = 1.0;
        AC_GAIN(h[k], h[k]) = (Mif_Complex_t){1.0, 0.0};
    }
}

/* A refused device: no circuit converges with it. */
static void give_nothing(const Mif_Private_t *mif_private, const struct nanomagnet *device)
{
    cm_analog_not_converged();
    load_fields(mif_private, device);
    for (int k = 0; !PORT_NULL(m) && k < AXES; k++) {
        OUTPUT(m[k]) = NAN;
        if (!PORT_NULL(h) && device->follow != 0.0) {
            AC_GAIN(m[k], h[k]) = (Mif_Complex_t){NAN, NAN};
        }
    }
}

/* The field, A/m. XSPICE does not see that of a magnet that is held, see circuit.c. */
static void take_field(const Mif_Private_t *mif_private, const struct nanomagnet *device, double h[AXES])
{
    const double *voltage = ngspice_voltages(cm_get_circuit());
    for (int k = 0; k < AXES; k++) {
        int node[2];
        h[k] = 0.0;
        if (!PORT_NULL(h) && device->follow != 0.0) {
            h[k] = FIELD * INPUT(h[k]);
        } else if (!PORT_NULL(h)) {
            ngspice_nodes(mif_private->conn, H, k, node);
            h[k] = FIELD * voltage[node[0]];
        }
    }
}

void cm_nanomagnet(ARGS)
{
    const struct nanomagnet device = device_of(mif_private->param);
    if (INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins())) {
        STATIC_VAR(restless) = 0.0;
        begin(&device, mif_private, &STATIC_VAR(mx));
        if (!isnan(STATIC_VAR(mx)) && ANALYSIS != MIF_TRAN) { /* no point came before */
            memset(cm_analog_get_ptr(MAGNET, 1), 0, sizeof(struct magnet));
        }
    }
    if (isnan(STATIC_VAR(mx))) {
        give_nothing(mif_private, &device);
        return;
    }
    double h[AXES], spin[AXES];
    take_field(mif_private, &device, h);
    for (int k = 0; k < AXES; k++) {
        spin[k] = PORT_NULL(i) ? 0.0 : INPUT(i[k]);
    }
    const struct macrospin_drive drive = nanomagnet_drive(&device, h, spin);
    struct magnet *now = cm_analog_get_ptr(MAGNET, 0);
    if (ANALYSIS == MIF_TRAN) {
        follow(&device, mif_private, &drive, now);
    } else if (ANALYSIS == MIF_AC) {
        answer_small_signal(&device, mif_private, &drive, now, &STATIC_VAR(mx));
    } else {
        settle(&device, mif_private, &drive, now, &STATIC_VAR(restless), &STATIC_VAR(mx));
    }
    if (isnan(STATIC_VAR(mx))) {
        give_nothing(mif_private, &device);
        return;
    }
    load_fields(mif_private, &device);
    for (int k = 0; !PORT_NULL(m) && k < AXES; k++) {
        OUTPUT(m[k]) = now->expected[k];
    }
    STATIC_VAR(mx) = now->path.m[0];
    STATIC_VAR(my) = now->path.m[1];
    STATIC_VAR(mz) = now->path.m[2];
}
