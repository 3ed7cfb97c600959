# Scripts for people; they are run from the source tree, not installed.
EXTRA_DIST += \
	%D%/check \
	%D%/common.sh

include contrib/systemd/local.mk
