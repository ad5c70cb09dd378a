package org.coomunity.exchange.market;

/// What is offered or wanted. The name is stored.
public enum ListingKind {
  PRODUCT,
  SERVICE,
  KNOWLEDGE,
  EXPERIENCE,
  LOAN,
  GIFT
}
