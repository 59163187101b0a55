DROP TABLE mail_domains;
DROP TABLE register_numbers;
DROP TABLE organisations;
