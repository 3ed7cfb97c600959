# Unit tests of nudge-web; one program per module.
check_PROGRAMS += tests/unit/test_condition
TESTS += tests/unit/test_condition
tests_unit_test_condition_SOURCES = tests/unit/test_condition.c
tests_unit_test_condition_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_condition_LDADD = web/libnudge_web.a lib/libnudge_core.a \
	lib/libnudge_base.a $(CMOCKA_LIBS)
