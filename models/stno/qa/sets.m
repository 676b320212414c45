% The parameter sets for which properties run, and the equations that all properties share.

function s = sets(p)
  s.published = {"q", 1};
  s.other = {"f0", 2e9, "fshift", 3e8, "fdamp", 2e7, "q", 0.2, "ith", 3e-4, "ibias", 6e-4, "rbias", 40, "vout", 0.05, ...
    "rout", 5, "kin", 1e8};
end

% Eq. (O5) of docs/stno.md, written out again and not taken from the code.
function p = equations(p)
  p.power = @(bias) max(bias/p.ith-1, 0)./(bias/p.ith+p.q);
  p.frequency = @(bias) p.f0+p.fshift*p.power(bias);
  p.return = 2*(p.ibias/p.ith-1)*2*pi*p.fdamp; % 2 Gamma_p
end
