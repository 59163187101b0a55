DROP TABLE placement_submissions;
