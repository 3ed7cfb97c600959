/* Words that other programs have for what nudge calls otherwise. */
#pragma once

/*
 * habit_find - the command meant by a word that is none of nudge's.
 *
 * Returns a message id, "list --due-by sun", with the names of what it needs;
 * NULL: nothing is known of that word.
 */
const char *habit_find(const char *word);
