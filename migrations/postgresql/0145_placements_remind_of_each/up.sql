-- When something first runs out that a provider told of in its application, and last: the ends of those days. What has run
-- out does not hide what has yet to.
ALTER TABLE placements RENAME COLUMN runs_out_at TO runs_out_first;
ALTER TABLE placements ADD COLUMN runs_out_last BIGINT;
-- Of what is kept already, no day is later than this: a placement too many is looked at until it is next saved, and none is
-- missed.
UPDATE placements SET runs_out_last = 253402300799000000 WHERE runs_out_first IS NOT NULL;
