-- Owner: product.
-- The photo of a product that is shown, and the one that was before, for a day.
create table product_photo (
  enterprise_id uuid        not null,
  product_id    uuid        not null references product,
  shown         boolean     not null,
  -- The start of the SHA-256 of the large picture.
  tag           text        not null check (tag ~ '^[0-9a-f]{16}$'),
  -- JPEG, without anything but pixels.
  small         bytea       not null check (octet_length(small) between 1 and 20480),
  large         bytea       not null check (octet_length(large) between 1 and 204800),
  put_by        uuid        not null,
  put_at        timestamptz not null,
  replaced_at   timestamptz,
  statement     uuid        not null,
  primary key (enterprise_id, product_id, shown),
  check (shown = (replaced_at is null))
);
create index product_photo_replaced on product_photo (replaced_at) where not shown;

-- The tag of the photo that is shown, so that pages need not look for it.
alter table product add column photo text check (photo ~ '^[0-9a-f]{16}$');
