DROP TABLE directory_logos;
DROP TABLE directory_editions;
