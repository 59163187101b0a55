DROP TABLE standard_proposals;
DROP TABLE framework_revisions;
