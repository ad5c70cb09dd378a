package org.coomunity.people.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.CommunitiesEvent;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.MembersEvent;
import org.coomunity.people.members.Profile;
import org.jspecify.annotations.Nullable;

/// The directory of a community: those of its members who let themselves be found. It holds marks
/// of words that nobody can read and never a profile; what is shown comes from the profiles
/// themselves, so whoever is gone from there is gone from here at once.
public final class Directory {
  private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

  private final Database database;
  private final InstantSource clock;
  private final Members members;
  private final Communities communities;

  /// Where mending goes on: the last community and the last number in it.
  private String mended = "";

  private int mendedNo;

  public Directory(
      Database database,
      Outbox outbox,
      InstantSource clock,
      Members members,
      Communities communities) {
    this.database = database;
    this.clock = clock;
    this.members = members;
    this.communities = communities;
    outbox.on("directory", MembersEvent.ProfileChanged.class, (tx, e) -> refresh(tx, e.member()));
    outbox.on("directory", CommunitiesEvent.class, this::heard);
  }

  private void heard(Tx tx, CommunitiesEvent event) {
    switch (event) {
      case CommunitiesEvent.MemberJoined e -> refresh(tx, e.member());
      case CommunitiesEvent.MemberSuspended e -> refresh(tx, e.member());
      case CommunitiesEvent.MemberLeft e ->
          DirectoryStore.remove(tx, e.community(), List.of(e.no()));
      case CommunitiesEvent.MemberGone e ->
          DirectoryStore.remove(tx, e.community(), List.of(e.no()));
      case CommunitiesEvent.CommunityOpened _,
          CommunitiesEvent.CommunityArchived _,
          CommunitiesEvent.RoleChanged _,
          CommunitiesEvent.TakeoverAsked _,
          CommunitiesEvent.TakeoverDecided _ -> {}
    }
  }

  /// The routes of the directory.
  public List<Route> routes() {
    return new DirectoryHttp(this).routes();
  }

  /// Members who let themselves be found, by name or the newest first. Those who were suspended,
  /// left or hid themselves a moment ago are left out, so a page may be a little shorter.
  ///
  /// @throws Refused `field_length`, `field_format`, `language_unknown`, `field_missing` for
  ///   somebody without a place who looks around it
  public Page<Card> cards(Standing standing, Card.Wish wish, int limit, Optional<String> cursor) {
    Place here =
        wish.near() ? members.profile(standing.member()).map(Profile::place).orElse(null) : null;
    boolean newest = DirectoryRules.newest(wish.sort());
    Set<String> asked = DirectoryRules.asked(wish, here);
    Instant since =
        wish.fresh() ? clock.instant().minus(Duration.ofDays(DirectoryRules.FRESH_DAYS)) : null;
    DirectoryStore.Filter filter =
        new DirectoryStore.Filter(
            standing.community(),
            marks(standing.community(), asked),
            apart(standing),
            since,
            newest,
            cursor.map(text -> after(text, newest)).orElse(null));
    List<DirectoryStore.Row> rows = database.read(tx -> DirectoryStore.find(tx, filter, limit + 1));
    Page<DirectoryStore.Row> page = Page.of(rows, limit, row -> cursor(row, newest));
    return new Page<>(shown(standing.community(), page.items()), page.next());
  }

  private static String cursor(DirectoryStore.Row row, boolean newest) {
    return row.no() + "_" + (newest ? row.joinedAt() : row.nameKey());
  }

  private static DirectoryStore.After after(String cursor, boolean newest) {
    try {
      String[] parts = cursor.split("_", 2);
      int no = Integer.parseInt(parts[0]);
      if (parts[1].length() > 4 * DirectoryRules.KEY_MOST || parts[1].indexOf('\0') >= 0) {
        throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
      }
      Instant at = newest ? Instant.parse(parts[1]) : Instant.EPOCH;
      if (at.isBefore(Instant.EPOCH) || at.isAfter(FAR)) {
        throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
      }
      return newest
          ? new DirectoryStore.After(null, at, no)
          : new DirectoryStore.After(parts[1], null, no);
    } catch (RuntimeException notOurs) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }

  /// Those with whom the one who looks shares nothing, for they or the others wanted so.
  private Set<Integer> apart(Standing standing) {
    Set<UUID> people = new HashSet<>(members.apart(standing.member()));
    people.addAll(members.apart(standing.actor()));
    Set<Integer> numbers = new HashSet<>();
    for (UUID person : people) {
      communities
          .membershipOf(standing.community(), new MemberId(person))
          .ifPresent(membership -> numbers.add(membership.no()));
    }
    return numbers;
  }

  private List<Card> shown(CommunityId community, List<DirectoryStore.Row> rows) {
    Map<Integer, Membership> places = new HashMap<>();
    communities
        .memberships(community, rows.stream().map(DirectoryStore.Row::no).toList())
        .forEach((no, place) -> {
          if (place.active()) {
            places.put(no, place);
          }
        });
    List<MemberId> ids = places.values().stream().map(Membership::member).toList();
    Map<MemberId, Profile> profiles = members.findable().profiles(ids);
    List<Card> cards = new ArrayList<>();
    for (DirectoryStore.Row row : rows) {
      Membership place = places.get(row.no());
      Profile profile = place == null ? null : profiles.get(place.member());
      if (place != null && profile != null) {
        cards.add(card(place, profile));
      }
    }
    return cards;
  }

  private static Card card(Membership place, Profile profile) {
    List<String> skills = profile.skills();
    return new Card(
        place.handle(),
        profile.displayName(),
        profile.kind(),
        profile.vocation(),
        List.copyOf(skills.subList(0, Math.min(DirectoryRules.SKILLS_SHOWN, skills.size()))),
        profile.languages(),
        place.joinedAt());
  }

  private List<Long> marks(CommunityId community, Set<String> words) {
    return members.findable().marks("directory " + community.value(), words);
  }

  /// Writes the cards of somebody as they are to be now, in every community they have a place in.
  private void refresh(Tx tx, MemberId member) {
    Profile profile = members.findable().profiles(List.of(member)).get(member);
    for (Membership place : communities.places(member)) {
      write(tx, place, profile);
    }
  }

  private void write(Tx tx, Membership place, @Nullable Profile profile) {
    if (profile == null || !place.active()) {
      DirectoryStore.remove(tx, place.community(), List.of(place.no()));
    } else {
      DirectoryStore.put(
          tx,
          place.community(),
          place.no(),
          DirectoryRules.key(profile.displayName()),
          place.joinedAt(),
          marks(place.community(), DirectoryRules.found(place.handle(), profile)));
    }
  }

  /// Goes on through all communities, so many numbers at a time, and puts right what does not fit:
  /// after a backup was brought back, for example. A job calls it.
  ///
  /// @return how many cards were written or taken away
  public synchronized int mend(int most) {
    Community community =
        mendedNo > 0
            ? communities.community(mended).orElse(null)
            : communities.communities(Optional.of(mended), 1).items().stream()
                .findFirst()
                .orElse(null);
    if (community == null) {
      mended = "";
      mendedNo = 0;
      return 0;
    }
    List<Integer> nos = IntStream.rangeClosed(mendedNo + 1, mendedNo + most).boxed().toList();
    Map<Integer, Membership> places = communities.memberships(community.id(), nos);
    mended = community.slug();
    mendedNo = places.isEmpty() ? 0 : mendedNo + most;
    return places.isEmpty() ? 0 : mend(community.id(), places);
  }

  private int mend(CommunityId community, Map<Integer, Membership> places) {
    Map<Boolean, List<Membership>> inside =
        places.values().stream().collect(Collectors.partitioningBy(Membership::active));
    Map<MemberId, Profile> profiles =
        members
            .findable()
            .profiles(
                inside.getOrDefault(true, List.of()).stream().map(Membership::member).toList());
    return database.write(tx -> {
      Set<Integer> known = new HashSet<>(DirectoryStore.known(tx, community, places.keySet()));
      int touched = 0;
      for (Membership place : places.values()) {
        Profile profile = place.active() ? profiles.get(place.member()) : null;
        if (known.contains(place.no()) != (profile != null)) {
          write(tx, place, profile);
          touched++;
        }
      }
      return touched;
    });
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
