package org.coomunity.decisions.voting;

/// What one option got.
///
/// @param votes the sum of all votes or points on it
/// @param heads people with a vote above zero on it
public record OptionCount(String option, long votes, int heads) {}
