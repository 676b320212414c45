/* The thermal noise of a macrospin in its longest cells, without chance: near a rest a cell is a linear map of the
 * moment and of the normal numbers of the cell. The map, and with it the equilibrium that it leads to, follow from a
 * few cells of tiny noise. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/macrospin.h"
#include "tests/support/expect.h"

#include <gsl/gsl_multifit.h>
#include <math.h>
#include <string.h>

static const double KELVIN = 300.0;

/* mu_0 M_S V, J m/A: the fields below then have barriers of some tens of k_B T. */
static const double MOMENT = 1e-24, CELL = 0x1p-38;

/* One cell near +z: x' = A x + B n, of the two components of m across z and the three normal numbers, the third of
 * which is along z and does nothing. */
struct cell_map {
    double a[2][2], b[2][2];
};

/* The normal numbers of cell `k`. */
static void normals_of(const struct macrospin *magnet, uint64_t k, double n[3])
{
    struct noise_block block = {0};
    memcpy(n, noise_normals(&block, magnet->noise.key, k), 3 * sizeof *n);
}

/* m across z after cell `k`, from (x, y). */
static void cross_cell(const struct macrospin *magnet, const struct macrospin_drive *drive, uint64_t k, double x,
                       double y, double across[2])
{
    const double cell = magnet->noise.cell;
    struct macrospin_path path = macrospin_begin((double[3]){x, y, sqrt(1.0 - x * x - y * y)});
    macrospin_advance(magnet, &(struct macrospin_stretch){cell * (double)k, cell * (double)(k + 1), drive, drive},
                      &path, NULL);
    across[0] = path.m[0];
    across[1] = path.m[1];
}

/* The magnet must have a noise so weak that its square is nothing. */
static struct cell_map map_of(const struct macrospin *magnet, const struct macrospin_drive *drive)
{
    enum { FIRST = 3, SECOND = 4, OTHERS = 30 };
    const double little = 1e-6;
    struct macrospin quiet = *magnet;
    struct cell_map map;
    double n[2][3], end[2][2], column[2];
    quiet.noise.spread = 1e-300;
    for (int c = 0; c < 2; c++) {
        cross_cell(&quiet, drive, FIRST, c == 0 ? little : 0.0, c == 1 ? little : 0.0, column);
        map.a[0][c] = column[0] / little;
        map.a[1][c] = column[1] / little;
        normals_of(magnet, FIRST + (uint64_t)c, n[c]);
        cross_cell(magnet, drive, FIRST + (uint64_t)c, 0.0, 0.0, end[c]);
    }
    const double det = n[0][0] * n[1][1] - n[0][1] * n[1][0];
    for (int r = 0; r < 2; r++) {
        map.b[r][0] = (end[0][r] * n[1][1] - end[1][r] * n[0][1]) / det;
        map.b[r][1] = (end[1][r] * n[0][0] - end[0][r] * n[1][0]) / det;
    }
    for (uint64_t k = SECOND + 1; k < OTHERS; k++) { /* what two cells say holds for others */
        double other[3], found[2];
        normals_of(magnet, k, other);
        cross_cell(magnet, drive, k, 0.0, 0.0, found);
        for (int r = 0; r < 2; r++) {
            const double size = hypot(map.b[r][0], map.b[r][1]);
            ck_assert_double_eq_tol((found[r] - map.b[r][0] * other[0] - map.b[r][1] * other[1]) / size, 0.0, 1e-4);
        }
    }
    return map;
}

/* The mean squares of both components after many cells, S = A S A^T + B B^T, by doubling their number. */
static void equilibrium(const struct cell_map *map, double squares[2])
{
    double a[2][2], s[2][2];
    for (int r = 0; r < 2; r++) {
        for (int c = 0; c < 2; c++) {
            a[r][c] = map->a[r][c];
            s[r][c] = map->b[r][0] * map->b[c][0] + map->b[r][1] * map->b[c][1];
        }
    }
    for (int doubled = 0; doubled < 40; doubled++) {
        double as[2][2], more[2][2], squared[2][2];
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                as[r][c] = a[r][0] * s[0][c] + a[r][1] * s[1][c];
                squared[r][c] = a[r][0] * a[0][c] + a[r][1] * a[1][c];
            }
        }
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                more[r][c] = as[r][0] * a[c][0] + as[r][1] * a[c][1];
            }
        }
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                s[r][c] += more[r][c];
                a[r][c] = squared[r][c];
            }
        }
    }
    squares[0] = s[0][0];
    squares[1] = s[1][1];
}

/* Equipartition: m across z has mean squares of k_B T/(mu_0 M_S V H), H the field that holds it in this direction, and
 * with a spin torque of i times the threshold 1/(1 - i) of that, whatever the damping is. In cells of x = 0.2 rad, the
 * longest that Eq. (E7) allows. Errors of the fourth order: 4e-5 where two axes are alike. Of the second: alpha^2
 * x^2/6, and up to half a percent where the axes differ, docs/macrospin.md. A factor of 1 + alpha^2 in the noise would
 * be 25 % in the third row. */
START_TEST(longest_cells_have_the_temperature)
{
    static const struct {
        double alpha, hk, demag[3], i, error;
    } magnets[] = {{0.01, 2.4e5, {0.0, 0.0, 0.0}, 0.0, 4e-5},       {0.1, 2.4e5, {0.0, 0.0, 0.0}, 0.0, 4e-5},
                   {0.5, 2.4e5, {0.0, 0.0, 0.0}, 0.0, 4e-5},        {0.01, 2.4e5, {0.0, 0.0, 0.0}, 0.9, 4e-5},
                   {0.01, 2.4e5, {0.0, 0.0, 0.0}, -2.0, 4e-5},      {0.01, 1.33e6, {35e3, 35e3, 1.13e6}, 0.0, 4e-5},
                   {0.01, 1.33e6, {35e3, 35e3, 1.13e6}, 0.5, 4e-5}, {0.01, 5e4, {1e6, 0.0, 0.0}, 0.0, 1e-3},
                   {0.01, 2e5, {2e5, 0.0, 0.0}, 0.0, 5e-3}};
    const double little = 1e-6;
    for (size_t k = 0; k < sizeof magnets / sizeof *magnets; k++) {
        struct macrospin magnet = {.alpha = magnets[k].alpha, .hk = magnets[k].hk, .axis = {0.0, 0.0, 1.0}};
        double held[2], squares[2], most = 0.0;
        for (int axis = 0; axis < 2; axis++) {
            held[axis] = magnets[k].hk - magnets[k].demag[2] + magnets[k].demag[axis];
            most = fmax(most, held[axis]);
        }
        const double scale = 0.2 / (GAMMA_0 * CELL) / most; /* so that a cell is the longest */
        magnet.hk *= scale;
        held[0] *= scale;
        held[1] *= scale;
        for (int axis = 0; axis < 3; axis++) {
            magnet.demag[axis] = scale * magnets[k].demag[axis];
        }
        const double i = magnets[k].i;
        const struct macrospin_drive drive = {.spin = {0.0, 0.0, -i * magnet.alpha * held[0]}};
        macrospin_heat(&magnet, MOMENT, KELVIN, 0.0, noise_key(1, "cell"));
        magnet.noise.spread *= little * sqrt(magnet.noise.cell / CELL); /* Eq. (E6) */
        magnet.noise.cell = CELL;
        const struct cell_map map = map_of(&magnet, &drive);
        equilibrium(&map, squares);
        for (int axis = 0; axis < 2; axis++) {
            const double right = BOLTZMANN * KELVIN / (MOMENT * held[axis] * (1.0 - i));
            expect_close(squares[axis] / (little * little), right,
                         magnets[k].error + 0.04 / 5.0 * pow(magnet.alpha, 2.0));
        }
    }
}
END_TEST

/* ---- At any angle ---- */

/* What noise does to z = m_z in one cell, z' = c + b n + n Q n: fitted to the cells of as many normal numbers, with a
 * noise that is `little` of the real one, so that its third order is nothing. *square: |b|^2, the mean square; *mean:
 * the trace of Q; both of the real noise. */
static void noise_of_z(const struct macrospin *magnet, const struct macrospin_drive *drive, double z, double little,
                       double *square, double *mean)
{
    enum { CELLS = 60, TERMS = 10 };
    struct macrospin weak = *magnet;
    gsl_matrix *x = gsl_matrix_alloc(CELLS, TERMS), *covariance = gsl_matrix_alloc(TERMS, TERMS);
    gsl_vector *y = gsl_vector_alloc(CELLS), *term = gsl_vector_alloc(TERMS);
    gsl_multifit_linear_workspace *space = gsl_multifit_linear_alloc(CELLS, TERMS);
    double misfit;
    weak.noise.spread *= little;
    for (uint64_t k = 0; k < CELLS; k++) {
        double n[3];
        struct macrospin_path path = macrospin_begin((double[3]){sqrt(1.0 - z * z), 0.0, z});
        macrospin_advance(&weak, &(struct macrospin_stretch){CELL * (double)k, CELL * (double)(k + 1), drive, drive},
                          &path, NULL);
        normals_of(&weak, k, n);
        const double terms[TERMS] = {1.0,         n[0],        n[1],        n[2],        n[0] * n[0],
                                     n[1] * n[1], n[2] * n[2], n[0] * n[1], n[1] * n[2], n[2] * n[0]};
        for (size_t j = 0; j < TERMS; j++) {
            gsl_matrix_set(x, k, j, terms[j]);
        }
        gsl_vector_set(y, k, path.m[2] - z);
    }
    ck_assert_int_eq(gsl_multifit_linear(x, y, term, covariance, &misfit, space), 0);
    *square = *mean = 0.0;
    for (size_t j = 0; j < 3; j++) {
        *square += pow(gsl_vector_get(term, 1 + j) / little, 2.0);
        *mean += gsl_vector_get(term, 4 + j) / (little * little);
    }
    gsl_multifit_linear_free(space);
    gsl_matrix_free(x);
    gsl_matrix_free(covariance);
    gsl_vector_free(y);
    gsl_vector_free(term);
}

/* The Fokker-Planck equation (F1) of docs/write_errors.md has the diffusion (1 - z^2)/(2 Delta) in tau_D, and its
 * derivative -z/Delta as the drift that noise makes (Stratonovich): in a cell of d tau_D a mean square of (1 - z^2)
 * d/Delta, and a mean of -z d/Delta. For drives at which (1 - z^2)(z - i) has no slope, so that what noise did early in
 * a cell neither grows nor falls in it; the next order is d for the square, and less than 10 d for the mean. */
START_TEST(noise_of_the_longest_cells_is_that_of_the_fokker_planck_equation)
{
    static const double alphas[] = {0.01, 0.05}, cosines[] = {0.99, 0.7, 0.3, -0.2, -0.9};
    for (size_t a = 0; a < sizeof alphas / sizeof *alphas; a++) {
        struct macrospin magnet = {.alpha = alphas[a], .hk = 0.2 / (GAMMA_0 * CELL), .axis = {0.0, 0.0, 1.0}};
        const double delta = 0.5 * MOMENT * magnet.hk / (BOLTZMANN * KELVIN);
        const double part = magnet.alpha * GAMMA_0 * magnet.hk * CELL / (1.0 + magnet.alpha * magnet.alpha);
        macrospin_heat(&magnet, MOMENT, KELVIN, 0.0, noise_key(1, "cell"));
        magnet.noise.spread *= sqrt(magnet.noise.cell / CELL);
        magnet.noise.cell = CELL;
        for (size_t k = 0; k < sizeof cosines / sizeof *cosines; k++) {
            const double z = cosines[k], i = (3.0 * z * z - 1.0) / (2.0 * z);
            const struct macrospin_drive drive = {.spin = {0.0, 0.0, -i * magnet.alpha * magnet.hk}};
            double square, mean;
            noise_of_z(&magnet, &drive, z, 0.01, &square, &mean);
            expect_close(square, (1.0 - z * z) * part / delta, part);
            expect_close(mean, -z * part / delta, 10.0 * part);
        }
    }
}
END_TEST

Suite *thermal_cells_suite(void)
{
    Suite *suite = suite_create("thermal_cells");
    TCase *tests = tcase_create("cells");
    tcase_add_test(tests, longest_cells_have_the_temperature);
    tcase_add_test(tests, noise_of_the_longest_cells_is_that_of_the_fokker_planck_equation);
    suite_add_tcase(suite, tests);
    return suite;
}
