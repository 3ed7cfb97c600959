# Catalogues.  Sources speak English; po/*.po hold the other languages.
EXTRA_DIST += %D%/zh_CN.po %D%/extract
CLEANFILES += %D%/zh_CN.mo

%D%/zh_CN.mo: $(srcdir)/%D%/zh_CN.po
	$(AM_V_GEN)$(MKDIR_P) %D% && \
	$(MSGFMT) --check-format --endianness=little --no-hash \
		-o $@ $(srcdir)/%D%/zh_CN.po

# Brings the catalogues up to what the sources say now, without what they say
# no more; then translate what "msgattrib --untranslated" shows.
.PHONY: update-po
update-po:
	$(srcdir)/%D%/extract $(srcdir) nudge.pot
	msgmerge --update --backup=none --no-fuzzy-matching --no-wrap \
		--add-location=file $(srcdir)/%D%/zh_CN.po nudge.pot
	msgattrib --no-obsolete --no-wrap --output=$(srcdir)/%D%/zh_CN.po \
		$(srcdir)/%D%/zh_CN.po
	rm -f nudge.pot
