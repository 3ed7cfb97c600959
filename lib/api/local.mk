noinst_LIBRARIES += lib/libnudge_api.a
lib_libnudge_api_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
lib_libnudge_api_a_SOURCES = \
	%D%/account_list.c \
	%D%/api.c \
	%D%/api.h \
	%D%/call.c \
	%D%/call.h \
	%D%/code.c \
	%D%/code.h \
	%D%/methods.c \
	%D%/methods.h \
	%D%/near.c \
	%D%/near.h \
	%D%/params.c \
	%D%/params.h \
	%D%/resolve.c \
	%D%/resolve.h \
	%D%/slug.c \
	%D%/slug.h \
	%D%/view.c \
	%D%/view.h \
	%D%/view_touchpoint.c
