# nudge-ical: the reader of foreign calendars, a process of its own.  All but
# main in a library, for unit tests and fuzzers.
noinst_LIBRARIES += libexec/libnudge_ical.a
libexec_libnudge_ical_a_CFLAGS = $(AM_CFLAGS) $(ICAL_CFLAGS)
libexec_libnudge_ical_a_SOURCES = \
	%D%/ical_charset.c \
	%D%/ical_charset.h \
	%D%/ical_event.c \
	%D%/ical_event.h \
	%D%/ical_read.c \
	%D%/ical_read.h \
	%D%/ical_rule.c \
	%D%/ical_rule.h \
	%D%/ical_sieve.c \
	%D%/ical_sieve.h \
	%D%/ical_zone.c \
	%D%/ical_zone.h \
	%D%/sandbox.c \
	%D%/sandbox.h
# Embedded.
libexec/libnudge_ical_a-ical_zone.$(OBJEXT): data/windows-zones.txt
EXTRA_DIST += data/windows-zones.txt

pkglibexec_PROGRAMS += libexec/nudge-ical
libexec_nudge_ical_SOURCES = %D%/main.c
libexec_nudge_ical_LDADD = libexec/libnudge_ical.a lib/libnudge_core.a \
	lib/libnudge_base.a $(ICAL_LIBS)
