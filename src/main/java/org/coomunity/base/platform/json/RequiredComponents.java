package org.coomunity.base.platform.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells Jackson that a component of a record is required unless it is `@Nullable` or an
/// `Optional`, and that nothing else may be null either.
final class RequiredComponents extends NopAnnotationIntrospector {
  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    RecordComponent component = component(member);
    return component == null ? null : !Json.mayBeAbsent(component);
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    RecordComponent component = component(annotated);
    if (component == null) {
      return JsonSetter.Value.empty();
    }
    return JsonSetter.Value.construct(
        Json.mayBeAbsent(component) ? Nulls.SET : Nulls.FAIL,
        component.getType() == Optional.class ? Nulls.SET : Nulls.FAIL);
  }

  private static @Nullable RecordComponent component(Annotated annotated) {
    if (!(annotated instanceof AnnotatedParameter parameter)) {
      return null;
    }
    Class<?> owner = parameter.getDeclaringClass();
    RecordComponent[] components = owner.getRecordComponents();
    if (components == null || parameter.getOwner().getParameterCount() != components.length) {
      return null;
    }
    return components[parameter.getIndex()];
  }
}
