#include "cli/magnet_options.h"

#include "base/number.h"
#include "base/terminal.h"
#include "cli/device_setting.h"
#include "cli/number_list.h"
#include "cli/progress.h"
#include "models/constants.h"

#include <math.h>

enum { KEY_SET = 0x500, KEY_SIGMA, KEY_SIGMA_ANGLE, KEY_CHIP_SEED };

static const double FEW = 5.0;         /* k_B T */
static const double MOST_ANGLE = 15.0; /* degrees: three of it are half a right angle */

static const struct argp_option OPTIONS[] = {
    {"set", KEY_SET, "NAME=VALUE", OPTION_REPEATS_NAMES,
     "Parameter of the magnets; 'spinfield params nanomagnet' lists them (gen nml: thickness=20n)", 5},
    {"sigma", KEY_SIGMA, "NAME=SHARE", OPTION_REPEATS_NAMES, "Relative standard deviation of a parameter, 5% or 0.05",
     5},
    {"sigma-angle", KEY_SIGMA_ANGLE, "DEGREES", 0, "Standard deviation of the directions of the magnets (0)", 5},
    {"chip-seed", KEY_CHIP_SEED, "NUMBER", 0, "Seed of what --sigma and --sigma-angle vary (as --seed)", 5},
    {0},
};

/* ---- Arguments ---- */

static void refuse_bad(enum status status, const struct diagnostic *why, const struct argp_state *state)
{
    if (status != STATUS_OK) {
        usage_error(state, "%s", why->text);
    }
}

/* What the commands set themselves is refused. */
static void take_setting(const char *argument, struct nanomagnet *magnet, const struct argp_state *state)
{
    static const size_t OURS[] = {NANOMAGNET_angle, NANOMAGNET_start,  NANOMAGNET_theta0, NANOMAGNET_noise,
                                  NANOMAGNET_hmax,  NANOMAGNET_follow, NANOMAGNET_dtemp};
    static const char *const INSTEAD[] = {"each magnet has its place and its angle",
                                          "starts are drawn by --seed",
                                          "starts are drawn by --seed",
                                          "--seed is the seed of the noise",
                                          "it follows from the fields of all magnets",
                                          "magnets move in time here",
                                          "temperatures have options"};
    struct diagnostic why;
    size_t index;
    refuse_bad(device_setting(device_find("nanomagnet"), "--set", argument, magnet, &index, &why), &why, state);
    for (size_t k = 0; k < sizeof OURS / sizeof *OURS; k++) {
        if (index == OURS[k]) {
            usage_error(state, "error: --set %.40s cannot be chosen: %s", argument, INSTEAD[k]);
        }
    }
}

static void take_sigma(const char *argument, struct magnet_options *options, const struct argp_state *state)
{
    struct diagnostic why;
    size_t index;
    refuse_bad(device_setting_sigma(device_find("nanomagnet"), argument, options->sigma, &index, &why), &why, state);
    if (index == NANOMAGNET_angle) {
        usage_error(state, "error: --sigma angle: each magnet has its own angle; expected --sigma-angle DEGREES");
    }
}

static void finish(const struct magnet_options *options, const struct argp_state *state)
{
    const struct scatter scatter = {device_find("nanomagnet"), 0, options->sigma};
    struct diagnostic why;
    refuse_bad(islands_check(&options->magnet, &why), &why, state);
    refuse_bad(device_setting_check(&scatter, &options->magnet, &why), &why, state);
    if (options->chip_seed >= 0 && !magnet_options_vary(options)) {
        usage_error(state, "error: --chip-seed needs --sigma NAME=SHARE or --sigma-angle: what differs from magnet to "
                           "magnet?");
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct magnet_options *options = state->input;
    switch (key) {
    case KEY_SET:
        take_setting(argument, &options->magnet, state);
        return 0;
    case KEY_SIGMA:
        take_sigma(argument, options, state);
        return 0;
    case KEY_SIGMA_ANGLE:
        options->angle = take_number("--sigma-angle", argument, "an angle in degrees", 0.0, MOST_ANGLE, state);
        return 0;
    case KEY_CHIP_SEED:
        options->chip_seed = whole_number(argument, "--chip-seed", 0, SCATTER_GREATEST_SEED, state);
        return 0;
    case ARGP_KEY_END:
        finish(options, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp magnet_argp = {OPTIONS, parse, NULL, NULL, NULL, NULL, NULL};

struct magnet_options magnet_options_default(void)
{
    struct magnet_options options = {.chip_seed = -1};
    device_reset(device_find("nanomagnet"), &options.magnet);
    return options;
}

bool magnet_options_vary(const struct magnet_options *options)
{
    bool vary = options->angle > 0.0;
    for (size_t p = 0; p < NANOMAGNET_PARAMETERS; p++) {
        vary = vary || options->sigma[p] > 0.0;
    }
    return vary;
}

unsigned long magnet_options_chip_seed(const struct magnet_options *options, unsigned long seed)
{
    return options->chip_seed < 0 ? seed : (unsigned long)options->chip_seed;
}

/* ---- The magnets ---- */

enum status magnet_options_apply(const struct magnet_options *options, unsigned long seed, struct islands *islands,
                                 struct diagnostic *diagnostic)
{
    const struct islands_variation variation = {options->sigma, options->angle * PI / 180.0,
                                                magnet_options_chip_seed(options, seed)};
    islands->magnet = options->magnet;
    return magnet_options_vary(options) ? islands_vary(islands, &variation, diagnostic) : STATUS_OK;
}

enum status magnets_touch(const struct islands *islands, const size_t pair[2], const char *a, const char *b,
                          const char *instead, struct diagnostic *diagnostic)
{
    const double distance = islands_distance(islands, pair[0], pair[1]);
    const double touching = distance / islands_spacing(islands, pair[0], pair[1]);
    return fail(diagnostic, STATUS_INPUT,
                "error: magnets %s and %s touch or overlap: %s apart, they touch at %s in that direction; "
                "expected %s",
                a, b, number_engineering((char[32]){0}, 32, distance, 4, "m"),
                number_engineering((char[32]){0}, 32, touching, 4, "m"), instead);
}

double magnets_closest_factor(const struct islands *islands)
{
    size_t pair[2];
    double spacing;
    islands_closest(islands, pair, &spacing);
    const double factor = isfinite(spacing) ? islands_shape_factor(islands, pair[0], pair[1]) : NAN;
    return isfinite(factor) && fabs(factor) < 1e3 ? factor : NAN; /* magnets across each other hardly couple */
}

void magnets_warn(const struct islands *islands, struct warnings *warnings)
{
    char text[300];
    for (int limit = 0; limit < NANOMAGNET_LIMITS; limit++) {
        if (nanomagnet_is_beyond(&islands->magnet, (enum nanomagnet_limit)limit, text, sizeof text)) {
            warning_add(warnings, nanomagnet_limit_words[limit], false, "%s", text);
        }
    }
}

double magnets_least_barrier(const struct islands *islands, double kelvin)
{
    double least = INFINITY;
    for (size_t k = 0; k < (islands->own ? islands->count : 1); k++) {
        least = fmin(least, nanomagnet_barrier(islands_magnet(islands, k)));
    }
    return least / (BOLTZMANN * kelvin);
}

double magnets_flip_rate(const struct islands *islands, double kelvin)
{
    double most = 0.0;
    for (size_t k = 0; k < (islands->own ? islands->count : 1); k++) {
        most = fmax(most, nanomagnet_flip_rate(islands_magnet(islands, k), kelvin));
    }
    return most;
}

enum status magnets_check_heat(const struct islands *islands, double kelvin, struct warnings *warnings,
                               struct diagnostic *diagnostic)
{
    const double least = magnets_least_barrier(islands, kelvin), celsius = kelvin - ZERO_CELSIUS;
    if (least < 1.0) {
        return fail(
            diagnostic, STATUS_INPUT,
            "error: a barrier of %.3g k_B T at %.4g C leaves a magnet no two states; expected more than 1, by a "
            "thicker or longer magnet or a lower temperature",
            least, celsius);
    }
    if (least < FEW) {
        warning_add(warnings, "two_states", false,
                    "a barrier of %.3g k_B T at %.4g C: a magnet hardly has two states, so what takes its moment as "
                    "stiff is off; expected %g or more",
                    least, celsius, FEW);
    }
    return STATUS_OK;
}

void magnets_expect_deck(const struct common_options *options, const char *name, size_t count, double stop)
{
    const double of_magnet = 6e5, of_pair = 3e4, n = (double)count; /* s for 1 s, on a processor of 2024 */
    progress_expect_deck(options, name, stop * n * (of_magnet + n * of_pair),
                         "all magnets go on in steps of some picoseconds");
}

/* ---- What is printed ---- */

void magnets_print_factor(double factor)
{
    if (isfinite(factor)) {
        terminal_line(stdout, "  %-16scouple %.3g times as strongly by their shapes; all are taken as dipoles",
                      "closest magnets", factor);
    }
}

void magnets_add_factor(double factor, struct document *document)
{
    document_real(document, "closest_coupling_factor", factor);
}

void magnet_options_add(const struct magnet_options *options, unsigned long seed, struct document *document)
{
    if (!magnet_options_vary(options)) {
        return;
    }
    document_object(document, "sigma");
    for (size_t p = 0; p < NANOMAGNET_PARAMETERS; p++) {
        if (options->sigma[p] > 0.0) {
            document_real(document, nanomagnet_table.item[p].name, options->sigma[p]);
        }
    }
    document_close(document);
    document_real(document, "sigma_angle_deg", options->angle);
    document_count(document, "chip_seed", magnet_options_chip_seed(options, seed));
}

void magnet_options_print(const struct magnet_options *options, unsigned long seed)
{
    char text[300] = "";
    size_t used = 0;
    for (size_t p = 0; p < NANOMAGNET_PARAMETERS && used < sizeof text; p++) {
        if (options->sigma[p] > 0.0) {
            used += (size_t)snprintf(text + used, sizeof text - used, "%s by %.4g %%, ", nanomagnet_table.item[p].name,
                                     100.0 * options->sigma[p]);
        }
    }
    if (options->angle > 0.0 && used < sizeof text) {
        snprintf(text + used, sizeof text - used, "directions by %.4g degrees, ", options->angle);
    }
    if (magnet_options_vary(options)) {
        terminal_line(stdout, "  %-16s%schip seed %lu", "magnets vary", text, magnet_options_chip_seed(options, seed));
    }
}

void magnets_print_warnings(const struct warnings *warnings, const struct common_options *options)
{
    for (size_t k = 0; k < warnings->count; k++) {
        if (prints_text(options)) {
            terminal_line(stdout, "  warning: %s", warnings->warning[k].text);
        } else if (!options->quiet) {
            fprintf(stderr, "spinfield: warning: %s\n", warnings->warning[k].text);
        }
    }
}
