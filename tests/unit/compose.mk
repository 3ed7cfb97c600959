# Unit tests of compose; one program per module.
check_PROGRAMS += tests/unit/test_address
TESTS += tests/unit/test_address
tests_unit_test_address_SOURCES = tests/unit/test_address.c
tests_unit_test_address_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_address_LDADD = lib/libnudge_compose.a lib/libnudge_base.a \
	$(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/test_ics
TESTS += tests/unit/test_ics
tests_unit_test_ics_SOURCES = tests/unit/test_ics.c
tests_unit_test_ics_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_ics_LDADD = lib/libnudge_compose.a lib/libnudge_core.a \
	lib/libnudge_base.a $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/test_model
TESTS += tests/unit/test_model
tests_unit_test_model_SOURCES = tests/unit/test_model.c
tests_unit_test_model_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(JANSSON_CFLAGS)
tests_unit_test_model_LDADD = lib/libnudge_compose.a lib/libnudge_base.a \
	$(JANSSON_LIBS) $(CMOCKA_LIBS)
