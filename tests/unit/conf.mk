# Unit tests of conf; one program per module.
check_PROGRAMS += tests/unit/test_conf
TESTS += tests/unit/test_conf
tests_unit_test_conf_SOURCES = tests/unit/test_conf.c
tests_unit_test_conf_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_conf_LDADD = lib/libnudge_conf.a lib/libnudge_base.a \
	$(INIH_LIBS) $(CMOCKA_LIBS)
