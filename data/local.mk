# Working calendars, embedded into the programs by lib/store/calendar.c.
EXTRA_DIST += \
	%D%/calendars/CN.txt \
	%D%/calendars/DE.txt \
	%D%/calendars/mon-fri.txt
