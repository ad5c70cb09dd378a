package org.coomunity.story;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Invitation;
import org.coomunity.people.communities.Organisation;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.NewMember;
import org.coomunity.people.members.Profile;

/// The people of a community: how each is invited, joins, says who they are, and gets a role.
/// Whoever is there already, from a telling that was interrupted, is left as they are.
final class Cast {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration ROLE_AFTER = Duration.ofDays(30);

  private final Script script;
  private final Stage stage;
  private final Plot plot;
  private final Chance chance;
  private final Purses purses;
  private final Script.Words words;
  private final Community community;
  private final Guests guests;
  private final Map<String, Player> players = new LinkedHashMap<>();
  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, Instant> came = new HashMap<>();

  Cast(
      Script script,
      Stage stage,
      Plot plot,
      Chance chance,
      Purses purses,
      Community community,
      Guests guests) {
    this.script = script;
    this.stage = stage;
    this.plot = plot;
    this.chance = chance;
    this.purses = purses;
    this.words = script.words();
    this.community = community;
    this.guests = guests;
  }

  /// Everybody who is there by now, in the order in which they came.
  List<Player> present() {
    return List.copyOf(players.values());
  }

  Optional<Player> find(String handle) {
    return Optional.ofNullable(players.get(handle));
  }

  /// When a person came.
  Instant came(String handle) {
    return Objects.requireNonNull(came.get(handle), handle);
  }

  Player player(String handle) {
    return Objects.requireNonNull(players.get(handle), handle);
  }

  /// Plans how everybody comes.
  void plan() {
    for (Script.Actor actor : script.people()) {
      if (actor.invitedBy() == null) {
        plot.at(plot.before(actor.joined()), () -> found(actor));
      } else {
        String inviter = actor.invitedBy();
        double joins = actor.joined() - chance.between(0.25, 0.6);
        plot.at(plot.before(actor.joined()), () -> invite(actor.handle(), inviter));
        plot.at(
            chance.awake(plot.before(joins)),
            () -> {
              register(actor);
              promote(actor);
            });
      }
    }
    for (Script.House house : script.organisations()) {
      plot.at(chance.awake(plot.before(house.founded())), () -> found(house));
    }
    for (Script.Guest guest : script.also()) {
      plot.at(plot.before(guest.joined()), () -> invite(guest.handle(), guest.invitedBy()));
      plot.at(chance.awake(plot.before(guest.joined() - 0.4)), () -> join(guest));
    }
  }

  private boolean inside(String handle) {
    return stage.communities().membership(community.id(), handle).isPresent();
  }

  private void found(Script.Actor actor) {
    if (!inside(actor.handle())) {
      Invitation.Draft draft = new Invitation.Draft(null, null, null, null, actor.role());
      codes.put(actor.handle(), stage.communities().inviteFounder(community, draft).code());
    }
    register(actor);
  }

  /// Some put a little something into the invitation.
  private void invite(String handle, String inviter) {
    Player host = player(inviter);
    long gift = purses.hours(chance.of(0.5) ? 0.5 : 0.3);
    boolean gives = chance.of(0.5) && purses.room(inviter) > 2 * gift;
    String text = chance.of(words.welcome());
    if (gives) {
      purses.take(inviter, gift);
      purses.give(handle, gift);
    }
    if (!inside(handle)) {
      String amount = gives ? purses.unit().format(gift) : null;
      codes.put(
          handle,
          stage
              .communities()
              .invite(host.standing(), new Invitation.Draft(null, amount, null, text, null))
              .code());
    }
  }

  private void register(Script.Actor actor) {
    if (!inside(actor.handle())) {
      stage
          .communities()
          .register(
              new NewMember(
                  Objects.requireNonNull(codes.get(actor.handle()), actor.handle()),
                  actor.handle(),
                  actor.name(),
                  null,
                  Demo.password(actor.handle()).orElseGet(Cast::nobodys),
                  community.language().tag(),
                  actor.born(),
                  consents(actor.handle())));
    }
    Member member = stage.members().member(actor.handle()).orElseThrow();
    if (stage.members().profile(member.id()).orElseThrow().text().isEmpty()) {
      stage
          .members()
          .change(
              member.id(),
              new Profile.Change(
                  null,
                  actor.text(),
                  actor.skills(),
                  actor.vocation(),
                  actor.element(),
                  actor.languages(),
                  null,
                  null,
                  actor.place(),
                  null));
    }
    enters(member, actor.lean());
    guests.arrived(actor.handle());
  }

  private void enters(Member member, int lean) {
    Caller caller =
        new Caller(member.id(), member.handle(), false, UUID.randomUUID(), member.language());
    players.put(member.handle(), new Player(member.handle(), caller, standing(caller), lean, true));
    came.put(member.handle(), plot.now());
    Strolls.arrived(stage.journeys(), script, plot.now(), caller);
  }

  private Map<String, Boolean> consents(String handle) {
    Map<String, Boolean> consents = new HashMap<>(Map.of("terms", true));
    if (script.counted(handle)) {
      consents.put("analytics", true);
    }
    if (script.cared(handle)) {
      consents.put("care", true);
    }
    return consents;
  }

  private Standing standing(Caller caller) {
    return stage
        .communities()
        .standing(caller, script.community().slug(), Optional.empty())
        .orElseThrow();
  }

  /// Nobody logs in as those whose password nobody knows.
  private static String nobodys() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void promote(Script.Actor actor) {
    Role role = Role.valueOf(actor.role());
    if (role != Role.MEMBER) {
      plot.in(
          ROLE_AFTER,
          () -> {
            Player admin = player(script.people().getFirst().handle());
            stage.communities().role(admin.standing(), actor.handle(), role);
            Player promoted = player(actor.handle());
            players.put(actor.handle(), promoted.at(standing(promoted.caller())));
          });
    }
  }

  private void join(Script.Guest guest) {
    guests.await(guest.handle());
    Member member = stage.members().member(guest.handle()).orElseThrow();
    Caller caller =
        new Caller(member.id(), member.handle(), false, UUID.randomUUID(), member.language());
    if (!inside(guest.handle())) {
      stage.communities().join(caller, Objects.requireNonNull(codes.get(guest.handle())));
    }
    enters(member, 0);
  }

  private void found(Script.House house) {
    Player founder = player(house.founder());
    if (!inside(house.handle())) {
      stage
          .communities()
          .found(
              founder.standing(),
              new Organisation.Draft(house.handle(), house.name(), house.text()));
    }
    List<Player> acting = new ArrayList<>(List.of(founder));
    for (String other : house.others()) {
      Member member = stage.members().member(house.handle()).orElseThrow();
      find(other)
          .filter(person -> !stage.members().actsFor(person.caller().member(), member.id()))
          .ifPresent(
              person -> stage.communities().act(founder.standing(), house.handle(), other, true));
      find(other).ifPresent(acting::add);
    }
    Caller caller = acting.getLast().caller();
    Standing standing =
        stage
            .communities()
            .standing(caller, script.community().slug(), Optional.of(house.handle()))
            .orElseThrow();
    players.put(house.handle(), new Player(house.handle(), caller, standing, house.lean(), false));
  }

  Language language() {
    return community.language();
  }
}
