% The p-bit. tests/ngspice/test_pbits.c has the paths of networks.

% A sweep of the input gives the mean of the state at both outputs.
property("outputs_have_the_mean_of_the_state", "published other noiseless")
function outputs_have_the_mean_of_the_state(p)
  device("d a c v w o n")
  element("vin a c 0")
  element("vref c 0 0.3")
  element("vv v 0 1.2")
  element("vw w 0 -0.4")
  outputs("o", "v(o)", "n", "v(n)", "s", "@a.xd.apbit[s]")
  r = ngspice({"dc vin", -3.75*p.v0, 4*p.v0, 0.5*p.v0});
  mean = p.mean(r.swept);
  check("state off the mean", most(abs(r.s-mean)), "<=", 1e-12, "rounding of the voltage at the input")
  check("v(out) off its rails' mean", most(abs(r.o-(0.4+0.8*mean))), "<=", 1e-9, "rounding; no load")
  check("v(nout) off its rails' mean", most(abs(r.n-(0.4-0.8*mean))), "<=", 1e-9, "rounding; no load")
end

% Each output has the resistance rout, whatever the state is, and all its current is that of the rails.
property("outputs_have_a_resistance_and_rails_their_current", "published other noiseless", "share", [-2 -0.3 0 0.3 2])
function outputs_have_a_resistance_and_rails_their_current(p, share)
  device("d a 0 v w o n")
  element("vin a 0", share*p.v0)
  element("vv v 0 1")
  element("vw w 0 -1")
  element("io 0 o", 0.01/p.rout)
  element("vn n 0 0")
  outputs("o", "v(o)", "in", "i(vn)", "iv", "i(vv)", "iw", "i(vw)", "ii", "i(vin)")
  r = ngspice("op");
  mean = p.mean(share*p.v0);
  check("voltage of 10 mV/rout, error", abs(r.o-mean-0.01), "<=", 1e-6, "reltol of the iteration")
  check("current at 0 V, relative error", abs(r.in*p.rout+mean), "<=", 1e-6, "reltol of the iteration")
  check("sum of all currents, of V/rout", abs(r.iv+r.iw+r.in-0.01/p.rout)*p.rout, "<=", 1e-6, "Kirchhoff")
  check("current of the input, A", abs(r.ii), "<=", 1e-18, "it senses")
end

% Small signals: the slope at the input is 1/v0 times the rails at low frequencies, and falls at the corner 1/(2 pi tau).
property("small_signals_follow_with_the_time_between_ticks", "published other", "share", [0 0.5 -1])
function small_signals_follow_with_the_time_between_ticks(p, share)
  device("d a 0 v w o n")
  element("vin a 0 dc", share*p.v0, "ac 1")
  element("vv v 0 1")
  element("vw w 0 -1")
  outputs("o", "v(o)", "n", "v(n)")
  r = ngspice({"ac dec 4", 0.01/p.tau, 10/p.tau});
  right = (1-tanh(share)^2)/p.v0./(1+2i*pi*r.frequency*p.tau);
  check("out, relative error", most(abs(r.o./right-1)), "<=", 1e-6, "reltol of the operating point")
  check("nout, relative error", most(abs(r.n./right+1)), "<=", 1e-6, "reltol of the operating point")
end

% In a transient each output is at one of its rails, and changes at ticks alone. After a sweep that gave the mean.
property("outputs_are_at_one_of_two_rails", "published other")
function outputs_are_at_one_of_two_rails(p)
  device("d a 0 v w o n")
  element("vin a 0 sin(0", 2*p.v0, 0.05/p.tau, ")")
  element("vv v 0 1")
  element("vw w 0 -1")
  outputs("o", "v(o)", "n", "v(n)", "s", "@a.xd.apbit[s]", "ticks", "@a.xd.apbit[ticks]", "flips", ...
    "@a.xd.apbit[flips]", "iv", "i(vv)", "iw", "i(vw)")
  r = ngspice({"op; tran", p.tau, 300*p.tau, 0, p.tau});
  check("states other than 1 and -1", most(abs(abs(r.s)-1)), "<=", 0, "two states")
  check("v(out) off its state", most(abs(r.o-r.s)), "<=", 1e-9, "no load")
  check("v(nout) off its state", most(abs(r.n+r.s)), "<=", 1e-9, "no load")
  check("states off the flips", most(abs(r.s-r.s(1)*(1-2*mod(r.flips, 2)))), "<=", 0, "each flip turns the state")
  check("flips without a tick", most(diff(r.flips)-diff(r.ticks)), "<=", 0, "the state changes at ticks alone")
  check("ticks, six sigma off 300", abs(r.ticks(end)-300)/sqrt(300), "<=", 6, "a Poisson process")
  check("current of the rails, of V/rout", most(abs([r.iv; r.iw]))*p.rout, "<=", 1e-9, "no load")
end

% Without noise the state after a tick is the sign of the input; it stays where the input is 0.
property("without_noise_the_sign_decides", "noiseless", "start", [-1 1])
function without_noise_the_sign_decides(p, start)
  device("d a 0 v w o n", "start", start)
  element("vin a 0 pwl(0", -1e-9*start, 50*p.tau, -1e-9*start, 50.1*p.tau, 1e-9*start, 1, 1e-9*start, ")")
  device("z 0 0 v w oz nz", "start", start)
  element("vv v 0 1")
  element("vw w 0 -1")
  outputs("s", "@a.xd.apbit[s]", "flips", "@a.xd.apbit[flips]", "z", "@a.xz.apbit[s]")
  r = ngspice({"tran", p.tau, 100*p.tau, 0, p.tau});
  check("flips off two", abs(r.flips(end)-2), "<=", 0, "at the first tick, and at the first after the change")
  check("state at the end off the sign", abs(r.s(end)-start), "<=", 0, "the input's sign")
  check("state without an input off its start", most(abs(r.z-start)), "<=", 0, "an input of 0 decides nothing")
end

% m devices in parallel tick together and have an m-th of the resistance; two of other names tick apart.
property("m_devices_tick_together", "published")
function m_devices_tick_together(p)
  element("xboth 0 0 v w o no pbit", parameters(), "m=2")
  device("one 0 0 v w p np")
  element("vv v 0 1")
  element("vw w 0 -1")
  element("vo o 0 0")
  outputs("i", "i(vo)", "s", "@a.xboth.apbit[s]", "other", "@a.xone.apbit[s]")
  r = ngspice({"tran", p.tau, 50*p.tau, 0, p.tau});
  check("current, relative", most(abs(r.i*p.rout/2-r.s)), "<=", 1e-9, "rounding of ngspice")
  check("states differ at times", most(abs(r.s-r.other)), ">=", 1, "other names, other paths")
end

% Parameters out of limits and analyses without a right answer stop with a line that says why.
property("what_it_cannot_do_is_refused", "published")
function what_it_cannot_do_is_refused(p)
  device("d a 0 v w o n")
  element("vin a 0 dc 0 ac 1")
  element("vv v 0 1")
  element("vw w 0 -1")
  outputs("o", "v(o)")
  refused("v0", "op", "v0 = 0 V is out of its limits", "v0", 0);
  refused("start", "op", "start = 0.5 must be a whole number", "start", 0.5);
  refused("edge", "tran 1n 10n", "edge = 0.5 is out of its limits", "edge", 0.5);
  refused("noise", "noise v(o) vin dec 1 1 10", "would be wrong with this device");
  refused("pz", "pz a 0 o 0 vol pz", "would be wrong with this device");
end

% No access beyond memory and no use of what was never set, in each analysis, in refusals, and over several runs.
property("memory_is_used_rightly", "published")
function memory_is_used_rightly(p)
  device("d a 0 v w o n")
  element("vin a 0 dc 10m ac 1")
  element("vv v 0 1")
  element("vw w 0 -1")
  outputs("o", "v(o)")
  right = ngspice(["op; ac dec 1 1meg 10meg; dc vin 0 0.1 0.05; tf v(o) vin; " ...
    "tran 1n 30n; altermod @xd:bit[v0] = 0.1; tran 1n 30n"], "valgrind", true);
  wrong = refused("low", "op", "out of its limits", "v0", 0, "valgrind", true);
  check("errors, op ac dc tf tran", right.valgrind_errors, "<=", 0, "there is no harmless error")
  check("errors, refused", wrong.valgrind_errors, "<=", 0, "there is no harmless error")
end
