package org.coomunity.analytics.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.coomunity.analytics.insight.BadTable;
import org.coomunity.base.platform.json.Json;

/// The calls of `evaluate` that measure analytics over files. Each prints one JSON object; words go
/// to standard error; exit codes: 0 done, 1 failed, 2 said wrongly or a file that cannot be used.
public final class Evaluate {
  static final int FAILED = 1;
  static final int WRONG = 2;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  public Evaluate(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /// What makes the answer of a call.
  @FunctionalInterface
  interface Work {
    Object answer() throws IOException;
  }

  /// The calls, for the launcher.
  public List<Object> calls() {
    return List.of(
        new FunnelCall(this),
        new ActivityCall(this),
        new JourneyCall(this),
        new ChurnCall(this),
        new ReciprocityCall(this));
  }

  InputStream in() {
    return in;
  }

  /// Prints what the work answers, and says the exit code.
  int run(Work work) {
    try {
      out.println(Json.MAPPER.writeValueAsString(work.answer()));
      return 0;
    } catch (Unusable wrong) {
      err.println(wrong.getMessage());
      return WRONG;
    } catch (BadTable wrong) {
      err.println(wrong.getMessage());
      return WRONG;
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException(failure);
    } catch (IOException failure) {
      err.println("It cannot be read or written: " + failure.getMessage());
      return FAILED;
    }
  }
}
