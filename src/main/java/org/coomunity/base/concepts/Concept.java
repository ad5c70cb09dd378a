package org.coomunity.base.concepts;

import java.util.List;

/// A word of CoomÜnity, apart from any language.
///
/// @param key its ASCII name in addresses and code
/// @param canonical how it is spelled at home, in NFC
/// @param aliases other spellings that mean it
/// @param caseSensitive true when another case is another word
/// @param diacriticSensitive true when other marks make another word: `ondas` is not `Öndas`
/// @param inTexts true when it can be told from a common noun, so that texts are searched for it
public record Concept(
    String key,
    Policy policy,
    String canonical,
    List<String> aliases,
    boolean caseSensitive,
    boolean diacriticSensitive,
    boolean inTexts) {}
