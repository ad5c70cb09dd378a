package org.coomunity.web;

import java.util.Optional;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.messages.Messages;
import org.coomunity.exchange.ayni.Ayni;
import org.coomunity.exchange.ayni.Exchanged;
import org.coomunity.exchange.ayni.Indicators;
import org.coomunity.exchange.commons.Commons;
import org.coomunity.exchange.commons.Fund;
import org.coomunity.exchange.lets.AccountView;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.lets.Lets;

/// What pages show of the money of a community.
final class Money {
  private final Lets lets;
  private final Commons commons;
  private final Ayni ayni;
  private final Messages messages;

  Money(Lets lets, Commons commons, Ayni ayni, Messages messages) {
    this.lets = lets;
    this.commons = commons;
    this.ayni = ayni;
    this.messages = messages;
  }

  Exchange exchange(CommunityId community) {
    return lets.exchange(community);
  }

  FundView fund(Exchange exchange) {
    Fund.Figures figures = commons.figures(exchange.community());
    return new FundView(figures.balance(), figures.income(), figures.payouts());
  }

  /// The account of a member; empty when the community keeps its books to itself.
  Optional<AccountView> account(Standing standing, String handle) {
    try {
      return Optional.of(lets.account(standing, handle, Optional.empty()));
    } catch (Refused closed) {
      if (closed.refusal() == Refusal.NOT_ALLOWED || closed.refusal() == Refusal.MEMBER_UNKNOWN) {
        return Optional.empty();
      }
      throw closed;
    }
  }

  static WalletView wallet(Unit unit, AccountView account) {
    return new WalletView(
        Shell.minor(unit, account.balance()),
        Shell.minor(unit, account.available()),
        Shell.minor(unit, account.reservedOut()),
        Shell.minor(unit, account.reservedIn()));
  }

  /// What the community looked like in the last 30 days.
  Indicators indicators(CommunityId community) {
    return ayni.indicators(community, Optional.empty(), Optional.empty());
  }

  /// The scale of a member: what they gave and received over the window of the community.
  ScaleView scale(Language language, Exchange exchange, CommunityId community, int no) {
    Exchanged exchanged = ayni.exchanged(community, no);
    long given = exchanged.given();
    long received = exchanged.received();
    Unit unit = exchange.unit();
    return new ScaleView(
        messages.amount(language, unit, given),
        messages.amount(language, unit, received),
        messages.figure(language, unit, given),
        messages.figure(language, unit, received),
        ScaleView.tilt(given, received),
        ScaleView.tone(given, received));
  }
}
