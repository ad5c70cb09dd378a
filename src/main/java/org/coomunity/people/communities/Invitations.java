package org.coomunity.people.communities;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.people.communities.CommunityRules.Code;
import org.coomunity.people.communities.InvitationStore.Row;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Invitations: made, looked at, used once, taken back, and returned when nobody came.
final class Invitations {
  private static final Logger LOG = LoggerFactory.getLogger(Invitations.class);
  private static final int OPEN_MOST = 200;

  private final Database database;
  private final InstantSource clock;
  private final Members members;
  private final Books books;
  private final URI publicUrl;
  private final SecureRandom random = new SecureRandom();

  Invitations(Database database, InstantSource clock, Members members, Books books, URI publicUrl) {
    this.database = database;
    this.clock = clock;
    this.members = members;
    this.books = books;
    this.publicUrl = publicUrl;
  }

  /// @param inviter number of whoever invites; 0 for the operator
  /// @param operator who that is, for the audit; null for others, and for the platform itself
  Made<Invitation> invite(
      Community community, int inviter, @Nullable MemberId operator, Invitation.Draft draft) {
    // as exact as the database keeps it, so that a repeat reads the same
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Role role = draft.role() == null ? Role.MEMBER : CommunityRules.role(draft.role());
    if (inviter == 0 ? draft.gift() != null : role != Role.MEMBER) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    Code code = new Code(community.slug(), CommunityRules.secret(bytes));
    Row row =
        new Row(
            community.id(),
            draft.id() == null ? Uuid7.at(now) : draft.id(),
            inviter,
            role.name(),
            draft.gift(),
            CommunityRules.words(draft.text() == null ? "" : draft.text(), 0, 500, "text"),
            now,
            CommunityRules.until(draft.expiresIn(), now),
            code.secret(),
            null,
            null);
    boolean fresh =
        database.write(tx -> {
          inside(tx, community, inviter);
          Optional<Row> first = InvitationStore.locked(tx, community.id(), row.id());
          if (first.isPresent()) {
            repeats(first.get(), row);
            return false;
          }
          if (InvitationStore.open(tx, community.id(), inviter, now) >= OPEN_MOST) {
            throw Refused.because(Refusal.TOO_MANY_OPEN, "limit", OPEN_MOST);
          }
          InvitationStore.insert(tx, row, hash(code.secret()));
          if (draft.gift() != null) {
            books.invited(tx, community.id(), row.id(), inviter, draft.gift(), row.expiresAt());
          }
          if (operator != null) {
            tx.later(audited(row, operator).rider());
          }
          return true;
        });
    if (fresh) {
      return Made.fresh(invitation(community, row));
    }
    return Made.replay(
        invitation(
            community,
            database.read(tx -> InvitationStore.find(tx, community.id(), row.id())).orElseThrow()));
  }

  private static AuditEntry audited(Row row, MemberId operator) {
    return new AuditEntry(
        row.communityId(),
        Uuid7.at(row.createdAt()),
        row.createdAt(),
        operator,
        "invite." + row.role(),
        row.id().toString(),
        "");
  }

  private Invitation invitation(Community community, Row row) {
    Code code = new Code(community.slug(), Optional.ofNullable(row.secret()).orElse(""));
    return new Invitation(
        row.id(), code.toString(), publicUrl + "/join/" + code, row.gift(), row.expiresAt());
  }

  /// The community is awake, and whoever invites is still inside; neither changes until the end.
  private static void inside(Tx tx, Community community, int inviter) {
    if (CommunitiesStore.locked(tx, community.id()).archivedAt() != null) {
      throw Refused.because(Refusal.COMMUNITY_ARCHIVED);
    }
    boolean inside =
        inviter == 0
            || CommunitiesStore.memberships(tx, community.id(), List.of(inviter)).stream()
                .anyMatch(Membership::active);
    if (!inside) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
  }

  /// A repeat gets the first answer while the code is worth something.
  private void repeats(Row first, Row again) {
    String differs =
        first.inviter() != again.inviter()
            ? "id"
            : !Objects.equals(first.gift(), again.gift())
                ? "gift"
                : !first.words().equals(again.words())
                    ? "text"
                    : !first.role().equals(again.role())
                        ? "role"
                        : first.life().equals(again.life()) ? null : "expiresIn";
    if (differs != null) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", differs);
    }
    if (!first.open(clock.instant())) {
      throw Refused.because(Refusal.INVITATION_GONE);
    }
  }

  /// What the holder of a code may know; empty when it is worth nothing (any more).
  Optional<Row> open(Tx tx, Community community, Code code, boolean locked) {
    return InvitationStore.find(tx, community.id(), hash(code.secret()), locked)
        .filter(row -> row.open(clock.instant()));
  }

  /// An invitation is used by somebody who has just been given a number.
  void used(Tx tx, Row row, int newcomer) {
    InvitationStore.used(tx, row, newcomer, clock.instant());
    if (row.gift() != null) {
      books.giftTaken(tx, row.communityId(), row.id(), newcomer);
    }
  }

  Page<Invitation.Line> by(CommunityId community, int inviter, Optional<UUID> before, int limit) {
    return database.read(tx -> {
      List<Row> rows =
          InvitationStore.by(tx, community, inviter, before.orElse(new UUID(-1, -1)), limit + 1);
      Map<Integer, String> names =
          Lookups.handles(
              tx, community, rows.stream().map(Row::usedBy).filter(n -> n != null).toList());
      return Page.of(rows, limit, row -> row.id().toString())
          .map(row -> line(row, row.usedBy() == null ? null : names.get(row.usedBy())));
    });
  }

  private Invitation.Line line(Row row, @Nullable String usedBy) {
    String state =
        row.usedBy() != null
            ? "used"
            : row.open(clock.instant()) ? "open" : row.closedAt() != null ? "returned" : "expired";
    return new Invitation.Line(
        row.id(), row.gift(), state, row.createdAt(), row.expiresAt(), usedBy);
  }

  /// Takes an open invitation back; its gift returns.
  void withdraw(CommunityId community, int inviter, UUID id) {
    database.write(tx -> {
      Row row =
          InvitationStore.locked(tx, community, id)
              .filter(found -> found.inviter() == inviter)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (row.usedBy() != null) {
        throw Refused.because(Refusal.INVITATION_GONE);
      }
      returned(tx, row);
      return row;
    });
  }

  /// Takes back what somebody who goes has open, so that their gifts are home before they settle.
  void withdrawAll(Tx tx, CommunityId community, int inviter) {
    InvitationStore.openOf(tx, community, inviter).forEach(row -> returned(tx, row));
  }

  /// The same for a whole community.
  void withdrawAll(Tx tx, CommunityId community) {
    InvitationStore.openOf(tx, community, null).forEach(row -> returned(tx, row));
  }

  /// Who used a code, if anybody.
  Optional<Integer> usedBy(Tx tx, Community community, Code code) {
    return InvitationStore.find(tx, community.id(), hash(code.secret()), false)
        .flatMap(row -> Optional.ofNullable(row.usedBy()));
  }

  private void returned(Tx tx, Row row) {
    if (row.usedBy() == null && row.closedAt() == null) {
      InvitationStore.close(tx, row, clock.instant());
      if (row.gift() != null) {
        books.giftReturned(tx, row.communityId(), row.id());
      }
    }
  }

  /// Returns the gifts of invitations that nobody used in time; says how many.
  int sweep(int most) {
    List<Row> due = database.read(tx -> InvitationStore.due(tx, clock.instant(), most));
    int done = 0;
    for (Row row : due) {
      try {
        database.write(tx -> {
          InvitationStore.locked(tx, row.communityId(), row.id())
              .ifPresent(now -> returned(tx, now));
          return row;
        });
        done++;
      } catch (Refused no) {
        // one that cannot return now does not hold up the others; it is tried again next time
        LOG.warn("invitation {} could not return: {}", row.id(), no.refusal());
      }
    }
    return done;
  }

  /// How whoever invited calls themselves.
  Optional<String> inviter(Tx tx, Row row) {
    return CommunitiesStore.memberships(tx, row.communityId(), List.of(row.inviter())).stream()
        .findFirst()
        .flatMap(membership -> members.member(membership.member()))
        .map(Member::displayName);
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
