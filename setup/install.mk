# What `make install` puts where, and what can be passed on. The Makefile says what there is to make.

VERSION := $(shell sed -n 's/^.define SPINFIELD_VERSION "\(.*\)"/\1/p' base/version.h)
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib

# The static library and the headers that a C program may include. They include each other by folder and name.

PUBLIC_HEADERS = $(addprefix base/,output.h status.h version.h) models/parameters.h models/dwmtj/dwmtj.h models/dwmtj/parameters.def \
    $(addprefix netgen/,deck.h network.h problem.h rules.h variation.h weights.h) \
    $(addprefix netgen/readers/,graph.h graph_read.h matrix.h matrix_read.h picture.h picture_read.h rudy.h) \
    spice/raw/raw.h $(addprefix report/,comparison.h measures.h report.h table.h trace.h) \
    $(addprefix solver/,answer.h maxcut_exact.h run_types.h solver.h)

.PHONY: public-headers
public-headers: # for tests/docs/check_docs.sh
	@printf '%s\n' $(PUBLIC_HEADERS)

$(B)/libspinfield.a: $(call objects,$(B),$(filter-out spice/spice.c campaign/engine.c campaign/trials.c,$(LIBRARY_SOURCES)))
	rm -f $@
	$(AR) rcs $@ $^

# It depends on PREFIX, so it is made anew each time.
.PHONY: $(B)/spinfield.pc
$(B)/spinfield.pc: setup/spinfield.pc.in
	sed 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@VERSION@|$(VERSION)|' $< >$@

# The manual pages: options and parameters come from the program. Documents, among them the notice of ngspice, two of
# whose files are in the code model.

PAGES = $(patsubst docs/man/%,$(B)/man/%,$(wildcard docs/man/*.[1-9]))
$(B)/man/%: docs/man/% docs/man/make-page.sh docs/man/options.awk docs/man/parameters.awk $(B)/spinfield $(B)/device-forms
	@mkdir -p $(@D)
	docs/man/make-page.sh $(B) <$< >$@

$(B)/COPYING.ngspice: $(NGSPICE_STAMP)
	cp $(NGSPICE)/COPYING $@

# A line for each folder: mode of the files, folder, files. The program finds its files by these folders
# (cli/program_files.c).

define INSTALLED
755|$(PREFIX)/bin|$(B)/spinfield
755|$(PREFIX)/libexec/spinfield|$(B)/spinfield-ngspice
644|$(PREFIX)/lib/spinfield|$(B)/spinfield.cm
644|$(PREFIX)/share/spinfield|$(SPICE_LIBRARIES)
644|$(PREFIX)/share/spinfield/examples|$(wildcard examples/*)
644|$(PREFIX)/share/spinfield/xschem|spice/xschem/xschemrc $(wildcard spice/xschem/*.sym spice/xschem/*.sch)
644|$(PREFIX)/share/man/man1|$(filter %.1,$(PAGES))
644|$(PREFIX)/share/man/man7|$(filter %.7,$(PAGES))
644|$(PREFIX)/share/doc/spinfield|README.md CHANGELOG.md LICENSE $(B)/COPYING.ngspice
644|$(PREFIX)/share/doc/spinfield/docs|$(wildcard docs/*.md docs/*.json)
644|$(PREFIX)/share/doc/spinfield/docs/device|$(wildcard docs/device/*)
644|$(PREFIX)/share/doc/spinfield/docs/paper|$(wildcard docs/paper/*)
644|$(PREFIX)/share/bash-completion/completions|cli/completion/spinfield
644|$(PREFIX)/include/spinfield/base|$(filter base/%,$(PUBLIC_HEADERS))
644|$(PREFIX)/include/spinfield/models|models/parameters.h
644|$(PREFIX)/include/spinfield/models/dwmtj|$(filter models/dwmtj/%,$(PUBLIC_HEADERS))
644|$(PREFIX)/include/spinfield/netgen|$(filter-out netgen/readers/%,$(filter netgen/%,$(PUBLIC_HEADERS)))
644|$(PREFIX)/include/spinfield/netgen/readers|$(filter netgen/readers/%,$(PUBLIC_HEADERS))
644|$(PREFIX)/include/spinfield/report|$(filter report/%,$(PUBLIC_HEADERS))
644|$(PREFIX)/include/spinfield/spice/raw|$(filter spice/raw/%,$(PUBLIC_HEADERS))
644|$(PREFIX)/include/spinfield/solver|$(filter solver/%,$(PUBLIC_HEADERS))
644|$(LIBDIR)|$(B)/libspinfield.a
644|$(LIBDIR)/pkgconfig|$(B)/spinfield.pc
endef
export INSTALLED
export DESTDIR

.PHONY: install uninstall
install: all $(B)/libspinfield.a $(B)/spinfield.pc $(PAGES) $(B)/COPYING.ngspice
	setup/install-files.sh install

uninstall:
	setup/install-files.sh uninstall

# What can be passed on: the last commit's files as a tarball, which builds without git, and Debian packages.

DEB = $(B)/deb

.PHONY: dist deb
dist:
	@mkdir -p $(B)
	git archive --prefix=spinfield-$(VERSION)/ HEAD | gzip -n >$(B)/spinfield-$(VERSION).tar.gz

deb: $(NGSPICE_STAMP)
	setup/install-packages.sh setup/packages.txt setup/packages-deb.txt
	setup/make-deb.sh $(DEB) $(abspath $(NGSPICE))
