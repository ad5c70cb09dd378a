package org.coomunity.web;

import org.coomunity.base.concepts.Explained;

/// The glossary.
public record WordsPage(Explained.Register register) {}
