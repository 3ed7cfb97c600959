# Benchmarks: "make bench", or "make bench SIZES='1000 1000000'".  They print
# ratios to a limit measured in the same run, and are no tests.
EXTRA_PROGRAMS += \
	tests/bench/bench_claim \
	tests/bench/bench_mail \
	tests/bench/bench_post \
	tests/bench/bench_render \
	tests/bench/bench_sink \
	tests/bench/bench_spawn
CLEANFILES += \
	tests/bench/bench_claim$(EXEEXT) \
	tests/bench/bench_mail$(EXEEXT) \
	tests/bench/bench_post$(EXEEXT) \
	tests/bench/bench_render$(EXEEXT) \
	tests/bench/bench_sink$(EXEEXT) \
	tests/bench/bench_spawn$(EXEEXT)
EXTRA_DIST += %D%/bench.py %D%/bench_backup.py %D%/bench_delivery.py \
	%D%/bench_web.py %D%/fill.py

tests_bench_bench_spawn_SOURCES = %D%/bench_spawn.c %D%/stopwatch.h
tests_bench_bench_sink_SOURCES = %D%/bench_sink.c %D%/stopwatch.h
tests_bench_bench_post_SOURCES = %D%/bench_post.c %D%/stopwatch.h
tests_bench_bench_post_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS)
tests_bench_bench_post_LDADD = $(CURL_LIBS)
tests_bench_bench_render_SOURCES = %D%/bench_render.c %D%/stopwatch.h
tests_bench_bench_render_LDADD = \
	lib/libnudge_compose.a \
	lib/libnudge_text.a \
	lib/libnudge_core.a \
	lib/libnudge_base.a \
	$(JANSSON_LIBS)
tests_bench_bench_mail_SOURCES = %D%/bench_mail.c %D%/stopwatch.h
tests_bench_bench_mail_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS)
tests_bench_bench_mail_LDADD = $(CURL_LIBS) -lpthread
tests_bench_bench_claim_SOURCES = %D%/bench_claim.c %D%/stopwatch.h
tests_bench_bench_claim_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_bench_bench_claim_LDADD = \
	lib/libnudge_store.a \
	lib/libnudge_core.a \
	lib/libnudge_base.a \
	lib/libnudge_clock.a \
	$(SQLITE_LIBS) $(JANSSON_LIBS)

SIZES = 1000 100000
bench: all $(EXTRA_PROGRAMS)
	$(AM_TESTS_ENVIRONMENT) $(PYTHON3) $(srcdir)/%D%/bench.py $(SIZES)
	$(AM_TESTS_ENVIRONMENT) $(PYTHON3) $(srcdir)/%D%/bench_delivery.py
	$(AM_TESTS_ENVIRONMENT) $(PYTHON3) $(srcdir)/%D%/bench_web.py
.PHONY: bench
