/* Roots of polynomials. */
#include "tests/suites.h"

#include "solver/polynomial.h"
#include "tests/support/expect.h"

#include <math.h>

/* The polynomial with these roots. */
static struct polynomial with_roots(const double *root, size_t count)
{
    struct polynomial p = {{1.0}};
    for (size_t k = 0; k < count; k++) {
        const struct polynomial factor = {{-root[k], 1.0}};
        p = polynomial_product(&p, &factor);
    }
    return p;
}

/* Those in the range alone, in their order. The tolerance: coefficients of seven roots have errors of some 1e-16, and a
 * root moves by such an error over the slope there, which is 1e-4 at the steepest for roots so near each other. */
START_TEST(roots_in_the_range_are_found_in_order)
{
    static const double ROOT[] = {0.5, -1.0, 0.25, 1.5, 0.9, 3.0, 0.26};
    const struct polynomial p = with_roots(ROOT, 7);
    double found[POLYNOMIAL_DEGREE];
    ck_assert_uint_eq(polynomial_roots(&p, 1.0, found), 4);
    static const double INSIDE[] = {0.25, 0.26, 0.5, 0.9};
    for (size_t k = 0; k < 4; k++) {
        expect_close(found[k], INSIDE[k], 1e-11);
    }
    ck_assert_uint_eq(polynomial_roots(&p, 2.0, found), 5);
    ck_assert_uint_eq(polynomial_roots(&p, 0.2, found), 0);
}
END_TEST

/* (x - 1)^2 - w^2: two roots 2 w apart, and none where the sign of w^2 is the other one. */
START_TEST(roots_near_each_other_are_found)
{
    for (int k = 1; k <= 7; k++) {
        const double w = pow(10.0, -k);
        const struct polynomial two = {{1.0 - w * w, -2.0, 1.0}}, none = {{1.0 + w * w, -2.0, 1.0}};
        double found[POLYNOMIAL_DEGREE];
        ck_assert_uint_eq(polynomial_roots(&two, 10.0, found), 2);
        expect_close(found[1] - found[0], 2.0 * w, 1e-16 / (w * w) + 1e-12);
        ck_assert_uint_eq(polynomial_roots(&none, 10.0, found), 0);
    }
}
END_TEST

START_TEST(constants_have_no_roots)
{
    const struct polynomial zero = {{0.0}}, one = {{1.0}};
    double found[POLYNOMIAL_DEGREE];
    ck_assert_uint_eq(polynomial_roots(&zero, 1.0, found), 0);
    ck_assert_uint_eq(polynomial_roots(&one, 1.0, found), 0);
    const struct polynomial sum = polynomial_sum(&one, -2.0, &one);
    expect_close(polynomial_at(&sum, 3.0), -1.0, 1e-15);
}
END_TEST

Suite *polynomial_suite(void)
{
    Suite *suite = suite_create("polynomial");
    TCase *tests = tcase_create("roots");
    tcase_add_test(tests, roots_in_the_range_are_found_in_order);
    tcase_add_test(tests, roots_near_each_other_are_found);
    tcase_add_test(tests, constants_have_no_roots);
    suite_add_tcase(suite, tests);
    return suite;
}
