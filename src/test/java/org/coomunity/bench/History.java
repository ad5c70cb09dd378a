package org.coomunity.bench;

import java.util.SplittableRandom;

/// Half a year of a community that grows: visits of a few events, of people who come by more or
/// less often, some of them told of late. The same for everybody who reads it.
final class History {
  /// When it begins: a Monday.
  static final long START = 1_767_571_200_000L;

  static final int DAYS = 182;

  private static final long SPAN = DAYS * 86_400_000L;
  private static final int[] TYPES = {
    Village.PAGE, Village.SEARCH, Village.LISTING, Village.OFFER, Village.VOTE
  };
  private static final int[] OFTEN = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 4};
  private static final int VISIT_MOST = 9;
  private static final int LATE = 100;

  private final int events;
  private final int people;

  History(int events, int people) {
    this.events = events;
    this.people = people;
  }

  /// Who reads it, in the order in which the events come in.
  @FunctionalInterface
  interface Reader {
    void event(int seq, int person, long at, int type) throws Exception;
  }

  void read(Reader reader) throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    int seq = 0;
    while (seq < events) {
      double gone = (double) seq / events;
      double draw = random.nextDouble();
      int person = (int) (people * (0.1 + 0.9 * gone) * draw * draw);
      long at = START + (long) (gone * (SPAN - 3_600_000L));
      at -= random.nextInt(LATE) == 0 ? random.nextInt(20_000_000) : 0;
      int size = 1 + random.nextInt(VISIT_MOST);
      for (int i = 0; i < size && seq < events; i++) {
        at += 1 + random.nextInt(120_000);
        reader.event(
            ++seq, person, Math.max(START, at), TYPES[OFTEN[random.nextInt(OFTEN.length)]]);
      }
    }
  }
}
