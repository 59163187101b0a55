CREATE INDEX seals_by_time ON seals (at, number);
DROP TABLE log_stretches;
