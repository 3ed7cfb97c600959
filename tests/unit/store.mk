# Unit tests of store; one program per module.
store_TESTS = \
	tests/unit/test_db
check_PROGRAMS += $(store_TESTS)
TESTS += $(store_TESTS)

check_LIBRARIES += tests/unit/libstorefix.a
tests_unit_libstorefix_a_SOURCES = %D%/storefix.c %D%/storefix.h
tests_unit_libstorefix_a_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS) $(CMOCKA_CFLAGS)
store_test_LIBS = tests/unit/libstorefix.a lib/libnudge_store.a \
	lib/libnudge_core.a lib/libnudge_base.a \
	$(SQLITE_LIBS) $(JANSSON_LIBS) $(CMOCKA_LIBS)

tests_unit_test_db_SOURCES = %D%/test_db.c
tests_unit_test_db_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) -I$(srcdir)/tests/unit
tests_unit_test_db_LDADD = $(store_test_LIBS)
