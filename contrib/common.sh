# shellcheck shell=bash
# What quickstart and check share: packages, and a copy of the source.

# packages_for build|test|full: their names, as this distribution calls them.
packages_for() {
	case $1-$(packages_family) in
	build-apt)
		echo build-essential autoconf automake pkg-config gettext xz-utils \
			libsqlite3-dev libjansson-dev libsystemd-dev \
			libcurl4-openssl-dev libssl-dev libinih-dev \
			libidn2-dev libical-dev libmicrohttpd-dev zlib1g-dev \
			ca-certificates tzdata
		;;
	build-dnf)
		echo gcc make autoconf automake pkgconf-pkg-config gettext xz \
			sqlite-devel jansson-devel systemd-devel \
			libcurl-devel openssl-devel inih-devel \
			libidn2-devel libical-devel libmicrohttpd-devel zlib-devel \
			ca-certificates tzdata
		;;
	test-apt) # a second compiler, the harness, servers, judges
		echo git clang libclang-rt-14-dev llvm-14 clang-format-14 \
			shellcheck libcmocka-dev python3 python3-pytest \
			python3-hypothesis python3-aiosmtpd postfix dovecot-core \
			sqlite3 systemd man-db mandoc binutils procps tmux nodejs npm \
			chromium fonts-noto-cjk python3-icalendar \
			python3-vobject python3-recurring-ical-events khal \
			vdirsyncer calcurse
		;;
	full-apt) echo valgrind strace wrk nginx-light ;;
	esac
}

# apt, dnf or neither.
packages_family() {
	if command -v apt-get >/dev/null; then
		echo apt
	elif command -v dnf >/dev/null; then
		echo dnf
	else
		echo neither
	fi
}

# Runs a command as root.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

# The packages of the list that are not installed.
packages_missing() {
	local name
	for name in "$@"; do
		if [ "$(packages_family)" = apt ]; then
			dpkg-query -W -f '${Status}' "$name" 2>/dev/null |
				grep -q ' installed$' || echo "$name"
		else
			rpm -q "$name" >/dev/null 2>&1 || echo "$name"
		fi
	done
}

# Installs packages without a question and without reading what is typed;
# waits when another apt is at work.
packages_install() {
	if [ "$(packages_family)" = apt ]; then
		as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
		as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
			--no-install-recommends -o DPkg::Lock::Timeout=300 "$@" </dev/null
	else
		as_root dnf install -y "$@" </dev/null
	fi
}

# copy_source FROM TO: the tree as git knows it, changes included; in an
# unpacked tarball the tree without its build folders.  Times stay, so that a
# second copy rebuilds only what changed.
copy_source() {
	mkdir -p "$2"
	if [ -e "$1/.git" ] && command -v git >/dev/null; then
		git -C "$1" -c safe.directory='*' ls-files -coz \
			--exclude-standard | while IFS= read -r -d '' name; do
			[ ! -e "$1/$name" ] || printf '%s\0' "$name"
		done | tar -C "$1" --null -T - -cf -
	else
		tar -C "$1" --exclude='./_build*' --exclude=./.git -cf - .
	fi | tar -C "$2" -xf - --no-same-owner
}
