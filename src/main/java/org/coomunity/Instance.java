package org.coomunity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// The right to use a data folder: one process at a time holds the lock in it, and says there who
/// it is. The lock ends with the process, however it ends.
final class Instance implements AutoCloseable {
  /// Who holds a data folder.
  ///
  /// @param process its number
  /// @param doing what it does with the folder, for example `starting` or an address
  /// @param health where it can be asked how it is; empty while it starts
  record Running(long process, String doing, String health) {}

  private final Path note;
  private final FileChannel channel;
  private final FileLock lock;

  private Instance(Path note, FileChannel channel, FileLock lock) {
    this.note = note;
    this.channel = channel;
    this.lock = lock;
  }

  /// Takes the folder, empty when another process has it.
  static Optional<Instance> hold(Path data, String doing) {
    try {
      Files.createDirectories(data);
      FileChannel channel =
          FileChannel.open(
              data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      Instance instance = new Instance(data.resolve("running"), channel, lock);
      instance.announce(doing, "");
      return Optional.of(instance);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the data folder " + data, e);
    }
  }

  /// Says what this process does with the folder.
  void announce(String doing, String health) {
    Path fresh = note.resolveSibling("running.new");
    try {
      Files.writeString(fresh, ProcessHandle.current().pid() + "\n" + doing + "\n" + health + "\n");
      Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Who has the folder now.
  static Optional<Running> running(Path data) {
    Path lock = data.resolve("lock");
    if (!Files.exists(lock)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      if (free != null) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(data.resolve("running"));
      return Optional.of(new Running(Long.parseLong(lines.get(0)), lines.get(1), lines.get(2)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + data, e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(note);
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
