//! Text as the database sees it and as the code does.

use hq_console::core::text::fold;

use crate::support::Console;

#[tokio::test]
async fn the_database_folds_every_character_as_the_code_does() {
    let console = Console::start().await;
    // Surrogates are no characters, and Postgres stores no zero.
    let all: Vec<String> = ('\u{1}'..=char::MAX).map(String::from).collect();
    for batch in all.chunks(100_000) {
        let folded: Vec<String> = sqlx::query_scalar("select hq_fold(c) from unnest($1::text[]) with ordinality as t (c, n) order by n")
            .bind(batch)
            .fetch_all(&console.db)
            .await
            .unwrap();
        for (c, in_database) in batch.iter().zip(folded) {
            assert_eq!(fold(c), in_database, "U+{:04X} {c}", u32::from(c.chars().next().unwrap()));
        }
    }
}

#[tokio::test]
async fn whole_names_are_folded_alike_too() {
    let console = Console::start().await;
    for name in [
        "Al-Nūr  LAUNDRY",
        "مَغْسَلَة الأناقة",
        "إبراهيم ٱلمصرى",
        "ﻻ ﷲ",
        "Çağlar İÇ",
        "  ـــ  ",
        "٤٥٦ ۴۵۶ 456",
        "\u{feff}x\u{200f}y",
        "ﬁne Æon ß",
        "e\u{301} É",
    ] {
        let folded: String = sqlx::query_scalar("select hq_fold($1)").bind(name).fetch_one(&console.db).await.unwrap();
        assert_eq!(fold(name), folded, "{name:?}");
    }
}
