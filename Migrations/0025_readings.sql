-- 0025_readings.sql
-- Takes from the definer role what none of its functions needs.
-- Readings are counted from the rows that a statement adds, which the trigger is handed; nothing reads or writes the
-- table as that role.
set local role portico_owner;
revoke select, insert on usage_reading from portico_definer;
drop policy definer on usage_reading;
reset role;
