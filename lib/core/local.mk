noinst_LIBRARIES += lib/libnudge_core.a
lib_libnudge_core_a_CFLAGS = $(AM_CFLAGS) $(STRICT_CFLAGS)
lib_libnudge_core_a_SOURCES = \
	%D%/backoff.h \
	%D%/cadence.h \
	%D%/caltext.h \
	%D%/civil.h \
	%D%/domain.c \
	%D%/domain.h \
	%D%/hours.c \
	%D%/hours.h \
	%D%/planner.h \
	%D%/workcal.h \
	%D%/zone.h
