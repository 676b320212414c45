# The fuzz targets of tests/fuzz, a program for each reader, by clang's libFuzzer with the address and undefined-behaviour
# sanitizers; the Makefile says what there is to make. The readers are those of the sanitizers' build, with which gcc
# compiles them once; of clang there is the engine alone.

FUZZ_TARGETS = bits criterion graph junction magnets matrix network numbers observations picture quadratic raw
FUZZ_ENGINE = $$(clang -print-file-name=libclang_rt.fuzzer-$$(uname -m).a) -lstdc++
FUZZ_WRAP = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

# The readers and what they need; not base/output.c: what is written stays in memory (tests/fuzz/output.c).
FUZZ_SOURCES = $(filter-out base/output.c,$(wildcard base/*.c netgen/*.c netgen/questions/*.c netgen/readers/*.c netgen/technologies/*.c) $(MODEL_SOURCES)) \
    $(wildcard spice/raw/*.c report/table.c report/trace.c report/trace_signals.c report/measures.c report/measures_take.c report/rests.c report/visits.c report/spin_walk.c report/unrest.c spice/deck_trace.c) models/fit/observations.c models/fit/junction_table.c models/scatter/scatter.c $(wildcard campaign/criterion*.c) \
    tests/fuzz/fuzz.c tests/fuzz/output.c

.PHONY: fuzzers
fuzzers: $(addprefix $(B)/fuzz/,$(FUZZ_TARGETS))

# What the engine is told of an input: where it led, and what was compared. Not in the devices and the
# weights, which read nothing, and which the tests ask millions of times.
$(call objects,$(B)/asan,$(filter-out $(MODEL_SOURCES) netgen/weights.c,$(FUZZ_SOURCES))): SANITIZE += -fsanitize-coverage=trace-pc,trace-cmp

$(B)/fuzz/parts.a: $(call objects,$(B)/asan,$(FUZZ_SOURCES)) $(B)/tests/fuzz/coverage.o
	@mkdir -p $(@D)
	rm -f $@
	$(AR) rcs $@ $^

$(addprefix $(B)/fuzz/,$(FUZZ_TARGETS)): $(B)/fuzz/%: $(B)/asan/tests/fuzz/%.o $(B)/fuzz/parts.a
	$(CC) $(SANITIZE_LINK) $(FUZZ_WRAP) -o $@ $^ $(FUZZ_ENGINE) $(LIBRARIES)
