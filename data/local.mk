# Working calendars.  Those of whole countries are embedded into the programs
# by lib/store/calendar_seed.c; the others are installed, to be imported.
calendarsdir = $(pkgdatadir)/calendars
dist_calendars_DATA = \
	%D%/calendars/DE-BB.txt \
	%D%/calendars/DE-BE.txt \
	%D%/calendars/DE-BW.txt \
	%D%/calendars/DE-BY.txt \
	%D%/calendars/DE-HB.txt \
	%D%/calendars/DE-HE.txt \
	%D%/calendars/DE-HH.txt \
	%D%/calendars/DE-MV.txt \
	%D%/calendars/DE-NI.txt \
	%D%/calendars/DE-NW.txt \
	%D%/calendars/DE-RP.txt \
	%D%/calendars/DE-SH.txt \
	%D%/calendars/DE-SL.txt \
	%D%/calendars/DE-SN.txt \
	%D%/calendars/DE-ST.txt \
	%D%/calendars/DE-TH.txt \
	%D%/calendars/GB-NIR.txt \
	%D%/calendars/GB-SCT.txt
EXTRA_DIST += \
	%D%/calendars/CN.txt \
	%D%/calendars/DE.txt \
	%D%/calendars/FR.txt \
	%D%/calendars/GB.txt \
	%D%/calendars/JP.txt \
	%D%/calendars/US.txt \
	%D%/calendars/mon-fri.txt
