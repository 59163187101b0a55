DROP TABLE report_senders;
DROP TABLE reports;
