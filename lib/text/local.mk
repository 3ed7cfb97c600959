noinst_LIBRARIES += lib/libnudge_text.a
lib_libnudge_text_a_SOURCES = \
	%D%/city.c \
	%D%/city.h \
	%D%/lang.c \
	%D%/scan.c \
	%D%/scan.h \
	%D%/span.c \
	%D%/span.h \
	%D%/text.c \
	%D%/text.h \
	%D%/when.c \
	%D%/when.h \
	%D%/when_date.c \
	%D%/when_month.c \
	%D%/when_read.h \
	%D%/when_time.c \
	%D%/when_weekday.c \
	%D%/words.c \
	%D%/words.h

# The catalogue is embedded, so the object depends on it.
%D%/text.$(OBJEXT): po/zh_CN.mo
