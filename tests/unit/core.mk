# Unit tests of core; one program per module.
CORE_TEST_LIBS = lib/libnudge_core.a lib/libnudge_base.a $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/test_planner
TESTS += tests/unit/test_planner
tests_unit_test_planner_SOURCES = tests/unit/test_planner.c \
	tests/unit/calfile.c tests/unit/calfile.h
tests_unit_test_planner_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_planner_LDADD = $(CORE_TEST_LIBS)
