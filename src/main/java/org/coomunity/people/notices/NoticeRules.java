package org.coomunity.people.notices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.coomunity.analytics.pulse.PulseEvent;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.json.Json;
import org.coomunity.exchange.commons.CommonsEvent;
import org.coomunity.exchange.lets.LetsEvent;
import org.coomunity.exchange.market.MarketEvent;
import org.coomunity.exchange.trades.TradesEvent;
import org.coomunity.people.announcements.Announcement;
import org.coomunity.people.communities.CommunitiesEvent;
import org.coomunity.people.factors.FactorsEvent;
import org.coomunity.people.logins.LoginsEvent;
import org.coomunity.people.passkeys.PasskeysEvent;
import org.jspecify.annotations.Nullable;

/// Who should know what about an event.
final class NoticeRules {
  /// Something that one member should know.
  ///
  /// @param to number of the member inside the community; 0 where the event says whom
  /// @param kind the text is `notice.<kind>`
  /// @param who number of whom it is about; null for nobody
  /// @param args other values of the text
  /// @param link inside the community
  /// @param once true when one unseen notice of this kind and link is enough
  record Draft(
      int to,
      String kind,
      @Nullable Integer who,
      Map<String, String> args,
      String link,
      boolean once) {

    /// The same, as those read it who act for the organisation with this number.
    Draft actingFor(int organisation) {
      Map<String, String> theirs = new HashMap<>(args);
      theirs.put(ACTING, Integer.toString(organisation));
      return new Draft(to, kind, who, Map.copyOf(theirs), link, once);
    }
  }

  /// The argument that holds minor units; people read it as an amount.
  static final String AMOUNT = "amount";

  /// The argument that holds the number of the organisation whose notice it is.
  static final String ACTING = "acting";

  /// By identifier, as the database compares them: bit by bit, without a sign.
  static final Comparator<NoticeStore.Row> NEWEST_FIRST =
      (one, other) -> compared(other.id(), one.id());

  private NoticeRules() {}

  private static int compared(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }

  /// What is not as it should be, for those who run the platform.
  static List<Draft> of(PulseEvent event) {
    boolean fired = event instanceof PulseEvent.AlertFired;
    String value = String.format(Locale.ROOT, "%.4g", event.value());
    Map<String, String> args = Map.of("rule", event.rule().key(), "value", value);
    return List.of(
        new Draft(0, fired ? "alert_fired" : "alert_cleared", null, args, "/operator", false));
  }

  /// True when a notice stands below a place in the list.
  static boolean isBefore(UUID id, UUID place) {
    return compared(id, place) < 0;
  }

  /// What was announced, as a notice: its identifier says when, so that it stands in its place.
  static NoticeStore.Row row(Announcement.News news) {
    UUID id = news.id();
    return new NoticeStore.Row(
        Uuid7.of(news.at(), id.getMostSignificantBits(), id.getLeastSignificantBits()),
        news.community().value(),
        "announced",
        news.by(),
        Json.write(Map.of("title", news.title())),
        "/announcements/" + id,
        news.at(),
        news.seen() ? news.at() : null,
        null);
  }

  static List<Draft> of(TradesEvent event) {
    return switch (event) {
      case TradesEvent.TradeProposed e ->
          other(e, e.by(), "trade_proposed", Map.of("concept", e.concept()));
      case TradesEvent.TradeCountered e -> other(e, e.by(), "trade_countered", Map.of());
      case TradesEvent.TradeAccepted e -> other(e, e.by(), "trade_accepted", Map.of());
      case TradesEvent.TradePassedLimit e ->
          List.of(new Draft(e.buyer(), "limit_passed", null, Map.of(), "/wallet", true));
      case TradesEvent.TradeDeclined e -> other(e, e.by(), "trade_declined", Map.of());
      case TradesEvent.TradeCancelAsked e -> other(e, e.buyer(), "trade_cancel_asked", Map.of());
      case TradesEvent.TradeCancelled e -> other(e, e.by(), "trade_cancelled", Map.of());
      case TradesEvent.TradeExpired e -> both(e, "trade_expired");
      case TradesEvent.TradeConfirmed e -> other(e, e.seller(), "trade_confirmed", Map.of());
      case TradesEvent.TradeCompletesSoon e ->
          other(e, e.seller(), "trade_completes_soon", Map.of());
      case TradesEvent.TradeCompleted e ->
          e.by() == 0 ? both(e, "trade_completed") : other(e, e.by(), "trade_completed", Map.of());
      case TradesEvent.TradeDisputed e -> other(e, e.by(), "trade_disputed", Map.of());
      case TradesEvent.TradeResolved e -> both(e, "trade_resolved");
      case TradesEvent.TradeRated e -> other(e, e.by(), "trade_rated", Map.of());
      case TradesEvent.TradeMessaged e ->
          List.of(
              new Draft(
                  partner(e, e.by()), "trade_messaged", e.by(), Map.of(), link(e.trade()), true));
    };
  }

  private static int partner(TradesEvent event, int member) {
    return member == event.buyer() ? event.seller() : event.buyer();
  }

  private static String link(UUID trade) {
    return "/trades/" + trade;
  }

  private static List<Draft> other(
      TradesEvent event, int by, String kind, Map<String, String> args) {
    return List.of(new Draft(partner(event, by), kind, by, args, link(event.trade()), false));
  }

  private static List<Draft> both(TradesEvent event, String kind) {
    List<Draft> drafts = new ArrayList<>(other(event, event.seller(), kind, Map.of()));
    drafts.addAll(other(event, event.buyer(), kind, Map.of()));
    return drafts;
  }

  static List<Draft> of(MarketEvent event) {
    String link = "/market/" + event.listing();
    return switch (event) {
      case MarketEvent.ListingExpiring e -> own(event, "listing_expiring", e.title(), link);
      case MarketEvent.ListingExpired e -> own(event, "listing_expired", e.title(), link);
      case MarketEvent.QuestionAsked e ->
          List.of(
              new Draft(
                  e.owner(), "question_asked", e.asker(), Map.of("title", e.title()), link, false));
      case MarketEvent.QuestionAnswered e ->
          List.of(
              new Draft(
                  e.asker(),
                  "question_answered",
                  e.owner(),
                  Map.of("title", e.title()),
                  link,
                  false));
      case MarketEvent.ListingPublished e -> List.of();
      case MarketEvent.ListingChanged e -> List.of();
      case MarketEvent.ListingRemoved e -> List.of();
    };
  }

  static List<Draft> of(LetsEvent event) {
    return switch (event) {
      case LetsEvent.PaymentMade e -> made(e);
      case LetsEvent.PaymentReversed e ->
          paid(e.to(), "payment_returned", e.from(), e.amount(), "", "/wallet");
      case LetsEvent.PaymentRequested e ->
          paid(e.payer(), "payment_requested", e.payee(), e.amount(), e.concept(), "/wallet");
      case LetsEvent.RequestAnswered e ->
          paid(e.payee(), "request_" + e.state(), e.payer(), e.amount(), "", "/wallet");
      case LetsEvent.LimitPassed e ->
          List.of(new Draft(e.no(), "limit_passed", null, Map.of(), "/wallet", true));
      case LetsEvent.PolicyChanged e -> List.of();
      case LetsEvent.CreditLimitChanged e -> List.of();
    };
  }

  /// The one who was paid is told, and the one who paid when another entered it for them or it went
  /// by itself.
  private static List<Draft> made(LetsEvent.PaymentMade e) {
    String kind = e.amount() == 0 ? "given" : "paid";
    List<Draft> drafts =
        new ArrayList<>(paid(e.payee(), kind, e.payer(), e.amount(), e.concept(), "/wallet"));
    if (e.amount() == 0) {
      return drafts;
    }
    if (e.actor() == 0) {
      drafts.addAll(paid(e.payer(), "paid_itself", e.payee(), e.amount(), e.concept(), "/wallet"));
    } else if (e.actor() != e.payer()) {
      drafts.addAll(paid(e.payer(), "paid_for_you", e.actor(), e.amount(), e.concept(), "/wallet"));
    }
    return drafts;
  }

  private static List<Draft> paid(
      int to, String kind, int who, long amount, String concept, String link) {
    Map<String, String> args = Map.of(AMOUNT, Long.toString(amount), "concept", concept);
    return List.of(new Draft(to, kind, who, args, link, false));
  }

  static List<Draft> of(CommonsEvent event) {
    return switch (event) {
      case CommonsEvent.ContributionMade e ->
          all(e.asked(), "contribution_made", e.no(), e.title(), contribution(e.contribution()));
      case CommonsEvent.ContributionConfirmed e ->
          all(
              List.of(e.no()),
              "contribution_confirmed",
              null,
              e.title(),
              contribution(e.contribution()));
      case CommonsEvent.MissionReached e ->
          all(e.companions(), "mission_reached", null, e.title(), "/missions/" + e.mission());
      case CommonsEvent.FundGiven e -> List.of();
      case CommonsEvent.ContributionUnconfirmed e -> List.of();
      case CommonsEvent.MissionOpened e -> List.of();
      case CommonsEvent.MissionClosed e ->
          all(e.companions(), "mission_closed", null, e.title(), "/missions/" + e.mission());
      case CommonsEvent.ContributionShown e -> List.of();
    };
  }

  private static String contribution(UUID id) {
    return "/contributions/" + id;
  }

  /// The same for several.
  static List<Draft> all(
      List<Integer> to, String kind, @Nullable Integer who, String title, String link) {
    return to.stream()
        .map(no -> new Draft(no, kind, who, Map.of("title", title), link, false))
        .toList();
  }

  static List<Draft> of(CommunitiesEvent event) {
    return switch (event) {
      case CommunitiesEvent.MemberJoined e ->
          e.invitedByNo() == null
              ? List.of()
              : List.of(
                  new Draft(e.invitedByNo(), "joined", e.no(), Map.of(), "/community", false));
      case CommunitiesEvent.RoleChanged e ->
          List.of(new Draft(e.no(), "role_changed", null, Map.of(), "/community", false));
      case CommunitiesEvent.MemberSuspended e ->
          List.of(
              new Draft(
                  e.no(),
                  e.suspended() ? "suspended" : "restored",
                  null,
                  Map.of(),
                  "/community",
                  false));
      case CommunitiesEvent.MemberLeft e -> List.of();
      case CommunitiesEvent.MemberGone e -> List.of();
      case CommunitiesEvent.CommunityOpened e -> List.of();
      case CommunitiesEvent.CommunityArchived e -> List.of();
      case CommunitiesEvent.TakeoverAsked e ->
          e.subject() == e.by() ? List.of() : about(e.subject(), "takeover_asked");
      case CommunitiesEvent.TakeoverDecided e ->
          about(e.subject(), e.passed() ? "takeover_passed" : "takeover_refused");
    };
  }

  static List<Draft> of(LoginsEvent event) {
    return switch (event) {
      case LoginsEvent.StrangeDevice e -> own("device_new", Map.of("device", e.device()));
      case LoginsEvent.PasswordChanged e -> own("password_changed", Map.of());
      case LoginsEvent.SessionsEnded e -> List.of();
    };
  }

  static List<Draft> of(FactorsEvent event) {
    return switch (event) {
      case FactorsEvent.FactorChanged e -> own(e.on() ? "factor_on" : "factor_off", Map.of());
      case FactorsEvent.CodesRenewed e -> own("codes_renewed", Map.of());
    };
  }

  static List<Draft> of(PasskeysEvent event) {
    return switch (event) {
      case PasskeysEvent.PasskeyAdded e -> own("passkey_added", Map.of("passkey", e.name()));
      case PasskeysEvent.PasskeyRemoved e -> own("passkey_removed", Map.of("passkey", e.name()));
    };
  }

  /// News of one's own door; the event says whose.
  private static List<Draft> own(String kind, Map<String, String> args) {
    return List.of(new Draft(0, kind, null, args, "/me/security", false));
  }

  /// Whose balance it is hears of it; 0 is everybody's, when a community comes to rest.
  private static List<Draft> about(int subject, String kind) {
    return subject == 0
        ? List.of()
        : List.of(new Draft(subject, kind, null, Map.of(), "/takeovers", false));
  }

  private static List<Draft> own(MarketEvent event, String kind, String title, String link) {
    return List.of(new Draft(event.owner(), kind, null, Map.of("title", title), link, false));
  }
}
