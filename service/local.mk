# What nudged and nudge-web share.
noinst_LIBRARIES += service/libnudge_service.a
service_libnudge_service_a_CFLAGS = $(AM_CFLAGS) $(SYSTEMD_CFLAGS) $(CRYPTO_CFLAGS)
service_libnudge_service_a_SOURCES = \
	%D%/commits.c \
	%D%/commits.h \
	%D%/link.c \
	%D%/link.h \
	%D%/log.c \
	%D%/log.h \
	%D%/settings.c \
	%D%/settings.h \
	%D%/zonewatch.c \
	%D%/zonewatch.h
