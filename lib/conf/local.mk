noinst_LIBRARIES += lib/libnudge_conf.a
lib_libnudge_conf_a_CFLAGS = $(AM_CFLAGS) $(INIH_CFLAGS)
lib_libnudge_conf_a_SOURCES = \
	%D%/conf.c \
	%D%/conf.h \
	%D%/conf_write.c \
	%D%/paths.c \
	%D%/paths.h \
	%D%/secret_keys.c \
	%D%/secret_keys.h \
	%D%/secrets.c \
	%D%/secrets.h \
	%D%/setting.c \
	%D%/setting.h
