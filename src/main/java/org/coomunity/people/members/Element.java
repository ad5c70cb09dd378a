package org.coomunity.people.members;

/// The four elements: inspiration and action, empathy and flow, trust and resources, communication
/// and ideas.
public enum Element {
  FIRE,
  WATER,
  EARTH,
  AIR
}
