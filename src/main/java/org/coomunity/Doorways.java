package org.coomunity;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.registry.Self;
import org.coomunity.base.translate.TranslateDoors;
import org.coomunity.decisions.circles.Circles;
import org.coomunity.exchange.ayni.Ayni;
import org.coomunity.exchange.ayni.AyniDoors;
import org.coomunity.exchange.commons.CommonsDoors;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.LetsDoors;
import org.coomunity.exchange.lets.Policy;
import org.coomunity.exchange.lets.TransferKind;
import org.coomunity.exchange.market.Listing;
import org.coomunity.exchange.market.Market;
import org.coomunity.exchange.market.MarketDoors;
import org.coomunity.exchange.market.Picture;
import org.coomunity.exchange.trades.FundSide;
import org.coomunity.exchange.trades.TradeDoors;
import org.coomunity.exchange.trades.Trades;
import org.coomunity.people.announcements.Announcement;
import org.coomunity.people.announcements.Announcements;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.factors.Factors;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;
import org.coomunity.people.privacy.PrivacyDoors;
import org.jspecify.annotations.Nullable;

/// What modules ask of others through interfaces of their own: how each is answered.
final class Doorways {

  private final Factors factors;
  private final Members members;
  private @Nullable Communities communities;
  private @Nullable Market market;
  private @Nullable Ayni ayni;

  Doorways(Factors factors, Members members) {
    this.factors = factors;
    this.members = members;
  }

  /// Communities need the books, which need the names of members: they come second.
  Communities lead(Communities to) {
    this.communities = to;
    return to;
  }

  /// The market needs the exchange, which asks it about listings: it comes second.
  Market lead(Market to) {
    this.market = to;
    return to;
  }

  /// Ayni sets limits in the exchange, which asks it for trust: it comes second as well.
  Ayni measure(Ayni with) {
    this.ayni = with;
    return with;
  }

  Communities communities() {
    return Objects.requireNonNull(communities, "communities");
  }

  /// The doors of the market.
  MarketDoors market(Lets lets) {
    return new MarketDoors(
        (community, numbers) -> named(community, numbers, MarketDoors.Person::new),
        (community, handle) ->
            communities().membership(community, handle).map(Membership::no).orElse(null),
        this::hidden,
        community -> {
          Exchange exchange = lets.exchange(community);
          return new MarketDoors.Terms(exchange.unit(), exchange.policy().listingLife());
        },
        lets::needs);
  }

  /// The doors of translation.
  TranslateDoors translate(Market market, Announcements announcements) {
    return new TranslateDoors(
        (caller, ref) ->
            communities()
                .standing(caller, ref.slug(), Optional.empty())
                .flatMap(standing ->
                    ref.kind().equals("announcement")
                        ? written(standing, announcements.announcement(standing, ref.id()))
                        : written(standing, market.listing(standing, ref.id()))),
        member ->
            members.consents(member).stream()
                .anyMatch(consent -> consent.purpose().equals("translation") && consent.given()));
  }

  private Optional<TranslateDoors.Written> written(Standing standing, Listing listing) {
    return communities()
        .membership(standing.community(), listing.owner())
        .map(owner ->
            new TranslateDoors.Written(
                standing.community(),
                owner.member(),
                Language.of(listing.language()).orElse(Language.ES),
                listing.title(),
                listing.text(),
                List.of(listing.ownerName())));
  }

  private Optional<TranslateDoors.Written> written(Standing standing, Announcement said) {
    return communities()
        .membership(standing.community(), said.by())
        .map(author ->
            new TranslateDoors.Written(
                standing.community(),
                author.member(),
                Language.of(said.language()).orElse(Language.ES),
                said.title(),
                said.text(),
                List.of(said.byName())));
  }

  /// The doors of trades.
  TradeDoors trades(Lets lets, Market market) {
    return new TradeDoors(
        (community, numbers) -> named(community, numbers, TradeDoors.Person::new),
        (community, handle) -> trader(community, handle),
        members::blocked,
        community -> terms(lets.exchange(community)),
        lets::account,
        (tx, community, listing) ->
            market
                .offered(tx, community, listing)
                .map(offered ->
                    new TradeDoors.Offer(
                        offered.owner(),
                        offered.offer(),
                        offered.price(),
                        offered.left(),
                        offered.title()))
                .orElse(null),
        market::take);
  }

  private static TradeDoors.Terms terms(Exchange exchange) {
    Policy policy = exchange.policy();
    return new TradeDoors.Terms(
        exchange.book(),
        exchange.unit(),
        exchange.fund(),
        policy.fundRatePpm(),
        FundSide.valueOf(policy.fundSide().toUpperCase(Locale.ROOT)),
        policy.acceptWithin(),
        policy.completeWithin(),
        policy.giftMode(),
        policy.version(),
        TransferKind.TRADE.code(),
        TransferKind.FUND_SHARE.code());
  }

  private TradeDoors.@Nullable Trader trader(CommunityId community, String handle) {
    return communities()
        .membership(community, handle)
        .filter(Membership::active)
        .map(membership -> new TradeDoors.Trader(membership.no(), membership.member()))
        .orElse(null);
  }

  /// The doors of Ayni.
  AyniDoors ayni() {
    return new AyniDoors(
        (community, handle) ->
            communities()
                .membership(community, handle)
                .filter(membership -> membership.state().inside())
                .map(Membership::no)
                .orElse(null),
        (community, no) -> {
          Membership membership = communities().memberships(community, List.of(no)).get(no);
          return membership != null && membership.role() == Role.ADMIN;
        });
  }

  /// The doors of the exchange.
  LetsDoors lets() {
    return new LetsDoors(
        (community, numbers) -> named(community, numbers, LetsDoors.Person::new),
        (community, handle) ->
            communities()
                .membership(community, handle)
                .filter(Membership::active)
                .map(membership -> new LetsDoors.Payee(membership.no(), membership.member()))
                .orElse(null),
        members::blocked,
        (community, no) -> Objects.requireNonNull(ayni, "ayni").trust(community, no),
        (community, listing) -> Objects.requireNonNull(market, "market").known(community, listing),
        payer -> factors.demand(payer.actor(), payer.session()));
  }

  /// The doors of privacy.
  PrivacyDoors privacy(Lets lets, Trades trades, Circles circles) {
    return new PrivacyDoors(
        place ->
            new Self.Seat(
                place.community(),
                communities().community(place.community()).orElseThrow().slug(),
                place.no(),
                lets.exchange(place.community()).book(),
                lets.account(place.community(), place.no())),
        community -> lets.exchange(community).unit(),
        lets::owners,
        (community, no) -> {
          trades.end(community, no);
          circles.end(community, no);
        });
  }

  /// The doors of the commons.
  CommonsDoors commons() {
    return new CommonsDoors(
        (community, numbers) -> named(community, numbers, CommonsDoors.Person::new),
        slug -> communities().community(slug).map(Community::id),
        (community, handle) ->
            communities()
                .membership(community, handle)
                .filter(Membership::active)
                .map(seat -> new CommonsDoors.Seat(seat.no(), seat.invitedByNo()))
                .orElse(null),
        sent -> {
          Picture it = Market.picture(sent);
          return new CommonsDoors.Picture(
              it.hash(), it.width(), it.height(), it.large(), it.thumb());
        });
  }

  <P> Map<Integer, P> named(
      CommunityId community, Collection<Integer> numbers, BiFunction<String, String, P> person) {
    Map<Integer, Membership> found = communities().memberships(community, numbers);
    Map<MemberId, Member> known =
        members.named(found.values().stream().map(Membership::member).toList());
    Map<Integer, P> people = new HashMap<>();
    found.forEach((no, membership) -> {
      Member member = known.get(membership.member());
      String name = member == null ? membership.handle() : member.displayName();
      people.put(no, person.apply(membership.handle(), name));
    });
    return people;
  }

  Set<Integer> hidden(Standing standing) {
    Set<Integer> numbers = new HashSet<>();
    for (var apart : members.apart(standing.member())) {
      communities()
          .membershipOf(standing.community(), new MemberId(apart))
          .ifPresent(membership -> numbers.add(membership.no()));
    }
    return numbers;
  }
}
