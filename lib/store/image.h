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
