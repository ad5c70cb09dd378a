package org.coomunity.web;

import java.util.List;
import org.coomunity.decisions.learning.Mundo;
import org.coomunity.decisions.learning.Progress;

/// Where learning begins and goes on.
///
/// @param writes true for those who write content
public record LearningPage(Progress progress, List<Mundo> mundos, boolean writes) {}
