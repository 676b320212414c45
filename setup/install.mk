# What `make install` puts where, and what can be passed on. The Makefile says what there is to make.

VERSION := $(shell sed -n 's/^.define SPINFIELD_VERSION "\(.*\)"/\1/p' base/version.h)
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
# The folder below PREFIX in which Debian's python3 looks for packages: /usr/local has one for each version of Python.
PYTHONDIR ?= $(lastword $(PREFIX)/lib/python3/dist-packages $(sort $(wildcard $(PREFIX)/lib/python3.*/dist-packages)))
OBJCOPY ?= objcopy

# The library, shared and static: spinfield.h is all that it exports. It contains those objects of ours that its functions
# need. In the static one they are a single object, in which all names but those of spinfield.h are local.

SONAME = libspinfield.so.1

$(B)/library/parts.a: $(call objects,$(B),$(LIBRARY_SOURCES))
	rm -f $@
	$(AR) rcs $@ $^

# It stays loaded until the process ends: jansson keeps pointers to functions in it (base/document.c).
$(B)/$(SONAME): $(call objects,$(B),$(INTERFACE_SOURCES)) $(B)/library/parts.a library/spinfield.map
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=library/spinfield.map \
	    -Wl,-z,defs,-z,nodelete,--as-needed,--gc-sections -o $@ $(filter %.o %.a,$^) $(LIBRARIES)

$(B)/libspinfield.a: $(call objects,$(B),$(INTERFACE_SOURCES)) $(B)/library/parts.a
	rm -f $@
	$(CC) -r -nostdlib -o $(B)/library/spinfield.o $^
	$(OBJCOPY) --wildcard --keep-global-symbol="spinfield_*" $(B)/library/spinfield.o
	$(AR) rcs $@ $(B)/library/spinfield.o

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

# A line for each folder: mode of the files, or `link:TARGET`; folder; files. The program finds its files by these folders
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
644|$(PREFIX)/share/doc/spinfield/docs/devices|$(wildcard docs/devices/*)
644|$(PREFIX)/share/doc/spinfield/docs/paper|$(wildcard docs/paper/*)
644|$(PREFIX)/share/bash-completion/completions|cli/completion/spinfield
644|$(PREFIX)/include|library/spinfield.h
644|$(LIBDIR)|$(B)/$(SONAME) $(B)/libspinfield.a
link:$(SONAME)|$(LIBDIR)|libspinfield.so
644|$(PYTHONDIR)/spinfield|$(wildcard python/spinfield/*.py)
644|$(LIBDIR)/pkgconfig|$(B)/spinfield.pc
endef
export INSTALLED
export DESTDIR

.PHONY: install uninstall
install: all $(B)/$(SONAME) $(B)/libspinfield.a $(B)/spinfield.pc $(PAGES) $(B)/COPYING.ngspice
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
