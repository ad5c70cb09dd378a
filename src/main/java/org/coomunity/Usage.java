package org.coomunity;

/// What the launcher can do, for people.
final class Usage {
  static final String TEXT =
      """
      CoomÜnity: communities that trade, trust and decide together.

      ./coomunity start [--roles api,live,work]   start here, until Ctrl-C or 'stop'
      ./coomunity stop                            stop what runs on this data folder
      ./coomunity status                          does it run, and how is it
      ./coomunity verify                          walk through every book and the audit
      ./coomunity backup FILE                     a consistent copy of everything, also while it runs
      ./coomunity restore FILE                    bring a backup into an empty database
      ./coomunity import transfers FILE …         book a history of transfers from a CSV file
      ./coomunity records [--write]               the records of processing, made from the code
      ./coomunity recount FILE                    count an exported record of decisions again, with a
                                                  program that shares nothing with the platform
      ./coomunity check [--all] [--fast]          format, static analysis, all tests, web budget
      ./coomunity bench WHAT                      measure: ledger, http, start, messages, voting, ingest,
                                                  lighthouse
      ./coomunity messages run                    format requests from standard input, one JSON a line
      ./coomunity messages check [--lang fr]      check the texts of all languages
      ./coomunity messages missing --base F --other F [--format i18next|mf2]
                                                  which texts a file lacks, and their placeholders
      ./coomunity messages translate --in F --to xx --out F --provider P [--from es] [--url U]
                                                  [--model M] [--command C] translate a file of texts
      ./coomunity evaluate translation --source F --candidate F [--reference F] --to xx
                                                  how good a translated file is
      ./coomunity evaluate messageformat --suite DIR [--failures]
                                                  run the official test files of MessageFormat 2
      ./coomunity evaluate churn --csv F --label C | --train F --test F --label C
                                 | --transactions F --calibration-end D --horizon-days N | --summary F
                                                  who leaves, foretold from a table or a history
      ./coomunity evaluate reciprocity --transfers F
                                                  how far giving and receiving are in balance
      ./coomunity evaluate funnel --events F --steps A,B,C --window N
                                                  how far people come on a way of several steps
      ./coomunity evaluate activity --events F    who was there day by day, and who came back
      ./coomunity evaluate journey --events F --goal E
                                                  where visits leave, and what leads to a goal
                                                  (each explains itself with --help)
      ./coomunity village [--seed N] [--crash]    let a simulated village live on the platform
      ./coomunity help config                     every setting, with its default and meaning
      """;

  private Usage() {}
}
