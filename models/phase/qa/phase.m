% The phase oscillator.

% In an operating point the phase rests where nothing turns it, and the outputs are its cosine and sine.
property("operating_point_is_a_place_of_rest", "published other", "pump", [0 0.5])
function operating_point_is_a_place_of_rest(p, pump)
  device("d c s ic is p b", "ibias", 1.5e-3)
  element("vc ic 0 0.8")
  element("vs is 0 -0.4")
  element("vp p 0", pump)
  element("ib 0 b 1.5m")
  outputs("c", "v(c)", "s", "v(s)", "phi", "@a.xd.aosc[phi]", "b", "v(b)")
  r = ngspice("op");
  check("speed, of k", abs(p.speed(r.phi, 0.8, -0.4, pump, p.ibias))/p.k, "<=", 1e-6, "a phase that is slower rests")
  check("error of the outputs, of vout", max(abs(r.c/p.vout-cos(r.phi)), abs(r.s/p.vout-sin(r.phi))), "<=", 1e-9, ...
    "ngspice's tolerances")
  check("bias voltage, relative", abs(r.b/(1.5e-3*p.rbias)-1), "<=", 1e-9, "a resistor")
  h = 1e-4;
  slope = (p.speed(r.phi+h, 0.8, -0.4, pump, p.ibias)-p.speed(r.phi-h, 0.8, -0.4, pump, p.ibias))/(2*h);
  check("slope there, of k", slope/p.k, "<=", -0.01, "it must be stable")
end

% Two oscillators hold each other at a difference of asin(delta/delta_L), through resistors.
property("two_lock_through_resistors", "published")
function two_lock_through_resistors(p)
  element("x1 c1 s1 c2 s2 0 0 phase", parameters("detuning", 4e8, "ibias", 0, "rout", 1e-3))
  element("x2 d1 e1 d2 e2 0 0 phase", parameters("detuning", 1e8, "ibias", 0, "rout", 1e-3))
  element("r1 c1 d2 1k")
  element("r2 s1 e2 1k")
  element("r3 d1 c2 1k")
  element("r4 e1 s2 1k")
  outputs("x", "@a.x1.aosc[phi]", "y", "@a.x2.aosc[phi]")
  r = ngspice("tran 0.1n 40n");
  check("error of the difference, rad", abs(r.x(end)-r.y(end)-asin(0.15)), "<=", 1e-4, "phitol, for turning phases")
  rate = (r.x(end)-r.x(1)+r.y(end)-r.y(1))/(2*r.time(end));
  check("common frequency, relative", abs(rate/2.5e8-1), "<=", 1e-4, "equal couplings leave the mean")
end

% Small signals: the phase follows with the return rate, and the bias moves the frequency.
property("small_signals_follow_the_return_rate", "published other")
function small_signals_follow_the_return_rate(p)
  device("d c s ic is p b", "detuning", 0, "phi0", 0.3, "ibias", 0)
  device("e d t ic is p q", "detuning", 0, "phi0", 0.3, "ibias", 0, "tune", 1e9)
  element("vc ic 0 0.8")
  element("vs is 0 dc 0.2 ac 1")
  element("vp p 0 0.3")
  element("vb b 0 0")
  element("iq 0 q dc 0 ac 1m")
  outputs("c", "v(c)", "s", "v(s)", "t", "v(t)")
  rest = ngspice("op");
  phi = atan2(rest.s, rest.c);
  rate = p.k*(0.8*cos(phi)+0.2*sin(phi))+p.ks*0.3*cos(2*phi);
  r = ngspice({"ac dec 3", 1e-3*rate, 1e3*rate});
  right = p.k*cos(phi)./(rate+2i*pi*r.frequency);
  check("error at the sine output, relative", most(abs(r.s./(p.vout*cos(phi)*right)-1)), "<=", 1e-6, "place of rest")
  check("error at the cosine output, relative", most(abs(r.c./(-p.vout*sin(phi)*right)-1)), "<=", 1e-6, "place of rest")
  both = (p.k*cos(phi)+1e6)./(rate+2i*pi*r.frequency);
  check("error with the bias, relative", most(abs(r.t./(p.vout*cos(phi)*both)-1)), "<=", 1e-6, "place of rest")
end

% The phase at the end of a run does not depend on steps and tolerances but for phitol.
property("steps_do_not_matter", "published other", "step", [0.01 0.1 1])
function steps_do_not_matter(p, step)
  stop = 30/p.k;
  device("d c s ic 0 p 0", "ibias", 0, "phi0", 1)
  element("vc ic 0 sin(0.5 1", 0.2*p.k/(2*pi), ")")
  element("vp p 0 sin(0 0.5", 0.1*p.k/(2*pi), ")")
  outputs("x", "@a.xd.aosc[phi]", "c", "v(c)")
  coarse = ngspice({"tran", 0.01*stop*step, stop, 0, 0.01*stop*step});
  right = lsode(@(y, t) p.speed(y, 0.5+sin(0.2*p.k*t), 0, 0.5*sin(0.1*p.k*t), p.ibias), 1, [0 stop])(end);
  check("error of the phase, rad", abs(coarse.x(end)-right), "<=", 1e-4+30*0.2^2*(0.3*step)^2/12, ...
    "the sine is taken as linear in a step, which adds h^2/12 of its curvature")
  check("phase turns, rad", most(coarse.x)-least(coarse.x), ">=", 0.3, "it must have moved")
end

% What it cannot do is refused with a line that says why.
property("what_it_cannot_do_is_refused", "published")
function what_it_cannot_do_is_refused(p)
  device("d c s ic is 0 0", "ibias", 0)
  element("vc ic 0 dc 0.1 ac 1")
  element("vs is 0 0")
  outputs("i", "i(vc)")
  refused("turns", "op", "comes to no rest");
  refused("large", "op", "parameter vout", "vout", 1e9);
  refused("seed", "op", "must be a whole number", "noise", 1.5);
  refused("cell", "op", "does nothing while diffusion is 0", "cell", 1e-12);
  refused("noise", "noise v(c) vc dec 1 1 10", "would be wrong with this device", "detuning", 0);
end

% No access beyond memory and no use of what was never set, in each analysis and in refusals.
property("memory_is_used_rightly", "published")
function memory_is_used_rightly(p)
  device("d c s ic 0 0 b", "diffusion", 1e6, "detuning", 0, "ibias", 0)
  element("vc ic 0 dc 0.1 ac 1")
  element("ib 0 b 0")
  outputs("c", "v(c)")
  right = ngspice("op; ac dec 1 1meg 10meg; dc vc 0.1 0.2 0.05; op; tf v(c) vc; tran 0.1n 5n", "valgrind", true);
  wrong = refused("seed", "op", "must be a whole number", "noise", 1.5, "valgrind", true);
  check("errors, op ac dc tf tran", right.valgrind_errors, "<=", 0, "there is no harmless error")
  check("errors, refused", wrong.valgrind_errors, "<=", 0, "there is no harmless error")
end

% The same for the device of large networks, which has transients only, with ports left out and with all of them.
property("network_model_uses_memory_rightly", "published")
function network_model_uses_memory_rightly(p)
  element("a1 [%v(x) %v(y)] null [%v(z) %v(w)] null null net")
  element("a2 [%v(z) %v(w)] [%v(u) %v(v)] [%v(x) %v(y)] %v(p) %g(b) net")
  element(".model net phase_network(diffusion=1e6 phi0=1 ibias=0)")
  element("vp p 0 0.5")
  element("ib 0 b 0")
  outputs("c", "v(x)")
  right = ngspice("tran 0.1n 5n", "valgrind", true);
  wrong = refused("op", "op", "is for transients alone", "valgrind", true);
  check("errors, tran", right.valgrind_errors, "<=", 0, "there is no harmless error")
  check("errors, refused", wrong.valgrind_errors, "<=", 0, "there is no harmless error")
end
