-- Which request a payment answered.
create index request_of_payment on lets.request (community_id, payment) where payment is not null;
