package org.coomunity.base.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.messages.Messages;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailTest {
  private static final MemberId LUZ = TestServer.memberId("luz");

  @TempDir Path folder = Path.of("");
  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.fresh("platform", "mail");

  @AfterEach
  void stop() {
    database.close();
  }

  private Mail mail(Optional<MailSettings.Smtp> smtp) {
    return new Mail(
        database,
        clock,
        new Messages(),
        new MailSettings(smtp, "no-reply@town.example", "town.example", folder.resolve("outbox")));
  }

  private void write(Mail mail, String name) {
    database.write(tx -> {
      mail.write(
          tx,
          new Mail.Draft(
              LUZ,
              "luz@example.org",
              Language.ES,
              "device_new",
              Map.of("name", name, "handle", "luz", "device", "Firefox", "link", "https://town"),
              null),
          Optional.empty());
      return name;
    });
  }

  private int waiting() {
    return count("select count(*) from mail.letter");
  }

  private int count(String sql) {
    return database.read(tx -> tx.query(sql).mapTo(Integer.class).one());
  }

  @Test
  void without_a_server_a_letter_becomes_a_file_in_the_language_of_who_gets_it()
      throws IOException {
    Mail mail = mail(Optional.empty());
    write(mail, "Luz Marína");
    assertThat(mail.carry(10)).isEqualTo(1);
    assertThat(mail.carry(10)).isZero();
    assertThat(waiting()).isZero();
    Laid laid = mail.laid(10).getFirst();
    assertThat(laid.to()).isEqualTo("luz@example.org");
    assertThat(laid.subject()).isEqualTo("Una entrada desde un lugar nuevo");
    assertThat(laid.words()).contains("Hola, Luz Marína:", "https://town", "Con cariño");
    String raw;
    try (Stream<Path> files = Files.list(folder.resolve("outbox"))) {
      raw = Files.readString(files.findFirst().orElseThrow());
    }
    assertThat(raw)
        .contains("From: no-reply@town.example", "Auto-Submitted: auto-generated")
        .containsPattern("Message-ID: <[0-9a-f-]+@town.example>");
  }

  @Test
  void a_name_with_line_breaks_becomes_no_header() {
    Mail mail = mail(Optional.empty());
    database.write(tx -> {
      MailStore.write(
          tx,
          new Letter(
              LUZ,
              new UUID(1, 1),
              "luz@example.org",
              Language.EN,
              MailRules.line("Hello\r\nBcc: everybody@example.org"),
              "words",
              null,
              clock.instant()),
          20);
      return 1;
    });
    assertThat(mail.carry(1)).isEqualTo(1);
    assertThat(mail.laid(1).getFirst().subject()).isEqualTo("Hello Bcc: everybody@example.org");
  }

  @Test
  void no_more_than_twenty_letters_wait_for_one_member() {
    Mail mail = mail(Optional.empty());
    for (int i = 0; i < 25; i++) {
      write(mail, "Luz");
    }
    assertThat(waiting()).isEqualTo(20);
  }

  @Test
  void a_server_that_is_away_is_tried_again_with_growing_waits_and_given_up_at_last()
      throws IOException {
    int nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = free.getLocalPort();
    }
    Mail mail = mail(Optional.of(new MailSettings.Smtp("127.0.0.1", nobody, false, null, null)));
    write(mail, "Luz");
    for (int tries = 1; tries < MailRules.TRIES_MOST; tries++) {
      assertThat(mail.carry(10)).isZero();
      assertThat(waiting()).isEqualTo(1);
      clock.advance(MailRules.wait(tries).minusSeconds(1));
      assertThat(count("select tries from mail.letter")).isEqualTo(tries);
      clock.advance(Duration.ofSeconds(1));
    }
    mail.carry(10);
    assertThat(waiting()).isZero();
    assertThat(MailRules.wait(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(MailRules.wait(3)).isEqualTo(Duration.ofSeconds(270));
    assertThat(MailRules.wait(100)).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void a_server_gets_the_letter() throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> receive(listening, lines));
      Mail mail =
          mail(
              Optional.of(
                  new MailSettings.Smtp("127.0.0.1", listening.getLocalPort(), false, null, null)));
      write(mail, "Luz");
      assertThat(mail.carry(10)).isEqualTo(1);
    }
    assertThat(waiting()).isZero();
    assertThat(heard(lines))
        .anyMatch(line -> line.startsWith("MAIL FROM:<no-reply@town.example>"))
        .anyMatch(line -> line.startsWith("RCPT TO:<luz@example.org>"))
        .anyMatch(line -> line.startsWith("Subject: "));
  }

  private static List<String> heard(BlockingQueue<String> lines) throws InterruptedException {
    List<String> all = new ArrayList<>();
    String line = lines.poll(10, TimeUnit.SECONDS);
    while (line != null && !line.equals("QUIT")) {
      all.add(line);
      line = lines.poll(10, TimeUnit.SECONDS);
    }
    return all;
  }

  /// As much of SMTP as one letter needs.
  private static void receive(ServerSocket listening, BlockingQueue<String> lines) {
    try (Socket socket = listening.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
      out.print("220 here\r\n");
      out.flush();
      boolean data = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
        boolean end = data && line.equals(".");
        String answer =
            data ? (end ? "250 taken" : "") : line.equals("DATA") ? "354 go on" : "250 well";
        data = line.equals("DATA") || (data && !end);
        if (!answer.isEmpty()) {
          out.print((line.equals("QUIT") ? "221 bye" : answer) + "\r\n");
          out.flush();
        }
      }
    } catch (IOException gone) {
      lines.add("QUIT");
    }
  }

  @Test
  void a_password_goes_over_tls_only_and_the_certificate_is_looked_at() {
    var plain =
        Post.properties(new MailSettings.Smtp("mail.example", 587, false, "me", new Secret("x")));
    assertThat(plain)
        .containsEntry("mail.smtp.starttls.required", "true")
        .containsEntry("mail.smtp.ssl.checkserveridentity", "true")
        .containsEntry("mail.smtp.connectiontimeout", "10000");
    var tls = Post.properties(new MailSettings.Smtp("mail.example", 465, true, null, null));
    assertThat(tls).containsEntry("mail.transport.protocol", "smtps");
  }

  @Test
  void the_folder_keeps_the_newest_files() throws IOException {
    Path outbox = Files.createDirectories(folder.resolve("outbox"));
    for (int i = 0; i < MailRules.FILES_MOST; i++) {
      Files.writeString(outbox.resolve("20200101-%09d-old.eml".formatted(i)), "");
    }
    Mail mail = mail(Optional.empty());
    write(mail, "Luz");
    mail.carry(10);
    try (Stream<Path> files = Files.list(outbox)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(MailRules.FILES_MOST)
          .doesNotContain("20200101-000000000-old.eml")
          .contains("20200101-000000001-old.eml");
    }
    assertThat(mail.laid(1).getFirst().words()).contains("Luz");
  }
}
