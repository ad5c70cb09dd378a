package org.coomunity.analytics.journeys;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.coomunity.analytics.journeys.JourneysStore.Fact;

/// Some events that follow each other in the log, column by column.
final class Segment {
  /// The most events: who did one is a number of two bytes.
  static final int MOST = 1 << 16;

  private static final int MASK = MOST - 1;
  private static final long SPAN = 0xffffffffL;
  private static final int HEAD = 20;

  private final long base;
  private final long[] names;
  private final int people;
  private final int[] after;
  private final short[] who;
  private final byte[] types;

  private Segment(long base, long[] names, int people, int[] after, short[] who, byte[] types) {
    this.base = base;
    this.names = names;
    this.people = people;
    this.after = after;
    this.who = who;
    this.types = types;
  }

  /// How many of the first of these events fit in one: as many as are in it and whose times are
  /// less than seven weeks apart.
  static int fit(List<Fact> facts) {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    int most = Math.min(MOST, facts.size());
    for (int i = 0; i < most; i++) {
      long at = facts.get(i).at().toEpochMilli();
      least = Math.min(least, at);
      greatest = Math.max(greatest, at);
      if (greatest - least > SPAN) {
        return i;
      }
    }
    return most;
  }

  /// Of events that fit.
  static Segment of(List<Fact> facts) {
    long[] people = facts.stream().filter(f -> f.person() != null).mapToLong(Fact::who).toArray();
    long[] visitors = facts.stream().filter(f -> f.person() == null).mapToLong(Fact::who).toArray();
    people = Arrays.stream(people).sorted().distinct().toArray();
    visitors = Arrays.stream(visitors).sorted().distinct().toArray();
    long base = facts.stream().mapToLong(fact -> fact.at().toEpochMilli()).min().orElse(0);
    int[] after = new int[facts.size()];
    short[] who = new short[facts.size()];
    byte[] types = new byte[facts.size()];
    for (int i = 0; i < who.length; i++) {
      Fact fact = facts.get(i);
      after[i] = (int) (fact.at().toEpochMilli() - base);
      types[i] = (byte) fact.type();
      who[i] =
          (short)
              (fact.person() != null
                  ? Arrays.binarySearch(people, fact.who())
                  : people.length + Arrays.binarySearch(visitors, fact.who()));
    }
    long[] names = Arrays.copyOf(people, people.length + visitors.length);
    System.arraycopy(visitors, 0, names, people.length, visitors.length);
    return new Segment(base, names, people.length, after, who, types);
  }

  static Segment read(byte[] body) {
    ByteBuffer in = ByteBuffer.wrap(body);
    long base = in.getLong();
    int people = in.getInt();
    long[] names = new long[in.getInt()];
    int size = in.getInt();
    in.asLongBuffer().get(names);
    in.position(HEAD + 8 * names.length);
    int[] after = new int[size];
    in.asIntBuffer().get(after);
    in.position(in.position() + 4 * size);
    short[] who = new short[size];
    in.asShortBuffer().get(who);
    in.position(in.position() + 2 * size);
    byte[] types = new byte[size];
    in.get(types);
    return new Segment(base, names, people, after, who, types);
  }

  byte[] bytes() {
    int size = types.length;
    ByteBuffer out = ByteBuffer.allocate(HEAD + 8 * names.length + 7 * size);
    out.putLong(base).putInt(people).putInt(names.length).putInt(size);
    for (long name : names) {
      out.putLong(name);
    }
    for (int time : after) {
      out.putInt(time);
    }
    for (short one : who) {
      out.putShort(one);
    }
    return out.put(types).array();
  }

  int size() {
    return types.length;
  }

  /// The numbers of people, and behind them the marks of visitors.
  long[] names() {
    return names;
  }

  /// How many of the names are people.
  int people() {
    return people;
  }

  /// The place of a name.
  int who(int event) {
    return who[event] & MASK;
  }

  /// When, in milliseconds of the epoch.
  long at(int event) {
    return base + (after[event] & SPAN);
  }

  /// When the first of them happened.
  long first() {
    return base;
  }

  int type(int event) {
    return types[event];
  }
}
