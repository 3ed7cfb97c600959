# Everything of nudged but main and the timer, which tests replace.
noinst_LIBRARIES += daemon/libnudged.a
daemon_libnudged_a_CFLAGS = $(AM_CFLAGS) $(SYSTEMD_CFLAGS)
daemon_libnudged_a_SOURCES = \
	%D%/deliver.h \
	%D%/log.c \
	%D%/log.h \
	%D%/timer.h

noinst_LIBRARIES += daemon/libnudged_timer.a
daemon_libnudged_timer_a_CFLAGS = $(AM_CFLAGS) $(SYSTEMD_CFLAGS)
daemon_libnudged_timer_a_SOURCES = %D%/timer_system.c
