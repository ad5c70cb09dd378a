package org.coomunity.web;

/// Opening a community.
public record NewCommunityPage(Form form) {}
