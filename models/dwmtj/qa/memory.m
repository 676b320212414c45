% Memory: the code model under Valgrind.

% No access beyond memory and no use of what was never set, in each analysis, in refusals, and over several runs.
property("memory_is_used_rightly", "options")
function memory_is_used_rightly(p)
  device("d in 0 top 0", "xinit", p.position*p.length)
  element("itrack 0 in dc 1u ac 1 sin(1u 50u 25meg)")
  element("vtop top 0 0.1")
  outputs("i", "i(vtop)")
  right = ngspice(["op; ac dec 1 1meg 10meg; dc vtop 0 1 0.5; tf i(vtop) vtop; " ...
    "tran 0.1n 50n 0 1n; altermod @xd:wall[rp] = 600; tran 0.1n 50n 0 1n"], "valgrind", true);
  noise = refused("noise", "noise v(top) itrack dec 1 1meg 10meg", "error: the result of 'Noise Analysis'", ...
    "valgrind", true);
  noopiter = refused("noopiter", "op", "error: the option noopiter", "options", "noopiter", "valgrind", true);
  check("errors, op ac dc tf tran", right.valgrind_errors, "<=", 0, "there is no harmless error")
  check("errors, noise", noise.valgrind_errors, "<=", 0, "there is no harmless error")
  check("errors, noopiter", noopiter.valgrind_errors, "<=", 0, "there is no harmless error")
end
