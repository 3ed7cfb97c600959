noinst_LIBRARIES += lib/libnudge_core.a
lib_libnudge_core_a_CFLAGS = $(AM_CFLAGS) $(STRICT_CFLAGS)
lib_libnudge_core_a_SOURCES = \
	%D%/backoff.c \
	%D%/backoff.h \
	%D%/cadence.c \
	%D%/cadence.h \
	%D%/caltext.c \
	%D%/caltext.h \
	%D%/civil.c \
	%D%/civil.h \
	%D%/domain.c \
	%D%/domain.h \
	%D%/hours.c \
	%D%/hours.h \
	%D%/icalform.c \
	%D%/icalform.h \
	%D%/leaving.c \
	%D%/leaving.h \
	%D%/planner.c \
	%D%/planner.h \
	%D%/planner_confirm.c \
	%D%/planner_end.c \
	%D%/planner_end.h \
	%D%/planner_greet.c \
	%D%/rate.c \
	%D%/rate.h \
	%D%/tzif.c \
	%D%/tzif.h \
	%D%/tzrule.c \
	%D%/tzrule.h \
	%D%/workcal.c \
	%D%/workcal.h \
	%D%/zone.c \
	%D%/zone.h
