package org.coomunity.web;

/// Founding an organisation.
public record OrganisationPage(Form form) {}
