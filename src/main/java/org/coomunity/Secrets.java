package org.coomunity;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.coomunity.base.kernel.Secret;

/// Secrets that the platform makes for itself and keeps in a file of the data folder, readable by
/// its own user only.
final class Secrets {
  static final String PLATFORM = "secrets.properties";
  private static final int BYTES = 32;

  private final Path file;
  private final Properties known = new Properties();

  private Secrets(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        known.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
  }

  /// Passwords of our own PostgreSQL: they belong to this data folder alone.
  static Secrets ofDatabase(Path data) {
    return new Secrets(data.resolve("database.properties"));
  }

  /// Keys that go with the database, also into backups.
  static Secrets ofPlatform(Path data) {
    return new Secrets(data.resolve(PLATFORM));
  }

  /// The secret of this name: 64 hexadecimal digits, made at random the first time.
  synchronized Secret of(String name) {
    String value = known.getProperty(name);
    if (value == null) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      value = HexFormat.of().formatHex(random);
      known.setProperty(name, value);
      save();
    }
    return new Secret(value);
  }

  /// What the keys of the platform are made from: that of the settings, or one of the data folder.
  static Secret root(Config config) {
    return config.rootKey().orElseGet(() -> ofPlatform(config.dataDirectory()).of("key"));
  }

  /// A key for one purpose, 32 bytes (HMAC-SHA-256 over its name): who learns one learns no other.
  static byte[] derived(Secret root, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(root.reveal()), "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void save() {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (Writer writer = Files.newBufferedWriter(fresh)) {
        known.store(writer, "Keep this file private.");
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
