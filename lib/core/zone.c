/* Zones by name, and the two conversions between wall clock and instant. */
#include "core/zone.h"

#include "core/tzif.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

enum {
	DAY_S = 86400,
	NAME_MAX_BYTES = 64,
	OFFSET_LIMIT_S = 26 * 3600, /* RFC 8536, 3.2: no offset is larger */
};

struct zone {
	struct zone *next;
	char *name;
	struct tzif table;
};

static const char *zone_folder = ZONE_FOLDER;
static struct zone *zone_list;

void zone_set_folder(const char *folder)
{
	zone_folder = folder;
}

static void zone_free(struct zone *zone)
{
	if (!zone)
		return;
	tzif_done(&zone->table);
	free(zone->name);
	free(zone);
}

static void cleanup_zone(struct zone **zone)
{
	zone_free(*zone);
}

void zone_forget_all(void)
{
	while (zone_list) {
		struct zone *zone = zone_list;

		zone_list = zone->next;
		zone_free(zone);
	}
}

/* Letters, digits, + - _ in parts between single slashes; a part does not
 * begin with a sign.  Without a full stop there is no way up the tree. */
static bool is_zone_name(const char *name)
{
	static const char inner[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789_+-";
	const char *part = name;

	if (strlen(name) > NAME_MAX_BYTES)
		return false;
	for (;;) {
		size_t n = strspn(part, inner);

		if (n == 0 || part[0] == '-' || part[0] == '+')
			return false;
		if (part[n] == '\0')
			return true;
		if (part[n] != '/')
			return false;
		part += n + 1;
	}
}

static int read_full(int fd, uint8_t *bytes, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t n = read(fd, bytes + done, size - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		if (n == 0)
			return -EBADMSG; /* cut while being read */
		done += (size_t)n;
	}
	return 0;
}

static int load_file(const char *path, struct tzif *ret)
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	AUTO_FREE uint8_t *bytes = NULL;
	struct stat st;
	int r;

	if (fd < 0 || fstat(fd, &st) < 0)
		return -errno;
	if (S_ISDIR(st.st_mode)) /* "Asia" */
		return -ENOENT;
	if (!S_ISREG(st.st_mode) || st.st_size > TZIF_SIZE_MAX)
		return -EBADMSG;
	bytes = malloc((size_t)st.st_size + 1);
	if (!bytes)
		return -ENOMEM;
	r = read_full(fd, bytes, (size_t)st.st_size);
	return r < 0 ? r : tzif_parse(bytes, (size_t)st.st_size, ret);
}

static int err_load(
	int code, const char *name, const char *path, struct err *err)
{
	switch (-code) {
	case ENOMEM:
		return err_set(err, code, N_("out of memory"));
	case EBADMSG:
		return err_set(err, code,
			N_("the time zone file %s is damaged; install the "
			   "package tzdata again"),
			path);
	case ENOENT:
	case ENOTDIR: /* Europe/Berlin/x */
		if (access(zone_folder, F_OK) < 0)
			return err_set(err, -ENOENT,
				N_("there are no time zones in %s; install "
				   "the package tzdata"),
				zone_folder);
		return err_set(err, -ENOENT,
			N_("there is no time zone %s; names look like "
			   "Asia/Shanghai"),
			name);
	default:
		return err_set(err, code,
			N_("cannot read the time zone file %s: %s"), path,
			err_system(code));
	}
}

static int zone_load(const char *name, const struct zone **ret, struct err *err)
{
	CLEANUP(cleanup_zone) struct zone *zone = calloc(1, sizeof(*zone));
	AUTO_STR path = {0};
	int r;

	str_addf(&path, "%s/%s", zone_folder, name);
	if (!zone || str_error(&path) < 0 || str_dup(name, &zone->name) < 0)
		return err_load(-ENOMEM, name, "", err);
	r = load_file(str_get(&path), &zone->table);
	if (r < 0)
		return err_load(r, name, str_get(&path), err);
	zone->next = zone_list;
	zone_list = zone;
	*ret = TAKE(zone);
	return 0;
}

int zone_find(const char *name, const struct zone **ret, struct err *err)
{
	if (!is_zone_name(name))
		return err_set(err, -EINVAL,
			N_("%s is not the name of a time zone; names look "
			   "like Asia/Shanghai"),
			name);
	for (const struct zone *zone = zone_list; zone; zone = zone->next) {
		if (strcmp(zone->name, name) == 0) {
			*ret = zone;
			return 0;
		}
	}
	return zone_load(name, ret, err);
}

const char *zone_name(const struct zone *zone)
{
	return zone->name;
}

struct zone_local zone_local_at(const struct zone *zone, int64_t at)
{
	static const struct civil_date first = {1, 1, 1};
	static const struct civil_date last = {9999, 12, 31};
	struct zone_local local = {0};
	int64_t clock, day;

	/* Beyond the days that can be named nothing is known. */
	if (at < (int64_t)civil_days(first) * DAY_S - OFFSET_LIMIT_S ||
		at > (int64_t)civil_days(last) * DAY_S + DAY_S + OFFSET_LIMIT_S)
		return local;
	local.offset_s = tzif_span(&zone->table, at).offset_s;
	clock = at + local.offset_s;
	day = clock / DAY_S - (clock % DAY_S < 0);
	local.date = civil_from_days((int32_t)day);
	local.second = (int32_t)(clock - day * DAY_S);
	return local;
}

int64_t zone_next_change(const struct zone *zone, int64_t at)
{
	return tzif_span(&zone->table, at).end;
}

int64_t zone_instant(
	const struct zone *zone, struct civil_date date, int minute)
{
	int64_t clock = (int64_t)civil_days(date) * DAY_S + minute * 60;
	struct tzspan span = tzif_span(&zone->table, clock - OFFSET_LIMIT_S);

	/* The first stretch whose clock has not passed the reading when it
	 * ends: it shows it, or began behind it, after a gap. */
	while (span.end != INT64_MAX && clock - span.offset_s >= span.end)
		span = tzif_span(&zone->table, span.end);
	if (clock - span.offset_s < span.start)
		return span.start;
	return clock - span.offset_s;
}

struct civil_date zone_date_at(const struct zone *zone, int64_t at)
{
	return zone_local_at(zone, at).date;
}
