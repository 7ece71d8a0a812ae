use super::page::Mark;
use super::shape::shape;
use super::*;
use chrono::DateTime;
use fonts::Typeface;
use proptest::prelude::*;

const INK: Colour = Colour(0, 0, 0);
const STYLE: Style = Style::new(9.0, INK);

fn about() -> About {
    let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    About { title: "Title".into(), author: "Author".into(), subject: String::new(), language: "en", at }
}

/// What a program reads off a line: its glyphs from left to right, turned round where they run to the left.
fn read(text: &str, rtl: bool) -> String {
    let mut glyphs = shape(Typeface::of(Weight::Regular).unwrap(), text, 0..text.len(), rtl);
    if rtl {
        glyphs.reverse();
    }
    glyphs.iter().map(|glyph| &text[glyph.stands_for.clone()]).collect()
}

fn lines(text: &str, room: f32) -> Vec<paragraph::Line> {
    Paragraph::new(text, STYLE).lines(room, Direction::LeftToRight).unwrap()
}

#[test]
fn arabic_is_read_back_letter_by_letter_also_where_letters_join_to_one_shape() {
    for text in ["السلام", "الأولى", "لإصدار", "الآيبان", "لا", "لّا", "مجلّة", "إشعار دائن ضريبي", "(س) [ص]"]
    {
        assert_eq!(read(text, true), text);
    }
    for text in ["office, fluffy affinity", "naïve Ærø", "a (b)"] {
        assert_eq!(read(text, false), text);
    }
}

#[test]
fn arabic_letters_join() {
    let width = |text: &str| measure(text, STYLE).unwrap();
    assert!(width("بيت") < width("ب") + width("ي") + width("ت"), "joined letters are narrower than single ones");
    assert!(width("לבב بيت") < width("לבב ") + width("ب") + width("ي") + width("ت"), "also after another script");
}

#[test]
fn figures_and_latin_in_an_arabic_line_keep_their_own_order() {
    let paragraph = Paragraph::new("فاتورة INV-2026 بمبلغ 12.500", STYLE).reading(Direction::RightToLeft);
    let lines = paragraph.lines(500.0, Direction::RightToLeft).unwrap();
    let runs: Vec<&str> = lines[0].runs.iter().map(|run| run.text.trim()).collect();
    assert_eq!(runs, ["12.500", "بمبلغ", "INV-2026", "فاتورة"]);
}

#[test]
fn a_value_cannot_turn_what_stands_around_it() {
    let hostile = isolate("\u{202e}123\u{2069}\u{202c}");
    let lines = lines(&format!("No. {hostile} of 7"), 500.0);
    let seen: String = lines[0].runs.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(seen.replace(['\u{2068}', '\u{2069}'], ""), "No. 123 of 7");
}

#[test]
fn lines_break_at_spaces_and_long_words_where_they_must() {
    let texts = |text: &str, room| {
        let joined = |line: &paragraph::Line| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
        lines(text, room).iter().map(joined).collect::<Vec<_>>()
    };
    assert_eq!(texts("one two", 20.0), ["one", "two"]);
    assert_eq!(texts("one\ntwo", 200.0), ["one", "two"]);
    assert_eq!(texts("a\n\nb", 200.0), ["a", "", "b"]);
    assert_eq!(texts("mmmmmmmmmm", 45.0).concat(), "mmmmmmmmmm");
    assert!(texts("mmmmmmmmmm", 45.0).len() > 1);
    assert_eq!(texts("a\u{a0}b", 8.0).concat(), "a\u{a0}b");
    assert_eq!(texts("", 8.0), [""]);
    assert_eq!(texts("mm", 0.5), ["m", "m"], "at least one character stands on a line");
}

#[test]
fn what_the_font_does_not_know_is_one_box() {
    let boxes = |text: &str| {
        let lines = lines(text, 500.0);
        lines.iter().flat_map(|line| &line.runs).flat_map(|run| &run.glyphs).filter(|glyph| glyph.unknown).count()
    };
    assert_eq!(boxes("𓀀"), 1);
    assert_eq!(boxes("🧺🧺"), 2);
    assert_eq!(boxes("👩\u{200d}👩\u{200d}👧"), 1);
    assert_eq!(boxes("👍🏽"), 1);
    assert_eq!(boxes("Al Noor النور"), 0);
}

#[test]
fn the_same_pages_are_the_same_bytes() {
    let once = || {
        let mut flow = Flow::new(Paper::A4, Direction::RightToLeft).unwrap();
        flow.row(&[Slot { start: 0.0, width: 300.0 }], &[vec![Paragraph::new("السلام 12 abc 🧺", STYLE)]], Look::default()).unwrap();
        flow.qr(&Qr::of("abc").unwrap(), Slot { start: 0.0, width: 80.0 }, INK);
        flow.finish(&about()).unwrap()
    };
    assert_eq!(once(), once());
}

#[test]
fn a_long_table_has_its_head_on_each_page_and_every_row_once() {
    let mut flow = Flow::new(Paper::A4, Direction::LeftToRight).unwrap();
    flow.footer(vec![Slot { start: 0.0, width: 200.0 }], |page, pages| vec![vec![Paragraph::new(format!("{page} of {pages}"), STYLE)]]);
    let cell = |text: String| vec![Paragraph::new(text, STYLE)];
    let table = Table {
        columns: vec![Column::Share(1.0)],
        gap: 0.0,
        head: vec![cell("head".into())],
        head_look: Look::default(),
        rows: (0..200).map(|row| vec![cell(format!("row {row}"))]).collect(),
        row_look: Look { pad: 2.0, ..Look::default() },
    };
    flow.table(table).unwrap();
    flow.close().unwrap();
    let pages = flow.pages.len();
    assert!(pages > 3);
    let mut rows = Vec::new();
    for (number, page) in flow.pages.iter().enumerate() {
        let texts: Vec<String> = page.marks.iter().filter_map(text).collect();
        assert_eq!(texts[0], "head");
        assert_eq!(texts[texts.len() - 1], format!("{} of {pages}", number + 1));
        rows.extend_from_slice(&texts[1..texts.len() - 1]);
    }
    assert_eq!(rows, (0..200).map(|row| format!("row {row}")).collect::<Vec<_>>());
}

#[test]
fn a_cell_higher_than_a_page_goes_on_on_the_next() {
    let mut flow = Flow::new(Paper::A4, Direction::LeftToRight).unwrap();
    let text: Vec<String> = (0..400).map(|line| line.to_string()).collect();
    flow.row(&[Slot { start: 0.0, width: 200.0 }], &[vec![Paragraph::new(text.join("\n"), STYLE)]], Look::default()).unwrap();
    let written: Vec<String> = flow.pages.iter().flat_map(|page| &page.marks).filter_map(self::text).collect();
    assert_eq!(written, text);
    assert!(flow.pages.len() > 5);
    inside(&flow);
}

#[test]
fn paper_without_room_and_codes_without_end_are_refused() {
    let paper = Paper { side: 400.0, ..Paper::A4 };
    assert_eq!(Flow::new(paper, Direction::LeftToRight).err(), Some(PdfError::Paper));
    let long = "x".repeat(5_000);
    assert_eq!(Qr::of(&long).err(), Some(PdfError::Qr(5_000)));
}

fn text(mark: &Mark) -> Option<String> {
    match mark {
        Mark::Text { line, .. } => Some(line.runs.iter().map(|run| run.text.as_str()).collect()),
        Mark::Fill { .. } => None,
    }
}

/// Nothing hangs over the edge of the paper.
pub(crate) fn inside(flow: &Flow) {
    for (page, mark) in flow.pages.iter().enumerate().flat_map(|(page, sheet)| sheet.marks.iter().map(move |mark| (page, mark))) {
        for area in mark.extents() {
            let fits = area.x >= 20.0
                && area.y >= 20.0
                && area.x + area.width <= flow.paper.width - 20.0
                && area.y + area.height <= flow.paper.height - 8.0;
            assert!(fits, "page {}: {area:?} {:?}", page + 1, text(mark));
        }
    }
}

/// With its feet written.
pub(crate) fn closed(mut flow: Flow) -> Flow {
    flow.close().unwrap();
    flow
}

pub(crate) fn pages(flow: &Flow) -> usize {
    flow.pages.len()
}

proptest! {
    #[test]
    fn any_text_is_laid_out_and_written(text in any::<String>(), room in 1.0_f32..300.0, rtl in any::<bool>()) {
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let mut flow = Flow::new(Paper::A4, direction).unwrap();
        flow.row(&[Slot { start: 0.0, width: room }], &[vec![Paragraph::new(text, STYLE)]], Look::default()).unwrap();
        prop_assert!(flow.finish(&about()).is_ok());
    }

    #[test]
    fn no_line_is_wider_than_its_room(text in "[a-z أ-ي0-9.,()-]{0,200}", room in 30.0_f32..300.0) {
        for line in lines(&text, room) {
            prop_assert!(line.width <= room + 0.5, "{} > {room}", line.width);
        }
    }
}
