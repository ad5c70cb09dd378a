package org.coomunity.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// A form as somebody filled it in, and what is wrong with it.
///
/// @param values what was typed, by field
/// @param faults sentences, by field
/// @param sentence what is wrong as a whole; null when nothing is, or only fields are
public record Form(
    Map<String, String> values, Map<String, String> faults, @Nullable String sentence) {
  /// A form nobody has touched.
  public static final Form EMPTY = new Form(Map.of(), Map.of(), null);

  /// What stands between the words of a list: the commas of all our languages.
  static final String COMMAS = "[,\u060c\uff0c\u3001]";

  /// A form with these values already in it: name, value, name, value.
  public static Form with(String... namesAndValues) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Form(values, Map.of(), null);
  }

  /// A form with these values already in it.
  static Form of(Map<String, String> values) {
    return new Form(values, Map.of(), null);
  }

  /// The same form, with a value where nothing was typed yet.
  public Form or(String field, String value) {
    if (values.containsKey(field)) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(field, value);
    return new Form(more, faults, sentence);
  }

  /// The same form with another value.
  public Form and(String field, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(field, value);
    return new Form(more, faults, sentence);
  }

  /// What a field says, empty when it is not there.
  public String text(String field) {
    return values.getOrDefault(field, "").strip();
  }

  /// What a field says, exactly.
  public String exact(String field) {
    return values.getOrDefault(field, "");
  }

  /// What a field says, if it says anything.
  public Optional<String> maybe(String field) {
    return Optional.of(text(field)).filter(text -> !text.isEmpty());
  }

  /// True when a box is ticked.
  public boolean ticked(String field) {
    return values.containsKey(field);
  }

  /// What is wrong with a field; null when nothing is.
  public @Nullable String fault(String field) {
    return faults.get(field);
  }

  /// True when something is wrong.
  public boolean faulty() {
    return sentence != null || !faults.isEmpty();
  }

  /// The same form with what a rule had against it. Field names of the platform that the page calls
  /// otherwise can be renamed: platform's name, page's name. That a second step is wanted is no
  /// fault of the form: it goes on to the page that asks for it and sends the form once more.
  Form refused(Refused no, Visit visit, String... renamed) {
    if (no.refusal() == Refusal.SECOND_FACTOR) {
      throw no;
    }
    Map<String, String> sentences = new LinkedHashMap<>();
    for (Refused.FieldFault fault : no.faults()) {
      String field = fault.field();
      for (int i = 0; i < renamed.length; i += 2) {
        field = field.equals(renamed[i]) ? renamed[i + 1] : field;
      }
      sentences.putIfAbsent(field, visit.sentence(fault.code(), no.details()));
    }
    return new Form(
        values, sentences, sentences.isEmpty() ? visit.sentence(no.refusal(), no.details()) : null);
  }

  /// The same form with one field that is wrong.
  Form wrong(String field, String why) {
    Map<String, String> sentences = new LinkedHashMap<>(faults);
    sentences.put(field, why);
    return new Form(values, sentences, sentence);
  }
}
