# Units, and the user and folders they need.  @sbindir@ is known only to make.
UNITS = %D%/nudged.service %D%/user/nudged.service
systemdsystemunit_DATA = %D%/nudged.service
systemduserunit_DATA = %D%/user/nudged.service
dist_sysusers_DATA = %D%/sysusers/nudge.conf
dist_tmpfiles_DATA = %D%/tmpfiles/nudge.conf
EXTRA_DIST += %D%/nudged.service.in %D%/user/nudged.service.in
CLEANFILES += $(UNITS)

$(UNITS): Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	$(SED) 's,[@]sbindir[@],$(sbindir),g' $(srcdir)/$@.in > $@.tmp && mv $@.tmp $@
%D%/nudged.service: %D%/nudged.service.in
%D%/user/nudged.service: %D%/user/nudged.service.in
