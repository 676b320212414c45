# make        builds build/spinfield and the ngspice code models build/spinfield.cm
# make demo   installs what is missing, builds, and runs a 60-neuron recall in ngspice
# make check  installs what is missing, builds, and runs every test; STEPS='docs tests:graph' runs these, CONTRIBUTING.md
# make check-ngspice  builds, and runs the tests that concern ngspice; with NGSPICE_SRC, NGSPICE_PREFIX and a B=dir for each, of several
# make lint   reads code and scripts with clang-format, cppcheck, clang-tidy and shellcheck, which it does not install
# make install PREFIX=/usr/local DESTDIR=   installs program, code model, library, Python package and documents; make uninstall takes them away
# make qa     runs the devices' quality suites, models/*/qa/*.m, in ngspice
# make faults makes every allocation of every command fail, and more; tests/faults/run.sh says what must then hold
# make fuzz   gives every reader ten million damaged files; RUNS=n takes n, TARGETS='graph raw' these readers
# make dist   makes a tarball; make deb makes Debian packages, and reads them with lintian
# make bench  measures ngspice at N = 10 to 300, the solver and junctions, and writes docs/benchmarks.md
# make bench-devices  measures what a time point costs with each device, and writes it into docs/devices/README.md
# make bench-mpi  measures what a campaign costs besides its points, on 1 to 17 ranks
# make paper  reproduces the publication and writes docs/paper.md and docs/hardware.md; make paper-quick checks a few of its figures
# make random-bits  gives a million random bits of a junction to a battery of tests; docs/random_bits.md
# make figures  runs the decks of docs/figures/ in ngspice and writes the pictures and tables of docs/device.md, docs/mtj.md, docs/mtj_rate.md, docs/random_bits.md, docs/pbit.md, docs/stno.md, docs/spin_circuits.md, docs/skyrmion.md and docs/nanomagnet.md
# make schematics  writes the device's parameters into the xschem symbols and draws the pictures of docs/schematics.md
#
# NGSPICE_SRC=dir takes the ngspice source from there and not from Debian's source package. NGSPICE_PREFIX=dir uses the
# ngspice that is installed there, built from that source, and not the system's; docs/portability.md. MPI=1 builds the
# program with Open MPI, for campaigns on many machines; docs/architecture.md.

CFLAGS ?= -O3 -g -fno-math-errno -fno-trapping-math
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
    -Werror=implicit-function-declaration -Werror=int-conversion -Werror=incompatible-pointer-types
B = build

# What make starts make for is built on all cores, where the user gave no -j.
MAKE_ALL = $(MAKE) $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

include setup/ngspice.mk
include setup/build.mk
include setup/mpi.mk
include setup/install.mk
include setup/fuzz.mk
include setup/faults.mk

.DEFAULT_GOAL = all
.DELETE_ON_ERROR:
.PHONY: all tests setup setup-tests demo check check-ngspice fuzz faults qa lint bench bench-devices bench-mpi paper paper-quick random-bits figures schematics clean
all: $(B)/spinfield $(B)/spinfield-ngspice $(B)/spinfield.cm $(SPICE_LIBRARIES)

tests: $(addprefix $(B)/,tests/spinfield-tests asan/spinfield-tests tests/other-version.cm tests/other-features.cm tests/terminal_everywhere.so spinfield-paper bench libspinfield.so.1 libspinfield.a tests/threads COPYING.ngspice) $(PAGES) fuzzers faulty with-mpi

setup:
	setup/install-packages.sh setup/packages.txt

setup-tests:
	setup/install-packages.sh setup/packages.txt setup/packages-test.txt setup/packages-mpi.txt

demo: setup
	$(MAKE_ALL) all
	mkdir -p $(B)/demo
	$(B)/spinfield gen recall -n 60 -p 1 --seed 1 -o $(B)/demo/recall
	$(B)/spinfield run $(B)/demo/recall

check: setup-tests
	$(MAKE_ALL) all tests
	tests/run.sh $(STEPS)

check-ngspice: setup-tests
	$(MAKE_ALL) all $(addprefix $(B)/,tests/spinfield-tests tests/other-version.cm tests/other-features.cm tests/terminal_everywhere.so device-forms libspinfield.so.1)
	tests/ngspice/check.sh $(B) $(STEPS)

RUNS = 10000000
fuzz: setup-tests
	$(MAKE_ALL) fuzzers
	tests/fuzz/run.sh $(RUNS) $(TARGETS)

faults: setup-tests
	$(MAKE) all faulty
	tests/faults/run.sh long

qa: all
	for suite in $(QA_SUITES); do tests/qa/qa.sh $$suite || exit; done

lint: $(NGSPICE_CONFIG)
	tests/lint.sh $(NGSPICE) $(filter -D% -I%,$(STANDARD)) -Imodels/ngspice -Ilibrary -I$(B)/libngspice/include $(MPI_COMPILE)

bench: setup
	$(MAKE_ALL) all $(B)/bench
	$(B)/bench docs/benchmarks.md

bench-devices: setup
	$(MAKE_ALL) all $(B)/bench
	$(B)/bench devices docs/devices/README.md

bench-mpi: setup
	setup/install-packages.sh setup/packages-mpi.txt
	$(MAKE_ALL) all $(B)/bench-mpi $(B)/bench-rows
	benchmarks/mpi/run.sh

paper: setup
	$(MAKE_ALL) all $(B)/spinfield-paper
	$(B)/spinfield-paper docs

paper-quick: $(B)/spinfield-paper
	$< --quick

random-bits: setup-tests
	$(MAKE_ALL) all
	tests/cli/random_bits.sh 1000000

figures: setup
	$(MAKE_ALL) all
	docs/figures/make.sh
	docs/figures/devices.sh

schematics: setup-tests
	$(MAKE_ALL) all
	spice/xschem/make.sh

clean:
	rm -rf $(B)
