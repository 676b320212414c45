% The parameter sets for which properties run, and the equations that all properties share.

function s = sets(p)
  s.published = {"xinit", 0.1*p.length};
  s.pinned = {"xinit", 0.1*p.length, "jdepin", 1e10};
  s.other = {"length", 1e-6, "width", 50e-9, "mobility", 3e-9, "rp", 1e3, "rap", 2.7e3, "xinit", 0.3e-6, ...
    "dxmax", 20e-9};
end

% The equations of docs/memristor.md, written out again and not taken from the code.
function p = equations(p)
  p.growth = (1/p.rp-1/p.rap)/p.length;
  p.g = @(x) 1/p.rap+p.growth*x; % Eq. (M1)
  p.way = p.mobility/(p.length*p.width); % k of Eq. (M2)
  p.area = p.length*p.width;
  p.crossing = p.length/(p.way*p.g(p.length)*0.1);
end
