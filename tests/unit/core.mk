# Unit tests of core; one program per module.
CORE_TEST_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
CORE_TEST_LIBS = lib/libnudge_core.a lib/libnudge_base.a $(CMOCKA_LIBS)
CORE_TESTS = \
	tests/unit/test_backoff \
	tests/unit/test_caltext \
	tests/unit/test_civil \
	tests/unit/test_planner \
	tests/unit/test_workcal \
	tests/unit/test_zone

check_PROGRAMS += $(CORE_TESTS)
TESTS += $(CORE_TESTS)

tests_unit_test_backoff_SOURCES = tests/unit/test_backoff.c
tests_unit_test_backoff_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_backoff_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_caltext_SOURCES = tests/unit/test_caltext.c
tests_unit_test_caltext_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_caltext_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_civil_SOURCES = tests/unit/test_civil.c
tests_unit_test_civil_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_civil_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_planner_SOURCES = tests/unit/test_planner.c \
	tests/unit/calfile.c tests/unit/calfile.h
tests_unit_test_planner_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_planner_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_workcal_SOURCES = tests/unit/test_workcal.c \
	tests/unit/calfile.c tests/unit/calfile.h
tests_unit_test_workcal_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_workcal_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_zone_SOURCES = tests/unit/test_zone.c
tests_unit_test_zone_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_zone_LDADD = $(CORE_TEST_LIBS)
