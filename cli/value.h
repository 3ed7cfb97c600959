/* Reading results: values by path, with what is absent as empty. */
#pragma once

#include "core/civil.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/* The value at a path of names such as "account.slug"; NULL when there is
 * none or it is null.  Borrowed. */
const json_t *value(const json_t *object, const char *path);

/* "" when absent. */
const char *value_text(const json_t *object, const char *path);
/* 0 when absent. */
int64_t value_int(const json_t *object, const char *path);
bool value_bool(const json_t *object, const char *path);
/* none when absent. */
struct civil_date value_date(const json_t *object, const char *path);
/* The number of elements; 0 when absent. */
size_t value_count(const json_t *object, const char *path);
/* Is text one of the array's elements? */
bool value_contains(const json_t *object, const char *path, const char *text);
