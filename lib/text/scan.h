/*
 * The small pieces of which typed dates and times consist.
 *
 * Each function reads at *p, which is terminated, folded text
 * (base/utf8.h: utf8_fold), and moves *p behind what it read only when it
 * read something.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Reads exactly text. */
bool scan_text(const char **p, const char *text);

/* Reads text where no further Latin letter follows. */
bool scan_word(const char **p, const char *text);

/* Reads the first of texts (n entries) that fits; its index or -1. */
int scan_any(const char **p, const char *const *texts, size_t n);

/* Reads a run of Latin letters that is one of names (lower case, n entries)
 * or its first three letters or more: "thu", "thurs", "thursday"; its index
 * or -1. */
int scan_name(const char **p, const char *const *names, size_t n);

/* Reads decimal digits; more than six are all read and give SCAN_HUGE. */
enum { SCAN_HUGE = 1000000 };
bool scan_number(const char **p, int *ret);

/* Reads decimal digits or a Chinese number from 一 to 九十九. */
bool scan_number_zh(const char **p, int *ret);

/* Skips blanks. */
void scan_blanks(const char **p);
