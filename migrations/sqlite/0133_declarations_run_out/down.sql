DROP INDEX declarations_run_out;
ALTER TABLE declarations DROP COLUMN runs_out_last;
ALTER TABLE declarations DROP COLUMN runs_out_first;
