# Tests.  Each result is told as TAP, so that "make check" counts results and
# not programs, and a skipped one shows.

# pytest files: each is run by itself.  Each folder has a list.
PYTESTS = %D%/unit/test_calendar_data.py %D%/unit/test_chat.py \
	%D%/unit/test_harness.py \
	%D%/unit/test_letters.py
include tests/data/local.mk
include tests/interop/local.mk
include tests/lint/local.mk
include tests/cli/local.mk
include tests/daemon/local.mk
include tests/web/local.mk
include tests/systemd/local.mk
include tests/bench/local.mk

TEST_EXTENSIONS = .py
LOG_COMPILER = $(srcdir)/tests/tap_unit
PY_LOG_COMPILER = $(PYTHON3) $(srcdir)/tests/tap_pytest.py
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
PY_LOG_DRIVER = $(LOG_DRIVER)
AM_TESTS_ENVIRONMENT = \
	NUDGE_SRCDIR='$(abs_top_srcdir)'; export NUDGE_SRCDIR; \
	NUDGE_BUILDDIR='$(abs_top_builddir)'; export NUDGE_BUILDDIR; \
	PYTHONDONTWRITEBYTECODE=1; export PYTHONDONTWRITEBYTECODE; \
	HYPOTHESIS_STORAGE_DIRECTORY='$(abs_top_builddir)/.hypothesis'; \
	export HYPOTHESIS_STORAGE_DIRECTORY;

TESTS += $(PYTESTS)
EXTRA_DIST += $(PYTESTS) \
	%D%/conftest.py \
	%D%/disk.py \
	%D%/harness.py \
	%D%/robots.py \
	%D%/tap_pytest.py \
	%D%/tap_unit

# Unit tests, a fragment per layer; without cmocka they are not built and
# configure says so.
if HAVE_CMOCKA
include tests/unit/base.mk
include tests/unit/core.mk
include tests/unit/store.mk
include tests/unit/text.mk
include tests/unit/api.mk
include tests/unit/compose.mk
include tests/unit/conf.mk
include tests/unit/daemon.mk
include tests/unit/web.mk
include tests/unit/cli.mk
endif

include tests/bin/local.mk
include tests/fault/local.mk
include tests/fuzz/local.mk
