-- One schema and one user per service. The underscore is a wildcard in a grant, so it is escaped.
-- For docker-compose on a developer's machine; production chooses its own passwords.
-- A service makes its own tables, and none may drop or truncate one: TRUNCATE would pass by the triggers
-- that keep postings, ballots and events as they were written.
CREATE DATABASE IF NOT EXISTS anju_governance;
CREATE DATABASE IF NOT EXISTS anju_funding;
CREATE DATABASE IF NOT EXISTS anju_participation;
CREATE DATABASE IF NOT EXISTS anju_property_management;
CREATE USER IF NOT EXISTS 'governance'@'%' IDENTIFIED BY 'governance';
CREATE USER IF NOT EXISTS 'funding'@'%' IDENTIFIED BY 'funding';
CREATE USER IF NOT EXISTS 'participation'@'%' IDENTIFIED BY 'participation';
CREATE USER IF NOT EXISTS 'property_management'@'%' IDENTIFIED BY 'property_management';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, REFERENCES, TRIGGER
  ON `anju\_governance`.* TO 'governance'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, REFERENCES, TRIGGER
  ON `anju\_funding`.* TO 'funding'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, REFERENCES, TRIGGER
  ON `anju\_participation`.* TO 'participation'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, REFERENCES, TRIGGER
  ON `anju\_property\_management`.* TO 'property_management'@'%';
