package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The shape of the platform: which module may use which, what each shows to the others, which
/// libraries stand where, and whose tables are whose.
class ArchitectureTest {
  /// A module may use those named after the colon, all of which stand above it.
  private static final String MODULES =
      """
      kernel      :
      platform    : kernel
      messageformat :
      messages    : kernel platform messageformat
      concepts    : kernel platform
      registry    : kernel
      voting      :
      translate   : kernel platform messageformat messages concepts registry
      audit       : kernel platform registry
      mail        : kernel platform messages registry
      logins      : kernel platform registry audit
      factors     : kernel platform registry logins
      members     : kernel platform registry audit logins factors
      passkeys    : kernel platform registry logins factors members
      push        : kernel platform registry logins
      addresses   : kernel platform mail registry logins factors members passkeys
      communities : kernel platform registry audit logins members
      directory   : kernel platform registry members communities
      announcements : kernel platform registry audit members communities
      ledger      : kernel platform registry
      lets        : kernel platform registry audit communities ledger
      imports     : kernel ledger lets
      trades      : kernel platform registry audit ledger
      commons     : kernel platform registry audit ledger lets trades
      ayni        : kernel platform registry communities ledger lets trades
      market      : kernel platform registry audit
      merits      : kernel platform registry communities trades market
      komunitin   : kernel platform registry members communities ledger lets
      circles     : kernel platform registry ledger
      learning    : kernel platform registry audit
      privacy     : kernel platform messages registry logins members communities
      governance  : kernel platform registry audit voting ledger
      pulse       : kernel platform registry audit communities lets trades commons market governance merits circles learning
      notices     : kernel platform messages registry mail logins factors members passkeys push addresses communities announcements lets trades market governance merits commons circles learning pulse
      folds       :
      insight     : kernel platform registry audit folds
      evaluate    : platform folds insight
      journeys    : kernel platform registry folds
      story       : kernel platform members communities lets trades market learning commons circles merits governance journeys
      findings    : kernel platform messages insight journeys
      recount     :
      web         : kernel platform messages concepts translate mail logins factors members passkeys push addresses communities directory announcements ledger lets commons trades ayni market governance privacy notices merits circles learning journeys insight findings pulse
      """;

  /// Where a library may be used. Everywhere: the JDK, JSpecify, slf4j, Error Prone's annotations.
  private static final String LIBRARIES =
      """
      com.fasterxml.jackson       : platform evaluate messages translate passkeys recount governance findings
      com.github.benmanes         : platform
      com.github.kagkarlsson      : platform
      com.google.zxing            : lets
      com.ibm.icu                 : messageformat messages concepts translate
      com.nimbusds                : komunitin push
      com.sun.management          : platform
      com.webauthn4j              : passkeys
      com.zaxxer.hikari           : platform
      com.zerodeplibs             : push
      de.siegmar.fastcsv          : lets imports komunitin evaluate findings
      gg.jte                      : web
      io.github.bucket4j          : platform
      io.javalin                  : platform
      io.micrometer               : platform
      io.opentelemetry            : platform
      io.zonky                    : platform
      jakarta.mail                : mail
      jakarta.servlet             : platform
      org.apache.commons.compress : platform
      net.coobird                 : market
      org.apache.lucene           : market
      org.eclipse.jetty           : platform
      org.flywaydb                : platform
      org.bouncycastle            : logins push
      org.hipparchus              : insight
      org.jdbi                    : platform audit mail logins factors members passkeys addresses communities directory announcements ledger lets market trades ayni komunitin privacy translate push notices governance merits commons circles learning pulse journeys insight
      org.postgresql              : platform
      org.tukaani.xz              : platform
      picocli                     : evaluate
      """;

  /// Public types beside the facade and its words (records, enums, sealed and one-method
  /// interfaces, exceptions), each with its reason.
  private static final Map<String, String> PUBLIC = publicTypes();

  private static final String RECOUNT = "org.coomunity.recount";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.coomunity");

  private static Map<String, String> publicTypes() {
    Map<String, String> reasons = new TreeMap<>();
    reasons.put(
        "voting", "a library of functions over records: nothing in it is kept or called for");
    reasons.put("folds", "a library of functions and sums: nothing in it is kept or called for");
    reasons.put("platform", "a folder of small libraries, each package with a facade of its own");
    reasons.put("Uuid8", "makes identifiers from facts; a function, not a value");
    reasons.put("Uuid7", "makes identifiers; a function, not a value");
    reasons.put("Books", "the seam between communities and their money: acts of one transaction");
    reasons.put("Leaving", "how somebody goes: acts inside the transaction of privacy");
    reasons.put("Findable", "what a directory may know of members: of many at once, and marks");
    reasons.put("Absence", "how somebody goes: acts inside the transaction of privacy");
    reasons.put(
        "Demand", "what is looked for and offered as a whole: many at once, nobody by name");
    reasons.put("CircleLife", "what goes on inside circles: the other half of their facade");
    reasons.put("TextFile", "reads files of texts for commands; a function, not a value");
    reasons.put("CatalogueTranslation", "files of texts from the command line, without a database");
    reasons.put("Trials", "models over tables from the command line, without a database");
    reasons.put("Event", "the root of the sealed events of the modules");
    return reasons;
  }

  @Test
  void modules_use_only_what_the_table_allows_and_the_table_allows_only_what_is_used() {
    Map<String, Set<String>> reality = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      String from = SourceFile.moduleOf(type.getPackageName());
      if (!from.isEmpty()) {
        Set<String> uses = reality.computeIfAbsent(from, module -> new TreeSet<>());
        type.getDirectDependenciesFromSelf()
            .forEach(d ->
                uses.add(
                    SourceFile.moduleOf(
                        d.getTargetClass().getBaseComponentType().getPackageName())));
        uses.removeAll(Set.of("", from));
      }
    }
    assertThat(ShapeRules.modules(MODULES, reality)).as("reality: %s", reality).isEmpty();
  }

  @Test
  void libraries_are_used_only_where_they_belong() {
    Map<String, Set<String>> reality = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      String from = SourceFile.moduleOf(type.getPackageName());
      if (!from.isEmpty() && !type.getPackageName().startsWith("org.coomunity.web.pages")) {
        Set<String> uses = reality.computeIfAbsent(from, module -> new TreeSet<>());
        type.getDirectDependenciesFromSelf()
            .forEach(d -> uses.add(d.getTargetClass().getBaseComponentType().getPackageName()));
      }
    }
    assertThat(ShapeRules.libraries(LIBRARIES, reality)).isEmpty();
  }

  @Test
  void a_module_shows_one_class_and_its_words() {
    List<String> faults = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      String module = SourceFile.moduleOf(type.getPackageName());
      if (type.isTopLevelClass()
          && type.getModifiers().contains(JavaModifier.PUBLIC)
          && !module.isEmpty()
          && !type.getPackageName().startsWith("org.coomunity.web.pages")
          && !PUBLIC.containsKey(module)
          && !PUBLIC.containsKey(type.getSimpleName())) {
        faults.addAll(ShapeRules.shown(module, type.reflect()));
      }
    }
    assertThat(faults).isEmpty();
  }

  /// Its word must not depend on the platform's: neither it nor the platform uses a class of the
  /// other, and it stands on the JDK and a reader of JSON alone.
  @Test
  void the_recount_program_shares_no_class_with_the_platform() {
    Set<String> uses = new TreeSet<>();
    Set<String> users = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      boolean own = type.getPackageName().equals(RECOUNT);
      type.getDirectDependenciesFromSelf()
          .forEach(d -> {
            String used = d.getTargetClass().getBaseComponentType().getPackageName();
            if (own) {
              uses.add(used.replaceAll("^(javax?|com\\.fasterxml\\.jackson)(\\..*)?$", "$1"));
            } else if (used.equals(RECOUNT)) {
              users.add(type.getName());
            }
          });
    }
    uses.remove("");
    assertThat(uses)
        .containsExactlyInAnyOrder(
            "java", "com.fasterxml.jackson", "org.jspecify.annotations", RECOUNT);
    assertThat(users).isEmpty();
  }

  @Test
  void no_sql_names_the_schema_of_another_module() {
    Set<String> schemas = new TreeSet<>();
    SourceFile.files(Path.of("src", "main", "resources", "db"), ".sql")
        .forEach(script -> schemas.add(script.getName(script.getNameCount() - 2).toString()));
    List<String> faults = new ArrayList<>();
    SourceFile.below(Path.of("src", "main", "java"))
        .forEach(file -> faults.addAll(ShapeRules.foreignSchemas(file, schemas)));
    assertThat(faults).isEmpty();
  }

  @Test
  void a_module_is_one_flat_package() {
    List<String> faults = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      String name = type.getPackageName();
      boolean folder =
          name.startsWith("org.coomunity.base.platform.")
              || name.startsWith("org.coomunity.web.pages");
      if (!folder && name.split("\\.", -1).length > 4) {
        faults.add(name + " is inside a module");
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void a_use_that_the_table_does_not_allow_is_found() {
    Map<String, Set<String>> reality =
        Map.of("kernel", Set.of("ledger"), "platform", Set.of(), "ledger", Set.of());
    assertThat(ShapeRules.modules("kernel :\nplatform :\nledger :\n", reality))
        .containsExactly("kernel uses ledger, and may not");
  }

  @Test
  void an_unused_permission_an_unknown_module_and_a_line_below_are_found() {
    assertThat(
            ShapeRules.modules(
                "kernel :\nplatform : kernel\n", Map.of("kernel", Set.of(), "platform", Set.of())))
        .containsExactly("platform may use kernel, and does not");
    assertThat(ShapeRules.modules("kernel :\n", Map.of("kernel", Set.of(), "lets", Set.of())))
        .containsExactly("lets has no line in the table");
    assertThat(
            ShapeRules.modules(
                "kernel : platform\nplatform :\n",
                Map.of("kernel", Set.of("platform"), "platform", Set.of())))
        .containsExactly("kernel names platform, which does not stand above it");
    assertThat(ShapeRules.modules("kernel :\nworlds :\n", Map.of("kernel", Set.of())))
        .containsExactly("worlds is in the table, and is no module");
  }

  @Test
  void a_library_out_of_place_and_one_nobody_uses_are_found() {
    Map<String, Set<String>> reality = Map.of("lets", Set.of("io.javalin.http", "java.util"));
    assertThat(ShapeRules.libraries("io.javalin : platform\n", reality))
        .containsExactlyInAnyOrder(
            "lets uses io.javalin.http, and may not", "io.javalin : platform does not use it");
  }

  @Test
  void a_second_public_class_is_found() {
    assertThat(ShapeRules.shown("lets", StringBuilder.class))
        .containsExactly(
            "lets shows java.lang.StringBuilder, which is neither its facade nor a word of it");
    assertThat(ShapeRules.shown("integer", Integer.class)).isEmpty();
    assertThat(ShapeRules.shown("lets", Runnable.class)).isEmpty();
    assertThat(ShapeRules.shown("lets", Thread.State.class)).isEmpty();
  }

  @Test
  void sql_over_another_schema_is_found() {
    SourceFile file =
        SourceFile.of(
            Path.of("src/main/java/org/coomunity/exchange/lets/LetsStore.java"),
            "package org.coomunity.exchange.lets; class A { String a = \"select b from members.member\"; }");
    assertThat(ShapeRules.foreignSchemas(file, Set.of("members", "lets")))
        .singleElement()
        .asString()
        .contains("members");
  }
}
