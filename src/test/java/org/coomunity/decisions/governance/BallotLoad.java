package org.coomunity.decisions.governance;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.coomunity.base.kernel.Standing;

/// Many people who vote at once, for measurements: each waits for the receipt before the next.
public final class BallotLoad implements AutoCloseable {
  private final GovernanceTown town;
  private final List<UUID> proposals;
  private final int members;
  private final AtomicInteger next = new AtomicInteger();

  /// @param members how many may vote
  /// @param proposals how many are voted on at once
  public BallotLoad(int members, int proposals) {
    this.town = new GovernanceTown(members);
    this.members = members;
    town.asleep.addAll(GovernanceTown.people(21, members));
    List<UUID> talked =
        IntStream.rangeClosed(1, proposals)
            .mapToObj(no -> town.discussed(no, town.draft("one_person", null)))
            .toList();
    talked.forEach(town::opened);
    this.proposals = talked;
  }

  /// The JDBC address of the database.
  public String url() {
    return town.url;
  }

  /// Ballots each second.
  public double rate(int callers, int seconds) throws InterruptedException {
    LongAdder cast = new LongAdder();
    CountDownLatch over = new CountDownLatch(callers);
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    for (int caller = 0; caller < callers; caller++) {
      Thread.ofVirtual()
          .start(() -> {
            while (System.nanoTime() < end) {
              one();
              cast.increment();
            }
            over.countDown();
          });
    }
    over.await();
    return cast.sum() / ((System.nanoTime() - start) / 1e9);
  }

  private void one() {
    int n = next.getAndIncrement();
    Standing voter = GovernanceTown.standing(1 + n % members);
    UUID proposal = proposals.get(n / members % proposals.size());
    Map<String, Object> votes = Map.of(n % 3 == 0 ? "against" : "for", 1);
    town.governance.cast(voter, proposal, new Proposal.Ballot(votes, null, null, null, null));
  }

  /// How many ballots there are, by the tally and by the rows.
  public String counted() {
    long rows =
        town.database.read(
            tx -> tx.query("select count(*) from governance.ballot").mapTo(Long.class).one());
    long heads =
        town.database.read(tx ->
            tx.query("select sum(heads)::bigint from governance.tally").mapTo(Long.class).one());
    return "%,d ballots, %,d of them count".formatted(rows, heads);
  }

  @Override
  public void close() {
    town.close();
  }
}
