#!/bin/sh
# test_install.sh: an installation, staged with DESTDIR and then moved, does what the build folder does, and goes away
# whole. Run it after 'make'. Says nothing when all is well; otherwise one line, and exit code 1.
set -eu
export LC_ALL=C.UTF-8 # as Debian has everywhere: one order of sorting, whoever runs it
cd "$(dirname "$0")/../.."
repository=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=/opt/spinfield
root=$scratch/moved # a tree that was installed elsewhere
installed=$root$prefix

wrong() {
    echo "test_install: error: $*" >&2
    exit 1
}

# The ngspice that was built for.
fact() {
    sed -n "s/^$1 //p" "$repository/build/libngspice/facts"
}

install_into() {
    make -s --no-print-directory "$1" DESTDIR="$2" PREFIX=$prefix NGSPICE_SRC="$(fact source)" \
        NGSPICE_PREFIX="$(fact prefix)" >"$scratch/make.out" 2>&1 ||
        wrong "make $1: $(cat "$scratch/make.out")"
}

the_main_job_runs() {
    mkdir "$scratch/run"
    cd "$scratch/run"
    "$installed/bin/spinfield" gen recall -n 20 -p 1 --seed 1 -q -o here || wrong 'gen failed'
    "$installed/bin/spinfield" run here -q || wrong 'run failed'
    "$repository/build/spinfield" gen recall -n 20 -p 1 --seed 1 -q -o there
    "$repository/build/spinfield" run there -q
    cmp here.raw there.raw || wrong 'the installed program computes something else than the built one'
    cd "$repository"
}

a_missing_file_of_the_program_is_one_line() {
    for companion in libexec/spinfield/spinfield-ngspice lib/spinfield/spinfield.cm; do
        mv "$installed/$companion" "$scratch/away"
        for command in run compare; do
            code=0
            said=$("$installed/bin/spinfield" $command "$scratch/run/here" 2>&1) || code=$?
            [ $code -eq 3 ] || wrong "without $companion, $command ended with code $code"
            [ "$(echo "$said" | wc -l)" -eq 1 ] || wrong "without $companion, $command said: $said"
            case $said in
            "spinfield: error: ${companion##*/} is missing: "*) ;;
            *) wrong "without $companion, $command said: $said" ;;
            esac
        done
        mv "$scratch/away" "$installed/$companion"
    done
}

# With the two lines in .spiceinit that examples/README.md gives, plain ngspice runs the installed decks, and takes
# the device without a code model, too.
the_decks_run() {
    cd "$scratch/run"
    printf 'codemodel %s/lib/spinfield/spinfield.cm\nsetcs sourcepath = ( . %s/share/spinfield )\n' "$installed" "$installed" \
        >.spiceinit
    printf 'one device\n.include dwmtj_behavioural.lib\nx1 a 0 b 0 dwmtj_behavioural\nva a 0 10m\nvb b 0 1\n' >portable.cir
    printf '.tran 1n 5n\n.meas tran i_off find i(vb) at=5n\n.end\n' >>portable.cir
    for deck in portable.cir "$installed"/share/spinfield/examples/*.cir; do
        ngspice -b "$deck" >ngspice.out 2>&1 || wrong "${deck##*/} does not run"
        ! grep -iE 'error(:| on| in|,)' ngspice.out || wrong "${deck##*/} does not run"
        grep -q '^[a-z_0-9]* *= ' ngspice.out || wrong "${deck##*/} measures nothing"
    done
    cd "$repository"
}

# xschem finds the installed symbols, and plain ngspice runs its netlist with the .spiceinit from above.
the_schematics_run() {
    cd "$scratch/run"
    HOME=$scratch xschem -x -q -n -s --rcfile "$installed/share/spinfield/xschem/xschemrc" \
        "$installed/share/spinfield/xschem/three_neurons.sch" >xschem.out 2>&1 </dev/null || wrong 'xschem fails'
    ngspice -b three_neurons.spice >ngspice.out 2>&1 || wrong 'the netlist of xschem does not run'
    grep -q '^time_to_solution *= ' ngspice.out || wrong 'the netlist of xschem measures nothing'
    cd "$repository"
}

# pkg-config for the moved tree: it puts the tree's place in front of every path of spinfield.pc.
flags() {
    PKG_CONFIG_PATH=$installed/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$root pkg-config "$@" spinfield
}

# What the program says of the network of examples/solve.c, in the words of that.
expected_answer() {
    bits=$(sed -nE 's/.*"start", \.text = "([01]+)".*/\1/p' examples/solve.c)
    patterns=$(sed -nE 's/.*patterns\[\] = \{"([01]+)", "([01]+)"\}.*/--pattern \1 --pattern \2/p' examples/solve.c)
    # shellcheck disable=SC2086  # options are words on purpose
    build/spinfield gen recall $patterns --start "$bits" -q -o "$scratch/example"
    build/spinfield solve "$scratch/example" --json >"$scratch/example.out"
    awk -F '": |,$' '
        { gsub(/[ "]/, "", $1); gsub(/"/, "", $2); value[$1] = $2 }
        END {
            printf "%s after %.1f ns and %.1f pJ; %.0f %% of the bits are those of pattern %d%s", value["state"],
                1e9 * value["time_to_solution_s"], 1e12 * value["energy_j"], 100 * value["bit_accuracy"],
                value["matched_pattern"], value["matched_inverse"] == "true" ? "'"'s inverse"'" : ""
        }' "$scratch/example.out"
}

# With the shared library, as the example says, and with the static one.
# shellcheck disable=SC2046  # flags are words on purpose
a_c_program_solves_a_network() {
    expected=$(expected_answer)
    solve=$installed/share/spinfield/examples/solve.c
    cc -std=c11 -Wall -Wextra -Werror "$solve" -o "$scratch/shared" $(flags --cflags --libs) || wrong 'the example does not build'
    cc -std=c11 -static "$solve" -o "$scratch/static" $(flags --cflags --libs --static) 2>"$scratch/cc.out" ||
        wrong "the example does not build with the static library: $(cat "$scratch/cc.out")"
    said=$(LD_LIBRARY_PATH=$installed/lib "$scratch/shared") || wrong 'the example failed'
    [ "$said" = "$expected" ] || wrong "the example says '$said', the program '$expected'"
    said=$("$scratch/static") || wrong 'the example failed with the static library'
    [ "$said" = "$expected" ] || wrong "with the static library the example says '$said', the program '$expected'"
    objdump -p "$scratch/shared" | grep -q 'NEEDED *libspinfield\.so\.1$' || wrong 'the example does not ask for libspinfield.so.1'
}

# The installed package finds the installed library and program by itself, and gives what the program gives.
a_python_program_solves_a_network() {
    for engine in solve run; do
        said=$(cd / && PYTHONPATH=$installed/lib/python3/dist-packages /usr/bin/python3 - "$engine" <<'END'
import os, sys
import spinfield
prefix = os.path.abspath(os.path.join(os.path.dirname(spinfield.__file__), "../../../.."))
assert spinfield.program() == prefix + "/bin/spinfield", spinfield.program()
with open("/proc/self/maps") as maps:
    spinfield.library_version()
    assert prefix + "/lib/libspinfield.so.1" in maps.read()
print(getattr(spinfield.gen("recall", n=20, p=1, seed=1), sys.argv[1])().energy_j)
END
        ) || wrong "the installed Python package fails with $engine"
        "$installed/bin/spinfield" "$engine" "$scratch/run/here" --json >"$scratch/python.out"
        expected=$(sed -nE 's/^ "energy_j": (.*),$/\1/p' "$scratch/python.out")
        awk -v a="$said" -v b="$expected" 'BEGIN { exit !(a == b) }' || wrong "in Python the energy is $said J, else $expected J"
    done
}

# The linker's line has the library and nothing that it uses; the header is C99 and C++, and stands alone.
# shellcheck disable=SC2046
what_a_program_needs_is_little() {
    [ "$(flags --libs)" = "-L$installed/lib -lspinfield " ] || [ "$(flags --libs)" = "-L$installed/lib -lspinfield" ] ||
        wrong "pkg-config --libs gives $(flags --libs)"
    [ "$(flags --modversion)" = "$(build/spinfield --version | sed 's/.* //')" ] || wrong 'spinfield.pc has another version'
    [ "$(ls -A "$installed/include")" = spinfield.h ] || wrong "installed headers: $(ls -A "$installed/include")"
    # gcc alone has no C++
    for compile in 'cc -x c -std=c99' 'clang -x c++ -std=c++98 -Wno-variadic-macros -Wno-long-long'; do
        # shellcheck disable=SC2086  # a program and its options
        echo '#include <spinfield.h>' | $compile -Wall -Wextra -Wpedantic -Werror -fsyntax-only $(flags --cflags) - ||
            wrong "spinfield.h does not pass '$compile'"
    done
}

documents_are_there() {
    for command in $("$installed/bin/spinfield" --help | sed -nE 's/^  ([a-z-]+) .*/\1/p'); do
        [ -s "$installed/share/man/man1/spinfield-$command.1" ] || wrong "no manual page of $command"
    done
    grep -q '^\.It Cm rap$' "$installed/share/man/man7/spinfield.7" || wrong 'no parameters in spinfield(7)'
    for document in docs/model.md LICENSE COPYING.ngspice; do
        [ -s "$installed/share/doc/spinfield/$document" ] || wrong "$document is not installed"
    done
    tests/cli/test_completion.sh "$installed/bin/spinfield" "$installed/share/bash-completion/completions/spinfield" ||
        wrong 'completion does not work'
}

nothing_is_left() {
    install_into uninstall "$root"
    left=$(find "$root" ! -type d -o -name '*spinfield*' ! -path "$installed")
    [ -z "$left" ] || wrong "make uninstall left $left"
}

install_into install "$scratch/staged"
mv "$scratch/staged" "$root"
the_main_job_runs
the_decks_run
the_schematics_run
a_missing_file_of_the_program_is_one_line
a_c_program_solves_a_network
a_python_program_solves_a_network
what_a_program_needs_is_little
documents_are_there
nothing_is_left
