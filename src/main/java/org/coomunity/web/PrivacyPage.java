package org.coomunity.web;

import java.util.List;
import java.util.Map;
import org.coomunity.people.members.Consent;

/// What is kept about oneself, and what one can do about it.
///
/// @param purposes what one may agree to
/// @param given what one agreed to, by purpose
/// @param hidden true when one is in no directory
/// @param history every yes and no, newest first
public record PrivacyPage(
    List<String> purposes, Map<String, Boolean> given, boolean hidden, List<Consent> history) {}
