package org.coomunity.base.translate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.concepts.Concepts;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.messageformat.MessageTree.Words;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.registry.DataClass;
import org.jspecify.annotations.Nullable;

/// What people wrote, in the language of who reads it: masked, translated by a provider outside,
/// proved by rules, remembered. What no answer does right waits for a person, and the original
/// stands. Off until a provider is set.
public final class Translate {
  /// The provider and what may go out to it.
  ///
  /// @param provider `openai`, `deepl`, `libretranslate`, `fake`; empty for none
  /// @param url the beginning of its addresses
  /// @param dailyCharacters the most a community sends out on a day
  public record Settings(
      String provider, String url, Secret key, String model, long dailyCharacters) {
    /// No provider.
    public static final Settings NONE = new Settings("", "", new Secret(""), "", 0);
  }

  /// What came of a wish: a translation, or the job under which a person finds it.
  public record Answered(Optional<Translation> translation, Optional<UUID> job) {}

  /// The most characters of one text.
  static final int TEXT_MOST = 8_000;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LOCKS = 64;
  private static final int TRIES = 3;

  private final Database database;
  private final InstantSource clock;
  private final Concepts concepts;
  private final TranslateDoors doors;
  private final Translator translator;
  private final Breaker breaker;
  private final @Nullable Provider provider;
  private final long most;
  private final Object[] locks = new Object[LOCKS];

  public Translate(
      Database database,
      InstantSource clock,
      Concepts concepts,
      TranslateDoors doors,
      Settings settings) {
    this(database, clock, concepts, doors, provider(settings), settings.dailyCharacters());
  }

  Translate(
      Database database,
      InstantSource clock,
      Concepts concepts,
      TranslateDoors doors,
      @Nullable Provider provider,
      long most) {
    this.database = database;
    this.clock = clock;
    this.concepts = concepts;
    this.doors = doors;
    this.translator = new Translator(concepts);
    this.breaker = new Breaker(clock);
    this.provider = provider;
    this.most = most;
    Arrays.setAll(locks, i -> new Object());
  }

  static @Nullable Provider provider(Settings settings) {
    return switch (settings.provider()) {
      case "openai" ->
          new OpenAiProvider(calls(), settings.url(), settings.key(), settings.model());
      case "deepl" -> new DeepLProvider(calls(), settings.url(), settings.key());
      case "libretranslate" -> new LibreProvider(calls(), settings.url(), settings.key());
      case "fake" -> new FakeProvider();
      default -> null;
    };
  }

  private static Calls calls() {
    return new Calls(PATIENCE);
  }

  /// True when there is a provider.
  public boolean available() {
    return provider != null;
  }

  /// A text that stands in the platform.
  record Text(
      UUID scope,
      MemberId author,
      String ref,
      Language from,
      Language to,
      String body,
      List<String> names) {}

  /// A field of a listing or an announcement in another language.
  ///
  /// @param field `title` or `text`
  /// @throws Refused `not_found`, `consent_missing`, `no_provider` and `busy` with `original`,
  ///   `budget_spent`
  public Answered stored(Caller caller, TranslateDoors.Ref ref, String field, Language to) {
    return answer(text(caller, ref, field, to), caller.member());
  }

  /// The same, when it was translated before; asks nobody.
  public Optional<Translation> known(
      Caller caller, TranslateDoors.Ref ref, String field, Language to) {
    if (provider == null) {
      return Optional.empty();
    }
    Text text = text(caller, ref, field, to);
    return database
        .read(tx -> TranslateStore.known(tx, text.scope(), hash(text)))
        .map(known -> shown(text, known));
  }

  private Text text(Caller caller, TranslateDoors.Ref ref, String field, Language to) {
    TranslateDoors.Written written =
        doors.texts().of(caller, ref).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    String body =
        switch (field) {
          case "title" -> written.title();
          case "text" -> written.text();
          default -> throw Refused.field(Refusal.FIELD_FORMAT, "field");
        };
    return new Text(
        written.community().value(),
        written.author(),
        String.join(":", ref.kind(), ref.slug(), ref.id().toString(), field),
        written.language(),
        to,
        body,
        written.names());
  }

  /// A text of one's own in another language.
  ///
  /// @throws Refused as `listing` does
  public Answered own(Caller caller, String body, Language from, Language to) {
    Text text =
        new Text(caller.member().value(), caller.member(), "own", from, to, body, List.of());
    return answer(text, caller.member());
  }

  private Answered answer(Text text, MemberId asker) {
    if (text.body().isBlank() || text.from() == text.to()) {
      return made(text, new TranslateStore.Known(text.body(), "original", true));
    }
    Provider asked = provider;
    if (asked == null) {
      throw Refused.because(Refusal.NO_PROVIDER, "original", text.body());
    }
    byte[] hash = hash(text);
    // the same wish twice at once waits for the first, and costs once
    synchronized (locks[Math.floorMod(Arrays.hashCode(hash), LOCKS)]) {
      Optional<TranslateStore.Known> known =
          database.read(tx -> TranslateStore.known(tx, text.scope(), hash));
      if (known.isPresent()) {
        return made(text, known.get());
      }
      Optional<UUID> waits = database.read(tx -> TranslateStore.queued(tx, text.scope(), hash));
      if (waits.isPresent()) {
        return new Answered(Optional.empty(), waits);
      }
      // who asks for their own text has agreed by asking; for that of others, the others must have
      if (!text.author().equals(asker) && !doors.consents().given(text.author())) {
        throw Refused.because(Refusal.CONSENT_MISSING, "original", text.body());
      }
      return asked(text, hash, asked);
    }
  }

  private Answered asked(Text text, byte[] hash, Provider provider) {
    Masked masked = translator.masking().mask(text.body(), text.from(), text.to(), text.names());
    long characters = masked.text().codePointCount(0, masked.text().length());
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    boolean left =
        database.write(
            tx -> TranslateStore.spend(tx, text.scope(), day, provider.id(), characters, most));
    if (!left) {
      throw Refused.because(Refusal.BUDGET_SPENT, "original", text.body());
    }
    Outcome outcome;
    try {
      outcome = translator.translate(List.of(masked), provider, breaker).getFirst();
    } catch (Provider.Failure failure) {
      throw Refused.because(Refusal.BUSY, "original", text.body());
    }
    if (outcome.proved()) {
      TranslateStore.Known known = new TranslateStore.Known(words(outcome), provider.id(), false);
      remember(text, hash, known);
      return made(text, known);
    }
    return new Answered(Optional.empty(), Optional.of(queue(text, hash, outcome, provider.id())));
  }

  private static String words(Outcome outcome) {
    StringBuilder out = new StringBuilder();
    outcome
        .pattern()
        .forEach(piece -> {
          if (piece instanceof Words words) {
            out.append(words.text());
          }
        });
    return out.toString();
  }

  private void remember(Text text, byte[] hash, TranslateStore.Known known) {
    database.write(tx -> {
      TranslateStore.remember(
          tx,
          text.scope(),
          hash,
          text.author().value(),
          text.ref(),
          text.to().tag(),
          known,
          clock.instant());
      return known;
    });
  }

  private UUID queue(Text text, byte[] hash, Outcome outcome, String by) {
    TranslateStore.Job job =
        new TranslateStore.Job(
            Uuid7.at(clock.instant()),
            hash,
            text.author().value(),
            text.ref(),
            text.from().tag(),
            text.to().tag(),
            text.body(),
            "NEEDS_PERSON",
            Json.write(outcome.faults().subList(0, Math.min(20, outcome.faults().size()))),
            by,
            clock.instant());
    return database.write(tx -> TranslateStore.queue(tx, text.scope(), job, TRIES));
  }

  private Answered made(Text text, TranslateStore.Known known) {
    return new Answered(Optional.of(shown(text, known)), Optional.empty());
  }

  private Translation shown(Text text, TranslateStore.Known known) {
    return new Translation(
        known.body(),
        known.provider(),
        !known.reviewed(),
        text.from().tag(),
        text.to().tag(),
        concepts.mentions(known.body(), text.to()).stream()
            .map(mention -> mention.key())
            .distinct()
            .toList());
  }

  /// Everything a translation depends on.
  private byte[] hash(Text text) {
    String id = provider == null ? "" : provider.id();
    String all =
        String.join(
            "\u0000",
            text.body(),
            text.from().tag(),
            text.to().tag(),
            concepts.version(),
            id,
            String.join("\u0001", text.names()));
    try {
      return MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The texts of a community that wait for a person, or were translated by one.
  public Page<QueuedText> queue(
      Standing standing, String state, int limit, Optional<String> cursor) {
    UUID after;
    try {
      after = cursor.map(Json::uuid).orElse(new UUID(0, 0));
    } catch (IllegalArgumentException broken) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    String wanted = state.toUpperCase(Locale.ROOT);
    if (!List.of("NEEDS_PERSON", "REVIEWED").contains(wanted)) {
      throw Refused.field(Refusal.FIELD_FORMAT, "state");
    }
    List<QueuedText> rows =
        database
            .read(tx ->
                TranslateStore.jobs(tx, standing.community().value(), wanted, after, limit + 1))
            .stream()
            .map(Translate::queued)
            .toList();
    return Page.of(rows, limit, row -> row.id().toString());
  }

  private static QueuedText queued(TranslateStore.Job job) {
    return new QueuedText(
        job.id(),
        job.ref(),
        job.sourceLang(),
        job.targetLang(),
        job.source(),
        job.state(),
        List.of(Json.read(job.faults(), Fault[].class)),
        job.provider(),
        job.at());
  }

  /// A person's translation of a queued text. It holds to the same rules, and no machine changes it
  /// afterwards.
  ///
  /// @return what is wrong with it; empty when it stands from now on
  public List<Fault> write(Standing standing, UUID id, String body) {
    UUID scope = standing.community().value();
    return database.write(tx -> {
      TranslateStore.Job job =
          TranslateStore.job(tx, scope, id).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      Masked masked =
          translator
              .masking()
              .mask(
                  job.source(),
                  Language.of(job.sourceLang()).orElseThrow(),
                  Language.of(job.targetLang()).orElseThrow(),
                  List.of());
      String clean = Masking.clean(body);
      String shown = Isolation.of(masked, clean);
      List<Fault> faults = translator.verifier().faults(masked, shown);
      if (faults.isEmpty()) {
        TranslateStore.remember(
            tx,
            scope,
            job.hash(),
            job.author(),
            job.ref(),
            job.targetLang(),
            new TranslateStore.Known(shown, "person", true),
            clock.instant());
        TranslateStore.reviewed(tx, scope, id);
      }
      return faults;
    });
  }

  /// The routes of translation.
  public List<Route> routes(RateLimits limits) {
    return TranslateHttp.routes(this, limits);
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
