% The parameter sets for which properties run, and the equations that all properties share.

function s = sets(p)
  s.standard = {"polarization", 0.5};
  s.other = {"g", 0.02, "polarization", -0.3, "gmix", 1.7, "gturn", 0.4, "theta", 70, "phi", -130, "start", 1};
  s.tilted = {"g", 3, "polarization", 0.8, "gmix", 1.2, "gturn", -0.3, "theta", 35, "phi", 200};
end

% The equations of docs/spin_circuits.md, written out again and not taken from the code.
function p = equations(p)
  mu0 = 4e-7*pi;
  p.gamma0 = 2.21276148e5;
  p.energy = mu0*p.ms*p.hk*p.volume/2; % Eq. (J2) of docs/mtj.md
  p.critical = 4*1.602176634e-19/1.054571817e-34*p.alpha*p.energy; % Eq. (J3), efficiency 1
  p.torque = 1.054571817e-34/(2*1.602176634e-19*mu0*p.ms*p.volume); % A/m for 1 A, Eq. (S3)
  p.m = (1-2*p.start)*[sind(p.theta)*cosd(p.phi); sind(p.theta)*sind(p.phi); cosd(p.theta)];
  cross_m = @(m) [0 -m(3) m(2); m(3) 0 -m(1); -m(2) m(1) 0];
  % currents of charge, magnet to metal, and of spins, metal to contact, for V_F - V_c and the spins: Eq. (S2)
  p.matrix = @(m) p.g*[1 -p.polarization*m'; -p.polarization*m m*m'+p.gmix*(eye(3)-m*m')+p.gturn*cross_m(m)];
end
