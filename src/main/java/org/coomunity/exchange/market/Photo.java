package org.coomunity.exchange.market;

/// A photo of a listing. The addresses carry the hash of the content, so that they never change
/// what they show.
///
/// @param n its place, 0..7
/// @param url at most 1600 pixels on the longer side, JPEG
/// @param thumb at most 400 pixels on the longer side, JPEG
public record Photo(int n, String url, String thumb, int width, int height) {}
