-- A worker takes a mail for a while before it talks to the server, and holds no transaction open meanwhile: a slow server would
-- have the database end it, the mail would count as unsent, and its reader would get it again and again.
alter table sys_mail_outbox add column claimed_until timestamptz;
comment on column sys_mail_outbox.claimed_until is 'Until then one worker has this mail to itself.';
