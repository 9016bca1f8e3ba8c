# Two commands are enough on a new Debian 12 with Swift 6.2 or later: make site, make test.
# Each installs what is missing and says what it does.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: site manual serve test test-swift test-search test-browser bench check lint fuzz sanitize defaults install clean help \
  toolchain libraries test-tools unicode-data sbom release

PREFIX ?= /usr/local
SCRATCH ?= .build
JOBS ?= $(shell nproc)
# Tests, debuggers and sanitizers run with the C library's own allocator; the program that people use has jemalloc.
SWIFT_BUILD = swift build --scratch-path $(SCRATCH) -j $(JOBS) --traits Jemalloc
CASEBOOK = $(SCRATCH)/release/casebook
# The Swift libraries are linked into the program: direct calls into them save a twentieth of the
# time of a build. The toolchain's own linker does not warn about their content. No code is loaded
# into the program, so it exports no symbols. Relocations are packed, which saves 2.5 MB and needs
# glibc 2.36. For debugging there is the debug build: leaving out debugging information here saves a
# sixth of the time of the first build.
LINKING = --static-swift-stdlib -Xswiftc -gnone -Xswiftc -use-ld=lld -Xlinker --no-export-dynamic -Xlinker --icf=safe -Xlinker -z -Xlinker pack-relative-relocs

# The packages that the generator needs, that the tests need besides, and that the benchmarks
# compare with.
LIBRARIES = pkg-config python3 libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev libstemmer-dev nettle-dev zlib1g-dev libzstd-dev libjemalloc-dev
TEST_PACKAGES = chromium firefox-esr nodejs node-typescript python3 python3-venv default-jre-headless poppler-utils libimage-exiftool-perl zim-tools kiwix-tools
BENCH_PACKAGES = cmark-gfm python3 python3-venv nodejs
PYTHON = .venv/bin/python

help: ## Tell what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1|\2/' | column -t -s '|'

site: $(CASEBOOK) ## Install what is missing, build the generator, write Site/ from Content/
	$(CASEBOOK) build --content Content --templates Templates --output Site

manual: $(CASEBOOK) ## Build the manual from Documentation/ into a folder of its own
	$(CASEBOOK) build --strict --content Documentation --templates Templates --output $(SCRATCH)/manual

serve: $(CASEBOOK) ## Show Content/ on this machine and reload when a file changes
	$(CASEBOOK) serve --content Content --templates Templates

check: $(CASEBOOK) ## Say what is wrong with Content/
	$(CASEBOOK) check --strict --content Content --templates Templates

# A suite that fails does not stop the others.
SUITES = test-swift test-search test-browser
test: ## Install what is missing and run every test
	@passed=0; failed=0; report=(); for suite in $(SUITES); do \
	  if $(MAKE) --no-print-directory $$suite; then passed=$$((passed + 1)); report+=("$$suite passed"); \
	  else failed=$$((failed + 1)); report+=("$$suite FAILED"); fi; done; \
	echo; printf '%s\n' "$${report[@]}"; echo "suites: $$passed passed, $$failed failed"; [ "$$failed" = 0 ]

test-swift: toolchain libraries test-tools
	swift test --scratch-path $(SCRATCH)/tests -j $(JOBS) --no-parallel

test-search: $(CASEBOOK) test-tools
	Tests/SearchClient/run $(CASEBOOK)

test-browser: $(CASEBOOK) test-tools
	Tests/Browser/run $(CASEBOOK)

bench: $(CASEBOOK) libraries ## Measure builds beside the floor of the machine, Hugo and Pagefind; BENCH="--help" tells more
	@$(call install,$(BENCH_PACKAGES))
	Tests/Benchmarks/run $(CASEBOOK) $(BENCH)

lint: toolchain ## Check the form of the Swift sources
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

# libFuzzer stores its inputs in the scratch folder. Copy an input that is worth keeping into
# Tests/Fuzz/Corpus by hand. The toolchain's backtracer can hang in a process of the address
# sanitizer, so it is off.
FUZZ_SECONDS ?= 30
FUZZ_TARGETS = markdown yaml model templates requests
fuzz: toolchain libraries ## Read mutated inputs for FUZZ_SECONDS with each reader of what people write
	CASEBOOK_FUZZ=1 swift build --scratch-path $(SCRATCH)/fuzz -j $(JOBS) --product Fuzz --sanitize=address \
	  -Xswiftc -sanitize=fuzzer -Xswiftc -parse-as-library -Xswiftc -use-ld=lld
	@for target in $(FUZZ_TARGETS); do \
	  echo "== $$target"; mkdir -p "$(SCRATCH)/fuzz/found/$$target"; \
	  FUZZ_TARGET=$$target SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 "$(SCRATCH)/fuzz/debug/Fuzz" \
	    -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=10 -print_final_stats=1 -verbosity=0 \
	    -artifact_prefix="$(SCRATCH)/fuzz/$$target-" "$(SCRATCH)/fuzz/found/$$target" Tests/Fuzz/Corpus/$$target; done

# Each sanitizer has a build of its own. The tests are those in which C libraries, views of bytes or
# several cores take part: parsing texts with and without `~` on four threads, whole builds, archives,
# images, the preview. The libraries of the system are not instrumented: the sanitizers see what they
# do to memory that the program allocated.
SANITIZERS = address thread
SANITIZED_TESTS = TextTests|MarkdownTests|MediaTests|ArchivesTests|SearchTests|TemplatesTests|PreviewTests|BuildTests|SinkTests|ScratchFileTests
sanitize: toolchain libraries ## Run the tests of readers, writers and concurrent stages with the address and the thread sanitizer
	@for sanitizer in $(SANITIZERS); do \
	  echo "== $$sanitizer"; \
	  SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS="suppressions=$(CURDIR)/Tests/thread-sanitizer.txt" \
	    swift test --sanitize=$$sanitizer --scratch-path "$(SCRATCH)/$$sanitizer" -j $(JOBS) --no-parallel \
	    --filter '$(SANITIZED_TESTS)'; done

defaults: ## List the files of Templates/ that go into the program
	Sources/CDefaults/list-files.sh

# The linker prefers shared libraries, so it gets a folder that contains only the archives. Symbols
# of archives are hidden from the C library. But memory must be freed by the allocator that gave it,
# so the C library must use jemalloc too: jemalloc is linked as an object, and its functions are
# exported.
ALLOCATOR = $(ARCHIVES)/jemalloc.o $(patsubst %,--export-dynamic-symbol=%,malloc free calloc realloc posix_memalign aligned_alloc \
  memalign valloc malloc_usable_size)
ARCHIVES = $(abspath $(SCRATCH)/archives)
install: toolchain libraries unicode-data ## Put one program, with all it needs inside, into PREFIX/bin
	@mkdir -p "$(ARCHIVES)"
	@for name in cmark-gfm cmark-gfm-extensions yaml stemmer nettle z zstd; do \
	  ln -sf "$$(clang -print-file-name=lib$$name.a)" "$(ARCHIVES)/"; done
	@ld -r --whole-archive "$$(clang -print-file-name=libjemalloc_pic.a)" -o "$(ARCHIVES)/jemalloc.o"
	@rm -f "$(ARCHIVES)/libjemalloc.a" && ar rc "$(ARCHIVES)/libjemalloc.a"
	@for name in libcmark-gfm yaml-0.1 nettle zlib libzstd; do \
	  sed 's|^libdir=.*|libdir=$(ARCHIVES)|' "$$(pkg-config --variable=pcfiledir $$name)/$$name.pc" > "$(ARCHIVES)/$$name.pc"; done
	PKG_CONFIG_PATH="$(ARCHIVES)" swift build --scratch-path $(SCRATCH)/static -j $(JOBS) --traits Jemalloc -c release $(LINKING) \
	  --product casebook $(patsubst %,-Xlinker %,$(ALLOCATOR) -s)
	@! ldd $(SCRATCH)/static/release/casebook | grep -E 'cmark|yaml|stemmer|nettle|libz|jemalloc|swift|Foundation|not found' || \
	  { echo "The program would need the libraries above on every machine: not installed."; exit 1; }
	@size=$$(stat -c %s $(SCRATCH)/static/release/casebook); [ $$size -le 45000000 ] || \
	  { echo "The program has $$size bytes; the budget is 45,000,000: not installed."; exit 1; }
	$(SCRATCH)/static/release/casebook build --content Documentation --templates Templates --output $(SCRATCH)/static/manual
	install -D -m 755 $(SCRATCH)/static/release/casebook $(DESTDIR)$(PREFIX)/bin/casebook

SBOM ?= $(SCRATCH)/casebook.spdx.json
sbom: toolchain libraries unicode-data ## List what the program is made of, with versions and licences (SPDX 2.3)
	@$(call install,python3 python3-venv)
	@$(MAKE) --no-print-directory .venv/done
	.ci/sbom "$(SBOM)"
	.venv/bin/pyspdxtools --infile "$(SBOM)" --version SPDX-2.3

release: ## Make a release: make release VERSION=1.2.0 CONTACT=security@your.org
	.ci/release "$(VERSION)" "$(CONTACT)" $(DAY)

clean: ## Delete what was built
	rm -rf $(SCRATCH) .venv
	find Site -mindepth 1 ! -name .gitignore -delete

# The generator is built again if a source or a template is newer; SwiftPM decides what to compile.
$(CASEBOOK): toolchain libraries $(shell find Sources Templates Documentation Package.swift -type f)
	@$(MAKE) --no-print-directory unicode-data
	@Sources/CDefaults/list-files.sh
	$(SWIFT_BUILD) -c release $(LINKING) --product casebook
	@touch $@

# Foundation's Unicode data is 34 MB; a copy of 9 MB is enough for Casebook.
unicode-data: toolchain libraries
	@archive="$$(dirname "$$(readlink -f "$$(command -v swift)")")/../lib/swift_static/linux/lib_FoundationICU.a"; \
	made=Sources/CUnicodeData/data.inc; \
	if [ ! -e "$$made" ] || [ "$$archive" -nt "$$made" ]; then Sources/CUnicodeData/make-data "$$archive"; fi

toolchain:
	@command -v swift >/dev/null || { \
	  echo "There is no Swift toolchain here. Casebook needs Swift 6.2 or later:"; \
	  echo "  https://www.swift.org/install/linux/  (choose Debian 12), then put its usr/bin on your PATH."; exit 1; }

# $(call install,PACKAGES) installs the missing Debian packages of the list. A command of the same
# name counts as installed.
define install
missing=(); for package in $(1); do \
  dpkg-query -W -f='$${Status}' "$$package" 2>/dev/null | grep -q 'ok installed' || \
  { case "$$package" in nodejs) command -v node;; python3-venv) python3 -c 'import ensurepip, venv';; python3) command -v python3;; \
    default-jre-headless) command -v java;; *) false;; esac >/dev/null 2>&1; } || missing+=("$$package"); done; \
if [ "$${#missing[@]}" -gt 0 ]; then \
  echo "Installing $${missing[*]} (Debian packages)"; \
  run=(); [ "$$(id -u)" = 0 ] || run=(sudo); \
  "$${run[@]}" apt-get update -qq; \
  DEBIAN_FRONTEND=noninteractive "$${run[@]}" apt-get install -y -qq --no-install-recommends "$${missing[@]}" >/dev/null; \
fi
endef

libraries:
	@$(call install,$(LIBRARIES))

test-tools:
	@$(call install,$(TEST_PACKAGES))
	@$(MAKE) --no-print-directory .venv/done

.venv/done: Tests/requirements.txt
	@echo "Installing Python tools for the tests into .venv"
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	@touch $@
