% The parameter sets for which properties run, and the equations that all properties share.

function s = sets(p)
  s.published = {};
  s.pinned = {"jdepin", 5e10};
  s.other = {"ms", 1.1e6, "thickness", 1.2e-9, "alpha", 0.1, "radius", 25e-9, "delta", 7e-9, "charge", -1, "length", 1e-6, ...
    "wtrack", 150e-9, "thm", 5e-9, "thetash", -0.2, "rm", 900, "fedge", 90e-12, "ledge", 8e-9, "width", 60e-9, ...
    "position", 0.3, "rp", 3e3, "rap", 5e3, "xinit", 700e-9};
end

% The equations of docs/skyrmion.md, written out again and not taken from the code.
function p = equations(p)
  spins = 4e-7*pi*p.ms*p.thickness/2.21276148e5;
  p.gyro = 4*pi*p.charge*spins; % Eq. (K2)
  p.drag = p.alpha*2*pi*(p.radius/p.delta+p.delta/p.radius)*spins; % Eq. (K2)
  p.per_density = pi^2*p.radius*1.054571817e-34*p.thetash/(2*1.602176634e-19); % Eq. (K3)
  p.per_current = p.per_density/(p.wtrack*p.thm);
  p.friction = abs(p.per_density)*p.jdepin; % Eq. (K5)
  p.side = p.wtrack/2-p.radius;
  p.critical = p.fedge*p.drag/abs(p.gyro*p.per_current); % A
  p.way = p.per_current/p.drag; % m/C, Eq. (K11)
  disc = @(u) pi/2+asin(clamp(u, -1, 1))+clamp(u, -1, 1).*sqrt(1-clamp(u, -1, 1).^2);
  p.share = @(x) p.radius^2/(p.width*p.wtrack)*(disc((p.position*p.length+p.width/2-x)/p.radius)- ...
    disc((p.position*p.length-p.width/2-x)/p.radius));
  p.g = @(x) 1/p.rap+(1/p.rp-1/p.rap)*p.share(x); % Eq. (K8)
end
