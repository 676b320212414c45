% What the result must not depend on.

% Soma and axon of a neuron: step, tolerances and integration method do not matter.
property("results_do_not_depend_on_the_simulators_options", "axon memristor wide biased pinned options angled")
function results_do_not_depend_on_the_simulators_options(p)
  device("soma in 0 vdd s", "vleak", 0)
  device("axon s 0 top 0")
  element("vdd vdd 0 0.6")
  element("vtop top 0 0.1")
  element("itrack 0 in sin(0", 1.2*p.length*2*pi*20e6/p.mobility, "20meg)")
  bound = 1e-3;
  outputs("x", "@a.xsoma.awall[x]", "y", "@a.xaxon.awall[x]")
  fine = ngspice("tran 0.1n 120n 0 0.01n", "options", "reltol=1e-6", "dxmax", p.length/1000, "dxtol", 1e-16);
  plain = ngspice("tran 0.1n 120n");
  coarse = ngspice("tran 0.1n 120n 0 20n");
  gear = ngspice("tran 0.1n 120n", "options", "method=gear");
  trtol = ngspice("tran 0.1n 120n", "options", "trtol=1");
  loose = ngspice("tran 0.1n 120n", "options", "reltol=1e-2");
  tight = ngspice("tran 0.1n 120n", "options", "reltol=1e-6 abstol=1e-15 vntol=1e-9");
  check("soma, defaults to fine steps", most(abs(plain.x-at(fine.time, fine.x, plain.time)))/p.length, "<=", bound, ...
    "dxtol and dxmax at their defaults are meant for 0.1 %")
  check("axon, defaults to fine steps", most(abs(plain.y-at(fine.time, fine.y, plain.time)))/p.length, "<=", bound, ...
    "the same for the axon")
  check("axon, tmax 20 ns to fine steps", most(abs(coarse.y-at(fine.time, fine.y, coarse.time)))/p.length, "<=", ...
    bound, "the model bounds its own steps")
  check("axon, gear to trapezoid", most(abs(gear.y-at(plain.time, plain.y, gear.time)))/p.length, "<=", 1e-12, ...
    "the model does not use ngspice's integrator")
  check("axon, trtol 1 to 7", most(abs(trtol.y-at(plain.time, plain.y, trtol.time)))/p.length, "<=", 1e-12, ...
    "there is no capacitor for trtol to judge")
  check("axon, reltol 1e-2 to fine", most(abs(loose.y-at(fine.time, fine.y, loose.time)))/p.length, "<=", bound, ...
    "the circuit is linear but for the moving walls")
  check("axon, reltol 1e-6 to fine", most(abs(tight.y-at(fine.time, fine.y, tight.time)))/p.length, "<=", bound, ...
    "the same")
  check("axon moves", most(fine.y)/p.length, ">=", 0.3, "the axon must have moved")
end

% With the model's own limits off, halving the longest step quarters the error.
property("integration_is_of_second_order", "axon other memristor wide")
function integration_is_of_second_order(p)
  f = 20e6;
  swing = 0.4*p.length*2*pi*f/p.mobility;
  device("d in 0 0 0", "xinit", 0.1*p.length, "dxtol", 1e-6, "dxmax", 1e-3)
  element("itrack 0 in sin(", -p.vleak/p.mobility, swing, f, ")")
  exact = 0.1*p.length+p.mobility*swing/(2*pi*f)*(1-cos(2*pi*f*40e-9));
  outputs("x", "@a.xd.awall[x]")
  coarse = ngspice("tran 1n 40n 0 1n");
  middle = ngspice("tran 1n 40n 0 0.5n");
  fine = ngspice("tran 1n 40n 0 0.25n");
  check("order, 1 to 0.5 ns", log(abs(coarse.x(end)-exact)/abs(middle.x(end)-exact))/log(2), ">=", 1.8, ...
    "the order is 2; steps are not all equal")
  check("order, 0.5 to 0.25 ns", log(abs(middle.x(end)-exact)/abs(fine.x(end)-exact))/log(2), ">=", 1.8, ...
    "the order is 2; steps are not all equal")
  check("order, at most", log(abs(middle.x(end)-exact)/abs(fine.x(end)-exact))/log(2), "<=", 2.2, ...
    "the order is 2; steps are not all equal")
  check("error is not rounding", abs(coarse.x(end)-exact)/p.length, ">=", 1e-6, "rounding must not hide the order")
end

% When all walls rest, the transient has come to the operating point with the walls where they rest.
property("settled_transient_is_the_operating_point", "axon other memristor wide pinned angled")
function settled_transient_is_the_operating_point(p)
  device("soma in 0 vdd s", "vleak", 0)
  device("axon s 0 top 0")
  element("vdd vdd 0 2")
  element("vtop top 0 0.1")
  element("itrack 0 in", p.length/10e-9/p.mobility)
  outputs("i", "i(vtop)", "s", "v(s)", "x", "@a.xsoma.awall[x]", "y", "@a.xaxon.awall[x]", ...
    "vx", "@a.xsoma.awall[v]", "vy", "@a.xaxon.awall[v]")
  tran = ngspice("tran 1n 4u");
  op = ngspice("op", "xinit", p.length);
  check("walls rest", abs(tran.vx(end))+abs(tran.vy(end)), "<=", 0, "both walls rest")
  check("walls as at op", abs(tran.x(end)-op.x)+abs(tran.y(end)-op.y), "<=", 1e-15, "both rest at the right end")
  check("axon's current", abs(tran.i(end)/op.i-1), "<=", 1e-9, ...
    "both solve the same circuit to reltol; it is linear at rest")
  check("soma's voltage", abs(tran.s(end)/op.s-1), "<=", 1e-9, "the same")
end

% A transient that begins at a wall's position of another, with the sources at that time, follows the same path.
property("a_run_goes_on_from_a_saved_state", "axon soma other memristor wide pinned options")
function a_run_goes_on_from_a_saved_state(p)
  f = 20e6;
  swing = 0.8*p.length*2*pi*f/p.mobility;
  halfway = 37e-9;
  device("d in 0 top 0")
  element("vshift shift 0 0")
  element("bdrive 0 in i=", swing, "*sin(", 2*pi*f, "*(time+v(shift)))")
  element("vtop top 0 0.1")
  outputs("x", "@a.xd.awall[x]", "i", "i(vtop)")
  whole = ngspice("tran 1n 100n 0 0.05n");
  there = at(whole.time, whole.x, halfway);
  rest = ngspice({"alter vshift =", halfway, "; tran 1n", 100e-9-halfway, "0 0.05n"}, "xinit", there);
  check("x at the end, of L", abs(rest.x(end)-whole.x(end))/p.length, "<=", 2e-5, ...
    "at() draws a line over 0.05 ns: acceleration h^2/8 = 8e-6")
  check("I at the end", abs(rest.i(end)-whole.i(end))/(0.1*p.gp), "<=", 1e-4, "G follows x, five times as steeply")
  check("x at the start, of L", abs(there-rest.x(1))/p.length, "<=", 1e-9, ...
    "the state is the position alone")
end

% A transient that is stopped and resumed is the same as one that runs through.
property("a_stopped_run_goes_on", "axon pinned angled")
function a_stopped_run_goes_on(p)
  f = 20e6;
  swing = 0.8*p.length*2*pi*f/p.mobility;
  device("d in 0 top 0")
  element("itrack 0 in sin(", p.idepin, swing, f, ")")
  element("vtop top 0 0.1")
  outputs("x", "@a.xd.awall[x]", "i", "i(vtop)")
  through = ngspice("tran 1n 100n 0 0.1n");
  stopped = ngspice("stop when time > 37n; tran 1n 100n 0 0.1n; delete all; resume");
  check("x, of L", most(abs(through.x-at(stopped.time, stopped.x, through.time)))/p.length, "<=", 1e-4, ...
    "at() draws lines over 0.1 ns: acceleration h^2/8 = 2e-5, and more where a wall starts")
  check("I, of V/R_P", abs(through.i(end)-stopped.i(end))/(0.1*p.gp), "<=", 1e-9, "both end at the same time")
  check("end of both, s", abs(through.time(end)-stopped.time(end)), "<=", 1e-18, "both must have run to the end")
  check("wall moves", most(through.x)/p.length, ">=", 0.2, "the wall must have moved")
end

% Without an operating point (uic) the first step takes the drive as the leak alone; from there on all is the same.
property("uic_costs_the_first_step", "axon soma")
function uic_costs_the_first_step(p)
  device("d in 0 top 0", "xinit", 0.3*p.length)
  element("itrack 0 in 20u")
  element("vtop top 0 0.1")
  late = p.mobility*20e-6*0.1e-9;
  outputs("x", "@a.xd.awall[x]")
  op = ngspice("tran 0.1n 2n 0 0.1n");
  uic = ngspice("tran 0.1n 2n 0 0.1n uic");
  check("behind, of half a step", abs(op.x(end)-uic.x(end))/(late/2), "<=", 1, ...
    "half of the first step's way is missing, and that step is at most tmax")
  check("behind", op.x(end)-uic.x(end), ">=", 0, "the drive is missing, and not doubled")
end
