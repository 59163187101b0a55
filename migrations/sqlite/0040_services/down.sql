DROP TABLE services;
DROP TABLE clusters;
