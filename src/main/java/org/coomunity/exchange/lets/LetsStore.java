package org.coomunity.exchange.lets;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.people.communities.Books;

/// Exchanges, policies, accounts, gifts and farewells in the database.
final class LetsStore {
  /// An exchange as it is stored, with its newest policy.
  record Row(
      CommunityId communityId,
      int book,
      String code,
      String name,
      String symbol,
      int decimals,
      int fund,
      int escrow,
      int pool,
      int version,
      String body) {}

  /// The account of a member.
  record AccountRow(
      int no, int account, String autoAccept, int autoAcceptDays, String autoAcceptFrom) {}

  /// What is inside an invitation.
  record Held(UUID invitation, int inviter, long amount, String state) {}

  /// An exchange without an amount.
  record Gift(UUID id, int payer, int payee, int actor, String words, Instant at) {}

  private LetsStore() {}

  static void open(Tx tx, Row row, Instant at) {
    tx.update(
            """
            insert into lets.exchange
              (community_id, book, code, name, symbol, decimals, fund, escrow, pool, created_at)
            values (:community, :book, :code, :name, :symbol, :decimals, :fund, :escrow, :pool, :at)
            """)
        .bind("community", row.communityId())
        .bind("book", row.book())
        .bind("code", row.code())
        .bind("name", row.name())
        .bind("symbol", row.symbol())
        .bind("decimals", row.decimals())
        .bind("fund", row.fund())
        .bind("escrow", row.escrow())
        .bind("pool", row.pool())
        .bind("at", at)
        .execute();
  }

  static void policy(Tx tx, CommunityId community, int version, String body, int by, Instant at) {
    tx.update(
            """
            insert into lets.policy (community_id, version, body, actor, at)
            values (:community, :version, :body::jsonb, :actor, :at)
            """)
        .bind("community", community)
        .bind("version", version)
        .bind("body", body)
        .bind("actor", by)
        .bind("at", at)
        .execute();
  }

  static Optional<Row> find(Tx tx, CommunityId community) {
    return tx.query(
            """
            select e.community_id, e.book, e.code, e.name, e.symbol, e.decimals, e.fund, e.escrow,
              e.pool, p.version, p.body
            from lets.exchange e, lateral (
              select version, body from lets.policy where community_id = e.community_id
              order by version desc limit 1) p
            where e.community_id = :community
            """)
        .bind("community", community)
        .mapTo(Row.class)
        .findOne();
  }

  /// Locks an exchange: decisions about it happen one after the other.
  static void lock(Tx tx, CommunityId community) {
    tx.query("select book from lets.exchange where community_id = :community for update")
        .bind("community", community)
        .mapTo(Integer.class)
        .one();
  }

  /// Keeps decisions about an exchange away until the end; others may do so at the same time.
  static void lockShared(Tx tx, CommunityId community) {
    tx.query("select book from lets.exchange where community_id = :community for share")
        .bind("community", community)
        .mapTo(Integer.class)
        .one();
  }

  /// Locks the account of a member: what counts its requests happens one after the other.
  static void lockAccount(Tx tx, CommunityId community, int no) {
    tx.query(
            """
            select no from lets.account where community_id = :community and no = :no for update
            """)
        .bind("community", community)
        .bind("no", no)
        .mapTo(Integer.class)
        .findOne();
  }

  static void account(Tx tx, CommunityId community, int no, int account) {
    tx.update(
            """
            insert into lets.account (community_id, no, account) values (:community, :no, :account)
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("account", account)
        .execute();
  }

  static Optional<AccountRow> account(Tx tx, CommunityId community, int no) {
    return tx.query(
            """
            select no, account, auto_accept, auto_accept_days, auto_accept_from from lets.account
            where community_id = :community and no = :no
            """)
        .bind("community", community)
        .bind("no", no)
        .mapTo(AccountRow.class)
        .findOne();
  }

  /// Which member has which account, for those accounts that a member has.
  static List<AccountRow> owners(Tx tx, CommunityId community, Collection<Integer> accounts) {
    return tx.query(
            """
            select no, account, auto_accept, auto_accept_days, auto_accept_from from lets.account
            where community_id = :community and account = any(:accounts)
            """)
        .bind("community", community)
        .bind("accounts", accounts.stream().mapToInt(Integer::intValue).toArray())
        .mapTo(AccountRow.class)
        .list();
  }

  /// Accounts of members with a number above `after`, in order.
  static List<AccountRow> accountsAfter(Tx tx, CommunityId community, int after, int limit) {
    return tx.query(
            """
            select no, account, auto_accept, auto_accept_days, auto_accept_from from lets.account
            where community_id = :community and no > :after order by no limit :limit
            """)
        .bind("community", community)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(AccountRow.class)
        .list();
  }

  static void autoAccept(Tx tx, CommunityId community, int no, String mode, int days, String from) {
    tx.update(
            """
            update lets.account set auto_accept = :mode, auto_accept_days = :days,
              auto_accept_from = :from::jsonb
            where community_id = :community and no = :no
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("mode", mode)
        .bind("days", days)
        .bind("from", from)
        .execute();
  }

  static Rider listing(CommunityId community, UUID payment, UUID listing) {
    return Rider.one(
        "insert into lets.payment_listing (community_id, payment, listing) values (?, ?, ?)",
        community.value(),
        payment,
        listing);
  }

  /// What a payment was for.
  static Optional<UUID> listingOf(Tx tx, CommunityId community, UUID payment) {
    return tx.query(
            """
            select listing from lets.payment_listing
            where community_id = :community and payment = :payment
            """)
        .bind("community", community)
        .bind("payment", payment)
        .mapTo(UUID.class)
        .findOne();
  }

  static boolean gift(Tx tx, CommunityId community, Gift gift) {
    return tx.update(
                """
                insert into lets.gift (community_id, id, payer, payee, actor, words, at)
                values (:community, :id, :payer, :payee, :actor, :words, :at) on conflict do nothing
                """)
            .bind("community", community)
            .bind("id", gift.id())
            .bind("payer", gift.payer())
            .bind("payee", gift.payee())
            .bind("actor", gift.actor())
            .bind("words", gift.words())
            .bind("at", gift.at())
            .execute()
        == 1;
  }

  static Optional<Gift> gift(Tx tx, CommunityId community, UUID id) {
    return tx.query(
            """
            select id, payer, payee, actor, words, at from lets.gift
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .mapTo(Gift.class)
        .findOne();
  }

  static void hold(Tx tx, CommunityId community, UUID invitation, int inviter, long amount) {
    tx.update(
            """
            insert into lets.escrow (community_id, invitation, inviter, amount)
            values (:community, :invitation, :inviter, :amount)
            """)
        .bind("community", community)
        .bind("invitation", invitation)
        .bind("inviter", inviter)
        .bind("amount", amount)
        .execute();
  }

  /// Lets go of what is inside an invitation; empty when that has happened.
  static Optional<Held> release(Tx tx, CommunityId community, UUID invitation, String state) {
    return tx.query(
            """
            update lets.escrow set state = :state
            where community_id = :community and invitation = :invitation and state = 'HELD'
            returning invitation, inviter, amount, state
            """)
        .bind("community", community)
        .bind("invitation", invitation)
        .bind("state", state)
        .mapTo(Held.class)
        .findOne();
  }

  static void farewell(
      Tx tx, CommunityId community, UUID id, int no, long amount, String how, int by, Instant at) {
    tx.update(
            """
            insert into lets.farewell (community_id, id, no, amount, farewell, actor, at)
            values (:community, :id, :no, :amount, :how, :actor, :at)
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("no", no)
        .bind("amount", amount)
        .bind("how", how)
        .bind("actor", by)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .execute();
  }

  /// Farewells, newest first.
  static List<Books.Parting> partings(Tx tx, CommunityId community, UUID before, int limit) {
    return tx.query(
            """
            select id, no, amount, farewell, actor, at from lets.farewell
            where community_id = :community and id < :before order by id desc limit :limit
            """)
        .bind("community", community)
        .bind("before", before)
        .bind("limit", limit)
        .mapTo(Books.Parting.class)
        .list();
  }
}
