package org.coomunity.base.translate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.Language;

/// Makes believe: each word becomes one of the other language, chosen by the word alone, and marks
/// stay. For tests and for looking at the screens, without anybody outside.
final class FakeProvider implements Provider {
  private static final Map<Language, List<String>> WORDS = new EnumMap<>(Language.class);
  private static final Pattern WORD = Pattern.compile("⟦[0-9]+⟧|[\\p{L}\\p{M}]+");

  static {
    words(Language.ES, "el pan y la huerta con una mañana del camino es clara por las semillas");
    words(Language.EN, "the bread and your garden with that morning is clear for you from seeds");
    words(Language.PT, "os pães e uma horta com você da manhã não é do caminho em sementes");
    words(Language.FR, "le pain et une graine avec vous est dans la maison pour des voisins");
    words(Language.DE, "das Brot und der Garten mit dem Morgen ist nicht von Samen für euch");
    words(Language.IT, "il pane e gli orti con una mattina del cammino non sono per le sementi");
    words(Language.JA, "パン と 畑 の 朝 は みんな で 種 を まく");
    words(Language.ZH, "面包 和 园子 的 早晨 大家 一起 播种");
    words(Language.AR, "الخبز و الحديقة مع الصباح من البذور في الطريق");
    words(Language.HI, "रोटी और बगीचा सुबह के साथ बीज में रास्ता");
  }

  private static void words(Language language, String words) {
    WORDS.put(language, List.of(words.split(" ", -1)));
  }

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public MarkForm marks() {
    return MarkForm.BRACKETS;
  }

  @Override
  public List<String> translate(Batch batch) {
    return batch.texts().stream().map(text -> said(text, batch.from(), batch.to())).toList();
  }

  /// What it says for a text; about as long as such a text is.
  static String said(String text, Language from, Language to) {
    List<String> words = WORDS.getOrDefault(to, List.of("?"));
    double wanted = Tongues.length(to) / Tongues.length(from);
    StringBuilder out = new StringBuilder();
    Matcher matcher = WORD.matcher(text);
    int n = text.length();
    double owed = 0;
    int at = 0;
    while (matcher.find()) {
      out.append(text, at, matcher.start());
      at = matcher.end();
      if (matcher.group().startsWith("⟦")) {
        out.append(matcher.group());
        continue;
      }
      owed += wanted * (matcher.end() - matcher.start());
      boolean first = true;
      while (owed > 0) {
        String word = words.get(Math.floorMod(n++, words.size()));
        out.append(first ? "" : " ").append(word);
        owed -= word.length() + (first ? 0 : 1);
        first = false;
      }
    }
    return out.append(text.substring(at)).toString();
  }
}
