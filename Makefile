# The short way to everything; CMakePresets.json has the builds.
JOBS := $(shell nproc)
FUZZ_SECONDS ?= 600

all: build/treve

build/treve: setup
	@cmake --preset release >build/cmake.log 2>&1 || { cat build/cmake.log; exit 1; }
	@cmake --build build -j$(JOBS) --target treve treve_lib -- --no-print-directory | grep -v '^\[.*\] \(Built\|Building\|Linking\)' || true
	@test -x build/treve

setup:
	@mkdir -p build
	@tools/setup

demo: build/treve
	@tools/demo

check: setup
	@tools/check

asan: setup
	@cmake --preset asan >/dev/null && cmake --build build/asan -j$(JOBS) && ctest --test-dir build/asan --output-on-failure

fuzz: setup
	@tools/fuzz $(FUZZ_SECONDS)

lint: setup
	@tools/lint

bench: build/treve
	@tools/bench
	@cmake --build build -j$(JOBS) --target warc_dump >build/make.log
	@tools/bench_read

accuracy: build/treve
	@tools/accuracy --write

install: build/treve
	@cmake --install build

clean:
	rm -rf build

.PHONY: all setup demo check asan fuzz lint bench accuracy install clean build/treve
