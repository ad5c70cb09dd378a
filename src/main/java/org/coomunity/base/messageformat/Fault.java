package org.coomunity.base.messageformat;

/// What is wrong with a message, by the name the official suite gives it.
public record Fault(String type, String about) {}
