# Unit tests of core; one program per module.
CORE_TEST_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
CORE_TEST_LIBS = lib/libnudge_core.a lib/libnudge_base.a $(CMOCKA_LIBS)
CORE_FIXTURE = %D%/corefix.c %D%/corefix.h
CORE_TESTS = \
	tests/unit/test_backoff \
	tests/unit/test_caltext \
	tests/unit/test_civil \
	tests/unit/test_follow_up \
	tests/unit/test_hours \
	tests/unit/test_offer \
	tests/unit/test_leaving \
	tests/unit/test_planner \
	tests/unit/test_planner_edges \
	tests/unit/test_replan \
	tests/unit/test_tzif \
	tests/unit/test_workcal \
	tests/unit/test_zone \
	tests/unit/test_zone_glibc

check_PROGRAMS += $(CORE_TESTS)
TESTS += $(CORE_TESTS)

tests_unit_test_backoff_SOURCES = %D%/test_backoff.c
tests_unit_test_backoff_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_backoff_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_caltext_SOURCES = %D%/test_caltext.c
tests_unit_test_caltext_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_caltext_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_civil_SOURCES = %D%/test_civil.c
tests_unit_test_civil_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_civil_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_tzif_SOURCES = %D%/test_tzif.c
tests_unit_test_tzif_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_tzif_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_zone_SOURCES = %D%/test_zone.c
tests_unit_test_zone_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_zone_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_follow_up_SOURCES = %D%/test_follow_up.c $(CORE_FIXTURE)
tests_unit_test_follow_up_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_follow_up_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_offer_SOURCES = %D%/test_offer.c $(CORE_FIXTURE)
tests_unit_test_offer_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_offer_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_planner_SOURCES = %D%/test_planner.c $(CORE_FIXTURE)
tests_unit_test_planner_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_planner_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_planner_edges_SOURCES = %D%/test_planner_edges.c $(CORE_FIXTURE)
tests_unit_test_planner_edges_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_planner_edges_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_replan_SOURCES = %D%/test_replan.c $(CORE_FIXTURE)
tests_unit_test_replan_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_replan_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_leaving_SOURCES = %D%/test_leaving.c $(CORE_FIXTURE)
tests_unit_test_leaving_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_leaving_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_workcal_SOURCES = %D%/test_workcal.c $(CORE_FIXTURE)
tests_unit_test_workcal_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_workcal_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_zone_glibc_SOURCES = %D%/test_zone_glibc.c
tests_unit_test_zone_glibc_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_zone_glibc_LDADD = $(CORE_TEST_LIBS)

tests_unit_test_hours_SOURCES = %D%/test_hours.c
tests_unit_test_hours_CFLAGS = $(CORE_TEST_CFLAGS)
tests_unit_test_hours_LDADD = $(CORE_TEST_LIBS)
