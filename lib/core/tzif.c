/* TZif files, read without trust: every count is checked against the size
 * of the file before it is used. */
#include "core/tzif.h"

#include "base/cleanup.h"

#include <errno.h>
#include <string.h>

enum {
	HEADER_SIZE = 44,
	TYPE_SIZE = 6,
	OFFSET_MIN_S = -89999, /* RFC 8536, 3.2 */
	OFFSET_MAX_S = 93599,
};

struct header {
	uint32_t n_utc, n_std, n_leap, n_time, n_type, n_char;
};

/* The bytes not read yet. */
struct input {
	const uint8_t *p;
	size_t left;
};

/* n bytes, or NULL if the file ends before. */
static const uint8_t *take(struct input *in, uint64_t n)
{
	const uint8_t *p = in->p;

	if (n > in->left)
		return NULL;
	in->p += n;
	in->left -= (size_t)n;
	return p;
}

static uint32_t be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static int64_t be64(const uint8_t *p)
{
	return (int64_t)((uint64_t)be32(p) << 32 | be32(p + 4));
}

static int read_header(struct input *in, struct header *ret)
{
	const uint8_t *p = take(in, HEADER_SIZE);

	if (!p || memcmp(p, "TZif", 4) != 0 || p[4] < '2')
		return -EBADMSG;
	*ret = (struct header){
		.n_utc = be32(p + 20),
		.n_std = be32(p + 24),
		.n_leap = be32(p + 28),
		.n_time = be32(p + 32),
		.n_type = be32(p + 36),
		.n_char = be32(p + 40),
	};
	return 0;
}

/* The first block, with 32-bit times, is for readers of version 1. */
static int skip_block_1(struct input *in)
{
	struct header h;
	int r = read_header(in, &h);

	if (r < 0)
		return r;
	return take(in, 5 * (uint64_t)h.n_time +
				TYPE_SIZE * (uint64_t)h.n_type + h.n_char +
				8 * (uint64_t)h.n_leap + h.n_std + h.n_utc)
		       ? 0
		       : -EBADMSG;
}

/* The offset of local time type i of n; OFFSET_MAX_S + 1 if it is bad. */
static int32_t type_offset(const uint8_t *types, uint32_t n, uint32_t i)
{
	int32_t offset;

	if (i >= n)
		return OFFSET_MAX_S + 1;
	offset = (int32_t)be32(types + (size_t)TYPE_SIZE * i);
	return offset < OFFSET_MIN_S ? OFFSET_MAX_S + 1 : offset;
}

static int read_table(const uint8_t *times, const uint8_t *types,
	const struct header *h, struct tzif *f)
{
	const uint8_t *index = times + 8 * (size_t)h->n_time;

	f->first_offset_s = type_offset(types, h->n_type, 0);
	if (f->first_offset_s > OFFSET_MAX_S)
		return -EBADMSG;
	f->at = calloc(h->n_time + 1, sizeof(*f->at));
	f->offset_s = calloc(h->n_time + 1, sizeof(*f->offset_s));
	if (!f->at || !f->offset_s)
		return -ENOMEM;
	for (f->n = 0; f->n < h->n_time; f->n++) {
		size_t i = f->n;

		f->at[i] = be64(times + 8 * i);
		f->offset_s[i] = type_offset(types, h->n_type, index[i]);
		if (f->offset_s[i] > OFFSET_MAX_S ||
			(i > 0 && f->at[i] <= f->at[i - 1]))
			return -EBADMSG;
	}
	return 0;
}

static int read_block_2(struct input *in, struct tzif *f)
{
	const uint8_t *times, *types;
	struct header h;
	int r = read_header(in, &h);

	if (r < 0)
		return r;
	times = take(in, 9 * (uint64_t)h.n_time);
	types = take(in, TYPE_SIZE * (uint64_t)h.n_type);
	if (!times || !types || h.n_leap != 0 ||
		!take(in, (uint64_t)h.n_char + h.n_std + h.n_utc))
		return -EBADMSG;
	return read_table(times, types, &h, f);
}

/* A rule between two line feeds; empty: the last offset stays. */
static int read_footer(struct input *in, struct tzif *f)
{
	if (in->left < 2 || in->p[0] != '\n' || in->p[in->left - 1] != '\n')
		return -EBADMSG;
	if (in->left == 2)
		return 0;
	f->has_rule = true;
	return tzrule_parse((const char *)in->p + 1, in->left - 2, &f->rule);
}

int tzif_parse(const uint8_t *bytes, size_t size, struct tzif *ret)
{
	CLEANUP(tzif_done) struct tzif f = {0};
	struct input in = {bytes, size};
	int r;

	if (size > TZIF_SIZE_MAX)
		return -EBADMSG;
	if ((r = skip_block_1(&in)) < 0 || (r = read_block_2(&in, &f)) < 0 ||
		(r = read_footer(&in, &f)) < 0)
		return r;
	*ret = f;
	f = (struct tzif){0};
	return 0;
}

void tzif_done(struct tzif *f)
{
	free(f->at);
	free(f->offset_s);
	*f = (struct tzif){0};
}

/* How many changes of the table are at or before the instant. */
static size_t changes_until(const struct tzif *f, int64_t at)
{
	size_t low = 0, high = f->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (f->at[middle] <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct tzspan tzif_span(const struct tzif *f, int64_t at)
{
	size_t i = changes_until(f, at);
	struct tzspan span;

	if (i == f->n && f->has_rule) {
		span = tzrule_span(&f->rule, at);
		if (i > 0 && span.start < f->at[i - 1])
			span.start = f->at[i - 1];
		return span;
	}
	return (struct tzspan){
		.start = i > 0 ? f->at[i - 1] : INT64_MIN,
		.end = i < f->n ? f->at[i] : INT64_MAX,
		.offset_s = i > 0 ? f->offset_s[i - 1] : f->first_offset_s,
	};
}
