# What tests compare with.
EXTRA_DIST += \
	%D%/letters/brief-empty.eml \
	%D%/letters/brief-empty.json \
	%D%/letters/brief-en.eml \
	%D%/letters/brief-en.json \
	%D%/letters/brief-greet.eml \
	%D%/letters/brief-greet.json \
	%D%/letters/brief-room.eml \
	%D%/letters/brief-room.json \
	%D%/letters/brief-zh_CN.eml \
	%D%/letters/brief-zh_CN.json \
	%D%/letters/catchup-zh_CN.eml \
	%D%/letters/catchup-zh_CN.json \
	%D%/letters/hook-brief.json \
	%D%/letters/hook-brief.out \
	%D%/letters/hook-room.json \
	%D%/letters/hook-room.out \
	%D%/letters/notice-en.eml \
	%D%/letters/notice-en.json \
	%D%/letters/nudge-en.eml \
	%D%/letters/nudge-en.json \
	%D%/letters/nudge-repeat.eml \
	%D%/letters/nudge-repeat.json \
	%D%/letters/test-en.eml \
	%D%/letters/test-en.json
