% The junction with two states. tests/ngspice/test_jumps.c has the statistics of its jumps.

% An operating point holds the state, and the current is that of its resistance, at any voltage and temperature.
property("current_is_that_of_the_state", "published fitted options", "v", [-0.3 -0.05 0.05 0.3])
function current_is_that_of_the_state(p, v)
  device("p a 0", "start", 0)
  device("q a 0", "start", 1)
  device("r a 0", "start", 1)
  element("v1 a 0", v)
  outputs("i", "i(v1)", "state", "@a.xq.ajun[parallel]")
  r = ngspice("op");
  right = v*(p.g(1, v)+2*p.g(0, v));
  check("error of I, relative", abs(-r.i/right-1), "<=", 1e-12, "rounding only")
  check("antiparallel", abs(r.state), "<=", 0, "start=1")
end

% With average=1 a sweep gives the mean of both states: its weights are those of the equilibrium.
property("average_has_the_weights_of_equilibrium", "published fitted options")
function average_has_the_weights_of_equilibrium(p)
  device("d a 0", "average", 1)
  element("v1 a 0 0")
  outputs("i", "i(v1)")
  r = ngspice({"dc v1", -0.4*p.vc, 0.4*p.vc, 0.05*p.vc}, "options", "reltol=1e-9");
  right = arrayfun(@(v) v*p.g(p.share(v), v), r.swept);
  check("error of I, of V/R_P", most(abs(r.i+right))/(0.4*p.vc/p.rp), "<=", 5e-5, "interpolation of the rates")
end

% Small signals: the state is held, and the conductance is dI/dV. The mean of both states follows at low frequencies, where
% the conductance is that of the sweep, and no longer at high ones.
property("small_signals_are_followed_by_the_mean_alone", "published fitted options", "share", [0 0.1 -0.2])
function small_signals_are_followed_by_the_mean_alone(p, share)
  v = share*p.vc;
  device("d a 0")
  device("e b 0", "average", 1)
  element("v1 a 0 dc", v, "ac 1")
  element("v2 b 0 dc", v, "ac 1")
  outputs("i", "i(v1)", "j", "i(v2)")
  r = ngspice("ac dec 1 1u 1e15");
  h = 1e-5*p.vc;
  slope = @(current) (current(v+h)-current(v-h))/(2*h);
  held = slope(@(u) u*p.g(1-p.start, u));
  check("held, error relative", most(abs(-r.i/held-1)), "<=", 1e-8, "a difference over 2 h")
  followed = slope(@(u) u*p.g(p.share(u), u));
  check("mean at low frequency, error relative", abs(-r.j(1)/followed-1), "<=", 2e-3, "interpolation of the rates")
  mean = p.share(v);
  still = slope(@(u) u*p.g(mean, u));
  check("mean at high frequency, error relative", abs(-r.j(end)/still-1), "<=", 1e-3, "interpolation of the rates")
end

% The corner is the sum of both rates: without drive 2/357.00 of 1/tau_D, by the Fokker-Planck operator at a barrier of 6.
property("corner_of_the_mean_is_its_relaxation", "published")
function corner_of_the_mean_is_its_relaxation(p)
  device("d a 0", "average", 1)
  element("v1 a 0 dc", 1e-3*p.vc, "ac 1")
  outputs("j", "i(v1)")
  corner = 2/(357.00*p.taud)/(2*pi);
  r = ngspice({"ac lin 1", corner, corner});
  low = ngspice("ac lin 1 1u 1u");
  high = ngspice("ac lin 1 1e15 1e15");
  part = (r.j-high.j)/(low.j-high.j);
  check("error of the part that follows", abs(part-1/(1+1i)), "<=", 1e-3, "the drive of 0.001 is not quite none")
end

% In a transient the conductance is one of two at any time; no energy comes out.
property("conductance_is_one_of_two", "published options")
function conductance_is_one_of_two(p)
  device("d a 0")
  element("v1 a 0 sin(0", 0.5*p.vc, "100k)")
  outputs("v", "v(a)", "i", "i(v1)", "state", "@a.xd.ajun[parallel]", "jumps", "@a.xd.ajun[jumps]")
  r = ngspice("tran 10n 40u 0 100n", "options", "reltol=1e-6");
  check("current off its state's, of V/R_P", most(abs(r.i+r.v.*p.g(r.state, r.v)))/(0.5*p.vc/p.rp), "<=", 1e-5, "reltol")
  check("power, least", least(-r.v.*r.i), ">=", 0, "a resistor")
  check("jumps", most(r.jumps), ">=", 6, "up to two in a period of the drive")
  check("states off the jumps", most(abs(r.state-mod(r.jumps+1-p.start, 2))), "<=", 0, "each jump turns the state")
end

% A drive beyond the critical one switches at once: after a few tau_D the state is that of the drive.
property("strong_drive_switches_at_once", "published")
function strong_drive_switches_at_once(p)
  device("d a 0")
  element("v1 a 0 pulse(0", -4*p.vc, "1n 10p 10p", 60*p.taud, ")")
  outputs("v", "v(a)", "state", "@a.xd.ajun[parallel]")
  r = ngspice({"tran", 0.1*p.taud, 30*p.taud});
  check("antiparallel at the end", r.state(end), "<=", 0, "30 tau_D are more than 20 mean dwells")
end

% m devices in parallel that jump together conduct m times as well; two of other names jump apart.
property("m_devices_jump_together", "published")
function m_devices_jump_together(p)
  element("xboth a 0 mtj_rate", parameters(), "m=2")
  device("one b 0")
  element("v1 a 0 10m")
  element("v2 b 0 10m")
  outputs("i", "i(v1)", "state", "@a.xboth.ajun[parallel]", "other", "@a.xone.ajun[parallel]")
  r = ngspice("tran 10n 60u 0 500n");
  check("current, relative", most(abs(r.i./(-0.02*p.g(r.state, 0.01))-1)), "<=", 1e-9, "rounding of ngspice")
  check("states differ at times", most(abs(r.state-r.other)), ">=", 1, "other names, other paths")
end

% Parameters out of limits and analyses without a right answer stop with a line that says why.
property("what_it_cannot_do_is_refused", "published")
function what_it_cannot_do_is_refused(p)
  device("d a 0")
  element("v1 a 0 dc 0.1 ac 1")
  outputs("i", "i(v1)")
  refused("low", "op", "below rp", "rap", 0.5*p.rp);
  refused("start", "op", "parameter start = 0.5 must be a whole number", "start", 0.5);
  refused("cold", "op", "the barrier is", "dtemp", -297);
  refused("noise", "noise v(a) v1 dec 1 1 10", "would be wrong with this device");
  refused("average", "tran 1n 10n", "a transient needs average = 0", "average", 1);
  refused("exponent", "op", "does nothing while f0 is 0", "n", 1);
end

% No access beyond memory and no use of what was never set, in each analysis, in refusals, and over several runs.
property("memory_is_used_rightly", "options")
function memory_is_used_rightly(p)
  device("d a 0")
  element("v1 a 0 dc 10m ac 1")
  outputs("i", "i(v1)")
  right = ngspice(["op; ac dec 1 1meg 10meg; dc v1 0 0.1 0.05; tf i(v1) v1; " ...
    "tran 0.1u 10u 0 1u; altermod @xd:jun[rp] = 3500; tran 0.1u 10u 0 1u"], "valgrind", true);
  wrong = refused("low", "op", "below rp", "rap", 1e3, "valgrind", true);
  check("errors, op ac dc tf tran", right.valgrind_errors, "<=", 0, "there is no harmless error")
  check("errors, refused", wrong.valgrind_errors, "<=", 0, "there is no harmless error")
end
