# Методактив. The two commands of a fresh Debian 12 or 13 machine, once git and make are there:
#   make run     install what is missing, build, make the demonstration town, open the program
#   make check   install what tests need, build, run every test
# make alone builds ./metodaktiv. Others: check-long check-faults check-ssh check-region check-packages council-figures check-office asan coverage lint bench bench-growth bench-history bench-region fuzz mutants golden guide measure
# install uninstall clean.
# BUILD=dir puts the objects elsewhere, SANITIZE=1 adds ASan and UBSan, COUNTED=1 counts branches,
# CI=true makes warnings errors, V=1 shows whole commands. CPPFLAGS, CFLAGS and LDFLAGS are the
# caller's: what the build cannot do without stands in the ALL_ variables, so that setting them on
# the command line loses nothing.

SHELL := /bin/bash
BUILD ?= build
PROGRAM ?= metodaktiv
.DEFAULT_GOAL := all
PREFIX ?= /usr/local
bindir ?= $(PREFIX)/bin
libdir ?= $(PREFIX)/lib
datadir ?= $(PREFIX)/share
mandir ?= $(datadir)/man
docdir ?= $(datadir)/doc/metodaktiv
completionsdir ?= $(datadir)/bash-completion/completions
JOBS ?= $(shell nproc)
VERSION := 0.2.0
ifeq ($(origin CC),default)
CC := gcc
endif

# Every room is a folder and a library; tools/rooms has them in the order in which they are linked.
ROOMS := $(shell sed -n 's/^\([a-z][a-z/]*\):.*/\1/p' tools/rooms)
rooms := $(filter-out src,$(ROOMS))

WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion \
	-Wcast-qual -Wwrite-strings -Wformat=2 -Wundef -Wvla
ifdef CI
WARNINGS += -Werror
endif
ALL_CPPFLAGS = -Isrc -I. -D_GNU_SOURCE -D_XOPEN_SOURCE_EXTENDED=1 -DVERSION='"$(VERSION)"' \
	-DDATADIR='"$(datadir)"' -DLIBDIR='"$(libdir)"' $(CPPFLAGS)
CFLAGS ?= -O2 -g
ALL_CFLAGS = $(CFLAGS) -std=c11 $(WARNINGS) $(HARDENING) $(SANITIZERS)
ALL_LDFLAGS = $(LDFLAGS) $(HARDENING_LINK) $(SANITIZERS)
ifdef SANITIZE
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
beside := $(BUILD)/tests/sanitize/confined.o
endif
ifdef FUZZ
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=undefined
ALL_CFLAGS += -fsanitize=fuzzer-no-link
endif
# What the compiler adds against faults in reading strangers' tables: canaries, checked copies, probed
# stacks, addresses that cannot be guessed or overwritten. The sanitizers see more and get in its way;
# copies are checked only where the compiler optimises.
ifeq ($(SANITIZE)$(FUZZ),)
HARDENING := -fPIE -fstack-protector-strong -fstack-clash-protection
ifneq ($(filter x86_64-% i686-%,$(shell $(CC) -dumpmachine)),)
HARDENING += -fcf-protection
endif
ifneq ($(filter -O1 -O2 -O3 -Os -Og,$(CFLAGS)),)
HARDENING += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
endif
HARDENING_LINK := -pie -Wl,-z,relro,-z,now
endif
# What counts the branches that are taken: without optimisation, and without assertions, of which
# one branch is never taken. A session that confines itself is left a way to its counters.
ifdef COUNTED
CFLAGS := -O0 -g --coverage -fprofile-update=atomic
CPPFLAGS := -DNDEBUG
LDFLAGS := --coverage
beside := $(BUILD)/tests/coverage/counters.o
beside_link := -Wl,--wrap=syscall
$(BUILD)/tests/lib/children.o: private LIBRARY_CFLAGS = -DCOUNTED
children := -Wl,--wrap=_exit -Wl,-u,__wrap__exit
$(beside): private LIBRARY_CFLAGS = -DCOUNTERS='"$(abspath $(BUILD))"'
endif
LDLIBS := -llmdb -lcbor -lconfig -ljansson -lsodium -lutf8proc -lseccomp
SCREEN_LIBS := -lformw -lmenuw -lncursesw -ltinfo
# Asked for where they are needed alone: pkg-config takes its time.
WRITER_CFLAGS = $(shell pkg-config --cflags-only-I pangocairo pangoft2 | sed 's/-I/-isystem /g')
WRITER_LIBS := -lpangocairo-1.0 -lpangoft2-1.0 -lpango-1.0 -lgobject-2.0 -lglib-2.0 -lcairo -lfontconfig -lz -lm

# The region's program is built where libpq is there: a town needs none.
REGION := $(PROGRAM)-region
HAS_PQ := $(shell pkg-config --exists libpq 2>/dev/null && echo yes)
PQ_CFLAGS = $(shell pkg-config --cflags-only-I libpq | sed 's/-I/-isystem /g')
region_rooms := $(filter screens/region src/region src/region/%,$(rooms))
REGION_LIBS := -lpq $(LDLIBS) $(SCREEN_LIBS)

# $(call say,CC,file): the one word of a step, while the command itself stays silent.
V ?= 0
quiet := $(if $(filter 1,$(V)),,@)
say = $(if $(quiet),@printf '  %-4s %s\n' $(1) $(2),)

all: $(PROGRAM) $(PROGRAM)-writers.so $(if $(HAS_PQ),$(REGION))

library = $(BUILD)/$(1).a
libraries := $(foreach r,$(filter-out $(region_rooms),$(rooms)),$(call library,$(r)))
# $(call from,rooms): the libraries of those rooms and of all they may use, directly or not, in link
# order; of no room: all. reach: "room=room" for each.
reach := $(shell awk -F: '/^[a-z]/ { room[++n] = $$1; uses[n] = $$2 } END { \
	for (i = n; i > 0; i--) { reach[room[i]] = " " room[i] " "; m = split(uses[i], used, " "); \
		for (j = 1; j <= m; j++) reach[room[i]] = reach[room[i]] reach[used[j]]; \
		for (j = i; j <= n; j++) if (index(reach[room[i]], " " room[j] " ")) \
			print room[i] "=" room[j] } }' tools/rooms)
reached = $(foreach f,$(1),$(patsubst $(f)=%,%,$(filter $(f)=%,$(reach))))
from = $(foreach r,$(if $(1),$(filter $(call reached,$(1)),$(rooms)),$(rooms)),$(call library,$(r)))
linked = $(filter %.a,$(1))

define room_rules
sources_$(1) := $$(sort $$(wildcard $(1)/*.c))
$$(call library,$(1)): $$(sources_$(1):%.c=$$(BUILD)/%.o) $$(BUILD)/sources
	@mkdir -p $$(@D)
	@rm -f $$@
	$$(call say,AR,$$@)
	$$(quiet)$$(AR) rcs $$@ $$(filter %.o,$$^)
endef
$(foreach r,$(rooms),$(eval $(call room_rules,$(r))))

# Taken into the objects as they are.
$(BUILD)/src/region/store/schema.o: $(wildcard src/region/store/sql/*.sql)
$(BUILD)/src/model/profile/papers.o: src/model/profile/standard_papers.conf

# The profiles are looked for beside the program, wherever it is built.
$(PROGRAM): $(BUILD)/src/main.o $(libraries) $(beside)
	$(call say,LD,$@)
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $< $(beside_link) $(beside) $(call linked,$(libraries)) $(LDLIBS) $(SCREEN_LIBS)
	@[ $(dir $@)profiles -ef profiles ] || ln -sfn $(CURDIR)/profiles $(dir $@)profiles

$(BUILD)/src/region/pg/%.o: private LIBRARY_CFLAGS = $(PQ_CFLAGS)
$(REGION): $(BUILD)/src/region_main.o $(call from,screens/region src/region)
	$(call say,LD,$@)
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $< $(call linked,$^) -Wl,--as-needed $(REGION_LIBS)

# The writers of ODT, DOCX and PDF: loaded when the first paper of them is made, for their libraries
# would be most of every start. Looked for beside the program, too. What the module shares with the
# program it has of its own, so those rooms are compiled for both.
MODULE := $(PROGRAM)-writers.so
pic := src/base src/document/page src/document/writers
$(pic:%=$(BUILD)/%/%.o): private PIC := -fPIC -fvisibility=hidden
$(BUILD)/src/document/writers/%.o: private LIBRARY_CFLAGS = $(WRITER_CFLAGS)
$(MODULE): $(sources_src/document/writers:%.c=$(BUILD)/%.o) $(call library,src/document/page) $(call library,src/base)
	$(call say,LD,$@)
	$(quiet)$(CC) $(filter-out -pie,$(ALL_LDFLAGS)) -shared -o $@ $^ $(WRITER_LIBS) -lutf8proc

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(quiet)$(CC) $(ALL_CPPFLAGS) $(LIBRARY_CFLAGS) $(ALL_CFLAGS) $(PIC) -MMD -MP -c -o $@ $<

# Two notes that change when the compiler's options, or the list of files, have changed.
note = @mkdir -p $(@D); echo '$(subst ','\'',$(1))' | cmp -s - $@ || echo '$(subst ','\'',$(1))' >$@
$(BUILD)/flags: FORCE
	@command -v $(firstword $(CC)) >/dev/null || { echo 'Нет компилятора $(firstword $(CC)): make run' \
		'и make check сами ставят недостающее, список даёт tools/packages.sh build.' \
		'| No compiler: make run and make check install what is missing.' >&2; exit 1; }
	$(call note,$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS))
$(BUILD)/sources: FORCE
	$(call note,$(foreach r,$(rooms),$(sources_$(r))))

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# Tests. tests/unit/ROOM/name.c (the room without src/) is linked with its room and those below, and
# with what the helpers for its floor use;
# tests/store/name.c with db; so is tests/screen/name.c, which drives the program on a
# pseudo-terminal;
# tests/cli/name.sh is a script. What tests share is the library tests/lib.
test_library := $(BUILD)/libtest.a
$(test_library): $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/lib/*.c))
	@rm -f $@
	$(call say,AR,$@)
	$(quiet)$(AR) rcs $@ $^

unit_sources := $(sort $(shell find tests/unit -name '*.c'))
unit_programs := $(unit_sources:%.c=$(BUILD)/%)
store_sources := $(wildcard tests/store/*.c)
store_programs := $(store_sources:%.c=$(BUILD)/%)
screen_sources := $(wildcard tests/screen/*.c)
screen_programs := $(screen_sources:%.c=$(BUILD)/%)
ssh_sources := $(wildcard tests/ssh/*.c)
ssh_programs := $(ssh_sources:%.c=$(BUILD)/%)
# Begun by tests/region/screens.sh, which gives it a region.
region_programs := $(if $(HAS_PQ),$(patsubst %.c,$(BUILD)/%,$(wildcard tests/region/*.c)))
long_programs := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/long/*.c))
test_programs := $(unit_programs) $(store_programs) $(screen_programs)
test_scripts := $(wildcard tests/cli/*.sh tests/lint/test_*.sh tests/region/*.sh)
ssh_scripts := $(wildcard tests/ssh/*.sh)
room_of = $(filter $(patsubst %/,%,$(dir $(1))) src/$(patsubst %/,%,$(dir $(1))),$(rooms))
helped_by = $(if $(filter db/% service/% exchange/%,$(1)),db/admin) $(if $(filter service/%,$(1)),src/service/record)
# Towns made by sessions of their own (tests/lib/stage.h).
staged_by = $(if $(filter screen/golden_screens,$(1)),src/service/record)

.SECONDEXPANSION:
$(unit_programs): $(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(test_library) $$(call from,$$(call room_of,%) $$(call helped_by,%))
	$(call say,LD,$@)
	$(quiet)$(CC) $(ALL_LDFLAGS) $(children) -o $@ $(filter %.o,$^) $(call linked,$^) $(LDLIBS) $(if $(filter screens/%,$*),$(SCREEN_LIBS)) $(if $(filter document/writers/%,$*),$(WRITER_LIBS) -lexpat) $(if $(filter exchange/book/%,$*),-lz) -lcmocka
$(store_programs): $(BUILD)/tests/store/%: $(BUILD)/tests/store/%.o $(test_library) $$(call from,db/admin)
	$(call say,LD,$@)
	$(quiet)$(CC) $(ALL_LDFLAGS) $(children) -o $@ $(filter %.o,$^) $(call linked,$^) $(LDLIBS) -lcmocka
$(screen_programs) $(ssh_programs) $(region_programs) $(long_programs): $(BUILD)/tests/%: $(BUILD)/tests/%.o $(test_library) $$(call from,db/admin $$(call staged_by,%))
	$(call say,LD,$@)
	$(quiet)$(CC) $(ALL_LDFLAGS) $(children) -o $@ $(filter %.o,$^) $(call linked,$^) $(LDLIBS) -lvterm -lutil -ltinfo -lcmocka

# What lies beneath the program in the tests of faults; a sanitizer wants to be first there.
fault_shim := $(BUILD)/tests/store/fault_shim.so
$(fault_shim): tests/store/shim/fault_shim.c tests/store/shim/fault_shim.h $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(quiet)$(CC) $(ALL_CPPFLAGS) $(CFLAGS) -std=c11 $(WARNINGS) -Wno-frame-address -fPIC -shared -o $@ $< -ldl
$(BUILD)/tests/store/faults $(BUILD)/tests/store/password $(BUILD)/tests/store/unread $(BUILD)/tests/store/power_loss $(BUILD)/tests/screen/faults: | $(fault_shim)

tests: $(PROGRAM) $(MODULE) $(if $(HAS_PQ),$(REGION)) $(test_programs) $(ssh_programs) $(region_programs)

run-tests: tests
	@METODAKTIV=$(abspath $(PROGRAM)) BUILD=$(abspath $(BUILD)) tests/run.sh $(test_programs) $(test_scripts)

# Those that need no terminal and no other program.
run-unit-tests: $(unit_programs)
	@tests/run.sh $(unit_programs)

# The fairness of writers, of as many as sit at the terminals of a town, comes along.
run-ssh-tests: $(PROGRAM) $(MODULE) $(ssh_programs) $(BUILD)/tests/unit/exchange/fair
	@FAIR_WRITERS=20 METODAKTIV=$(abspath $(PROGRAM)) tests/run.sh $(BUILD)/tests/unit/exchange/fair
	@TEST_SECONDS=$${TEST_SECONDS:-900} METODAKTIV=$(abspath $(PROGRAM)) tests/run.sh $(ssh_programs) $(ssh_scripts)

# What root may and others may not everywhere: mount a disk, write past rights, give terminals by sshd.
root_programs = $(store_programs) $(BUILD)/tests/screen/together
run-root-tests: $(PROGRAM) $(root_programs)
	@METODAKTIV=$(abspath $(PROGRAM)) tests/run.sh $(root_programs)

check:
	@tools/packages.sh build test
	@$(MAKE) --no-print-directory -j$(JOBS) tests
	@$(MAKE) --no-print-directory run-tests

# All that tests/store and tests/screen/faults try a sample of in check: every call of a command that goes
# wrong, or where it is killed; the power that goes; files that are spoiled. It ends with how many there were.
fault_programs := $(addprefix $(BUILD)/tests/,store/faults store/unread store/power_loss store/damaged store/kill_writer screen/faults screen/damaged)
check-faults:
	@tools/packages.sh build test
	@$(MAKE) --no-print-directory -j$(JOBS) $(PROGRAM) $(MODULE) $(fault_programs)
	@METODAKTIV=$(abspath $(PROGRAM)) BUILD=$(abspath $(BUILD)) tests/store/shim/all.sh $(fault_programs)

# Over SSH, what takes long: lines that are cut, PuTTY, the administrator's page walked through. Those
# for which something is missing say so.
check-ssh:
	@tools/packages.sh build test
	@$(MAKE) --no-print-directory -j$(JOBS) $(PROGRAM) $(MODULE) $(ssh_programs)
	@$(MAKE) --no-print-directory run-ssh-tests

# Whether the tests can fail: a sample of the program's places made to do something else, one at a time, in a
# copy of this folder, build-mutants. Settings in tests/mutants/run.sh; takes an hour or so of two cores. After
# Ctrl-C the same command goes on where it was, unless a source has changed.
mutants:
	@tools/packages.sh build test
	@$(MAKE) --no-print-directory -j$(JOBS) tests
	@tests/mutants/run.sh build-mutants

# The region with everything that takes long: more towns, a loader killed at work, rules of the indicators
# broken one by one, the line cut before each message to the server. Where there is no PostgreSQL the tests say so.
check-region:
	@tools/packages.sh build test
	@$(MAKE) --no-print-directory -j$(JOBS) $(PROGRAM) $(MODULE) $(REGION) $(region_programs) $(fault_shim)
	@REGION_ALL=1 TEST_SECONDS=$${TEST_SECONDS:-900} METODAKTIV=$(abspath $(PROGRAM)) BUILD=$(abspath $(BUILD)) \
		tests/run.sh $(wildcard tests/region/*.sh)

# A meeting of sixty items by two sessions: keys, bytes and how long the one waits for the other.
council-figures: $(PROGRAM) $(MODULE) $(BUILD)/tests/ssh/sixty_items
	@METODAKTIV=$(abspath $(PROGRAM)) $(BUILD)/tests/ssh/sixty_items 2>/dev/null

# Papers as an office would open them, which takes minutes; pictures of them are left in $(BUILD)/office.
check-office:
	@tools/packages.sh build test office
	@$(MAKE) --no-print-directory -j$(JOBS) $(PROGRAM) $(MODULE) $(BUILD)/tests/unit/document/writers/office \
		$(BUILD)/tests/screen/output
	@TEST_SECONDS=$${TEST_SECONDS:-900} METODAKTIV=$(abspath $(PROGRAM)) BUILD=$(abspath $(BUILD)) \
		tests/run.sh tests/office/papers.sh tests/office/books.sh

asan:
	@tools/packages.sh build test
	@$(MAKE) --no-print-directory -j$(JOBS) SANITIZE=1 BUILD=build-asan \
		PROGRAM=build-asan/metodaktiv tests
	@TEST_SECONDS=$${TEST_SECONDS:-900} $(MAKE) --no-print-directory SANITIZE=1 BUILD=build-asan \
		PROGRAM=build-asan/metodaktiv run-tests

# Fifty programs at one database for two minutes, then every fuzzer for one.
check-long:
	@tools/packages.sh build test fuzz
	@$(MAKE) --no-print-directory -j$(JOBS) $(PROGRAM) $(MODULE) $(long_programs)
	@TEST_SECONDS=900 METODAKTIV=$(abspath $(PROGRAM)) tests/run.sh $(long_programs)
	@$(MAKE) --no-print-directory fuzz

# The tests once more over a build that counts, those of faults and of the region as a whole, and what they
# have been through.
coverage:
	@tools/packages.sh build test
	@$(MAKE) --no-print-directory -j$(JOBS) COUNTED=1 BUILD=build-cov PROGRAM=build-cov/metodaktiv tests
	-@TEST_SECONDS=$${TEST_SECONDS:-900} $(MAKE) --no-print-directory -k COUNTED=1 BUILD=build-cov \
		PROGRAM=build-cov/metodaktiv run-tests check-faults check-region
	@tools/coverage.sh build-cov

# The packages in bare systems of Debian 12 and 13: built, installed, tried, purged. Root, network, minutes.
check-packages:
	@tools/packages.sh package
	@tools/package.sh

run:
	@tools/packages.sh build
	@$(MAKE) --no-print-directory -j$(JOBS) $(PROGRAM) $(MODULE)
	@tools/demo.sh $(abspath $(PROGRAM))
	@$(abspath $(PROGRAM))
	@[ -t 0 ] && [ -t 1 ] || for shown in indicators roster; do echo; $(abspath $(PROGRAM)) $$shown; done
	@echo 'Снова: ./metodaktiv. Для всех, как metodaktiv: sudo make install. | Again: ./metodaktiv'

# Measurements: programs in tests/bench, held together by its run.sh. They are of three parts, which bench-compared (others doing the
# same work beside), bench-growth (from a town to a country) and bench-history (100,000 saves) run alone. It goes on without a
# competitor that cannot be had; with -table behind the name the run is also put into docs/performance.md.
bench_sources := $(wildcard tests/bench/*.c)
bench_programs := $(bench_sources:%.c=$(BUILD)/%)
$(bench_programs): $(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o $(test_library) $(call from,src/exchange)
	$(call say,LD,$@)
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(call linked,$^) $(LDLIBS) -lutil

bench-programs: $(PROGRAM) $(MODULE) $(bench_programs)

bench_parts := compared growth history
bench_targets := bench $(bench_parts:%=bench-%)
$(bench_targets) $(bench_targets:%=%-table):
	@tools/packages.sh build
	@tools/packages.sh bench || echo 'Going on without what is missing.'
	@$(MAKE) --no-print-directory -j$(JOBS) bench-programs
	@tests/bench/run.sh $(abspath $(PROGRAM)) $(abspath $(BUILD)/tests/bench) $(if $(filter %-table,$@),--page docs/performance.md) \
	    $(or $(filter $(bench_parts),$(subst -, ,$@)),$(bench_parts))

# A country in PostgreSQL (COUNT people in TOWNS); bench-region-table also puts the run into docs/performance.md.
bench-region bench-region-table:
	@tools/packages.sh build
	@$(MAKE) --no-print-directory -j$(JOBS) $(PROGRAM) $(REGION)
	@tests/bench/region.sh $(abspath $(PROGRAM)) $(if $(filter bench-region-table,$@),docs/performance.md)

# libFuzzer targets in tests/fuzz, each for FUZZ_SECONDS from its seeds in tests/fuzz/corpus; what they
# find is kept in build-fuzz/corpus. typist.c is none of them: it types at random into the program.
FUZZ_SECONDS ?= 60
fuzz_sources := $(filter-out tests/fuzz/typist.c,$(wildcard tests/fuzz/*.c))
fuzz_programs := $(fuzz_sources:%.c=$(BUILD)/%)
$(fuzz_programs): $(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(test_library) $(call library,src/region/batch) $(libraries)
	$(call say,LD,$@)
	$(quiet)$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $(filter %.o,$^) $(call linked,$^) $(LDLIBS) $(SCREEN_LIBS) -lz
$(BUILD)/tests/fuzz/typist: $(BUILD)/tests/fuzz/typist.o
	$(call say,LD,$@)
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $< -lutil

run-fuzz: $(fuzz_programs) $(BUILD)/tests/fuzz/typist $(PROGRAM)
	@for target in $(fuzz_programs); do \
		name=$${target##*/}; found=$(BUILD)/corpus/$$name; mkdir -p $$found; \
		echo "fuzz $$name"; \
		$$target -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 -verbosity=0 \
			-artifact_prefix=$(BUILD)/$$name- $$found \
			$$(find tests/fuzz/corpus -mindepth 1 -maxdepth 1 -name $$name) || exit 1; \
	done
	$(BUILD)/tests/fuzz/typist $(abspath $(PROGRAM)) $(FUZZ_SECONDS)

fuzz:
	@tools/packages.sh build fuzz
	@$(MAKE) --no-print-directory -j$(JOBS) FUZZ=1 CC=clang BUILD=build-fuzz \
		PROGRAM=build-fuzz/metodaktiv run-fuzz

# How long the product is, by rooms, and what could be shorter; what each list screen costs.
measure:
	@tools/measure.sh -l
	@tools/lists.sh

# Every Russian sentence of the program with its place, to be read.
strings:
	@tools/strings.sh

# Reading the code with other eyes. Every finding fails; the later readers read on all the same.
lint_sources := $(foreach r,$(rooms),$(sources_$(r))) src/main.c src/region_main.c
lint_all := $(lint_sources) $(shell find src db screens tests -name '*.h' -o -path 'tests/*.c')
lint:
	@tools/packages.sh build test lint
	@$(MAKE) --no-print-directory -k lint-rooms lint-sizes lint-format lint-cppcheck lint-tidy
lint-rooms: $(PROGRAM)
	@tests/lint/rooms.sh $(BUILD)
lint-sizes:
	tests/lint/functions.sh
lint-format:
	@clang-format --dry-run --Werror $(lint_all)
lint-cppcheck:
	@cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
		--suppress=missingIncludeSystem --suppress=internalAstError \
		--error-exitcode=1 $(ALL_CPPFLAGS) -j$(JOBS) $(lint_sources)
lint-tidy:
	@printf '%s\n' $(lint_sources) | xargs -P$(JOBS) -I{} \
		clang-tidy --quiet --warnings-as-errors='*' {} -- $(ALL_CPPFLAGS) $(WRITER_CFLAGS) $(PQ_CFLAGS) -std=c11 2>/dev/null

# docs/formats.md and docs/profiles.md carry tables between two marks as the program prints them; every
# expected file of tests/data is what the program answers. Both are made anew here, and the diff read.
formats: $(PROGRAM)
	@tools/formats.sh $(abspath $(PROGRAM)) formats docs/formats.md
	@tools/formats.sh $(abspath $(PROGRAM)) profiles docs/profiles.md
golden_tests := $(BUILD)/tests/unit/model/entity $(BUILD)/tests/unit/document/minutes \
	$(BUILD)/tests/screen/golden_screens
golden: formats $(golden_tests)
	@tools/golden.sh $(abspath $(PROGRAM))
	@METODAKTIV_GOLDEN=1 METODAKTIV=$(abspath $(PROGRAM)) \
		tests/run.sh tests/cli/documents.sh $(golden_tests)

# The screens the guide and README show: what stands in their marked blocks is seen in the demonstration.
pictures := $(BUILD)/tests/screen/pictures
guide: $(PROGRAM) $(MODULE) $(pictures)
	@METODAKTIV_GOLDEN=1 METODAKTIV=$(abspath $(PROGRAM)) tests/run.sh $(pictures)

# The manual page and the completion are told by the program itself.
$(BUILD)/metodaktiv.1: $(PROGRAM)
	@mkdir -p $(@D)
	$(quiet)$(abspath $(PROGRAM)) --print-manual >$@.new && mv $@.new $@
$(BUILD)/metodaktiv-region.1: $(REGION)
	@mkdir -p $(@D)
	$(quiet)$(abspath $(REGION)) --print-manual >$@.new && mv $@.new $@
$(BUILD)/metodaktiv.bash: $(PROGRAM)
	@mkdir -p $(@D)
	$(quiet)$(abspath $(PROGRAM)) --print-completion >$@.new && mv $@.new $@

share := $(DESTDIR)$(datadir)/metodaktiv
doc := $(DESTDIR)$(docdir)
profiles := $(notdir $(wildcard profiles/*.conf profiles/*.docx profiles/*.odt))
install: $(PROGRAM) $(MODULE) $(BUILD)/metodaktiv.1 $(BUILD)/metodaktiv.bash $(if $(HAS_PQ),install-region)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(bindir)/metodaktiv
	install -D -m 644 $(MODULE) $(DESTDIR)$(libdir)/metodaktiv/writers.so
	install -d $(share)/profiles $(doc)/demo/strezhevoy $(doc)/demo/waiting
	install -m 644 $(profiles:%=profiles/%) $(share)/profiles
	install -m 644 LICENSE README.md docs/*.md $(doc)
	install -D -m 644 -t $(doc)/examples docs/examples/*
	install -m 644 demo/strezhevoy/* $(doc)/demo/strezhevoy
	install -m 644 demo/waiting/* $(doc)/demo/waiting
	install -m 644 demo/days demo/live.awk $(doc)/demo
	install -m 755 demo/make.sh $(doc)/demo
	install -D -m 644 docs/metodaktiv.1 $(DESTDIR)$(mandir)/man1/metodaktiv.1
	install -D -m 644 $(BUILD)/metodaktiv.1 $(DESTDIR)$(mandir)/ru/man1/metodaktiv.1
	install -D -m 644 $(BUILD)/metodaktiv.bash $(DESTDIR)$(completionsdir)/metodaktiv

install-region: $(REGION) $(BUILD)/metodaktiv-region.1
	install -D -m 755 $(REGION) $(DESTDIR)$(bindir)/metodaktiv-region
	install -D -m 644 docs/metodaktiv-region.1 $(DESTDIR)$(mandir)/man1/metodaktiv-region.1
	install -D -m 644 $(BUILD)/metodaktiv-region.1 $(DESTDIR)$(mandir)/ru/man1/metodaktiv-region.1

# A profile of the administrator's own beside ours stays, and so do databases.
uninstall:
	rm -f $(foreach p,metodaktiv metodaktiv-region,$(DESTDIR)$(bindir)/$(p) \
		$(DESTDIR)$(mandir)/man1/$(p).1 $(DESTDIR)$(mandir)/ru/man1/$(p).1) \
		$(DESTDIR)$(completionsdir)/metodaktiv $(profiles:%=$(share)/profiles/%) \
		$(DESTDIR)$(libdir)/metodaktiv/writers.so
	rm -rf $(doc)
	-@rmdir --ignore-fail-on-non-empty $(share)/profiles $(share) $(DESTDIR)$(libdir)/metodaktiv 2>/dev/null

clean:
	rm -rf build build-* metodaktiv metodaktiv-writers.so metodaktiv-region

FORCE:
.PHONY: FORCE all strings tests run-tests run-unit-tests run-root-tests run-ssh-tests check check-faults check-ssh check-region council-figures check-office check-packages check-long asan coverage run bench-programs $(bench_targets) $(bench_targets:%=%-table) bench-region bench-region-table run-fuzz fuzz mutants \
	lint lint-rooms lint-sizes lint-format lint-cppcheck lint-tidy measure \
	formats golden guide install install-region uninstall clean
