/* Dipoles: field, energy of a pair, and what follows for a vertex of square ice. References are a difference quotient
 * of the scalar potential, the formula of the pair written out, and sums over all states of a vertex. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/dipole.h"
#include "tests/support/expect.h"

#include <math.h>
#include <stdlib.h>

static double dot(const double a[3], const double b[3])
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/* m.r/(4 pi r^3), whose gradient is minus the field. */
static double potential(const double moment[3], const double r[3])
{
    return dot(moment, r) / (4.0 * PI * pow(dot(r, r), 1.5));
}

START_TEST(field_is_minus_the_gradient_of_the_potential)
{
    const double moment[3] = {3e-17, -1e-17, 2e-17}, r[3] = {70e-9, 40e-9, -30e-9};
    double tensor[3][3], field[3] = {0.0, 0.0, 0.0};
    dipole_tensor(r, tensor);
    dipole_add_field(tensor, moment, field);
    for (int k = 0; k < 3; k++) {
        double h = 1e-13, low[3] = {r[0], r[1], r[2]}, high[3] = {r[0], r[1], r[2]};
        low[k] -= h;
        high[k] += h;
        double slope = (potential(moment, high) - potential(moment, low)) / (high[k] - low[k]);
        ck_assert_double_eq_tol(field[k], -slope, 1e-6 * 1e4); /* rounding of the quotient; fields are some 1e4 A/m */
    }
}
END_TEST

START_TEST(tensor_is_symmetric_without_trace_and_even)
{
    const double r[3] = {70e-9, 40e-9, -30e-9}, back[3] = {-70e-9, -40e-9, 30e-9};
    double tensor[3][3], other[3][3];
    dipole_tensor(r, tensor);
    dipole_tensor(back, other);
    ck_assert_double_eq_tol(tensor[0][0] + tensor[1][1] + tensor[2][2], 0.0, 1e-14 * fabs(tensor[0][0]));
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            ck_assert_double_eq(tensor[i][j], tensor[j][i]);
            ck_assert_double_eq(tensor[i][j], other[i][j]);
        }
    }
}
END_TEST

START_TEST(energy_of_a_pair_is_the_formula_of_two_dipoles)
{
    const double one[3] = {3e-17, -1e-17, 2e-17}, two[3] = {-5e-18, 4e-17, 1e-17}, r[3] = {70e-9, 40e-9, -30e-9};
    double tensor[3][3], distance = sqrt(dot(r, r));
    dipole_tensor(r, tensor);
    double right = 1e-7 / pow(distance, 3.0) * (dot(one, two) - 3.0 * dot(one, r) * dot(two, r) / dot(r, r));
    expect_close(dipole_energy(tensor, one, two), right, 1e-9); /* mu_0/(4 pi) is 1e-7 to 6e-10 */
    expect_close(dipole_energy(tensor, two, one), right, 1e-9);
}
END_TEST

/* Two ellipses of 60 by 90 by 20 nm and 0.8 MA/m at 80 to 200 nm, in k_B T at 27 degrees C: from mu_0/(4 pi) = 1e-7 and
 * the volume 84,823 nm^3, with a pocket calculator. */
START_TEST(strength_of_two_ellipses_at_four_distances)
{
    const double distance[] = {80e-9, 120e-9, 160e-9, 200e-9}, right[] = {217.0, 64.31, 27.13, 13.89};
    const double moment = 8e5 * PI / 4.0 * 60e-9 * 90e-9 * 20e-9, across[3] = {moment, 0.0, 0.0};
    for (int i = 0; i < 4; i++) {
        double r[3] = {0.0, distance[i], 0.0}, tensor[3][3], d = dipole_strength(moment, moment, distance[i]);
        expect_close(d / (BOLTZMANN * 300.15), right[i], 1e-3);
        dipole_tensor(r, tensor);
        expect_close(dipole_energy(tensor, across, across), d, 1e-14); /* side by side */
        const double along[3] = {0.0, moment, 0.0};
        expect_close(dipole_energy(tensor, along, along), -2.0 * d, 1e-14); /* one behind the other */
    }
}
END_TEST

/* Four moments, each half a lattice constant from the vertex, on its four sides; bit i of `state`: moment i points away
 * from the vertex. Their energy in units of D(a). */
static double vertex_energy(int state)
{
    static const double AWAY[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    const double a = 100e-9, size = 1e-17;
    double energy = 0.0;
    for (int i = 0; i < 4; i++) {
        for (int j = 0; j < i; j++) {
            double m[2][3], r[3], tensor[3][3];
            for (int k = 0; k < 3; k++) {
                m[0][k] = k < 2 ? size * AWAY[i][k] * (state >> i & 1 ? 1.0 : -1.0) : 0.0;
                m[1][k] = k < 2 ? size * AWAY[j][k] * (state >> j & 1 ? 1.0 : -1.0) : 0.0;
                r[k] = k < 2 ? 0.5 * a * (AWAY[i][k] - AWAY[j][k]) : 0.0;
            }
            dipole_tensor(r, tensor);
            energy += dipole_energy(tensor, m[0], m[1]);
        }
    }
    return energy / dipole_strength(size, size, a);
}

/* Of the four kinds of vertices: two moments in and two out, opposite ones alike (1) or not (2), three alike (3), and
 * all four alike (4). */
static int vertex_kind(int state)
{
    int out = (state & 1) + (state >> 1 & 1) + (state >> 2 & 1) + (state >> 3 & 1);
    return out == 2 ? ((state & 1) == (state >> 2 & 1) ? 1 : 2) : abs(out - 2) + 2;
}

static int compare(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

START_TEST(vertex_of_square_ice_has_four_levels)
{
    static const int COUNT[5] = {0, 2, 4, 8, 2};
    const double right[5] = {0.0, 4.0 - 12.0 * sqrt(2.0), -4.0, 0.0, 4.0 + 12.0 * sqrt(2.0)}; /* Eq. (N3) */
    double all[16], sorted[16];
    int count[5] = {0};
    for (int state = 0; state < 16; state++) {
        int kind = vertex_kind(state);
        count[kind]++;
        all[state] = vertex_energy(state);
        sorted[state] = right[kind];
        ck_assert_double_eq_tol(all[state], right[kind], 1e-12);
    }
    qsort(all, 16, sizeof *all, compare);
    qsort(sorted, 16, sizeof *sorted, compare);
    for (int i = 0; i < 16; i++) {
        ck_assert_double_eq_tol(all[i], sorted[i], 1e-12);
    }
    for (int kind = 1; kind < 5; kind++) {
        ck_assert_int_eq(count[kind], COUNT[kind]);
    }
}
END_TEST

/* Sum over the 16 states with the energies of Eq. (N3), done by hand: at D/kT = 0.1, 2 exp(1.2971) = 7.317,
 * 4 exp(0.4) = 5.967, 8 and 2 exp(-2.0971) = 0.2456 of 21.530. */
START_TEST(populations_of_a_thermal_vertex)
{
    static const struct {
        double strength, share[5];
    } CASE[] = {{0.1, {0.0, 0.3399, 0.2772, 0.3716, 0.0114}}, {0.5, {0.0, 0.9721, 0.0219, 0.0059, 4.2e-8}}};
    for (int i = 0; i < 2; i++) {
        double weight[5] = {0.0}, sum = 0.0;
        for (int state = 0; state < 16; state++) {
            double boltzmann = exp(-CASE[i].strength * vertex_energy(state));
            weight[vertex_kind(state)] += boltzmann;
            sum += boltzmann;
        }
        for (int kind = 1; kind < 5; kind++) {
            ck_assert_double_eq_tol(weight[kind] / sum, CASE[i].share[kind], 5.1e-5);
        }
    }
}
END_TEST

Suite *dipole_suite(void)
{
    Suite *suite = suite_create("dipole");
    TCase *tests = tcase_create("dipole");
    tcase_add_test(tests, field_is_minus_the_gradient_of_the_potential);
    tcase_add_test(tests, tensor_is_symmetric_without_trace_and_even);
    tcase_add_test(tests, energy_of_a_pair_is_the_formula_of_two_dipoles);
    tcase_add_test(tests, strength_of_two_ellipses_at_four_distances);
    tcase_add_test(tests, vertex_of_square_ice_has_four_levels);
    tcase_add_test(tests, populations_of_a_thermal_vertex);
    suite_add_tcase(suite, tests);
    return suite;
}
