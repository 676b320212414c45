# Which ngspice there is, and what it was built with. The code models are made for one library and fit no other.
#
# NGSPICE_SRC=dir     the source of the library, in place of Debian's source package
# NGSPICE_PREFIX=dir  where an ngspice of the user's own is installed, in place of the system's

NGSPICE = $(or $(NGSPICE_SRC),$(B)/ngspice)
NGSPICE_STAMP = $(if $(NGSPICE_SRC),,$(B)/ngspice/configure.ac)
NGSPICE_FACTS = $(B)/libngspice/facts
NGSPICE_CONFIG = $(B)/libngspice/include/ngspice/config.h
NGSPICE_HEADERS = -I$(B)/libngspice/include -I$(NGSPICE)/src/include

ifneq ($(NGSPICE_PREFIX),)
NGSPICE_FOLDER := $(patsubst %/,%,$(dir $(abspath $(firstword $(wildcard $(addsuffix /libngspice.so,$(addprefix $(NGSPICE_PREFIX)/,lib lib64 lib/*)))))))
ifeq ($(NGSPICE_FOLDER),)
$(error NGSPICE_PREFIX=$(NGSPICE_PREFIX) has no lib/libngspice.so; expected the folder where ngspice was installed after 'configure --with-ngshared')
endif
ifeq ($(NGSPICE_SRC),)
$(error NGSPICE_PREFIX=$(NGSPICE_PREFIX) needs NGSPICE_SRC=dir, the source from which that ngspice was built)
endif
export PATH := $(abspath $(NGSPICE_PREFIX))/bin:$(PATH)
endif
SHAREDSPICE = $(if $(NGSPICE_FOLDER),-I$(abspath $(NGSPICE_PREFIX))/include)
LINK_NGSPICE = $(if $(NGSPICE_FOLDER),-L$(NGSPICE_FOLDER) -Wl$(comma)-rpath$(comma)$(NGSPICE_FOLDER)) -lngspice
comma = ,

$(B)/ngspice/configure.ac:
	setup/fetch-ngspice.sh $(B)/ngspice

# The library is asked each time: another one may have been installed. What is made from the answer is made anew only where
# that is another one.
$(B)/libngspice/blank.cm: setup/ngspice/blank.c
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) -fPIC -fvisibility=hidden -shared -o $@ $<

$(B)/libngspice/place: force
	@mkdir -p $(@D)
	@echo 'source $(abspath $(NGSPICE_SRC))' >$@.new
	@echo 'prefix $(abspath $(NGSPICE_PREFIX))' >>$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(B)/libngspice/measure: setup/ngspice/measure.c spice/host/features.c spice/host/no_home.c spice/host/features.h $(B)/libngspice/place
	$(CC) $(filter-out -MMD -MP,$(STANDARD)) $(WARNINGS) -O1 $(SHAREDSPICE) -o $@ $(filter %.c,$^) $(LINK_NGSPICE)

$(NGSPICE_FACTS): $(B)/libngspice/measure $(B)/libngspice/blank.cm force
	@$(B)/libngspice/measure $(B)/libngspice/blank.cm >$@.new
	@cat $(B)/libngspice/place >>$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(NGSPICE_CONFIG): $(NGSPICE_FACTS) $(addprefix setup/ngspice/,make-config.sh config.h.in sizes.c) $(NGSPICE_STAMP)
	@mkdir -p $(@D)
	CC='$(CC)' setup/ngspice/make-config.sh $(NGSPICE_FACTS) $(NGSPICE) $@
