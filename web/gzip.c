/* Compressing; the contract is in gzip.h. */
#include "web/gzip.h"

#include <errno.h>
#define ZLIB_CONST
#include <zlib.h>

enum { LEVEL = 6, GZIP_WINDOW = 15 + 16, MEMORY = 8 };

int gzip_add(struct str *out, const void *bytes, size_t n)
{
	AUTO_FREE Bytef *packed = NULL;
	z_stream z = {0};
	uLong room;
	int r;

	if (deflateInit2(&z, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY,
		    Z_DEFAULT_STRATEGY) != Z_OK)
		return -ENOMEM;
	room = deflateBound(&z, n);
	packed = malloc(room);
	z.next_in = bytes;
	z.avail_in = (uInt)n;
	z.next_out = packed;
	z.avail_out = (uInt)room;
	r = packed ? deflate(&z, Z_FINISH) : Z_MEM_ERROR;
	if (r == Z_STREAM_END)
		str_add_n(out, packed, z.total_out);
	(void)deflateEnd(&z);
	return r == Z_STREAM_END ? str_error(out) : -ENOMEM;
}
