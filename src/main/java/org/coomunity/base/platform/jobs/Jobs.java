package org.coomunity.base.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.observe.Trace;
import org.coomunity.base.platform.observe.Tracing;
import org.jspecify.annotations.Nullable;

/// Jobs that recur: each runs once in the whole fleet at a time, as often as was said, and is taken
/// over by another node when its own dies. A job that fails is tried again at its next turn.
public final class Jobs implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration STOP = Duration.ofSeconds(5);

  private record Job(Duration every, Runnable work) {}

  private final DataSource source;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Tracing tracing;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private @Nullable Scheduler scheduler;

  public Jobs(DataSource source, InstantSource clock, Observe observe) {
    this.source = source;
    this.clock = clock;
    this.registry = observe.registry();
    this.tracing = observe.tracing();
  }

  /// Adds a job before `start`: `work` runs each time so long after its last end.
  ///
  /// @param name says what it does, for example `trades.expire`; a job keeps its place by it
  public synchronized void every(String name, Duration every, Runnable work) {
    if (scheduler != null) {
      throw new IllegalStateException("started already");
    }
    if (jobs.put(name, new Job(every, work)) != null) {
      throw new IllegalStateException("two jobs of one name: " + name);
    }
  }

  /// Begins; the first run of a new job is at once.
  public synchronized void start() {
    List<RecurringTask<Void>> tasks = new ArrayList<>();
    jobs.forEach((name, job) -> tasks.add(task(name, job)));
    List<Task<?>> none = List.of();
    Scheduler made =
        Scheduler.create(source, none)
            .startTasks(tasks)
            .tableName("platform.job")
            .threads(Math.max(1, jobs.size()))
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(STOP)
            .alwaysPersistTimestampInUTC()
            .build();
    made.start();
    scheduler = made;
  }

  private RecurringTask<Void> task(String name, Job job) {
    AtomicLong success = new AtomicLong();
    Gauge.builder("coomunity_job_last_success_seconds", success, AtomicLong::get)
        .description("When the job last ended well on this node, in seconds of the epoch")
        .tag("job", name)
        .register(registry);
    return Tasks.recurring(name, FixedDelay.of(job.every()))
        .execute((instance, context) ->
            tracing.run(
                Tracing.Kind.JOB, name, null, Trace.fresh(), () -> run(name, job, success)));
  }

  private void run(String name, Job job, AtomicLong success) {
    long began = System.nanoTime();
    boolean well = false;
    try {
      job.work().run();
      well = true;
      success.set(clock.instant().getEpochSecond());
    } finally {
      Timer.builder("coomunity_job")
          .tag("job", name)
          .tag("outcome", well ? "done" : "failed")
          .register(registry)
          .record(Duration.ofNanos(System.nanoTime() - began));
    }
  }

  /// Ends: no new runs; those under way have five seconds.
  @Override
  public synchronized void close() {
    if (scheduler != null) {
      scheduler.stop();
    }
  }
}
