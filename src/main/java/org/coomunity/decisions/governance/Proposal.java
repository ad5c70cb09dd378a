package org.coomunity.decisions.governance;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that a community may decide, as one of its members sees it.
///
/// @param kind `ordinary`, `treasury` or `constitution`
/// @param privacy `pseudonymous` or `sealed`
/// @param summary the same in plain words
/// @param textHash SHA-256 in hex; every ballot carries it
/// @param seats how many options win, for votes about seats; else 1
/// @param whyNot what the reader still needs to take part; empty when they may
/// @param next what comes next, and what it waits for; absent when nothing does
/// @param outcome why it ended as it did; absent before
/// @param answers the vetoed proposal that this one answers
/// @param running how a request stands that is open without an end; absent for others
/// @param now the clock of the server
public record Proposal(
    UUID id,
    String area,
    @JsonProperty("class") String kind,
    String method,
    String privacy,
    int seats,
    String title,
    String text,
    String summary,
    List<Option> options,
    Payload payload,
    String state,
    String author,
    String authorName,
    String textHash,
    int textVersion,
    int charterVersion,
    Instant createdAt,
    Instant since,
    @Nullable Instant opensAt,
    @Nullable Instant closesAt,
    boolean extended,
    Share sponsors,
    Share quorum,
    Mine mine,
    List<String> whyNot,
    @Nullable Next next,
    @Nullable String outcome,
    @Nullable UUID answers,
    List<Review> reviews,
    @Nullable Running running,
    Instant now) {
  /// Something that can be chosen.
  ///
  /// @param id 1..40 letters and digits, for example `for`
  /// @param label what people read; absent for `for` and `against`
  /// @param cost of a project, where a budget is shared out: a decimal string
  /// @param to handle of whoever receives that
  public record Option(
      String id, @Nullable String label, @Nullable String cost, @Nullable String to) {
    /// Something that costs nothing.
    public Option(String id, @Nullable String label) {
      this(id, label, null, null);
    }
  }

  /// How a request stands that is open without an end.
  ///
  /// @param conviction what its points gained so far
  /// @param threshold what it must gain; absent when it asks for a fifth of the fund or more
  /// @param etaHours after how many hours it passes if nothing changes; absent when it never does
  /// @param points that lie on it, and `people` whose they are
  /// @param mine the reader's points on it
  /// @param left what the reader has for this and other requests
  /// @param hour how long it has run
  /// @param endsAt when it ends if it did not gain enough
  /// @param course what it had gained, at 61 hours at most
  public record Running(
      long conviction,
      @Nullable Long threshold,
      @Nullable Integer etaHours,
      long points,
      int people,
      int mine,
      int left,
      int hour,
      Instant endsAt,
      List<Moment> course) {
    /// How far it is, in percent of what it must gain.
    public double share() {
      return threshold == null || threshold == 0
          ? 0
          : Math.min(100, 100.0 * conviction / threshold);
    }
  }

  /// What a request had gained at an hour of its own.
  public record Moment(int hour, long conviction) {}

  /// Points for a request.
  ///
  /// @param points 0..100; 0 takes them back
  public record Stake(Integer points) {}

  /// How many there are, and how many there must be.
  public record Share(int have, int need) {}

  /// What the reader has to do with it.
  ///
  /// @param ballot true once they have cast one
  /// @param review true when they were drawn to look at it and have not written yet
  public record Mine(boolean author, boolean sponsored, boolean ballot, boolean review) {}

  /// What comes next.
  ///
  /// @param when not before then; absent when time is not what it waits for
  /// @param guard what it waits for: `sponsors`, `time`, `quiet`, `fund`, `census`, `payload`,
  ///   `points`
  public record Next(String state, @Nullable Instant when, String guard) {}

  /// What a reviewer wrote.
  ///
  /// @param verdict `aligned`, `unsure` or `not_aligned` with the common good; absent while they
  ///   have not looked
  public record Review(
      String by,
      String byName,
      @Nullable String verdict,
      @Nullable String reasons,
      @Nullable Instant at) {
    /// Words of somebody who was drawn.
    ///
    /// @param reasons 1..4,000 characters
    public record Draft(String verdict, String reasons) {}
  }

  /// A line of the list.
  public record Line(
      UUID id,
      String area,
      @JsonProperty("class") String kind,
      String method,
      String title,
      String state,
      String author,
      String authorName,
      Instant createdAt,
      Instant since,
      @Nullable Instant closesAt) {}

  /// A vote that lacks the reader's.
  public record Waiting(UUID id, String title, Instant closesAt) {}

  /// Something to be proposed.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  /// @param area its key; `general` when absent
  /// @param kind the weight of it; what the payload asks for when absent
  /// @param method `quadratic` when absent
  /// @param privacy `pseudonymous` when absent
  /// @param title 1..160 characters, `text` 1..50,000, `summary` at most 1,000
  /// @param options 2..100; `for` and `against` when absent; the projects of a budget, each with
  ///   `cost` and `to`
  /// @param seats 1..20, for votes about seats
  /// @param answers a vetoed proposal: the same once more, which two thirds must want
  public record Draft(
      @Nullable UUID id,
      @Nullable String area,
      @JsonProperty("class") @Nullable String kind,
      @Nullable String method,
      @Nullable String privacy,
      String title,
      String text,
      @Nullable String summary,
      @Nullable List<Option> options,
      @Nullable Integer seats,
      @Nullable Payload payload,
      @Nullable UUID answers) {}

  /// Another text; what is absent stays.
  ///
  /// @param baseText hash of the text it was written upon
  public record Change(
      String baseText,
      @Nullable String title,
      @Nullable String text,
      @Nullable String summary,
      @Nullable List<Option> options,
      @Nullable Payload payload) {}

  /// A text that it had.
  public record Version(
      int n,
      String title,
      String text,
      String summary,
      List<Option> options,
      String textHash,
      String author,
      Instant at) {}

  /// A text that somebody else suggests.
  ///
  /// @param state `open`, `accepted`, or `stale` once the text it was written upon is another
  public record Amendment(
      UUID id,
      String baseText,
      String title,
      String text,
      String summary,
      List<Option> options,
      String author,
      String authorName,
      Instant at,
      String state) {}

  /// Something said for or against.
  ///
  /// @param side `for`, `against` or `question`
  /// @param text empty when a moderator hid it
  public record Argument(
      UUID id,
      @Nullable UUID parent,
      int depth,
      String side,
      String text,
      String author,
      String authorName,
      Instant at,
      boolean hidden) {
    /// Something to be said.
    ///
    /// @param text 1..2,000 characters
    public record Draft(@Nullable UUID id, @Nullable UUID parent, String side, String text) {}
  }

  /// Words that go with an act.
  public record Reason(@Nullable String reason) {}

  /// A vote.
  ///
  /// @param votes by option: 0..20 for quadratic, 1 for one person one vote and approval, 0..5 for
  ///   score and budgets; none at all is to be present and abstain
  /// @param ranking for ranked votes, the best first; those of one step are equal
  /// @param textHash the text that was read; the frozen one when absent
  /// @param reason at most 1,000 characters; read after the end, without a name
  public record Ballot(
      @Nullable Map<String, Object> votes,
      @Nullable List<List<String>> ranking,
      @Nullable String textHash,
      @Nullable String reason,
      @Nullable UUID id) {}

  /// What a voter is told, and nobody else.
  ///
  /// @param tracker finds the ballot in the record
  /// @param left voice for the rest of the period
  public record Receipt(String tracker, int cost, int left) {}

  /// One's own ballot.
  public record Own(
      String tracker,
      @Nullable Map<String, Integer> votes,
      @Nullable List<List<String>> ranking,
      @Nullable String reason,
      int cost,
      int left) {}

  /// Where a vote stands, or how it ended.
  ///
  /// @param options empty before the end, unless the charter lets them show
  /// @param sealedUntil when they will show; absent once they do
  /// @param outcome `succeeded`, `defeated` or `no_quorum`; absent before the end
  /// @param winners the options that won; empty for yes or no
  /// @param budget how a budget was shared out; absent before the end, and for other questions
  public record Tally(
      String state,
      String method,
      Participation participation,
      Share quorum,
      List<Count> options,
      @Nullable List<List<Long>> pairwise,
      @Nullable Instant sealedUntil,
      @Nullable String outcome,
      List<String> winners,
      boolean headsDisagree,
      @Nullable Budget budget) {}

  /// How a budget was shared out.
  ///
  /// @param amount what there was, decimal strings as all amounts
  /// @param funded the projects that are paid for, in the order in which they were bought
  /// @param greedy for comparison: what would be paid for, those with the most supporters first
  public record Budget(
      String amount,
      List<String> funded,
      String spent,
      String left,
      List<String> greedy,
      String greedySpent) {}

  /// Who took part.
  ///
  /// @param voters with those for whom others voted
  /// @param direct by themselves
  public record Participation(int eligible, int active, int voters, int direct) {}

  /// How much an option got: votes, and heads.
  public record Count(String id, long votes, int heads) {}

  /// Why somebody voted as they did, without a name.
  public record Reasons(
      String tracker,
      @Nullable Map<String, Integer> votes,
      @Nullable List<List<String>> ranking,
      String reason) {}

  /// A voice and what is left of it.
  ///
  /// @param because keys of sentences
  public record Voice(
      long merits,
      long median,
      int budget,
      int spent,
      int left,
      @Nullable Instant periodEnds,
      List<String> because,
      List<String> whyNot) {}
}
