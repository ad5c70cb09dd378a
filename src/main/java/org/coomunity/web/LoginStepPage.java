package org.coomunity.web;

/// The second step of a log-in.
///
/// @param ticket what the right password gave
/// @param next where to go afterwards, without the language
public record LoginStepPage(Form form, String ticket, String next) {}
