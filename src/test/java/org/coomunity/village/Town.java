package org.coomunity.village;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What people remember of a community: enough to do something sensible with it, not more, and not
/// always true any more.
final class Town {
  private static final int REMEMBERED = 400;

  record Listing(UUID id, String owner, boolean offer) {}

  record Question(UUID id, UUID listing, String owner) {}

  record Payment(UUID id, String from, String to) {}

  record Request(UUID id, String payer, String payee) {}

  record Invitation(UUID id, String inviter, String code) {}

  /// A trade, with the state that it was last heard to be in.
  record Deal(UUID id, String buyer, String seller, String state) {
    boolean has(String handle) {
      return buyer.equals(handle) || seller.equals(handle);
    }

    boolean open() {
      return state.equals("proposed") || state.equals("accepted") || state.equals("disputed");
    }
  }

  private final String slug;
  private final Map<String, String> roles = new LinkedHashMap<>();
  private final Map<String, String> organisations = new LinkedHashMap<>();
  private final Map<UUID, Listing> listings = new LinkedHashMap<>();
  private final Map<UUID, Question> questions = new LinkedHashMap<>();
  private final Map<UUID, Deal> deals = new LinkedHashMap<>();
  private final Map<UUID, Payment> payments = new LinkedHashMap<>();
  private final Map<UUID, Request> requests = new LinkedHashMap<>();
  private final Map<UUID, Invitation> invitations = new LinkedHashMap<>();
  private final Assembly assembly = new Assembly();

  Town(String slug) {
    this.slug = slug;
  }

  String slug() {
    return slug;
  }

  /// What is proposed here.
  Assembly assembly() {
    return assembly;
  }

  /// Somebody is inside now, or has another role.
  synchronized void enter(String handle, String role) {
    roles.put(handle, role);
  }

  synchronized void leave(String handle) {
    roles.remove(handle);
  }

  synchronized boolean inside(String handle) {
    return roles.containsKey(handle);
  }

  synchronized String role(String handle) {
    return roles.getOrDefault(handle, "MEMBER");
  }

  synchronized int people() {
    return roles.size();
  }

  /// Somebody other than `handle`; null when nobody is known.
  synchronized @Nullable String other(RandomGenerator random, String handle) {
    return one(random, roles.keySet().stream().filter(h -> !h.equals(handle)).toList());
  }

  synchronized void found(String organisation, String person) {
    organisations.put(organisation, person);
    roles.put(organisation, "MEMBER");
  }

  synchronized List<String> organisationsOf(String person) {
    return organisations.entrySet().stream()
        .filter(entry -> entry.getValue().equals(person) && roles.containsKey(entry.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized boolean isOrganisation(String handle) {
    return organisations.containsKey(handle);
  }

  synchronized void add(Listing listing) {
    put(listings, listing.id(), listing);
  }

  synchronized void add(Question question) {
    put(questions, question.id(), question);
  }

  synchronized void add(Deal deal) {
    put(deals, deal.id(), deal);
  }

  synchronized void add(Payment payment) {
    put(payments, payment.id(), payment);
  }

  synchronized void add(Request request) {
    put(requests, request.id(), request);
  }

  synchronized void add(Invitation invitation) {
    put(invitations, invitation.id(), invitation);
  }

  synchronized void forget(Invitation invitation) {
    invitations.remove(invitation.id());
  }

  synchronized @Nullable Listing listing(RandomGenerator random, Predicate<Listing> that) {
    return one(random, listings.values().stream().filter(that).toList());
  }

  synchronized @Nullable Question question(RandomGenerator random, Predicate<Question> that) {
    return one(random, questions.values().stream().filter(that).toList());
  }

  synchronized @Nullable Deal deal(RandomGenerator random, Predicate<Deal> that) {
    return one(random, deals.values().stream().filter(that).toList());
  }

  synchronized @Nullable Payment payment(RandomGenerator random, Predicate<Payment> that) {
    return one(random, payments.values().stream().filter(that).toList());
  }

  synchronized @Nullable Request request(RandomGenerator random, Predicate<Request> that) {
    return one(random, requests.values().stream().filter(that).toList());
  }

  synchronized @Nullable Invitation invitation(RandomGenerator random, Predicate<Invitation> that) {
    return one(random, invitations.values().stream().filter(that).toList());
  }

  private static <T> @Nullable T one(RandomGenerator random, List<T> some) {
    return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
  }

  private static <T> void put(Map<UUID, T> map, UUID id, T value) {
    map.put(id, value);
    if (map.size() > REMEMBERED) {
      map.remove(new ArrayList<>(map.keySet()).getFirst());
    }
  }
}
