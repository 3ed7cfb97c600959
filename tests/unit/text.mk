# Unit tests of text; one program per module.
check_PROGRAMS += tests/unit/test_text tests/unit/test_when \
	tests/unit/test_when_refused
TESTS += tests/unit/test_text tests/unit/test_when \
	tests/unit/test_when_refused
tests_unit_test_text_SOURCES = tests/unit/test_text.c
tests_unit_test_text_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_text_LDADD = lib/libnudge_text.a lib/libnudge_core.a \
	lib/libnudge_base.a $(CMOCKA_LIBS)
tests_unit_test_when_SOURCES = tests/unit/test_when.c
tests_unit_test_when_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_when_LDADD = lib/libnudge_text.a lib/libnudge_core.a \
	lib/libnudge_base.a $(CMOCKA_LIBS)
tests_unit_test_when_refused_SOURCES = tests/unit/test_when_refused.c
tests_unit_test_when_refused_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_when_refused_LDADD = lib/libnudge_text.a lib/libnudge_core.a \
	lib/libnudge_base.a $(CMOCKA_LIBS)
check_PROGRAMS += tests/unit/test_span
TESTS += tests/unit/test_span
tests_unit_test_span_SOURCES = tests/unit/test_span.c
tests_unit_test_span_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_span_LDADD = lib/libnudge_text.a lib/libnudge_core.a \
	lib/libnudge_base.a $(CMOCKA_LIBS)
