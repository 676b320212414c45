% The parameter sets for which properties run, and the equations that all properties share.

function s = sets(p)
  s.published = {"detuning", 3e8};
  s.other = {"k", 2e7, "ks", 5e7, "detuning", -4e6, "vout", 0.3, "rout", 5, "rbias", 50, "tune", 1e10, "ibias", 2e-3, ...
    "phi0", 2.5};
end

% Eq. (O9) of docs/phase.md, written out again and not taken from the code.
function p = equations(p)
  p.speed = @(phi, c, s, pump, bias) p.detuning+p.tune*(bias-p.ibias)+p.k*(s*cos(phi)-c*sin(phi))-p.ks*pump/2*sin(2*phi);
end
