package org.coomunity.base.kernel;

import java.util.Locale;

/// Every reason for which a rule says no, with its HTTP status. The lower-case name is the stable
/// code of the public surface; the sentence for people is the message `refusal.<code>` in each
/// language.
public enum Refusal {
  // the request itself
  BAD_JSON(400),
  BAD_REQUEST(400),
  UNKNOWN_FIELD(422),
  FIELD_MISSING(422),
  FIELD_FORMAT(422),
  FIELD_LENGTH(422),
  FIELD_RANGE(422),
  FUNNEL_INVALID(422),
  BODY_TOO_LARGE(413),
  UNSUPPORTED_MEDIA(415),
  NOT_ACCEPTABLE(406),
  METHOD_NOT_ALLOWED(405),
  NOT_FOUND(404),
  TOO_MANY(429),
  BUSY(503),
  INTERNAL(500),
  CROSS_ORIGIN(403),
  STALE_PAGE(409),

  // who asks
  NOT_SIGNED_IN(401),
  WRONG_LOGIN(401),
  SESSION_OVER(401),
  NOT_ALLOWED(403),
  SECOND_FACTOR(403),
  WRONG_CODE(401),
  TICKET_OVER(401),
  PASSKEY_REFUSED(401),
  SUSPENDED(403),
  ON_LEAVE(409),

  // members and communities
  MEMBER_UNKNOWN(404),
  COMMUNITY_UNKNOWN(404),
  HANDLE_TAKEN(409),
  HANDLE_FORMAT(422),
  SLUG_TAKEN(409),
  SLUG_FORMAT(422),
  PASSWORD_WEAK(422),
  EMAIL_FORMAT(422),
  EMAIL_TAKEN(409),
  LANGUAGE_UNKNOWN(422),
  TOO_YOUNG(422),
  CONSENT_MISSING(422),
  PLACE_RANGE(422),
  INVITATION_GONE(409),
  ALREADY_MEMBER(409),
  LAST_ADMIN(409),
  LAST_FACILITATOR(409),
  BALANCE_OPEN(409),
  VOTE_NEEDED(409),
  COMMUNITY_ARCHIVED(409),
  BLOCKED(403),
  POLICY_KEY(422),
  POLICY_VALUE(422),
  TOO_MANY_TODAY(429),
  TOO_MANY_PINNED(409),

  // reputation and decisions
  NOT_ELIGIBLE(403),

  // money
  AMOUNT_FORMAT(422),
  AMOUNT_SCALE(422),
  AMOUNT_RANGE(422),
  SAME_ACCOUNT(422),
  WRONG_CURRENCY(422),
  CREDIT_LIMIT(409),
  MAX_BALANCE(409),
  ACCOUNT_CLOSED(409),
  IDEMPOTENCY_CONFLICT(409),
  ID_TIME(422),
  ID_RETIRED(409),
  WRONG_STATE(409),
  EXPIRY_PAST(422),
  PENDING_EXPIRED(409),
  REVERSAL_RANGE(422),
  NO_ROUTE(409),
  CURRENCY_ASLEEP(403),
  GIFT_MODE(422),

  // market and trades
  LISTING_GONE(409),
  QUANTITY_GONE(409),
  TOO_MANY_OPEN(409),
  PHOTO_FORMAT(422),
  PHOTO_SIZE(422),
  RATING_RANGE(422),
  SAME_MEMBER(422),
  CATEGORY_UNKNOWN(422),

  // governance
  VOICE(409),
  POINTS(409),
  TEXT_MOVED(409),
  CLOSED(409),
  CENSUS(409),
  FUND(409),
  CYCLE(409),
  CHAIN(409),
  CHOICE(422),
  VOTES_CONFLICT(422),

  // translation
  NO_PROVIDER(503),
  BUDGET_SPENT(429),
  TRANSLATION_RULES(422);

  private final int status;

  Refusal(int status) {
    this.status = status;
  }

  /// The HTTP status of the answer.
  public int status() {
    return status;
  }

  /// The stable code, for example `credit_limit`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
