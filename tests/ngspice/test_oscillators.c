/* Oscillators in ngspice: against closed forms, and networks of phases against the solver. */
#include "tests/suites.h"

#include "base/number.h"
#include "models/constants.h"
#include "models/phase/phase.h"
#include "tests/support/expect.h"
#include "tests/support/oscillators.h"
#include "tests/support/program.h"
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

/* Five oscillators, each coupled to all others, with a pump and a bias that change, and with noise of `diffusion`. */
static char *ring_lines(const char *code_model, const char *end)
{
    enum { N = 5 };
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    fputs("vp p 0 pwl(0 0 20n 2)\ni1 0 b0 pwl(0 0 20n 1m)\n.save v(c1)", file);
    for (int i = 0; i < N; i++) {
        fprintf(file, " @a%d[phi]", i);
    }
    for (int i = 0; i < N; i++) {
        fprintf(file, "\na%d [%%v(c%d) %%v(s%d)] [%%v(nc%d) %%v(ns%d)] [%%v(ic%d) %%v(is%d)] %%v(p) %s m%d\n", i, i, i,
                i, i, i, i, i == 0 ? "%g(b0)" : "null", i);
        fprintf(file, ".model m%d %s(tune=1e11 ibias=0 phi0=%d diffusion=1e7 detuning=%de7)\n", i, code_model, i,
                3 * i);
        for (int j = 0; j < N; j++) {
            if (i != j) {
                fprintf(file, "rc%d_%d %sc%d ic%d %dk\nrs%d_%d %ss%d is%d %dk\n", j, i, i + j == 3 ? "n" : "", j, i,
                        1 + i + j, j, i, i + j == 3 ? "n" : "", j, i, 1 + i + j);
            }
        }
    }
    fprintf(file, "%s", end);
    fclose(file);
    return text;
}

/* phase_network leaves out of the matrix what is 0 in a transient. */
START_TEST(network_model_has_the_transients_of_the_other)
{
    char *of_phase = ring_lines("phase", ".tran 0.1n 20n"), *of_network = ring_lines("phase_network", ".tran 0.1n 20n");
    struct table *phase = run_lines(of_phase), *network = run_lines(of_network);
    ck_assert_uint_eq(phase->rows, network->rows);
    for (size_t k = 0; k < phase->columns; k++) {
        ck_assert_double_eq_tol(at_end(phase, phase->name[k]), at_end(network, phase->name[k]), 1e-9);
    }
    table_free(phase);
    table_free(network);
    free(of_phase);
    free(of_network);
}
END_TEST

START_TEST(network_model_refuses_what_needs_derivatives)
{
    static const char *const ANALYSES[] = {".op", ".ac dec 1 1 10", ".dc vp 0 1 0.5"};
    for (size_t k = 0; k < 3; k++) {
        char *lines = ring_lines("phase_network", ANALYSES[k]), *deck;
        ck_assert_int_ge(asprintf(&deck, "oscillators\n%s\n.end\n", lines), 0);
        char *printed = simulate_plainly(deck, IN_SCRATCH("refused.raw"));
        ck_assert_msg(strstr(printed, "phase_network is for transients alone"), "%s:\n%s", ANALYSES[k], printed);
        free(printed);
        free(deck);
        free(lines);
    }
}
END_TEST

/* The number in the last line of `text` that has `key`. */
static double number_after(const char *text, const char *key)
{
    const char *at = strstr(text, key), *number = at ? strchr(at, '=') : NULL;
    ck_assert_msg(number, "no '%s' in:\n%s", key, text);
    return strtod(number + 1, NULL);
}

/* So that the time of a run goes with the couplings: no entry of the matrix for two oscillators that no resistor joins,
 * one time point for a cell of the noise, and no more than four solutions for a time point. The first three cells or so
 * are the first steps of ngspice. */
START_TEST(large_networks_cost_what_their_resistors_cost)
{
    program_gives("gen maxcut --graph rnd --nodes 30 --density 50% --seed 7 --technology oscillator --stop 4n -q -o a",
                  0, "");
    char *made = scratch_read("a.cir"), *deck = scratch_replace(made, "\n.end", "\n.options acct\n.end");
    char *printed = simulate_plainly(deck, IN_SCRATCH("a.raw")), text[40];
    const char *cell = strstr(deck, "cell=");
    double length;
    ck_assert(cell && sscanf(cell, "cell=%39s", text) == 1 && number_parse(text, &length));
    ck_assert_double_eq(number_after(printed, "Circuit fill-in non-zeroes"), 0.0);
    ck_assert_double_le(number_after(printed, "Transient timepoints"), 1.05 * 4e-9 / length + 20.0);
    ck_assert_double_le(number_after(printed, "Transient iterations"),
                        4.0 * number_after(printed, "Transient timepoints"));
    free(printed);
    free(deck);
    free(made);
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

/* ---- The phase oscillator ---- */

/* Two whose detunings differ by more than their couplings can hold: the difference of the phases turns once in
 * 2 pi/sqrt(delta^2 - (2K)^2), and phitol is 1e-3 of a radian. */
START_TEST(two_phase_oscillators_beat_through_resistors)
{
    static const double DETUNING[] = {1.1, 2.0}; /* in 2K */
    for (size_t i = 0; i < 2; i++) {
        const double stop = 2.0 * 2.0 * PI / (2.0 * K * sqrt(DETUNING[i] * DETUNING[i] - 1.0));
        char lines[600];
        snprintf(lines, sizeof lines,
                 "x1 c1 s1 c2 s2 0 0 phase k=%.12g ibias=0 rout=1m detuning=%.12g phi0=0.3\n"
                 "x2 d1 e1 d2 e2 0 0 phase k=%.12g ibias=0 rout=1m\n"
                 "r1 c1 d2 1k\nr2 s1 e2 1k\nr3 d1 c2 1k\nr4 e1 s2 1k\n.save @a.x1.aosc[phi] @a.x2.aosc[phi]\n"
                 ".tran %.12g %.12g",
                 K, 2.0 * K * DETUNING[i], K, stop / 100.0, stop);
        struct table *table = run_lines(lines);
        expect_close(at_end(table, "@a.x1.aosc[phi]") - at_end(table, "@a.x2.aosc[phi]") - 0.3, 4.0 * PI, 1e-3);
        table_free(table);
    }
}
END_TEST

/* Without the pump the phases fall to the least sum of the cosines, 7.058, in a direction that no one sets; with it to
 * the cut of 7, which is the largest: the next ones have 6. The pump holds phases within 0.1 rad of 0 and pi, which is
 * 0.005 of each cosine. */
START_TEST(pump_draws_phases_to_the_largest_cut)
{
    static const double SIDE[] = {-1.0, -1.0, -1.0, 1.0, 1.0}; /* of nodes 2 to 6 */
    char *printed = run_example("examples/oscillators-maxcut.cir"), name[16];
    ck_assert_double_eq_tol(simulate_measured(printed, "cut_before"), 7.05, 0.03);
    ck_assert_double_le(fabs(simulate_measured(printed, "cosine_before")), 0.9);
    ck_assert_double_eq_tol(simulate_measured(printed, "cut_after"), 7.0, 9.0 * 0.005);
    ck_assert_double_ge(fabs(simulate_measured(printed, "cosine_after")), 0.99);
    for (int k = 0; k < 5; k++) {
        snprintf(name, sizeof name, "side_%d", k + 2);
        ck_assert_double_eq_tol(simulate_measured(printed, name), SIDE[k], 0.02);
    }
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
    tcase_add_test(tests, network_model_has_the_transients_of_the_other);
    tcase_add_test(tests, network_model_refuses_what_needs_derivatives);
    tcase_add_test(tests, large_networks_cost_what_their_resistors_cost);
    tcase_add_test(tests, deck_and_solver_agree);
    tcase_add_test(tests, signal_is_followed_within_its_range);
    tcase_add_test(tests, two_oscillators_lock_through_resistors_or_beat);
    tcase_add_test(tests, two_phase_oscillators_beat_through_resistors);
    tcase_add_test(tests, pump_draws_phases_to_the_largest_cut);
    suite_add_tcase(suite, tests);
    return suite;
}
