% The parameter sets for which properties run, and the equations that all properties share.

function s = sets(p)
  s.published = {"delta", 6};
  s.fitted = {"delta", 22.5, "vc", 0.235, "f0", 1e9, "n", 1};
  s.options = {"delta", 4, "vhalf", 0.4, "pbloch", 2e-5, "field", 2e3, "dtemp", 30, "start", 1, "alpha", 0.05, "rp", 3e3, ...
    "rap", 7e3};
end

% The equations of docs/mtj_rate.md and of docs/model.md, written out again and not taken from the code.
function p = equations(p)
  boltzmann = 1.380649e-23;
  nominal = 300.15;
  kelvin = nominal+p.dtemp;
  energy = p.delta*boltzmann*nominal;
  field = 2*energy/(1.25663706212e-6*p.ms*pi/4*p.diameter^2*p.tfree); % Eq. (R5)
  p.taud = (1+p.alpha^2)/(p.alpha*2.21276148e5*field);
  if p.vc == 0 % Eq. (R1)
    p.vc = 4*1.602176634e-19/1.054571817e-34*p.alpha*energy*p.rp*(1+p.polarization^2)/p.polarization;
  end
  p.drive = @(v) v/p.vc+p.field/field;
  p.barrier = energy/(boltzmann*kelvin);
  polarized = @(t) 1-p.pbloch*t^1.5;
  tmr = p.rap/p.rp-1;
  squared = (polarized(kelvin)/polarized(nominal))^2*tmr/(2+tmr);
  warm = 2*squared/(1-squared); % Eq. (27)
  if p.vhalf > 0
    p.g = @(share, v) share/p.rp+(1-share)./(p.rp*(1+warm./(1+(v/p.vhalf).^2))); % Eq. (25a)
  else
    p.g = @(share, v) share/p.rp+(1-share)/(p.rp*(1+warm))+0*v;
  end
  % The share of time in the parallel state: of the equilibrium density of the magnet, or of the rates of Eq. (R2).
  z = linspace(0, 1, 20001)';
  weight = @(i) trapz(z, exp(p.barrier*(z.^2-1)+2*p.barrier*i*z));
  p.share = @(v) weight(p.drive(v))/(weight(p.drive(v))+weight(-p.drive(v)));
  if p.f0 > 0
    rate = @(i) exp(-p.barrier*max(1-i, 0)^p.n);
    p.share = @(v) rate(p.drive(v))/(rate(p.drive(v))+rate(-p.drive(v)));
  end
end
