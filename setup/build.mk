# How the parts are compiled; the Makefile says what there is to make.

# A device is a folder under models/ with its table, its physics and its device.c; codemodel/ has its code models, qa/ its
# quality suites, *.lib.in are its libraries. Nothing else names it.
DEVICES = $(patsubst models/%/parameters.def,%,$(wildcard models/*/parameters.def))
MODELS = models $(addprefix models/,$(DEVICES)) models/fit models/scatter
LIBRARY_FOLDERS = base $(MODELS) netgen netgen/questions netgen/readers netgen/technologies report report/diagrams report/page spice spice/raw solver campaign
STANDARD = -std=c11 -D_GNU_SOURCE -fopenmp-simd -ffp-contract=off -I. -MMD -MP
LIBRARY_SOURCES = $(wildcard $(addsuffix /*.c,$(LIBRARY_FOLDERS))) $(B)/devices.c
MODEL_SOURCES = $(wildcard models/*.c $(addprefix models/,$(addsuffix /*.c,$(DEVICES)))) $(B)/devices.c
SPICE_LIBRARIES = $(patsubst %.in,$(B)/%,$(notdir $(wildcard models/*/*.lib.in)))
CLI_SOURCES = $(wildcard cli/*.c)
MPI_SOURCES = $(filter-out campaign/mpi/without.c,$(wildcard campaign/mpi/*.c))
WITHOUT_MPI_SOURCES = campaign/mpi/launcher.c campaign/mpi/without.c
PROGRAM_SOURCES = $(CLI_SOURCES) $(if $(filter 1,$(MPI)),$(MPI_SOURCES),$(WITHOUT_MPI_SOURCES))
INTERFACE_SOURCES = $(wildcard library/*.c)
QA_SUITES = $(filter-out %/sets.m,$(wildcard models/*/qa/*.m))
TEST_SOURCES = $(wildcard $(addsuffix /*.c,tests tests/support tests/unit tests/ngspice tests/cli))
LIBRARIES = -ljansson -lexpat -lpng -lgsl -lopenblas -lm
PROGRAM_LIBRARIES = -lsqlite3 $(LIBRARIES) # libspinfield keeps no stores
TEST_LIBRARIES = -Wl,--wrap=_mark_point $$(pkg-config --libs check)
SANITIZE = -fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all -fno-omit-frame-pointer
# Linked so, a process starts and ends in two thirds of the time: the leak check reads all data of shared libraries, the
# 6 MB of libubsan's too, and what has a fixed address needs no relocation. The tests start hundreds of processes.
# tests/fuzz/coverage.c has what is wrapped.
SANITIZE_LINK = $(SANITIZE) -static-libasan -static-libubsan -no-pie -Wl,--wrap=__sanitizer_cov_trace_pc

CM = $(B)/codemodel
# No multiplication is fused with an addition, as in STANDARD: a device has the same path in the solver.
CM_FLAGS = -std=gnu11 -O2 -g -ffp-contract=off -fPIC -fvisibility=hidden -w

# The program. Its objects serve the shared library, too, and a name is exported only where spinfield.h says so.

HIDDEN = -fPIC -fvisibility=hidden -ffunction-sections
objects = $(patsubst %.c,$(1)/%.o,$(2))

$(B)/%.o: %.c setup/build.mk
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) $(HIDDEN) $(CFLAGS) $(CPPFLAGS) -c -o $@ $<

# The loops over neurons know no NaN, and no sign of a zero: so a limit is one instruction and not two.
$(B)/solver/passes.o: CFLAGS += -ffinite-math-only -fno-signed-zeros

$(B)/spinfield: $(call objects,$(B),$(PROGRAM_SOURCES) $(LIBRARY_SOURCES)) $(B)/mpi-or-not
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(PROGRAM_LIBRARIES) $(if $(filter 1,$(MPI)),$(MPI_LINK))

$(B)/spice/host/%.o: CPPFLAGS += $(SHAREDSPICE)
$(B)/spice/host/spinfield-ngspice.o: $(NGSPICE_FACTS)

$(B)/spinfield-ngspice: $(call objects,$(B),$(wildcard spice/host/*.c) base/array.c)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK_NGSPICE) -ljemalloc -lpthread

# The list of the devices, new where there is another folder.
$(B)/devices.c: force
	@mkdir -p $(@D)
	@{ echo '#include "models/device.h"'; printf 'extern const struct device %s_device;\n' $(sort $(DEVICES)); \
	    echo 'const struct device *const devices[] = {'; printf '    &%s_device,\n' $(sort $(DEVICES)); echo '    0};'; } >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
.PHONY: force

$(B)/bench: $(call objects,$(B),$(wildcard benchmarks/*.c) $(LIBRARY_SOURCES))
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PROGRAM_LIBRARIES)

$(B)/spinfield-paper: $(call objects,$(B),$(wildcard benchmarks/paper/*.c) $(LIBRARY_SOURCES))
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PROGRAM_LIBRARIES)

# The tests, and the program and all that the tests call under the sanitizers. The tests themselves are compiled once: a
# third of the code, and no user runs it; valgrind looks at it.

$(B)/tests/%.o: CFLAGS = -O1 -g

$(B)/tests/spinfield-tests: $(call objects,$(B),$(TEST_SOURCES) $(INTERFACE_SOURCES) $(LIBRARY_SOURCES))
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PROGRAM_LIBRARIES) $(TEST_LIBRARIES)

$(B)/tests/terminal_everywhere.so: tests/cli/preload/terminal_everywhere.c
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) -O1 -fPIC -shared -o $@ $<

# Files that say that they were built for another ngspice: of another version, and without a feature of the one in use.
$(B)/tests/other-version.cm: models/ngspice/version.c setup/build.mk
	@mkdir -p $(@D)
	$(CC) $(CM_FLAGS) -shared -DNGSPICE_VERSION='"12 (XSPICE)"' -o $@ $<

$(B)/tests/other-features.cm: models/ngspice/version.c $(NGSPICE_FACTS)
	@mkdir -p $(@D)
	$(CC) $(CM_FLAGS) -shared -DNGSPICE_VERSION="\"$$(sed -n 's/^ngspice //p' $(NGSPICE_FACTS) | sed 's/.XSPICE)/)/')\"" -o $@ $<

$(B)/asan/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) -O1 -g1 $(SANITIZE) -c -o $@ $<

$(B)/asan/spinfield-tests: $(call objects,$(B),$(TEST_SOURCES) tests/fuzz/coverage.c) $(call objects,$(B)/asan,$(INTERFACE_SOURCES) $(LIBRARY_SOURCES)) $(B)/asan/spinfield
	$(CC) $(SANITIZE_LINK) -o $@ $(filter %.o,$^) $(PROGRAM_LIBRARIES) $(TEST_LIBRARIES)

$(B)/asan/spinfield: $(call objects,$(B)/asan,$(CLI_SOURCES) $(WITHOUT_MPI_SOURCES) $(LIBRARY_SOURCES)) $(B)/tests/fuzz/coverage.o | $(B)/spinfield.cm $(SPICE_LIBRARIES) $(B)/spinfield-ngspice
	$(CC) $(SANITIZE_LINK) -o $@ $^ $(PROGRAM_LIBRARIES)
	ln -sf ../spinfield.cm $(addprefix ../,$(notdir $(SPICE_LIBRARIES))) ../spinfield-ngspice $(B)/asan/

# A program in which two threads use the shared library. helgrind of valgrind watches it, which needs no other objects.
$(B)/tests/threads: $(B)/tests/library/threads.o $(B)/libspinfield.so.1
	$(CC) $(LDFLAGS) -Wl,-rpath,'$$ORIGIN/..' -o $@ $^

-include $(shell test -d $(B) && find $(B) -type f -name "*.d" -not -path '$(B)/ngspice*')

# The code model: ngspice's preprocessor cmpp, built from the source of the installed version, turns the interface
# file and cfunc.mod into C; ngspice's dlmain.c makes it loadable. docs/ngspice.md, section 1.

CMPP_SOURCES = $(addprefix $(NGSPICE)/src/xspice/cmpp/,main.c file_buffer.c pp_ifs.c pp_lst.c pp_mod.c read_ifs.c \
    util.c writ_ifs.c)

$(B)/cmpp: $(NGSPICE_CONFIG)
	@mkdir -p $(B)/cmpp-generated
	for part in ifs mod; do \
	    bison -d -o $(B)/cmpp-generated/$${part}_yacc.c $(NGSPICE)/src/xspice/cmpp/$${part}_yacc.y && \
	    flex -o $(B)/cmpp-generated/$${part}_lex.c $(NGSPICE)/src/xspice/cmpp/$${part}_lex.l || exit 1; \
	done
	$(CC) -std=gnu11 -O1 -w $(NGSPICE_HEADERS) -I$(NGSPICE)/src/xspice/cmpp -I$(B)/cmpp-generated -o $@ \
	    $(CMPP_SOURCES) $(B)/cmpp-generated/ifs_yacc.c $(B)/cmpp-generated/ifs_lex.c $(B)/cmpp-generated/mod_yacc.c $(B)/cmpp-generated/mod_lex.c

# What the tables of the devices say, in the forms in which others need it.
$(B)/device-forms: $(call objects,$(B),$(wildcard models/forms/*.c) $(MODEL_SOURCES))
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lm

device_of = $(word 2,$(subst /, ,$(1)))

CODE_MODEL_FILES = $(wildcard models/*/codemodel/*/cfunc.mod)
CODE_MODELS = $(foreach file,$(CODE_MODEL_FILES),$(notdir $(patsubst %/,%,$(dir $(file)))))

.SECONDEXPANSION:
$(B)/%.lib: $$(wildcard models/*/$$*.lib.in) $(B)/device-forms
	$(B)/device-forms $(call device_of,$<) $< >$@

$(CM)/%/ifspec.ifs: $$(wildcard models/*/codemodel/$$*/ifspec.ifs.in) $(B)/device-forms
	@mkdir -p $(@D)
	$(B)/device-forms $(call device_of,$<) $< >$@

$(CM)/%/cfunc.mod: $$(wildcard models/*/codemodel/$$*/cfunc.mod)
	@mkdir -p $(@D)
	cp $< $@

$(CM)/%/ifspec.c $(CM)/%/cfunc.c: $(CM)/%/ifspec.ifs $(CM)/%/cfunc.mod $(B)/cmpp
	cd $(CM)/$* && ../../cmpp -ifs && ../../cmpp -mod

$(CM)/cminfo.h: setup/build.mk $(foreach model,$(CODE_MODELS),$(CM)/$(model)/ifspec.ifs) $(B)/cmpp
	printf '%s\n' $(CODE_MODELS) >$(CM)/modpath.lst
	: >$(CM)/udnpath.lst
	cd $(CM) && ../cmpp -lst

CM_OWN = $(wildcard models/ngspice/*.c models/*/codemodel/*.c)
CM_SOURCES = $(foreach model,$(CODE_MODELS),$(CM)/$(model)/ifspec.c $(CM)/$(model)/cfunc.c)

$(B)/spinfield.cm: $(CM)/cminfo.h $(CM_SOURCES) $(CM_OWN) $(MODEL_SOURCES) $(wildcard base/*.h) \
    $(wildcard models/*.h models/*/*.h models/*/*.def models/*/codemodel/*.h) $(NGSPICE_CONFIG)
	$(CC) $(CM_FLAGS) $(CPPFLAGS) $(LDFLAGS) -shared $(NGSPICE_HEADERS) -Imodels/ngspice -I. -I$(CM) \
	    -DNGSPICE_VERSION="\"$$(sed -n 's/^ngspice //p' $(NGSPICE_FACTS))\"" -o $@ \
	    $(CM_SOURCES) $(MODEL_SOURCES) $(CM_OWN) \
	    $(NGSPICE)/src/xspice/icm/dlmain.c $(NGSPICE)/src/misc/dstring.c -lm
