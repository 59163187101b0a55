DROP TABLE help_answers;
