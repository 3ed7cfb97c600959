# Compiler switches.  They go into AM_CFLAGS and AM_LDFLAGS through the
# variables substituted here; the user's CFLAGS stay the user's.

# NUDGE_TRY_CFLAG(VARIABLE, FLAG): append FLAG where the compiler takes it.
AC_DEFUN([NUDGE_TRY_CFLAG], [
	AX_CHECK_COMPILE_FLAG([$2], [$1="$$1 $2"], [], [-Werror])
])

AC_DEFUN([NUDGE_WARNINGS], [
	AC_ARG_ENABLE([werror],
		[AS_HELP_STRING([--enable-werror], [make warnings errors (as CI does)])])
	WARN_CFLAGS=
	m4_foreach_w([flag], [-Wall -Wextra -Wshadow -Wstrict-prototypes
		-Wmissing-prototypes -Wold-style-definition -Wpointer-arith
		-Wcast-qual -Wwrite-strings -Wformat=2 -Wundef -Wvla
		-Wimplicit-fallthrough -Wdate-time -Wlogical-op
		-Wduplicated-cond -Wduplicated-branches -fno-common],
		[NUDGE_TRY_CFLAG([WARN_CFLAGS], flag)])
	AS_IF([test "$enable_werror" = yes], [WARN_CFLAGS="$WARN_CFLAGS -Werror"])
	# Where the arithmetic is: lib/base and lib/core.
	STRICT_CFLAGS="-Wconversion -Wsign-conversion"
	AC_SUBST([WARN_CFLAGS])
	AC_SUBST([STRICT_CFLAGS])
])

AC_DEFUN([NUDGE_HARDENING], [
	HARDEN_CFLAGS=
	m4_foreach_w([flag], [-fstack-protector-strong -fstack-clash-protection
		-fPIE], [NUDGE_TRY_CFLAG([HARDEN_CFLAGS], flag)])
	# GNU and LLVM linkers on Linux know all of these.
	HARDEN_LDFLAGS="-Wl,-z,relro -Wl,-z,now -Wl,--as-needed"
	AC_SUBST([HARDEN_CFLAGS])
	AC_SUBST([HARDEN_LDFLAGS])
])

AC_DEFUN([NUDGE_SANITIZER], [
	AC_ARG_WITH([sanitizer],
		[AS_HELP_STRING([--with-sanitizer=LIST],
			[build with sanitizers, e.g. address,undefined])],
		[], [with_sanitizer=no])
	SAN_CFLAGS=
	AS_IF([test "$with_sanitizer" != no],
		[SAN_CFLAGS="-fsanitize=$with_sanitizer -fno-omit-frame-pointer -fno-sanitize-recover=all"],
		[NUDGE_FORTIFY])
	AC_SUBST([SAN_CFLAGS])
])

# _FORTIFY_SOURCE needs optimisation and gets in a sanitizer's way.
AC_DEFUN([NUDGE_FORTIFY], [
	AS_CASE([" $CFLAGS "], [*" -O0 "*], [],
		[HARDEN_CFLAGS="$HARDEN_CFLAGS -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2"])
])

# NUDGE_STATIC_LIB(VARIABLE, ARCHIVE, FUNCTION, [LIBS]): put -l:ARCHIVE and
# the LIBS it needs in place of the shared library in VARIABLE where the
# linker finds the archive.
AC_DEFUN([NUDGE_STATIC_LIB], [
	AC_MSG_CHECKING([for $2])
	nudge_save_LIBS=$LIBS
	LIBS="-l:$2 $4 $LIBS"
	AC_LINK_IFELSE([AC_LANG_CALL([], [$3])],
		[$1="-l:$2 $4"; AC_MSG_RESULT([yes])], [AC_MSG_RESULT([no])])
	LIBS=$nudge_save_LIBS
])

# NUDGE_STATIC_CLI: how nudge is linked.  Sanitizers need shared libraries; a
# machine without libc.a gets what archives there are.  The one warning that is
# hidden: SQLite could load extensions with dlopen(), which nudge never asks for.
# Who watches memory, with a sanitizer or valgrind, sees what malloc() gives.
AC_DEFUN([NUDGE_STATIC_CLI], [
	AS_CASE(["$enable_static_cli $with_sanitizer"],
		["yes no"], [nudge_arena=1], [nudge_arena=0])
	AC_DEFINE_UNQUOTED([NUDGE_ARENA], [$nudge_arena],
		[Does SQLite's memory in nudge come from store/arena.h?])
	AS_IF([test "$enable_static_cli" = yes], [
		NUDGE_STATIC_LIB([CLI_SQLITE_LIBS], [libsqlite3.a],
			[sqlite3_open_v2], [-lm])
		NUDGE_STATIC_LIB([CLI_JANSSON_LIBS], [libjansson.a], [json_object])
	])
	AS_IF([test "$nudge_arena" = 1], [
		AC_MSG_CHECKING([whether nudge can be linked without shared libraries])
		nudge_save_LIBS=$LIBS
		nudge_save_LDFLAGS=$LDFLAGS
		LIBS="$INIH_LIBS $CLI_SQLITE_LIBS $CLI_JANSSON_LIBS $LIBS"
		LDFLAGS="$LDFLAGS -static-pie -Wl,--no-warnings"
		AC_LINK_IFELSE([AC_LANG_CALL([], [sqlite3_open_v2])],
			[CLI_LDFLAGS="-static-pie -Wl,--no-warnings"
			AC_MSG_RESULT([yes])], [AC_MSG_RESULT([no])])
		LIBS=$nudge_save_LIBS
		LDFLAGS=$nudge_save_LDFLAGS
	])
])

# NUDGE_DIR(VARIABLE, WHAT, DEFAULT): --with-VARIABLE=DIR; empty for "no",
# which makes automake install nothing there.
AC_DEFUN([NUDGE_DIR], [
	AC_ARG_WITH([$1], [AS_HELP_STRING([--with-$1=DIR], [folder of $2])],
		[], [with_$1=yes])
	AS_CASE([$with_$1], [yes], [$1='$3'], [no], [$1=], [$1=$with_$1])
	AC_SUBST([$1])
])
