% The nanomagnet and its coupling. tests/ngspice/test_nanomagnets.c has what thermal ones do.

% A moment that is held is along its easy axis whatever the field is; each node of the field has 1 S to ground.
property("held_moment_is_along_its_axis", "standard other given")
function held_moment_is_along_its_axis(p)
  device("d hx hy hz mx my mz")
  element("ix 0 hx 3")
  element("iy 0 hy dc 1")
  element("iz 0 hz -2")
  outputs("x", "v(mx)", "y", "v(my)", "z", "v(mz)", "hx", "v(hx)", "hy", "v(hy)", "hz", "v(hz)")
  r = ngspice("dc iy -20 20 10");
  check("off the easy axis", most(hypot(r.x-p.well(1), r.y-p.well(2))), "<=", 1e-9, "rounding")
  check("out of the plane", most(abs(r.z)), "<=", 0, "it is held")
  check("fields off the currents", most(abs([r.hx-3; r.hy-r.swept; r.hz+2])), "<=", 1e-9, "1 S")
end

% A field along the easy axis turns a moment over at H_k, in each direction once: Stoner and Wohlfarth. Across, the moment
% follows it in proportion.
property("loops_are_those_of_stoner_and_wohlfarth", "standard other given")
function loops_are_those_of_stoner_and_wohlfarth(p)
  device("e hx hy hz mx my mz", "follow", 1)
  device("a gx gy gz nx ny nz", "follow", 1)
  element("vt t 0 0")
  element("bx 0 hx i =", 1.5e-3*p.hk*p.easy(1), "*(abs(v(t)-2)-1)") % from 1.5 H_k to -1.5 H_k and back
  element("by 0 hy i =", 1.5e-3*p.hk*p.easy(2), "*(abs(v(t)-2)-1)")
  element("b2 0 gx i =", 0.9e-3*p.hk*p.across(1), "*(abs(v(t)-2)-1)")
  element("b3 0 gy i =", 0.9e-3*p.hk*p.across(2), "*(abs(v(t)-2)-1)")
  outputs("t", "v(t)", "x", "v(mx)", "y", "v(my)", "u", "v(nx)", "w", "v(ny)")
  r = ngspice("dc vt 0 4 0.01");
  along = r.x*p.easy(1)+r.y*p.easy(2);
  h = 1.5*(abs(r.t-2)-1);
  falls = h(find(along < 0 & r.t < 2, 1));
  rises = h(find(along > 0 & r.t > 2, 1));
  check("falls off -H_k, of H_k", abs(falls+1), "<=", 0.016, "a point each 1 % of 1.5 H_k")
  check("rises off H_k, of H_k", abs(rises-1), "<=", 0.016, "a point each 1 % of 1.5 H_k")
  check("it turns over", sum(abs(diff(sign(along))) > 0), "<=", 3, "into the field, and twice")
  across = r.u*p.across(1)+r.w*p.across(2);
  check("across, off the field over H_k", most(abs(across-0.9*(abs(r.t-2)-1))), "<=", 1e-5, "reltol of the fields")
end

% Ferromagnetic resonance: Kittel's formula, with the full width alpha gamma_0 (H_k + H_z)/2 pi.
property("resonance_is_kittels", "standard other given", "share", [0 0.6])
function resonance_is_kittels(p, share)
  h = share*p.hk;
  stiff = [p.hk p.hz]+h;
  right = p.gamma0*sqrt(prod(stiff))/(2*pi);
  width = p.alpha*p.gamma0*sum(stiff)/(2*pi)/right;
  device("d hx hy hz mx my mz", "follow", 1)
  element("ix 0 hx dc", 1e-3*h*p.well(1), "ac", p.across(1))
  element("iy 0 hy dc", 1e-3*h*p.well(2), "ac", p.across(2))
  outputs("x", "v(mx)", "y", "v(my)")
  r = ngspice({"ac lin 2001", 0.8*right, 1.2*right});
  answer = abs(r.x*p.across(1)+r.y*p.across(2));
  [top, k] = max(answer);
  half = r.frequency(answer >= top/sqrt(2));
  check("error of the frequency, relative", abs(r.frequency(k)/right-1), "<=", 4e-4+width^2/2, ...
    "the raster of 2e-4, and damping, which moves the peak by about half of the square of the width")
  check("error of the width, relative", abs((half(end)-half(1))/right/width-1), "<=", 0.02+4e-4/width, "the raster")
end

% The answer to small signals is that of a transient with a small sine, of a field and of a spin current.
property("small_signals_are_those_of_a_transient", "damped", "current", [0 1])
function small_signals_are_those_of_a_transient(p, current)
  f = 0.7*p.resonance;
  amplitude = 0.02;
  if current amplitude = 0.005*p.critical; end
  element("ix 0 hx 2")
  element("iy 0 hy 5")
  element("iz 0", {"hz", "iz"}{1+current}, "dc 0 ac 1 sin(0", amplitude, f, ")")
  element("a1 [hx hy hz] [mx my mz] [ix iy iz] one")
  element(".model one nanomagnet(", parameters("follow", 1, "mtol", 1e-9, "dm", 1e-3, "theta0", 0), ")")
  outputs("x", "v(mx)", "y", "v(my)", "z", "v(mz)")
  ac = ngspice({"ac lin 1", f, f});
  r = ngspice({"tran", 1/(200*f), 60/f, 59/f, 1/(200*f)}, "options", "reltol=1e-7");
  fitted = [ones(size(r.time)) sin(2*pi*f*r.time) cos(2*pi*f*r.time)]\[r.x r.y r.z];
  found = complex(fitted(2, :), fitted(3, :))/amplitude;
  right = [ac.x ac.y ac.z];
  check("error, relative", norm(found-right)/norm(right), "<=", 5e-3, "steps of 1/200 period, and the square of the signal")
  check("answer, of 1/H_k or more", norm(right)*{1e-3*p.hk, p.critical}{1+current}, ">=", 0.02, "it must answer")
end

% Without a shape a moment turns about the field and falls into it by a closed form.
property("moment_turns_about_the_field", "damped")
function moment_turns_about_the_field(p)
  h = 1e5;
  device("d hx hy hz mx my mz", "nx", 0.3, "ny", 0.3, "nz", 0.3, "theta0", 0.5, "mtol", 1e-7)
  element("ix 0 hx", -1e-3*h)
  outputs("x", "v(mx)", "y", "v(my)", "z", "v(mz)")
  stop = 2/(p.alpha*p.gamma0*h);
  r = ngspice({"tran", stop/500, stop, 0, stop/500});
  t = p.gamma0/(1+p.alpha^2)*h*r.time;
  right = cos(2*atan(tan((pi-0.5)/2)*exp(-p.alpha*t)));
  check("error of the cosine", most(abs(-r.x-right)), "<=", 1e-4, "10^3 steps of 1e-7")
  check("error of the phase", most(abs(angle(complex(r.y, r.z)./exp(-1i*t)))), "<=", 1e-3, "the same")
  check("moment turns", r.x(1)-r.x(end), ">=", 0.5, "it must have moved")
end

% A spin current against the moment turns it over above the critical current, and not below.
property("spin_current_turns_it_over_above_the_threshold", "standard other", "share", [0.95 1.3])
function spin_current_turns_it_over_above_the_threshold(p, share)
  element("ix 0 ix", -share*p.critical*p.well(1))
  element("iy 0 iy", -share*p.critical*p.well(2))
  element("a1 null [mx my mz] [ix iy iz] one")
  element(".model one nanomagnet(", parameters("theta0", 0.01, "dm", 2), ")")
  outputs("x", "v(mx)", "y", "v(my)")
  rate = p.alpha*p.gamma0*(p.hk+p.hz)/2*abs(share-1); % of growth or decay: the trace of (E9)
  r = ngspice({"tran", 0.1/p.resonance, 20/rate, 0, 0.1/p.resonance});
  check("it is where it must be", (r.x(end)*p.well(1)+r.y(end)*p.well(2))*sign(1-share), ">=", 0.5, "20 rates of growth or decay")
end

% Two islands side by side have two modes, in which they turn alike or opposite: those of the linear equations.
property("modes_of_a_pair_are_those_of_the_linear_equations", "standard")
function modes_of_a_pair_are_those_of_the_linear_equations(p)
  far = 100e-9;
  d = 1e-3*p.moment/(4*pi*far^3); % kA/m, of one at the other across the line
  for k = 1:2
    c = {"1", "2"}{k};
    element(["a" c " [x" c " y" c " z" c "] [u" c " v" c " w" c "] null one"])
  end
  element("a3 [u1 v1 w1 u2 v2 w2] [x1 y1 z1 x2 y2 z2] places")
  element(".model one nanomagnet(", parameters("follow", 1), ")")
  element(".model places dipoles(follow=1 places=[0 0 0 0", far, "0] moments=[", p.moment, "])")
  element("i1 0 y1 dc 0 ac 1")
  outputs("one", "v(v1)", "two", "v(v2)")
  % both along x: the field -d along x takes from both stiffnesses, and couples y by 2 d and z by -d
  for mode = [1 -1]
    stiff = [p.hk-1e3*d-mode*2e3*d p.hz-1e3*d+mode*1e3*d];
    f = p.gamma0*sqrt(prod(stiff))/(2*pi);
    width = p.alpha*sum(stiff)/sqrt(prod(stiff));
    r = ngspice({"ac lin 4001", 0.9*f, 1.1*f});
    [~, k] = max(abs(r.one+mode*r.two));
    check("error of the frequency, relative", abs(r.frequency(k)/f-1), "<=", 5e-5+width^2/2, ...
      "the raster, and damping, which moves the peak by about half of the square of the width")
    check("moments turn as the mode says", real(r.two(k)/r.one(k))*mode, ">=", 0.5, "the other mode is far")
  end
end

% The path of a magnet with noise in a constant field does not depend on steps, tolerances or other devices.
property("path_does_not_depend_on_the_circuit", "noisy")
function path_does_not_depend_on_the_circuit(p)
  device("d hx hy hz mx my mz")
  element("ix 0 hx -4")
  element("iy 0 hy 6")
  outputs("x", "@a.xd.amagnet[mx]", "z", "@a.xd.amagnet[mz]")
  stop = 10e-9;
  first = ngspice({"tran", stop/100, stop, 0, stop/100});
  fine = ngspice({"tran", stop/2000, stop, 0, stop/2000}, "options", "reltol=1e-6 method=gear");
  device("other gx gy gz nx ny nz")
  element("ig 0 gx pulse(0 40 1n 10p 10p 0.4n 1n)")
  outputs("x", "@a.xd.amagnet[mx]", "z", "@a.xd.amagnet[mz]", "u", "@a.xother.amagnet[mz]")
  crowd = ngspice({"tran", stop/100, stop, 0, stop/100});
  check("with other steps", hypot(fine.x(end)-first.x(end), fine.z(end)-first.z(end)), "<=", 0, "the same cells")
  check("among other devices", hypot(crowd.x(end)-first.x(end), crowd.z(end)-first.z(end)), "<=", 0, "the same cells")
  check("other steps were made", abs(crowd.rows-first.rows), ">=", 20, "it must have been tested")
  check("another name has another path", abs(crowd.u(end)-first.z(end)), ">=", 1e-4, "another key")
end

% Two islands that couple without noise: with shorter steps the path converges, of second order or better.
property("paths_of_a_pair_converge", "damped")
function paths_of_a_pair_converge(p)
  device("a x1 y1 z1 u1 v1 w1", "mtol", 1e-9, "dm", 2)
  device("b x2 y2 z2 u2 v2 w2", "mtol", 1e-9, "dm", 2)
  element("a3 [u1 v1 w1 u2 v2 w2] [x1 y1 z1 x2 y2 z2] places")
  element(".model places dipoles(places=[0 0 0 30n 90n 0] moments=[", p.moment, "])")
  element("i1 0 y1 pwl(0 0 0.1n 30 0.5n 0)")
  outputs("u", "v(v1)", "v", "v(v2)", "w", "v(w2)")
  stop = 0.4e-9;
  for k = 1:4
    step = stop/(25*4^(k-1));
    r = ngspice({"tran", step, stop, 0, step}, "options", "reltol=1e-9 vntol=1e-12");
    found(k, :) = [r.u(end) r.v(end) r.w(end)];
  end
  off = sqrt(sum(diff(found).^2, 2));
  check("steps of 16 ps", off(1), "<=", 0.02, "8 of them in a turn about the field")
  check("of 4 ps, of that", off(2)/off(1), "<=", 0.15, "of second order: 1/16")
  check("of 1 ps, of that", off(3)/off(2), "<=", 0.15, "of second order: 1/16")
  check("they turn", abs(found(end, 1)), ">=", 0.02, "it must have moved")
end

% Parameters out of limits and analyses without a right answer stop with a line that says why.
property("what_it_cannot_do_is_refused", "standard")
function what_it_cannot_do_is_refused(p)
  device("d hx hy hz mx my mz")
  element("ix 0 hx dc 1 ac 1")
  outputs("x", "v(mx)")
  refused("size", "op", "parameter ms = 0 A/m is out of its limits", "ms", 0);
  refused("pillar", "op", "leave no easy axis in the plane", "thickness", 200e-9);
  refused("choice", "op", "start = 0.5 must be a whole number", "start", 0.5);
  refused("factors", "op", "expected all three, or none", "ny", 0.1);
  refused("cold", "op", "makes the temperature", "dtemp", -300, "options", "temp=-10");
  refused("held", "ac lin 1 1g 1g", "a magnet that is held has no answer to small signals");
  refused("noise", "noise v(mx) ix dec 1 1 10", "would be wrong with this device");
  element("aspin null [ux uy uz] [sx sy sz] wound")
  element("isz 0 sz 0.78m") % a_J = 20 kA/m: above H_k/2, so it turns, and below alpha M_S (N_z-N_x), so it goes on
  element(".model wound nanomagnet(follow=1 alpha=0.05)")
  refused("precession", "op", "the magnet comes to no rest");
end

% No access beyond memory and no use of what was never set, in each analysis, in refusals, and over several runs.
property("memory_is_used_rightly", "standard")
function memory_is_used_rightly(p)
  device("a x1 y1 z1 u1 v1 w1", "follow", 1, "noise", 3)
  device("b x2 y2 z2 u2 v2 w2", "noise", 4)
  element("a3 [u1 v1 w1 u2 v2 w2] [x1 y1 z1 x2 y2 z2] places")
  element(".model places dipoles(places=[0 0 0 0 100n 0] moments=[", p.moment, "] factors=\"1:2:0.8\")")
  element("i1 0 y1 dc 1")
  outputs("u", "v(u1)")
  right = ngspice("op; dc i1 0 10 5; tf v(v1) i1; tran 5p 100p; altermod places factors = 1:2:0.5; tran 5p 100p", ...
    "valgrind", true);
  wrong = refused("low", "op", "out of its limits", "ms", 0, "valgrind", true);
  check("errors, op dc tf tran", right.valgrind_errors, "<=", 0, "there is no harmless error")
  check("errors, refused", wrong.valgrind_errors, "<=", 0, "there is no harmless error")
end
