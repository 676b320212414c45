/* The skyrmion on a track: its coefficients against integrals over a texture, its motion against closed forms, its
 * noise against the diffusion law and Boltzmann's. Seeds are fixed. Statistical thresholds were chosen before the runs,
 * from the number of samples, with a false alarm below 1e-6 a test: 5.2 standard deviations, 2e-7 for each of up to
 * three numbers. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/device.h"
#include "models/skyrmion/skyrmion.h"
#include "tests/support/expect.h"

#include <complex.h>
#include <math.h>
#include <string.h>

static const double KELVIN = 300.15, SIGMAS = 5.2, EXACT = 1e-12;

static struct skyrmion standard(void)
{
    struct skyrmion d;
    device_reset(device_find("skyrmion"), &d);
    return d;
}

/* On a film so wide that no edge acts. */
static struct skyrmion on_film(void)
{
    struct skyrmion d = standard();
    d.length = d.wtrack = 1e-4;
    d.xinit = 5e-5;
    return d;
}

/* On a long track, in the middle of its length. */
static struct skyrmion on_long_track(void)
{
    struct skyrmion d = standard();
    d.length = 1e-4;
    d.xinit = 5e-5;
    return d;
}

static struct skyrmion_path run(const struct skyrmion *d, double current, double time)
{
    const struct skyrmion_motion motion = skyrmion_motion_of(d);
    struct skyrmion_path path = skyrmion_begin(d->xinit, d->yinit);
    skyrmion_advance(&motion, current, current, 0.0, time, &path);
    return path;
}

/* ---- Coefficients ---- */

/* What a texture with the profile of a wall of 360 degrees gives: integrals over the plane of the three densities of
 * Thiele's equation, by differences on a grid. */
struct texture {
    double charge, dissipation, torque; /* torque in units of length, the others without unit */
};

static void moment_at(double ratio, double x, double y, double m[3])
{
    const double r = hypot(x, y), theta = 2.0 * atan2(sinh(ratio), sinh(r)); /* lengths in units of delta */
    m[0] = r > 0.0 ? sin(theta) * x / r : 0.0;
    m[1] = r > 0.0 ? sin(theta) * y / r : 0.0;
    m[2] = cos(theta);
}

static struct texture integrate(double ratio)
{
    const double h = 0.05, reach = ratio + 16.0;
    const int n = (int)(reach / h);
    struct texture sum = {0.0, 0.0, 0.0};
    for (int i = -n; i <= n; i++) {
        for (int k = -n; k <= n; k++) {
            const double x = (i + 0.5) * h, y = (k + 0.5) * h;
            double m[3], left[3], right[3], down[3], up[3], dx[3], dy[3];
            moment_at(ratio, x, y, m);
            moment_at(ratio, x - 0.5 * h, y, left);
            moment_at(ratio, x + 0.5 * h, y, right);
            moment_at(ratio, x, y - 0.5 * h, down);
            moment_at(ratio, x, y + 0.5 * h, up);
            for (int c = 0; c < 3; c++) {
                dx[c] = (right[c] - left[c]) / h;
                dy[c] = (up[c] - down[c]) / h;
            }
            sum.charge += h * h *
                          (m[0] * (dx[1] * dy[2] - dx[2] * dy[1]) + m[1] * (dx[2] * dy[0] - dx[0] * dy[2]) +
                           m[2] * (dx[0] * dy[1] - dx[1] * dy[0]));
            sum.dissipation += h * h * (dx[0] * dx[0] + dx[1] * dx[1] + dx[2] * dx[2]);
            sum.torque += h * h * (m[0] * dx[2] - m[2] * dx[0]); /* spins along y: (m x p) dm/dx */
        }
    }
    return sum;
}

/* The closed forms are those of a wall that is thin against the radius. How much more the profile of a wall of 360
 * degrees gives was computed a second time, by radial integrals; docs/skyrmion.md has it. */
START_TEST(coefficients_are_integrals_over_the_texture)
{
    static const double RATIO[] = {2.0, 4.0}, MORE_DRAG[] = {1.0709, 1.0059}, MORE_FORCE[] = {1.0105, 1.0002};
    const double grid = 2e-3; /* error of the differences */
    for (int k = 0; k < 2; k++) {
        struct skyrmion d = standard();
        d.delta = d.radius / RATIO[k];
        const struct skyrmion_motion motion = skyrmion_motion_of(&d);
        const struct texture texture = integrate(RATIO[k]);
        const double spins = MU_0 * d.ms * d.thickness / GAMMA_0;
        const double torque = HBAR * d.thetash / (2.0 * ELEMENTARY_CHARGE * d.wtrack * d.thm); /* N/m for each ampere */
        expect_close(fabs(texture.charge) * spins, motion.gyro, grid);
        expect_close(d.alpha * texture.dissipation * spins, motion.drag * MORE_DRAG[k], grid);
        expect_close(fabs(texture.torque) * d.delta * torque, motion.per_current * MORE_FORCE[k], grid);
    }
}
END_TEST

/* ---- Motion ---- */

/* tan = 2/(alpha (R/Delta + Delta/R)): 57 degrees at alpha = 0.3 and R = 4 Delta. */
START_TEST(hall_angle_and_speed_are_those_of_the_closed_form)
{
    static const double ALPHA[] = {0.3, 0.3, 0.05, 1.0}, RATIO[] = {4.0, 2.0, 10.0, 3.0};
    for (int k = 0; k < 4; k++) {
        for (int sign = -1; sign <= 1; sign += 2) {
            struct skyrmion d = on_film();
            d.alpha = ALPHA[k];
            d.delta = d.radius / RATIO[k];
            d.charge = sign;
            const double time = 5e-9, current = 1e-2;
            const struct skyrmion_motion motion = skyrmion_motion_of(&d);
            const struct skyrmion_path path = run(&d, current, time);
            const double x = path.at[0] - d.xinit, y = path.at[1];
            const double tangent = 2.0 / (d.alpha * (RATIO[k] + 1.0 / RATIO[k]));
            expect_close(-y / x, sign * tangent, 1e-9);
            expect_close(hypot(x, y), motion.per_current * current * time / hypot(motion.gyro, motion.drag), 1e-9);
            if (k == 0) {
                ck_assert_double_eq_tol(atan(tangent) * 180.0 / PI, 57.5, 0.05);
            }
            const struct skyrmion_path back = run(&d, -current, time);
            expect_close(back.at[0] - d.xinit, -x, 1e-9);
            expect_close(back.at[1], -y, 1e-9);
        }
    }
}
END_TEST

/* At the edge nothing moves across: the edge gives the force G v, and along it v = F/(alpha D), tan^2 + 1 times what it
 * is without an edge. */
START_TEST(at_the_edge_it_drifts_along)
{
    const struct skyrmion d = on_long_track();
    const struct skyrmion_motion motion = skyrmion_motion_of(&d);
    const double current = 100e-6, push = motion.per_current * current;
    struct skyrmion_path path = run(&d, current, 20e-9);
    const double x = path.at[0], y = path.at[1];
    skyrmion_advance(&motion, current, current, 20e-9, 30e-9, &path);
    expect_close((path.at[0] - x) / 10e-9, push / motion.drag, 1e-9);
    expect_close(path.at[1], y, 1e-9);
    double force[2];
    skyrmion_edge_force(&motion, path.at, force);
    expect_close(force[1], motion.gyro * push / motion.drag, 1e-9);
    ck_assert_double_lt(y, 0.0);
}
END_TEST

/* It is lost where G F/(alpha D) is more than an edge can give at contact, less what the other edge adds, and not
 * before: y goes to its rest without passing it, as x does not act on it. */
START_TEST(edge_holds_up_to_its_greatest_force)
{
    const struct skyrmion d = on_long_track();
    const struct skyrmion_motion motion = skyrmion_motion_of(&d);
    const double greatest = d.fedge * (1.0 - exp(-2.0 * motion.y_most / d.ledge));
    const double critical = greatest * motion.drag / (motion.gyro * motion.per_current);
    ck_assert(!run(&d, 0.999 * critical, 100e-9).lost);
    ck_assert(run(&d, 1.001 * critical, 100e-9).lost);
    ck_assert(!run(&d, -0.999 * critical, 100e-9).lost);
    ck_assert(run(&d, -1.001 * critical, 100e-9).lost);
    const struct skyrmion_path lost = run(&d, 2.0 * critical, 100e-9);
    ck_assert(lost.lost && fabs(lost.at[1]) <= motion.y_most);
}
END_TEST

/* At the end of the track it comes to rest, in the middle, where the end's force is that of the drive. */
START_TEST(end_of_the_track_stops_it)
{
    const struct skyrmion d = standard();
    const struct skyrmion_motion motion = skyrmion_motion_of(&d);
    const struct skyrmion_path path = run(&d, 40e-6, 100e-9);
    ck_assert_double_eq_tol(path.at[0], motion.x_most + d.ledge * log(motion.per_current * 40e-6 / d.fedge),
                            1e-6 * d.length);
    ck_assert_double_eq_tol(path.at[1], 0.0, 1e-6 * d.length);
}
END_TEST

/* Friction: G^2 s^2 + (alpha D s + F_p)^2 = F^2 for the speed s, so that the Hall angle grows with the drive, from 0.
 */
START_TEST(pinned_skyrmion_leaves_straight_and_deflects_with_its_speed)
{
    struct skyrmion d = on_film();
    d.jdepin = 1e11;
    const struct skyrmion_motion motion = skyrmion_motion_of(&d), free = {.gyro = motion.gyro, .drag = motion.drag};
    const double held = motion.friction;
    expect_close(held, motion.per_current * d.jdepin * d.wtrack * d.thm, EXACT);
    double before = 0.0;
    for (int k = 0; k < 6; k++) {
        static const double DRIVE[] = {0.5, 0.999, 1.001, 1.5, 5.0, 1e4};
        const double force[2] = {0.6 * DRIVE[k] * held, 0.8 * DRIVE[k] * held};
        double v[2], unpinned[2];
        skyrmion_velocity(&motion, force, v);
        skyrmion_velocity(&free, force, unpinned);
        const double speed = hypot(v[0], v[1]), angle = atan2(0.8, 0.6) - atan2(v[1], v[0]);
        if (DRIVE[k] <= 1.0) {
            ck_assert_double_eq(speed, 0.0);
            continue;
        }
        expect_close(hypot(motion.gyro * speed, motion.drag * speed + held), DRIVE[k] * held, EXACT);
        expect_close(tan(angle), motion.gyro * speed / (motion.drag * speed + held), 1e-9);
        ck_assert_double_gt(angle, before);
        before = angle;
        if (k == 5) {
            expect_close(v[0], unpinned[0], 1e-3);
        }
    }
}
END_TEST

/* A skyrmion that an edge does not hold is lost with its rim there: on a film at the Hall angle from its start, to
 * each of the four sides. */
START_TEST(skyrmion_is_lost_where_its_rim_meets_the_edge)
{
    static const struct {
        double x, y, current;
        const char *edge;
    } cases[] = {{0.9e-6, 0.0, 1.0, "its right end"},
                 {0.1e-6, 0.0, -1.0, "its left end"},
                 {0.5e-6, -0.4e-6, 1.0, "its lower edge"},
                 {0.5e-6, 0.4e-6, -1.0, "its upper edge"}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct skyrmion d = standard();
        d.length = d.wtrack = 1e-6;
        d.fedge = 1e-18; /* no edge holds it */
        d.xinit = cases[k].x;
        d.yinit = cases[k].y;
        const struct skyrmion_motion motion = skyrmion_motion_of(&d);
        const struct skyrmion_path path = run(&d, 1e-3 * cases[k].current, 1e-6);
        ck_assert(path.lost);
        ck_assert_str_eq(skyrmion_edge(&motion, &path), cases[k].edge);
        const double x = path.left[0] - d.xinit, y = path.left[1] - d.yinit;
        const double speed = motion.per_current * 1e-3 / hypot(motion.gyro, motion.drag);
        expect_close(-y / x, motion.gyro / motion.drag, 1e-6);
        expect_close(path.left_at, hypot(x, y) / speed, 1e-6);
        const double off[] = {fabs(path.left[0] - motion.x_least), fabs(path.left[0] - motion.x_most),
                              fabs(fabs(path.left[1]) - motion.y_most)};
        ck_assert_double_lt(fmin(fmin(off[0], off[1]), off[2]), 1e-15);
        ck_assert(path.at[0] >= motion.x_least && path.at[0] <= motion.x_most && fabs(path.at[1]) <= motion.y_most);
    }
}
END_TEST

/* What it is worth below twice the width of the wall, coefficients_are_integrals_over_the_texture computes. */
START_TEST(wide_wall_is_said_and_a_wider_one_is_refused)
{
    struct skyrmion d = standard();
    char text[300];
    ck_assert(!skyrmion_is_blurred(&d, text, sizeof text));
    d.delta = 0.501 * d.radius;
    ck_assert(skyrmion_is_blurred(&d, text, sizeof text) && skyrmion_check(&d, text, sizeof text));
    d.delta = 1.001 * d.radius;
    ck_assert(!skyrmion_check(&d, text, sizeof text));
    ck_assert_ptr_nonnull(strstr(text, "a wall that is wider has no skyrmion in it"));
}
END_TEST

/* ---- Noise ---- */

/* Free paths are sums of independent normal steps, so that spans of whole cells are independent: the mean squares of n
 * of them have a relative standard deviation of sqrt(2/n), their mean product one of 1/sqrt(n). */
START_TEST(diffusion_is_that_of_the_law)
{
    enum { SPANS = 40000, CELLS = 4 };
    struct skyrmion d = on_film();
    d.noise = 3.0;
    struct skyrmion_motion motion = skyrmion_motion_of(&d);
    skyrmion_heat(&motion, &d, "a1", KELVIN);
    struct skyrmion_path path = skyrmion_begin(d.xinit, 0.0);
    const double span = CELLS * motion.cell, square = motion.gyro * motion.gyro + motion.drag * motion.drag;
    const double right = BOLTZMANN * KELVIN * motion.drag / square; /* m2/s */
    double xx = 0.0, yy = 0.0, xy = 0.0;
    for (int k = 0; k < SPANS; k++) {
        const double x = path.at[0], y = path.at[1];
        skyrmion_advance(&motion, 0.0, 0.0, k * span, (k + 1) * span, &path);
        xx += (path.at[0] - x) * (path.at[0] - x);
        yy += (path.at[1] - y) * (path.at[1] - y);
        xy += (path.at[0] - x) * (path.at[1] - y);
    }
    const double scale = 2.0 * right * span * SPANS;
    expect_close(xx / scale, 1.0, SIGMAS * sqrt(2.0 / SPANS));
    expect_close(yy / scale, 1.0, SIGMAS * sqrt(2.0 / SPANS));
    ck_assert_double_eq_tol(xy / scale, 0.0, SIGMAS / sqrt(SPANS));
}
END_TEST

/* Moments of y by quadrature of exp(-U/k_B T), U = 2 F l exp(-c/l) cosh(y/l). */
static double boltzmann_moment(const struct skyrmion *d, int power)
{
    enum { PARTS = 4000 };
    const double c = 0.5 * d->wtrack - d->radius, depth = 2.0 * d->fedge * d->ledge * exp(-c / d->ledge);
    double sum = 0.0, weights = 0.0;
    for (int k = 0; k <= PARTS; k++) {
        const double y = c * (2.0 * k / PARTS - 1.0);
        const double weight = exp(-depth * (cosh(y / d->ledge) - 1.0) / (BOLTZMANN * KELVIN));
        sum += weight * pow(y, power);
        weights += weight;
    }
    return sum / weights;
}

/* In equilibrium the place across the track has Boltzmann's law, whatever G is. Samples are four relaxation times
 * apart, from the stiffness in the middle, so that squares are correlated by exp(-8). */
START_TEST(place_across_the_track_has_boltzmanns_law)
{
    enum { SAMPLES = 2000 };
    struct skyrmion d = on_long_track();
    d.ledge = 10e-9;
    d.noise = 5.0;
    struct skyrmion_motion motion = skyrmion_motion_of(&d);
    skyrmion_heat(&motion, &d, "a1", KELVIN);
    const double stiffness = 2.0 * d.fedge / d.ledge * exp(-motion.y_most / d.ledge);
    const double square = motion.gyro * motion.gyro + motion.drag * motion.drag;
    const double between = 4.0 * square / (stiffness * motion.drag);
    const double second = boltzmann_moment(&d, 2), fourth = boltzmann_moment(&d, 4);
    struct skyrmion_path path = skyrmion_begin(d.xinit, 0.0);
    skyrmion_advance(&motion, 0.0, 0.0, 0.0, between, &path);
    double sum = 0.0, squares = 0.0;
    for (int k = 1; k <= SAMPLES; k++) {
        skyrmion_advance(&motion, 0.0, 0.0, k * between, (k + 1) * between, &path);
        sum += path.at[1];
        squares += path.at[1] * path.at[1];
    }
    ck_assert(!path.lost);
    ck_assert_double_eq_tol(squares / SAMPLES, second, SIGMAS * sqrt((fourth - second * second) / SAMPLES));
    ck_assert_double_eq_tol(sum / SAMPLES, 0.0, SIGMAS * sqrt(second / SAMPLES) * 1.02); /* correlation exp(-4) */
}
END_TEST

START_TEST(path_is_the_same_to_the_last_bit_for_any_steps)
{
    struct skyrmion d = standard();
    d.noise = 7.0;
    struct skyrmion_motion motion = skyrmion_motion_of(&d), other = motion;
    skyrmion_heat(&motion, &d, "a1", KELVIN);
    skyrmion_heat(&other, &d, "a2", KELVIN);
    struct skyrmion_path once = skyrmion_begin(d.xinit, d.yinit), often = once, another = once;
    const double current = 10e-6, end = 3.3e-9; /* not the end of a cell */
    skyrmion_advance(&motion, current, current, 0.0, end, &once);
    skyrmion_advance(&other, current, current, 0.0, end, &another);
    for (int k = 0; k < 977; k++) { /* 3.4 ps, of no relation to the cells */
        const double to = k == 976 ? end : end * (k + 1) / 977.0;
        skyrmion_advance(&motion, current, current, end * k / 977.0, to, &often);
    }
    ck_assert_double_eq(once.at[0], often.at[0]);
    ck_assert_double_eq(once.at[1], often.at[1]);
    ck_assert_double_ne(once.at[0], another.at[0]);
}
END_TEST

/* ---- Junction and small signals ---- */

/* The share of the area by strips of the disc. */
START_TEST(junction_sees_the_area_of_the_disc_above_it)
{
    enum { STRIPS = 200000 };
    const struct skyrmion d = standard();
    const double middle = d.position * d.length;
    for (int k = -3; k <= 3; k++) {
        const double x = middle + 6e-9 * k;
        double area = 0.0, slope, up, down;
        for (int i = 0; i < STRIPS; i++) {
            const double u = d.radius * (2.0 * (i + 0.5) / STRIPS - 1.0);
            if (fabs(x + u - middle) < 0.5 * d.width) {
                area += 2.0 * sqrt(d.radius * d.radius - u * u) * 2.0 * d.radius / STRIPS;
            }
        }
        const double share = skyrmion_share(&d, x, &slope);
        ck_assert_double_eq_tol(share, area / (d.width * d.wtrack), 1e-5);
        const double more = skyrmion_share(&d, x + 1e-13, &up), less = skyrmion_share(&d, x - 1e-13, &down);
        ck_assert_double_eq_tol(slope, (more - less) / 2e-13, 1e-3 / d.radius);
        double conductance, place_slope;
        expect_close(skyrmion_junction(&d, x, 0.1, &conductance, &place_slope),
                     0.1 * (share / d.rp + (1.0 - share) / d.rap), EXACT);
        expect_close(conductance, share / d.rp + (1.0 - share) / d.rap, EXACT);
        ck_assert_double_eq_tol(place_slope, 0.1 * (1.0 / d.rp - 1.0 / d.rap) * slope, 1e-9);
    }
    double slope;
    ck_assert_double_eq(skyrmion_share(&d, d.xinit, &slope), 0.0);
    ck_assert_double_eq(slope, 0.0);
    struct skyrmion whole = d; /* a junction over the whole track sees the whole disc */
    whole.width = d.length;
    whole.position = 0.5;
    expect_close(skyrmion_share(&whole, d.xinit, &slope), PI * d.radius * d.radius / (d.length * d.wtrack), EXACT);
}
END_TEST

/* Small signals against the motion itself, in the tenth period of a sine so weak that it moves by a thousandth of the
 * length over which an edge's force falls. */
START_TEST(small_signals_are_those_of_the_motion)
{
    enum { PARTS = 4096, PERIODS = 10 };
    struct skyrmion d = on_long_track();
    d.fedge = 100e-12;
    const struct skyrmion_motion motion = skyrmion_motion_of(&d);
    static const double RATE[] = {0.2, 1.0, 5.0};
    const double stiffness = 2.0 * d.fedge / d.ledge * exp(-motion.y_most / d.ledge);
    const double relaxation = stiffness * motion.drag / (motion.gyro * motion.gyro + motion.drag * motion.drag);
    for (int k = 0; k < 3; k++) {
        const double omega = RATE[k] * relaxation, part = 2.0 * PI / omega / PARTS;
        double response[2];
        struct skyrmion_path path = skyrmion_begin(d.xinit, 0.0);
        skyrmion_response(&motion, path.at, 0.0, omega, response);
        const double weak = 1e-3 * d.ledge / hypot(response[0], response[1]);
        double real = 0.0, imaginary = 0.0;
        for (int i = 0; i < PERIODS * PARTS; i++) { /* weak cos(omega t) */
            const double t = i * part, first = weak * cos(omega * t), last = weak * cos(omega * (t + part));
            skyrmion_advance(&motion, first, last, t, t + part, &path);
            if (i >= (PERIODS - 1) * PARTS) {
                const double x = (path.at[0] - d.xinit) / weak * 2.0 / PARTS;
                real += x * cos(omega * (t + part));
                imaginary -= x * sin(omega * (t + part));
            }
        }
        const double size = hypot(response[0], response[1]);
        ck_assert_double_eq_tol(real, response[0], 1e-3 * size);
        ck_assert_double_eq_tol(imaginary, response[1], 1e-3 * size);
    }
    struct skyrmion pinned = d;
    double response[2];
    pinned.jdepin = 1e11;
    const struct skyrmion_motion held = skyrmion_motion_of(&pinned);
    skyrmion_response(&held, (double[2]){d.xinit, 0.0}, 0.0, relaxation, response);
    ck_assert_double_eq(response[0], 0.0);
    ck_assert_double_eq(response[1], 0.0);
}
END_TEST

/* ---- Refusals ---- */

START_TEST(what_does_not_fit_is_refused)
{
    static const struct {
        const char *name;
        double value;
        const char *why;
    } WRONG[] = {{"radius", 30e-9, "wide as the track"}, {"position", 0.01, "beyond a track"},
                 {"xinit", 5e-9, "over an end"},         {"yinit", -21e-9, "over an edge"},
                 {"charge", 0.5, "must be 1 or -1"},     {"noise", 1.5, "noise"},
                 {"jdepin", 1e11, "exclude each other"}, {"rap", 100.0, "below rp"},
                 {"fedge", 1e-4, "needs steps of"},      {"alpha", 0.0, "alpha"}};
    const struct device *device = device_find("skyrmion");
    for (size_t k = 0; k < sizeof WRONG / sizeof *WRONG; k++) {
        struct skyrmion d = standard();
        char why[300] = "";
        d.noise = 1.0;
        ck_assert_msg(skyrmion_check(&d, why, sizeof why), "%s", why);
        const size_t i = parameter_index(device->table, WRONG[k].name, strlen(WRONG[k].name));
        parameter_set(&device->table->item[i], &d, WRONG[k].value);
        ck_assert_msg(!skyrmion_check(&d, why, sizeof why), "%s is taken", WRONG[k].name);
        ck_assert_msg(strstr(why, WRONG[k].why) != NULL, "%s: %s", WRONG[k].name, why);
    }
}
END_TEST

Suite *skyrmion_suite(void)
{
    Suite *suite = suite_create("skyrmion");
    TCase *tests = tcase_create("skyrmion");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, coefficients_are_integrals_over_the_texture);
    tcase_add_test(tests, hall_angle_and_speed_are_those_of_the_closed_form);
    tcase_add_test(tests, at_the_edge_it_drifts_along);
    tcase_add_test(tests, edge_holds_up_to_its_greatest_force);
    tcase_add_test(tests, end_of_the_track_stops_it);
    tcase_add_test(tests, pinned_skyrmion_leaves_straight_and_deflects_with_its_speed);
    tcase_add_test(tests, skyrmion_is_lost_where_its_rim_meets_the_edge);
    tcase_add_test(tests, wide_wall_is_said_and_a_wider_one_is_refused);
    tcase_add_test(tests, diffusion_is_that_of_the_law);
    tcase_add_test(tests, place_across_the_track_has_boltzmanns_law);
    tcase_add_test(tests, path_is_the_same_to_the_last_bit_for_any_steps);
    tcase_add_test(tests, junction_sees_the_area_of_the_disc_above_it);
    tcase_add_test(tests, small_signals_are_those_of_the_motion);
    tcase_add_test(tests, what_does_not_fit_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
