package org.coomunity.web;

/// An address that is told once, to be passed on.
///
/// @param said the key of the heading; with `.words` of what to do with it
/// @param who whom or what it is for
/// @param qr the address as a picture
public record OperatorCodePage(String said, String who, String url, String qr) {}
