package org.coomunity.base.messageformat;

import com.ibm.icu.text.DateFormat;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Formatters of one pattern in one language, handed out one at a time: ICU's may not be shared
/// between threads, and a lock would make them wait for each other. Whoever finds none makes a
/// copy.
final class DateFormats {
  private static final int PLACES = 8;

  private final DateFormat original;
  private final AtomicReferenceArray<DateFormat> idle = new AtomicReferenceArray<>(PLACES);

  DateFormats(DateFormat original) {
    this.original = original;
  }

  String format(Date at) {
    int place = (int) (Thread.currentThread().threadId() % PLACES);
    DateFormat taken = idle.getAndSet(place, null);
    DateFormat format = taken == null ? original.clone() : taken;
    String text = format.format(at);
    idle.set(place, format);
    return text;
  }
}
