noinst_LIBRARIES += lib/libnudge_base.a
lib_libnudge_base_a_CFLAGS = $(AM_CFLAGS) $(STRICT_CFLAGS)
lib_libnudge_base_a_SOURCES = \
	%D%/b64.c \
	%D%/b64.h \
	%D%/cleanup.h \
	%D%/clock.h \
	%D%/deadline.c \
	%D%/deadline.h \
	%D%/embed.h \
	%D%/err.c \
	%D%/err.h \
	%D%/names.c \
	%D%/names.h \
	%D%/seek.c \
	%D%/seek.h \
	%D%/sha256.c \
	%D%/sha256.h \
	%D%/stdfd.c \
	%D%/stdfd.h \
	%D%/str.c \
	%D%/str.h \
	%D%/utf8.c \
	%D%/utf8.h

# The clock of the installed programs; tests link another.
noinst_LIBRARIES += lib/libnudge_clock.a
lib_libnudge_clock_a_SOURCES = %D%/clock_system.c
