* The waves of a run in ngspice. Beside recall.raw, run: ngspice -b waves.sp
.control
load recall.raw
let points = length(time)
let last_time = time[points - 1]
let peak_power = maximum(v(p_load) + v(p_soma) + v(p_synapse))
let wall = v(@a.xsoma_0.awall[x])
let last_soma_0 = wall[points - 1]
set numdgt = 12
print points last_time peak_power last_soma_0
* without -b, for curves: plot v(@a.xsoma_0.awall[x]) v(@a.xsoma_1.awall[x])
quit 0
.endc
.end
