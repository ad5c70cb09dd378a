package org.coomunity.decisions.governance;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something a community decided, as everybody may read it: nobody is named, and how many voted is
/// said from ten on.
///
/// @param kind `ordinary`, `treasury` or `constitution`
/// @param state `succeeded`, `queued`, `executed`, `vetoed`, `failed`, `defeated` or `no_quorum`
/// @param textHash SHA-256 in hex; the public record and every ballot carry it
/// @param voters how many took part; absent below ten
public record Decided(
    UUID id,
    String title,
    @JsonProperty("class") String kind,
    String state,
    Instant since,
    String textHash,
    @Nullable Integer voters) {}
