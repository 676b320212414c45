/* What commands about coupled magnets share: options of the magnets, what is said of them, and whether they touch. */
#ifndef MAGNET_OPTIONS_H
#define MAGNET_OPTIONS_H

#include "cli/cli.h"
#include "netgen/islands.h"
#include "netgen/warning.h"

/* --set, --sigma, --sigma-angle, --chip-seed: the input of magnet_argp, which checks them at the end. */
struct magnet_options {
    struct nanomagnet magnet;
    double sigma[NANOMAGNET_PARAMETERS]; /* relative standard deviations */
    double angle;                        /* standard deviation, degrees */
    long chip_seed;                      /* -1: not given */
};
extern const struct argp magnet_argp;

struct magnet_options magnet_options_default(void);

/* Whether magnets differ from each other. */
bool magnet_options_vary(const struct magnet_options *options);

/* The seed of what varies: `seed` where none is given. */
unsigned long magnet_options_chip_seed(const struct magnet_options *options, unsigned long seed);

/* Gives the magnets of `islands` their kind, and draws them where they vary. Errors as those of islands_vary. */
enum status magnet_options_apply(const struct magnet_options *options, unsigned long seed, struct islands *islands,
                                 struct diagnostic *diagnostic);

/* STATUS_INPUT with a line about two magnets that are called `a` and `b`, whose spacing (islands_closest) is at most 1.
 * `instead`: what was expected. */
enum status magnets_touch(const struct islands *islands, const size_t pair[2], const char *a, const char *b,
                          const char *instead, struct diagnostic *diagnostic);

/* How much more strongly the closest two magnets would couple by their shapes than as dipoles; NAN where none are near.
 * A line that says so, and the field "closest_coupling_factor". */
double magnets_closest_factor(const struct islands *islands);
void magnets_print_factor(double factor);
void magnets_add_factor(double factor, struct document *document);

/* Adds the warnings about each magnet alone: those of nanomagnet_is_beyond, of the magnet that all are like. */
void magnets_warn(const struct islands *islands, struct warnings *warnings);

/* The least barrier of a magnet, in k_B times `kelvin` (K). */
double magnets_least_barrier(const struct islands *islands, double kelvin);

/* What heat of `kelvin` (K) means for magnets that are taken to have two states: STATUS_INPUT where their barriers are
 * below k_B T, and a warning where they are a few. */
enum status magnets_check_heat(const struct islands *islands, double kelvin, struct warnings *warnings,
                               struct diagnostic *diagnostic);

/* The rate in 1/s at which the magnet flips that flips most, alone, at `kelvin` (K). */
double magnets_flip_rate(const struct islands *islands, double kelvin);

/* Says how long ngspice will need for the deck NAME.cir of so many magnets, which ends at `stop` (s), if that is long.
 */
void magnets_expect_deck(const struct common_options *options, const char *name, size_t count, double stop);

/* Adds what --sigma and its like make of the magnets: "sigma", "sigma_angle_deg", "chip_seed", if they vary. */
void magnet_options_add(const struct magnet_options *options, unsigned long seed, struct document *document);

/* Prints it as a line of a report, if they vary. */
void magnet_options_print(const struct magnet_options *options, unsigned long seed);

/* Prints the warnings: as lines of the report, or on stderr where the command prints no report for people, unless it is
 * quiet. */
void magnets_print_warnings(const struct warnings *warnings, const struct common_options *options);

#endif
