/*
 * Images: what a change did to a row, as JSON.
 *
 * An object from column name to value: numbers, texts, ISO dates, names of
 * enumerations, null.  deleted_at belongs to it, the other head columns do
 * not.  The only file of lib/store that knows jansson.
 */
#pragma once

#include "store/row.h"

/*
 * image_make - the image of row.
 *
 * other  only columns in which the two rows differ are kept; NULL: all.
 *
 * *ret is NULL when nothing differs; else the caller frees it.  -ENOMEM.
 */
NUDGE_CHECK int image_make(const struct table *table, const void *row,
	const void *other, char **ret);

/*
 * image_apply - put an image back over row.
 *
 * Columns that the image does not name keep their value, unknown names are
 * passed over, so that old images outlive new schemas.  Columns marked
 * COLUMN_KEPT are not restored but raised by one where the image names them;
 * COLUMN_STAMP ones become at.
 *
 * -EBADMSG: not an image of this table.
 */
NUDGE_CHECK int image_apply(
	const struct table *table, void *row, const char *image, int64_t at);

/* A text inside an image: 1 with *ret, a text in its place; 0: it stays; a
 * negative errno ends the walk. */
typedef int image_each(void *userdata, const char *text, char **ret);

/*
 * image_map - ask about every text in an image, or in other JSON, however
 * deep; names of members are not asked about.
 *
 * 1: *ret is the JSON with what was replaced, which the caller frees; 0:
 * nothing was.  -EBADMSG: no object or array; -ENOMEM; what each returned.
 */
NUDGE_CHECK int image_map(
	const char *image, image_each *each, void *userdata, char **ret);
