package org.coomunity.base.kernel;

/// A rough place in degrees. Others only ever see it rounded to about one kilometre.
public record Place(double lat, double lon) {
  public Place {
    if (!(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180)) {
      throw Refused.field(Refusal.PLACE_RANGE, "place");
    }
  }

  /// Rounded to two decimals, about one kilometre.
  public Place rough() {
    return new Place(Math.round(lat * 100) / 100.0, Math.round(lon * 100) / 100.0);
  }
}
