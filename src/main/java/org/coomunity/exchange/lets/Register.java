package org.coomunity.exchange.lets;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Limits;
import org.jspecify.annotations.Nullable;

/// What other contracts than our own need to know of an exchange, by numbers.
final class Register {
  private final Database database;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Exchanges exchanges;

  Register(Database database, Ledger ledger, InstantSource clock, Exchanges exchanges) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    this.exchanges = exchanges;
  }

  List<CommunityId> coded(String code, int most) {
    return database.read(tx -> AskedStore.coded(tx, code, most));
  }

  List<Asked> asked(CommunityId community, Asked.Query wanted) {
    return database.read(tx -> AskedStore.rows(tx, community, wanted));
  }

  List<Asked> asked(CommunityId community, Collection<UUID> ids) {
    return ids.isEmpty() ? List.of() : database.read(tx -> AskedStore.rows(tx, community, ids));
  }

  List<Asked> answeredBy(CommunityId community, Collection<UUID> payments) {
    return payments.isEmpty()
        ? List.of()
        : database.read(tx -> AskedStore.answeredBy(tx, community, payments));
  }

  /// Sets the limits of an account by hand; what is null stays as it is.
  void limits(Standing admin, int account, @Nullable Long credit, @Nullable Long ceiling) {
    if (!admin.role().includes(Role.ADMIN)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    Exchange exchange = exchanges.of(admin.community());
    List<LetsStore.AccountRow> owners =
        database.read(tx -> LetsStore.owners(tx, admin.community(), List.of(account)));
    if (owners.isEmpty()) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
    database.write(tx -> {
      Limits now = ledger.account(exchange.book(), account).map(AccountState::limits).orElseThrow();
      Limits next =
          new Limits(
              credit == null ? now.creditLimit() : credit,
              now.soft(),
              ceiling == null ? now.maxBalance() : ceiling,
              now.softCeiling());
      ledger.limit(tx, exchange.book(), account, next, "admin", admin.actorNo());
      tx.later(AuditEntry.by(admin, "limits", "account:" + account, "", clock.instant()).rider());
      if (credit != null && !credit.equals(now.creditLimit())) {
        tx.publish(
            new LetsEvent.CreditLimitChanged(
                admin.community(), owners.getFirst().no(), credit, clock.instant()));
      }
      return next;
    });
  }
}
