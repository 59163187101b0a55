DROP TABLE framework_versions;
DROP TABLE frameworks;
