package org.coomunity.base.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.mail.MailStore.Row;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.registry.DataClass;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Letters by e-mail. One is written down in the transaction of what it tells and carried by a job
/// afterwards, so that a server that is slow or away holds nobody up; it is tried again with
/// growing waits and given up after ten times. Without a server they are laid into a folder.
public final class Mail {
  private static final Logger LOG = LoggerFactory.getLogger(Mail.class);

  private final Database database;
  private final InstantSource clock;
  private final Messages messages;
  private final Post post;

  public Mail(Database database, InstantSource clock, Messages messages, MailSettings settings) {
    this.database = database;
    this.clock = clock;
    this.messages = messages;
    this.post = new Post(settings);
  }

  /// A letter to be put into words.
  ///
  /// @param kind its texts are `mail.<kind>.subject` and `mail.<kind>.words`
  /// @param values for the placeholders of the texts: texts, or numbers for what is counted
  /// @param why the text that says which setting sent it; null for what somebody just asked for
  public record Draft(
      MemberId member,
      String address,
      Language language,
      String kind,
      Map<String, ?> values,
      @Nullable String why) {
    public Draft {
      values = Map.copyOf(values);
    }

    @Override
    public String toString() {
      return "Draft[" + kind + "]"; // what stands in it may open a door
    }
  }

  /// Writes a letter down. More than twenty that wait for one member are not written.
  ///
  /// @param leave where a POST stops letters of this kind, without a log-in (RFC 8058); empty for
  ///   those that always come
  public void write(Tx tx, Draft draft, Optional<String> leave) {
    Instant now = clock.instant();
    Language language = draft.language();
    String subject = messages.text(language, "mail." + draft.kind() + ".subject", draft.values());
    String words =
        messages.text(language, "mail." + draft.kind() + ".words", draft.values())
            + "\n\n"
            + messages.text(language, "mail.signature")
            + (draft.why() == null
                ? ""
                : "\n\n" + messages.text(language, draft.why(), draft.values()));
    UUID id = Uuid7.at(now);
    MailStore.write(
        tx,
        new Letter(
            draft.member(),
            id,
            draft.address(),
            language,
            MailRules.line(subject),
            MailRules.linked(words),
            leave.orElse(null),
            now),
        MailRules.WAITING_MOST);
  }

  /// Carries letters that are due, at most `most`; a job calls it.
  ///
  /// @return how many went
  public int carry(int most) {
    Instant now = clock.instant();
    List<Row> taken = database.write(tx -> MailStore.take(tx, now, now.plus(MailRules.TURN), most));
    int went = 0;
    for (Row row : taken) {
      went += carried(row) ? 1 : 0;
    }
    return went;
  }

  private boolean carried(Row row) {
    try {
      post.carry(row.letter());
    } catch (MessagingException | IOException failure) {
      boolean last = row.tries() >= MailRules.TRIES_MOST;
      LOG.warn(
          "letter {} was not carried ({} of {} tries): {}",
          row.id(),
          row.tries(),
          MailRules.TRIES_MOST,
          failure.toString());
      if (last) {
        delete(row);
      } else {
        Instant due = clock.instant().plus(MailRules.wait(row.tries()));
        database.write(tx -> {
          MailStore.again(tx, row.memberId(), row.id(), due);
          return due;
        });
      }
      return false;
    }
    delete(row);
    return true;
  }

  private void delete(Row row) {
    database.write(tx -> {
      MailStore.delete(tx, row.memberId(), row.id());
      return row;
    });
  }

  /// Letters that lie in the folder, the newest first, at most `most`.
  public List<Laid> laid(int most) {
    try {
      return post.laid(most);
    } catch (IOException failure) {
      throw new UncheckedIOException("the folder of letters cannot be read", failure);
    } catch (MessagingException broken) {
      throw new IllegalStateException("a file in the folder of letters is none", broken);
    }
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
