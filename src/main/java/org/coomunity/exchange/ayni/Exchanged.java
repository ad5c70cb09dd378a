package org.coomunity.exchange.ayni;

/// What a member gave and received over the window of their community, in minor units.
public record Exchanged(long given, long received) {}
