package org.coomunity.exchange.lets;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.people.communities.Books;
import org.jspecify.annotations.Nullable;

/// The exchange of each community (a LETS: local exchange trading system, mutual credit): its
/// money, what it decided about it, accounts, payments and payment requests.
public final class Lets {
  private final Exchanges exchanges;
  private final Payments payments;
  private final PaymentBatches batches;
  private final Reversals reversals;
  private final Requests requests;
  private final Outsiders outsiders;
  private final Accounts accounts;
  private final Register register;
  private final URI publicUrl;

  /// @param publicUrl where people reach the platform, for links and QR codes
  public Lets(
      Database database,
      Ledger ledger,
      Outbox outbox,
      InstantSource clock,
      Caches caches,
      LetsDoors doors,
      URI publicUrl) {
    this.exchanges = new Exchanges(database, ledger, clock, caches);
    this.payments = new Payments(database, ledger, outbox, clock, doors, exchanges);
    this.batches = new PaymentBatches(ledger, exchanges, payments);
    this.reversals = new Reversals(ledger, outbox, clock, exchanges, payments);
    this.requests = new Requests(database, ledger, outbox, clock, doors, exchanges, payments);
    this.outsiders = new Outsiders(database, ledger, exchanges);
    this.accounts = new Accounts(ledger, clock, doors, exchanges, outsiders);
    this.register = new Register(database, ledger, clock, exchanges);
    this.publicUrl = publicUrl;
    outbox.everywhere(
        LetsEvent.PolicyChanged.class, changed -> exchanges.forget(changed.community()));
  }

  /// The routes of policies, accounts, payments and requests.
  public List<Route> routes(RateLimits limits) {
    return new LetsHttp(this, limits).routes();
  }

  /// What communities ask of their books.
  public Books books() {
    return exchanges;
  }

  /// The exchange of a community. Needs no database while it is known here.
  public Exchange exchange(CommunityId community) {
    return exchanges.of(community);
  }

  /// The ledger account of a member.
  ///
  /// @throws Refused `member_unknown`
  public int account(CommunityId community, int no) {
    return exchanges.account(community, no);
  }

  /// Which members have these ledger accounts, by account; accounts without a member are left out.
  public Map<Integer, Integer> owners(CommunityId community, Collection<Integer> some) {
    return exchanges.owners(community, some);
  }

  /// What holds in a community, in the words of the public surface.
  public Policy.View policy(CommunityId community) {
    Exchange exchange = exchanges.of(community);
    return PolicyRules.view(exchange.policy(), exchange.unit());
  }

  /// Decides something about the exchange; each decision is kept under its number.
  ///
  /// @throws Refused `policy_value` with the key as field
  public Policy.View decide(Standing admin, Policy.Change change) {
    exchanges.decide(admin, change);
    return policy(admin.community());
  }

  /// The community decides one key of its policy, inside the transaction that says so.
  ///
  /// @param value as text: `true`, `0.02`, `P30D`
  /// @throws Refused `policy_key`, `policy_value`
  public void decide(Tx tx, CommunityId community, String key, String value) {
    boolean truth = value.equals("true") || value.equals("false");
    Map<String, Object> said = Map.of(key, truth ? Boolean.valueOf(value) : value);
    Policy.Change change;
    try {
      change = PolicyRules.change(said);
    } catch (UncheckedIOException otherType) {
      throw Refused.field(Refusal.POLICY_VALUE, "policy." + key);
    }
    exchanges.decide(tx, community, change, 0);
  }

  /// Sets how far a member may go below zero; never refused, never moves a balance.
  ///
  /// @param because a short code, for example `trust`
  /// @return whether it was another limit before
  public boolean creditLimit(Tx tx, CommunityId community, int no, long limit, String because) {
    return exchanges.creditLimit(tx, community, no, limit, because);
  }

  /// Pays somebody at once.
  ///
  /// @throws Refused `member_unknown`, `same_account`, `blocked`, `credit_limit` with `available`
  ///   and `limit`, `max_balance`, `account_closed`, `idempotency_conflict`, `id_retired`,
  ///   `gift_mode`, amounts
  public Made<Payment> pay(Standing standing, Payment.Draft draft) {
    return payments.pay(standing, draft);
  }

  /// A payment that the one who asks gave or received, or any for a steward.
  public Payment payment(Standing standing, UUID id) {
    return payments.payment(standing, id);
  }

  /// Takes a payment back, wholly or in part: whoever received it, or an admin.
  ///
  /// @throws Refused `not_allowed`, `reversal_range`, `credit_limit`
  public Made<Payment> reverse(Standing standing, UUID payment, Payment.Reversal reversal) {
    return reversals.reverse(standing, payment, reversal);
  }

  /// Many payments of one payer: together (at most 256) or each for itself (at most 10,000).
  public Payment.Results batch(Standing standing, List<Payment.Draft> drafts, boolean atomic) {
    return batches.pay(standing, drafts, atomic);
  }

  /// Asks somebody to pay; paid at once where they said so.
  ///
  /// @throws Refused `too_many_open` past 5 of one payee to one payer, and as for payments
  public Made<PaymentRequest> request(Standing standing, PaymentRequest.Draft draft) {
    return requests.request(standing, draft);
  }

  /// A request that the one who asks made or received.
  public PaymentRequest request(Standing standing, UUID id) {
    return requests.one(standing, id);
  }

  /// One's own requests, made and received, newest first.
  public Page<PaymentRequest> requests(Standing standing, Optional<UUID> before, int limit) {
    return requests.list(standing, before, limit);
  }

  /// Pays a request.
  ///
  /// @throws Refused `wrong_state`, `credit_limit`; the request then still stands
  public PaymentRequest accept(Standing standing, UUID request) {
    return requests.accept(standing, request);
  }

  /// Refuses a request, or takes back one's own.
  public PaymentRequest reject(Standing standing, UUID request, String reason) {
    return requests.reject(standing, request, reason);
  }

  /// Which requests somebody pays without being asked.
  public PaymentRequest.AutoAccept autoAccept(Standing standing) {
    return requests.autoAccept(standing);
  }

  /// Changes that.
  public PaymentRequest.AutoAccept autoAccept(Standing standing, PaymentRequest.AutoAccept wish) {
    return requests.autoAccept(standing, wish);
  }

  /// Ends requests that nobody answered in time, and pays those whose payer waits no longer; a job
  /// calls it.
  public int sweepRequests(int most) {
    return requests.sweep(most);
  }

  /// An account: one's own, or another's where the books are open or a steward asks.
  ///
  /// @param at the balance of that moment; empty for now
  /// @throws Refused `member_unknown`
  public AccountView account(Standing standing, String handle, Optional<Instant> at) {
    return accounts.account(standing, handle, at);
  }

  /// What moved on an account in at most 366 days, newest first; 90 days when not said.
  ///
  /// @param before the sequence below which to go on
  public Statement statement(
      Standing standing,
      String handle,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<Long> before,
      int limit) {
    return accounts.statement(standing, handle, from, to, before, limit);
  }

  /// The same as CSV, written as it is read.
  public Answer.Stream statementCsv(
      Standing standing, String handle, Optional<Instant> from, Optional<Instant> to) {
    return accounts.csv(standing, handle, from, to);
  }

  /// The communities that call their currency by this code, the oldest first.
  public List<CommunityId> coded(String code, int most) {
    return register.coded(code, most);
  }

  /// Payment requests of a community by the numbers of its members.
  public List<Asked> asked(CommunityId community, Asked.Query wanted) {
    return register.asked(community, wanted);
  }

  /// Payment requests by identifier; unknown ones are left out.
  public List<Asked> asked(CommunityId community, Collection<UUID> ids) {
    return register.asked(community, ids);
  }

  /// The payment requests that these payments answered.
  public List<Asked> answeredBy(CommunityId community, Collection<UUID> payments) {
    return register.answeredBy(community, payments);
  }

  /// Sets the limits of an account by hand, for an admin; what is null stays as it is.
  ///
  /// @param account its number in the book
  /// @throws Refused `not_allowed`, `member_unknown`
  public void limits(Standing admin, int account, @Nullable Long credit, @Nullable Long ceiling) {
    register.limits(admin, account, credit, ceiling);
  }

  /// How far the accounts of members are out of balance, -1..1.
  public Map<Integer, Double> needs(CommunityId community, Collection<Integer> numbers) {
    return accounts.needs(community, List.copyOf(numbers));
  }

  /// Accounts of people and systems outside, by the names they have there; opens those that are not
  /// there yet.
  ///
  /// @param names at most 10,000, each of 1..100 characters
  /// @param issuing those of them that give out units and may go below zero without limit
  public Outside.Found outside(
      CommunityId community, Collection<String> names, Collection<String> issuing) {
    return outsiders.open(community, names, issuing);
  }

  /// Accounts of people and systems outside, in the order in which they came: where the books are
  /// open, or a steward asks.
  ///
  /// @param after the number of the account after which to go on; 0 for the first
  /// @throws Refused `not_allowed`
  public Page<Outside> outside(Standing standing, int after, int limit) {
    return outsiders.list(standing, after, limit);
  }

  /// The address that a phone follows to pay somebody.
  ///
  /// @param amount decimal string; null for whatever the payer chooses
  /// @param words what it is for; null for nothing
  public String payLink(
      String slug, String handle, @Nullable String amount, @Nullable String words) {
    String account = publicUrl + "/api/v1/communities/" + slug + "/accounts/" + handle;
    return publicUrl
        + "/pay?t="
        + encoded(account)
        + (words == null || words.isEmpty() ? "" : "&m=" + encoded(words))
        + (amount == null ? "" : "&a=" + encoded(amount));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Refuses a handle that nobody in the community may pay.
  void payable(CommunityId community, String handle) {
    accounts.payable(community, handle);
  }

  /// A QR code of a link, as SVG.
  public String qr(String link) {
    return Qr.svg(link);
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
