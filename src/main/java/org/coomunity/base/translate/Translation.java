package org.coomunity.base.translate;

import java.util.List;

/// A text in another language.
///
/// @param text the translation
/// @param by who made it: a provider and its model, or `person`
/// @param machine true when no person has read it
/// @param concepts keys of the concepts in it
public record Translation(
    String text, String by, boolean machine, String from, String to, List<String> concepts) {}
