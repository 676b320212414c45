#include "models/barrier.h"

#include "models/constants.h"

#include <math.h>
#include <stddef.h>

double barrier_switching_time(double i, double z_0, double z_1)
{
    const double z[2] = {z_0, z_1};
    double f[2];
    for (int k = 0; k < 2; k++) {
        f[k] = -log1p(-z[k]) / (2.0 * (i - 1.0)) + log1p(z[k]) / (2.0 * (i + 1.0)) + log(i - z[k]) / (i * i - 1.0);
    }
    return f[0] - f[1]; /* Eq. (R7) */
}

double barrier_ln_brown(double delta, double i)
{
    double height = delta * (1.0 - i) * (1.0 - i);
    return log(sqrt(delta / PI) * (1.0 - i * i) * (1.0 - i)) - height; /* Eq. (R6) */
}

/* Dawson's integral, exp(-x^2) times the integral of exp(t^2) from 0 to x, to rounding: Rybicki's sum (Press et al.,
 * Numerical Recipes, section 6.10), whose error is exp(-(pi/(2 h))^2). */
static double dawson(double x)
{
    enum { TERMS = 13 };
    const double h = 0.25;
    /* exp(-((2 k + 1) h)^2) */
    static const double WEIGHT[TERMS] = {9.3941306281347581e-01, 5.6978282473092301e-01, 2.0961138715109781e-01,
                                         4.6770622383958980e-02, 6.3297154274857470e-03, 5.1957468215483844e-04,
                                         2.5868100222654120e-05, 7.8114894083044910e-07, 1.4307241918567688e-08,
                                         1.5893910094516368e-10, 1.0709232382508077e-12, 4.3766185028708502e-15,
                                         1.0848552640429378e-17};
    double even = 2.0 * round(x / (2.0 * h)), rest = x - even * h;
    double up = exp(2.0 * rest * h), up_squared = up * up, down = 1.0 / up, down_squared = down * down, sum = 0.0;
    for (int k = 0; k < TERMS; k++) {
        sum += WEIGHT[k] * (up / (even + (2 * k + 1)) + down / (even - (2 * k + 1)));
        up *= up_squared;
        down *= down_squared;
    }
    return sum * exp(-rest * rest) / sqrt(PI);
}

/* The integral of exp(delta (x - i)^2) over x from y to 1, divided by exp(delta ((y - i)^2 + scale)). */
static double weight_above(double delta, double i, double y, double scale)
{
    double root = sqrt(delta), rise = delta * ((1.0 - i) * (1.0 - i) - (y - i) * (y - i));
    return (exp(rise - scale) * dawson(root * (1.0 - i)) - exp(-scale) * dawson(root * (y - i))) / root;
}

/* The greatest exponent of weight_above for y from `least` to 1, or 0. */
static double greatest_rise(double delta, double i, double least)
{
    double y = fmin(fmax(i, least), 1.0);
    return fmax(0.0, delta * ((1.0 - i) * (1.0 - i) - (y - i) * (y - i)));
}

/* ln of the equilibrium weight at z > 0 over that at z < 0. */
static double ln_odds(double delta, double i)
{
    double above = greatest_rise(delta, i, 0.0), below = greatest_rise(delta, -i, 0.0);
    return log(weight_above(delta, i, 0.0, above)) + above - log(weight_above(delta, -i, 0.0, below)) - below;
}

double barrier_share(double delta, double i)
{
    return 1.0 / (1.0 + exp(-ln_odds(delta, i))); /* Eq. (R9) */
}

/* ---- Quadrature by Gauss in panels of equal width in u, where z = tanh u ---- */

static const double REACH = 4.0; /* of tables: from i = -REACH to REACH */

enum { POINTS = 4, MOST_PANELS = 240, MOST_NODES = POINTS * MOST_PANELS };

struct grid {
    int panels, nodes;
    double width;                 /* of a panel, in u */
    double z[MOST_NODES];         /* in rising order */
    double across[MOST_NODES];    /* dz/du = 1 - z^2 */
    double weight[POINTS];        /* of the nodes of a panel, for an integral over u */
    double up_to[POINTS][POINTS]; /* the same, from the beginning of the panel to its node */
    double beyond;                /* of z up to 1, where the grid ends near it; else 0 */
};

/* Legendre's polynomial of this order. */
static double legendre(int order, double x)
{
    double before = 1.0, now = x;
    for (int n = 1; n < order; n++) {
        double next = ((2 * n + 1) * x * now - n * before) / (n + 1);
        before = now;
        now = next;
    }
    return order == 0 ? 1.0 : now;
}

/* Nodes from u = `from` to where z is `to`, or so near to 1 that nothing is beyond. Panels are as narrow as the top of
 * the barrier is. */
static void make_grid(struct grid *grid, double delta, double from, double to)
{
    static const double X[POINTS] = {-0.86113631159405258, -0.33998104358485626, 0.33998104358485626,
                                     0.86113631159405258};
    static const double W[POINTS] = {0.34785484513745386, 0.65214515486254614, 0.65214515486254614,
                                     0.34785484513745386};
    double start = atanh(from), end = to < 1.0 ? atanh(to) : 0.5 * log(20.0 * delta + 4.0) + 5.0;
    grid->beyond = to < 1.0 ? 0.0 : 2.0 / (1.0 + exp(2.0 * end));
    grid->panels = (int)fmin(MOST_PANELS, ceil((end - start) / fmin(0.3, 0.8 / sqrt(2.0 * delta))));
    grid->nodes = POINTS * grid->panels;
    grid->width = (end - start) / grid->panels;
    for (int j = 0; j < POINTS; j++) {
        grid->weight[j] = 0.5 * grid->width * W[j];
        for (int k = 0; k < POINTS; k++) {
            double sum = 0.5 * (X[j] + 1.0); /* integrals of the polynomials 0 to 3 of Legendre, from -1 to X[j] */
            for (int n = 1; n < POINTS; n++) {
                sum += 0.5 * legendre(n, X[k]) * (legendre(n + 1, X[j]) - legendre(n - 1, X[j]));
            }
            grid->up_to[j][k] = 0.5 * grid->width * W[k] * sum;
        }
    }
    for (int n = 0; n < grid->nodes; n++) {
        const int panel = n / POINTS;
        double u = start + grid->width * (panel + 0.5 * (X[n % POINTS] + 1.0));
        grid->z[n] = tanh(u);
        grid->across[n] = 1.0 / (cosh(u) * cosh(u));
    }
}

/* The mean first-passage time from `start`, by a share of the starts above each node, without exp(*exponent). Eq. (R8).
 */
static double passage(const struct grid *grid, const double *started_above, double delta, double i, double *exponent)
{
    double sum = 0.0;
    *exponent = greatest_rise(delta, i, grid->z[0]);
    for (int n = 0; n < grid->nodes; n++) {
        double share = started_above ? started_above[n] : 1.0;
        sum += grid->weight[n % POINTS] * share * weight_above(delta, i, grid->z[n], *exponent);
    }
    sum += started_above ? 0.0 : 0.5 * grid->beyond * exp(-*exponent); /* there both integrands are 1 - z */
    return 2.0 * delta * sum;
}

double barrier_passage_time(double delta, double i, double from, double to)
{
    struct grid grid;
    double exponent;
    make_grid(&grid, delta, to, from);
    double time = passage(&grid, NULL, delta, i, &exponent);
    return time * exp(exponent);
}

/* The integral of f over u up to each node; returns that over the whole grid. */
static double accumulate(const struct grid *grid, const double *f, double *integral)
{
    double before = 0.0;
    for (int first = 0; first < grid->nodes; first += POINTS) {
        for (int j = 0; j < POINTS; j++) {
            integral[first + j] = before;
            for (int k = 0; k < POINTS; k++) {
                integral[first + j] += grid->up_to[j][k] * f[first + k];
            }
        }
        for (int k = 0; k < POINTS; k++) {
            before += grid->weight[k] * f[first + k];
        }
    }
    return before;
}

/* The magnets that are at z > 0 and have not left it, after a while without drive: the slowest odd mode of the
 * Fokker-Planck operator. Their share above each node. Returns the mode's rate. By inverse power iteration: the next
 * odd mode is at least six times as fast. */
static double settle(const struct grid *grid, double delta, double *share_above)
{
    double mode[MOST_NODES] = {0.0}, f[MOST_NODES] = {0.0}, rate = 0.0, before;
    const int nodes = grid->nodes;
    for (int n = 0; n < nodes; n++) {
        mode[n] = grid->z[n];
    }
    do {
        before = rate;
        for (int n = 0; n < nodes; n++) {
            f[n] = exp(-delta * grid->across[n]) * mode[n] * grid->across[n];
        }
        double beyond = mode[nodes - 1] * grid->beyond, all = accumulate(grid, f, share_above) + beyond;
        for (int n = 0; n < nodes; n++) {
            share_above[n] = 1.0 - share_above[n] / all;
            f[n] = 2.0 * delta * exp(delta * grid->across[n]) * all * share_above[n];
        }
        double mode_end = mode[nodes - 1];
        accumulate(grid, f, mode);
        rate = mode_end / mode[nodes - 1];
        for (int n = 0; n < nodes; n++) {
            mode[n] *= rate;
        }
    } while (fabs(rate - before) > 1e-12 * rate);
    return rate;
}

void barrier_tabulate(struct barrier *barrier, double delta)
{
    barrier_tabulate_to(barrier, delta, INFINITY);
}

void barrier_tabulate_to(struct barrier *barrier, double delta, double reach)
{
    struct grid grid;
    double share_above[MOST_NODES];
    make_grid(&grid, delta, 0.0, 1.0);
    const int half = (int)ceil(REACH / fmin(0.1, 0.2 / sqrt(delta))), last = 2 * half;
    *barrier = (struct barrier){.delta = delta,
                                .spacing = REACH / half,
                                .relaxation = settle(&grid, delta, share_above),
                                .reach = reach,
                                .last = last};
    /* A rate between two entries needs one more on either side. */
    const int inside = reach < REACH ? (int)fmin(half, ceil(reach / barrier->spacing) + 2.0) : half;
    double *ln_time = barrier->ln_rate; /* to z = 0 */
    for (int n = 0; n < BARRIER_MOST_ENTRIES; n++) {
        ln_time[n] = NAN;
    }
    for (int n = half - inside; n <= half + inside; n++) {
        double exponent, time = passage(&grid, share_above, delta, (n - half) * barrier->spacing, &exponent);
        ln_time[n] = log(time) + exponent;
    }
    for (int n = half - inside; n <= half; n++) {
        double odds = ln_odds(delta, (half - n) * barrier->spacing); /* of the state that the drive leads out of */
        double out = ln_time[last - n], back = ln_time[n] + odds, greater = fmax(out, back);
        double stay = greater + log1p(exp(fmin(out, back) - greater));
        barrier->ln_rate[last - n] = -stay; /* Eq. (R10) */
        barrier->ln_rate[n] = odds - stay;
    }
}

double barrier_ln_rate(const struct barrier *barrier, double i, double *slope)
{
    const int last = barrier->last;
    double inside = fmin(fmax(i, -REACH), REACH), place = (inside + REACH) / barrier->spacing;
    int first = (int)fmin(fmax(floor(place) - 1.0, 0.0), last - 3);
    double t = place - first, value = 0.0;
    *slope = 0.0;
    for (int j = 0; j < 4; j++) { /* Lagrange's polynomial through four entries, and its derivative */
        double product = 1.0, derivative = 0.0;
        for (int k = 0; k < 4; k++) {
            if (k != j) {
                derivative = (derivative * (t - k) + product) / (j - k);
                product *= (t - k) / (j - k);
            }
        }
        value += product * barrier->ln_rate[first + j];
        *slope += derivative / barrier->spacing * barrier->ln_rate[first + j];
    }
    if (i > REACH) { /* the rate grows in proportion to the drive, Eq. (R7) */
        double growth = 1.0 + *slope * (i - REACH);
        *slope /= growth;
        return value + log(growth);
    }
    return value + *slope * (i - inside);
}
