% The junction: its current and its derivatives.

% I = G(x, V) V with Eqs. (4) and (5), wherever the wall stands and whatever the voltage.
property("junction_current_at_the_operating_point", "axon other memristor wide biased options", ...
  "place", [0 0.1 0.2 0.3 0.35 0.39999 0.4 0.40001 0.45 0.5 0.55 0.6 0.65 0.7 0.8 0.9 1])
function junction_current_at_the_operating_point(p, place)
  device("d 0 0 top 0", "xinit", place*p.length)
  element("vtop top 0 0")
  outputs("i", "i(vtop)", "x", "@a.xd.awall[x]")
  r = ngspice("dc vtop -1 1 0.25", "options", "reltol=1e-9");
  check("error of I, of V/R_P", most(abs(-r.i-r.swept.*p.conductance(place*p.length, r.swept)))/p.gp, "<=", 1e-9, ...
    "reltol is set to 1e-9, so that Newton's method ends at rounding")
  check("wall held at xinit", most(abs(r.x/p.length-place)), "<=", 1e-12, "a sweep holds the wall; rounding only")
end

% While the wall crosses the whole track, G follows Eq. (5) or (21a) and has no jump, least of all at the edges.
property("conductance_is_continuous_along_the_track", "axon soma other memristor wide options")
function conductance_is_continuous_along_the_track(p)
  speed = 20;
  steepest = p.conductance_slope(p.position*p.length, 0.1);
  device("d in 0 top 0")
  element("itrack 0 in", (speed-p.vleak)/p.mobility+p.idepin)
  element("vtop top 0 0.1")
  outputs("i", "i(vtop)", "x", "@a.xd.awall[x]")
  r = ngspice({"tran", p.length/speed/50, p.length/speed, 0, p.length/speed/500}, "dxmax", p.length/1000);
  check("error of G, of 1/R_P", most(abs(-r.i/0.1-p.conductance(r.x, 0.1)))/p.gp, "<=", 1e-12, "rounding only")
  check("steepest G, of Eq. (6)", most(abs(slope(r.time, -r.i/0.1)))/(steepest*speed), "<=", 1+1e-5, ...
    "no step of G is steeper than Eq. (6)")
  check("least dG/dx, of Eq. (6)", least(slope(r.time, -r.i/0.1))/(steepest*speed), ">=", -1e-5, ...
    "G only rises; rounding")
  check("wall crosses the track", r.x(end)/p.length, ">=", 1-1e-9, "the wall must have seen the whole track")
end

% A wall without width has dG/dx of Eq. (6): constant below the junction, zero beside it, a jump at the edges and
% nowhere else.
property("slope_of_a_sharp_wall_jumps_as_stated", "axon other")
function slope_of_a_sharp_wall_jumps_as_stated(p)
  speed = 20;
  device("d in 0 top 0")
  element("itrack 0 in", (speed-p.vleak)/p.mobility)
  element("vtop top 0 0.1")
  margin = p.length/400;
  outputs("i", "i(vtop)", "x", "@a.xd.awall[x]")
  r = ngspice({"tran", p.length/speed/50, p.length/speed, 0, p.length/speed/500}, "dxmax", p.length/1000);
  rate = slope(r.time, -r.i/0.1)/(p.gp-1/p.rap)*p.width/speed;
  check("dG/dx inside, of Eq. (6)", most(abs(rate-1).*(r.x > p.left+margin).*(r.x < p.right)), "<=", 1e-5, ...
    "differences of rounded numbers")
  check("dG/dx outside, of Eq. (6)", most(abs(rate).*((r.x < p.left)+(r.x > p.right+margin))), "<=", 1e-5, ...
    "differences of rounded numbers")
end

% A wall of width delta has a continuous dG/dx: between points its change is never steeper than the curvature of
% Eq. (21a).
property("slope_of_a_wide_wall_is_continuous", "wide options")
function slope_of_a_wide_wall_is_continuous(p)
  speed = 20;
  curvature = (p.gp-1/p.rap_at(0.1))/(2*p.width*p.delta);
  device("d in 0 top 0")
  element("itrack 0 in", (speed-p.vleak)/p.mobility+p.idepin)
  element("vtop top 0 0.1")
  outputs("i", "i(vtop)", "x", "@a.xd.awall[x]")
  r = ngspice({"tran", p.length/speed/50, p.length/speed, 0, p.length/speed/500}, "dxmax", p.length/1000);
  rate = slope(r.time, -r.i/0.1)/speed;
  off = most(abs(rate-p.conductance_slope(r.x, 0.1)));
  check("dG/dx, of its greatest", off/p.conductance_slope(p.position*p.length, 0.1), "<=", 0.02, ...
    "a difference over a step of L/500 lags half a step")
  check("change of dG/dx, of curvature", off/(curvature*p.length/500), "<=", 1, ...
    "the curvature is at most 1/(2 w delta); a step is L/500")
  check("wall crosses the track", r.x(end)/p.length, ">=", 1-1e-9, "the wall must have seen the whole track")
end

% Small signals follow Eq. (10) under the junction, and are zero beside it and at a stop.
property("ac_gain_is_the_linearized_device", "axon soma other memristor wide biased", ...
  "place", [0 0.2 0.39 0.41 0.5 0.59 0.61 0.8 1])
function ac_gain_is_the_linearized_device(p, place)
  stopped = (place <= 0 && p.vleak <= 0) || (place >= 1 && p.vleak >= 0);
  gain = 0.1*p.conductance_slope(place*p.length, 0.1)*p.mobility*!stopped; % Eq. (10)
  largest = 0.1*p.conductance_slope(p.position*p.length, 0.1)*p.mobility;
  device("d in 0 top 0", "xinit", place*p.length)
  element("itrack 0 in dc 0 ac 1")
  element("vtop top 0 0.1")
  outputs("i", "i(vtop)")
  r = ngspice("ac dec 2 1meg 100g");
  omega = 2*pi*r.frequency;
  check("error of Im, of the gain", most(abs(imag(r.i)-gain./omega).*omega)/largest, "<=", 1e-12, "rounding only")
  check("Re, of the gain", most(abs(real(r.i)))/largest, "<=", 1e-20, "the gain is imaginary")
end

% The junction's own small-signal conductance is dI/dV at any frequency, with the wall anywhere.
property("ac_conductance_is_a_finite_difference_of_the_current", "axon other memristor wide biased options", ...
  "place", [0 0.39 0.41 0.5 0.59 0.8 1])
function ac_conductance_is_a_finite_difference_of_the_current(p, place)
  current = @(v) v*p.conductance(place*p.length, v);
  h = 1e-4;
  device("d in 0 top 0", "xinit", place*p.length)
  element("itrack 0 in 1u")
  element("vtop top 0 dc 0.3 ac 1")
  outputs("i", "i(vtop)")
  r = ngspice("ac dec 2 1meg 100g");
  check("error of Re, of 1/R_P", most(abs(-real(r.i)-(current(0.3+h)-current(0.3-h))/(2*h)))/p.gp, "<=", 1e-6, ...
    "a difference over h errs by h^2/6 of the third derivative, here about 50/V^2")
  check("Im, of 1/R_P", most(abs(imag(r.i)))/p.gp, "<=", 1e-12, "a conductance is real")
end

% The AC gain is the ratio of small swings in a transient, once a wall's angle has settled.
property("small_signals_agree_with_transients", "leakless other memristor wide biased angled")
function small_signals_agree_with_transients(p)
  f = 1e9;
  swing = 0.1e-6;
  device("d in 0 top 0", "xinit", p.position*p.length)
  element("itrack 0 in dc", -p.vleak/p.mobility, "sin(", -p.vleak/p.mobility, swing, f, ") ac 1")
  element("vtop top 0 0.1")
  outputs("i", "i(vtop)")
  ac = ngspice({"ac lin 1", f, f});
  tran = ngspice({"tran", 0.001/f, 32/f, 30/f, 0.001/f}, "dxtol", 1e-17);
  swung = (most(tran.i)-least(tran.i))/2/swing;
  check("error of the swing", abs(swung/abs(ac.i)-1), "<=", 2e-5, ...
    "1000 points a period see a peak to (pi/1000)^2/2 = 5e-6, and G of a wide wall curves: (0.03 nm/delta)^2/2 = 9e-6")
end

% A junction feeds its own track in long steps, so that the wall's Eq. (8) is a large part of the matrix: Newton's
% method is fast only if it is right.
property("newton_converges_as_with_exact_partials", "axon soma other memristor wide biased pinned options angled")
function newton_converges_as_with_exact_partials(p)
  supply = 4*(abs(p.vleak)+p.mobility*p.idepin+p.length/20e-9)/p.mobility*(p.rm+20*p.rp);
  device("d in 0 vdd in", "xinit", 0.3*p.length, "dxmax", p.length, "dxtol", 1e-6, ...
    "width", p.length, "position", 0.5, "rap", 20*p.rp)
  device("e 0 out vdd out", "xinit", 0.7*p.length, "dxmax", p.length, "dxtol", 1e-6, "vleak", -p.vleak, ...
    "width", p.length, "position", 0.5, "rap", 20*p.rp)
  element("vdd vdd 0 pwl(0 0 10e-9", supply, ")")
  outputs("x", "@a.xd.awall[x]", "y", "@a.xe.awall[x]")
  r = ngspice("tran 1n 10n 0 0.4n", "options", "reltol=1e-12 vntol=1e-15 abstol=1e-18");
  check("iterations for a point", r.iterations/r.rows, "<=", 3+(p.vhalf > 0), ...
    ["each doubles the digits, of twelve; a partial 5 % off takes half of one more, and a junction bent by vhalf " ...
    "one more"])
  check("wall moves", (most(r.x)-least(r.x))/p.length, ">=", 0.2, "the wall must have moved")
  check("and the other", (most(r.y)-least(r.y))/p.length, ">=", 0.2, "the wall must have moved")
end
