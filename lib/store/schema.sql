-- The database, schema 2.  One text for SQLite and PostgreSQL; words in
-- @AT@ signs are replaced per backend by store/schema.c:
--   @ID@      the primary key, counted up; rows stay, so no id comes twice
--   @SERIAL@  the same where rows are deleted, and ids still never come twice
--   @INT@     a 64-bit integer
--   @BLOB@    bytes
--   @STRICT@  the table option for strict types
--   @CLUSTER@ the same, for a table stored in the order of its primary key
--
-- Instants (…_at) are seconds UTC; dates (…_on, due, latest, …) are TEXT
-- "YYYY-MM-DD"; minutes count from local midnight.  Ids are never reused:
-- undo of a creation leaves a tombstone (deleted_at).
--
-- Enumerations have no CHECK with their words: store/row.h writes and reads no
-- others, and nudge check finds them.  SQLite would parse each list at every
-- start and make a temporary table of it for every write.

CREATE TABLE meta (
	key TEXT PRIMARY KEY NOT NULL,
	value TEXT NOT NULL
) @STRICT@;

-- Who did what.  Append-only; see DESIGN.md "Changes and undo".
CREATE TABLE change (
	id @ID@,
	at @INT@ NOT NULL,
	actor_id @INT@,
	door TEXT NOT NULL,
	method TEXT NOT NULL,
	params TEXT,
	undoes @INT@ REFERENCES change (id),
	undone_by @INT@ REFERENCES change (id)
) @STRICT@;
CREATE INDEX change_by_actor ON change (actor_id, id);

CREATE TABLE event (
	id @ID@,
	change_id @INT@ NOT NULL REFERENCES change (id),
	tbl TEXT NOT NULL,
	row_id @INT@ NOT NULL,
	rev_before @INT@,
	rev_after @INT@ NOT NULL,
	before TEXT,
	after TEXT
) @STRICT@;
CREATE INDEX event_by_change ON event (change_id);
CREATE INDEX event_by_row ON event (tbl, row_id, id);

CREATE TABLE rep (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	slug TEXT NOT NULL,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL,
	mail TEXT,
	login TEXT,
	zone TEXT NOT NULL,
	locale TEXT NOT NULL,
	calendar TEXT,
	channels TEXT,
	brief_minute @INT@ NOT NULL CHECK (brief_minute BETWEEN 0 AND 1439),
	quiet_from @INT@ NOT NULL CHECK (quiet_from BETWEEN -1 AND 1439),
	quiet_to @INT@ NOT NULL CHECK (quiet_to BETWEEN -1 AND 1439),
	manager_id @INT@ REFERENCES rep (id),
	level_load @INT@ NOT NULL CHECK (level_load IN (0, 1))
) @STRICT@;
CREATE UNIQUE INDEX rep_slug ON rep (slug) WHERE deleted_at IS NULL;

-- nudged's bookkeeping per rep; takes no part in undo.
CREATE TABLE rep_clock (
	rep_id @INT@ PRIMARY KEY NOT NULL REFERENCES rep (id),
	rep_rev @INT@ NOT NULL,    -- the rep it was made for; 0: make it anew
	next_brief_at @INT@,
	brief_on TEXT,             -- the last day told or passed over
	missed_at @INT@,           -- a brief that nobody was there to send,
	back_at @INT@,             -- and when somebody was there again
	next_roll_at @INT@,
	rolled_on TEXT,
	reached_at @INT@           -- since when there is a channel to tell by
) @STRICT@;
CREATE INDEX rep_clock_next ON rep_clock (next_brief_at)
	WHERE next_brief_at IS NOT NULL;
CREATE INDEX rep_clock_roll ON rep_clock (next_roll_at)
	WHERE next_roll_at IS NOT NULL;

CREATE TABLE account (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	slug TEXT NOT NULL,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL,
	tier TEXT NOT NULL,
	stage TEXT NOT NULL,
	course TEXT NOT NULL,
	owner_id @INT@ NOT NULL REFERENCES rep (id),
	zone TEXT,
	calendar TEXT,
	renewal_on TEXT,
	parked_until TEXT,
	closed_reason TEXT,
	external_source TEXT,
	external_id TEXT
) @STRICT@;
CREATE UNIQUE INDEX account_slug ON account (slug) WHERE deleted_at IS NULL;
CREATE INDEX account_name ON account (name_fold);
CREATE INDEX account_paused ON account (parked_until)
	WHERE course = 'paused' AND deleted_at IS NULL;
CREATE UNIQUE INDEX account_external ON account (external_source, external_id)
	WHERE external_id IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE contact (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	account_id @INT@ NOT NULL REFERENCES account (id),
	slug TEXT NOT NULL,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL,
	roles TEXT,
	mail TEXT,
	phone TEXT,
	refused TEXT,
	is_main @INT@ NOT NULL CHECK (is_main IN (0, 1)),
	left_on TEXT,
	external_source TEXT,
	external_id TEXT
) @STRICT@;
CREATE UNIQUE INDEX contact_slug ON contact (account_id, slug)
	WHERE deleted_at IS NULL;
CREATE INDEX contact_account ON contact (account_id);
CREATE UNIQUE INDEX contact_external ON contact (external_source, external_id)
	WHERE external_id IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE plan (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	account_id @INT@ NOT NULL REFERENCES account (id),
	cadence TEXT NOT NULL,
	version @INT@ NOT NULL,
	anchor TEXT NOT NULL,
	valid_on TEXT,             -- the last day of what it is about
	tier TEXT NOT NULL,
	renewal @INT@ NOT NULL CHECK (renewal IN (0, 1)),
	state TEXT NOT NULL,
	ended_on TEXT
) @STRICT@;
CREATE INDEX plan_account ON plan (account_id, state);

CREATE TABLE touchpoint (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	seq @INT@ NOT NULL,        -- visible changes, for calendars
	gen @INT@ NOT NULL,        -- tells one reminder from the next
	visible_at @INT@ NOT NULL, -- the last visible change
	account_id @INT@ NOT NULL REFERENCES account (id),
	owner_id @INT@ NOT NULL REFERENCES rep (id),
	plan_id @INT@ REFERENCES plan (id),
	step TEXT,
	n @INT@ NOT NULL,          -- occurrence of a recurring step, from 1
	kind TEXT NOT NULL,
	via TEXT NOT NULL,
	purpose TEXT NOT NULL,
	purpose_is_id @INT@ NOT NULL CHECK (purpose_is_id IN (0, 1)),
	state TEXT NOT NULL,
	nominal TEXT,
	earliest TEXT,
	due TEXT NOT NULL,
	latest TEXT,
	first_latest TEXT,         -- on-time reports keep it over moves
	moved @INT@ NOT NULL,      -- MOVED_ bits of core/planner.h
	due_minute @INT@ NOT NULL CHECK (due_minute BETWEEN -1 AND 1439),
	due_zone TEXT,             -- of due_minute; -1 there: all day
	lead @INT@ NOT NULL,       -- minutes by which it is told before
	nudge_at @INT@,            -- an index: when it is told
	snoozed_until @INT@,
	pinned @INT@ NOT NULL CHECK (pinned IN (0, 1)),
	moves @INT@ NOT NULL,
	move_reason TEXT,
	arrange_on TEXT,           -- set the date by
	parent_id @INT@ REFERENCES touchpoint (id),
	attempts @INT@ NOT NULL,   -- tried without an answer
	done_on TEXT,
	outcome TEXT NOT NULL,
	result TEXT,
	closed_via TEXT,
	closed_at @INT@,
	close_reason TEXT,
	covered_by @INT@ REFERENCES touchpoint (id)
) @STRICT@;
CREATE UNIQUE INDEX touchpoint_occurrence ON touchpoint (plan_id, step, n)
	WHERE plan_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX touchpoint_owner_due ON touchpoint (owner_id, due)
	WHERE state = 'open' AND deleted_at IS NULL;
CREATE INDEX touchpoint_account ON touchpoint (account_id, state, due);
CREATE INDEX touchpoint_nudge ON touchpoint (nudge_at)
	WHERE nudge_at IS NOT NULL AND state = 'open' AND deleted_at IS NULL;
CREATE INDEX touchpoint_closed ON touchpoint (owner_id, state, closed_at)
	WHERE closed_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX touchpoint_arrange ON touchpoint (owner_id, arrange_on)
	WHERE arrange_on IS NOT NULL AND state = 'open'
	AND deleted_at IS NULL;

CREATE TABLE touchpoint_contact (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	touchpoint_id @INT@ NOT NULL REFERENCES touchpoint (id),
	contact_id @INT@ NOT NULL REFERENCES contact (id)
) @STRICT@;
CREATE INDEX touchpoint_contact_tp ON touchpoint_contact (touchpoint_id);

-- What came of somebody's leaving: store/departure.h.
CREATE TABLE departure (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	contact_id @INT@ NOT NULL REFERENCES contact (id),
	successor_id @INT@ REFERENCES contact (id),
	touchpoint_id @INT@ REFERENCES touchpoint (id),
	part TEXT NOT NULL
) @STRICT@;

-- What a meeting has beyond its touchpoint.
CREATE TABLE meeting (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	touchpoint_id @INT@ NOT NULL REFERENCES touchpoint (id),
	place TEXT,
	travel @INT@ NOT NULL,     -- minutes; 0: none, or not known
	length @INT@ NOT NULL,     -- minutes
	confirm_id @INT@ REFERENCES touchpoint (id),
	confirmed_on TEXT,
	confirmed_via TEXT,
	fulfils_id @INT@ REFERENCES touchpoint (id),
	held_earliest TEXT,        -- of that one, before it was held
	held_due TEXT,
	held_latest TEXT,
	held_arrange TEXT,
	held_moved @INT@ NOT NULL,
	held_pinned @INT@ NOT NULL
) @STRICT@;
CREATE INDEX meeting_touchpoint ON meeting (touchpoint_id);
CREATE INDEX meeting_confirm ON meeting (confirm_id)
	WHERE confirm_id IS NOT NULL;
CREATE INDEX meeting_fulfils ON meeting (fulfils_id)
	WHERE fulfils_id IS NOT NULL;

-- Who of ours comes along, beside the owner.
CREATE TABLE meeting_rep (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	touchpoint_id @INT@ NOT NULL REFERENCES touchpoint (id),
	rep_id @INT@ NOT NULL REFERENCES rep (id)
) @STRICT@;
CREATE INDEX meeting_rep_touchpoint ON meeting_rep (touchpoint_id);
CREATE INDEX meeting_rep_rep ON meeting_rep (rep_id);

-- Help asked of a manager for a touchpoint, and what he answered.
CREATE TABLE request (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	touchpoint_id @INT@ NOT NULL REFERENCES touchpoint (id),
	asker_id @INT@ NOT NULL REFERENCES rep (id),
	manager_id @INT@ NOT NULL REFERENCES rep (id),
	text TEXT NOT NULL,
	answered_at @INT@,
	answerer_id @INT@ REFERENCES rep (id),
	answer TEXT
) @STRICT@;
CREATE INDEX request_touchpoint ON request (touchpoint_id);
CREATE INDEX request_open ON request (manager_id)
	WHERE answered_at IS NULL AND deleted_at IS NULL;
CREATE INDEX request_answered ON request (asker_id, answered_at)
	WHERE answered_at IS NOT NULL AND deleted_at IS NULL;

-- What happened: each contact made or tried, planned or not.
CREATE TABLE activity (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	account_id @INT@ NOT NULL REFERENCES account (id),
	touchpoint_id @INT@ REFERENCES touchpoint (id),
	rep_id @INT@ NOT NULL REFERENCES rep (id),
	on_date TEXT NOT NULL,
	direction TEXT NOT NULL,
	outcome TEXT NOT NULL,
	via TEXT NOT NULL,
	text TEXT,
	follow_up @INT@ NOT NULL,  -- its number among the plan's follow-ups
	share @INT@ NOT NULL CHECK (share IN (0, 1))
) @STRICT@;
CREATE INDEX activity_account ON activity (account_id, on_date);
CREATE INDEX activity_touchpoint ON activity (touchpoint_id)
	WHERE touchpoint_id IS NOT NULL;

CREATE TABLE activity_contact (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	activity_id @INT@ NOT NULL REFERENCES activity (id),
	contact_id @INT@ NOT NULL REFERENCES contact (id)
) @STRICT@;
CREATE INDEX activity_contact_activity ON activity_contact (activity_id);

-- What somebody has learnt of an account.
CREATE TABLE note (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	account_id @INT@ NOT NULL REFERENCES account (id),
	rep_id @INT@ NOT NULL REFERENCES rep (id),
	contact_id @INT@ REFERENCES contact (id),
	on_date TEXT NOT NULL,     -- learnt, or last found still true
	text TEXT NOT NULL,
	caution @INT@ NOT NULL CHECK (caution IN (0, 1)),
	share @INT@ NOT NULL CHECK (share IN (0, 1)),
	in_room @INT@ NOT NULL CHECK (in_room IN (0, 1))
) @STRICT@;
CREATE INDEX note_account ON note (account_id, on_date);

-- Good reasons to make contact, and who has heard them.
CREATE TABLE topic (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	rep_id @INT@ NOT NULL REFERENCES rep (id),
	title TEXT NOT NULL,
	title_fold TEXT NOT NULL,
	text TEXT,
	url TEXT,
	account_id @INT@ REFERENCES account (id), -- NULL: for all
	tier TEXT CHECK (tier IN ('ordinary', 'key', 'strategic')),
	stage TEXT CHECK (stage IN ('prospect', 'customer', 'parked', 'lost')),
	until_on TEXT
) @STRICT@;
CREATE INDEX topic_account ON topic (account_id) WHERE deleted_at IS NULL;

CREATE TABLE topic_told (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	topic_id @INT@ NOT NULL REFERENCES topic (id),
	account_id @INT@ NOT NULL REFERENCES account (id),
	activity_id @INT@ NOT NULL REFERENCES activity (id),
	contact_id @INT@ REFERENCES contact (id) -- NULL: nobody was named
) @STRICT@;
CREATE INDEX topic_told_account ON topic_told (account_id, topic_id);
CREATE INDEX topic_told_topic ON topic_told (topic_id);

CREATE TABLE calendar (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	name TEXT NOT NULL,
	layer TEXT NOT NULL,
	title TEXT NOT NULL,
	source TEXT,
	week TEXT NOT NULL,        -- seven of o (open) and c, Monday first
	year_from @INT@ NOT NULL,
	year_to @INT@ NOT NULL
) @STRICT@;
CREATE UNIQUE INDEX calendar_name ON calendar (name) WHERE deleted_at IS NULL;

CREATE TABLE calendar_day (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	calendar_id @INT@ NOT NULL REFERENCES calendar (id),
	on_date TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT
) @STRICT@;
CREATE INDEX calendar_day_date ON calendar_day (calendar_id, on_date, kind)
	WHERE deleted_at IS NULL;

-- Where messages go.  What says "where to and with what" is in the secret
-- file of the same name, never here.
CREATE TABLE channel (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	owner_id @INT@ REFERENCES rep (id),
	audience TEXT NOT NULL,
	locale TEXT,
	rate TEXT,
	format TEXT,
	mentions TEXT,             -- JSON {"rep": "id there"}
	fallback TEXT,
	on_uncertain TEXT NOT NULL,
	max_age_s @INT@ NOT NULL,
	is_paused @INT@ NOT NULL CHECK (is_paused IN (0, 1)), -- by a person
	resumed_at @INT@           -- when a person last said: try again
) @STRICT@;
CREATE UNIQUE INDEX channel_name ON channel (name) WHERE deleted_at IS NULL;

-- Calendar subscriptions.  A deleted one is remembered: its address is gone,
-- not unknown.
CREATE TABLE feed (
	id @ID@,
	rev @INT@ NOT NULL,
	created_at @INT@ NOT NULL,
	deleted_at @INT@,
	kind TEXT NOT NULL,
	rep_id @INT@ NOT NULL REFERENCES rep (id), -- who subscribes
	account_id @INT@ REFERENCES account (id),
	token_hash TEXT NOT NULL,  -- SHA-256 of the address's secret part
	names @INT@ NOT NULL CHECK (names IN (0, 1)),
	alarms @INT@ NOT NULL CHECK (alarms IN (0, 1)),
	busy @INT@ NOT NULL CHECK (busy IN (0, 1)),
	done_days @INT@ NOT NULL
) @STRICT@;
CREATE UNIQUE INDEX feed_token ON feed (token_hash);

-- When a calendar program last came; nudge-web's bookkeeping.
CREATE TABLE feed_fetch (
	feed_id @INT@ PRIMARY KEY NOT NULL REFERENCES feed (id),
	at @INT@ NOT NULL,
	agent TEXT
) @STRICT@;

-- The outbox.  message: what is said, written once.  pending: the small
-- table that is scanned, in the order in which it is sent.  delivery: how it
-- ended.  Source: DESIGN.md "Outbox".
-- Their states are compared one by one: for an IN of more than two words
-- SQLite builds a temporary table at every write.
CREATE TABLE message (
	id @SERIAL@,
	key TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL CHECK (kind IN ('brief', 'nudge', 'catchup', 'test',
		'notice')),
	subject TEXT NOT NULL,     -- what it is about: a date, a touchpoint
	gen @INT@ NOT NULL,
	channel TEXT NOT NULL,
	rep_id @INT@ REFERENCES rep (id),
	locale TEXT NOT NULL,
	model TEXT,                -- JSON; emptied after delivery
	created_at @INT@ NOT NULL,
	due_at @INT@ NOT NULL,
	expires_at @INT@ NOT NULL
) @STRICT@;

CREATE TABLE message_touchpoint (
	message_id @INT@ NOT NULL REFERENCES message (id),
	touchpoint_id @INT@ NOT NULL REFERENCES touchpoint (id),
	gen @INT@ NOT NULL,
	PRIMARY KEY (touchpoint_id, message_id)
) @CLUSTER@;
CREATE INDEX message_touchpoint_message ON message_touchpoint (message_id);

CREATE TABLE pending (
	not_before @INT@ NOT NULL,
	priority @INT@ NOT NULL,
	message_id @INT@ NOT NULL REFERENCES message (id),
	state TEXT NOT NULL CHECK (state = 'waiting' OR state = 'sending'
		OR state = 'held'),
	dest TEXT NOT NULL,        -- rate and breaker bucket: the channel
	rep_id @INT@ REFERENCES rep (id), -- as in message: one at a time each
	is_test @INT@ NOT NULL CHECK (is_test = 0 OR is_test = 1),
	attempts @INT@ NOT NULL,
	claimed_at @INT@,          -- of the newest attempt
	uncertain @INT@ NOT NULL,
	last_class TEXT,
	last_code TEXT,
	last_detail TEXT,
	PRIMARY KEY (not_before, priority, message_id)
) @CLUSTER@;
CREATE UNIQUE INDEX pending_message ON pending (message_id);

CREATE TABLE delivery (
	message_id @INT@ PRIMARY KEY NOT NULL REFERENCES message (id),
	state TEXT NOT NULL CHECK (state = 'sent' OR state = 'accepted'
		OR state = 'dead' OR state = 'cancelled' OR state = 'merged'
		OR state = 'expired'),
	attempts @INT@ NOT NULL,
	uncertain @INT@ NOT NULL,
	finished_at @INT@ NOT NULL,
	began_at @INT@,            -- the attempt that arrived: it has no other
	                           -- row; NULL where none did
	last_class TEXT,
	last_code TEXT,
	last_detail TEXT,
	remote_id TEXT,
	merged_into @INT@ REFERENCES message (id)
) @STRICT@;
CREATE INDEX delivery_finished ON delivery (state, finished_at);

CREATE TABLE attempt (
	message_id @INT@ NOT NULL REFERENCES message (id),
	n @INT@ NOT NULL,
	started_at @INT@ NOT NULL,
	ended_at @INT@,
	phase TEXT,
	class TEXT,
	code TEXT,
	detail TEXT,
	retry_after_ms @INT@,
	PRIMARY KEY (message_id, n)
) @CLUSTER@;

-- Keys of pruned messages, so that nothing is told twice.
CREATE TABLE delivered_key (
	key TEXT PRIMARY KEY NOT NULL,
	at @INT@ NOT NULL
) @CLUSTER@;

CREATE TABLE channel_state (
	channel TEXT PRIMARY KEY NOT NULL,
	status TEXT NOT NULL CHECK (status IN ('ok', 'slowed', 'paused')),
	reason TEXT,
	since @INT@,
	cooldown_until @INT@,
	failures @INT@ NOT NULL,
	probe_at @INT@,
	told_at @INT@
) @CLUSTER@;
