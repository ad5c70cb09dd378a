package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// How far what a member does goes with the vocation they declared, 0 to 1.
///
/// @param alignment weighed over what is known; NaN with fewer than [#FEWEST] acts
/// @param z how far the likeness of acts and vocation stands out from chance; above [#NOT_CHANCE]
///   it hardly is chance
/// @param acts it rests on
public record Calling(double alignment, double z, int acts) {
  static final int FEWEST = 10;
  static final double ALIGNED = 0.7;
  static final double NOT_CHANCE = 1.64;
  private static final int SHUFFLES = 500;

  /// What one member does, and what they feel called to.
  ///
  /// @param acts by skill, how often
  /// @param vocation the skills of the vocation
  /// @param continuity active weeks over weeks, 0 to 1
  /// @param satisfaction what the member says themselves, 1 to 10; NaN where they did not say
  public record Doing(
      Map<String, Integer> acts, Set<String> vocation, double continuity, double satisfaction) {
    public Doing {
      acts = Map.copyOf(acts);
      vocation = Set.copyOf(vocation);
      boolean said = (satisfaction >= 1 && satisfaction <= 10) || Double.isNaN(satisfaction);
      if (vocation.isEmpty() || !said || !(continuity >= 0 && continuity <= 1)) {
        throw new IllegalArgumentException("a vocation without skills, or a figure out of range");
      }
    }
  }

  /// @param skills all that the community knows: where acts might have fallen by chance
  static Calling of(Doing doing, Collection<String> skills, long seed) {
    int acts = doing.acts().values().stream().mapToInt(Integer::intValue).sum();
    if (acts < FEWEST) {
      return new Calling(Double.NaN, Double.NaN, acts);
    }
    Set<String> all = new TreeSet<>(skills);
    all.addAll(doing.acts().keySet());
    all.addAll(doing.vocation());
    List<String> names = new ArrayList<>(all);
    int[] counts = names.stream().mapToInt(name -> doing.acts().getOrDefault(name, 0)).toArray();
    boolean[] called = new boolean[counts.length];
    for (int i = 0; i < called.length; i++) {
      called[i] = doing.vocation().contains(names.get(i));
    }
    double cosine = cosine(counts, called);
    long shown = doing.vocation().stream().filter(doing.acts()::containsKey).count();
    double known = 0.8;
    double sum = 0.4 * cosine + 0.25 * shown / doing.vocation().size() + 0.15 * doing.continuity();
    if (!Double.isNaN(doing.satisfaction())) {
      known += 0.2;
      sum += 0.2 * (doing.satisfaction() - 1) / 9;
    }
    return new Calling(sum / known, z(cosine, counts, called, new Random(seed)), acts);
  }

  /// Whether it goes with it.
  public boolean aligned() {
    return alignment >= ALIGNED;
  }

  private static double cosine(int[] counts, boolean[] called) {
    double both = 0;
    double squares = 0;
    double skills = 0;
    for (int i = 0; i < counts.length; i++) {
      both += called[i] ? counts[i] : 0;
      squares += (double) counts[i] * counts[i];
      skills += called[i] ? 1 : 0;
    }
    return both / Math.sqrt(squares * skills);
  }

  /// Against acts of the same counts on skills drawn by lot.
  private static double z(double cosine, int[] counts, boolean[] called, Random chance) {
    int[] shuffled = counts.clone();
    double sum = 0;
    double squares = 0;
    for (int round = 0; round < SHUFFLES; round++) {
      for (int i = shuffled.length - 1; i > 0; i--) {
        int other = chance.nextInt(i + 1);
        int kept = shuffled[i];
        shuffled[i] = shuffled[other];
        shuffled[other] = kept;
      }
      double one = cosine(shuffled, called);
      sum += one;
      squares += one * one;
    }
    double mean = sum / SHUFFLES;
    double deviation = Math.sqrt(Math.max(0, squares / SHUFFLES - mean * mean));
    return deviation < 1e-12 ? 0 : (cosine - mean) / deviation;
  }
}
