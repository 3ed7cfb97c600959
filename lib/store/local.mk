noinst_LIBRARIES += lib/libnudge_store.a
lib_libnudge_store_a_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS) $(JANSSON_CFLAGS)
lib_libnudge_store_a_SOURCES = \
	%D%/account.c \
	%D%/account.h \
	%D%/activity.c \
	%D%/activity.h \
	%D%/agenda.c \
	%D%/agenda.h \
	%D%/bell.c \
	%D%/bell.h \
	%D%/change.c \
	%D%/change.h \
	%D%/channel.c \
	%D%/channel.h \
	%D%/channel_state.c \
	%D%/channel_state.h \
	%D%/claim.c \
	%D%/claim.h \
	%D%/contact.c \
	%D%/contact.h \
	%D%/db.c \
	%D%/db.h \
	%D%/db_file.c \
	%D%/duty.c \
	%D%/duty.h \
	%D%/image.c \
	%D%/image.h \
	%D%/lock.c \
	%D%/lock.h \
	%D%/message.c \
	%D%/message.h \
	%D%/message_list.c \
	%D%/message_list.h \
	%D%/meta.c \
	%D%/meta.h \
	%D%/outbox.c \
	%D%/outbox.h \
	%D%/plan.c \
	%D%/plan.h \
	%D%/rep.c \
	%D%/rep.h \
	%D%/rep_clock.c \
	%D%/rep_clock.h \
	%D%/row.c \
	%D%/row.h \
	%D%/rows.c \
	%D%/rows.h \
	%D%/schema.c \
	%D%/schema.h \
	%D%/sqlite.c \
	%D%/sqlite.h \
	%D%/stmt.c \
	%D%/tables.c \
	%D%/tables.h \
	%D%/touchpoint.c \
	%D%/touchpoint.h \
	%D%/txn.c \
	%D%/watch.h
EXTRA_DIST += %D%/schema.sql
# The schema is embedded.
lib/store/lib_libnudge_store_a-schema.$(OBJEXT): %D%/schema.sql
