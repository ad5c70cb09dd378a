package org.coomunity.exchange.market;

/// A photo ready to be shown: upright, no larger than needed, without anything the camera wrote.
///
/// @param hash of `large`, in hexadecimal
/// @param width of `large`
/// @param large JPEG, at most 1600 pixels on the longer side
/// @param thumb JPEG, at most 400 pixels on the longer side
@SuppressWarnings("ArrayRecordComponent") // handed on to a store, never compared
public record Picture(String hash, int width, int height, byte[] large, byte[] thumb) {}
