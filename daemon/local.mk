# Everything of nudged but main and the timer, which tests replace.
noinst_LIBRARIES += daemon/libnudged.a
daemon_libnudged_a_CFLAGS = $(AM_CFLAGS) $(SYSTEMD_CFLAGS) $(JANSSON_CFLAGS)
daemon_libnudged_a_SOURCES = \
	%D%/commits.c \
	%D%/commits.h \
	%D%/deliver.h \
	%D%/idle.c \
	%D%/idle.h \
	%D%/log.c \
	%D%/log.h \
	%D%/manager.c \
	%D%/manager.h \
	%D%/round.c \
	%D%/round.h \
	%D%/settings.c \
	%D%/settings.h \
	%D%/status.c \
	%D%/status.h \
	%D%/timer.h \
	%D%/zonewatch.c \
	%D%/zonewatch.h

noinst_LIBRARIES += daemon/libnudged_timer.a
daemon_libnudged_timer_a_CFLAGS = $(AM_CFLAGS) $(SYSTEMD_CFLAGS)
daemon_libnudged_timer_a_SOURCES = %D%/timer_system.c
