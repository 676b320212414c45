% The magnetic tunnel junction.

% An operating point and a sweep hold the state; the current is that of Eq. (J1), in which R_AP depends on the voltage.
property("held_state_has_its_resistance", "standard exact flat", "start", [0 1])
function held_state_has_its_resistance(p, start)
  device("d a 0", "start", start)
  element("v1 a 0 0.3")
  outputs("i", "i(v1)")
  r = ngspice("op");
  check("error of I, relative", abs(-r.i/p.current(0.3, 1-2*start)-1), "<=", 1e-9, "Newton's method has converged")
  outputs("v", "v(a)", "i", "i(v1)")
  r = ngspice("dc v1 -1.1 1 0.1");
  check("error of I in a sweep, A", most(abs(r.i+p.current(r.v, 1-2*start))), "<=", 1e-12, "Newton's method has converged")
end

% Beyond the critical voltage a state switches to the one that the sign of the voltage favours, below it, it stays; and
% it is the same voltage both ways: Eq. (J10).
property("critical_voltage_is_the_same_both_ways", "exact", "share", [0.92 1.08 -3])
function critical_voltage_is_the_same_both_ways(p, share)
  device("p a 0", "start", 0)
  device("ap b 0", "start", 1)
  element("v1 a 0", -share*p.voltage)
  element("v2 b 0", share*p.voltage)
  outputs("p", "@a.xp.amtj[mz]", "ap", "@a.xap.amtj[mz]")
  stop = 120*p.damping;
  r = ngspice({"tran", stop/300, stop});
  goes = share > 1;
  check("parallel one is where it must be", r.p(end)*(1-2*goes), ">=", 0.999, "it has had 120 damping times")
  check("antiparallel one is where it must be", -r.ap(end)*(1-2*goes), ">=", 0.999, "it has had 120 damping times")
end

% With a current and a torque that follows it, without noise: the exact time to 90 degrees, Eq. (J5).
property("cold_switching_takes_the_exact_time", "exact", "i", [1.2 1.5 2 3 4])
function cold_switching_takes_the_exact_time(p, i)
  theta = 0.0776693;
  f = @(z) -log(1-z)/(2*(i-1))+log(1+z)/(2*(i+1))+log(i-z)/(i^2-1);
  right = p.damping*(f(cos(theta))-f(0));
  device("d a 0", "torque", 2, "theta0", theta)
  element("i1 a 0", i*p.critical)
  outputs("z", "@a.xd.amtj[mz]", "v", "v(a)")
  r = ngspice({"tran", right/100, 1.5*right});
  k = find(r.z < 0, 1);
  found = interp1(r.z([k-1 k]), r.time([k-1 k]), 0);
  check("error of the time, relative", abs(found/right-1), "<=", 1e-3, "a step is up to 1/100 of the time")
  check("error of V, relative", most(abs(-r.v/(i*p.critical)./(2./((1/p.rp+1/p.rap)+(1/p.rp-1/p.rap)*r.z))-1)), ...
    "<=", 0.02, "a time point is solved for the free layer as it was expected")
end

% Ferromagnetic resonance in .ac: gamma_0 (H_k + H), full width 2 alpha f; in the plane Kittel's formula.
property("resonance_is_kittels", "exact flat")
function resonance_is_kittels(p)
  mu0 = 4e-7*pi;
  h = 3e4;
  flat = p.ki == 0;
  along = p.ms*[-p.nx -p.ny 2*p.ki/(mu0*p.ms*p.tfree)/p.ms-p.nz];
  if flat stiff = [along(1)-along(2) along(1)-along(3)]+h; else stiff = [along(3)-along(1) along(3)-along(2)]+h; end
  right = p.gamma0*sqrt(prod(stiff))/(2*pi);
  element("vx hx 0 dc", h*flat, "ac 0")
  element("vy hy 0 dc 0 ac 1")
  element("vz hz 0 dc", h*!flat)
  element("va a 0 0")
  element("xd a 0 hx hy hz mx my mz mtj_field", parameters())
  outputs("y", "v(my)")
  r = ngspice({"ac lin 2001", 0.9*right, 1.1*right});
  [top, k] = max(abs(r.y));
  width = p.alpha*p.gamma0*sum(stiff)/(2*pi)/right;
  check("error of the frequency, relative", abs(r.frequency(k)/right-1), "<=", 2e-4+width^2/2, ...
    "the raster of 1e-4, and damping, which moves the peak by about half of the square of the width")
  half = r.frequency(abs(r.y) >= top/sqrt(2));
  check("error of the width, relative", abs((half(end)-half(1))/right/width-1), "<=", 0.02, "the raster of 1e-4 in 0.02")
end

% The answer to small signals is that of a transient with a small sine: with a tilted pinned layer, in a field.
property("small_signals_are_those_of_a_transient", "exact", "torque", [0 1 2])
function small_signals_are_those_of_a_transient(p, torque)
  f = 6.5e9;
  amplitude = 1e-3;
  element("vx hx 0 4e4")
  element("vy hy 0 1e4")
  element("vz hz 0 0")
  element("va a 0 dc -0.05 ac 1 sin(-0.05", amplitude, f, ")")
  element("xd a 0 hx hy hz mx my mz mtj_field", parameters("ptilt", 0.6, "torque", torque, "alpha", 0.1, ...
    "mtol", 1e-9, "dcos", 1e-3))
  outputs("i", "i(va)")
  ac = ngspice({"ac lin 1", f, f});
  r = ngspice({"tran", 1/(200*f), 40/f, 39/f, 1/(200*f)}, "options", "reltol=1e-7");
  fitted = [ones(size(r.time)) sin(2*pi*f*r.time) cos(2*pi*f*r.time)]\-r.i;
  found = complex(fitted(2), fitted(3))/amplitude;
  check("error of the admittance, relative", abs(found/-ac.i-1), "<=", 2e-3, "steps of 1/200 period, and the square of 1 mV")
  check("part of the free layer", abs(ac.i*p.rp+p.rp*p.current(1, cos(0.6))), ">=", 0.005, "it must answer")
end

% The path of a junction with noise at a source does not depend on steps, tolerances, steps that another device has
% refused, or on other devices; it depends on the name.
property("path_does_not_depend_on_the_circuit", "noisy")
function path_does_not_depend_on_the_circuit(p)
  device("d a 0")
  element("v1 a 0 -0.05")
  outputs("x", "@a.xd.amtj[mx]", "z", "@a.xd.amtj[mz]")
  stop = 20e-9;
  first = ngspice({"tran", stop/100, stop, 0, stop/100});
  fine = ngspice({"tran", stop/2000, stop, 0, stop/2000}, "options", "reltol=1e-6 method=gear");
  device("other b 0")
  element("v2 c 0 pulse(0 0.6 1n 10p 10p 0.4n 1n)")
  element("r2 c b 1k")
  element("d1 b 0 junction")
  element(".model junction d(tt=0.1n cjo=1p)")
  outputs("x", "@a.xd.amtj[mx]", "z", "@a.xd.amtj[mz]", "u", "@a.xother.amtj[mz]")
  crowd = ngspice({"tran", stop/100, stop, 0, stop/100});
  check("with other steps", hypot(fine.x(end)-first.x(end), fine.z(end)-first.z(end)), "<=", 0, "the same cells")
  check("among other devices", hypot(crowd.x(end)-first.x(end), crowd.z(end)-first.z(end)), "<=", 0, "the same cells")
  check("other steps were made", abs(crowd.rows-first.rows), ">=", 50, "it must have been tested")
  check("another name has another path", abs(crowd.u(end)-first.z(end)), ">=", 1e-3, "another key")
end

% Behind a resistor the voltage follows the free layer; the path converges as steps get shorter.
property("path_behind_a_resistor_converges", "noisy", "mean", [0 1])
function path_behind_a_resistor_converges(p, mean)
  device("d a 0", "mean", mean, "dcos", 2)
  element("v1 b 0 -0.2")
  element("r1 b a 5k")
  outputs("x", "@a.xd.amtj[mx]", "z", "@a.xd.amtj[mz]")
  stop = 3e-9;
  z = [];
  for steps = [200 800 6400]
    r = ngspice({"tran", stop/steps, stop, 0, stop/steps});
    z(end+1, :) = [r.x(end) r.z(end)];
  end
  check("coarse steps", norm(z(1, :)-z(3, :)), "<=", 0.02, "steps of 15 ps, four of them in a turn")
  check("short steps, of coarse ones", norm(z(2, :)-z(3, :))/norm(z(1, :)-z(3, :)), "<=", 0.6, "of first order or better")
end

% With `mean`, the charge through a superparamagnetic junction does not need steps that resolve its motion. (At a
% source: behind a resistor the voltage differs by a little, and a free layer near the top of its barrier may then go
% another way. A source repeats the current, into a filter of 1 ns.)
property("mean_gives_the_charge_at_long_steps", "noisy", "step", [20e-12 100e-12 200e-12])
function mean_gives_the_charge_at_long_steps(p, step)
  device("d a 0", "mean", 1, "dcos", 2, "vact", 1e-25)
  element("v1 a 0 -0.01")
  element("f1 0 c v1 1")
  element("r1 c 0 1k")
  element("c1 c 0 1p")
  outputs("i", "i(v1)", "z", "@a.xd.amtj[mz]", "v", "v(c)")
  stop = 100e-9;
  fine = ngspice({"tran 2p", stop, "0 2p"});
  r = ngspice({"tran", step, stop, 0, step});
  charge = @(r) sum(diff(r.time).*r.i(2:end));
  % A cell is one straight part, or more where time points divide it. From a border of cells to the next, noise takes q z
  % of z and damping gives it back. Within the cell damping goes with time and noise with its square, so the mean of z is
  % q z (s-s^2) above the straight line, of which the integral is q z/6; parts of length h see 1-sum(h^3) of it. That is
  % what long steps do not see. Besides, precession x in a cell bends the step of noise, sqrt(q), by up to sqrt(q) x/8: at
  % random, so by the root of the number of cells less; 5.5 of it, which one seed in 2.6e7 exceeds.
  heat = 2*p.alpha*p.gamma0*1.380649e-23*p.kelvin/(4e-7*pi*p.ms*1e-25);
  turn = p.gamma0*p.hk;
  cell = 2^floor(log2(min(0.2/turn, 0.01/heat))); % Eq. (E7)
  seen = @(r) (1-sum(diff(unique([r.time; (0:cell:stop)'])).^3)/(cell^2*stop))/6;
  visible = (1/p.rp-1/p.rap)/2*0.01*stop/abs(charge(fine)); % of the charge, for 1 of z
  unseen = visible*heat*cell*trapz(fine.time, fine.z)/stop*(seen(r)-seen(fine));
  chance = 5.5*visible*sqrt(heat*cell)*turn*cell/8*sqrt(cell/stop);
  off = charge(r)/charge(fine)-1;
  check("error of the charge, relative", abs(off), "<=", 1e-4, "docs/mtj.md says so of this junction")
  check("that less what long steps do not see", abs(off-unseen), "<=", chance, "what precession bends, above")
  check("error behind the filter, relative", abs(trapz(r.time, r.v)/trapz(fine.time, fine.v)-1), "<=", ...
    step/stop + abs(unseen) + chance, "half a step at each end of the run, and as the charge")
  check("free layer moves", std(fine.z), ">=", 0.3, "it must be superparamagnetic")
end

% With `follow`, a sweep draws the hysteresis loop: it switches at the critical voltage, once in each direction.
property("sweep_draws_the_hysteresis_loop", "exact standard", "torque", [0 2])
function sweep_draws_the_hysteresis_loop(p, torque)
  top = 1.5*p.voltage;
  if torque == 2 top = 1.5*p.critical*p.rap; end
  device("d a 0", "follow", 1, "torque", torque)
  element("vt t 0 0")
  element("b1 a 0 v =", top, "*(abs(v(t)-2)-1)") % from top to -top and back
  outputs("t", "v(t)", "v", "v(a)", "i", "i(b1)", "z", "@a.xd.amtj[mz]")
  r = ngspice("dc vt 0 4 0.01");
  down = r.z(r.t <= 2); up = r.z(r.t > 2); v = r.v(r.t > 2);
  falls = r.v(find(down < 0, 1)); rises = v(find(up > 0, 1));
  right = [p.voltage p.voltage];
  if torque == 2 right = p.critical*[p.rp p.biased(rises)]; end
  check("P to AP, off the threshold, of the sweep", abs(falls/-right(1)-1.005), "<=", 0.0151, "a point each 1 % of 1.5 thresholds")
  check("AP to P, off the threshold, of the sweep", (rises-right(2))/top, "<=", 0.0101, "a point each 1 % of the sweep")
  check("AP to P, not before it", (rises-right(2))/top, ">=", 0, "it is stable there")
  check("state changes twice", sum(abs(diff(sign(r.z))) > 0), "<=", 2, "once in each direction");
  check("error of I, relative", most(abs(-r.i./p.current(r.v, sign(r.z))-1).*(abs(r.v) > 1e-6)), "<=", 1e-3, "reltol")
end

% Two devices side by side draw what one with m = 2 draws.
property("two_in_parallel_are_m_of_one", "exact standard")
function two_in_parallel_are_m_of_one(p)
  device("one a 0")
  device("two a 0")
  element("v1 a 0 sin(0 0.3 200meg)")
  element("xboth b 0 mtj", parameters(), "m=2")
  element("v2 b 0 sin(0 0.3 200meg)")
  outputs("i", "i(v1)", "j", "i(v2)")
  r = ngspice("tran 20p 10n");
  check("difference of the currents, relative", most(abs(r.i-r.j))/most(abs(r.i)), "<=", 1e-9, "equal devices")
  check("current flows, of V/R_AP", most(abs(r.i))*p.rap/0.3, ">=", 1, "there must be a current")
end

% A field at the ports moves the free layer as a closed form says: precession about it.
property("field_at_the_ports_turns_the_free_layer", "exact")
function field_at_the_ports_turns_the_free_layer(p)
  h = 1e6;
  element("vx hx 0 0")
  element("vy hy 0 0")
  element("vz hz 0", -h)
  element("va a 0 0.01")
  element("xd a 0 hx hy hz mx my mz mtj_field", parameters("ki", 0, "nx", 0, "ny", 0, "nz", 0, "theta0", 0.5, ...
    "mtol", 1e-7, "torque", 2, "polarization", 1e-3))
  outputs("z", "v(mz)")
  stop = 2/(p.alpha*p.gamma0*h);
  r = ngspice({"tran", stop/500, stop, 0, stop/500});
  right = cos(2*atan(tan(0.25)*exp(p.alpha*p.gamma0*h/(1+p.alpha^2)*r.time)));
  check("error of the cosine", most(abs(r.z-right)), "<=", 1e-3, "10^4 steps of 1e-7, and a current of 1 uA")
  check("free layer turns", r.z(1)-r.z(end), ">=", 0.5, "it must have moved")
end

% A current heats the junction to where the power flows off, and R_AP is that of this temperature: in an operating point
% and in each point of a sweep, Eq. (J8) at rest. For slow small signals the temperature follows: Eq. (J14).
property("heat_flows_off_in_an_operating_point", "heated", "start", [0 1])
function heat_flows_off_in_an_operating_point(p, start)
  device("d a 0", "start", start)
  element("v1 a 0 dc 0.2 ac 1")
  outputs("v", "v(a)", "i", "i(v1)", "t", "@a.xd.amtj[kelvin]")
  r = ngspice("dc v1 -0.4 0.4 0.1");
  check("error of the rise, relative", most(abs((r.t-p.kelvin)-p.rth*r.v.*-r.i))/most(r.t-p.kelvin), "<=", 1e-9, "rounding")
  right = r.v/p.rp;
  if start == 1 right = r.v./p.rap_at(r.t); end
  check("error of I, relative", most(abs(-r.i-right))/most(abs(right)), "<=", 1e-9, "Newton's method has converged")
  check("it is heated, K", most(r.t)-p.kelvin, ">=", 10, "there must be a rise")
  r = ngspice("dc v1 0.199 0.201 0.001", "options", "reltol=1e-9");
  outputs("i", "i(v1)")
  ac = ngspice("ac lin 1 1 1");
  slope = (r.i(3)-r.i(1))/0.002;
  check("error of slow small signals, relative", abs(ac.i/slope-1), "<=", 1e-5, "the square of 1 mV of 0.2 V")
  fast = ngspice({"ac lin 1", 1e3/p.tauth, 1e3/p.tauth});
  check("fast ones differ, relative", abs(fast.i/slope-1)*start, ">=", 0.005*start, "R_AP depends on the temperature")
end

% The answer to small signals is that of a transient with a small sine, at a frequency that the temperature follows in part,
% with a tilted pinned layer in a field, so that the free layer turns as its magnetization falls.
property("heated_small_signals_are_those_of_a_transient", "heated", "torque", [0 1 2])
function heated_small_signals_are_those_of_a_transient(p, torque)
  f = 1/(2*pi*p.tauth);
  amplitude = 1e-3;
  options = {"ptilt", 0.6, "start", 1, "torque", torque, "alpha", 0.5, "mtol", 1e-9, "dcos", 1e-3, "tcurie", 600};
  element("vx hx 0 4e4")
  element("vy hy 0 1e4")
  element("vz hz 0 0")
  element("va a 0 dc -0.3 ac 1 sin(-0.3", amplitude, f, ")")
  element("xd a 0 hx hy hz mx my mz mtj_field", parameters(options{:}))
  outputs("i", "i(va)", "z", "v(mz)")
  ac = ngspice({"ac lin 1", f, f});
  r = ngspice({"tran", 1/(400*f), 12/f, 11/f, 1/(400*f)}, "options", "reltol=1e-7");
  fitted = @(y) [ones(size(r.time)) sin(2*pi*f*r.time) cos(2*pi*f*r.time)]\y;
  i = fitted(-r.i); z = fitted(r.z);
  check("error of the admittance, relative", abs(complex(i(2), i(3))/amplitude/-ac.i-1), "<=", 2e-3, ...
    "steps of 1/400 period, and the square of 1 mV")
  check("error of the free layer, relative", abs(complex(z(2), z(3))/amplitude/ac.z-1), "<=", 1e-2, ...
    "a time point is solved for the free layer as it was expected")
end

% While power flows the temperature rises as an exponential, which is exact for any steps.
property("temperature_is_exact_at_constant_power", "heated", "steps", [3 30 3000])
function temperature_is_exact_at_constant_power(p, steps)
  device("d a 0", "polarization", 1e-3, "theta0", 1e-6, "dtemp", 10)
  element("v1 a 0 pwl(0 0.1 1p 0.3)")
  outputs("v", "v(a)", "t", "@a.xd.amtj[kelvin]")
  stop = 5*p.tauth;
  r = ngspice({"tran", stop/steps, stop, 0, stop/steps});
  k = r.time > 2e-12;
  last = 0.3^2/p.rp*p.rth;
  % the pulse's edge is a power that is linear for 1 ps between two points, within a factor of 3
  right = p.kelvin+10+last-(last-0.1^2/p.rp*p.rth)*exp(-(r.time-0.5e-12)/p.tauth);
  check("error of the temperature, of the rise", most(abs(r.t(k)-right(k)))/last, "<=", 1e-12/p.tauth, "the edge takes 1 ps")
  check("steps are longer than the limits of motion ask for", median(diff(r.time(k)))*steps/stop, "<=", 1.01, "as asked")
end

% The work of the source is the heat stored and the heat that has flown off; here a junction switches behind a resistor.
property("heat_is_the_work_of_the_current", "heated")
function heat_is_the_work_of_the_current(p)
  device("d a 0", "start", 0, "tcurie", 1200)
  element("v1 b 0 pulse(0 -1.4 1n 50p 50p 8n)")
  element("r1 b a 3k")
  outputs("v", "v(a)", "i", "i(v1)", "t", "@a.xd.amtj[kelvin]", "z", "@a.xd.amtj[mz]")
  r = ngspice({"tran", "5p 14n 0 5p"});
  rise = r.t-p.kelvin;
  work = trapz(r.time, r.v.*-r.i);
  kept = p.tauth/p.rth*rise(end); flown = trapz(r.time, rise)/p.rth;
  check("it has switched", -r.z(end), ">=", 0.5, "so that the power changes")
  check("error of the balance, of the work", abs(work/(kept+flown)-1), "<=", 2e-4, "lines between time points of 5 ps in 1 ns")
  check("heat that has flown, of the work", flown/work, ">=", 0.5, "both parts must be there")
end

% With shorter steps the temperature converges: a heated junction with noise behind a resistor, whose path the
% temperature changes.
property("temperature_converges_with_the_steps", "heated")
function temperature_converges_with_the_steps(p)
  device("d a 0", "noise", 7, "dcos", 2, "tcurie", 1200)
  element("v1 b 0 pulse(0 0.9 0.5n 50p 50p 8n)")
  element("r1 b a 3k")
  outputs("t", "@a.xd.amtj[kelvin]", "z", "@a.xd.amtj[mz]")
  at = linspace(0.2e-9, 4e-9, 200)';
  for k = 1:4
    step = 40e-12/2^k;
    r = ngspice({"tran", step, "4n 0", step});
    t(:, k) = interp1(r.time, r.t, at);
  end
  off = max(abs(diff(t, 1, 2)));
  check("halving steps of 20 ps, K", off(1), "<=", 0.5, "the power is linear in a step, and the free layer turns in 120 ps")
  check("halving steps of 10 ps, of that", off(2)/off(1), "<=", 0.6, "of first order or better")
  check("halving steps of 5 ps, of that", off(3)/off(2), "<=", 0.6, "of first order or better")
  check("it is heated, K", max(t(:))-p.kelvin, ">=", 10, "there must be a rise")
end

% Parameters out of limits and analyses without a right answer stop with a line that says why.
property("what_it_cannot_do_is_refused", "exact")
function what_it_cannot_do_is_refused(p)
  device("d a 0")
  element("v1 a 0 dc 0.1 ac 1")
  outputs("i", "i(v1)")
  refused("low", "op", "below rp", "rap", 0.5*p.rp);
  refused("axis", "tran 1p 10p", "never switches", "theta0", 0);
  refused("choice", "op", "torque = 0.5 must be a whole number", "torque", 0.5);
  refused("seed", "op", "noise = 1.5 must be a whole number", "noise", 1.5);
  refused("size", "op", "parameter diameter", "diameter", -1e-9);
  refused("oscillator", "op", "the free layer comes to no rest", "follow", 1, "ki", 0, "nx", 0.02, "ny", 0.03, ...
    "nz", 0.93, "torque", 2, "rp", 100);
  refused("cold", "op", "parameter tauth = 1e-09 s does nothing while rth is 0", "tauth", 1e-9);
  refused("prompt", "op", "the time constant of the temperature, must be at least", "rth", 1e6);
  refused("runaway", "op", "the current heats the junction by", "rth", 1e9, "tauth", 1e-9);
  refused("melting", "op", "below its tcurie = 310 K", "rth", 1e8, "tauth", 1e-9, "tcurie", 310);
  refused("noise", "noise v(a) v1 dec 1 1 10", "would be wrong with this device");
  r = ngspice("ac lin 1 1g 1g", "alpha", 1e-3, "start", 1);
  check("small signals beyond the threshold are no numbers", isnan(r.i), ">=", 1, "it has no equilibrium there");
  said = strfind(r.said, "error: the free layer has no stable equilibrium");
  check("it says so, once", numel(said), "<=", 1, "a line");
  check("it says so", numel(said), ">=", 1, "a line");
end
