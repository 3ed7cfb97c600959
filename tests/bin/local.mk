# The programs as the tests run them: the product's own objects, linked with
# a clock and a timer that the test steps instead of lib/libnudge_clock.a and
# daemon/libnudged_timer.a.
check_LIBRARIES += tests/bin/libstepped.a
tests_bin_libstepped_a_CFLAGS = $(AM_CFLAGS) $(SYSTEMD_CFLAGS)
tests_bin_libstepped_a_SOURCES = \
	%D%/clock_stepped.c \
	%D%/timer_stepped.c

check_PROGRAMS += tests/bin/nudged
tests_bin_nudged_SOURCES = $(daemon_nudged_SOURCES)
tests_bin_nudged_LDADD = $(NUDGED_LIBS) tests/bin/libstepped.a $(NUDGED_SHARED)

check_PROGRAMS += tests/bin/nudge
tests_bin_nudge_SOURCES = $(cli_nudge_SOURCES)
# The helper beside the objects it was built with, not an installed one; of
# the daemons those beside itself.
tests_bin_nudge_CPPFLAGS = $(AM_CPPFLAGS) \
	-DNUDGE_PKGLIBEXECDIR='"$(abs_top_builddir)/libexec"' \
	-DNUDGE_SBINDIR='"$(abs_top_builddir)/tests/bin/none"'
tests_bin_nudge_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_bin_nudge_LDFLAGS = $(cli_nudge_LDFLAGS)
tests_bin_nudge_LDADD = $(CLI_LIBS) tests/bin/libstepped.a

check_PROGRAMS += tests/bin/nudge-web
tests_bin_nudge_web_SOURCES = $(web_nudge_web_SOURCES)
tests_bin_nudge_web_LDADD = $(NUDGE_WEB_LIBS) tests/bin/libstepped.a \
	$(NUDGE_WEB_SHARED)

# Messages in all their forms, without a daemon.
check_PROGRAMS += tests/bin/letters
tests_bin_letters_SOURCES = %D%/letters.c
tests_bin_letters_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_bin_letters_LDADD = lib/libnudge_compose.a lib/libnudge_text.a \
	lib/libnudge_core.a lib/libnudge_base.a $(JANSSON_LIBS)

# Commits as our programs do, for as long as a test wants.
check_PROGRAMS += tests/bin/writer
tests_bin_writer_SOURCES = %D%/writer.c
tests_bin_writer_LDADD = lib/libnudge_store.a lib/libnudge_core.a \
	lib/libnudge_base.a lib/libnudge_clock.a $(SQLITE_LIBS) $(JANSSON_LIBS)
