/* The schema and the way to it; the contract is in schema.h. */
#include "store/schema.h"

#include "base/embed.h"
#include "base/str.h"
#include "store/meta.h"

#include <errno.h>
#include <string.h>

EMBED(embed_schema, NUDGE_SRCDIR "/lib/store/schema.sql");

/* What the words in @AT@ signs are in SQLite. */
static const struct {
	const char *word, *text;
} substitutions[] = {
	{"@ID@", "INTEGER PRIMARY KEY AUTOINCREMENT"},
	{"@INT@", "INTEGER"},
	{"@BLOB@", "BLOB"},
	{"@STRICT@", "STRICT"},
	{"@CLUSTER@", "STRICT, WITHOUT ROWID"},
};

/* Appends what stands at *p and moves on. */
static void substitute(struct str *out, const char **p)
{
	for (size_t i = 0; i < ARRAY_LEN(substitutions); i++) {
		size_t n = strlen(substitutions[i].word);

		if (strncmp(*p, substitutions[i].word, n) == 0) {
			str_add(out, substitutions[i].text);
			*p += n;
			return;
		}
	}
	str_add_char(out, *(*p)++);
}

int schema_text(const char *sql, char **ret)
{
	AUTO_STR out = {0};

	while (*sql)
		substitute(&out, &sql);
	return str_take(&out, ret);
}

static int run_text(struct db *db, const char *sql, struct err *err)
{
	AUTO_FREE char *text = NULL;
	int r = schema_text(sql, &text);

	if (r < 0)
		return err_set(err, r, N_("not enough memory"));
	return db_script(db, text, err);
}

static int set_version(struct db *db, int version, struct err *err)
{
	int r = db_set_version(db, version, err);

	return r < 0 ? r : meta_set(db, "schema", STR_INT(version), err);
}

int schema_create(struct db *db, struct err *err)
{
	int r;

	r = run_text(db, embed_schema_start, err);
	if (r == 0)
		r = meta_make_instance(db, err);
	return r < 0 ? r : set_version(db, SCHEMA_VERSION, err);
}
