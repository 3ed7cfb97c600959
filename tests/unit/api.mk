# Unit tests of api; one program per module.
API_TEST_LIBS = lib/libnudge_api.a lib/libnudge_compose.a \
	lib/libnudge_text.a lib/libnudge_store.a lib/libnudge_core.a \
	lib/libnudge_base.a $(SQLITE_LIBS) $(JANSSON_LIBS) $(CMOCKA_LIBS)
API_TEST_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) $(CMOCKA_CFLAGS)
API_TEST_WORLD = tests/unit/world.c tests/unit/world.h

check_PROGRAMS += tests/unit/test_api
TESTS += tests/unit/test_api
tests_unit_test_api_SOURCES = tests/unit/test_api.c $(API_TEST_WORLD)
tests_unit_test_api_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_LDADD = $(API_TEST_LIBS)

API_TEST_LIFE = $(API_TEST_WORLD) tests/unit/worklife.c tests/unit/worklife.h
check_PROGRAMS += tests/unit/test_api_plan
TESTS += tests/unit/test_api_plan
tests_unit_test_api_plan_SOURCES = tests/unit/test_api_plan.c $(API_TEST_LIFE)
tests_unit_test_api_plan_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_plan_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_meet
TESTS += tests/unit/test_api_meet
tests_unit_test_api_meet_SOURCES = tests/unit/test_api_meet.c $(API_TEST_LIFE)
tests_unit_test_api_meet_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_meet_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_offer
TESTS += tests/unit/test_api_offer
tests_unit_test_api_offer_SOURCES = tests/unit/test_api_offer.c $(API_TEST_LIFE)
tests_unit_test_api_offer_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_offer_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_close
TESTS += tests/unit/test_api_close
tests_unit_test_api_close_SOURCES = tests/unit/test_api_close.c $(API_TEST_LIFE)
tests_unit_test_api_close_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_close_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_answer
TESTS += tests/unit/test_api_answer
tests_unit_test_api_answer_SOURCES = tests/unit/test_api_answer.c \
	$(API_TEST_LIFE)
tests_unit_test_api_answer_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_answer_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_merge
TESTS += tests/unit/test_api_merge
tests_unit_test_api_merge_SOURCES = tests/unit/test_api_merge.c $(API_TEST_LIFE)
tests_unit_test_api_merge_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_merge_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_ask
TESTS += tests/unit/test_api_ask
tests_unit_test_api_ask_SOURCES = tests/unit/test_api_ask.c $(API_TEST_LIFE)
tests_unit_test_api_ask_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_ask_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_rest
TESTS += tests/unit/test_api_rest
tests_unit_test_api_rest_SOURCES = tests/unit/test_api_rest.c $(API_TEST_LIFE)
tests_unit_test_api_rest_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_rest_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_undo
TESTS += tests/unit/test_api_undo
tests_unit_test_api_undo_SOURCES = tests/unit/test_api_undo.c $(API_TEST_WORLD)
tests_unit_test_api_undo_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_undo_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_setup
TESTS += tests/unit/test_api_setup
tests_unit_test_api_setup_SOURCES = tests/unit/test_api_setup.c $(API_TEST_WORLD)
tests_unit_test_api_setup_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_setup_LDADD = $(API_TEST_LIBS)
check_PROGRAMS += tests/unit/test_api_move
TESTS += tests/unit/test_api_move
tests_unit_test_api_move_SOURCES = tests/unit/test_api_move.c $(API_TEST_LIFE)
tests_unit_test_api_move_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_move_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_course
TESTS += tests/unit/test_api_course
tests_unit_test_api_course_SOURCES = tests/unit/test_api_course.c $(API_TEST_LIFE)
tests_unit_test_api_course_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_course_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_brief
TESTS += tests/unit/test_api_brief
tests_unit_test_api_brief_SOURCES = tests/unit/test_api_brief.c $(API_TEST_LIFE)
tests_unit_test_api_brief_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_brief_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_look
TESTS += tests/unit/test_api_look
tests_unit_test_api_look_SOURCES = tests/unit/test_api_look.c $(API_TEST_WORLD)
tests_unit_test_api_look_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_look_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_walk
TESTS += tests/unit/test_api_walk
tests_unit_test_api_walk_SOURCES = tests/unit/test_api_walk.c $(API_TEST_LIFE)
tests_unit_test_api_walk_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_walk_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_memory
TESTS += tests/unit/test_api_memory
tests_unit_test_api_memory_SOURCES = tests/unit/test_api_memory.c $(API_TEST_WORLD)
tests_unit_test_api_memory_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_memory_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc \
	-Wl,--wrap=calloc -Wl,--wrap=realloc -Wl,--wrap=reallocarray \
	-Wl,--wrap=strdup
tests_unit_test_api_memory_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_api_health
TESTS += tests/unit/test_api_health
tests_unit_test_api_health_SOURCES = tests/unit/test_api_health.c $(API_TEST_WORLD)
tests_unit_test_api_health_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_api_health_LDADD = $(API_TEST_LIBS)

check_PROGRAMS += tests/unit/test_plans
TESTS += tests/unit/test_plans
tests_unit_test_plans_SOURCES = tests/unit/test_plans.c $(API_TEST_WORLD)
tests_unit_test_plans_CFLAGS = $(API_TEST_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_plans_LDADD = $(API_TEST_LIBS)
