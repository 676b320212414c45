% The parameter sets for which properties run, and the equations that all properties share.

function s = sets(p)
  s.published = {};
  s.other = {"v0", 0.02, "rout", 5e3, "tau", 30e-9, "seed", 9, "start", 1, "edge", 1e-2};
  s.noiseless = {"noise", 0};
end

% The equations of docs/pbit.md, written out again and not taken from the code.
function p = equations(p)
  if p.noise == 0
    p.mean = @(v) sign(v);
  else
    p.mean = @(v) (exp(2*v/p.v0)-1)./(exp(2*v/p.v0)+1); % Eq. (B9)
  end
end
