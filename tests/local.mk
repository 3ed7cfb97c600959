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
include tests/unit/cli.mk
endif

include tests/bin/local.mk
