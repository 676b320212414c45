% The parameter sets for which properties run, and the equations that all properties share.

function s = sets(p)
  % The published axon and soma (docs/model.md, section 1).
  s.axon = {};
  s.soma = {"vleak", 0.2};
  s.leakless = {"vleak", 0};

  % Nothing in common with the published device, so that no default hides an error.
  s.other = {"g", 1.9, "polarization", 0.4, "ms", 1.1e6, "area", 120e-18, "length", 400e-9, "width", 90e-9, ...
    "position", 0.35, "vleak", 1.5, "rp", 3e3, "rap", 7e3, "rm", 450};

  % A memristor: the junction is as long as the track, so that every position conducts differently.
  s.memristor = {"length", 200e-9, "width", 200e-9, "vleak", 0, "rp", 1e3, "rap", 10e3};

  % The options of the device (docs/model.md, section 6), one by one and together.
  s.wide = {"delta", 8e-9};
  s.biased = {"vhalf", 0.4};
  s.pinned = {"idepin", 2e-6, "vleak", 1};
  s.thermal = {"tcurie", 1100, "pbloch", 3e-6};
  s.angled = {"delta", 8e-9, "alpha", 0.1, "beta", 0.2, "hk", 4e4, "vleak", 0};
  s.options = {"delta", 5e-9, "idepin", 1e-6, "vhalf", 0.5, "tcurie", 1100, "pbloch", 3e-6, "vleak", 1};
end

% The equations of docs/model.md, written out again and not taken from the code.
function p = equations(p)
  p.mobility = p.g*9.2740100783e-24*p.polarization/(2*1.602176634e-19*p.ms*p.area); % Eq. (1)
  p.left = p.position*p.length-p.width/2;
  p.right = p.position*p.length+p.width/2;
  p.gp = 1/p.rp;
  if p.vhalf > 0
    p.rap_at = @(v) p.rp*(1+(p.rap/p.rp-1)./(1+(v/p.vhalf).^2)); % Eq. (25a)
  else
    p.rap_at = @(v) p.rap;
  end
  if p.delta > 0
    lncosh = @(u) abs(u)+log(1+exp(-2*abs(u)))-log(2);
    p.share = @(x) 0.5+p.delta/(2*p.width)*(lncosh((x-p.left)/p.delta)-lncosh((x-p.right)/p.delta)); % Eq. (21a)
    p.share_slope = @(x) (tanh((x-p.left)/p.delta)-tanh((x-p.right)/p.delta))/(2*p.width); % Eq. (21b)
  else
    p.share = @(x) clamp((x-p.left)/p.width, 0, 1); % Eq. (4)
    p.share_slope = @(x) (x > p.left).*(x < p.right)/p.width; % of Eq. (6)
  end
  p.conductance = @(x, v) 1./p.rap_at(v)+(p.gp-1./p.rap_at(v)).*p.share(x); % Eq. (5)
  p.conductance_slope = @(x, v) (p.gp-1./p.rap_at(v)).*p.share_slope(x); % Eq. (6)
end
