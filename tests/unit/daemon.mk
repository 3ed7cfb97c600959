# Unit tests of daemon; one program per module.
daemon_TESTS = \
	tests/unit/test_deliver \
	tests/unit/test_lane \
	tests/unit/test_limits \
	tests/unit/test_outcome \
	tests/unit/test_reach \
	tests/unit/test_room \
	tests/unit/test_round \
	tests/unit/test_secret \
	tests/unit/test_smtp_talk \
	tests/unit/test_smtp_wire \
	tests/unit/test_timer \
	tests/unit/test_zonewatch
check_PROGRAMS += $(daemon_TESTS)
TESTS += $(daemon_TESTS)

DAEMON_TEST_CFLAGS = $(STORE_TEST_CFLAGS) $(SYSTEMD_CFLAGS) $(JANSSON_CFLAGS)
DAEMON_TEST_LIBS = tests/unit/libstorefix.a daemon/libnudged.a service/libnudge_service.a \
	lib/libnudge_api.a lib/libnudge_compose.a lib/libnudge_conf.a lib/libnudge_store.a \
	lib/libnudge_text.a lib/libnudge_core.a lib/libnudge_base.a lib/libnudge_clock.a \
	$(SQLITE_LIBS) $(JANSSON_LIBS) $(SYSTEMD_LIBS) $(CURL_LIBS) \
	$(CRYPTO_LIBS) $(IDN2_LIBS) $(CMOCKA_LIBS)

tests_unit_test_deliver_SOURCES = tests/unit/test_deliver.c
tests_unit_test_deliver_CFLAGS = $(DAEMON_TEST_CFLAGS)
tests_unit_test_deliver_LDADD = $(DAEMON_TEST_LIBS)

tests_unit_test_round_SOURCES = tests/unit/test_round.c \
	tests/unit/rounds.c tests/unit/rounds.h $(API_TEST_LIFE)
tests_unit_test_round_CFLAGS = $(API_TEST_CFLAGS)
tests_unit_test_round_LDADD = daemon/libnudged.a service/libnudge_service.a $(API_TEST_LIBS) lib/libnudge_clock.a $(SYSTEMD_LIBS)

tests_unit_test_limits_SOURCES = tests/unit/test_limits.c
tests_unit_test_limits_CFLAGS = $(DAEMON_TEST_CFLAGS)
tests_unit_test_limits_LDADD = $(DAEMON_TEST_LIBS)

tests_unit_test_lane_SOURCES = tests/unit/test_lane.c
tests_unit_test_lane_CFLAGS = $(DAEMON_TEST_CFLAGS)
tests_unit_test_lane_LDADD = $(DAEMON_TEST_LIBS)

tests_unit_test_outcome_SOURCES = tests/unit/test_outcome.c
tests_unit_test_outcome_CFLAGS = $(DAEMON_TEST_CFLAGS)
tests_unit_test_outcome_LDADD = $(DAEMON_TEST_LIBS)

tests_unit_test_reach_SOURCES = tests/unit/test_reach.c
tests_unit_test_reach_CFLAGS = $(DAEMON_TEST_CFLAGS)
tests_unit_test_reach_LDADD = $(DAEMON_TEST_LIBS)

tests_unit_test_room_SOURCES = tests/unit/test_room.c
tests_unit_test_room_CFLAGS = $(DAEMON_TEST_CFLAGS)
tests_unit_test_room_LDADD = $(DAEMON_TEST_LIBS)

tests_unit_test_secret_SOURCES = tests/unit/test_secret.c
tests_unit_test_secret_CFLAGS = $(DAEMON_TEST_CFLAGS)
tests_unit_test_secret_LDADD = $(DAEMON_TEST_LIBS)

tests_unit_test_smtp_talk_SOURCES = tests/unit/test_smtp_talk.c
tests_unit_test_smtp_talk_CFLAGS = $(DAEMON_TEST_CFLAGS)
tests_unit_test_smtp_talk_LDADD = $(DAEMON_TEST_LIBS)

tests_unit_test_smtp_wire_SOURCES = tests/unit/test_smtp_wire.c
tests_unit_test_smtp_wire_CFLAGS = $(DAEMON_TEST_CFLAGS) $(CURL_CFLAGS)
tests_unit_test_smtp_wire_LDADD = $(DAEMON_TEST_LIBS)

tests_unit_test_zonewatch_SOURCES = tests/unit/test_zonewatch.c
tests_unit_test_zonewatch_CFLAGS = $(DAEMON_TEST_CFLAGS)
tests_unit_test_zonewatch_LDADD = $(DAEMON_TEST_LIBS)

tests_unit_test_timer_SOURCES = tests/unit/test_timer.c
tests_unit_test_timer_CFLAGS = $(DAEMON_TEST_CFLAGS)
tests_unit_test_timer_LDADD = daemon/libnudged_timer.a $(DAEMON_TEST_LIBS)
