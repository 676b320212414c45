# The fuzz targets of tests/fuzz, a program for each reader, by clang's libFuzzer with the address and undefined-behaviour
# sanitizers; the Makefile says what there is to make.

FUZZ_TARGETS = bits criterion graph matrix network numbers observations picture quadratic raw
FUZZ_CC = clang
FUZZ_SANITIZE = address,undefined,float-cast-overflow
FUZZ_FLAGS = $(STANDARD) $(WARNINGS) -O2 -g -fno-omit-frame-pointer -fno-sanitize-recover=all
FUZZ_WRAP = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

# The readers and what they need; not base/output.c: what is written stays in memory (tests/fuzz/output.c).
FUZZ_SOURCES = $(filter-out base/output.c,$(wildcard base/*.c netgen/*.c netgen/questions/*.c netgen/readers/*.c netgen/technologies/*.c) $(MODEL_SOURCES)) \
    $(wildcard spice/raw/*.c report/table.c report/trace.c report/measures.c report/unrest.c spice/deck_trace.c) models/fit/observations.c models/scatter/scatter.c $(wildcard campaign/criterion*.c) \
    tests/fuzz/fuzz.c tests/fuzz/output.c

.PHONY: fuzzers
fuzzers: $(addprefix $(B)/fuzz/,$(FUZZ_TARGETS))

$(B)/fuzz/%.o: %.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link,$(FUZZ_SANITIZE) -c -o $@ $<

$(B)/fuzz/parts.a: $(call objects,$(B)/fuzz,$(FUZZ_SOURCES))
	rm -f $@
	$(AR) rcs $@ $^

$(addprefix $(B)/fuzz/,$(FUZZ_TARGETS)): $(B)/fuzz/%: $(B)/fuzz/tests/fuzz/%.o $(B)/fuzz/parts.a
	$(FUZZ_CC) -fsanitize=fuzzer,$(FUZZ_SANITIZE) $(FUZZ_WRAP) -o $@ $^ $(LIBRARIES)
