package org.coomunity.people.notices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.json.Json;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;
import org.coomunity.people.notices.NoticeStore.Row;
import org.jspecify.annotations.Nullable;

/// Puts what is stored into words, in the language of whoever reads.
final class Telling {
  private record Named(String handle, String name) {}

  private final Messages messages;
  private final Members members;
  private final Communities communities;
  private final Lets lets;

  Telling(Messages messages, Members members, Communities communities, Lets lets) {
    this.messages = messages;
    this.members = members;
    this.communities = communities;
    this.lets = lets;
  }

  /// The notices of these rows; those of communities that are no more are left out.
  List<Notice> of(List<Row> rows, Language language) {
    Map<UUID, Map<Integer, Named>> names = names(rows);
    List<Notice> notices = new ArrayList<>();
    for (Row row : rows) {
      CommunityId id = new CommunityId(row.communityId());
      if (id.equals(Logins.PLATFORM)) {
        notices.add(notice(row, null, language, null));
        continue;
      }
      Map<Integer, Named> here = names.getOrDefault(row.communityId(), Map.of());
      Named who = row.who() == null ? null : here.get(row.who());
      communities
          .community(id)
          .map(community -> notice(row, community, language, who))
          .map(notice -> addressed(notice, row, language, here))
          .ifPresent(notices::add);
    }
    return notices;
  }

  /// Says first for which organisation it is, where the reader acts for one.
  private Notice addressed(Notice notice, Row row, Language language, Map<Integer, Named> here) {
    return acting(row)
        .map(here::get)
        .map(organisation ->
            notice.saying(
                messages.text(
                    language,
                    "notice.acting",
                    Map.of("organisation", organisation.name(), "text", notice.text()))))
        .orElse(notice);
  }

  private static Optional<Integer> acting(Row row) {
    return Optional.ofNullable(Json.read(row.args(), Map.class).get(NoticeRules.ACTING))
        .map(number -> Integer.valueOf(number.toString()));
  }

  private Map<UUID, Map<Integer, Named>> names(List<Row> rows) {
    Map<UUID, Set<Integer>> wanted = new HashMap<>();
    for (Row row : rows) {
      Set<Integer> here = wanted.computeIfAbsent(row.communityId(), id -> new HashSet<>());
      Optional.ofNullable(row.who()).ifPresent(here::add);
      acting(row).ifPresent(here::add);
    }
    Map<UUID, Map<Integer, Named>> names = new HashMap<>();
    wanted.values().removeIf(Set::isEmpty);
    wanted.forEach((id, numbers) -> names.put(id, named(new CommunityId(id), numbers)));
    return names;
  }

  private Map<Integer, Named> named(CommunityId community, Set<Integer> numbers) {
    Map<Integer, Membership> found = communities.memberships(community, numbers);
    Map<MemberId, Member> known =
        members.named(found.values().stream().map(Membership::member).toList());
    Map<Integer, Named> names = new HashMap<>();
    found.forEach((no, membership) -> {
      Member member = known.get(membership.member());
      String name = member == null ? membership.handle() : member.displayName();
      names.put(no, new Named(membership.handle(), name));
    });
    return names;
  }

  private Notice notice(
      Row row, @Nullable Community community, Language language, @Nullable Named who) {
    Map<String, Object> values = new HashMap<>();
    Map<?, ?> args = Json.read(row.args(), Map.class);
    args.forEach((name, value) -> values.put(String.valueOf(name), value));
    if (community != null && values.get(NoticeRules.AMOUNT) instanceof String minor) {
      values.put(
          NoticeRules.AMOUNT,
          messages.amount(language, lets.exchange(community.id()).unit(), Long.parseLong(minor)));
    }
    values.put("who", who == null ? messages.text(language, "notice.somebody") : who.name());
    return new Notice(
        row.id(),
        community == null ? null : community.slug(),
        row.kind(),
        NoticeGroup.of(row.kind()).key(),
        who == null ? null : who.handle(),
        messages.text(language, "notice." + row.kind(), values),
        community == null ? row.link() : "/c/" + community.slug() + row.link(),
        row.at(),
        row.seenAt() != null);
  }

  /// The name of a community; that of the platform for what belongs to none.
  String place(CommunityId id) {
    return Optional.of(id)
        .filter(community -> !community.equals(Logins.PLATFORM))
        .flatMap(communities::community)
        .map(Community::name)
        .orElse("CoomÜnity");
  }
}
