% Contacts of spin circuits. tests/ngspice/test_spin_circuits.c has the circuits of the library.

% All four voltages of the contact are held: its currents are those of Eq. (S2).
property("operating_point_is_the_linear_contact", "standard other tilted")
function operating_point_is_the_linear_contact(p)
  v = [0.3; -0.2; 0.5; 0.1];
  device("d f c x y z")
  element("vf f c", v(1))
  element("vc c 0 0.7")
  element("vx x 0", v(2))
  element("vy y 0", v(3))
  element("vz z 0", v(4))
  outputs("f", "i(vf)", "x", "i(vx)", "y", "i(vy)", "z", "i(vz)")
  r = ngspice("op");
  right = p.matrix(p.m)*v;
  check("error of the currents, of g", most(abs(-[r.f; r.x; r.y; r.z]-right))/p.g, "<=", 1e-11, "rounding of ngspice")
  r = ngspice("dc vf -1 1 0.25");
  off = -[r.f r.x r.y r.z]'-p.matrix(p.m)*[r.swept'; v(2:4)*ones(1, numel(r.swept))];
  check("error in a sweep, of g", most(abs(off))/p.g, "<=", 1e-11, "rounding of ngspice")
end

% A contact between metal: the network of resistors and contact, solved by hand.
property("metal_and_contact_are_one_linear_network", "standard other tilted", "lengths", [1e-3 1 5])
function metal_and_contact_are_one_linear_network(p, lengths)
  element("i1 0 f 1m")
  device("d f c x y z")
  element("xm c x y z 0 0 0 0 spin_metal length=", lengths*350e-9)
  outputs("f", "v(f)", "c", "v(c)", "x", "v(x)", "y", "v(y)", "z", "v(z)")
  r = ngspice("op");
  metal = 5e-15/(2.9e-8*350e-9); % A/(rho lambda)
  spin = metal*(1/sinh(lengths)+tanh(lengths/2));
  matrix = p.matrix(p.m);
  % the current into the magnet is given; spins leave the node by metal and contact
  found = [matrix(1,:); matrix(2:4,:)+[zeros(3,1) spin*eye(3)]]\[1e-3; 0; 0; 0];
  check("charge in the metal, relative", abs(r.c/(1e-3*lengths/metal)-1), "<=", 1e-9, "Ohm's law");
  check("voltage of the contact, relative", abs((r.f-r.c)/found(1)-1), "<=", 1e-9, "rounding of ngspice");
  check("spins, of the greatest", most(abs([r.x; r.y; r.z]-found(2:4)))/most(abs(found(2:4))), "<=", 1e-9, "rounding of ngspice");
end

% A fixed magnet passes small signals as large ones, at any frequency.
property("fixed_contact_is_the_same_at_any_frequency", "standard other tilted")
function fixed_contact_is_the_same_at_any_frequency(p)
  element("i1 0 f dc 1m ac 1m")
  device("d f c x y z")
  element("xm c x y z 0 0 0 0 spin_metal")
  outputs("f", "v(f)", "x", "v(x)", "z", "v(z)")
  large = ngspice("op");
  r = ngspice("ac dec 2 1k 100g");
  check("charge, relative", most(abs(r.f/large.f-1)), "<=", 1e-9, "rounding of ngspice")
  check("spins, of the greatest", most(abs([r.x-large.x; r.z-large.z]))/hypot(large.x, large.z), "<=", 1e-9, "rounding of ngspice")
  r = ngspice("tran 1n 20n");
  check("transient, relative", most(abs(r.f/large.f-1)), "<=", 1e-9, "rounding of ngspice")
end

% A free magnet answers a field with its resonance, which spins along it damp more or less.
property("free_magnet_resonates_and_spins_change_its_damping", "standard", "share", [-2 -0.5 0 0.5])
function free_magnet_resonates_and_spins_change_its_damping(p, share)
  element("i1 0 z dc", share*p.critical)
  element("vc c 0 0")
  element("xd f c x y z hx 0 0 mx my mz spin_magnet", parameters("free", 1))
  element("ih 0 hx dc 0 ac 1")
  outputs("mx", "v(mx)", "my", "v(my)")
  right = p.gamma0*p.hk/(2*pi);
  r = ngspice({"ac lin 801", right*0.9, right*1.1});
  w = 2*pi*r.frequency;
  % circular motion u = mx+i my, or its mirror: du/dt = (-i g H+...); written as the two linear equations of (E1) at mz = 1
  h = p.hk; a = p.alpha; s = -p.torque*share*p.critical; % spins that pull m to +z for positive s
  for k = 1:numel(w)
    % m' = g0 (h m_y-s m_x)-a m_y', and so on, with the field of 1 kA/m along x
    A = [1i*w(k)+p.gamma0*s, p.gamma0*h+a*1i*w(k); -p.gamma0*h-a*1i*w(k), 1i*w(k)+p.gamma0*s];
    m(k,:) = (A\(p.gamma0*1e3*[0; -1])).';
  end
  off = most(abs([r.mx-m(:,1); r.my-m(:,2)]))/most(abs(m));
  check("error of m, of the greatest", off, "<=", 1e-6, "the operating point and constants to ten digits");
  [~, top] = max(abs(r.mx));
  check("resonance off Kittel's, relative", abs(r.frequency(top)/right-1), "<=", 2e-3, "steps of the frequency, and damping");
end

% From the threshold on there is no answer to small signals; spins of the other sign have one.
property("threshold_is_exact_in_small_signals", "standard", "share", [0.999 1.001])
function threshold_is_exact_in_small_signals(p, share)
  element("i1 0 z dc", share*p.critical)
  element("vc c 0 0")
  element("xd f c x y z hx 0 0 mx my mz spin_magnet", parameters("free", 1))
  element("ih 0 hx dc 0 ac 1")
  outputs("mx", "v(mx)")
  r = ngspice("ac lin 3 1meg 10meg");
  said = strfind(r.said, "error: the magnet has no stable equilibrium");
  check("message, once beyond the threshold", abs(numel(said)-(share > 1)), "<=", 0, "one for the analysis");
  check("numbers, none beyond the threshold", abs(sum(!isnan(r.mx))-3*(share < 1)), "<=", 0, "no answer is no number");
end

% Without noise the path does not depend on the steps.
property("path_does_not_depend_on_steps", "standard", "gmix", [1 1.8])
function path_does_not_depend_on_steps(p, gmix)
  element("i1 0 z pulse(", 4*p.critical, 12*p.critical, "1n 1n 1n 1)")
  element("vc c 0 0")
  element("xm c x y z 0 0 0 0 spin_metal length=3u area=5e-17")
  element("xd f c x y z 0 0 0 mx my mz spin_magnet", parameters("free", 1, "theta0", 0.3, "alpha", 0.05, "gmix", gmix))
  outputs("z", "v(mz)")
  r = ngspice("tran 10p 3n 0 10p");
  fine = ngspice("tran 0.5p 3n 0 0.5p");
  places = (0.1:0.1:2.9)'*1e-9;
  check("the magnet moves", most(r.z)-least(r.z), ">=", 0.3, "it turns");
  check("difference of m_z", most(abs(at(r.time, r.z, places)-at(fine.time, fine.z, places))), "<=", 2e-3, ...
    "linear interpolation between points 0.1 apart")
end

% What it cannot do is refused with a line that says why.
property("what_it_cannot_do_is_refused", "standard")
function what_it_cannot_do_is_refused(p)
  element("i1 0 f dc 1m ac 1m")
  device("d f c x y z")
  element("xm c x y z 0 0 0 0 spin_metal")
  outputs("f", "v(f)")
  refused("polarization", "op", "polarization = 1.5 is out of its limits", "polarization", 1.5);
  refused("noise of a fixed magnet", "op", "does nothing while free is 0", "noise", 1);
  refused("free", "op", "must be a whole number", "free", 0.5);
  refused("no well", "op", "no minimum along the easy axis", "free", 1, "nz", 1);
  refused("on the axis", "op", "never switches", "free", 1, "theta0", 0);
  refused("cold", "tran 1n 2n", "must be above 0 K", "free", 1, "dtemp", -300, "options", "temp=-20");
  refused("noise", "noise v(f) i1 dec 1 1 10", "would be wrong with this device");
  refused("pz", "pz f 0 c 0 vol pz", "would be wrong with this device");
end

% A piece of metal out of its limits stops ngspice, with the name of the parameter and its limits.
property("metal_out_of_its_limits_is_refused", "standard", "length", [-1e-7 0 2])
function metal_out_of_its_limits_is_refused(p, length)
  element("i1 0 f 1m")
  device("d f c x y z")
  element("xm c x y z 0 0 0 0 spin_metal length=", length)
  outputs("f", "v(f)")
  refused("length", "op", "rlength_from_1e-12_to_1");
end

% No access beyond memory and no use of what was never set, in each analysis, in refusals, and over several runs.
property("memory_is_used_rightly", "standard")
function memory_is_used_rightly(p)
  element("i1 0 f dc 1m ac 1m")
  element("xd f c x y z hx 0 0 mx my mz spin_magnet", parameters("free", 1, "noise", 1, "hmax", 1e3))
  device("e g c x y z")
  element("ih 0 hx 1 ac 1")
  element("xm c x y z 0 0 0 0 spin_metal")
  outputs("f", "v(f)")
  right = ngspice("op; ac dec 1 1meg 10g; dc i1 0 1m 0.5m; op; tf v(f) i1; tran 0.01n 0.5n; tran 0.01n 0.2n", "valgrind", true);
  wrong = refused("polarization", "op", "out of its limits", "polarization", 2, "valgrind", true);
  check("errors, op ac dc tf tran", right.valgrind_errors, "<=", 0, "there is no harmless error")
  check("errors, refused", wrong.valgrind_errors, "<=", 0, "there is no harmless error")
end
