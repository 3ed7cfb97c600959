/* Action links; the contract is in link.h. */
#include "service/link.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>

enum {
	KEY_MODE = 0640,
	MAC_BYTES = 16, /* 128 bits are not guessed */
	MAC_CHARS = 26,
	FIELDS = 4,
	DIGITS_MAX = 18,
};

static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";

/* "…/link.key" beside the database. */
static int key_path(const char *db_path, char **ret)
{
	AUTO_FREE char *copy = NULL;
	AUTO_STR path = {0};

	if (str_dup(db_path, &copy) < 0)
		return -ENOMEM;
	str_addf(&path, "%s/link.key", dirname(copy));
	return str_take(&path, ret);
}

static int read_key(const char *path, struct link_key *ret, struct err *err)
{
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct link_key key;
	struct stat st;

	if (fd < 0 && errno == ENOENT)
		return -ENOENT;
	if (fd < 0 || fstat(fd, &st) < 0)
		return err_set(err, -errno, N_("cannot read %s: %s"), path,
			err_system(errno));
	if (!S_ISREG(st.st_mode) || st.st_size != LINK_KEY_BYTES ||
		read(fd, key.bytes, LINK_KEY_BYTES) != LINK_KEY_BYTES)
		return err_set(err, -EBADMSG,
			N_("%s is no key for links; move it away, and nudged "
			   "makes another when it starts"),
			path);
	*ret = key;
	return 0;
}

static int write_key(const char *path, struct err *err)
{
	AUTO_STR draft = {0};
	AUTO_CLOSE int fd = -1;
	struct link_key key;
	bool done;

	str_addf(&draft, "%s.new", path);
	if (str_error(&draft) < 0)
		return err_memory(err);
	(void)unlink(str_get(&draft)); /* of a run that was killed */
	fd = open(str_get(&draft), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		KEY_MODE);
	done = fd >= 0 && fchmod(fd, KEY_MODE) == 0 &&
	       getrandom(key.bytes, sizeof(key.bytes), 0) == LINK_KEY_BYTES &&
	       write(fd, key.bytes, LINK_KEY_BYTES) == LINK_KEY_BYTES &&
	       fsync(fd) == 0 && rename(str_get(&draft), path) == 0;
	if (done)
		return 0;
	err_set(err, -EROFS, N_("cannot write %s: %s"), path,
		err_system(errno));
	(void)unlink(str_get(&draft));
	return -EROFS;
}

int link_key_read(const char *db_path, struct link_key *ret, struct err *err)
{
	AUTO_FREE char *path = NULL;

	if (key_path(db_path, &path) < 0)
		return err_memory(err);
	return read_key(path, ret, err);
}

int link_key_make(const char *db_path, struct link_key *ret, struct err *err)
{
	AUTO_FREE char *path = NULL;
	int r;

	if (key_path(db_path, &path) < 0)
		return err_memory(err);
	r = read_key(path, ret, err);
	if (r != -ENOENT)
		return r;
	r = write_key(path, err);
	return r < 0 ? r : read_key(path, ret, err);
}

/* The first 130 bits of the HMAC, the last two of them zero. */
static void sign(char mac[static MAC_CHARS + 1], const struct link_key *key,
	const char *text, size_t n)
{
	unsigned char hash[EVP_MAX_MD_SIZE] = {0};
	unsigned len = 0, bits = 0, have = 0, at = 0;

	(void)HMAC(EVP_sha256(), key->bytes, LINK_KEY_BYTES,
		(const unsigned char *)text, n, hash, &len);
	memset(hash + MAC_BYTES, 0, sizeof(hash) - MAC_BYTES);
	for (size_t i = 0; i < MAC_CHARS; i++) {
		while (have < 5) {
			bits = bits << 8 | hash[at++];
			have += 8;
		}
		have -= 5;
		mac[i] = letters[bits >> have & 31];
	}
	mac[MAC_CHARS] = '\0';
}

void link_write(
	struct str *out, const struct link_key *key, const struct link *link)
{
	char text[LINK_MAX], mac[MAC_CHARS + 1];
	int n = snprintf(text, sizeof(text),
		"%" PRId64 ".%" PRId64 ".%" PRId64 ".%" PRId64,
		link->touchpoint_id, link->rep_id, link->gen, link->expires_at);

	sign(mac, key, text, (size_t)n);
	str_add(out, text);
	str_add_char(out, '.');
	str_add(out, mac);
}

/* A number without sign and leading zero, and the full stop behind it. */
static int read_number(const char **s, int64_t *ret)
{
	int64_t v = 0;
	const char *p = *s;

	if (*p == '0' && p[1] != '.')
		return -EBADMSG;
	for (; *p >= '0' && *p <= '9' && p - *s < DIGITS_MAX; p++)
		v = 10 * v + (*p - '0');
	if (p == *s || *p != '.')
		return -EBADMSG;
	*s = p + 1;
	*ret = v;
	return 0;
}

int link_read(const struct link_key *key, const char *s, struct link *ret)
{
	struct link link = {0};
	int64_t *const fields[FIELDS] = {
		&link.touchpoint_id, &link.rep_id, &link.gen, &link.expires_at};
	char mac[MAC_CHARS + 1];
	const char *p = s;

	for (size_t i = 0; i < FIELDS; i++)
		if (read_number(&p, fields[i]) < 0)
			return -EBADMSG;
	if (strlen(p) != MAC_CHARS)
		return -EBADMSG;
	sign(mac, key, s, (size_t)(p - 1 - s));
	if (CRYPTO_memcmp(mac, p, MAC_CHARS) != 0)
		return -EBADMSG;
	*ret = link;
	return 0;
}
