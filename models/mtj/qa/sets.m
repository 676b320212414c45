% The parameter sets for which properties run, and the equations that all properties share.

function s = sets(p)
  rap = p.rp*(1+p.polarization^2)/(1-p.polarization^2);
  s.standard = {"start", 1};
  s.exact = {"vhalf", 0, "rap", rap};
  s.flat = {"ki", 0, "nx", 0.02, "ny", 0.05, "nz", 0.93, "ptilt", pi/2, "vhalf", 0, "tfree", 2e-9};
  s.heated = {"vhalf", 0, "pbloch", 3e-5, "rth", 2e6, "tauth", 1e-9};
  s.noisy = {"vhalf", 0, "noise", 7, "vact", 2e-25, "alpha", 0.05};
end

% The equations of docs/mtj.md, written out again and not taken from the code.
function p = equations(p)
  mu0 = 4e-7*pi;
  p.gamma0 = 2.21276e5;
  p.volume = pi/4*p.diameter^2*p.tfree;
  if p.vact > 0 p.volume = p.vact; end
  p.hk = 2*p.ki/(mu0*p.ms*p.tfree)-p.ms*(p.nz-p.nx); % Eq. (E5)
  p.energy = mu0*p.ms*p.hk*p.volume/2; % Eq. (J2)
  p.critical = 4*1.602177e-19/1.0545718e-34*p.alpha/p.polarization*p.energy; % Eq. (J3)
  p.voltage = p.critical*(1+p.polarization^2)*p.rp; % Eq. (J10)
  p.damping = (1+p.alpha^2)/(p.alpha*p.gamma0*p.hk); % Eq. (J4)
  p.biased = @(v) p.rp*(1+(p.rap/p.rp-1)./(1+(p.vhalf > 0)*(v/max(p.vhalf, 1e-3)).^2)); % Eq. (25a) of docs/model.md
  p.kelvin = 300.15;
  bloch = @(t) (1-p.pbloch*t.^1.5)/(1-p.pbloch*p.kelvin^1.5); tmr = p.rap/p.rp-1;
  p.rap_at = @(t) p.rp*(1+2*bloch(t).^2*tmr/(2+tmr)./(1-bloch(t).^2*tmr/(2+tmr))); % Eq. (27) of docs/model.md
  p.current = @(v, cosine) v.*((1/p.rp+1./p.biased(v))/2+(1/p.rp-1./p.biased(v))/2.*cosine); % Eq. (J1)
end
