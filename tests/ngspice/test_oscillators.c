/* Oscillators in ngspice: against closed forms, and networks of phases against the solver. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/phase/phase.h"
#include "tests/support/expect.h"
#include "tests/support/oscillators.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double K = OSCILLATORS_K;

/* Runs the lines between a title and ".end" with phase.lib. */
static struct table *run_lines(const char *lines)
{
    char *include = simulate_include("phase.lib"), *deck;
    ck_assert_int_ge(asprintf(&deck, "oscillators\n%s%s\n.end\n", include, lines), 0);
    struct table *table = simulate_deck(deck);
    free(include);
    free(deck);
    return table;
}

static double at_end(const struct table *table, const char *column)
{
    return simulate_at(table, table->rows - 1, column);
}

/* Adler's beats by injection: a turn takes 2 pi/sqrt(delta^2 - delta_L^2). */
START_TEST(beats_are_adlers)
{
    static const double DETUNING[] = {1.01, 1.1, 1.5, 2.0};
    for (size_t i = 0; i < 4; i++) {
        const double stop = 2.0 * 2.0 * PI / (K * sqrt(DETUNING[i] * DETUNING[i] - 1.0));
        char lines[400];
        snprintf(lines, sizeof lines,
                 "x1 c s i 0 0 0 phase k=%.12g detuning=%.12g phi0=0.3 ibias=0\nvi i 0 1\n.save @a.x1.aosc[phi]\n"
                 ".tran %.12g %.12g",
                 K, DETUNING[i] * K, stop / 100.0, stop);
        struct table *table = run_lines(lines);
        expect_close(at_end(table, "@a.x1.aosc[phi]") - 0.3, 4.0 * PI, 1e-3);
        table_free(table);
    }
}
END_TEST

/* The current into the bias sets the frequency, and the pump locks the phase to that of its own half. */
START_TEST(bias_sets_the_frequency_and_the_pump_locks)
{
    struct table *table = run_lines("x1 c s 0 0 0 b phase tune=1e12 detuning=1e8 ibias=1m phi0=0.5\ni1 0 b 1.3m\n"
                                    "x2 d t 0 0 p 0 phase ks=1e9 detuning=3e8 ibias=0 phi0=3.5\nvp p 0 1\n"
                                    ".save @a.x1.aosc[phi] @a.x2.aosc[phi] v(b)\n.tran 1n 40n");
    expect_close(at_end(table, "@a.x1.aosc[phi]"), 0.5 + 40e-9 * (1e8 + 1e12 * 0.3e-3), 1e-9);
    expect_close(at_end(table, "v(b)"), 1.3, 1e-9);
    expect_close(at_end(table, "@a.x2.aosc[phi]"), PI + 0.5 * asin(0.6), 1e-6); /* K_s/2 sin 2 phi = detuning */
    table_free(table);
}
END_TEST

/* The noise of an oscillator is that of its name, whatever the steps and the others are. */
START_TEST(noise_does_not_depend_on_steps_or_others)
{
    static const char *const OTHERS[] = {"", "", "x2 d t 0 0 0 0 phase diffusion=1e9\n"};
    double phi[3];
    for (int i = 0; i < 3; i++) {
        char lines[400];
        snprintf(lines, sizeof lines,
                 "x1 c s i 0 0 0 phase ibias=0 diffusion=1e7\nvi i 0 0.1\n%s.save @a.x1.aosc[phi]\n"
                 ".tran %s 30n 0 %s",
                 OTHERS[i], i == 1 ? "0.1n" : "1n", i == 1 ? "0.1n" : "1n");
        struct table *table = run_lines(lines);
        phi[i] = at_end(table, "@a.x1.aosc[phi]");
        table_free(table);
    }
    ck_assert_double_ne(phi[0], 0.0);
    ck_assert_double_eq_tol(phi[0], phi[1], 1e-6); /* the error of the steps in a field */
    ck_assert_double_eq_tol(phi[0], phi[2], 1e-6);
}
END_TEST

/* The circuit of a network: conductances |J_ij| g_0 from outputs of either sign, fields from rails, and at each input
 * enough to ground for a sum of g_T. */
static char *network_lines(const struct oscillators *net, const struct phases_options *options, const double *phase,
                           double cell)
{
    const double g0 = 1e-6;
    double most = 0.0, sum[OSCILLATORS_MOST];
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    for (size_t i = 0; i < net->n; i++) {
        sum[i] = fabs(net->field[i]);
        for (size_t e = net->first[i]; e < net->first[i + 1]; e++) {
            sum[i] += fabs(net->value[e]);
        }
        most = fmax(most, sum[i] + 0.1);
    }
    fprintf(file, "vp p 0 pwl(0 %.12g %.12g %.12g)\nvr rail 0 1\n", options->pump_start / 1e9, options->t_stop,
            options->pump_end / 1e9);
    for (size_t i = 0; i < net->n; i++) {
        fprintf(file,
                "x%zu oc%zu os%zu nc%zu ns%zu ic%zu is%zu p 0 phase_both k=%.15g ks=1e9 detuning=%.15g ibias=0 rout=1m "
                "phi0=%.15g diffusion=%.15g cell=%.15g phitol=1e-4\n",
                i, i, i, i, i, i, i, options->coupling * most, net->detuning[i], phase[i], options->diffusion, cell);
        fprintf(file, "ec%zu rail%zu 0 rail 0 %d\n", i, i, net->field[i] < 0.0 ? -1 : 1);
        fprintf(file, "rfc%zu rail%zu ic%zu %.15g\nrfs%zu 0 is%zu %.15g\n", i, i, i, 1.0 / (g0 * fabs(net->field[i])),
                i, i, 1.0 / (g0 * fabs(net->field[i])));
        fprintf(file, "rgc%zu ic%zu 0 %.15g\nrgs%zu is%zu 0 %.15g\n", i, i, 1.0 / (g0 * (most - sum[i])), i, i,
                1.0 / (g0 * (most - sum[i])));
        for (size_t e = net->first[i]; e < net->first[i + 1]; e++) {
            for (int part = 0; part < 2; part++) {
                const char name = part ? 's' : 'c';
                fprintf(file, "r%c%zu_%u %c%c%u i%c%zu %.15g\n", name, i, net->neuron[e],
                        net->value[e] > 0.0 ? 'o' : 'n', name, net->neuron[e], name, i,
                        1.0 / (g0 * fabs(net->value[e])));
            }
        }
    }
    fputs(".save p", file);
    for (size_t i = 0; i < net->n; i++) {
        fprintf(file, " @a.x%zu.aosc[phi]", i);
    }
    fprintf(file, "\n.tran %.12g %.12g", options->t_stop / 100.0, options->t_stop);
    fclose(file);
    return text;
}

/* A step has an error of up to phitol, 1e-4 rad, some of which phases keep that fall into place. With noise there are
 * 20 times as many steps, and drives have kinks: their errors add at random. */
START_TEST(deck_and_solver_agree)
{
    enum { N = 8 };
    for (int noisy = 0; noisy < 2; noisy++) {
        struct oscillators net;
        struct phases_options options = oscillators_options(20.0 / K);
        char number[N][20];
        const char *name[N];
        double phase[N];
        oscillators_draw(&net, N, 0.7, 4);
        for (size_t i = 0; i < N; i++) {
            net.detuning[i] = 0.2 * K * sin((double)i);
            phase[i] = sin(5.0 * (double)i);
            snprintf(number[i], sizeof number[i], "a.x%zu.aosc", i);
            name[i] = number[i];
        }
        options.pump_start = 0.5 * K;
        options.pump_end = 2.0 * K;
        options.name = name;
        options.diffusion = noisy ? 0.05 * K : 0.0;
        options.cell = noisy ? 0x1p-36 : 0.0;
        char *lines = network_lines(&net, &options, phase, options.cell);
        struct table *table = run_lines(lines);
        struct phases_result result = oscillators_solve(&net, &options, phase);
        ck_assert_uint_ge(result.flips, 1);
        for (size_t i = 0; i < N; i++) {
            char column[40];
            snprintf(column, sizeof column, "@%s[phi]", name[i]);
            ck_assert_double_eq_tol(at_end(table, column), phase[i], noisy ? 1e-3 : 3e-4);
        }
        table_free(table);
        free(lines);
    }
}
END_TEST

/* ---- The spin-torque nano-oscillator: examples, unchanged in plain ngspice ---- */

static char *run_example(const char *path)
{
    char *printed = simulate_file(path);
    ck_assert_msg(!strstr(printed, "rror") && !strstr(printed, "arning"), "%s complains:\n%s", path, printed);
    return printed;
}

static double turns(const char *printed, const char *begin, const char *end)
{
    return (simulate_measured(printed, end) - simulate_measured(printed, begin)) / (2.0 * PI);
}

/* F/sqrt(p) is 1/50 of Gamma_p, so that Adler's equation is right to 2 % or so. In its beat of 17.92 MHz the signal, at
 * 24.05 MHz, turns on by 30 turns. */
START_TEST(signal_is_followed_within_its_range)
{
    char *printed = run_example("examples/injection-locking.cir");
    ck_assert_double_eq_tol(turns(printed, "locked_begin", "locked_end"), 15.0, 1e-4);
    const double range = sqrt(257.0), time = 1.67378506, signal = 1.5 * range * time;
    expect_close(signal - turns(printed, "beats_begin", "beats_end"), range * sqrt(1.25) * time, 0.02);
    free(printed);
}
END_TEST

/* The coupling of 1/50 of Gamma_p changes the powers, and with them the difference of the phases, in that order. The
 * weak one is half as strong: two beats of sqrt(1.5^2 - 1^2) MHz. */
START_TEST(two_oscillators_lock_through_resistors_or_beat)
{
    char *printed = run_example("examples/oscillators.cir");
    expect_close(simulate_measured(printed, "strong_1") - simulate_measured(printed, "strong_2"), asin(0.75), 0.03);
    expect_close(turns(printed, "weak_1_begin", "weak_1_end") - turns(printed, "weak_2_begin", "weak_2_end"), 2.0,
                 0.01);
    free(printed);
}
END_TEST

Suite *oscillators_suite(void)
{
    Suite *suite = suite_create("oscillators");
    TCase *tests = tcase_create("oscillators");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, beats_are_adlers);
    tcase_add_test(tests, bias_sets_the_frequency_and_the_pump_locks);
    tcase_add_test(tests, noise_does_not_depend_on_steps_or_others);
    tcase_add_test(tests, deck_and_solver_agree);
    tcase_add_test(tests, signal_is_followed_within_its_range);
    tcase_add_test(tests, two_oscillators_lock_through_resistors_or_beat);
    suite_add_tcase(suite, tests);
    return suite;
}
