# Fuzz targets, built with a driver that replays their seeds.
FUZZ_REPLAYS = tests/fuzz/replay_caltext tests/fuzz/replay_ical \
	tests/fuzz/replay_icalform tests/fuzz/replay_ics \
	tests/fuzz/replay_request tests/fuzz/replay_tzif
check_PROGRAMS += $(FUZZ_REPLAYS)
TESTS += $(FUZZ_REPLAYS)

tests_fuzz_replay_caltext_SOURCES = %D%/fuzz_caltext.c %D%/replay.c
tests_fuzz_replay_caltext_CPPFLAGS = $(AM_CPPFLAGS) \
	-DFUZZ_NAME='"caltext"' \
	-DFUZZ_SEEDS='NUDGE_SRCDIR "/tests/fuzz/data/caltext", NUDGE_SRCDIR "/data/calendars"'
tests_fuzz_replay_caltext_LDADD = lib/libnudge_core.a lib/libnudge_base.a

tests_fuzz_replay_ical_SOURCES = %D%/fuzz_ical.c %D%/replay.c
tests_fuzz_replay_ical_CPPFLAGS = $(AM_CPPFLAGS) \
	-DFUZZ_NAME='"ical"' \
	-DFUZZ_SEEDS='NUDGE_SRCDIR "/tests/fuzz/data/ical"'
tests_fuzz_replay_ical_LDADD = libexec/libnudge_ical.a lib/libnudge_core.a \
	lib/libnudge_base.a $(ICAL_LIBS)

tests_fuzz_replay_icalform_SOURCES = %D%/fuzz_icalform.c %D%/replay.c
tests_fuzz_replay_icalform_CPPFLAGS = $(AM_CPPFLAGS) \
	-DFUZZ_NAME='"icalform"' \
	-DFUZZ_SEEDS='NUDGE_SRCDIR "/tests/fuzz/data/icalform"'
tests_fuzz_replay_icalform_LDADD = lib/libnudge_core.a lib/libnudge_base.a

tests_fuzz_replay_ics_SOURCES = %D%/fuzz_ics.c %D%/replay.c
tests_fuzz_replay_ics_CPPFLAGS = $(AM_CPPFLAGS) \
	-DFUZZ_NAME='"ics"' \
	-DFUZZ_SEEDS='NUDGE_SRCDIR "/tests/fuzz/data/ics"'
tests_fuzz_replay_ics_LDADD = lib/libnudge_compose.a lib/libnudge_core.a \
	lib/libnudge_base.a

tests_fuzz_replay_request_SOURCES = %D%/fuzz_request.c %D%/replay.c
tests_fuzz_replay_request_CPPFLAGS = $(AM_CPPFLAGS) \
	-DFUZZ_NAME='"request"' \
	-DFUZZ_SEEDS='NUDGE_SRCDIR "/tests/fuzz/data/request"'
tests_fuzz_replay_request_LDADD = web/libnudge_web.a \
	service/libnudge_service.a lib/libnudge_core.a lib/libnudge_base.a \
	$(CRYPTO_LIBS)

tests_fuzz_replay_tzif_SOURCES = %D%/fuzz_tzif.c %D%/replay.c
tests_fuzz_replay_tzif_CPPFLAGS = $(AM_CPPFLAGS) \
	-DFUZZ_NAME='"tzif"' \
	-DFUZZ_SEEDS='NUDGE_SRCDIR "/tests/fuzz/data/tzif"'
tests_fuzz_replay_tzif_LDADD = lib/libnudge_core.a lib/libnudge_base.a

EXTRA_DIST += \
	%D%/data/caltext/all-kinds \
	%D%/data/caltext/long-range \
	%D%/data/ical/byte-order-mark \
	%D%/data/ical/cut \
	%D%/data/ical/days \
	%D%/data/ical/exchange \
	%D%/data/ical/gbk \
	%D%/data/ical/hours \
	%D%/data/ical/nested \
	%D%/data/ical/refused-rules \
	%D%/data/ical/rules \
	%D%/data/icalform/all \
	%D%/data/icalform/no-end \
	%D%/data/icalform/refused \
	%D%/data/ics/broken \
	%D%/data/ics/escapes \
	%D%/data/ics/wide \
	%D%/data/request/address \
	%D%/data/request/date \
	%D%/data/request/encodings \
	%D%/data/request/form \
	%D%/data/request/link \
	%D%/data/request/tags \
	%D%/data/tzif/berlin \
	%D%/data/tzif/days \
	%D%/data/tzif/julian \
	%D%/data/tzif/leap \
	%D%/data/tzif/no-rule \
	%D%/data/tzif/nuuk \
	%D%/data/tzif/utc
