package org.coomunity.base.concepts;

/// A place in a text, in NFC, where a concept stands.
///
/// @param key of the concept
/// @param spelled as the text has it
/// @param right true when it is one of the forms its language allows
public record Mention(String key, int start, int end, String spelled, boolean right) {}
