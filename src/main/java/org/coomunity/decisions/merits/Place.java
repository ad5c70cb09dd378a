package org.coomunity.decisions.merits;

import org.jspecify.annotations.Nullable;

/// What a member has by now and what their journey follows from, while it is being worked on. The
/// row is locked from when it is read until the transaction ends.
final class Place {
  /// The row as it is stored.
  record Row(
      int memberNo,
      long meritos,
      long ondas,
      long heldMeritos,
      long heldOndas,
      long lastN,
      int trades,
      int votes,
      int stars,
      int ratings,
      @Nullable Integer partner,
      int partners,
      int activeDays,
      boolean listed,
      int stage,
      int asked,
      int badges) {
    static Row none(int no) {
      return new Row(no, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, 0, 0, false, 0, 0, 0);
    }

    long balance(Kind kind) {
      return kind == Kind.MERITO ? meritos : ondas;
    }

    Stage stages() {
      return Stage.of(stage);
    }
  }

  final int no;
  private Row stored;
  final long[] balance = new long[2];
  final long[] held = new long[2];
  long lastN;
  int trades;
  int votes;
  int stars;
  int ratings;
  @Nullable Integer partner;
  int partners;
  int activeDays;
  boolean listed;
  Stage stage;
  int asked;
  int badges;

  Place(Row row) {
    this.no = row.memberNo();
    this.stored = row;
    this.balance[Kind.MERITO.code()] = row.meritos();
    this.balance[Kind.ONDA.code()] = row.ondas();
    this.held[Kind.MERITO.code()] = row.heldMeritos();
    this.held[Kind.ONDA.code()] = row.heldOndas();
    this.lastN = row.lastN();
    this.trades = row.trades();
    this.votes = row.votes();
    this.stars = row.stars();
    this.ratings = row.ratings();
    this.partner = row.partner();
    this.partners = row.partners();
    this.activeDays = row.activeDays();
    this.listed = row.listed();
    this.stage = row.stages();
    this.asked = row.asked();
    this.badges = row.badges();
  }

  Row row() {
    return new Row(
        no,
        balance[0],
        balance[1],
        held[0],
        held[1],
        lastN,
        trades,
        votes,
        stars,
        ratings,
        partner,
        partners,
        activeDays,
        listed,
        stage.code(),
        asked,
        badges);
  }

  /// True when it is another than the stored row; it counts as stored from now on.
  boolean moved() {
    Row now = row();
    boolean moved = !now.equals(stored);
    stored = now;
    return moved;
  }

  /// Keeps in mind that they did something with somebody.
  void met(int other) {
    if (partner == null) {
      partner = other;
      partners = 1;
    } else if (partner != other) {
      partners = 2;
    }
  }

  boolean wears(Badge.Name badge) {
    return (badges & badge.bit()) != 0;
  }

  boolean outside(int than) {
    return partner != null && (partners > 1 || partner != than);
  }
}
