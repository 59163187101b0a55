-- How the secret of someone's one-time passwords lies here: none, open, or under the seal of the nodes.
ALTER TABLE people ADD COLUMN second_step TEXT CHECK (second_step IN ('open', 'sealed'));
UPDATE people SET second_step = 'open' WHERE body::json ->> 'totp_secret' IS NOT NULL;
CREATE INDEX people_by_second_step ON people (second_step, id) WHERE second_step IS NOT NULL;
