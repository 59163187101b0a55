-- What an entry says of who named it stays: it was true before it was said.
SELECT 1;
