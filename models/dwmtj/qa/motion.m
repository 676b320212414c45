% The wall: charge, stops, energy.

% The track is a resistor: its current is proportional to the voltage, so antisymmetric.
property("track_current_is_odd", "axon other")
function track_current_is_odd(p)
  device("d in 0 0 0", "xinit", p.position*p.length)
  element("vtrack in 0 0")
  outputs("i", "i(vtrack)")
  r = ngspice("dc vtrack -1 1 0.125");
  check("I(V)+I(-V), times R_M", most(abs(r.i+at(r.swept, r.i, -r.swept)))*p.rm, "<=", 1e-15, ...
    "equal currents but for their sign; rounding only")
  check("error of V", most(abs(-r.i*p.rm-r.swept)), "<=", 1e-15, "Ohm's law; rounding only")
end

% Under random voltages on both, the power into the track and into the junction is never negative.
property("neither_track_nor_junction_delivers_energy", "axon soma other memristor wide biased pinned options angled")
function neither_track_nor_junction_delivers_energy(p)
  device("d in 0 top 0")
  element("vtrack in 0 dc 0 trrandom(2 0.4n 0 0.2)")
  element("vtop top 0 dc 0 trrandom(2 0.3n 0 0.5)")
  outputs("u", "v(in)", "i", "i(vtrack)", "v", "v(top)", "j", "i(vtop)", "x", "@a.xd.awall[x]")
  r = ngspice("setseed 11; tran 0.1n 100n 0 0.1n");
  check("least power, track", least(-r.u.*r.i), ">=", 0, "I V = V^2/R has no other sign")
  check("least power, junction", least(-r.v.*r.j), ">=", 0, "G is positive")
  check("wall moves", (most(r.x)-least(r.x))/p.length, ">=", 0.5, ...
    "the wall must have moved for the test to say anything")
  check("sources are random", most(abs(r.u)), ">=", 0.4, "the sources must have been random")
end

% The wall moves by k times the charge plus the leak, for a waveform with a known integral that stays on the track.
property("displacement_is_charge", "axon soma other memristor wide biased")
function displacement_is_charge(p)
  f = 50e-3*p.mobility/p.length;
  swing = 0.3*p.length*2*pi*f/p.mobility;
  device("d in 0 0 0", "xinit", 0.2*p.length)
  element("itrack 0 in sin(", -p.vleak/p.mobility, swing, f, ")")
  outputs("x", "@a.xd.awall[x]")
  r = ngspice({"tran", 0.01/f, 20/f, 0, 0.01/f});
  analytic = 0.2*p.length+p.mobility*swing/(2*pi*f)*(1-cos(2*pi*f*r.time));
  check("error of x, m", most(abs(r.x-analytic)), "<=", 2000*p.dxtol, "2000 steps, each with an error of at most dxtol")
  check("return after 20 periods, m", abs(r.x(end)-0.2*p.length), "<=", 2000*p.dxtol, ...
    "after whole periods the wall is back")
  check("swing as planned", most(r.x)/p.length, ">=", 0.79, "the swing is as planned")
end

% For a random current that stays on the track, the wall follows the trapezoid sum of the points that ngspice took.
property("displacement_is_the_integral_of_any_current", "leakless memristor other")
function displacement_is_the_integral_of_any_current(p)
  amplitude = 0.02*p.length/0.3e-9/p.mobility;
  device("d in 0 0 0", "xinit", 0.5*p.length, "vleak", 0)
  element("vrandom r 0 dc 0 trrandom(1 0.3n 0 1)")
  element("brandom 0 in i=", amplitude, "*v(r)")
  outputs("x", "@a.xd.awall[x]", "u", "v(in)")
  r = ngspice("setseed 5; tran 0.1n 30n 0 0.1n");
  check("error of x, of L", most(abs(r.x-0.5*p.length-p.mobility*cumtrapz(r.time, r.u/p.rm)))/p.length, "<=", 1e-9, ...
    "Newton's method leaves 1e-12 V; rounding")
  check("wall moves", (most(r.x)-least(r.x))/p.length, ">=", 0.05, ...
    "the wall must have moved for the test to say anything")
  check("wall stays on", (most(r.x)-least(r.x))/p.length, "<=", 0.95, "a stop would have been met")
end

% Random currents up to a hundred times what crosses the track in a nanosecond never put the wall off the track.
property("stops_hold_under_any_drive", "axon soma other memristor wide pinned options angled")
function stops_hold_under_any_drive(p)
  amplitude = 100*p.length/1e-9/p.mobility;
  device("d in 0 0 0", "xinit", 0.5*p.length)
  element("vrandom r 0 dc 0 trrandom(2 0.3n 0 1)")
  element("brandom 0 in i=", amplitude, "*v(r)")
  outputs("x", "@a.xd.awall[x]", "v", "@a.xd.awall[v]")
  r = ngspice("setseed 3; tran 0.1n 100n 0 0.1n");
  check("least x", least(r.x), ">=", 0, "a stop is exact")
  check("x beyond L, of L", most(r.x)/p.length-1, "<=", 1e-15, ...
    "a stop is exact; L itself passes through text to ngspice")
  check("speed at a stop", most(-(r.x <= 0).*r.v)+most((r.x >= p.length*(1-1e-12)).*r.v), "<=", 0, ...
    "a wall that is stopped rests")
  check("drive is strong", most(abs(r.v)), ">=", 10*p.length/1e-9, "the drive must have been strong")
end

% Where a current ramp turns inwards, the wall leaves the stop at that moment, however long it was pushed outwards.
property("a_stop_releases_at_once", "axon soma other memristor")
function a_stop_releases_at_once(p)
  ramp = p.length/(20e-9)^2/p.mobility;
  turn = 400e-9;
  outwards = -p.vleak/p.mobility-ramp*turn;
  device("d in 0 0 0")
  device("e 0 out 0 0", "xinit", p.length, "vleak", -p.vleak)
  element("idrive 0 in pwl(0", outwards, "500n", outwards+ramp*500e-9, ")")
  element("iback 0 out pwl(0", outwards, "500n", outwards+ramp*500e-9, ")")
  outputs("x", "@a.xd.awall[x]", "y", "@a.xe.awall[x]")
  r = ngspice("tran 1n 425n 0 10n");
  analytic = min(p.length, 0.5*p.mobility*ramp*max(r.time-turn, 0).^2);
  check("error of x, of L", most(abs(r.x-analytic))/p.length, "<=", 1e-8, ...
    "the drive is linear in time, for which Eq. (7b) is exact; rounding")
  check("the same at the other end", most(abs(p.length-r.y-analytic))/p.length, "<=", 1e-8, "the same at the other end")
  check("wall has left", at(r.time, r.x, turn+10e-9)/p.length, ">=", 0.1, "the wall must have left")
end

% The wall is driven from stop to stop and back 50,000 times; each half period it comes to rest exactly at a stop.
property("a_hundred_thousand_reversals_leave_no_trace", "leakless")
function a_hundred_thousand_reversals_leave_no_trace(p)
  f = 100e6;
  device("d in 0 0 0", "dxtol", 1e-6, "dxmax", 1e-6)
  element("itrack 0 in sin(0", 2*pi*p.length*f/p.mobility, f, ")")
  outputs("x", "@a.xd.awall[x]")
  last = ngspice({"tran 1n", 50000/f, 49990/f, 1/(4*f)});
  first = ngspice({"tran 1n", 20/f, 0, 1/(4*f)});
  check("x at the left stop", least(last.x), "<=", 0, "a stop is exact, after any number of reversals")
  check("x at the right stop, of L", abs(most(last.x)/p.length-1), "<=", 1e-15, ...
    "a stop is exact; L itself passes through text")
end

% A wall that swings on the track, and meets no stop, is after 10,000 periods where it began.
property("ten_thousand_swings_leave_the_wall_where_it_was", "leakless")
function ten_thousand_swings_leave_the_wall_where_it_was(p)
  f = 100e6;
  device("d in 0 0 0", "xinit", 0.3*p.length)
  element("itrack 0 in sin(0", 0.2*p.length*2*pi*f/p.mobility, f, ")")
  outputs("x", "@a.xd.awall[x]")
  r = ngspice({"tran 1n", 10000/f, 9999/f, 1/(40*f)});
  check("drift, of L", abs(r.x(end)-0.3*p.length)/p.length, "<=", 0.01, ...
    "steps of dxtol, about 80 a period, may add up to 0.8 % at worst")
  check("wall swings", (most(r.x)-least(r.x))/p.length, ">=", 0.39, "the wall must have swung")
end

% Pinning is dry friction: below the depinning current nothing moves, above it the wall has the excess velocity of
% Eq. (23).
property("a_pinned_wall_rests_below_the_threshold", "pinned", "excess", [-0.9 -0.5 -0.001 0.001 0.5 2])
function a_pinned_wall_rests_below_the_threshold(p, excess)
  device("d in 0 0 0", "vleak", 0)
  element("itrack 0 in", p.idepin*(1+excess))
  outputs("x", "@a.xd.awall[x]", "v", "@a.xd.awall[v]")
  r = ngspice("tran 1n 10n 0 1n");
  check("v, of k I_dep", abs(r.v(end)/(p.mobility*p.idepin)-max(excess, 0)), "<=", 1e-9, "rounding in Newton's method")
  check("x, of L", most(abs(r.x-p.mobility*p.idepin*max(excess, 0)*r.time))/p.length, "<=", 1e-9, ...
    "the drive is constant; rounding in Newton's method")
end
