package org.coomunity.people.notices;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.mail.Mail;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.people.addresses.Address;
import org.coomunity.people.addresses.Addresses;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;
import org.coomunity.people.notices.NoticeStore.Row;
import org.coomunity.people.push.Message;
import org.coomunity.people.push.Push;

/// Brings notices to where their reader is not looking: browsers that may be called, and letters.
final class Delivery {
  /// The page where all this is chosen, after the language.
  static final String PAGE = "/settings/notifications";

  private static final int KEPT_MOST = 100_000;
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int ROWS_MOST = 1_000;

  /// How somebody is reached.
  ///
  /// @param mails true when their address is theirs
  /// @param calls true when they let a browser be called
  /// @param acting those who act for it, when it is an organisation
  record Reach(Choices choices, ZoneId zone, boolean mails, boolean calls, List<MemberId> acting) {}

  private final Messages messages;
  private final Members members;
  private final Communities communities;
  private final Addresses addresses;
  private final Mail mail;
  private final Push push;
  private final Telling telling;
  private final LeaveTokens tokens;
  private final URI publicUrl;
  private final Kept<MemberId, Reach> reaches;

  Delivery(
      Notices.Modules with, Telling telling, LeaveTokens tokens, URI publicUrl, Caches caches) {
    this.messages = with.messages();
    this.members = with.members();
    this.communities = with.communities();
    this.addresses = with.addresses();
    this.mail = with.mail();
    this.push = with.push();
    this.telling = telling;
    this.tokens = tokens;
    this.publicUrl = publicUrl;
    this.reaches = caches.bounded("reaches", KEPT_MOST, KEPT);
  }

  /// Something changed about how somebody is reached.
  void forget(MemberId member) {
    reaches.forget(member);
  }

  private Reach reach(MemberId member) {
    return reaches.get(member, this::found);
  }

  private Reach found(MemberId member) {
    Choices choices = Choices.of(members.settings(member));
    return new Reach(
        choices,
        choices.zone().orElseGet(() -> home(member)),
        addresses.of(member).verifiedAt() != null,
        push.reaches(member),
        members.actorsOf(member).stream().map(Member::id).toList());
  }

  /// Who reads what is told to somebody: for an organisation, all who act for it; else nobody but
  /// themselves.
  List<MemberId> actors(MemberId member) {
    return reach(member).acting();
  }

  /// The time of the community where somebody was first.
  ZoneId home(MemberId member) {
    return communities.membershipsOf(member).stream()
        .flatMap(membership -> communities.community(membership.community()).stream())
        .map(Community::country)
        .map(messages::zone)
        .findFirst()
        .orElse(ZoneOffset.UTC);
  }

  /// When a letter tells of a notice; empty for never. Letters about one's own door are written by
  /// those who keep it.
  Optional<Instant> mail(MemberId member, String kind, Instant now) {
    NoticeGroup group = NoticeGroup.of(kind);
    Reach reach = reach(member);
    return group == NoticeGroup.SAFETY || !reach.mails()
        ? Optional.empty()
        : DeliveryRules.mail(
            reach.choices().of(group).mail(), now, reach.zone(), reach.choices().quiet());
  }

  /// Calls the browsers of somebody, if they want it. What is about their own door does not wait
  /// for the morning.
  void call(Tx tx, MemberId to, Row row, Instant now) {
    NoticeGroup group = NoticeGroup.of(row.kind());
    Reach reach = reach(to);
    if (!reach.calls() || !reach.choices().of(group).push()) {
      return;
    }
    Language language = members.member(to).map(Member::language).orElse(Language.ES);
    for (Notice notice : telling.of(List.of(row), language)) {
      boolean urgent = group == NoticeGroup.SAFETY;
      Instant due = urgent ? now : DeliveryRules.loud(now, reach.zone(), reach.choices().quiet());
      push.write(
          tx,
          to,
          new Message(
              row.communityId() + " " + group + " " + row.link(),
              telling.place(new CommunityId(row.communityId())),
              text(group, notice, language),
              "/" + language.tag() + notice.link(),
              messages.text(language, "notify.push.why", Map.of("group", name(language, group))),
              "/" + language.tag() + PAGE + "#" + group.key(),
              language,
              urgent || group == NoticeGroup.MESSAGES,
              due,
              due.plus(DeliveryRules.FRESH)));
    }
  }

  /// What stands on a locked screen says nothing about anybody's money.
  private String text(NoticeGroup group, Notice notice, Language language) {
    return group == NoticeGroup.PAYMENTS
        ? messages.text(language, "notify.push.payments")
        : DeliveryRules.shortened(notice.text());
  }

  private String name(Language language, NoticeGroup group) {
    return messages.text(language, "notify." + group.key());
  }

  /// Writes the letters that are due for somebody: one for each rhythm. What it tells is marked in
  /// the same transaction, so that nothing is told twice.
  ///
  /// @return how many it wrote
  int letters(Tx tx, MemberId member, Instant now) {
    List<Row> rows = NoticeStore.untold(tx, member, now, ROWS_MOST);
    NoticeStore.told(tx, member, now);
    Optional<Member> reader = members.member(member);
    Address address = addresses.of(member);
    String email = address.email();
    if (rows.isEmpty() || reader.isEmpty() || email == null || address.verifiedAt() == null) {
      return 0;
    }
    Set<CommunityId> inside =
        communities.membershipsOf(member).stream()
            .filter(membership -> membership.state().inside())
            .map(Membership::community)
            .collect(Collectors.toSet());
    Choices choices = Choices.of(members.settings(member));
    Map<MailRhythm, List<Row>> each =
        rows.stream()
            .filter(row -> inside.contains(new CommunityId(row.communityId())))
            .collect(
                Collectors.groupingBy(
                    row -> choices.of(NoticeGroup.of(row.kind())).mail(),
                    () -> new EnumMap<>(MailRhythm.class),
                    Collectors.toList()));
    each.remove(MailRhythm.OFF);
    each.forEach((rhythm, told) -> write(tx, reader.get(), email, rhythm, told));
    return each.size();
  }

  private void write(Tx tx, Member to, String email, MailRhythm rhythm, List<Row> rows) {
    Language language = to.language();
    List<Row> first = rows.subList(0, Math.min(DeliveryRules.LINES_MOST, rows.size()));
    String site = publicUrl + "/" + language.tag();
    String lines =
        telling.of(first, language).stream()
            .map(notice -> "• " + notice.text() + "\n  " + site + notice.link())
            .collect(Collectors.joining("\n\n"));
    int more = rows.size() - first.size();
    String rest =
        more == 0 ? "" : "\n\n" + messages.text(language, "mail.more", Map.of("count", more));
    Set<NoticeGroup> groups = new TreeSet<>();
    rows.forEach(row -> groups.add(NoticeGroup.of(row.kind())));
    String named =
        messages.list(language, groups.stream().map(group -> name(language, group)).toList());
    String token = tokens.write(new LeaveTokens.Wish(to.id(), rhythm));
    Map<String, Object> values = new HashMap<>();
    values.put("name", to.displayName());
    values.put("count", rows.size());
    values.put("groups", named);
    values.put("lines", lines + rest);
    values.put("rhythm", messages.text(language, "notify.mail." + rhythm.key()));
    values.put("change", site + PAGE);
    values.put("leave", site + "/unsubscribe?token=" + token);
    mail.write(
        tx,
        new Mail.Draft(
            to.id(),
            email,
            language,
            rhythm == MailRhythm.NOW ? "news" : "digest",
            values,
            "mail.chosen"),
        Optional.of(publicUrl + "/unsubscribe?token=" + token));
  }
}
