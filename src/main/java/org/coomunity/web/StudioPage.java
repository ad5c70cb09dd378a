package org.coomunity.web;

import java.util.List;
import org.coomunity.decisions.learning.Work;

/// What is being written, and who writes.
///
/// @param steward true for those who name gamifiers
public record StudioPage(
    List<Work.Line> works, List<Work.Gamifier> gamifiers, boolean steward, Form form) {}
