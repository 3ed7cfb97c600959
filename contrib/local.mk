# Scripts for people; they are run from the source tree, not installed.
EXTRA_DIST += \
	%D%/campaigns.sh \
	%D%/check \
	%D%/common.sh \
	%D%/quickstart \
	%D%/words.sh

include contrib/completion/local.mk
include contrib/systemd/local.mk
