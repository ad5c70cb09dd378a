package org.coomunity.web;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Standing;
import org.coomunity.people.communities.Communities;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;

/// Names of people and communities, as pages need them.
final class People {
  private final Members members;
  private final Communities communities;

  People(Members members, Communities communities) {
    this.members = members;
    this.communities = communities;
  }

  /// How somebody calls themselves; their handle when they are not known.
  Shell.Person person(Caller caller) {
    return new Shell.Person(
        caller.handle(),
        members.member(caller.member()).map(Member::displayName).orElse(caller.handle()));
  }

  /// How the one with a handle calls themselves; the handle when nobody has it.
  String name(String handle) {
    return members.member(handle).map(Member::displayName).orElse(handle);
  }

  /// The communities of somebody.
  List<Shell.Home> homes(Caller caller) {
    return homes(caller.member());
  }

  List<Shell.Home> homes(MemberId member) {
    return homes(places(member));
  }

  /// Where somebody is inside, the first joined first.
  List<Membership> places(MemberId member) {
    return communities.membershipsOf(member);
  }

  List<Shell.Home> homes(List<Membership> places) {
    return places.stream()
        .flatMap(membership -> communities.community(membership.community()).stream())
        .map(People::home)
        .toList();
  }

  static Shell.Home home(Community community) {
    return new Shell.Home(community.slug(), community.name(), community.country());
  }

  Optional<Community> community(String slug) {
    return communities.community(slug);
  }

  Optional<Community> community(CommunityId id) {
    return communities.community(id);
  }

  /// Members of a community by number, former ones too; unknown numbers are left out.
  Map<Integer, Membership> memberships(CommunityId community, Collection<Integer> numbers) {
    return communities.memberships(community, numbers);
  }

  /// Names by number.
  Map<Integer, Shell.Person> names(CommunityId community, Collection<Integer> numbers) {
    Map<Integer, Membership> found = memberships(community, numbers);
    Map<MemberId, Member> named =
        members.named(found.values().stream().map(Membership::member).toList());
    Map<Integer, Shell.Person> names = new HashMap<>();
    found.forEach((no, membership) -> {
      Member member = named.get(membership.member());
      names.put(
          no,
          new Shell.Person(
              membership.handle(), member == null ? membership.handle() : member.displayName()));
    });
    return names;
  }

  /// Where somebody stands who acts for an organisation; empty when they do not.
  Optional<Standing> acting(Caller caller, String slug, String organisation) {
    return communities
        .standing(caller, slug, Optional.of(organisation))
        .filter(standing -> standing.handle().equals(organisation));
  }

  Optional<Member> member(MemberId id) {
    return members.member(id);
  }
}
