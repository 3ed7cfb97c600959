# Unit tests of nudge-web; one program per module.
web_TESTS = tests/unit/test_condition tests/unit/test_feed_shelf \
	tests/unit/test_guests
check_PROGRAMS += $(web_TESTS)
TESTS += $(web_TESTS)
tests_unit_test_condition_SOURCES = tests/unit/test_condition.c
tests_unit_test_condition_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_condition_LDADD = web/libnudge_web.a lib/libnudge_core.a \
	lib/libnudge_base.a $(CMOCKA_LIBS)
tests_unit_test_guests_SOURCES = tests/unit/test_guests.c
tests_unit_test_guests_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_guests_LDADD = web/libnudge_web.a $(CMOCKA_LIBS)
tests_unit_test_feed_shelf_SOURCES = tests/unit/test_feed_shelf.c
tests_unit_test_feed_shelf_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_feed_shelf_LDADD = web/libnudge_web.a lib/libnudge_compose.a \
	lib/libnudge_store.a lib/libnudge_text.a lib/libnudge_core.a \
	lib/libnudge_base.a $(MICROHTTPD_LIBS) $(CRYPTO_LIBS) $(ZLIB_LIBS) \
	$(SQLITE_LIBS) $(JANSSON_LIBS) $(CMOCKA_LIBS)
