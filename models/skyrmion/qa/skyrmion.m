% The skyrmion on a track.

% An operating point holds the skyrmion at xinit: heavy metal and junction are resistors.
property("resistances_are_those_of_the_place", "published other", "share", [-0.9 -0.4 0 0.4 0.9])
function resistances_are_those_of_the_place(p, share)
  place = p.position*p.length+share*(p.width/2+p.radius);
  device("d a 0 b 0", "xinit", place)
  element("v1 a 0 10m")
  element("v2 b 0 0.1")
  outputs("track", "i(v1)", "junction", "i(v2)")
  r = ngspice("op");
  check("error of the track's current, relative", abs(-r.track*p.rm/10e-3-1), "<=", 1e-12, "rounding only")
  check("error of the junction's current, relative", abs(-r.junction/(0.1*p.g(place))-1), "<=", 1e-9, "pi has 7 digits in 4e-7 pi")
end

% Long after a change of the current it drifts along an edge with v = F/(alpha D), or with what pinning leaves of F.
property("edge_leads_it_along", "published pinned other", "sign", [1 -1])
function edge_leads_it_along(p, sign)
  current = sign*0.3*p.critical;
  push = abs(p.per_current*current)-p.friction;
  speed = push/p.drag;
  stop = 30*p.ledge*(p.gyro^2+p.drag^2)/(p.drag*abs(p.gyro)*speed);
  device("d a 0 b 0", "length", 50e-6, "xinit", 25e-6, "position", 0.5)
  element("v1 a 0", current*p.rm)
  element("v2 b 0 0.1")
  outputs("x", "@a.xd.asky[x]", "y", "@a.xd.asky[y]", "junction", "i(v2)")
  r = ngspice({"tran", stop/200, stop, 0, stop/200});
  v = (at(r.time, r.x, 0.95*stop)-at(r.time, r.x, 0.65*stop))/(0.3*stop);
  direction = sign*(2*(p.thetash > 0)-1);
  check("speed, relative error", abs(v*direction/speed-1), "<=", 2e-3, "it comes to the edge exponentially")
  check("side of the track", -direction*p.charge*r.y(end)/p.side, ">=", 0.1, "charge 1 deflects to the right")
  check("current off Eq. (K8), of V/R_P", most(abs(r.junction+0.1*p.g(r.x-25e-6+p.position*p.length)))*p.rp/0.1, "<=", 1e-3, "dxtol, and steps of dxmax")
end

% A pulse moves it by its charge, whatever the Hall angle, when the edges have brought it back to the middle: Eq. (K11).
property("displacement_is_charge", "published other", "duration", [0.1 1 5])
function displacement_is_charge(p, duration)
  stiffness = 2*p.fedge/p.ledge*exp(-p.side/p.ledge);
  relaxation = (p.gyro^2+p.drag^2)/(stiffness*p.drag);
  pulse = duration*relaxation;
  current = 0.2*p.length/(p.way*pulse);
  current = min(max(current, -0.5*p.critical), 0.5*p.critical);
  direction = 2*(p.thetash > 0)-1;
  start = 0.5*p.length;
  device("d a 0 b 0", "xinit", start)
  element("v1 a 0 pwl(0 0", pulse, direction*abs(current)*p.rm, 2*pulse, 0, ")")
  element("v2 b 0 0.1")
  outputs("x", "@a.xd.asky[x]", "y", "@a.xd.asky[y]")
  r = ngspice({"tran", pulse/20, 2*pulse+20*relaxation, 0, pulse/20+relaxation/10});
  right = p.way*direction*abs(current)*pulse;
  check("error of the way, relative", abs((r.x(end)-start)/right-1), "<=", 1e-4, "the ends of the track repel it, too")
  check("off the middle, of the way", abs(r.y(end)/right), "<=", 1e-4, "20 relaxation times")
  check("most off the middle, m", most(abs(r.y)), ">=", 1e-10, "it must have deflected")
end

% Small signals against the equation of motion at rest in the middle: two coordinates, one of them with a spring.
property("small_signals_follow_the_motion", "published other")
function small_signals_follow_the_motion(p)
  place = p.position*p.length+0.5*p.radius;
  device("d a 0 b 0", "xinit", place)
  element("v1 a 0 dc 0 ac 1")
  element("v2 b 0 0.1")
  outputs("track", "i(v1)", "junction", "i(v2)")
  r = ngspice({"ac dec 3 1meg 100g"});
  square = p.gyro^2+p.drag^2;
  stiff_y = 2*p.fedge/p.ledge*exp(-p.side/p.ledge);
  stiff_x = p.fedge/p.ledge*(exp(-(place-p.radius)/p.ledge)+exp(-(p.length-p.radius-place)/p.ledge));
  s = 2i*pi*r.frequency;
  x = zeros(size(s));
  for k = 1:numel(s)
    mobility = [p.drag, p.gyro; -p.gyro, p.drag]/square;
    answer = (s(k)*eye(2)+mobility*diag([stiff_x stiff_y]))\(mobility*[p.per_current; 0]);
    x(k) = answer(1);
  end
  h = 1e-12;
  slope = 0.1*(p.g(place+h)-p.g(place-h))/(2*h);
  check("error of the junction's answer, relative", most(abs(-r.junction.*p.rm./(slope*x)-1)), "<=", 1e-3, "a difference over 2 h, and edges that already push")
  check("error of the track's, relative", most(abs(-r.track*p.rm-1)), "<=", 1e-12, "a resistor")
end

% With noise the path is the same to the last bit, whatever steps ngspice takes.
property("path_does_not_depend_on_steps", "published other")
function path_does_not_depend_on_steps(p)
  device("d a 0 b 0", "noise", 3, "xinit", p.length/2)
  element("v1 a 0", 0.05*p.critical*p.rm)
  element("v2 b 0 0.1")
  outputs("x", "@a.xd.asky[x]", "y", "@a.xd.asky[y]")
  coarse = ngspice("tran 1n 2n");
  fine = ngspice("tran 7p 2n 0 7p", "options", "reltol=1e-6");
  check("difference at the end, m", abs(coarse.x(end)-fine.x(end))+abs(coarse.y(end)-fine.y(end)), "<=", 0, "a function of the seed")
  check("noise moves it, m", abs(fine.y(end)), ">=", 1e-12, "there must be noise")
  check("steps, finer", fine.rows/coarse.rows, ">=", 1.2, "there must be other steps")
end

% What it cannot do is refused with a line that says why.
property("what_it_cannot_do_is_refused", "published")
function what_it_cannot_do_is_refused(p)
  device("d a 0 b 0")
  element("v1 a 0 dc 0 ac 1")
  element("v2 b 0 0.1")
  outputs("i", "i(v2)")
  refused("wide", "op", "as wide as the track", "radius", p.wtrack/2);
  refused("start", "op", "over an end of the track", "xinit", 0);
  refused("side", "op", "over an edge of the track", "yinit", p.wtrack/2);
  refused("creep", "op", "exclude each other", "noise", 1, "jdepin", 1e10);
  refused("charge", "op", "must be 1 or -1", "charge", 0.5);
  refused("cold", "op", "must be above 0 K", "dtemp", -300, "options", "temp=-20");
  refused("noise", "noise v(b) v1 dec 1 1 10", "would be wrong with this device");
end

% No access beyond memory and no use of what was never set, in each analysis and in refusals.
property("memory_is_used_rightly", "published")
function memory_is_used_rightly(p)
  device("d a 0 b 0", "noise", 1)
  element("v1 a 0 dc 1m ac 1")
  element("v2 b 0 0.1")
  outputs("x", "@a.xd.asky[x]")
  right = ngspice("op; ac dec 1 1meg 10meg; dc v1 0 2m 0.5m; op; tf i(v2) v1; tran 0.1n 1n", "valgrind", true);
  wrong = refused("charge", "op", "must be 1 or -1", "charge", 0.5, "valgrind", true);
  check("errors, op ac dc tf tran", right.valgrind_errors, "<=", 0, "there is no harmless error")
  check("errors, refused", wrong.valgrind_errors, "<=", 0, "there is no harmless error")
end
