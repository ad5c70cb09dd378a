package org.coomunity.people.members;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.junit.jupiter.api.Test;

class VaultTest {
  private static final MemberId ANA = new MemberId(new UUID(1, 1));
  private static final MemberId BEN = new MemberId(new UUID(1, 2));

  private static final byte[] OTHER = "another key of thirty-two bytes!".getBytes(UTF_8);

  private final Vault vault = new Vault(new byte[32]);

  @Test
  void what_is_sealed_is_opened_with_the_key_of_the_member_alone() {
    byte[] key = vault.key(ANA);
    byte[] sealed = vault.seal(ANA, key, "Ana de la Cruz");
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Cruz");
    assertThat(vault.open(ANA, key, sealed)).isEqualTo("Ana de la Cruz");
    assertThatThrownBy(() -> vault.open(ANA, vault.key(ANA), sealed))
        .hasMessageContaining("does not open");
    assertThatThrownBy(() -> vault.open(BEN, key, sealed)).hasMessageContaining("does not open");
    assertThatThrownBy(() -> new Vault(OTHER).open(ANA, key, sealed))
        .hasMessageContaining("does not open");
  }

  @Test
  void the_same_sealed_twice_looks_different_and_a_changed_byte_is_noticed() {
    byte[] key = vault.key(ANA);
    byte[] sealed = vault.seal(ANA, key, "Ana");
    assertThat(vault.seal(ANA, key, "Ana")).isNotEqualTo(sealed);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> vault.open(ANA, key, sealed)).hasMessageContaining("does not open");
  }

  @Test
  void an_address_is_found_by_who_knows_it_and_by_nobody_with_another_key() {
    assertThat(vault.mark("Ana@Example.org ")).isEqualTo(vault.mark("ana@example.org"));
    assertThat(vault.mark("ana@example.org")).isNotEqualTo(vault.mark("ben@example.org"));
    assertThat(new Vault(OTHER).mark("ana@example.org"))
        .isNotEqualTo(vault.mark("ana@example.org"));
    assertThat(vault.mark(null)).isNull();
  }

  @Test
  void a_page_of_a_hundred_people_is_opened_in_no_time() {
    byte[] key = vault.key(ANA);
    byte[] sealed = vault.seal(ANA, key, "x".repeat(600));
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 50; round++) {
      long begin = System.nanoTime();
      for (int n = 0; n < 100; n++) {
        assertThat(vault.open(ANA, key, sealed).length()).isEqualTo(600);
      }
      least = Math.min(least, System.nanoTime() - begin);
    }
    assertThat(least).as("nanoseconds for a hundred").isLessThan(50_000_000);
    assertThat(least / 100).isPositive();
  }
}
