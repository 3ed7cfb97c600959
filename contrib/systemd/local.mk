# Units, and the user and folders they need.  @sbindir@ and @bindir@ are known
# only to make.
UNITS = \
	%D%/nudge-backup.service \
	%D%/nudge-web.service \
	%D%/nudged.service \
	%D%/user/nudge-backup.service \
	%D%/user/nudge-web.service \
	%D%/user/nudged.service
systemdsystemunit_DATA = %D%/nudge-backup.service %D%/nudge-web.service \
	%D%/nudged.service
systemduserunit_DATA = %D%/user/nudge-backup.service \
	%D%/user/nudge-web.service %D%/user/nudged.service
dist_systemdsystemunit_DATA = %D%/nudge-backup.timer %D%/nudge-web.socket
dist_systemduserunit_DATA = %D%/user/nudge-backup.timer
dist_sysusers_DATA = %D%/sysusers/nudge.conf
dist_tmpfiles_DATA = %D%/tmpfiles/nudge.conf
EXTRA_DIST += $(UNITS:=.in)
CLEANFILES += $(UNITS)

$(UNITS): Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	$(SED) -e 's,[@]sbindir[@],$(sbindir),g' -e 's,[@]bindir[@],$(bindir),g' \
		$(srcdir)/$@.in > $@.tmp && mv $@.tmp $@
%D%/nudge-backup.service: %D%/nudge-backup.service.in
%D%/nudge-web.service: %D%/nudge-web.service.in
%D%/nudged.service: %D%/nudged.service.in
%D%/user/nudge-backup.service: %D%/user/nudge-backup.service.in
%D%/user/nudge-web.service: %D%/user/nudge-web.service.in
%D%/user/nudged.service: %D%/user/nudged.service.in
