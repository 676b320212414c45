/* Devices that differ by chance, of every kind that there is: models/scatter/. */
#include "tests/suites.h"

#include "models/scatter/scatter.h"
#include "netgen/network.h"
#include "netgen/problem.h"
#include "tests/support/sample.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double CUT_DEVIATION = 0.98658; /* of a normal distribution that is cut off at three sigma */

/* The place of the parameter called the first `length` characters of `name`. */
static size_t parameter_of(const struct device *kind, const char *name, size_t length)
{
    size_t p = parameter_index(kind->table, name, length);
    ck_assert_msg(p < kind->table->count, "%s has no parameter %.*s", kind->name, (int)length, name);
    return p;
}

START_TEST(coupled_parameters_are_of_the_table_and_vary)
{
    for (size_t k = 0; devices[k]; k++) {
        ck_assert_uint_le(devices[k]->size, sizeof(struct device_values));
        for (const char *const *group = devices[k]->coupled; group && *group; group++) {
            size_t count = 0;
            for (const char *at = *group; *at; count++) {
                size_t length = strcspn(at, " ");
                size_t p = parameter_of(devices[k], at, length);
                ck_assert(parameter_is(&devices[k]->table->item[p], IS_VARIED));
                at += length + (at[length] == ' ');
            }
            ck_assert_uint_le(count, SCATTER_MOST_COUPLED);
        }
    }
}
END_TEST

/* Whether each device at plus or minus three sigma of each varied parameter is sound, all combinations tried. */
static bool all_corners_are_sound(const struct scatter *scatter, const struct device_values *nominal)
{
    const struct parameter_table *table = scatter->kind->table;
    size_t varied[DEVICE_MOST_PARAMETERS], count = 0;
    char ignored[300];
    for (size_t p = 0; p < table->count; p++) {
        if (scatter->sigma[p] > 0.0) {
            varied[count++] = p;
        }
    }
    for (size_t corner = 0; corner < (size_t)1 << count; corner++) {
        struct device_values device = *nominal;
        for (size_t k = 0; k < count; k++) {
            device.value[varied[k]] *= 1.0 + (corner >> k & 1 ? 3.0 : -3.0) * scatter->sigma[varied[k]];
        }
        if (!scatter->kind->check(&device, ignored, sizeof ignored)) {
            return false;
        }
    }
    return true;
}

/* A device near its limits, where its defaults are far from them. */
static void bring_near_limits(const struct device *kind, struct device_values *device)
{
    static const struct {
        const char *device, *parameter;
        double value;
    } NEAR[] = {{"spin_contact", "free", 1.0},
                {"spin_contact", "nz", 0.15},        /* the shape weakens the well */
                {"nanomagnet", "thickness", 75e-9}}; /* near its length */
    for (size_t i = 0; i < sizeof NEAR / sizeof *NEAR; i++) {
        if (strcmp(kind->name, NEAR[i].device) == 0) {
            size_t p = parameter_of(kind, NEAR[i].parameter, strlen(NEAR[i].parameter));
            parameter_set(&kind->table->item[p], device, NEAR[i].value);
        }
    }
}

/* The check tries combinations of coupled parameters alone: where a device names all of them, it finds the same. */
START_TEST(no_combination_that_a_device_refuses_is_missed)
{
    enum { TRIALS = 1000, VARIED = 6 };
    srand48(12);
    for (size_t k = 0; devices[k]; k++) {
        const struct parameter_table *table = devices[k]->table;
        size_t refused = 0, tried = 0;
        while (tried < TRIALS) {
            struct device_values nominal;
            double sigma[DEVICE_MOST_PARAMETERS] = {0};
            const struct scatter scatter = {.kind = devices[k], .seed = 1, .sigma = sigma};
            char why[300];
            device_reset(devices[k], &nominal);
            bring_near_limits(devices[k], &nominal);
            for (size_t n = 0; n < VARIED; n++) {
                size_t p = (size_t)(drand48() * (double)table->count);
                if (parameter_is(&table->item[p], IS_VARIED)) {
                    nominal.value[p] *= 0.5 + drand48();
                    sigma[p] = 0.12 * drand48(); /* cppcheck-suppress unreadVariable; `scatter` points to it */
                }
            }
            if (devices[k]->check(&nominal, why, sizeof why)) {
                bool sound = all_corners_are_sound(&scatter, &nominal);
                ck_assert_msg(scatter_check_devices(&scatter, &nominal, NULL, why, sizeof why) == sound, "%s: %d, %s",
                              devices[k]->name, sound, why);
                refused += !sound;
                tried++;
            }
        }
        if (devices[k]->coupled) { /* the others are drawn within all their limits */
            ck_assert_msg(refused > TRIALS / 50, "%s: %zu of %d", devices[k]->name, refused, TRIALS);
        }
        ck_assert_uint_lt(refused, TRIALS - TRIALS / 50);
    }
}
END_TEST

START_TEST(devices_of_every_kind_scatter_as_asked)
{
    enum { COUNT = 10000 };
    const double sigma = 0.03, deviation = CUT_DEVIATION * sigma;
    double *drawn = calloc(COUNT, sizeof *drawn);
    for (size_t k = 0; devices[k]; k++) {
        const struct parameter_table *table = devices[k]->table;
        struct device_values nominal, device;
        device_reset(devices[k], &nominal);
        for (size_t p = 0; p < table->count; p++) {
            double sigmas[DEVICE_MOST_PARAMETERS] = {0};
            const struct scatter scatter = {.kind = devices[k], .seed = 6, .sigma = sigmas};
            if (!parameter_is(&table->item[p], IS_VARIED) || nominal.value[p] == 0.0) {
                continue;
            }
            sigmas[p] = sigma;
            for (size_t i = 0; i < COUNT; i++) {
                scatter_draw(&scatter, &nominal, i, &device);
                drawn[i] = device.value[p] / nominal.value[p] - 1.0;
                ck_assert_double_le(fabs(drawn[i]), 3.0 * sigma * (1.0 + 1e-12)); /* of the division's rounding */
                for (size_t other = 0; other < table->count; other++) {
                    ck_assert(other == p || device.value[other] == nominal.value[other]);
                }
            }
            /* four standard errors */
            ck_assert_double_eq_tol(gsl_stats_mean(drawn, 1, COUNT), 0.0, 4.0 * deviation / sqrt(COUNT));
            ck_assert_double_eq_tol(gsl_stats_sd(drawn, 1, COUNT), deviation, 4.0 * deviation / sqrt(2.0 * COUNT));
        }
    }
    free(drawn);
}
END_TEST

/* A network's devices are those that are drawn alone, with the number that docs/formats.md gives them. */
START_TEST(a_network_has_the_devices_that_are_drawn_alone)
{
    const size_t n = 4;
    struct bias bias = problem_standard_bias();
    bias.variation.seed = 9;
    bias.variation.sigma[DWMTJ_rp] = 0.05;
    bias.variation.sigma[DWMTJ_length] = 0.02;
    struct network *network = sample_random(n, 1, 1, &bias);
    const struct scatter scatter = {.kind = device_find("dwmtj"), .seed = 9, .sigma = bias.variation.sigma};
    for (size_t number = 0; number < n * n; number++) {
        size_t i = number / n, j = number % n;
        struct dwmtj right = i == j ? network_soma(network, i) : network_axon(network, i, j), drawn;
        scatter_draw(&scatter, i == j ? &network->soma : &network->axon, number, &drawn);
        for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
            ck_assert_double_eq(dwmtj_get(&drawn, p), dwmtj_get(&right, p));
        }
    }
    network_free(network);
}
END_TEST

START_TEST(shares_of_any_device_that_cannot_be_are_refused)
{
    for (size_t k = 0; devices[k]; k++) {
        const struct parameter_table *table = devices[k]->table;
        for (size_t p = 0; p < table->count; p++) {
            const double shares[] = {0.1, SCATTER_GREATEST, -0.1, NAN};
            bool may_vary = parameter_is(&table->item[p], IS_VARIED);
            for (size_t s = 0; s < sizeof shares / sizeof *shares; s++) {
                double sigma[DEVICE_MOST_PARAMETERS] = {0};
                const struct scatter scatter = {.kind = devices[k], .sigma = sigma};
                char why[200];
                sigma[p] = shares[s];
                ck_assert(scatter_check_shares(&scatter, why, sizeof why) == (may_vary && s == 0));
                if (!may_vary || s > 0) {
                    ck_assert_ptr_nonnull(strstr(why, table->item[p].name));
                    ck_assert_ptr_nonnull(strstr(why, may_vary ? "0 to 1/3" : "cannot vary"));
                }
            }
        }
    }
}
END_TEST

Suite *scatter_suite(void)
{
    Suite *suite = suite_create("scatter");
    TCase *tests = tcase_create("devices");
    tcase_add_test(tests, coupled_parameters_are_of_the_table_and_vary);
    tcase_add_test(tests, no_combination_that_a_device_refuses_is_missed);
    tcase_add_test(tests, a_network_has_the_devices_that_are_drawn_alone);
    tcase_add_test(tests, shares_of_any_device_that_cannot_be_are_refused);
    suite_add_tcase(suite, tests);
    TCase *samples = tcase_create("samples");
    tcase_set_tags(samples, "samples");
    tcase_add_test(samples, devices_of_every_kind_scatter_as_asked);
    suite_add_tcase(suite, samples);
    return suite;
}
