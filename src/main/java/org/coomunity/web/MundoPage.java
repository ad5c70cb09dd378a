package org.coomunity.web;

import org.coomunity.decisions.learning.Mundo;

/// A Mundo with everything in it.
///
/// @param writes true for those who write content
public record MundoPage(Mundo.Whole it, boolean writes) {}
