package org.coomunity.exchange.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.TransferRow;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.LetsDoors;
import org.coomunity.exchange.lets.Outside;
import org.coomunity.exchange.lets.Statement;
import org.coomunity.people.communities.Community;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Histories of other systems in the book of a community.
class ImportsTest {
  private static final String HEADER =
      "id,timeset,transfer_subtype,source,target,weight,token_name,token_address\n";
  private static final String TOKEN = ",Sol,0x50\n";
  private static final CommunityId COMMUNITY = new CommunityId(new UUID(7, 7));

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private Database database;
  private Outbox outbox;
  private Ledger ledger;
  private Lets lets;
  private Imports imports;
  private int book;

  @BeforeEach
  void a_community_with_open_books() {
    database = TestDatabase.fresh("platform", "audit", "ledger", "lets");
    outbox = new Outbox(database, clock);
    ledger = new Ledger(database, clock);
    lets =
        new Lets(
            database,
            ledger,
            outbox,
            clock,
            new Caches(new SimpleMeterRegistry()),
            new LetsDoors(
                (community, numbers) -> Map.of(),
                (community, handle) -> null,
                (one, other) -> false,
                (community, no) -> new LetsDoors.Trust(0.5, "balanced", List.of())),
            URI.create("http://localhost"));
    database.write(tx -> {
      lets.books()
          .opened(
              tx,
              COMMUNITY,
              new Community.CurrencyWish("LUKA", "Lükas", "Ł", 2),
              Map.of("openBooks", true));
      return 0;
    });
    book = lets.exchange(COMMUNITY).book();
    imports = new Imports(lets, ledger, clock);
  }

  @AfterEach
  void the_books_are_right() {
    assertThat(ledger.verify(book).fault()).isEmpty();
    ledger.close();
    outbox.close();
    database.close();
  }

  @Test
  void rows_are_booked_in_their_order_with_their_own_times_and_without_limits() throws Exception {
    Report report =
        imported(
            HEADER
                + "1,2020-01-25 19:13:17.731529,DISBURSEMENT,bank,ana,100.0"
                + TOKEN
                + "2,2020-01-26 08:00:00,STANDARD,ana,ben,250"
                + TOKEN
                + "3,2020-01-27T10:00:00+02:00,RECLAMATION,ben,bank,30.5"
                + TOKEN
                + "4,2020-01-28T08:00+0200,AGENT_OUT,ben,agent,1"
                + TOKEN);
    assertThat(report).isEqualTo(new Report(4, 4, 0, 0, 0, List.of(), 4, 0));
    assertThat(balances())
        .isEqualTo(Map.of("bank", -6_950L, "ana", -15_000L, "ben", 21_850L, "agent", 100L));
    List<TransferRow> rows = ledger.changes(book, 0, 10);
    assertThat(rows)
        .extracting(TransferRow::validAt)
        .containsExactly(
            Instant.parse("2020-01-25T19:13:17.731529Z"),
            Instant.parse("2020-01-26T08:00:00Z"),
            Instant.parse("2020-01-27T08:00:00Z"),
            Instant.parse("2020-01-28T06:00:00Z"));
    assertThat(rows).allMatch(row -> !row.recordedAt().isBefore(clock.instant()));
  }

  @Test
  void a_second_import_books_nothing_and_a_changed_row_is_refused_with_its_reason()
      throws Exception {
    String first = "1,2020-01-25,STANDARD,ana,ben,2.5" + TOKEN;
    imported(HEADER + first);
    Report again =
        imported(
            HEADER
                + first
                + "1,2020-01-25,STANDARD,ana,ben,2.6"
                + TOKEN
                + "1,2020-01-25,STANDARD,ben,ana,2.5"
                + TOKEN
                + "1,2020-01-26,STANDARD,ana,ben,2.5"
                + TOKEN
                + "1,2020-01-25,AGENT_OUT,ana,ben,2.5"
                + TOKEN
                + "2,2020-01-25,STANDARD,ana,ben,1"
                + TOKEN);
    assertThat(again.booked()).isEqualTo(1);
    assertThat(again.there()).isEqualTo(1);
    assertThat(again.opened()).isZero();
    assertThat(again.refusals())
        .containsExactly(
            no(3, "id '1' is in the books already with another weight"),
            no(4, "id '1' is in the books already with another source"),
            no(5, "id '1' is in the books already with another timeset"),
            no(6, "id '1' is in the books already with another transfer_subtype"));
    assertThat(balances()).isEqualTo(Map.of("ana", -350L, "ben", 350L));
  }

  @Test
  void amounts_are_rounded_half_to_even_and_counted() throws Exception {
    Report report =
        imported(
            HEADER
                + "1,2020-01-25,STANDARD,ana,ben,0.125"
                + TOKEN
                + "2,2020-01-25,STANDARD,ana,caro,0.135"
                + TOKEN
                + "3,2020-01-25,STANDARD,ana,dan,9047.660892016263"
                + TOKEN
                + "4,2020-01-25,STANDARD,ana,eva,1e2"
                + TOKEN
                + "5,2020-01-25,STANDARD,ana,eva,0.005"
                + TOKEN);
    assertThat(report.rounded()).isEqualTo(3);
    assertThat(report.refusals()).containsExactly(no(6, "weight '0.005' is zero in LUKA"));
    assertThat(balances())
        .containsEntry("ben", 12L)
        .containsEntry("caro", 14L)
        .containsEntry("dan", 904_766L)
        .containsEntry("eva", 10_000L);
  }

  @Test
  void bad_rows_are_refused_one_by_one_and_the_rest_is_booked() throws Exception {
    String good = "%s,2020-01-25,STANDARD,ana,ben,1" + TOKEN;
    Report report =
        imported(
            HEADER
                + good.formatted("1")
                + "2,2020-01-25,STANDARD,ana,ben,-1"
                + TOKEN
                + "3,2020-01-25,STANDARD,ana,ben,0"
                + TOKEN
                + "4,2020-01-25,STANDARD,ana,ben,1.2.3"
                + TOKEN
                + "5,2020-01-25,STANDARD,ana,ben,NaN"
                + TOKEN
                + "6,2020-01-25,STANDARD,ana,ben,9e18"
                + TOKEN
                + "7,2020-01-25,STANDARD,ana,ana,1"
                + TOKEN
                + "8,2020-01-25,GIFT,ana,ben,1"
                + TOKEN
                + "9,2020-13-45,STANDARD,ana,ben,1"
                + TOKEN
                + "10,3020-01-01,STANDARD,ana,ben,1"
                + TOKEN
                + "11,2020-01-25,STANDARD,,ben,1"
                + TOKEN
                + "12,2020-01-25,STANDARD,ana,ben\n"
                + "13,2020-01-25,STANDARD,ana,"
                + "b".repeat(101)
                + ",1"
                + TOKEN
                + "14,2020-01-25,STANDARD,ana,ben,1,Luna,0x51\n"
                + ",2020-01-25,STANDARD,ana,ben,1"
                + TOKEN
                + "\n"
                + good.formatted("16"));
    assertThat(report.booked()).isEqualTo(2);
    assertThat(report.refusals())
        .extracting(Report.Refusal::line)
        .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L);
    assertThat(report.refusals())
        .extracting(Report.Refusal::reason)
        .contains(
            "weight '-1' is not above zero",
            "weight 'NaN' is not a number",
            "weight '9e18' is too much for one transfer",
            "target 'ana' is the source too",
            "transfer_subtype 'GIFT' is none of STANDARD, DISBURSEMENT, RECLAMATION, AGENT_OUT",
            "timeset '3020-01-01' is not between 1970 and now",
            "source '' is empty",
            "it has 5 fields, the header 8",
            "token '0x51' is not that of the first row");
    assertThat(balances()).isEqualTo(Map.of("ana", -200L, "ben", 200L));
  }

  @Test
  void byte_order_mark_crlf_quotes_and_semicolons_are_read_and_an_open_quote_is_named()
      throws Exception {
    assertThat(
            imported(
                    "\uFEFF\"id\",timeset,source,target,weight\r\n"
                        + "1,2020-01-25,\"ana, la \"\"panadera\"\"\",ben,\"1.00\"\r\n")
                .booked())
        .isEqualTo(1);
    assertThat(balances()).containsEntry("ana, la \"panadera\"", -100L);
    assertThat(imported("id;timeset;source;target;weight\n2;2020-01-25;ana;ben;1\n").booked())
        .isEqualTo(1);
    Report open =
        imported(
            "id,timeset,source,target,weight\n3,2020-01-25,ana,ben,1\n4,2020-01-25,\"ana,ben,1\n"
                + "5,2020-01-25,ana,ben,1\n".repeat(20_000));
    assertThat(open.booked()).isEqualTo(1);
    assertThat(open.refusals()).hasSize(1);
    assertThat(open.refusals().getFirst().line()).isEqualTo(3);
    assertThat(open.refusals().getFirst().reason()).contains("quote");
  }

  @Test
  void columns_of_other_systems_are_renamed_and_a_missing_one_is_named() throws Exception {
    String file = "ref,date,from,to,value\nA-1,2020-01-25,ana,ben,3\n";
    Map<Column, String> names =
        Column.mapped("id=ref, timeset=date,source=From,target=to,weight=value");
    assertThat(imports.transfers(file(file), COMMUNITY, names, now -> {}).booked()).isEqualTo(1);
    assertThatThrownBy(() -> imported(file))
        .isInstanceOf(NotImportable.class)
        .hasMessageContaining("no column 'id' (--map id=…");
    assertThatThrownBy(
            () -> imports.transfers(file(file), COMMUNITY, Column.mapped("id=nr"), now -> {}))
        .hasMessageContaining("no column 'nr'; its columns are ref, date");
    assertThatThrownBy(() -> imported("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> Column.mapped("ident=ref")).hasMessageContaining("'ident' is none");
    assertThatThrownBy(() -> Column.mapped("id")).hasMessageContaining("COLUMN=NAME");
    assertThatThrownBy(() -> Column.mapped("id=a,id=b")).hasMessageContaining("twice");
  }

  @Test
  void who_came_from_outside_is_read_like_anybody_where_the_books_are_open() throws Exception {
    imported(
        HEADER
            + "1,2020-01-25,DISBURSEMENT,bank,ana,5"
            + TOKEN
            + "2,2020-01-26,STANDARD,ana,ben,2"
            + TOKEN);
    List<Outside> outside = lets.outside(steward(), 0, 2).items();
    assertThat(outside).hasSize(2);
    assertThat(lets.outside(steward(), 0, 2).next()).isNotNull();
    assertThat(lets.outside(steward(), 0, 10).items())
        .contains(
            new Outside("~bank", "bank", "issuer", "-5.00"),
            new Outside("~ana", "ana", "account", "3.00"));
    assertThat(lets.account(steward(), "~ana", Optional.empty()).balance()).isEqualTo("3.00");
    Statement statement =
        lets.statement(
            steward(),
            "~ana",
            Optional.of(Instant.parse("2020-01-01T00:00:00Z")),
            Optional.of(Instant.parse("2020-12-31T00:00:00Z")),
            Optional.empty(),
            10);
    assertThat(statement.closing()).isEqualTo("3.00");
    assertThat(statement.items())
        .extracting(Statement.Line::counterpartName)
        .containsExactly("ben", "bank");
    assertThat(statement.items())
        .extracting(Statement.Line::kind)
        .containsExactly("imported", "issued");
    assertThatThrownBy(() -> lets.account(steward(), "~nadie", Optional.empty()))
        .isInstanceOf(Refused.class);
  }

  @Test
  void an_account_that_turns_out_to_issue_loses_its_floor() throws Exception {
    imported(HEADER + "1,2020-01-25,STANDARD,bank,ana,5" + TOKEN);
    assertThat(ledger.account(book, account("bank")).orElseThrow().limits().creditLimit()).isZero();
    imported(HEADER + "2,2020-01-26,DISBURSEMENT,bank,ana,5" + TOKEN);
    assertThat(ledger.account(book, account("bank")).orElseThrow().limits().creditLimit()).isNull();
  }

  @Test
  void a_long_file_with_repeats_gives_what_a_sum_in_memory_gives_also_after_a_half_one()
      throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    Map<String, Long> expected = new HashMap<>();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      String from = "a" + random.nextInt(300);
      String to = "b" + random.nextInt(300);
      long amount = 1L + random.nextInt(100_000);
      expected.merge(from, -amount, Long::sum);
      expected.merge(to, amount, Long::sum);
      rows.add(
          "%d,2020-01-%02d 10:00:00,STANDARD,%s,%s,%d.%02d"
                  .formatted(i, 1 + i / 400, from, to, amount / 100, amount % 100)
              + TOKEN);
    }
    assertThat(imported(HEADER + String.join("", rows.subList(0, 3_000))).booked())
        .isEqualTo(3_000);
    rows.addAll(rows.subList(2_000, 2_500));
    List<Double> shares = new ArrayList<>();
    Report report =
        imports.transfers(
            file(HEADER + String.join("", rows)),
            COMMUNITY,
            Map.of(),
            now -> shares.add(now.share()));
    assertThat(report.booked()).isEqualTo(7_000);
    assertThat(report.there()).isEqualTo(3_500);
    assertThat(report.refused()).isZero();
    assertThat(report.sum()).isZero();
    assertThat(shares).hasSize(2).isSorted().allMatch(share -> share > 0 && share <= 1);
    assertThat(balances()).isEqualTo(expected);
    assertThat(ledger.changes(book, 0, 10_001))
        .extracting(TransferRow::validAt)
        .hasSize(10_000)
        .isSorted();
  }

  private static Report.Refusal no(long line, String reason) {
    return new Report.Refusal(line, reason);
  }

  private static Standing steward() {
    MemberId member = new MemberId(new UUID(1, 1));
    return new Standing(COMMUNITY, "sol", member, "stella", 1, Role.STEWARD, member, 1);
  }

  private Report imported(String text) throws IOException {
    return imports.transfers(file(text), COMMUNITY, Map.of(), now -> {});
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("transfers.csv"), text, StandardCharsets.UTF_8);
  }

  private int account(String name) {
    return lets.outside(COMMUNITY, List.of(name), List.of()).accounts().values().iterator().next();
  }

  private Map<String, Long> balances() {
    Map<String, Long> balances = new HashMap<>();
    Map<Integer, Long> byNumber = new HashMap<>();
    for (AccountState state : ledger.accountsAfter(book, 0, 10_000)) {
      byNumber.put(state.number(), state.balance());
    }
    int after = 0;
    List<Outside> page;
    do {
      page = lets.outside(steward(), after, 100).items();
      for (Outside one : page) {
        after = account(one.name());
        balances.put(one.name(), byNumber.get(after));
      }
    } while (!page.isEmpty());
    return balances;
  }
}
