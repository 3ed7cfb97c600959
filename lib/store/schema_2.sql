-- From schema 1 to 2; the words in @AT@ signs are those of schema.sql.
-- What was planned for somebody's leaving before stays as it is.

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

-- Everybody's at once: who looks asks whether any pause is over.
DROP INDEX account_paused;
CREATE INDEX account_paused ON account (parked_until)
	WHERE course = 'paused' AND deleted_at IS NULL;
