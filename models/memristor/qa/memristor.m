% The spin-torque memristor.

% An operating point holds the wall at xinit, and the current there is that of Eq. (M1).
property("conductance_is_linear_in_the_place", "published other", "share", [0 0.25 0.5 0.75 1])
function conductance_is_linear_in_the_place(p, share)
  device("d a 0", "xinit", share*p.length)
  element("v1 a 0 0.1")
  outputs("i", "i(v1)")
  r = ngspice("op");
  check("error of I, relative", abs(-r.i/(0.1*p.g(share*p.length))-1), "<=", 1e-12, "rounding only")
end

% Under random voltages that push the wall from end to end, the conductance stays from 1/R_AP to 1/R_P, and no energy
% comes out.
property("conductance_stays_between_its_limits", "published pinned other")
function conductance_stays_between_its_limits(p)
  pace = p.crossing/20;
  device("d a 0")
  element("v1 a 0 dc 0 trrandom(2", pace, "0 0.2)")
  outputs("v", "v(a)", "i", "i(v1)", "x", "@a.xd.amem[x]")
  r = ngspice({"setseed 3; tran", pace/2, 400*pace, 0, pace/2}, "options", "reltol=1e-9");
  check("power, least", least(-r.v.*r.i), ">=", 0, "I V = G V^2 has no other sign")
  check("place, least", least(r.x), ">=", 0, "an end stops the wall")
  check("place, most, of L", most(r.x)/p.length, "<=", 1+1e-15, "an end stops the wall, and the quotient is rounded")
  check("current off Eq. (M1), A", most(abs(r.i+r.v.*p.g(r.x)))/(0.2/p.rp), "<=", 1e-6, ...
    "reltol lets the current of the last iteration differ, by the square of it")
  check("ends are reached", (most(r.x)-least(r.x))/p.length, ">=", 0.9, "the stops must have been met")
end

% At a constant voltage the conductance grows exponentially, and the step does not matter: Eq. (M4).
property("constant_voltage_gives_the_exponential", "published other", "steps", [10 100 1000])
function constant_voltage_gives_the_exponential(p, steps)
  stop = 0.5*p.crossing;
  device("d a 0", "dxmax", p.length)
  element("v1 a 0 0.1")
  outputs("x", "@a.xd.amem[x]")
  r = ngspice({"tran", stop/steps, stop, 0, stop/steps});
  analytic = (p.g(p.xinit)*exp(p.growth*p.way*0.1*r.time)-1/p.rap)/p.growth;
  check("error of x, of L", most(abs(r.x-analytic))/p.length, "<=", 1e-12, "rounding only")
  check("wall moves", (r.x(end)-r.x(1))/p.length, ">=", 0.2, "it must have moved")
end

% At a constant voltage above pinning, Eq. (M4) with the current that pinning leaves; below it, the wall rests.
property("pinned_wall_follows_its_own_exponential", "pinned")
function pinned_wall_follows_its_own_exponential(p)
  stop = 0.7*p.crossing;
  device("d a 0")
  device("rests b 0")
  element("v1 a 0 0.2")
  element("v2 b 0", 0.9*p.jdepin*p.area/p.g(p.xinit))
  still = p.jdepin*p.area/0.2;
  outputs("x", "@a.xd.amem[x]", "y", "@a.xrests.amem[x]")
  r = ngspice({"tran", stop/100, stop, 0, stop/100});
  analytic = ((p.g(p.xinit)-still)*exp(p.growth*p.way*0.2*r.time)+still-1/p.rap)/p.growth;
  check("error of x, of L", most(abs(r.x-analytic))/p.length, "<=", 1e-12, "rounding only")
  check("wall moves", (r.x(end)-r.x(1))/p.length, ">=", 0.2, "it must have moved")
  check("wall below pinning, m", most(abs(r.y-p.xinit)), "<=", 0, "it rests")
end

% A current moves the wall by its charge, whatever the voltage is, and brings it back: Eq. (M2).
property("displacement_is_charge", "published other")
function displacement_is_charge(p)
  f = 0.2*p.way*0.1*p.g(0)/p.length;
  swing = 0.35*p.length*2*pi*f/p.way;
  device("d a 0")
  element("i1 0 a sin(0", swing, f, ")")
  outputs("x", "@a.xd.amem[x]")
  r = ngspice({"tran", 0.005/f, 4/f, 0, 0.005/f});
  analytic = p.xinit+p.way*swing/(2*pi*f)*(1-cos(2*pi*f*r.time));
  check("error of x, of L", most(abs(r.x-analytic))/p.length, "<=", 1e-3, ...
    "a step is a share of the swing, in which the voltage is taken as linear")
  check("swing as planned", most(r.x)/p.length, ">=", 0.75, "the swing is as planned")
  check("return after whole periods, of L", abs(r.x(end)-p.xinit)/p.length, "<=", 1e-3, "the charge is 0")
end

% The hysteresis loop passes through zero, and the area of its lobe falls with the frequency of the voltage, as 1/f
% where the wall meets no end: what a memristor is known by.
property("loop_is_pinched_and_shrinks_with_frequency", "published pinned other")
function loop_is_pinched_and_shrinks_with_frequency(p)
  f = 4/p.crossing;
  device("slow a 0")
  device("fast b 0")
  element("v1 a 0 sin(0 0.1", f, ")")
  element("v2 b 0 sin(0 0.1", 2*f, ")")
  outputs("v", "v(a)", "i", "i(v1)", "w", "v(b)", "j", "i(v2)")
  r = ngspice({"tran", 0.0005/f, 2/f, 0, 0.0005/f});
  lobe = abs(trapz(r.time, r.i*0.1*2*pi*f.*cos(2*pi*f*r.time).*(r.v >= 0)))/2;
  fast_lobe = abs(trapz(r.time, r.j*0.1*4*pi*f.*cos(4*pi*f*r.time).*(r.w >= 0)))/4;
  check("current at voltage 0, A", most(abs(r.i).*(abs(r.v) <= 1e-9)), "<=", 1e-9/p.rp, "I = G V")
  check("area of a lobe, of V^2/R_P", lobe*p.rp/0.01, ">=", 0.001, "there must be a loop")
  check("1/f, error of half the area", abs(fast_lobe/lobe-0.5), "<=", 0.05, ...
    "the next order is a share of the wall's way")
end

% The admittance is that of Eq. (M9): G jw/(jw - growth way V), and G for a wall that an end or pinning holds.
property("small_signals_follow_the_wall", "published other", "bias", [0.2 -0.2 0])
function small_signals_follow_the_wall(p, bias)
  device("d a 0")
  device("held b 0", "xinit", p.length)
  element("v1 a 0 dc", bias, "ac 1")
  element("v2 b 0 dc 0.1 ac 1")
  outputs("i", "i(v1)", "j", "i(v2)")
  r = ngspice({"ac dec 3", 1e-3/p.crossing, 1e3/p.crossing});
  lag = p.growth*p.way*bias./(2*pi*r.frequency);
  g = p.g(p.xinit);
  check("error of the real part, relative", most(abs(-real(r.i).*(1+lag.^2)/g-1)), "<=", 1e-12, "rounding only")
  check("error of the imaginary part, of G", most(abs(imag(r.i)-g*lag./(1+lag.^2)))/g, "<=", 1e-12, "rounding only")
  check("a wall that an end holds", most(abs(-real(r.j)/p.g(p.length)-1)+abs(imag(r.j))), "<=", 1e-12, ...
    "its conductance stays")
end

% Two devices side by side draw what one with m = 2 draws, and all their walls go together.
property("two_in_parallel_are_m_of_one", "published pinned")
function two_in_parallel_are_m_of_one(p)
  f = 1/(4*p.crossing);
  device("one a 0")
  device("two a 0")
  element("v1 a 0 sin(0 0.1", f, ")")
  element("xboth b 0 memristor", parameters(), "m=2")
  element("v2 b 0 sin(0 0.1", f, ")")
  outputs("i", "i(v1)", "j", "i(v2)")
  r = ngspice({"tran", 0.002/f, 1/f, 0, 0.002/f});
  check("difference of the currents, relative", most(abs(r.i-r.j))/most(abs(r.i)), "<=", 1e-9, "equal devices")
  check("current flows, of V/R_AP", most(abs(r.i))*p.rap/0.1, ">=", 1, "there must be a current")
end

% Parameters out of limits and analyses without a right answer stop with a line that says why.
property("what_it_cannot_do_is_refused", "published")
function what_it_cannot_do_is_refused(p)
  device("d a 0")
  element("v1 a 0 dc 0.1 ac 1")
  outputs("i", "i(v1)")
  refused("low", "op", "below rp", "rap", 0.5*p.rp);
  refused("beyond", "op", "beyond the free layer", "xinit", 2*p.length);
  refused("negative", "op", "parameter width", "width", -1e-9);
  refused("noise", "noise v(a) v1 dec 1 1 10", "would be wrong with this device");
  refused("many", "op", "parameter dxmax", "dxmax", 1);
end
