package org.coomunity.web;

import java.util.List;
import org.coomunity.people.addresses.Address;
import org.coomunity.people.notices.MailRhythm;
import org.coomunity.people.notices.NoticeGroup;
import org.coomunity.people.push.Device;

/// How somebody hears of what happens.
///
/// @param zone what holds while they say nothing, for example `America/Bogota`
public record NotificationsPage(Form form, Address address, Device.Known push, String zone) {
  /// What is chosen about.
  public static List<NoticeGroup> groups() {
    return List.of(NoticeGroup.values());
  }

  /// How often letters may come.
  public static List<MailRhythm> rhythms() {
    return List.of(MailRhythm.values());
  }
}
