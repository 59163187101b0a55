ALTER TABLE placements DROP COLUMN runs_out_last;
ALTER TABLE placements RENAME COLUMN runs_out_first TO runs_out_at;
