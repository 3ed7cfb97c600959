# Tests of nudge-web as a process.
PYTESTS += \
	%D%/test_action.py \
	%D%/test_browser.py \
	%D%/test_feed.py \
	%D%/test_feed_fresh.py \
	%D%/test_feed_readers.py \
	%D%/test_full_disk.py \
	%D%/test_http.py \
	%D%/test_message_links.py \
	%D%/test_proxy.py \
	%D%/test_sockets.py \
	%D%/test_web_life.py
EXTRA_DIST += %D%/browse.mjs %D%/conftest.py %D%/feeds.py %D%/read_feed.mjs
