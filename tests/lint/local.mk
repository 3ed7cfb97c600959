# Lints of the source tree; each proves on bad samples that it can refuse.
EXTRA_DIST += %D%/tree.py
PYTESTS += \
	%D%/test_banned.py \
	%D%/test_build.py \
	%D%/test_install.py \
	%D%/test_layers.py \
	%D%/test_names.py \
	%D%/test_size.py \
	%D%/test_sql.py \
	%D%/test_style.py \
	%D%/test_tarball.py \
	%D%/test_untranslated.py
