% The portable form, dwmtj_behavioural.lib, where it shares the physics of the code model. Its ends are soft, and its
% steps are ngspice's own: the bounds say what that costs.

% The track of the portable form is a resistor, too.
property("portable_current_is_odd", "axon other")
function portable_current_is_odd(p)
  element("xd in 0 0 0 dwmtj_behavioural", parameters())
  element("vtrack in 0 0")
  outputs("i", "i(vtrack)")
  r = ngspice("dc vtrack -1 1 0.125");
  check("error of V", most(abs(-r.i*p.rm-r.swept)), "<=", 1e-12, ...
    "Ohm's law; ngspice's gmin of 1e-12 S beside the resistor")
end

% Under random voltages, the power into its track and into its junction is never negative.
property("portable_neither_delivers_energy", "axon soma other memristor")
function portable_neither_delivers_energy(p)
  element("xd in 0 top 0 dwmtj_behavioural", parameters())
  element("vtrack in 0 dc 0 trrandom(2 0.4n 0 0.2)")
  element("vtop top 0 dc 0 trrandom(2 0.3n 0 0.5)")
  outputs("u", "v(in)", "i", "i(vtrack)", "v", "v(top)", "j", "i(vtop)", "x", "v(xd.wall)")
  r = ngspice("setseed 11; tran 0.02n 100n 0 0.02n");
  way = 20e-12*(p.mobility/p.rm*most(abs(r.u))+abs(p.vleak))/p.length;
  check("least power, track", least(-r.u.*r.i), ">=", 0, "I V = V^2/R has no other sign")
  check("least power, junction", least(-r.v.*r.j), ">=", 0, "G is positive")
  check("beyond an end, of a step's way", (most(r.x)-1)/way, "<=", 1, ...
    "a step that meets an end may go beyond it, by less than its way")
  check("the same at 0", -least(r.x)/way, "<=", 1, "the same")
  check("wall moves", most(r.x)-least(r.x), ">=", 0.5, "the wall must have moved for the test to say anything")
end

% Its wall moves by k times the charge plus the leak, for a waveform with a known integral that stays on the track.
property("portable_displacement_is_charge", "axon soma other memristor")
function portable_displacement_is_charge(p)
  f = 50e-3*p.mobility/p.length;
  swing = 0.3*p.length*2*pi*f/p.mobility;
  element("xd in 0 0 0 dwmtj_behavioural", parameters("xinit", 0.2*p.length))
  element("itrack 0 in sin(", -p.vleak/p.mobility, swing, f, ")")
  outputs("x", "v(xd.wall)")
  r = ngspice({"tran", 0.001/f, 5/f, 0, 0.001/f});
  analytic = 0.2+p.mobility*swing/(2*pi*f*p.length)*(1-cos(2*pi*f*r.time));
  check("error of x, of L", most(abs(r.x-analytic)), "<=", 1e-4, ...
    "1,000 steps a period with the trapezoid rule: 3e-6; and ngspice's reltol of 1e-3 in each step's current")
  check("swing as planned", most(r.x), ">=", 0.79, "the swing is as planned")
end

% Its junction conducts by Eqs. (4) and (5) wherever the wall is.
property("portable_junction_follows_the_wall", "axon soma other memristor")
function portable_junction_follows_the_wall(p)
  element("xd in 0 top 0 dwmtj_behavioural", parameters())
  element("vtop top 0 0.1")
  element("vtrack in 0 sin(", -p.vleak/p.mobility*p.rm, 0.6*p.length*pi*2*20e6/p.mobility*p.rm, "20meg)")
  outputs("x", "v(xd.wall)", "j", "i(vtop)")
  r = ngspice("tran 0.02n 50n 0 0.02n", "options", "reltol=1e-8");
  check("error of I, of G_P V", most(abs(-r.j-0.1*p.conductance(r.x*p.length, 0.1)))/(0.1*p.gp), "<=", 1e-8, ...
    "the same equations; Newton's method stops at reltol")
  check("wall crosses", most(r.x)-least(r.x), ">=", 0.5, "the wall must have crossed the junction")
end
