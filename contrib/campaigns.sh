# shellcheck shell=bash
# shellcheck disable=SC2154,SC2016 # check sets work and jobs; make expands
# What contrib/check --full does besides: long campaigns over the same build.

# Ten scenarios of people and of nudged, under valgrind.
valgrind_campaign() {
	say "valgrind: units, and scenarios through the programs"
	# It can watch the malloc() of a shared libc only.
	build valgrind "$work/valgrind" --disable-static-cli || return
	# test_bell.c judges how long a commit takes to be noticed.
	NUDGE_TEST_DEADLINE=600 \
		NUDGE_TEST_WRAPPER='valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --child-silent-after-fork=yes' \
		suite valgrind "$work/valgrind" \
		'TESTS=$(filter-out tests/unit/test_bell,$(filter tests/unit/%,$(check_PROGRAMS))) tests/cli/test_init.py tests/cli/test_work.py tests/cli/test_plan.py tests/daemon/test_process.py tests/daemon/test_email.py tests/daemon/test_telling.py'
}

# nudged's threads, and those that the loop shares with them.
thread_campaign() {
	say "thread sanitizer: nudged"
	build threads "$work/threads" CC=clang CFLAGS='-g -O1' \
		--disable-static-cli --with-sanitizer=thread &&
		suite threads "$work/threads" 'TESTS=$(filter tests/daemon/%,$(PYTESTS))'
}

kill_campaign() {
	say "nudged killed 200 times"
	NUDGE_TEST_KILLS=200 suite kills "$work/gcc" \
		TESTS='tests/daemon/test_crash.py tests/daemon/test_crash_rounds.py'
}

bell_campaign() {
	say "1000 commits, none unnoticed after a second"
	NUDGE_TEST_COMMITS=1000 suite bell "$work/gcc" TESTS=tests/daemon/test_unnoticed.py
}

# Each fuzz target, for two minutes, from its seeds, with coverage.
fuzz_campaign() {
	local target name flags='-fsanitize=fuzzer-no-link,address,undefined'
	say "fuzzers, two minutes each"
	step "fuzz: configure" "$work/fuzz" "$work/source/configure" CC=clang \
		--disable-static-cli CFLAGS="-g -O1 $flags" LDFLAGS="$flags" &&
		step "fuzz: build" "$work/fuzz" make -j"$jobs" all || return
	for target in "$work/source"/tests/fuzz/fuzz_*.c; do
		name=$(basename "$target" .c)
		mkdir -p "$work/fuzz/corpus/$name"
		step "fuzz: link $name" "$work/fuzz" clang -g -O1 \
			-fsanitize=fuzzer,address,undefined -include config.h -I. \
			-I"$work/source/lib" -I"$work/source" "$target" -o "$name" \
			libexec/libnudge_ical.a web/libnudge_web.a \
			service/libnudge_service.a lib/libnudge_conf.a lib/libnudge_compose.a \
			lib/libnudge_text.a lib/libnudge_core.a lib/libnudge_base.a \
			-linih -ljansson -lical -lcrypto &&
			step "fuzz: $name" "$work/fuzz" "./$name" -max_total_time=120 \
				"corpus/$name" "$work/source/tests/fuzz/data/${name#fuzz_}"
	done
}

bench_campaign() {
	say "benchmarks"
	(cd "$work/gcc" && make -s bench SIZES="1000 100000 1000000") 2>&1 |
		tee "$work/log/bench.log" | grep -v '^make'
	step_result "${PIPESTATUS[0]}" benchmarks "$work/log/bench.log"
}
