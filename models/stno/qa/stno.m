% The spin-torque nano-oscillator.

% Outside of transients the amplitude is that of the bias current alone, on the axis of the reference.
property("operating_point_is_the_free_oscillation", "published other")
function operating_point_is_the_free_oscillation(p)
  device("d c s 0 0 0 b")
  element("ib 0 b 1m")
  outputs("c", "v(c)", "s", "v(s)", "b", "v(b)")
  r = ngspice({"dc ib", 0.25*p.ith, 3*p.ith, 0.25*p.ith});
  check("error of the amplitude, of vout", most(abs(r.c/p.vout-sqrt(p.power(r.swept)))), "<=", 1e-9, "ngspice's tolerances")
  check("across the axis, of vout", most(abs(r.s))/p.vout, "<=", 1e-12, "the phase is 0")
  check("bias voltage, relative", most(abs(r.b./(r.swept*p.rbias)-1)), "<=", 1e-9, "a resistor")
end

% After a step of the current the power returns with 2 Gamma_p, and the frequency follows the power.
property("power_and_frequency_follow_the_current", "published other")
function power_and_frequency_follow_the_current(p)
  start = 2/p.return;
  device("d c s 0 0 0 b", "dphi", 0.05)
  element("ib 0 b pwl(0", 1.01*p.ibias, start, 1.01*p.ibias, 1.001*start, p.ibias, ")")
  outputs("power", "@a.xd.aosc[power]", "phi", "@a.xd.aosc[phi]")
  r = ngspice({"tran", 0.02*start, 8*start, 0, 0.02*start});
  power = at(r.time, r.power, [1.5; 2.5]*start);
  off = power-p.power(p.ibias);
  check("return rate, relative error", abs(log(off(1)/off(2))/(start*p.return)-1), "<=", 0.02, "the step is 1 % of the current")
  turned = at(r.time, r.phi, start)-r.phi(1);
  shift = 2*pi*(p.frequency(1.01*p.ibias)-p.frequency(p.ibias));
  check("frequency before the step, relative", abs(turned/(shift*start)-1), "<=", 1e-4, "Eq. (O5)")
end

% Small signals: the bias moves the amplitude with the pole -2 Gamma_p, and the phase by its frequency.
property("small_signals_have_the_pole_of_the_power", "published other")
function small_signals_have_the_pole_of_the_power(p)
  device("d c s ic is 0 b")
  element("ib 0 b dc", p.ibias, "ac 1u")
  element("vc ic 0 0")
  element("vs is 0 0")
  outputs("c", "v(c)", "s", "v(s)")
  r = ngspice({"ac dec 3", 1e-3*p.return, 1e3*p.return});
  h = 1e-4*p.ibias;
  slope = (sqrt(p.power(p.ibias+h))-sqrt(p.power(p.ibias-h)))/(2*h);
  right = 1e-6*p.vout*slope./(1+2i*pi*r.frequency/p.return);
  check("error of the amplitude, relative", most(abs(r.c./right-1)), "<=", 1e-6, "a difference over 2 h")
  turned = 1e-6*p.vout*sqrt(p.power(p.ibias))*2*pi*(p.frequency(p.ibias+h)-p.frequency(p.ibias-h))/(2*h);
  right = turned./(2i*pi*r.frequency)./(1+2i*pi*r.frequency/p.return);
  check("error of the phase, relative", most(abs(r.s./right-1)), "<=", 1e-6, "a difference over 2 h")
end

% An injected signal locks the oscillator within sqrt(1 + nu^2) F/sqrt(p), and not beyond.
property("injection_locks_within_its_range", "published other", "ratio", [0.9 1.1])
function injection_locks_within_its_range(p, ratio)
  shift = p.fshift/(p.fdamp*(p.q+p.ibias/p.ith));
  strength = 1e-3*p.return/(2*pi);
  range = sqrt(1+shift^2)*strength;
  stop = 6/range;
  device("e d t 0 0 0 b", "fref", p.frequency(p.ibias)-ratio*range)
  element("ib 0 b", p.ibias)
  element("vc ic 0", strength*sqrt(p.power(p.ibias))/p.kin)
  device("f e u ic 0 0 q", "fref", p.frequency(p.ibias)-ratio*range)
  element("iq 0 q", p.ibias)
  outputs("phi", "@a.xf.aosc[phi]", "free", "@a.xe.aosc[phi]")
  r = ngspice({"tran", stop/300, stop});
  turns = abs(r.phi(end)-r.phi(1))/(2*pi);
  check("free oscillator, turns off", abs((r.free(end)-r.free(1))/(2*pi)-ratio*6), "<=", 1e-3, "fref")
  if ratio < 1
    check("locked, turns", turns, "<=", 0.75, "it goes to its place once")
  else
    check("beating, turns", abs(turns-6*sqrt(ratio^2-1)), "<=", 0.6, "Adler, but for where in a beat it begins")
  end
end

% What it cannot do is refused with a line that says why.
property("what_it_cannot_do_is_refused", "published")
function what_it_cannot_do_is_refused(p)
  device("d c s ic 0 0 b")
  element("ib 0 b dc", p.ibias, "ac 1m")
  element("vc ic 0 dc 0 ac 1")
  outputs("i", "i(vc)")
  refused("reference", "ac dec 1 1meg 10meg", "that has the frequency of its reference", "fref", 5e9);
  refused("shift", "op", "makes the frequency", "fshift", -7e9);
  refused("seed", "op", "must be a whole number", "noise", 1.5);
  refused("energy", "op", "must be 0 (no noise) or at least", "energy", 1e-30);
  refused("cold", "op", "must be above 0 K", "dtemp", -300, "options", "temp=-20");
  refused("noise", "noise v(c) vc dec 1 1 10", "would be wrong with this device");
end

% No access beyond memory and no use of what was never set, in each analysis and in refusals.
property("memory_is_used_rightly", "published")
function memory_is_used_rightly(p)
  device("d c s ic 0 0 b", "energy", 1e-17)
  element("vc ic 0 dc 0 ac 1")
  element("ib 0 b", p.ibias)
  outputs("c", "v(c)")
  right = ngspice("op; ac dec 1 1meg 10meg; dc ib 1m 2m 0.5m; op; tf v(c) vc; tran 0.1n 5n", "valgrind", true);
  wrong = refused("seed", "op", "must be a whole number", "noise", 1.5, "valgrind", true);
  check("errors, op ac dc tf tran", right.valgrind_errors, "<=", 0, "there is no harmless error")
  check("errors, refused", wrong.valgrind_errors, "<=", 0, "there is no harmless error")
end
