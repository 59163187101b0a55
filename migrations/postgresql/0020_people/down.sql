DROP TABLE signing_keys;
DROP TABLE api_clients;
DROP TABLE invitations;
DROP TABLE mail_tokens;
DROP TABLE sessions;
DROP TABLE memberships;
DROP TABLE people;
