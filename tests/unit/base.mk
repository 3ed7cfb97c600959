# Unit tests of lib/base; one program per module.
check_PROGRAMS += tests/unit/test_base
TESTS += tests/unit/test_base
tests_unit_test_base_SOURCES = tests/unit/test_base.c
tests_unit_test_base_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_base_LDADD = lib/libnudge_base.a $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/test_seek
TESTS += tests/unit/test_seek
tests_unit_test_seek_SOURCES = tests/unit/test_seek.c
tests_unit_test_seek_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_seek_LDADD = lib/libnudge_base.a $(CMOCKA_LIBS)
check_PROGRAMS += tests/unit/test_sha256
TESTS += tests/unit/test_sha256
tests_unit_test_sha256_SOURCES = tests/unit/test_sha256.c
tests_unit_test_sha256_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(CRYPTO_CFLAGS)
tests_unit_test_sha256_LDADD = lib/libnudge_base.a $(CMOCKA_LIBS) $(CRYPTO_LIBS)
