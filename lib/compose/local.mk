noinst_LIBRARIES += lib/libnudge_compose.a
lib_libnudge_compose_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
lib_libnudge_compose_a_SOURCES = \
	%D%/address.c \
	%D%/address.h \
	%D%/chat.c \
	%D%/chat.h \
	%D%/chat_dingtalk.c \
	%D%/chat_feishu.c \
	%D%/chat_mattermost.c \
	%D%/chat_slack.c \
	%D%/chat_teams.c \
	%D%/chat_wecom.c \
	%D%/cut.c \
	%D%/cut.h \
	%D%/hook.c \
	%D%/hook.h \
	%D%/html.c \
	%D%/html.h \
	%D%/letter.c \
	%D%/letter.h \
	%D%/mime.c \
	%D%/mime.h \
	%D%/page.c \
	%D%/page.h \
	%D%/page_brief.c \
	%D%/page_brief.h \
	%D%/page_item.c \
	%D%/page_item.h \
	%D%/page_know.c \
	%D%/page_know.h \
	%D%/page_meeting.c \
	%D%/page_meeting.h \
	%D%/page_people.c \
	%D%/page_people.h \
	%D%/page_request.c \
	%D%/page_request.h \
	%D%/page_time.c \
	%D%/page_time.h \
	%D%/plain.c \
	%D%/plain.h \
	%D%/shorten.c \
	%D%/shorten.h
