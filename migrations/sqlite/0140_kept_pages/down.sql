DROP TABLE kept_pages;
