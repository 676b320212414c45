% What each analysis of ngspice does with the device: right, or refused.

% .tf sees the junction's conductance and the track's resistance; between them a wall that a sweep holds passes nothing.
property("transfer_function_is_the_derivative_of_the_dc_sweep", "axon other memristor wide biased options", ...
  "place", [0 0.45 0.5 0.7 1])
function transfer_function_is_the_derivative_of_the_dc_sweep(p, place)
  current = @(v) v*p.conductance(place*p.length, v);
  differential = (current(0.1001)-current(0.0999))/0.0002;
  device("d in 0 top 0", "xinit", place*p.length)
  element("vtrack in 0 1m")
  element("vtop top 0 0.1")
  outputs("ratio", "transfer_function", "resistance", "vtop#input_impedance")
  junction = ngspice("tf i(vtop) vtop");
  outputs("ratio", "transfer_function")
  across = ngspice("tf i(vtop) vtrack");
  check("dI/dV of the junction", abs(-junction.ratio/differential-1), "<=", 1e-6, "a difference over 0.1 mV")
  check("its resistance", abs(junction.resistance*differential-1), "<=", 1e-6, "a difference over 0.1 mV")
  check("track to junction", abs(across.ratio)/p.gp, "<=", 1e-20, "a sweep holds the wall")
end

% ngspice has no function of a code model for noise, poles, sensitivity, distortion: the device refuses.
property("unfit_analyses_are_refused", "axon")
function unfit_analyses_are_refused(p)
  device("d in 0 top 0", "xinit", 50e-9)
  element("vtrack in 0 dc 1m ac 1 distof1 1m portnum 1 z0 50")
  element("vtop far 0 0.1 portnum 2 z0 50") % .sp wants two ports
  element("rfar far top 100")
  outputs("top", "v(top)")
  refused("noise", "noise v(top) vtrack dec 1 1meg 10meg", ...
    "error: the result of 'Noise Analysis' would be wrong with this device");
  refused("pz", "pz in 0 top 0 cur pz", "error: the result of 'Pole-Zero Analysis' would be wrong with this device");
  refused("sens", "sens v(top)", "error: the result of 'Sensitivity Analysis' would be wrong with this device");
  refused("sens_ac", "sens v(top) ac dec 1 1meg 10meg", ...
    "error: the result of 'Sensitivity Analysis' would be wrong with this device");
  refused("disto", "disto dec 1 1meg 10meg", ...
    "error: the result of 'Distortion Analysis' would be wrong with this device");
  absent = @(analysis) [analysis ": no such command available in ngspice"]; % an ngspice can be built without these two
  refused("sp", "sp dec 1 1meg 10meg", {"error: the result of 'SP Analysis' would be wrong with this device", absent("sp")});
  refused("pss", "pss 10meg 100n in 128 5 20 1m", ...
    {"error: the result of 'Periodic Steady State Analysis' would be wrong with this device", absent("pss")});
  refused("noopiter", "op", "error: the option noopiter makes ngspice write beyond its memory", "options", "noopiter");
end

% After an analysis that was refused, the next run is right again.
property("a_refusal_ends_with_its_analysis", "axon")
function a_refusal_ends_with_its_analysis(p)
  device("d in 0 top 0", "xinit", 50e-9)
  element("vtrack in 0 dc 1m ac 1")
  element("vtop top 0 0.1")
  outputs("i", "i(vtop)")
  r = ngspice("noise v(top) vtrack dec 1 1meg 10meg; op");
  check("op after noise", abs(-r.i/(0.1*(1/p.rap+p.gp)/2)-1), "<=", 1e-12, "rounding only")
end
