-- `traceparent` of the span that published an event, where somebody records it: what follows is told with it.
alter table platform.outbox add column trace text;
