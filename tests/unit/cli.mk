# Unit tests of cli; one program per module.
check_PROGRAMS += tests/unit/test_opt tests/unit/test_out
TESTS += tests/unit/test_opt tests/unit/test_out
tests_unit_test_opt_SOURCES = tests/unit/test_opt.c
tests_unit_test_opt_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_opt_LDADD = $(CLI_LIBS) lib/libnudge_clock.a $(CMOCKA_LIBS)
tests_unit_test_out_SOURCES = tests/unit/test_out.c
tests_unit_test_out_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_out_LDADD = $(CLI_LIBS) lib/libnudge_clock.a $(CMOCKA_LIBS)
