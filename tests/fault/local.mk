# Fault loops: the nth allocation, the nth I/O, a full disk, a killed process.
if HAVE_CMOCKA
check_PROGRAMS += tests/fault/test_store_faults
TESTS += tests/fault/test_store_faults
tests_fault_test_store_faults_SOURCES = \
	%D%/fault.c %D%/fault.h %D%/test_store_faults.c
tests_fault_test_store_faults_CFLAGS = $(STORE_TEST_CFLAGS)
tests_fault_test_store_faults_LDFLAGS = $(AM_LDFLAGS) \
	-Wl,--wrap=malloc -Wl,--wrap=calloc -Wl,--wrap=realloc \
	-Wl,--wrap=reallocarray -Wl,--wrap=strdup
tests_fault_test_store_faults_LDADD = $(STORE_TEST_LIBS)
endif
