-- The staff list sorts by the last sign-in; who never signed in stands at the far end, as at the beginning of time.
create index sys_platform_users_last_sign_in_idx on sys_platform_users ((coalesce(last_sign_in_at, 'epoch'::timestamptz)) desc, id desc);
