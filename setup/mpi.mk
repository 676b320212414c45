# The program with MPI: `make MPI=1` builds build/spinfield so. For the tests build/mpi/spinfield is built whether or not;
# it differs in the objects of campaign/mpi/ alone.

MPI_COMPILE := $(shell pkg-config --cflags ompi-c 2>/dev/null || mpicc --showme:compile 2>/dev/null)
MPI_LINK := $(shell pkg-config --libs ompi-c 2>/dev/null || mpicc --showme:link 2>/dev/null)

ifeq ($(MPI),1)
ifeq ($(MPI_LINK),)
$(error MPI=1: error: Open MPI is missing; as root, 'setup/install-packages.sh setup/packages-mpi.txt' installs it)
endif
endif

$(call objects,$(B),$(MPI_SOURCES) tests/mpi/points.c): CPPFLAGS += $(MPI_COMPILE)

# New where the last program was built the other way.
$(B)/mpi-or-not: force
	@mkdir -p $(@D)
	@echo 'MPI=$(MPI)' | cmp -s - $@ || echo 'MPI=$(MPI)' >$@

.PHONY: with-mpi
with-mpi: $(B)/mpi/spinfield $(B)/mpi/points

$(B)/mpi/spinfield: $(call objects,$(B),$(CLI_SOURCES) $(MPI_SOURCES) $(LIBRARY_SOURCES)) | $(B)/spinfield.cm $(SPICE_LIBRARIES) $(B)/spinfield-ngspice
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PROGRAM_LIBRARIES) $(MPI_LINK)
	ln -sf ../spinfield.cm $(addprefix ../,$(notdir $(SPICE_LIBRARIES))) ../spinfield-ngspice $(B)/mpi/

# A campaign of made-up points, which needs no network.
$(B)/mpi/points: $(call objects,$(B),tests/mpi/points.c $(MPI_SOURCES) $(LIBRARY_SOURCES))
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PROGRAM_LIBRARIES) $(MPI_LINK)

$(B)/bench-mpi: $(call objects,$(B),benchmarks/mpi/overhead.c $(MPI_SOURCES) $(LIBRARY_SOURCES))
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PROGRAM_LIBRARIES) $(MPI_LINK)

$(B)/bench-rows: $(call objects,$(B),benchmarks/mpi/rows.c $(LIBRARY_SOURCES))
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PROGRAM_LIBRARIES)
