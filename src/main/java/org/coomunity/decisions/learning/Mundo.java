package org.coomunity.decisions.learning;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A world of content, with what somebody has done of it.
///
/// @param language BCP 47, in which title and text are: the nearest to the reader's
/// @param languages in which it is there
/// @param questions how many its published items ask
/// @param answered how many of them the reader has answered
/// @param retired true when it stands in no list; only who writes content sees such ones
public record Mundo(
    UUID id,
    String title,
    String text,
    String language,
    List<String> languages,
    int items,
    int questions,
    int answered,
    boolean retired) {
  public Mundo {
    languages = List.copyOf(languages);
  }

  /// A Mundo with everything in it.
  public record Whole(Mundo mundo, List<Playlist> playlists) {
    public Whole {
      playlists = List.copyOf(playlists);
    }
  }

  /// A few items in the order in which they are meant.
  public record Playlist(
      UUID id, String title, String text, String language, boolean retired, List<Card> items) {
    public Playlist {
      items = List.copyOf(items);
    }
  }

  /// An item in a list.
  ///
  /// @param state `draft`, `published` or `retired`
  /// @param version that members read; 0 before the first
  /// @param ondas what all its questions promise together
  /// @param finished true when the reader came to its end and left no question open
  public record Card(
      UUID id,
      String title,
      String language,
      String state,
      int version,
      int questions,
      int answered,
      int ondas,
      boolean finished) {}

  /// A Mundo or a playlist to be made.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  /// @param language BCP 47, the one in which it is always there
  public record Draft(@Nullable UUID id, String language, List<Label> texts) {
    public Draft {
      texts = List.copyOf(texts);
    }
  }

  /// What is changed; what is absent stays.
  ///
  /// @param place where it stands among its neighbours, from 0
  public record Change(
      @Nullable String language,
      @Nullable List<Label> texts,
      @Nullable Integer place,
      @Nullable Boolean retired) {}

  /// Title (1..120 characters) and text (up to 1,000) in one language.
  public record Label(String language, String title, String text) {}

  /// A Mundo or a playlist as who writes content sees it.
  ///
  /// @param mundo the one it stands in; absent for a Mundo
  public record Shelf(
      UUID id,
      @Nullable UUID mundo,
      String language,
      List<Label> texts,
      int place,
      String by,
      boolean retired) {
    public Shelf {
      texts = List.copyOf(texts);
    }
  }
}
