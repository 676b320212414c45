% Devices in circuits, and circuits in other conditions.

% Two equal devices side by side behave as one with half of the current, and give twice the junction current.
property("two_in_parallel_share_the_current", "axon soma other wide biased pinned options angled")
function two_in_parallel_share_the_current(p)
  current = 1.5*p.length/10e-9/p.mobility;
  device("a in 0 top 0")
  device("b in 0 top 0")
  device("one single 0 lone 0")
  element("iboth 0 in", 2*current)
  element("ione 0 single", current)
  element("vtop top 0 0.1")
  element("vlone lone 0 0.1")
  outputs("x", "@a.xa.awall[x]", "y", "@a.xb.awall[x]", "z", "@a.xone.awall[x]", "i", "i(vtop)", "j", "i(vlone)")
  r = ngspice("tran 0.1n 20n 0 0.5n");
  check("walls of both apart", most(abs(r.x-r.y))/p.length, "<=", 0, "the two see the same numbers")
  check("walls of pair and one apart", most(abs(r.x-r.z))/p.length, "<=", 1e-9, ...
    "the two solve the same equations; rounding in Newton's method")
  check("currents add", most(abs(r.i-2*r.j))/p.gp, "<=", 1e-9, "currents add")
  check("wall crosses", most(r.z)/p.length, ">=", 0.9, "the wall must have crossed")
end

% Two equal tracks in series move their walls alike, and two junctions in series have the sum of the resistances.
property("two_in_series_see_the_same_current", "axon soma other")
function two_in_series_see_the_same_current(p)
  current = 1.5*p.length/10e-9/p.mobility;
  device("a in mid top below")
  device("b mid 0 below 0")
  element("iboth 0 in", current)
  element("vtop top 0 0.1")
  outputs("x", "@a.xa.awall[x]", "y", "@a.xb.awall[x]", "i", "i(vtop)", "half", "v(below)")
  r = ngspice("tran 0.1n 20n 0 0.5n");
  check("walls of both apart", most(abs(r.x-r.y))/p.length, "<=", 1e-9, "the same current; rounding in Newton's method")
  check("voltage between, V", most(abs(r.half-0.05)), "<=", 1e-7, ...
    "the junctions are alike; Newton's method ends at reltol 1e-3 of what is left")
  check("resistances add", most(abs(-r.i-0.05*p.conductance(r.x, 0.05)))/(0.1*p.gp), "<=", 1e-6, "resistances add")
  check("wall crosses", most(r.x)/p.length, ">=", 0.9, "the wall must have crossed")
end

% A device with its track turned round is the mirror image; one with its junction turned round is the same device.
property("reversed_terminals_reverse_the_device", "axon soma other wide biased pinned angled")
function reversed_terminals_reverse_the_device(p)
  f = 25e6;
  swing = 1.1*p.length*2*pi*f/p.mobility;
  device("plain in 0 top 0")
  device("mirror 0 in top2 0", "xinit", p.length, "vleak", -p.vleak, "position", 1-p.position)
  device("turned in 0 0 top3")
  element("bdrive 0 in i=3*", swing, "*sin(", 2*pi*f, "*time)")
  element("vtop top 0 0.1")
  element("vtop2 top2 0 0.1")
  element("vtop3 top3 0 0.1")
  outputs("x", "@a.xplain.awall[x]", "y", "@a.xmirror.awall[x]", "z", "@a.xturned.awall[x]", "i", "i(vtop)", ...
    "j", "i(vtop2)", "k", "i(vtop3)")
  r = ngspice("tran 0.1n 100n 0 0.2n");
  check("mirror image, x", most(abs(r.x-(p.length-r.y)))/p.length, "<=", 1e-12, "a mirror image; rounding only")
  check("mirror image, I", most(abs(r.i+r.j+0.1*(p.gp+1/p.rap_at(0.1))))/p.gp, "<=", 1e-12, ...
    "the mirrored wall has passed what the other has not")
  check("turned junction, x", most(abs(r.x-r.z))/p.length, "<=", 0, "the two see the same numbers")
  check("turned junction, I", most(abs(r.i-r.k))/p.gp, "<=", 1e-12, "a conductance has no direction; rounding only")
  check("wall crosses", most(r.x)/p.length, ">=", 0.9, "the wall must have crossed")
end

% No parameter of the default device depends on the temperature, from -50 to 150 C.
property("temperature_changes_nothing", "axon other angled", "celsius", [-50 0 85 150])
function temperature_changes_nothing(p, celsius)
  device("d in 0 top 0")
  element("itrack 0 in sin(0", 1.2*p.length*2*pi*25e6/p.mobility, "25meg)")
  element("vtop top 0 0.1")
  outputs("x", "@a.xd.awall[x]", "i", "i(vtop)")
  room = ngspice("tran 0.1n 60n 0 0.5n");
  other = ngspice(sprintf("option temp=%g; tran 0.1n 60n 0 0.5n", celsius));
  check("steps", abs(numel(room.x)-numel(other.x)), "<=", 0, "the same steps are taken")
  check("x", most(abs(room.x-at(other.time, other.x, room.time)))/p.length, "<=", 0, "the same numbers are computed")
  check("I", most(abs(room.i-at(other.time, other.i, room.time)))/p.gp, "<=", 0, "the same numbers are computed")
end

% A thousand devices with one .model card, each with a current of its own, each keep a wall of their own.
property("a_thousand_devices_share_a_model", "axon other")
function a_thousand_devices_share_a_model(p)
  fastest = p.length/50e-9/p.mobility;
  k = 0:999;
  element(".model wall dwmtj(", parameters(), ")")
  element(sprintf("rtrack%d n%d 0 %.17g\n", [k; k; p.rm+0*k]))
  element(sprintf("a%d %%vd(n%d 0) %%gd(top 0) wall\n", [k; k]))
  element(sprintf("i%d 0 n%d %.17g\n", [k; k; -p.vleak/p.mobility+fastest*(k+1)/1000]))
  element("vtop top 0 0.1")
  outputs("x0", "@a0[x]", "x249", "@a249[x]", "x499", "@a499[x]", "x999", "@a999[x]", "i", "i(vtop)")
  r = ngspice("tran 1n 40n 0 1n");
  check("x of device 0", most(abs(r.x0-0.001*p.length*r.time/50e-9))/p.length, "<=", 1e-8, ...
    "the drive is constant; rounding in Newton's method")
  check("x of device 249", most(abs(r.x249-0.25*p.length*r.time/50e-9))/p.length, "<=", 1e-8, "the same")
  check("x of device 499", most(abs(r.x499-0.5*p.length*r.time/50e-9))/p.length, "<=", 1e-8, "the same")
  check("x of device 999", most(abs(r.x999-p.length*r.time/50e-9))/p.length, "<=", 1e-8, "the same")
  check("sum of currents", abs(r.i(1)/(-0.1/p.rap*1000)-1), "<=", 1e-9, "the currents of all junctions add")
end

% With tcurie and pbloch, mobility and R_AP follow Eqs. (26) and (27), from -50 to 150 C.
property("temperature_acts_by_blochs_law", "thermal", "celsius", [-50 0 27 85 150])
function temperature_acts_by_blochs_law(p, celsius)
  bloch = @(t) 1-(t/p.tcurie)^1.5;
  julliere = @(t) 1-p.pbloch*t^1.5;
  polarized = (julliere(celsius+273.15)/julliere(300.15))^2*(p.rap/p.rp-1)/(p.rap/p.rp+1);
  warm_rap = p.rp*(1+2*polarized/(1-polarized));
  warm_mobility = p.mobility*bloch(300.15)/bloch(celsius+273.15);
  device("d in 0 top 0")
  element("itrack 0 in 20u")
  element("vtop top 0 0.1")
  outputs("x", "@a.xd.awall[x]", "i", "i(vtop)")
  r = ngspice(sprintf("option temp=%g; tran 0.1n 1n 0 0.1n", celsius));
  check("x, of L", most(abs(r.x-(warm_mobility*20e-6+p.vleak)*r.time))/p.length, "<=", 1e-9, ...
    "the drive is constant; rounding in Newton's method")
  check("I, of V/R_AP", abs(-r.i(1)*warm_rap/0.1-1), "<=", 1e-12, ...
    "the wall has not reached the junction; rounding only")
end
