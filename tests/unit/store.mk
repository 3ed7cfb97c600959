# Unit tests of store; one program per module.
store_TESTS = \
	tests/unit/test_arena \
	tests/unit/test_bell \
	tests/unit/test_calendar \
	tests/unit/test_change \
	tests/unit/test_copy \
	tests/unit/test_db \
	tests/unit/test_outbox \
	tests/unit/test_place \
	tests/unit/test_row \
	tests/unit/test_schema \
	tests/unit/test_watch
check_PROGRAMS += $(store_TESTS)
TESTS += $(store_TESTS)

check_LIBRARIES += tests/unit/libstorefix.a
tests_unit_libstorefix_a_SOURCES = %D%/storefix.c %D%/storefix.h
tests_unit_libstorefix_a_CFLAGS = $(STORE_TEST_CFLAGS)
STORE_TEST_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS) $(CMOCKA_CFLAGS) \
	-I$(srcdir)/tests/unit
STORE_TEST_LIBS = tests/unit/libstorefix.a lib/libnudge_store.a \
	lib/libnudge_core.a lib/libnudge_base.a lib/libnudge_clock.a \
	$(SQLITE_LIBS) $(JANSSON_LIBS) $(CMOCKA_LIBS)

tests_unit_test_arena_SOURCES = tests/unit/test_arena.c
tests_unit_test_arena_CFLAGS = $(STORE_TEST_CFLAGS)
tests_unit_test_arena_LDADD = $(STORE_TEST_LIBS)

tests_unit_test_bell_SOURCES = tests/unit/test_bell.c
tests_unit_test_bell_CFLAGS = $(STORE_TEST_CFLAGS)
tests_unit_test_bell_LDADD = $(STORE_TEST_LIBS)

tests_unit_test_calendar_SOURCES = tests/unit/test_calendar.c
tests_unit_test_calendar_CFLAGS = $(STORE_TEST_CFLAGS)
tests_unit_test_calendar_LDADD = $(STORE_TEST_LIBS)

tests_unit_test_change_SOURCES = tests/unit/test_change.c
tests_unit_test_change_CFLAGS = $(STORE_TEST_CFLAGS)
tests_unit_test_change_LDADD = $(STORE_TEST_LIBS)

tests_unit_test_copy_SOURCES = tests/unit/test_copy.c
tests_unit_test_copy_CFLAGS = $(STORE_TEST_CFLAGS)
tests_unit_test_copy_LDADD = $(STORE_TEST_LIBS)

tests_unit_test_db_SOURCES = tests/unit/test_db.c
tests_unit_test_db_CFLAGS = $(STORE_TEST_CFLAGS)
tests_unit_test_db_LDADD = $(STORE_TEST_LIBS)

tests_unit_test_outbox_SOURCES = tests/unit/test_outbox.c
tests_unit_test_outbox_CFLAGS = $(STORE_TEST_CFLAGS)
tests_unit_test_outbox_LDADD = $(STORE_TEST_LIBS)

tests_unit_test_place_SOURCES = tests/unit/test_place.c
tests_unit_test_place_CFLAGS = $(STORE_TEST_CFLAGS)
tests_unit_test_place_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=statfs
tests_unit_test_place_LDADD = $(STORE_TEST_LIBS)

tests_unit_test_row_SOURCES = tests/unit/test_row.c
tests_unit_test_row_CFLAGS = $(STORE_TEST_CFLAGS)
tests_unit_test_row_LDADD = $(STORE_TEST_LIBS)

tests_unit_test_schema_SOURCES = tests/unit/test_schema.c
tests_unit_test_schema_CFLAGS = $(STORE_TEST_CFLAGS)
tests_unit_test_schema_LDADD = $(STORE_TEST_LIBS)

tests_unit_test_watch_SOURCES = tests/unit/test_watch.c
tests_unit_test_watch_CFLAGS = $(STORE_TEST_CFLAGS)
tests_unit_test_watch_LDADD = $(STORE_TEST_LIBS)
