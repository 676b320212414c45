#!/bin/sh
# test_qa.sh: the program of the quality suites, qa.sh, with properties that hold, that do not hold, and that are wrong.
# The suites of the devices are other steps, qa:.
set -u
cd "$(dirname "$0")/../.." || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$scratch/dwmtj/qa" "$scratch/tmp" "$scratch/bin"
suite=$scratch/dwmtj/qa/test.m
failed=0

wrong() {
    echo "test_qa: $1"
    failed=1
}

# Settings of the user reach neither Octave nor ngspice.
echo 'quit 1' >"$scratch/.spiceinit"
echo 'exit(9)' >"$scratch/.octaverc"
export HOME="$scratch" TMPDIR="$scratch/tmp"

cat >"$scratch/dwmtj/qa/sets.m" <<'END'
function s = sets(p)
  s.axon = {"rm", 1000};
  s.unknown = {"rq", 3};
end
function p = equations(p)
end
END

# expect CODE LINES: the suite on standard input ends with CODE and prints lines that fit each of LINES. Its properties
# can use ohm(...), 2 V over the track of a device, with what is to be added to its line.
expect() {
    {
        printf '1; function ohm(varargin)\n  device("d top 0 0 0", varargin{:})\n  element("vtop top 0 2")\n'
        printf '  outputs("i", "i(vtop)")\nend\n'
        cat
    } >"$suite"
    tests/qa/qa.sh "$suite" >"$scratch/out" 2>&1
    code=$?
    [ $code -eq "$1" ] || wrong "exit code $code, expected $1: $(cat "$scratch/out")"
    echo "$2" >"$scratch/lines"
    while read -r line; do
        grep -qE -- "$line" "$scratch/out" || wrong "no line '$line' in: $(cat "$scratch/out")"
    done <"$scratch/lines"
}

expect 0 '^holds +current +0\.002 +<= +0\.002 +axon +pass$
^sweeps +current +0\.006 .* axon, v=3 +pass$
^settings_give_way +of the run .* pass$
^settings_give_way +of the device .* pass$
^refuses +parameter is refused .* pass$
^functions_are_right +at .* pass$
^functions_are_right +slope .* pass$
^8 passed, 0 failed, 5 properties$' <<'END'
property("holds", "axon")
function holds(p)
  ohm()
  r = ngspice("op");
  check("current", -r.i, "<=", 2/p.rm, "Ohm's law")
end
property("sweeps", "axon", "v", [1 3 2])
function sweeps(p, v)
  ohm()
  r = ngspice({"alter vtop =", 2*v, "; op"});
  check("current", -r.i, "<=", 6e-3, "Ohm's law")
end
property("settings_give_way", "axon")
function settings_give_way(p)
  ohm()
  r = ngspice("op", "rm", 500);
  check("of the run", abs(-r.i/4e-3-1), "<=", 1e-12, "Ohm's law")
  device("e top 0 0 0", "rm", 500)
  r = ngspice("op", "rm", 1e9);
  check("of the device", abs(-r.i/4e-3-1), "<=", 1e-5, "Ohm's law")
end
property("refuses", "axon")
function refuses(p) ohm("xinit", 1), refused("parameter", "op", {"no such words", "parameter xinit"}); end
property("functions_are_right", "axon")
function functions_are_right(p)
  t = [0; 1; 3];
  check("at", most(abs(at(t, [0; 2; 6], [0; 0.5; 2; 3])-[0; 1; 4; 6])), "<=", 0, "a line")
  none = [at(t, t, 4), at(t, t, -1), most([1; NaN]), least([NaN; 1]), most([]), clamp(NaN, 0, 1)];
  check("no value", sum(isnan(none)), ">=", 6, "none of these has one")
  check("slope", most(abs(slope(t, [0; 2; 6])-2)), "<=", 0, "a line")
end
END

# What does not hold is exit code 1, and the row gives the reason of its bound.
expect 1 "^too_much +current .* FAIL\$
^ +the bound: Ohm's law\$
^too_little +current .* FAIL\$
^worst_of_all +current +3 +<= +2 .* v=3 +FAIL\$
^no_number +current +NaN .* v=2 +FAIL\$
^not_refused +op is refused .* FAIL\$
^holds .* pass\$
^1 passed, 5 failed, 6 properties\$" <<'END'
property("too_much", "axon")
function too_much(p) ohm(), check("current", -ngspice("op").i, "<=", 1.999e-3, "Ohm's law"); end
property("too_little", "axon")
function too_little(p) ohm(), check("current", -ngspice("op").i, ">=", 2.001e-3, "Ohm's law"); end
property("worst_of_all", "axon", "v", [1 3 2])
function worst_of_all(p, v) check("current", v, "<=", 2, "a limit"), end
property("no_number", "axon", "v", [1 2 3])
function no_number(p, v) check("current", 0/(v != 2), "<=", 2, "a limit"), end
property("not_refused", "axon")
function not_refused(p) ohm(), refused("op", "op", "no such words"); end
property("holds", "axon")
function holds(p) check("bound", 1, ">=", 1, "a limit"), end
END

# An error in a property is a row with its line, exit code 2, and the others run.
expect 2 "^no_set +test, soma: 'soma' is no set
^no_parameter .*: 'rq' is no parameter of dwmtj
^no_name +test, line 9, axon: 'q' undefined
^no_unit .*: 'i' is not defined
^no_number .*: 'x' is not one real number
^no_value .*: a circuit has one real number here
^no_check .*: it has no check
^no_function .*: .*'no_function' not found
^warns .*: division
^holds .* pass\$
^1 passed, 9 failed, 10 properties\$" <<'END'
property("no_set", "soma")
property("no_parameter", "unknown")
property("no_name", "axon")
function no_name(p) check("x", q, "<=", 1, "none"), end
property("no_unit", "axon")
function no_unit(p) check("x", abs(i), "<=", 1, "none"), end
property("no_number", "axon")
function no_number(p) check("x", [1 2], "<=", 1, "none"), end
property("no_value", "axon")
function no_value(p) ohm("rm", [1 2]), ngspice("op"); end
property("no_check", "axon")
function no_check(p), end
property("no_function", "axon")
property("warns", "axon")
function warns(p)
  warning("division")
  check("x", 1, "<=", 1, "none")
end
property("holds", "axon")
function holds(p) check("x", 1, "<=", 1, "none"), end
END

# ngspice that fails is exit code 3.
expect 3 '^no_analysis +test, line [0-9]+, axon: ngspice gave no data; it last said: .*FAIL$
^no_vector .*ngspice gave no data.*FAIL$
^holds .* pass$' <<'END'
property("no_analysis", "axon")
function no_analysis(p) ohm(), ngspice("dance"); end
property("no_vector", "axon")
function no_vector(p)
  ohm()
  outputs("i", "i(vtip)")
  ngspice("op");
end
property("holds", "axon")
function holds(p) check("x", 1, "<=", 1, "none"), end
END

expect 2 'error: parse error near line 6' <<'END'
x = ;
END
expect 2 "there are two properties 'holds'" <<'END'
property("holds", "axon")
property("holds", "axon")
END
tests/qa/qa.sh 2>/dev/null
[ $? -eq 2 ] || wrong "no suite is not refused"
tests/qa/qa.sh "$scratch/nowhere.m" 2>/dev/null
[ $? -eq 2 ] || wrong "a suite that does not exist is not refused"

cat >"$suite" <<'END'
property("hangs", "axon")
function hangs(p)
  outputs("i", "i(v1)")
  ngspice("op");
end
END

# A signal ends the suite with all that it started, leaves no folder, and is the exit code. The processes hold the pipe.
printf '#!/bin/sh\n: >%s/started\nexec sleep 1000\n' "$scratch" >"$scratch/bin/ngspice"
chmod +x "$scratch/bin/ngspice"
for signal in HUP:129 INT:130 TERM:143; do
    code=$({
        PATH=$scratch/bin:$PATH env --default-signal=INT tests/qa/qa.sh "$suite" >/dev/null 2>&1 9>&3 &
        while ! [ -e "$scratch/started" ]; do sleep 0.02; done
        rm "$scratch/started"
        kill -"${signal%:*}" $!
        wait $!
        echo $? >"$scratch/code"
    } 3>&1 | cat; cat "$scratch/code")
    [ "$code" = "${signal#*:}" ] || wrong "exit code $code after $signal"
    [ -z "$(ls -A "$scratch/tmp")" ] || wrong "$signal leaves $(ls -A "$scratch/tmp")"
done
exit $failed
