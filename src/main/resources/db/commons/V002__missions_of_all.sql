-- How many missions are open over all communities, and how many were reached of late.
create index mission_open on commons.mission (closes_at);
