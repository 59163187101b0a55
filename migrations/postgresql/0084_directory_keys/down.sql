DROP TABLE directory_key_usage;
DROP TABLE directory_keys;
