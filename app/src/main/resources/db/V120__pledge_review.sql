-- Owner: pledge.
-- Reasons from a list, appeals, the end of a signature's time, consent, and what comes with it.
alter table pledge
  add column reason_code     text        collate "C" not null default '',
  -- Who refused or removed.
  add column ended_by        uuid,
  add column appeal_state    text        check (appeal_state in ('POSSIBLE', 'OPEN', 'UPHELD')),
  -- The first instant that is too late for an appeal.
  add column appeal_until    timestamptz,
  -- Who appealed or decided, when, and what they wrote; for those who decide it.
  add column appeal_at       timestamptz,
  add column appeal_by       uuid,
  add column appeal_text     text        not null default '',
  -- The first instant at which it ends by itself.
  add column expires_at      timestamptz,
  -- Which sentences of consent were agreed to; none for paper.
  add column consent_version int;

update pledge p
set expires_at = c.closes_at + interval '12 months'
from campaign c where c.id = p.campaign_id;
update pledge set reason_code = 'OTHER' where state in ('REFUSED', 'WITHDRAWN', 'REMOVED');
update pledge set consent_version = 1 where source = 'ONLINE';
update pledge p
set appeal_state = 'POSSIBLE', appeal_until = p.state_since + interval '15 days',
    ended_by = (select h.account from pledge_history h
                where h.pledge_id = p.id order by h.step desc limit 1)
where state in ('REFUSED', 'REMOVED');

alter table pledge
  -- For nodes of the release before, which do not know it.
  alter column expires_at set default now() + interval '13 months',
  alter column expires_at set not null,
  add check (state not in ('REFUSED', 'REMOVED') or (ended_by is not null
    and appeal_state is not null and appeal_until is not null)),
  add check (coalesce(appeal_state, 'POSSIBLE') = 'POSSIBLE'
    or (appeal_at is not null and appeal_by is not null));
create index pledge_due on pledge (expires_at) where state = 'PUBLISHED';
create index pledge_appeals on pledge (campaign_id, appeal_at) where appeal_state = 'OPEN';

-- The clock ends signatures too.
alter table pledge_history alter column account drop not null;

create table pledge_letter (
  pledge_id   uuid        primary key references pledge,
  format      text        not null check (format in ('PDF', 'PNG', 'JPEG')),
  bytes       int         not null check (bytes between 1 and 20971520),
  sha256      text        collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- The file, AES-256-GCM bound to pledge_id; the key stands outside the database.
  sealed      bytea       not null,
  uploaded_by uuid        not null,
  uploaded_at timestamptz not null
);
alter table pledge_letter alter column sealed set storage external;

-- Who brought in a letter, and who read it.
create table pledge_letter_use (
  pledge_id uuid        not null references pledge,
  step      bigint      generated always as identity,
  at        timestamptz not null,
  what      text        not null check (what in ('UPLOADED', 'READ')),
  sha256    text        collate "C" not null,
  account   uuid        not null,
  primary key (pledge_id, step)
);

create table pledge_own_signature (
  pledge_id  uuid        primary key references pledge,
  algorithm  text        not null check (algorithm in ('ED25519', 'SM2')),
  -- SubjectPublicKeyInfo, and the signature, in base64.
  public_key text        collate "C" not null,
  signature  text        collate "C" not null,
  at         timestamptz not null
);
