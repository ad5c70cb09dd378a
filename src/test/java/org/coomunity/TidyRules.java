package org.coomunity;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeKind;

/// What makes a source file tidy. Each rule says where it is broken.
final class TidyRules {
  static final int FILE_LINES = 400;
  static final int METHOD_LINES = 60;

  /// A table of routes reads best in one piece.
  static final int TABLE_LINES = 120;

  /// Where the clock of the machine may be read: it is the clock.
  private static final Map<String, String> CLOCKS =
      Map.of(
          "TestClock", "starts at the present",
          "Uuid7", "identifiers carry the time they were made");

  /// Where SQL may stand outside a store.
  private static final Map<String, String> SQL =
      Map.of(
          "LocalPostgres", "makes roles and the database before any store exists",
          "Migrations", "grants",
          "Archive", "copies whole tables, whatever they are");

  /// A program of its own, which talks to people.
  private static final String PROGRAM = "recount";

  private static final Pattern STATEMENT =
      Pattern.compile(
          "(?is)\\b(select\\s.+?\\sfrom\\s|insert\\s+into\\s|update\\s+[a-z_.]+\\s+(as\\s+\\w+\\s+|\\w+\\s+)?set\\s|delete\\s+from\\s)");
  private static final Pattern LEFT_OVER = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");
  private static final Pattern DEAD_CODE = Pattern.compile("(?m)^\\s*//(?!/).*(;|\\{|\\})\\s*$");
  private static final Pattern MACHINE = Pattern.compile("/(work|root|home/[a-z]+)/[a-zA-Z]");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "(?m)^public (?:(?:abstract|final|sealed|non-sealed|strictfp) )*(?:class|interface|enum|record|@interface) (\\w+)");

  private TidyRules() {}

  /// Everything that is wrong with a file.
  static List<String> faults(SourceFile file) {
    List<String> faults = new ArrayList<>();
    BiConsumer<Tree, String> at = (tree, fault) -> faults.add(place(file, tree) + " " + fault);
    long lines = file.text().lines().count();
    if (lines > FILE_LINES) {
      faults.add(file.path() + " has " + lines + " lines, more than " + FILE_LINES);
    }
    new Scanner(file, at).scan(file.tree(), null);
    text(file, LEFT_OVER, "something left over: ", faults);
    text(file, DEAD_CODE, "code in a comment: ", faults);
    text(file, MACHINE, "a path of one machine: ", faults);
    if (!file.isTest()) {
      undocumented(file, faults);
    }
    return faults;
  }

  private static void text(SourceFile file, Pattern bad, String fault, List<String> faults) {
    if ("TidyRules".equals(file.name()) || "TidyTest".equals(file.name())) {
      return;
    }
    Matcher found = bad.matcher(file.text());
    while (found.find()) {
      long line = file.text().substring(0, found.start()).lines().count() + 1;
      faults.add(file.path() + ":" + line + " " + fault + found.group().strip());
    }
  }

  private static void undocumented(SourceFile file, List<String> faults) {
    Matcher type = PUBLIC_TYPE.matcher(file.text());
    while (type.find()) {
      List<String> before =
          file.text()
              .substring(0, type.start())
              .lines()
              .filter(line -> !line.startsWith("@"))
              .toList();
      if (before.isEmpty() || !before.getLast().startsWith("///")) {
        faults.add(file.path() + " does not say what " + type.group(1) + " is (///)");
      }
    }
  }

  private static String place(SourceFile file, Tree tree) {
    long start = file.trees().getSourcePositions().getStartPosition(file.tree(), tree);
    return file.path() + ":" + file.tree().getLineMap().getLineNumber(Math.max(0, start));
  }

  private static final class Scanner extends TreeScanner<Void, Void> {
    private static final Set<String> INEXACT = Set.of("BigDecimal", "Double", "Float");
    private final SourceFile file;
    private final BiConsumer<Tree, String> fault;
    private final boolean ledger;

    Scanner(SourceFile file, BiConsumer<Tree, String> fault) {
      this.file = file;
      this.fault = fault;
      this.ledger = !file.isTest() && "ledger".equals(file.module());
    }

    /// A table of routes is data: one `return`, nothing decided.
    private static boolean isTable(MethodTree method) {
      return method.getName().contentEquals("routes")
          && method.getBody() != null
          && method.getBody().getStatements().size() == 1;
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
      var positions = file.trees().getSourcePositions();
      var lines = file.tree().getLineMap();
      long start = positions.getStartPosition(file.tree(), method);
      long end = positions.getEndPosition(file.tree(), method);
      if (start >= 0 && end > start) {
        long length = lines.getLineNumber(end) - lines.getLineNumber(start) + 1;
        if (length > (isTable(method) ? TABLE_LINES : METHOD_LINES)) {
          fault.accept(
              method, method.getName() + " has " + length + " lines, more than " + METHOD_LINES);
        }
      }
      return super.visitMethod(method, null);
    }

    @Override
    public Void visitPrimitiveType(PrimitiveTypeTree type, Void none) {
      TypeKind kind = type.getPrimitiveTypeKind();
      if (ledger && (kind == TypeKind.DOUBLE || kind == TypeKind.FLOAT)) {
        fault.accept(type, "money is never floating point: " + kind);
      }
      return super.visitPrimitiveType(type, null);
    }

    @Override
    public Void visitIdentifier(IdentifierTree identifier, Void none) {
      if (ledger && INEXACT.contains(identifier.getName().toString())) {
        fault.accept(identifier, "money is a long in minor units: " + identifier.getName());
      }
      return super.visitIdentifier(identifier, null);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree select, Void none) {
      String used = select.toString();
      boolean now =
          used.matches(
              "System\\.currentTimeMillis|(java\\.time\\.)?(Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)\\.now");
      if (now && !CLOCKS.containsKey(file.name())) {
        fault.accept(select, "time comes from the InstantSource: " + used);
      }
      if (file.isTest() && "Thread.sleep".equals(used)) {
        fault.accept(select, "tests await events, they do not sleep");
      }
      if (!file.isTest()
          && !file.module().isEmpty()
          && !file.module().equals(PROGRAM)
          && used.matches("System\\.(out|err|exit)|.*\\.printStackTrace")) {
        fault.accept(select, "a module logs: " + used);
      }
      return super.visitMemberSelect(select, null);
    }

    @Override
    public Void visitAnnotation(AnnotationTree annotation, Void none) {
      if (annotation.getAnnotationType().toString().matches("Disabled(On\\w+|If\\w+)?")) {
        fault.accept(annotation, "no test is skipped");
      }
      return super.visitAnnotation(annotation, null);
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void none) {
      boolean allowed =
          file.isTest() || file.name().endsWith("Store") || SQL.containsKey(file.name());
      if (!allowed && literal.getValue() instanceof String text && STATEMENT.matcher(text).find()) {
        fault.accept(literal, "SQL stands in stores only");
      }
      return super.visitLiteral(literal, null);
    }
  }
}
