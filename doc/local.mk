# Manual pages.  The commands in nudge(1) come from the program's own table.
dist_man_MANS += %D%/nudged.8 %D%/nudge-web.8 %D%/nudge.conf.5 %D%/nudge-channels.7
man_MANS = %D%/nudge.1
EXTRA_DIST += %D%/nudge.1.in
CLEANFILES += %D%/nudge.1 %D%/commands.mdoc

doc/nudge.1: $(srcdir)/doc/nudge.1.in cli/nudge$(EXEEXT)
	@$(MKDIR_P) doc
	$(AM_V_GEN)LC_ALL=C cli/nudge manual >doc/commands.mdoc && \
	$(SED) -e '/^@COMMANDS@$$/{' -e 'r doc/commands.mdoc' -e d -e '}' \
		$(srcdir)/doc/nudge.1.in >$@.tmp && mv $@.tmp $@
