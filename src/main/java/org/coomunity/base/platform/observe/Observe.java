package org.coomunity.base.platform.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.DoubleSupplier;

/// The figures of this process: modules count and time into one registry, Prometheus reads it.
public final class Observe implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Pace pace = new Pace(System::nanoTime);
  private final Tracing tracing;

  /// A registry with the figures of the machine in it already.
  public Observe() {
    this(Tracing.off());
  }

  /// The same, with a collector of traces.
  public Observe(Tracing tracing) {
    this.tracing = tracing;
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    total("coomunity_traces_lost", "Spans that the collector did not take", tracing::lost);
  }

  /// Where to count.
  public MeterRegistry registry() {
    return registry;
  }

  /// How the answers of the last minutes went.
  public Pace pace() {
    return pace;
  }

  /// Whom to tell what requests did.
  public Tracing tracing() {
    return tracing;
  }

  /// A figure that is asked for when somebody reads it; `NaN` while it is not known.
  ///
  /// @param tags names and values by turns; values must be few
  public void gauge(String name, String words, DoubleSupplier value, String... tags) {
    Gauge.builder(name, value, DoubleSupplier::getAsDouble)
        .description(words)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  /// A count that only grows; Prometheus reads it as `<name>_total`.
  public void total(String name, String words, DoubleSupplier value, String... tags) {
    FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
        .description(words)
        .tags(tags)
        .register(registry);
  }

  /// Counts one more.
  public void count(String name, String... tags) {
    registry.counter(name, tags).increment();
  }

  /// The highest of all figures of a name; `NaN` when there is none.
  public double highest(String name) {
    return registry.find(name).gauges().stream()
        .mapToDouble(Gauge::value)
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }

  /// The share of the machine's processors that is at work, 0..1; 0 while it is not known.
  public double load() {
    double load = highest("system.cpu.usage");
    return Double.isFinite(load) && load > 0 ? Math.min(1, load) : 0;
  }

  /// Everything counted, in Prometheus' text format.
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    tracing.close();
    collections.close();
    registry.close();
  }
}
