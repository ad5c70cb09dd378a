package org.coomunity.decisions.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.json.Json;
import org.coomunity.recount.Recount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Votes: what they cost, that nobody spends more than they have, and that what is counted can be
/// counted again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CastingTest {
  private static final int MEMBERS = 60;

  private final GovernanceTown town = new GovernanceTown(MEMBERS);
  private int author;

  @AfterAll
  void close() {
    town.close();
  }

  private UUID voted(Proposal.Draft draft) {
    author = author % MEMBERS + 1;
    return town.voted(author, draft);
  }

  private static Refused no(Runnable act) {
    Refused refused = catchThrowableOfType(Refused.class, act::run);
    assertThat(refused).isNotNull();
    return refused;
  }

  @Test
  void votes_cost_their_square_and_come_back_when_they_are_taken_back() {
    UUID id = voted(town.draft(null, null, "a", "b", "c"));
    int before = town.spent(5);
    Proposal.Receipt receipt = town.cast(5, id, Map.of("a", 3, "b", 1));
    assertThat(receipt.cost()).isEqualTo(10);
    assertThat(receipt.tracker()).matches("[A-Z2-7]{20}");
    Proposal.Receipt changed = town.cast(5, id, Map.of("c", 2));
    assertThat(changed.tracker()).isEqualTo(receipt.tracker());
    assertThat(changed.left()).isEqualTo(receipt.left() + 6);
    assertThat(town.governance.ballot(GovernanceTown.standing(5), id).votes())
        .isEqualTo(Map.of("c", 2));
    assertThat(town.governance.uncast(GovernanceTown.standing(5), id).cost()).isZero();
    assertThat(town.spent(5)).isEqualTo(before);
    assertThat(no(() -> town.governance.ballot(GovernanceTown.standing(5), id)).refusal())
        .isEqualTo(Refusal.NOT_FOUND);
  }

  @Test
  void what_is_no_ballot_is_refused_with_its_field() {
    UUID id = voted(town.draft(null, null));
    Map<String, Object> bad = new HashMap<>();
    bad.put("for", 1.5);
    for (Map<String, Object> votes :
        List.<Map<String, Object>>of(
            bad,
            Map.of("for", 21),
            Map.of("for", -1),
            Map.of("for", "3"),
            Map.of("other", 1),
            Map.of("for", 1_000_000_000_000L))) {
      Refused refused =
          no(() ->
              town.governance.cast(
                  GovernanceTown.standing(6),
                  id,
                  new Proposal.Ballot(votes, null, null, null, null)));
      assertThat(refused.refusal()).as(votes.toString()).isEqualTo(Refusal.CHOICE);
      assertThat(refused.faults().getFirst().field()).startsWith("votes.");
    }
    assertThat(no(() -> town.cast(6, id, Map.of("for", 1, "against", 1))).refusal())
        .isEqualTo(Refusal.VOTES_CONFLICT);
    assertThat(town.governance.tally(GovernanceTown.standing(6), id).participation().voters())
        .isZero();
  }

  @Test
  void thirty_two_at_once_never_spend_more_than_the_voice() throws InterruptedException {
    List<UUID> ids = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      author = author % MEMBERS + 1;
      ids.add(town.discussed(author, town.draft(null, null)));
    }
    ids.forEach(town::opened);
    AtomicInteger refused = new AtomicInteger();
    int before = town.spent(7);
    CountDownLatch over = new CountDownLatch(32);
    for (int n = 0; n < 32; n++) {
      UUID id = Objects.requireNonNull(ids.get(n % ids.size()));
      int votes = 4 + n % 3;
      Thread.ofVirtual()
          .start(() -> {
            try {
              town.cast(7, id, Map.of("for", votes));
            } catch (Refused no) {
              assertThat(no.refusal()).isEqualTo(Refusal.VOICE);
              refused.incrementAndGet();
            } finally {
              over.countDown();
            }
          });
    }
    over.await();
    assertThat(town.spent(7) - before).isBetween(1, 100);
    assertThat(refused.get()).isPositive();
    int cost =
        ids.stream()
            .mapToInt(id -> {
              try {
                return town.governance.ballot(GovernanceTown.standing(7), id).cost();
              } catch (Refused none) {
                return 0;
              }
            })
            .sum();
    assertThat(town.spent(7) - before).isEqualTo(cost);
  }

  @Test
  void the_tally_that_grows_is_the_one_that_is_counted_at_the_end(@TempDir Path folder)
      throws IOException {
    UUID id = voted(town.draft(null, null, "a", "b", "c"));
    Random random = new Random(17);
    for (int n = 0; n < 300; n++) {
      int no = 1 + random.nextInt(MEMBERS);
      try {
        if (random.nextInt(8) == 0) {
          town.governance.uncast(GovernanceTown.standing(no), id);
        } else {
          town.cast(no, id, Map.of("a", random.nextInt(4), "b", random.nextInt(4)));
        }
      } catch (Refused refused) {
        assertThat(refused.refusal()).isIn(Refusal.VOICE, Refusal.TOO_MANY_TODAY);
      }
    }
    Map<String, TurnoutStore.Count> grown = new HashMap<>();
    town.database
        .read(tx -> TurnoutStore.tally(tx, GovernanceTown.PACHA, id))
        .forEach(count -> grown.put(count.optionId(), count));
    int voters = town.governance.tally(GovernanceTown.standing(1), id).participation().voters();
    town.ended(id);
    Proposal.Tally tally = town.governance.tally(GovernanceTown.standing(1), id);
    assertThat(tally.participation().voters()).isEqualTo(voters);
    for (Proposal.Count count : tally.options()) {
      TurnoutStore.Count sum = grown.get(count.id());
      assertThat(count.votes()).isEqualTo(sum == null ? 0 : sum.votes());
      assertThat(count.heads()).isEqualTo(sum == null ? 0 : sum.heads());
    }
    recounted(folder);
  }

  private void recounted(Path folder) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    town.governance.exporting().lines(GovernanceTown.PACHA).writeTo(lines);
    Path file = folder.resolve("record.ndjson");
    Files.write(file, lines.toByteArray());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int answer = Recount.run(file, new PrintStream(said, true, StandardCharsets.UTF_8));
    assertThat(answer).as(said.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("ballots counted again");
    byte[] forged =
        lines
            .toString(StandardCharsets.UTF_8)
            .replaceFirst("\"votes\":\\{\"a\":([12])", "\"votes\":{\"a\":3")
            .getBytes(StandardCharsets.UTF_8);
    Files.write(file, forged);
    assertThat(Recount.run(file, new PrintStream(new ByteArrayOutputStream(), true))).isEqualTo(1);
  }

  @Test
  void a_sealed_vote_shows_nothing_before_its_end() {
    List<String> seen = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      Proposal.Draft open = town.draft(null, null);
      UUID id =
          voted(
              new Proposal.Draft(
                  open.id(),
                  null,
                  null,
                  null,
                  "sealed",
                  open.title(),
                  open.text(),
                  null,
                  null,
                  null,
                  null,
                  null));
      String side = round == 0 ? "for" : "against";
      for (int no = 10; no < 14; no++) {
        town.governance.cast(
            GovernanceTown.standing(no),
            id,
            new Proposal.Ballot(Map.of(side, 2), null, null, "porque " + side, null));
      }
      Proposal.Tally tally = town.governance.tally(GovernanceTown.standing(1), id);
      assertThat(tally.options()).isEmpty();
      assertThat(tally.sealedUntil()).isNotNull();
      assertThat(
              no(() ->
                      town.governance.reasons(
                          GovernanceTown.standing(1), id, java.util.Optional.empty(), 10))
                  .refusal())
          .isEqualTo(Refusal.WRONG_STATE);
      String rows =
          town.database.read(tx ->
              tx.query(
                      "select string_agg(coalesce(choice, '') || coalesce(reason, '') || length("
                          + "sealed) || cost, ',') from governance.ballot where proposal_id = :id"
                          + " and community_id = :c")
                  .bind("id", id)
                  .bind("c", GovernanceTown.PACHA)
                  .mapTo(String.class)
                  .one());
      int sums = town.database.read(tx -> TurnoutStore.tally(tx, GovernanceTown.PACHA, id).size());
      seen.add(rows + sums + Json.write(tally.participation()) + Json.write(tally.quorum()));
      assertThat(town.governance.ballot(GovernanceTown.standing(10), id).reason())
          .isEqualTo("porque " + side);
      town.ended(id);
      assertThat(
              town.governance
                  .reasons(GovernanceTown.standing(1), id, java.util.Optional.empty(), 10)
                  .items())
          .hasSize(4)
          .allMatch(reason -> reason.reason().equals("porque " + side));
    }
    assertThat(seen.getFirst()).isEqualTo(seen.getLast());
  }

  @Test
  void whoever_gave_their_voice_on_counts_with_whom_they_trust() {
    Delegation.Draft to = new Delegation.Draft(List.of("m21"), null);
    town.governance.delegate(GovernanceTown.standing(20), "all", to);
    town.governance.delegate(
        GovernanceTown.standing(21), "all", new Delegation.Draft(List.of("m22", "m23"), null));
    town.governance.delegate(
        GovernanceTown.standing(24), "all", new Delegation.Draft(List.of("m23"), null));
    assertThat(
            no(() ->
                    town.governance.delegate(
                        GovernanceTown.standing(22),
                        "all",
                        new Delegation.Draft(List.of("m20"), null)))
                .refusal())
        .isEqualTo(Refusal.CYCLE);
    assertThat(
            no(() ->
                    town.governance.delegate(
                        GovernanceTown.standing(22),
                        "all",
                        new Delegation.Draft(List.of("m22"), null)))
                .refusal())
        .isEqualTo(Refusal.CYCLE);
    UUID id = voted(town.draft(null, null));
    for (int no = 30; no < 34; no++) {
      town.cast(no, id, Map.of("against", 2));
    }
    town.cast(23, id, Map.of("for", 5));
    town.cast(24, id, Map.of("against", 1));
    assertThat(town.ended(id)).isEqualTo("queued");
    Proposal.Tally tally = town.governance.tally(GovernanceTown.standing(1), id);
    assertThat(tally.options())
        .containsExactly(new Proposal.Count("for", 15, 3), new Proposal.Count("against", 9, 5));
    assertThat(tally.participation().voters()).isEqualTo(8);
    assertThat(tally.participation().direct()).isEqualTo(6);
    assertThat(town.governance.ballot(GovernanceTown.standing(20), id).votes())
        .isEqualTo(Map.of("for", 5));
    town.governance.revoke(GovernanceTown.standing(20), "all");
    town.governance.revoke(GovernanceTown.standing(21), "all");
    assertThat(town.governance.delegations(GovernanceTown.standing(20))).isEmpty();
    UUID next = voted(town.draft("one_person", null));
    town.cast(23, next, Map.of("for", 1));
    town.cast(22, next, Map.of("for", 1));
    for (int no = 30; no < 36; no++) {
      town.cast(no, next, Map.of("for", 1));
    }
    town.ended(next);
    assertThat(town.governance.tally(GovernanceTown.standing(1), next).options().getFirst().heads())
        .as("24 still gives their voice on")
        .isEqualTo(9);
  }

  @Test
  void a_voice_grows_with_meritos_to_four_times_at_most_and_stays_for_the_period() {
    town.merits.put(40, 1_000_000L);
    town.merits.put(41, 10L);
    town.clock.advance(Duration.ofDays(40));
    UUID id = voted(town.draft(null, null));
    assertThat(town.governance.voice(GovernanceTown.standing(42)).budget()).isEqualTo(100);
    assertThat(town.governance.voice(GovernanceTown.standing(40)).budget()).isEqualTo(400);
    assertThat(town.cast(41, id, Map.of("for", 2)).left()).isEqualTo(196);
    town.merits.put(41, 1_000_000L);
    assertThat(town.cast(41, id, Map.of("for", 1)).left()).isEqualTo(199);
    assertThat(no(() -> town.cast(42, id, Map.of("for", 11))).details()).containsEntry("left", 100);
  }

  @Test
  void options_that_are_ordered_have_a_winner() {
    UUID id = voted(town.draft("ranked", null, "a", "b", "c"));
    for (int no = 1; no <= 8; no++) {
      town.governance.cast(
          GovernanceTown.standing(no),
          id,
          new Proposal.Ballot(
              null,
              no <= 5 ? List.of(List.of("b"), List.of("a")) : List.of(List.of("c", "a")),
              null,
              null,
              null));
    }
    town.ended(id);
    Proposal.Tally tally = town.governance.tally(GovernanceTown.standing(1), id);
    assertThat(tally.winners()).containsExactly("b");
    assertThat(tally.pairwise()).hasSize(3);
  }

  @Test
  void a_text_that_becomes_what_it_was_brings_no_votes_back() {
    Proposal.Draft draft = town.draft(null, null);
    UUID id = voted(draft);
    int before = town.spent(50);
    town.cast(50, id, Map.of("for", 5));
    reworded(id, "Dos hornos.");
    reworded(id, draft.text());
    assertThat(town.spent(50)).isEqualTo(before);
    town.cast(51, id, Map.of("against", 1));
    town.ended(id);
    assertThat(town.governance.tally(GovernanceTown.standing(1), id).options())
        .containsExactly(new Proposal.Count("for", 0, 0), new Proposal.Count("against", 1, 1));
  }

  private void reworded(UUID id, String text) {
    Standing writer = GovernanceTown.standing(author);
    String hash = town.governance.proposal(writer, id).textHash();
    town.governance.change(writer, id, new Proposal.Change(hash, null, text, null, null, null));
  }

  @Test
  void whoever_changed_a_vote_often_does_not_stop_its_end() {
    UUID id = voted(town.draft(null, null));
    town.governance.delegate(
        GovernanceTown.standing(52), "all", new Delegation.Draft(List.of("m53"), null));
    town.cast(53, id, Map.of("for", 2));
    town.clock.advance(Duration.ofDays(7).minusMinutes(1));
    for (int n = 1; n < BallotBox.CHANGES; n++) {
      town.cast(52, id, Map.of("for", 1 + n % 2));
    }
    town.governance.uncast(GovernanceTown.standing(52), id);
    assertThat(no(() -> town.cast(52, id, Map.of("for", 1))).refusal())
        .isEqualTo(Refusal.TOO_MANY_TODAY);
    town.ended(id);
    assertThat(town.governance.tally(GovernanceTown.standing(1), id).participation().voters())
        .isEqualTo(2);
    town.governance.revoke(GovernanceTown.standing(52), "all");
  }
}
