noinst_LIBRARIES += lib/libnudge_store.a
lib_libnudge_store_a_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS) $(JANSSON_CFLAGS)
lib_libnudge_store_a_SOURCES = \
	%D%/account.c \
	%D%/account.h \
	%D%/activity.c \
	%D%/activity.h \
	%D%/agenda.c \
	%D%/agenda.h \
	%D%/change.h \
	%D%/channel.c \
	%D%/channel.h \
	%D%/channel_state.c \
	%D%/channel_state.h \
	%D%/claim.c \
	%D%/claim.h \
	%D%/contact.c \
	%D%/contact.h \
	%D%/db.h \
	%D%/duty.c \
	%D%/duty.h \
	%D%/message.c \
	%D%/message.h \
	%D%/message_list.c \
	%D%/message_list.h \
	%D%/outbox.c \
	%D%/outbox.h \
	%D%/plan.c \
	%D%/plan.h \
	%D%/rep.c \
	%D%/rep.h \
	%D%/rep_clock.c \
	%D%/rep_clock.h \
	%D%/row.h \
	%D%/rows.c \
	%D%/rows.h \
	%D%/touchpoint.c \
	%D%/touchpoint.h
