% The parameter sets for which properties run, and the equations that all properties share.

function s = sets(p)
  s.standard = {};
  s.other = {"ms", 1.1e6, "length", 50e-9, "width", 70e-9, "thickness", 5e-9, "angle", -50, "alpha", 0.03, "start", 1};
  s.given = {"nx", 0.05, "ny", 0.15, "nz", 0.8, "angle", 30};
  s.damped = {"alpha", 0.3};
  s.noisy = {"noise", 7, "alpha", 0.05};
end

% The equations of docs/nanomagnet.md, written out again and not taken from the code.
function p = equations(p)
  p.gamma0 = 2.21276e5;
  mu0 = 4e-7*pi;
  if p.nx < 0
    axis = [p.length p.width p.thickness]*1e9;
    for k = 1:3
      rest = @(s) (axis(k)^2+s).*sqrt((axis(1)^2+s).*(axis(2)^2+s).*(axis(3)^2+s));
      n(k) = prod(axis)/2*quadgk(@(s) 1./rest(s), 0, Inf, "abstol", 1e-14, "reltol", 1e-11); % Eq. (N4)
    end
  else
    n = [p.nx p.ny p.nz];
  end
  turn = p.angle*pi/180;
  if n(1) > n(2) turn += pi/2; end
  p.easy = [cos(turn) sin(turn)];
  p.across = [-sin(turn) cos(turn)];
  p.well = p.easy*(1-2*p.start);
  n = [sort(n(1:2)) n(3)];
  p.hk = p.ms*(n(2)-n(1)); % Eq. (N5)
  p.hz = p.ms*(n(3)-n(1)); % the field that holds the moment in the plane
  p.moment = p.ms*pi/4*p.length*p.width*p.thickness;
  p.resonance = p.gamma0/(2*pi)*sqrt(p.hk*p.hz); % Kittel, without a field
  p.critical = 2*1.602177e-19/1.0545718e-34*p.alpha*mu0*p.moment*(p.hk+p.hz)/2; % from (N6) and (E9): the trace is 0
end
