/* Circuits of p-bits in ngspice: the same flips as solver/gibbs.c, and the power of the rails. models/pbit/qa has the
 * device by itself. */
#include "tests/suites.h"

#include "tests/support/expect.h"
#include "tests/support/pbits.h"
#include "tests/support/program.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double TAU = 1e-9, OHM = 1e6; /* s; of the largest coupling. Outputs have a milliohm. */

/* A run of both, of the same network. */
struct case_of {
    double beta_start, beta_end, stop, tau_synapse; /* s */
    const char *device, *lines;                     /* parameters of each p-bit; more lines of the deck, or "" */
    double longest;                                 /* step of ngspice, s */
    int seed;
};

/* g_T/g_0: as much as the most loaded input needs, and a tenth more. */
static double load_of(const struct pbits *p)
{
    double most = 0.0;
    for (size_t i = 0; i < p->n; i++) {
        double sum = fabs(p->h[i]);
        for (size_t j = 0; j < p->n; j++) {
            sum += fabs(p->j[i][j]);
        }
        most = fmax(most, sum);
    }
    return 1.1 * most;
}

/* The circuit of docs/pbit.md, section 2, with V = 1 at the end of the ramp. */
static char *deck_of(const struct pbits *p, const struct case_of *c)
{
    char *text, *library = simulate_include("pbit.lib");
    size_t size;
    FILE *f = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(f);
    const double load = load_of(p), first = c->beta_start / c->beta_end;
    fprintf(f, "* p-bits\n%s%s\n", library, c->lines);
    fprintf(f, "vp p 0 pwl(0 %.15g %.15g 1)\nvn n 0 pwl(0 %.15g %.15g -1)\n", first, c->stop, -first, c->stop);
    for (size_t i = 0; i < p->n; i++) {
        double rest = load - fabs(p->h[i]);
        fprintf(f, "x%zu in%zu 0 p n o%zu no%zu pbit rout=1m seed=%d v0=%.15g %s\n", i + 1, i, i, i, c->seed,
                1.0 / (load * c->beta_end), c->device);
        for (size_t j = 0; j < p->n; j++) {
            if (p->j[i][j] != 0.0) {
                fprintf(f, "r%zu_%zu %s%zu in%zu %.15g\n", i, j, p->j[i][j] > 0.0 ? "o" : "no", j, i,
                        OHM / fabs(p->j[i][j]));
                rest -= fabs(p->j[i][j]);
            }
        }
        if (p->h[i] != 0.0) {
            fprintf(f, "rh%zu %s in%zu %.15g\n", i, p->h[i] > 0.0 ? "p" : "n", i, OHM / fabs(p->h[i]));
        }
        fprintf(f, "rg%zu in%zu 0 %.15g\n", i, i, OHM / rest);
        if (c->tau_synapse > 0.0) {
            fprintf(f, "c%zu in%zu 0 %.15g\n", i, i, load / OHM * c->tau_synapse);
        }
    }
    fprintf(f, ".save i(vp) i(vn) v(p)");
    for (size_t i = 0; i < p->n; i++) {
        fprintf(f, " @a.x%zu.apbit[s] @a.x%zu.apbit[ticks]", i + 1, i + 1);
    }
    fprintf(f, "\n.tran %.15g %.15g 0 %.15g\n.end\n", 0.1 * c->longest, c->stop, c->longest);
    ck_assert_int_eq(fclose(f), 0);
    free(library);
    return text;
}

/* The flips of a run in their order. */
struct flips {
    size_t count, which[20000];
    double time[20000];
};

static void add_flip(struct flips *flips, size_t which, double time)
{
    ck_assert_uint_lt(flips->count, 20000);
    flips->which[flips->count] = which;
    flips->time[flips->count++] = time;
}

static void watch(void *context, const struct gibbs_point *point)
{
    if (point->t > 0.0) {
        add_flip(context, point->which, point->t);
    }
}

/* A p-bit flips at the time point after which it is in the other state. */
static void flips_of(const struct table *table, size_t n, struct flips *flips)
{
    size_t column[PBITS_MOST];
    flips->count = 0;
    for (size_t i = 0; i < n; i++) {
        char name[40];
        snprintf(name, sizeof name, "@a.x%zu.apbit[s]", i + 1);
        column[i] = table_find(table, name);
        ck_assert_uint_lt(column[i], table->columns);
    }
    for (size_t row = 1; row < table->rows; row++) {
        const double *now = table->value + row * table->columns, *before = now - table->columns;
        for (size_t i = 0; i < n; i++) {
            if (now[column[i]] != before[column[i]]) {
                add_flip(flips, i, before[0]);
            }
        }
    }
}

static struct table *simulate_case(const struct pbits *p, const struct case_of *c, struct flips *flips)
{
    char *deck = deck_of(p, c);
    struct table *table = simulate_deck(deck);
    flips_of(table, p->n, flips);
    free(deck);
    return table;
}

static struct gibbs_result solve_case(struct pbits *p, const struct case_of *c, struct flips *flips)
{
    struct gibbs *gibbs;
    struct diagnostic why;
    struct gibbs_result result;
    pbits_link(p, (uint64_t)c->seed);
    struct gibbs_options options = {.beta_start = c->beta_start,
                                    .beta_end = c->beta_end,
                                    .stop = c->stop,
                                    .tau = TAU,
                                    .tau_synapse = c->tau_synapse,
                                    .noiseless = strstr(c->device, "noise=0") != NULL,
                                    .key = p->key,
                                    .observe = watch,
                                    .context = flips};
    flips->count = 0;
    expect_ok(gibbs_new(&p->model, &gibbs, &why), &why);
    expect_ok(gibbs_run(gibbs, &options, &result, &why), &why);
    gibbs_free(gibbs);
    return result;
}

/* Time points are at the ticks, but for rounding and, where two almost meet, for ngspice's shortest step. */
static void expect_equal(const struct flips *a, const struct flips *b, double longest)
{
    ck_assert_uint_eq(a->count, b->count);
    for (size_t k = 0; k < a->count; k++) {
        ck_assert_uint_eq(a->which[k], b->which[k]);
        ck_assert_double_eq_tol(a->time[k], b->time[k], 2.0 * 5e-5 * longest);
    }
}

static void expect_same_path(struct pbits *p, const struct case_of *c, size_t least)
{
    static struct flips solved, simulated;
    struct gibbs_result result = solve_case(p, c, &solved);
    struct table *table = simulate_case(p, c, &simulated);
    ck_assert_uint_ge(solved.count, least);
    expect_equal(&simulated, &solved, c->longest);
    double ticks = 0.0;
    for (size_t i = 0; i < p->n; i++) {
        char name[40];
        snprintf(name, sizeof name, "@a.x%zu.apbit[ticks]", i + 1);
        ticks += simulate_at(table, table->rows - 1, name);
    }
    ck_assert_double_eq(ticks, (double)result.ticks);
    table_free(table);
}

/* Bit for bit the same flips: an AND gate, a network whose rails are a ramp, and one without noise. */
START_TEST(flips_are_those_of_the_solver)
{
    static struct pbits p;
    pbits_make_and(&p, 1);
    expect_same_path(&p, &(struct case_of){2.0, 2.0, 2e-6, 0.0, "", "", 1e-9, 1}, 100);
    pbits_make_random(&p, 8, 1.0, 3);
    expect_same_path(&p, &(struct case_of){0.1, 1.0, 5e-7, 0.0, "", "", 1e-9, 7}, 500);
    expect_same_path(&p, &(struct case_of){1.0, 1.0, 2e-8, 0.0, "noise=0", "", 1e-9, 2}, 3);
}
END_TEST

/* With capacitors the inputs follow as in the solver, within the error of ngspice's steps: it would have to be at a
 * tick whose random number is that close to the probability. */
START_TEST(synapses_that_lag_give_the_flips_of_the_solver)
{
    static struct pbits p;
    pbits_make_random(&p, 6, 1.0, 4);
    const char *tight = ".options reltol=1e-6 abstol=1e-15 vntol=1e-9";
    expect_same_path(&p, &(struct case_of){0.2, 0.8, 2e-7, 0.3e-9, "edge=1e-5", tight, 1e-10, 5}, 200);
}
END_TEST

/* The same flips with other steps, tolerances, methods and flanks, and with other p-bits in the deck; others with
 * another seed. */
START_TEST(path_depends_on_seed_and_name_alone)
{
    static struct pbits p;
    static struct flips first, other;
    const struct case_of cases[] = {{0.4, 0.4, 3e-7, 0.0, "", "", 1e-9, 1},
                                    {0.4, 0.4, 3e-7, 0.0, "", ".options method=gear reltol=1e-6", 1e-11, 1},
                                    {0.4, 0.4, 3e-7, 0.0, "edge=0.05", "", 1e-8, 1},
                                    {0.4, 0.4, 3e-7, 0.0, "", "x99 o1 0 p n a b pbit tau=0.3n", 1e-9, 1},
                                    {0.4, 0.4, 3e-7, 0.0, "", "", 1e-9, 2}};
    pbits_make_random(&p, 4, 1.0, 6);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        table_free(simulate_case(&p, &cases[k], k == 0 ? &first : &other));
        if (k == 4) {
            ck_assert(other.count != first.count || other.time[0] != first.time[0]);
        } else if (k > 0) {
            expect_equal(&other, &first, fmax(cases[k].longest, cases[0].longest));
        }
    }
    ck_assert_uint_gt(first.count, 50);
}
END_TEST

/* What the rails deliver, by Eq. (B7) with the solver's integrals. Between time points ngspice's currents are lines,
 * and they change within 0.1 % of tau at each flip. */
START_TEST(rails_deliver_what_the_resistors_take)
{
    static struct pbits p;
    static struct flips flips;
    const struct case_of c = {0.1, 1.0, 3e-7, 0.0, "", "", 1e-9, 3};
    pbits_make_random(&p, 6, 1.0, 8);
    struct gibbs_result result = solve_case(&p, &c, &flips);
    struct table *table = simulate_case(&p, &c, &flips);
    double energy = 0.0, last = 0.0, load = load_of(&p), all = 0.0;
    for (size_t row = 0; row < table->rows; row++) {
        double v = simulate_at(table, row, "v(p)"), i = simulate_at(table, row, "i(vp)");
        double power = -v * (i - simulate_at(table, row, "i(vn)")), t = simulate_at(table, row, "time");
        energy += row > 0 ? 0.5 * (power + last) * (t - simulate_at(table, row - 1, "time")) : 0.0;
        last = power;
    }
    for (size_t i = 0; i < p.n; i++) {
        all += fabs(p.h[i]);
        for (size_t j = 0; j < p.n; j++) {
            all += fabs(p.j[i][j]);
        }
    }
    /* V = beta here, for V = 1 is at beta = 1 */
    double right = (all * result.beta_squared - result.power / load) / OHM; /* Eq. (B7) */
    expect_close(energy, right, 2e-3);
    table_free(table);
}
END_TEST

/* examples/pbit-and.cir, unchanged: time averages over 4,000 tau within six standard deviations, which one seed in 5e8
 * would exceed. With C at a rail it is a field of 1 on A and B. */
START_TEST(and_gate_of_the_example_runs_both_ways)
{
    static struct pbits p;
    const struct {
        const char *name;
        double c;         /* a rail in place of C, or 0: none */
        size_t states[4]; /* whose shares are added */
        size_t count;
    } rows[] = {{"right", 0.0, {0, 1, 2, 7}, 4},
                {"both", 1.0, {3}, 1},
                {"none", -1.0, {0}, 1},
                {"first", -1.0, {1}, 1},
                {"second", -1.0, {2}, 1}};
    char *printed = simulate_file("examples/pbit-and.cir");
    ck_assert_msg(!strstr(printed, "rror") && !strstr(printed, "arning"), "%s", printed);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        double law[8], right = 0.0;
        pbits_make_and(&p, 1);
        if (rows[k].c != 0.0) {
            p.n = 2;
            p.h[0] += rows[k].c;
            p.h[1] += rows[k].c;
        }
        pbits_law(&p, 2.0, law);
        for (size_t s = 0; s < rows[k].count; s++) {
            right += law[rows[k].states[s]];
        }
        double spread = sqrt(2.0 * pbits_relaxation(&p, 2.0) / 4000.0 * right * (1.0 - right));
        ck_assert_double_eq_tol(simulate_measured(printed, rows[k].name), right, 6.0 * spread + 1e-3); /* flanks */
    }
    free(printed);
}
END_TEST

/* The shares of time of a network's states, of 500 draws of each p-bit. A flank is 0.1 % of a draw's time late. */
START_TEST(an_and_gate_has_the_distribution_of_the_solver)
{
    struct outcome made = program_run("gen boltzmann and --stop 500n -q -o gate");
    ck_assert_msg(made.code == 0, "%s", made.err);
    outcome_free(&made);
    json_t *run = program_json("run gate --json"), *solve = program_json("solve gate --json");
    const json_t *states = json_object_get(json_object_get(run, "distribution"), "states"), *state;
    const json_t *expected = json_object_get(json_object_get(solve, "distribution"), "states"), *other;
    size_t k, l, found = 0;
    json_array_foreach(states, k, state)
    {
        const char *name = json_string_value(json_object_get(state, "state"));
        json_array_foreach(expected, l, other)
        {
            if (strcmp(name, json_string_value(json_object_get(other, "state"))) == 0) {
                ck_assert_double_eq_tol(json_number_value(json_object_get(state, "share")),
                                        json_number_value(json_object_get(other, "share")), 1e-3);
                found++;
            }
        }
    }
    ck_assert_uint_eq(found, 8);
    json_decref(run);
    json_decref(solve);
}
END_TEST

Suite *pbits_suite(void)
{
    Suite *suite = suite_create("pbits");
    TCase *tests = tcase_create("pbits");
    tcase_set_timeout(tests, 600);
    tcase_add_test(tests, flips_are_those_of_the_solver);
    tcase_add_test(tests, synapses_that_lag_give_the_flips_of_the_solver);
    tcase_add_test(tests, path_depends_on_seed_and_name_alone);
    tcase_add_test(tests, rails_deliver_what_the_resistors_take);
    tcase_add_test(tests, and_gate_of_the_example_runs_both_ways);
    tcase_add_test(tests, an_and_gate_has_the_distribution_of_the_solver);
    suite_add_tcase(suite, tests);
    return suite;
}
