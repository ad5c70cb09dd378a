package org.coomunity.people.members;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.seal.Seal;
import org.jspecify.annotations.Nullable;

/// Seals what is personal: each member has a key of their own, wrapped with the key of the
/// platform. Without their key nobody reads them any more, wherever copies of the rows may lie.
final class Vault {
  private static final int KEY = 32;

  private final SecureRandom random = new SecureRandom();
  private final byte[] master;
  private final Seal seal;

  /// @param master 32 bytes
  Vault(byte[] master) {
    this.master = master.clone();
    this.seal = new Seal(master);
  }

  /// Tells one key of the platform from another and gives nothing away.
  byte[] fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("coomunity personal key ".getBytes(StandardCharsets.UTF_8));
      return digest.digest(master);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A mark by which an e-mail address is found and cannot be read; capitals do not matter.
  byte @Nullable [] mark(@Nullable String email) {
    if (email == null) {
      return null;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(master, "HmacSHA256"));
      return mac.doFinal(email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Marks by which words are found and cannot be read, of one scope.
  List<Long> marks(String scope, Collection<String> words) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(master, "HmacSHA256"));
      List<Long> marks = new ArrayList<>();
      for (String word : words) {
        byte[] whole = mac.doFinal((scope + "\0" + word).getBytes(StandardCharsets.UTF_8));
        marks.add(ByteBuffer.wrap(whole).getLong());
      }
      return marks;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A fresh key for a member, wrapped.
  byte[] key(MemberId member) {
    byte[] key = new byte[KEY];
    random.nextBytes(key);
    return seal.close(member, key);
  }

  byte[] seal(MemberId member, byte[] wrapped, String words) {
    return own(member, wrapped).close(member, words.getBytes(StandardCharsets.UTF_8));
  }

  String open(MemberId member, byte[] wrapped, byte[] sealed) {
    return new String(own(member, wrapped).open(member, sealed), StandardCharsets.UTF_8);
  }

  /// Who somebody is for a scope: nobody can tell without their key.
  byte[] pseudonym(MemberId member, byte[] wrapped, String scope) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(seal.open(member, wrapped), "HmacSHA256"));
      return mac.doFinal((scope + "\0" + member).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Seal own(MemberId member, byte[] wrapped) {
    return new Seal(seal.open(member, wrapped));
  }
}
