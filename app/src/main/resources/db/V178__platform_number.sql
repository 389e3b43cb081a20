-- Owner: product.
-- Numbers of products without a GTIN: ten digits between the prefix 29 and the check digit.
create sequence product_platform_number as bigint minvalue 1 maxvalue 9999999999 no cycle;

-- What a product was called here before it had a GTIN: its platform number with a zero before it.
alter table product
  add column former text collate "C" check (former ~ '^029[0-9]{11}$');
create unique index product_former on product (former) where former is not null;
