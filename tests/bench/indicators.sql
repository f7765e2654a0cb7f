-- The tables of make_country for SQL: dates are whole numbers (20260531), references row ids, an open
-- end 99999999; for each question there is an index made for it, read in its order.
CREATE TABLE people(id INTEGER PRIMARY KEY, org INT, staff INT, birth INT, career INT, hired INT, dismissed INT);
INSERT INTO people SELECT CAST(substr(code,2) AS INT) id, CAST(substr(organisation,2) AS INT) org,
  staff_kind='педагог' staff, CAST(replace(birth_date,'-','') AS INT) birth,
  CAST(replace(career_start,'-','') AS INT) career, CAST(replace(hired,'-','') AS INT) hired,
  CASE dismissed WHEN '' THEN 99999999 ELSE CAST(replace(dismissed,'-','') AS INT) END dismissed
  FROM csv_people;
CREATE TABLE member AS SELECT CAST(substr(association,2) AS INT) assoc, CAST(substr(person,2) AS INT) person,
  CAST(replace("from",'-','') AS INT) f,
  CASE "to" WHEN '' THEN 99999999 ELSE CAST(replace("to",'-','') AS INT) END t FROM csv_association_members;
CREATE TABLE assessed AS SELECT CAST(substr(person,2) AS INT) person,
  CAST(replace(date,'-','') AS INT) d FROM csv_assessments;
CREATE TABLE trained AS SELECT CAST(substr(person,2) AS INT) person,
  CAST(replace(completed,'-','') AS INT) d FROM csv_trainings
  WHERE completed<>'' AND federal_registry='да' AND matched='да';
CREATE TABLE pathway AS SELECT CAST(substr(person,2) AS INT) person,
  CAST(replace(developed,'-','') AS INT) f,
  CASE finished WHEN '' THEN 99999999 ELSE CAST(replace(finished,'-','') AS INT) END t,
  outcome='успешно' ok FROM csv_pathways;
CREATE TABLE methodist AS SELECT CAST(substr(person,2) AS INT) person, CAST(replace("from",'-','') AS INT) f,
  CASE "to" WHEN '' THEN 99999999 ELSE CAST(replace("to",'-','') AS INT) END t FROM csv_methodists;
CREATE TABLE attached AS SELECT CAST(substr(methodist,2) AS INT) methodist,
  CAST(substr(person,2) AS INT) person, CAST(replace("from",'-','') AS INT) f,
  CASE "to" WHEN '' THEN 99999999 ELSE CAST(replace("to",'-','') AS INT) END t FROM csv_attachments;
CREATE TABLE support AS SELECT CAST(substr(person,2) AS INT) person, CAST(replace("from",'-','') AS INT) f,
  CASE "to" WHEN '' THEN 99999999 ELSE CAST(replace("to",'-','') AS INT) END t FROM csv_support;
CREATE TABLE event AS SELECT CAST(replace(planned,'-','') AS INT) planned,
  CASE held WHEN '' THEN 99999999 ELSE CAST(replace(held,'-','') AS INT) END held
  FROM csv_events WHERE roadmap='да';
CREATE INDEX people_staff ON people(staff, hired, dismissed);
CREATE INDEX people_young ON people(staff, career, birth, hired, dismissed, org);
CREATE INDEX member_by ON member(assoc, f, t, person);
CREATE INDEX assessed_by ON assessed(person, d);
CREATE INDEX trained_by ON trained(person, d);
CREATE INDEX pathway_by ON pathway(person, f, t, ok);
CREATE INDEX methodist_by ON methodist(person, f, t);
CREATE INDEX attached_by ON attached(methodist, f, t, person);
CREATE INDEX support_by ON support(person, f, t);
CREATE INDEX event_by ON event(planned, held);
ANALYZE;
