DROP TABLE directory_hosts;
DROP TABLE directories;
