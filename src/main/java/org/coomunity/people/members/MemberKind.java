package org.coomunity.people.members;

/// A person, or an organisation that people act for.
public enum MemberKind {
  PERSON,
  ORGANISATION
}
