# The programs of tests/faults, which make what the program needs fail; the Makefile says what there is to make.

.PHONY: faulty
faulty: $(B)/faults/allocations

$(B)/faults/main.o: cli/main.c
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) $(CFLAGS) -Wno-missing-prototypes -Dmain=spinfield_main -c -o $@ $<

# The program with allocations that fail when they are told to; it finds the files that it needs beside itself.
$(B)/faults/allocations: $(call objects,$(B),$(addprefix tests/faults/,allocations.c failing_malloc.c folder.c) \
    $(filter-out cli/main.c,$(CLI_SOURCES)) $(WITHOUT_MPI_SOURCES) $(LIBRARY_SOURCES)) $(B)/faults/main.o | \
    $(B)/spinfield.cm $(SPICE_LIBRARIES) $(B)/spinfield-ngspice
	$(CC) $(CFLAGS) $(LDFLAGS) -rdynamic -o $@ $^ $(PROGRAM_LIBRARIES)
	ln -sf ../spinfield.cm $(addprefix ../,$(notdir $(SPICE_LIBRARIES))) ../spinfield-ngspice $(B)/faults/
