package org.coomunity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coomunity.analytics.findings.Findings;
import org.coomunity.analytics.insight.Insight;
import org.coomunity.analytics.pulse.PulseDoors;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.live.Live;
import org.coomunity.exchange.ayni.CommunityAyni;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;
import org.coomunity.web.Web;
import org.jspecify.annotations.Nullable;

/// What pulse asks of the other modules and of the machine.
record Watching(Config config, Web.Modules modules, Messages messages, Live live) {
  private static final String TOPIC = "community:";

  PulseDoors doors() {
    Alignment alignment = new Alignment(modules.communities(), modules.findings());
    return new PulseDoors(
        this::site,
        this::balance,
        this::present,
        this::keeping,
        insights(alignment, modules.insight()));
  }

  private static PulseDoors.Insights insights(Alignment alignment, Insight insight) {
    return () -> {
      Findings.Vocations vocations = alignment.now();
      return new PulseDoors.Insight(insight.risk(), vocations.share(), vocations.told());
    };
  }

  private PulseDoors.@Nullable Site site(CommunityId id) {
    return modules
        .communities()
        .community(id)
        .map(community ->
            new PulseDoors.Site(
                community.slug(),
                community.country(),
                messages.zone(community.country()),
                modules.lets().exchange(id).unit().one()))
        .orElse(null);
  }

  private PulseDoors.Balance balance(CommunityId community) {
    CommunityAyni ayni = modules.ayni().community(community);
    return new PulseDoors.Balance(
        Double.parseDouble(ayni.ayniScore()),
        ayni.scoredTrades(),
        ayni.active() == 0 ? Double.NaN : Double.parseDouble(ayni.reciprocity()));
  }

  /// Who has a page of a community open hears its news.
  private Map<CommunityId, Set<Integer>> present() {
    Map<CommunityId, Set<Integer>> present = new HashMap<>();
    live.listening(TOPIC)
        .forEach((topic, members) -> {
          Optional<Community> community =
              modules.communities().community(topic.substring(TOPIC.length()));
          community.ifPresent(one -> present.put(one.id(), numbers(one.id(), members)));
        });
    return present;
  }

  private Set<Integer> numbers(CommunityId community, Set<MemberId> members) {
    Set<Integer> numbers = new HashSet<>();
    for (MemberId member : members) {
      modules
          .communities()
          .membershipOf(community, member)
          .map(Membership::no)
          .ifPresent(numbers::add);
    }
    return numbers;
  }

  private PulseDoors.Keeping keeping() {
    return new PulseDoors.Keeping(
        diskFree(config.dataDirectory()),
        config.tls().map(tls -> ends(tls.certificate())).orElse(Double.NaN),
        new KeptBackups(config.dataDirectory()).last(config.databaseUrl().isEmpty()));
  }

  private static double diskFree(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      return (double) store.getUsableSpace() / Math.max(1, store.getTotalSpace());
    } catch (IOException unknown) {
      return Double.NaN;
    }
  }

  private static double ends(Path certificate) {
    try (InputStream in = Files.newInputStream(certificate)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in)
              instanceof X509Certificate own
          ? own.getNotAfter().toInstant().getEpochSecond()
          : Double.NaN;
    } catch (IOException | CertificateException unreadable) {
      return Double.NaN;
    }
  }
}
