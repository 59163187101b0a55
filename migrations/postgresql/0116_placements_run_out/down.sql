DROP INDEX placements_run_out;
ALTER TABLE placements DROP COLUMN runs_out_at;
