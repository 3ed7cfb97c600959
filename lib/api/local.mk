noinst_LIBRARIES += lib/libnudge_api.a
lib_libnudge_api_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
lib_libnudge_api_a_SOURCES = \
	%D%/account_edit.c \
	%D%/account_list.c \
	%D%/account_new.c \
	%D%/account_new.h \
	%D%/account_show.c \
	%D%/api.c \
	%D%/api.h \
	%D%/call.c \
	%D%/call.h \
	%D%/call_days.c \
	%D%/change_back.c \
	%D%/code.c \
	%D%/code.h \
	%D%/contact_edit.c \
	%D%/contact_list.c \
	%D%/field.c \
	%D%/field.h \
	%D%/methods.c \
	%D%/methods.h \
	%D%/near.c \
	%D%/near.h \
	%D%/params.c \
	%D%/params.h \
	%D%/rep_edit.c \
	%D%/rep_list.c \
	%D%/resolve.h \
	%D%/resolve_account.c \
	%D%/resolve_id.c \
	%D%/resolve_id.h \
	%D%/resolve_people.c \
	%D%/resolve_touchpoint.c \
	%D%/slug.c \
	%D%/slug.h \
	%D%/slugs.c \
	%D%/slugs.h \
	%D%/view.c \
	%D%/view.h \
	%D%/view_touchpoint.c
