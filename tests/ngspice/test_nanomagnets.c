/* Nanomagnets in ngspice: against closed forms, and what couples them. */
#include "tests/suites.h"

#include "base/random.h"
#include "models/constants.h"
#include "models/dipole.h"
#include "tests/support/expect.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The deck of these lines between a title and ".end". */
static char *deck_of(const char *lines)
{
    char *deck;
    ck_assert_int_ge(asprintf(&deck, "nanomagnets\n%s\n.end\n", lines), 0);
    return deck;
}

static struct table *run_lines(const char *lines)
{
    char *deck = deck_of(lines);
    struct table *table = simulate_deck(deck);
    free(deck);
    return table;
}

/* What plain ngspice prints. */
static char *print_lines(const char *lines)
{
    char *deck = deck_of(lines);
    char *printed = simulate_plainly(deck, NULL);
    free(deck);
    return printed;
}

static double at_end(const struct table *table, const char *column)
{
    return simulate_at(table, table->rows - 1, column);
}

/* The magnets of a chain along x, 120 nm apart, each a model of its own named after it; their coupling. */
static void write_chain(FILE *file, int magnets, const char *parameters, const char *coupling)
{
    for (int i = 0; i < magnets; i++) {
        fprintf(file, "a%d [hx%d hy%d hz%d] [mx%d my%d mz%d] null island\n", i, i, i, i, i, i, i);
    }
    fprintf(file, ".model island nanomagnet(angle=90 %s)\nacoupling [", parameters);
    for (int i = 0; i < magnets; i++) {
        fprintf(file, " mx%d my%d mz%d", i, i, i);
    }
    fputs(" ] [", file);
    for (int i = 0; i < magnets; i++) {
        fprintf(file, " hx%d hy%d hz%d", i, i, i);
    }
    fputs(" ] places\n.model places dipoles(places=[", file);
    for (int i = 0; i < magnets; i++) {
        fprintf(file, " %dn 0 0", 120 * i);
    }
    fprintf(file, " ] moments=[1.0179e-17] %s)\n", coupling);
}

static char *chain(int magnets, const char *parameters, const char *coupling, const char *rest)
{
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    write_chain(file, magnets, parameters, coupling);
    fputs(rest, file);
    fclose(file);
    return text;
}

/* Four islands around a vertex, a lattice constant of 240 nm: all 16 states of them, held. Eq. (N3), in units of
 * D(a). */
START_TEST(meter_of_a_vertex_reads_its_four_levels)
{
    static const char *const AT[] = {"120n 0 0", "0 120n 0", "-120n 0 0", "0 -120n 0"};
    const double moment = 1.0179e-17, unit = dipole_strength(moment, moment, 240e-9);
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    for (int i = 0; i < 4; i++) {
        fprintf(file, "a%d [hx%d hy%d hz%d] [mx%d my%d mz%d] null i%d\n.model i%d nanomagnet(angle=%d)\n", i, i, i, i,
                i, i, i, i, i, i % 2 * 90);
    }
    fprintf(file,
            "ad [mx0 my0 mz0 mx1 my1 mz1 mx2 my2 mz2 mx3 my3 mz3] [hx0 hy0 hz0 hx1 hy1 hz1 hx2 hy2 hz2 hx3 hy3 hz3] "
            "ice\n.model ice dipoles(places=[%s %s %s %s] moments=[%.12g])\n.control\nsave @ad[energy]\n",
            AT[0], AT[1], AT[2], AT[3], moment);
    for (int state = 0; state < 16; state++) {
        for (int i = 0; i < 4; i++) {
            fprintf(file, "altermod i%d start = %d\n", i, state >> i & 1);
        }
        fprintf(file, "op\nlet e%d = @ad[energy]/%.12g\nprint e%d\n", state, unit, state);
    }
    fputs(".endc", file);
    fclose(file);
    char *printed = print_lines(text);
    for (int state = 0; state < 16; state++) {
        /* outwards: islands 0 and 1 at start=0, islands 2 and 3 at start=1 */
        int away = state ^ 3, out = (away & 1) + (away >> 1 & 1) + (away >> 2 & 1) + (away >> 3 & 1);
        bool alike = (away & 1) == (away >> 2 & 1);
        const double four = 12.0 * sqrt(2.0);
        double right = out == 2 ? (alike ? 4.0 - four : -4.0) : out % 2 ? 0.0 : 4.0 + four;
        char name[8];
        snprintf(name, sizeof name, "e%d", state);
        ck_assert_double_eq_tol(simulate_measured(printed, name), right, 6e-5); /* six digits are printed */
    }
    free(printed);
    free(text);
}
END_TEST

/* The matrix of magnets that are held has no entry that factorization adds, and some 15 for each; with `follow`
 * 9 N^2. Both give the same transient. */
START_TEST(magnets_that_are_held_need_no_common_factorization)
{
    enum { MAGNETS = 12 };
    static const char REST[] = "ifield 0 hx3 pwl(0 0 0.2n 40 1n -40)\n.control\noption reltol=1e-8\n"
                               "save v(my3) v(mx3) v(my7)\ntran 2p 1n 0 2p\nmeas tran a find v(my3) at=1n\n"
                               "meas tran b find v(mx3) at=1n\nmeas tran c find v(my7) at=1n\nrusage everything\n"
                               ".endc";
    double value[2][3], fill[2], entries[2];
    for (int follow = 0; follow < 2; follow++) {
        char *lines = chain(MAGNETS, follow ? "follow=1 dm=0.02" : "dm=0.02", follow ? "follow=1" : "", REST);
        char *printed = print_lines(lines);
        value[follow][0] = simulate_measured(printed, "a");
        value[follow][1] = simulate_measured(printed, "b");
        value[follow][2] = simulate_measured(printed, "c");
        fill[follow] = simulate_measured(printed, "Circuit fill-in non-zeroes");
        /* the total that ngspice prints is 0 where it was built with KLU and Sparse solves */
        entries[follow] = simulate_measured(printed, "Circuit original non-zeroes") + fill[follow];
        free(printed);
        free(lines);
    }
    ck_assert_double_eq(fill[0], 0.0);
    ck_assert_double_le(entries[0], 20.0 * MAGNETS);
    ck_assert_double_ge(entries[1], 9.0 * MAGNETS * (MAGNETS - 1));
    for (int k = 0; k < 3; k++) {
        ck_assert_double_eq_tol(value[0][k], value[1][k], 1e-3);
    }
}
END_TEST

/* In a constant field the path of a magnet with noise is that of its name, bit for bit, whatever the steps and the
 * others are. */
START_TEST(noise_does_not_depend_on_steps_or_others)
{
    static const char *const OTHERS[] = {"", "",
                                         "a2 [bx by bz] [nx ny nz] null island\nib 0 bx pwl(0 0 1n 50 1.1n -50)\n"};
    double m[3][3];
    for (int i = 0; i < 3; i++) {
        char lines[600];
        snprintf(lines, sizeof lines,
                 "a1 [hx hy hz] [mx my mz] null island\n.model island nanomagnet(noise=5 angle=20)\nix 0 hx 3\n"
                 "iy 0 hy -1\n%s.save @a1[mx] @a1[my] @a1[mz]\n.tran %s 3n 0 %s",
                 OTHERS[i], i == 1 ? "1p" : "20p", i == 1 ? "1p" : "20p");
        struct table *table = run_lines(lines);
        m[i][0] = at_end(table, "@a1[mx]");
        m[i][1] = at_end(table, "@a1[my]");
        m[i][2] = at_end(table, "@a1[mz]");
        table_free(table);
    }
    for (int k = 0; k < 3; k++) {
        ck_assert_double_eq(m[0][k], m[1][k]);
        ck_assert_double_eq(m[0][k], m[2][k]);
    }
    ck_assert_double_gt(fabs(m[0][1]), 1e-3);
}
END_TEST

START_TEST(what_couples_no_magnets_is_refused)
{
    static const struct {
        const char *parameters, *why;
    } WRONG[] = {
        {"places=[0 0 0 0 0] moments=[1e-17]",
         "the list places has 5 values; expected three for each of 2 magnets, or for these and 2 fields elsewhere"},
        {"places=[0 0 0 1u 0 0] moments=[1 2 3]", "the list moments has 3 values; expected 2, or one for all"},
        {"places=[0 0 0 1u 0 0] moments=[-1]", "magnet 1 has the moment -1 A m2; expected M_S times the volume"},
        {"places=[0 0 0 1u 0 0] moments=[8e5]", "magnet 1 has the moment 800000 A m2; expected M_S times the volume"},
        {"places=[0 0 0 0 80 0] moments=[1e-17]", "magnet 2 is at y = 80 m; expected a place up to 1m, such as 80n"},
        {"places=[0 0 0 1n 0 0] moments=[1e-17]", "magnet 1 has a field of 1.59155e+09 A/m at magnet 2"},
        {"places=[0 0 0 1u 0 0] moments=[1e-17] factors=\"1:2:1e9\"", "magnet 1 has a field of 1.59155e+09 A/m"},
        {"places=[0 0 0 1u 0 0] moments=[1e-17] tensors=\"1:2:-3e20:0:0:1e20:0:1e20\"",
         "the tensor of magnets 1 and 2 has the trace -1e+20 1/m3"},
        {"places=[1u 0 0 1u 0 0] moments=[1e-17]", "magnets 1 and 2 have no finite coupling"},
        {"places=[0 0 0 1u 0 0] moments=[1e-17] factors=\"1:3:0.5\"", "'1:3:0.5' is no pair of magnets"},
        {"places=[0 0 0 1u 0 0] moments=[1e-17] tensors=\"1:2:0.5\"", "'1:2:0.5' is no pair of magnets"},
        {"places=[0 0 0 1u 0 0] moments=[1e-17] factors=\"1:2:0.8/2:1:0.9\"", "factors has the pair 1 and 2 twice"},
        {"places=[0 0 0 1u 0 0] moments=[1e-17] tensors=\"1:2:0:0:0:0:0:0/1:2:0:0:0:0:0:0\"",
         "tensors has the pair 1 and 2 twice"},
        {"places=[0 0 0 1u 0 0] moments=[1e-17] follow=2", "parameter follow = 2 must be 0 or 1"}};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        char lines[600];
        snprintf(lines, sizeof lines,
                 "a1 [h1 h2 h3] [m1 m2 m3] null island\na2 [h4 h5 h6] [m4 m5 m6] null island\n"
                 ".model island nanomagnet\nad [m1 m2 m3 m4 m5 m6] [h1 h2 h3 h4 h5 h6] places\n"
                 ".model places dipoles(%s)\n.tran 1p 10p",
                 WRONG[i].parameters);
        char *deck = deck_of(lines);
        simulate_failure(deck, WRONG[i].why);
        free(deck);
    }
}
END_TEST

/* A factor of -1 and the tensor of -2 times the dipole, against the field of dipoles: of a pair along x. A
 * factor also multiplies a tensor. */
START_TEST(factors_and_tensors_replace_the_dipole)
{
    static const char *const CHANGE[] = {"", "factors=\"2:1:-1\"", "tensors=\"1:2:-4e20:0:0:2e20:0:2e20\"",
                                         "factors=\"2:1:-1\" tensors=\"1:2:-4e20:0:0:2e20:0:2e20\""};
    double field[4];
    for (int i = 0; i < 4; i++) {
        char lines[600];
        snprintf(lines, sizeof lines,
                 "a1 [h1 h2 h3] [m1 m2 m3] null island\na2 [h4 h5 h6] [m4 m5 m6] null island\n"
                 ".model island nanomagnet\nad [m1 m2 m3 m4 m5 m6] [h1 h2 h3 h4 h5 h6] places\n"
                 ".model places dipoles(places=[0 0 0 100n 0 0] moments=[1e-17 2e-17] %s)\n.control\nop\nprint h1\n"
                 ".endc",
                 CHANGE[i]);
        char *printed = print_lines(lines);
        field[i] = simulate_measured(printed, "h1");
        free(printed);
    }
    expect_close(field[0], 2.0 * 2e-17 / (4.0 * PI * 1e-21) / 1e3, 1e-6);
    expect_close(field[1], -field[0], 1e-6);
    expect_close(field[2], -4e20 * 2e-17 / 1e3, 1e-6);
    expect_close(field[3], -field[2], 1e-6);
}
END_TEST

/* Thermal islands of 20 by 20 by 3 nm with one easy axis each, in the plane at an angle, as one magnetic dipole each.
 */
enum { MOST = 4, CLASSES = 4, PARTS = 2000 };
static const double MS = 8e5, MOMENT = 8e5 * PI / 4.0 * 20e-9 * 20e-9 * 3e-9, HEAT = BOLTZMANN * 300.15;

struct islands {
    int count;
    double place[MOST][3]; /* m */
    int angle[MOST];       /* degrees */
    double barrier,
        dwell; /* in k_B T, and the mean time between its passages in tau_D: of the Fokker-Planck operator */
    double alpha;
    int (*class)(const double along[MOST]); /* of a state, from the moments along their axes, 0 to CLASSES - 1 */
};

static double holding_field(const struct islands *islands)
{
    return 2.0 * islands->barrier * HEAT / (MU_0 * MOMENT);
}

/* How many independent states a run of `stop` (s) has. A single magnet's direction is forgotten in 1/lambda_1, half of
 * the time between passages, and a mean over time has twice that for each value. */
static double independent_states(const struct islands *islands, double stop)
{
    const double square = islands->alpha * islands->alpha;
    const double damping = (1.0 + square) / (islands->alpha * GAMMA_0 * holding_field(islands));
    return stop / (islands->dwell * damping);
}

/* The share of each class in equilibrium: `samples` states drawn from the law of magnets alone, exp(barrier z^2) on the
 * sphere, and weighed by the energy of the pairs. The standard deviation of a share is below 0.7/sqrt(samples) here. */
static void equilibrium(const struct islands *islands, uint64_t samples, double share[CLASSES])
{
    static double below[PARTS + 1];
    double tensor[MOST][MOST][3][3], sum = 0.0;
    below[0] = 0.0;
    for (int i = 0; i < PARTS; i++) {
        const double z = (i + 0.5) / PARTS;
        below[i + 1] = below[i] + exp(islands->barrier * (z * z - 1.0));
    }
    for (int i = 0; i < islands->count; i++) {
        for (int j = 0; j < i; j++) {
            const double r[3] = {islands->place[i][0] - islands->place[j][0],
                                 islands->place[i][1] - islands->place[j][1], 0.0};
            dipole_tensor(r, tensor[i][j]);
        }
    }
    memset(share, 0, CLASSES * sizeof *share);
    for (uint64_t n = 0, word = 0; n < samples; n++) {
        double m[MOST][3], along[MOST], energy = 0.0;
        for (int i = 0; i < islands->count; i++, word += 3) {
            double level = random_share(random_bits(1, word)) * below[PARTS];
            int low = 0, high = PARTS;
            while (high - low > 1) {
                const int middle = (low + high) / 2;
                if (below[middle] < level) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            double z = (low + (level - below[low]) / (below[high] - below[low])) / PARTS;
            z = random_bits(1, word + 1) >> 63 ? z : -z;
            const double phi = 2.0 * PI * random_share(random_bits(1, word + 2)), across = sqrt(1.0 - z * z) * cos(phi);
            const double angle = islands->angle[i] * PI / 180.0;
            m[i][0] = MOMENT * (z * cos(angle) - across * sin(angle));
            m[i][1] = MOMENT * (z * sin(angle) + across * cos(angle));
            m[i][2] = MOMENT * sqrt(1.0 - z * z) * sin(phi);
            along[i] = z;
            for (int j = 0; j < i; j++) {
                energy += dipole_energy(tensor[i][j], m[i], m[j]);
            }
        }
        const double weight = exp(-energy / HEAT);
        share[islands->class(along)] += weight;
        sum += weight;
    }
    for (int c = 0; c < CLASSES; c++) {
        share[c] /= sum;
    }
}

/* The share of time that a run of `stop` (s) in ngspice spends in each class, in steps of 8 cells of noise. (Steps of
 * 16 make the pair below 0.03 wrong, of 2 to 8 less than 0.01.) */
static void run_islands(const struct islands *islands, double stop, double share[CLASSES])
{
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    char nodes[2][200] = {"", ""}, places[200] = "", saved[200] = "";
    for (int i = 0; i < islands->count; i++) {
        fprintf(
            file,
            "a%d [hx%d hy%d hz%d] [mx%d my%d mz%d] null i%d\n.model i%d nanomagnet(length=20n width=20n thickness=3n "
            "angle=%d ms=%.17g alpha=%.17g nx=0 ny=%.17g nz=%.17g noise=1 dm=2)\n",
            i, i, i, i, i, i, i, i, i, islands->angle[i], MS, islands->alpha, holding_field(islands) / MS,
            holding_field(islands) / MS);
        snprintf(nodes[0] + strlen(nodes[0]), sizeof nodes[0] - strlen(nodes[0]), " mx%d my%d mz%d", i, i, i);
        snprintf(nodes[1] + strlen(nodes[1]), sizeof nodes[1] - strlen(nodes[1]), " hx%d hy%d hz%d", i, i, i);
        snprintf(places + strlen(places), sizeof places - strlen(places), " %.12g %.12g 0", islands->place[i][0],
                 islands->place[i][1]);
        snprintf(saved + strlen(saved), sizeof saved - strlen(saved), " @a%d[mx] @a%d[my]", i, i);
    }
    fprintf(file, "ad [%s] [%s] p\n.model p dipoles(places=[%s] moments=[%.17g])\n.save%s\n.tran %.17g %.17g 0 %.17g",
            nodes[0], nodes[1], places, MOMENT, saved, 8.0 * 0x1p-36, stop, 8.0 * 0x1p-36);
    fclose(file);
    struct table *table = run_lines(text);
    memset(share, 0, CLASSES * sizeof *share);
    for (size_t row = 1; row < table->rows; row++) {
        double along[MOST];
        for (int i = 0; i < islands->count; i++) {
            char name[2][12];
            snprintf(name[0], sizeof name[0], "@a%d[mx]", i);
            snprintf(name[1], sizeof name[1], "@a%d[my]", i);
            const double angle = islands->angle[i] * PI / 180.0;
            along[i] = simulate_at(table, row, name[0]) * cos(angle) + simulate_at(table, row, name[1]) * sin(angle);
        }
        share[islands->class(along)] += (simulate_at(table, row, "time") - simulate_at(table, row - 1, "time")) / stop;
    }
    table_free(table);
    free(text);
}

static int pair_class(const double along[MOST])
{
    return along[0] * along[1] > 0.0;
}

/* Of 0: both diagonals, two in and two out; 1: two in and two out; 2: three alike; 3: all alike; along is outwards for
 * islands 0 and 1. */
static int vertex_class(const double along[MOST])
{
    const bool away[4] = {along[0] > 0.0, along[1] > 0.0, along[2] < 0.0, along[3] < 0.0};
    const int out = away[0] + away[1] + away[2] + away[3];
    return out == 2 ? away[0] != away[2] : out % 2 ? 2 : 3;
}

/* Two islands side by side with D = k_B T: s_1 s_2 is -tanh(D/k_B T) if both are stiff, and here what the equilibrium
 * of moments that turn makes of it. Both turn over, and the faster, the further they are from equilibrium, so that s_1
 * s_2 is forgotten at least twice as fast as one direction. 5.5 standard deviations, and 0.005 for the sample of the
 * equilibrium and for the steps. */
START_TEST(pair_side_by_side_is_in_equilibrium)
{
    const double far = cbrt(MU_0 * MOMENT * MOMENT / (4.0 * PI * HEAT)), stop = 8e-6;
    const struct islands pair = {2, {{0.0, 0.0, 0.0}, {0.0, far, 0.0}}, {0, 0}, 3.0, 25.456, 0.27, pair_class};
    double right[CLASSES], found[CLASSES];
    equilibrium(&pair, 200000, right);
    run_islands(&pair, stop, found);
    const double states = 2.0 * independent_states(&pair, stop);
    ck_assert_double_lt(right[1], 0.3); /* tanh 1 would make 0.12 */
    ck_assert_double_eq_tol(found[1], right[1], 5.5 * sqrt(right[1] * (1.0 - right[1]) / states) + 0.005);
}
END_TEST

/* A vertex of square ice with D(a) = 0.1 k_B T: 0.34, 0.28, 0.37 and 0.011 for stiff moments. */
START_TEST(thermal_vertex_is_in_equilibrium)
{
    const double half = 0.5 * cbrt(MU_0 * MOMENT * MOMENT / (4.0 * PI * 0.1 * HEAT)), stop = 5e-6;
    const struct islands vertex = {4,
                                   {{half, 0.0, 0.0}, {0.0, half, 0.0}, {-half, 0.0, 0.0}, {0.0, -half, 0.0}},
                                   {0, 90, 0, 90},
                                   3.0,
                                   25.456,
                                   0.27,
                                   vertex_class};
    double right[CLASSES], found[CLASSES];
    equilibrium(&vertex, 200000, right);
    run_islands(&vertex, stop, found);
    for (int c = 0; c < CLASSES; c++) {
        ck_assert_double_eq_tol(found[c], right[c],
                                5.5 * sqrt(right[c] * (1.0 - right[c]) / independent_states(&vertex, stop)) + 0.005);
    }
}
END_TEST

/* How often `word` is in `text`. */
static int count_of(const char *text, const char *word)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, word)); at++) {
        count++;
    }
    return count;
}

/* Two cards that are beyond the model, of which one has two magnets, and one that is not. Heat is said in transients
 * alone, where the run is so long that it would act. */
START_TEST(what_is_beyond_the_model_is_said_once_for_each_card)
{
    const char *format = "a1 null [x1 y1 z1] null long\na2 null [x2 y2 z2] null long\na3 null [x3 y3 z3] null soft\n"
                         "a4 null [x4 y4 z4] null sound\n.model long nanomagnet(length=300n width=60n thickness=20n)\n"
                         ".model soft nanomagnet(thickness=1.5n nx=0.02 ny=0.03 nz=0.9)\n.model sound nanomagnet\n%s";
    char lines[600];
    snprintf(lines, sizeof lines, format, ".tran 1n 100n\n.print tran v(x1)");
    char *printed = print_lines(lines);
    ck_assert_int_eq(count_of(printed, "does not turn as a whole"), 1);
    ck_assert_int_eq(count_of(printed, "nx + ny + nz = 0.95"), 1);
    ck_assert_int_eq(count_of(printed, "which noise = 0 leaves out"), 1);
    ck_assert_int_eq(count_of(printed, "warning: "), 3);
    free(printed);
    snprintf(lines, sizeof lines, format, ".tran 1p 10p\n.print tran v(x1)");
    printed = print_lines(lines);
    ck_assert_int_eq(count_of(printed, "warning: "), 2);
    free(printed);
    snprintf(lines, sizeof lines, format, ".op\n.print op v(x1)");
    printed = print_lines(lines);
    ck_assert_int_eq(count_of(printed, "warning: "), 2);
    free(printed);
}
END_TEST

/* Spheres of iron-cobalt with 1e-17 A m2 are 21.4 nm across. A pair with its own tensor or factor is no dipole. */
START_TEST(dipoles_that_overlap_are_said)
{
    static const struct {
        const char *parameters;
        int warnings;
    } PAIR[] = {{"places=[0 0 0 20n 0 0]", 1},
                {"places=[0 0 0 23n 0 0]", 0},
                {"places=[0 0 0 20n 0 0] factors=\"1:2:0.8\"", 0},
                {"places=[0 0 0 20n 0 0] tensors=\"1:2:-4e20:0:0:2e20:0:2e20\"", 0}};
    for (size_t i = 0; i < sizeof PAIR / sizeof *PAIR; i++) {
        char lines[600];
        snprintf(
            lines, sizeof lines,
            "a1 [h1 h2 h3] [m1 m2 m3] null island\na2 [h4 h5 h6] [m4 m5 m6] null island\n.model island nanomagnet\n"
            "ad [m1 m2 m3 m4 m5 m6] [h1 h2 h3 h4 h5 h6] p\n.model p dipoles(moments=[1e-17] %s)\n.op\n"
            ".print op v(h1)",
            PAIR[i].parameters);
        char *printed = print_lines(lines);
        ck_assert_int_eq(count_of(printed, "magnets 1 and 2 are 2e-08 m apart, where spheres"), PAIR[i].warnings);
        ck_assert_int_eq(count_of(printed, "warning: "), PAIR[i].warnings);
        free(printed);
    }
}
END_TEST

/* What the example of a wire says it does. */
START_TEST(wire_of_an_example_passes_on_a_bit)
{
    char *printed = simulate_file("examples/nanomagnet-chain.cir");
    for (int i = 1; i <= 5; i++) {
        char name[2][12];
        snprintf(name[0], sizeof name[0], "up_%d", i);
        snprintf(name[1], sizeof name[1], "down_%d", i);
        const double sign = i % 2 ? -1.0 : 1.0;
        ck_assert_double_ge(sign * simulate_measured(printed, name[0]), 0.98);
        ck_assert_double_ge(-sign * simulate_measured(printed, name[1]), 0.98);
    }
    ck_assert_double_ge(simulate_measured(printed, "before"), 0.98);
    ck_assert_double_le(fabs(simulate_measured(printed, "clocked")), 0.5);
    ck_assert_double_eq_tol(simulate_measured(printed, "turned"), 6.5e-9, 0.5e-9); /* while its own clock falls */
    free(printed);
}
END_TEST

/* The example of four pairs, as pair_side_by_side_is_in_equilibrium; its numbers have three digits. */
START_TEST(pairs_of_an_example_are_in_equilibrium)
{
    static const struct {
        const char *name;
        double strength; /* D in k_B T */
    } PAIR[] = {{"s_quarter", 0.25}, {"s_half", 0.5}, {"s_one", 1.0}, {"s_two", 2.0}};
    char *printed = simulate_file("examples/nanomagnet-pairs.cir");
    for (int i = 0; i < 4; i++) {
        const double far = cbrt(MU_0 * MOMENT * MOMENT / (4.0 * PI * PAIR[i].strength * HEAT));
        const struct islands pair = {2, {{0.0, 0.0, 0.0}, {0.0, far, 0.0}}, {0, 0}, 4.0, 61.617, 0.3, pair_class};
        double share[CLASSES];
        equilibrium(&pair, 100000, share);
        const double right = 2.0 * share[1] - 1.0, states = 2.0 * independent_states(&pair, 4e-6);
        ck_assert_double_eq_tol(simulate_measured(printed, PAIR[i].name), right,
                                5.5 * sqrt((1.0 - right * right) / states) + 0.01);
    }
    free(printed);
}
END_TEST

Suite *nanomagnets_suite(void)
{
    Suite *suite = suite_create("nanomagnets");
    TCase *tests = tcase_create("nanomagnets");
    tcase_set_timeout(tests, 0.0);
    tcase_add_test(tests, meter_of_a_vertex_reads_its_four_levels);
    tcase_add_test(tests, magnets_that_are_held_need_no_common_factorization);
    tcase_add_test(tests, noise_does_not_depend_on_steps_or_others);
    tcase_add_test(tests, what_couples_no_magnets_is_refused);
    tcase_add_test(tests, factors_and_tensors_replace_the_dipole);
    tcase_add_test(tests, pair_side_by_side_is_in_equilibrium);
    tcase_add_test(tests, thermal_vertex_is_in_equilibrium);
    tcase_add_test(tests, what_is_beyond_the_model_is_said_once_for_each_card);
    tcase_add_test(tests, dipoles_that_overlap_are_said);
    tcase_add_test(tests, wire_of_an_example_passes_on_a_bit);
    tcase_add_test(tests, pairs_of_an_example_are_in_equilibrium);
    suite_add_tcase(suite, tests);
    return suite;
}
