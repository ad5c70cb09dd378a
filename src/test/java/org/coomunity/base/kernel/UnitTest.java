package org.coomunity.base.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  private final Unit hours = new Unit("HORA", "Horas", "h", 2);

  @Test
  void an_amount_survives_writing_and_reading() {
    assertThat(hours.format(hours.parse("12.5", "amount"))).isEqualTo("12.50");
  }

  @ParameterizedTest
  @CsvSource({
    "0,AMOUNT_RANGE",
    "-1,AMOUNT_RANGE",
    "1.005,AMOUNT_SCALE",
    "1e3,AMOUNT_FORMAT",
    "'',AMOUNT_FORMAT",
    "92233720368547758.08,AMOUNT_RANGE"
  })
  void a_wrong_amount_is_refused_with_its_reason(String text, Refusal refusal) {
    assertThatThrownBy(() -> hours.parse(text, "amount"))
        .isInstanceOfSatisfying(Refused.class, no -> assertThat(no.refusal()).isEqualTo(refusal));
  }
}
