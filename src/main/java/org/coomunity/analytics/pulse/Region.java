package org.coomunity.analytics.pulse;

import java.util.Set;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Uuid8;

/// A part of the world that the platform would serve from one place. A community belongs to that of
/// its country.
public enum Region {
  US_EAST_1("us-east-1"),
  EU_WEST_1("eu-west-1"),
  AP_SOUTHEAST_1("ap-southeast-1"),
  SA_EAST_1("sa-east-1");

  private static final Set<String> SOUTH =
      Set.of("AR", "BO", "BR", "CL", "CO", "EC", "FK", "GF", "GY", "PE", "PY", "SR", "UY", "VE");

  private static final Set<String> NORTH =
      Set.of(
          "AG", "AI", "AW", "BB", "BL", "BM", "BQ", "BS", "BZ", "CA", "CR", "CU", "CW", "DM", "DO",
          "GD", "GL", "GP", "GT", "HN", "HT", "JM", "KN", "KY", "LC", "MF", "MQ", "MS", "MX", "NI",
          "PA", "PM", "PR", "SV", "SX", "TC", "TT", "US", "VC", "VG", "VI");

  private static final Set<String> EAST =
      Set.of(
          "AF", "AS", "AU", "BD", "BN", "BT", "CC", "CK", "CN", "CX", "FJ", "FM", "GU", "HK", "ID",
          "IN", "IO", "JP", "KG", "KH", "KI", "KP", "KR", "KZ", "LA", "LK", "MH", "MM", "MN", "MO",
          "MP", "MV", "MY", "NC", "NF", "NP", "NR", "NU", "NZ", "PF", "PG", "PH", "PK", "PN", "PW",
          "SB", "SG", "TH", "TJ", "TK", "TL", "TM", "TO", "TV", "TW", "UM", "UZ", "VN", "VU", "WF",
          "WS");

  private final String key;

  Region(String key) {
    this.key = key;
  }

  /// Its name on the public surface, for example `sa-east-1`.
  public String key() {
    return key;
  }

  /// What its figures are kept under, in the place of a community.
  CommunityId scope() {
    return new CommunityId(Uuid8.of("region " + key));
  }

  /// The region of a country (ISO 3166-1, two letters). Europe and Africa, and what nobody knows,
  /// are together.
  static Region of(String country) {
    return SOUTH.contains(country)
        ? SA_EAST_1
        : NORTH.contains(country) ? US_EAST_1 : EAST.contains(country) ? AP_SOUTHEAST_1 : EU_WEST_1;
  }
}
