package org.coomunity.base.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.coomunity.base.mail.MailSettings.Smtp;

/// Carries one letter: to a server (SMTP, RFC 5321), or into the folder as a file (RFC 5322).
final class Post {
  private static final String WAIT_MILLIS = Long.toString(Duration.ofSeconds(10).toMillis());
  private static final String END = ".eml";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS").withZone(ZoneOffset.UTC);

  private final MailSettings settings;
  private final Session session;

  Post(MailSettings settings) {
    this.settings = settings;
    this.session =
        Session.getInstance(settings.smtp().map(Post::properties).orElseGet(Properties::new));
  }

  /// What the server is spoken to with: every wait has an end, the certificate names the host.
  static Properties properties(Smtp smtp) {
    Properties said = new Properties();
    String protocol = smtp.tls() ? "smtps" : "smtp";
    String prefix = "mail." + protocol + ".";
    said.setProperty("mail.transport.protocol", protocol);
    said.setProperty(prefix + "host", smtp.host());
    said.setProperty(prefix + "port", Integer.toString(smtp.port()));
    for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
      said.setProperty(prefix + wait, WAIT_MILLIS);
    }
    said.setProperty(prefix + "ssl.checkserveridentity", "true");
    if (!smtp.tls()) {
      said.setProperty(prefix + "starttls.enable", "true");
      said.setProperty(prefix + "starttls.required", Boolean.toString(smtp.user() != null));
    }
    said.setProperty(prefix + "auth", Boolean.toString(smtp.user() != null));
    return said;
  }

  /// Carries a letter.
  ///
  /// @throws MessagingException when the server does not take it
  /// @throws IOException when the folder does not
  void carry(Letter letter) throws MessagingException, IOException {
    MimeMessage message = message(letter);
    if (settings.smtp().isEmpty()) {
      lay(letter, message);
      return;
    }
    Smtp smtp = settings.smtp().get();
    try (Transport transport = session.getTransport()) {
      transport.connect(
          smtp.host(),
          smtp.port(),
          smtp.user(),
          smtp.password() == null ? null : smtp.password().reveal());
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private MimeMessage message(Letter letter) throws MessagingException {
    MimeMessage message = new Numbered(session, "<" + letter.id() + "@" + settings.host() + ">");
    message.setFrom(new InternetAddress(settings.from(), false));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.address(), false));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(letter.madeAt()));
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody answers it by machine
    message.setHeader("Content-Language", letter.language().tag());
    if (letter.leave() != null) {
      message.setHeader("List-Unsubscribe", "<" + letter.leave() + ">");
      message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"); // RFC 8058
    }
    message.setText(letter.words(), StandardCharsets.UTF_8.name());
    message.saveChanges();
    return message;
  }

  /// A message with an identifier of our own: the library's would tell the name of the machine.
  private static final class Numbered extends MimeMessage {
    private final String id;

    Numbered(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  private void lay(Letter letter, MimeMessage message) throws IOException, MessagingException {
    Files.createDirectories(settings.folder());
    Path file = settings.folder().resolve(NAME.format(letter.madeAt()) + "-" + letter.id() + END);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(fresh)) {
      message.writeTo(out);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    List<Path> files = files();
    for (Path old : files.subList(Math.min(MailRules.FILES_MOST, files.size()), files.size())) {
      Files.deleteIfExists(old);
    }
  }

  /// The files of the folder, the newest first.
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(settings.folder())) {
      return List.of();
    }
    try (Stream<Path> listed = Files.list(settings.folder())) {
      return listed
          .filter(file -> file.getFileName().toString().endsWith(END))
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .toList();
    }
  }

  /// Letters that lie in the folder, the newest first.
  List<Laid> laid(int most) throws IOException, MessagingException {
    List<Laid> letters = new java.util.ArrayList<>();
    for (Path file : files().stream().limit(most).toList()) {
      try (var in = Files.newInputStream(file)) {
        MimeMessage message = new MimeMessage(session, in);
        letters.add(
            new Laid(
                String.valueOf(message.getAllRecipients()[0]),
                message.getSubject(),
                String.valueOf(message.getContent()).replace("\r\n", "\n"),
                message.getSentDate() == null ? Instant.EPOCH : message.getSentDate().toInstant()));
      }
    }
    return letters;
  }
}
