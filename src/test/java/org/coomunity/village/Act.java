package org.coomunity.village;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a villager does. Whatever they make has an identifier of their own making, so that they may
/// try again when nobody answered.
sealed interface Act {
  /// Where what an act makes is kept.
  enum Place {
    TRANSFER,
    TRADE,
    LISTING,
    QUESTION,
    MESSAGE,
    REQUEST,
    INVITATION,
    PROPOSAL,
    ARGUMENT
  }

  /// A request: the path is inside the community unless it begins with `//`.
  record Call(String method, String path, @Nullable Object body) {}

  record Publish(UUID id, String side, @Nullable String price, @Nullable Integer quantity)
      implements Act {}

  record Change(UUID listing, String state) implements Act {}

  record Remove(UUID listing) implements Act {}

  record Search(String query) implements Act {}

  record Favour(UUID listing, boolean keep) implements Act {}

  record Ask(UUID listing, UUID id, String words) implements Act {}

  record Answer(UUID listing, UUID question) implements Act {}

  record Propose(
      UUID id,
      @Nullable UUID listing,
      String buyer,
      String seller,
      @Nullable String amount,
      @Nullable Integer quantity,
      String concept)
      implements Act {}

  /// A step of a trade.
  ///
  /// @param move `accept`, `decline`, `cancel`, `complete` or `dispute`
  record Move(UUID trade, String move) implements Act {}

  record Counter(UUID trade, String amount, @Nullable Integer quantity) implements Act {}

  record Resolve(UUID trade, String amount) implements Act {}

  record Rate(UUID trade, int overall) implements Act {}

  record Message(UUID trade, UUID id, String words) implements Act {}

  record Pay(UUID id, String to, @Nullable String amount, String concept, @Nullable String from)
      implements Act {}

  record PayMany(List<Pay> payments, boolean atomic) implements Act {}

  record Reverse(UUID payment, UUID id, @Nullable String amount) implements Act {}

  record RequestPayment(UUID id, String from, String amount) implements Act {}

  record AcceptRequest(UUID request) implements Act {}

  record RejectRequest(UUID request) implements Act {}

  record AutoAccept(String mode, @Nullable Integer days) implements Act {}

  record Invite(UUID id, @Nullable String gift, String expiresIn) implements Act {}

  record TakeBack(UUID invitation) implements Act {}

  record Register(String handle, String code) implements Act {}

  record Join(String code) implements Act {}

  record Leave(String farewell) implements Act {}

  record Expel(String handle, String farewell) implements Act {}

  record GiveRole(String handle, String role) implements Act {}

  record Suspend(String handle, boolean suspended) implements Act {}

  record Block(String handle, boolean blocks) implements Act {}

  record Found(String handle) implements Act {}

  record LetAct(String organisation, String person, boolean acts) implements Act {}

  record Decide(String key, Object value) implements Act {}

  record Refresh() implements Act {}

  record LogOut() implements Act {}

  /// Something where the community decides.
  record Civic(CivicAct what) implements Act {}

  /// Something that must never be allowed.
  ///
  /// @param expected the status of the right answer; 0 for any refusal
  record Forbidden(String what, Call call, int expected) implements Act {}

  /// The name of its kind, for counting.
  default String kind() {
    String name = getClass().getSimpleName();
    return switch (this) {
      case Move move -> move.move();
      case Forbidden no -> "forbidden";
      case Civic civic -> civic.what().kind();
      default -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    };
  }

  /// What it makes, by identifier.
  default Map<UUID, Place> makes() {
    return switch (this) {
      case Publish act -> Map.of(act.id(), Place.LISTING);
      case Ask act -> Map.of(act.id(), Place.QUESTION);
      case Propose act -> Map.of(act.id(), Place.TRADE);
      case Message act -> Map.of(act.id(), Place.MESSAGE);
      case Pay act -> Map.of(act.id(), Place.TRANSFER);
      case PayMany act -> {
        Map<UUID, Place> all = new LinkedHashMap<>();
        act.payments().forEach(payment -> all.put(payment.id(), Place.TRANSFER));
        yield all;
      }
      case Reverse act -> Map.of(act.id(), Place.TRANSFER);
      case RequestPayment act -> Map.of(act.id(), Place.REQUEST);
      case Invite act -> Map.of(act.id(), Place.INVITATION);
      case Civic act -> act.what().makes();
      default -> Map.of();
    };
  }

  /// The request that does it.
  default Call call() {
    return switch (this) {
      case Publish act -> post("/listings", listing(act));
      case Change act ->
          new Call("PATCH", "/listings/" + act.listing(), body("state", act.state()));
      case Remove act -> new Call("DELETE", "/listings/" + act.listing(), null);
      case Search act -> new Call("GET", "/listings?limit=30&q=" + act.query(), null);
      case Favour act ->
          new Call(
              act.keep() ? "PUT" : "DELETE", "/listings/" + act.listing() + "/favourite", null);
      case Ask act ->
          post(
              "/listings/" + act.listing() + "/questions",
              body("id", act.id(), "text", act.words()));
      case Answer act ->
          post(
              "/listings/" + act.listing() + "/questions/" + act.question() + "/answer",
              body("text", "Claro que sí"));
      case Propose act -> post("/trades", act);
      case Move act -> post(trade(act.trade(), act.move()), body("reason", "así es mejor"));
      case Counter act ->
          post(
              trade(act.trade(), "counter"),
              body("amount", act.amount(), "quantity", act.quantity(), "words", "mejor así"));
      case Resolve act ->
          post(
              trade(act.trade(), "resolve"), body("amount", act.amount(), "reason", "lo hablamos"));
      case Rate act -> post(trade(act.trade(), "ratings"), body("overall", act.overall()));
      case Message act ->
          post(trade(act.trade(), "messages"), body("id", act.id(), "text", act.words()));
      default -> money();
    };
  }

  private Call money() {
    return switch (this) {
      case Pay act -> post("/payments", payment(act));
      case PayMany act ->
          post(
              "/payments/batch",
              body(
                  "payments",
                  act.payments().stream().map(Act::payment).toList(),
                  "atomic",
                  act.atomic()));
      case Reverse act ->
          post(
              "/payments/" + act.payment() + "/reverse",
              body("id", act.id(), "amount", act.amount(), "reason", "fue un error"));
      case RequestPayment act ->
          post(
              "/payment-requests",
              body("id", act.id(), "from", act.from(), "amount", act.amount(), "concept", "leche"));
      case AcceptRequest act -> post("/payment-requests/" + act.request() + "/accept", null);
      case RejectRequest act ->
          post("/payment-requests/" + act.request() + "/reject", body("reason", "hoy no"));
      case AutoAccept act ->
          new Call("PUT", "/me/auto-accept", body("mode", act.mode(), "days", act.days()));
      case Forbidden act -> act.call();
      default -> belonging();
    };
  }

  private Call belonging() {
    return switch (this) {
      case Invite act ->
          post(
              "/invitations",
              body("id", act.id(), "gift", act.gift(), "expiresIn", act.expiresIn()));
      case TakeBack act -> new Call("DELETE", "/invitations/" + act.invitation(), null);
      case Register act -> post("//members", newcomer(act));
      case Join act -> post("/join", body("invitation", act.code()));
      case Leave act -> post("/leave", body("farewell", act.farewell()));
      case Expel act ->
          new Call(
              "DELETE",
              "/members/" + act.handle() + "?reason=acordado&farewell=" + act.farewell(),
              null);
      case GiveRole act -> new Call("PATCH", "/members/" + act.handle(), body("role", act.role()));
      case Suspend act ->
          post(
              "/members/" + act.handle() + (act.suspended() ? "/suspend" : "/restore"),
              body("reason", "una pausa"));
      case Block act ->
          act.blocks()
              ? post("//me/blocks", body("handle", act.handle()))
              : new Call("DELETE", "//me/blocks/" + act.handle(), null);
      case Found act ->
          post("/organisations", body("handle", act.handle(), "displayName", act.handle()));
      case LetAct act ->
          new Call(
              act.acts() ? "PUT" : "DELETE",
              "/organisations/" + act.organisation() + "/people/" + act.person(),
              null);
      case Decide act -> new Call("PATCH", "/policy", body(act.key(), act.value()));
      case LogOut act -> new Call("DELETE", "//session", null);
      case Refresh act -> new Call("GET", "//me", null);
      case Civic act -> act.what().call();
      default -> throw new IllegalArgumentException(kind());
    };
  }

  private static Call post(String path, @Nullable Object body) {
    return new Call("POST", path, body);
  }

  private static String trade(UUID id, String what) {
    return "/trades/" + id + "/" + what;
  }

  private static Object listing(Publish act) {
    return body(
        "id",
        act.id(),
        "side",
        act.side(),
        "kind",
        "PRODUCT",
        "category",
        "food",
        "title",
        "Pan de yuca",
        "text",
        "Recién salido del horno",
        "price",
        act.price(),
        "quantity",
        act.quantity(),
        "tags",
        List.of("pan", "horno"));
  }

  private static Object payment(Pay act) {
    return body(
        "id", act.id(),
        "to", act.to(),
        "amount", act.amount(),
        "concept", act.concept(),
        "from", act.from());
  }

  private static Object newcomer(Register act) {
    return body(
        "invitation",
        act.code(),
        "handle",
        act.handle(),
        "displayName",
        "Doña " + act.handle(),
        "password",
        Villager.PASSWORD,
        "language",
        "es",
        "birthDate",
        "1980-05-17",
        "consents",
        Map.of("terms", true));
  }

  /// A body of names and values; what is null is left out.
  static Map<String, Object> body(@Nullable Object... pairs) {
    Map<String, Object> body = new LinkedHashMap<>();
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(pairs));
    for (int i = 0; i < all.size(); i += 2) {
      Object value = all.get(i + 1);
      if (value != null) {
        body.put(String.valueOf(all.get(i)), value);
      }
    }
    return body;
  }
}
