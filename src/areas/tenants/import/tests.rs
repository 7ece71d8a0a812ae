//! Whole files through the one door.

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::areas::tenants::plan::PlanCode;

const ROSTER: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/tenant-roster.csv"));
const EXPECTED: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/tenant-roster.expected.json"));

#[derive(Deserialize)]
struct Expected {
    rows: usize,
    ok: usize,
    errors: Vec<ExpectedError>,
}

#[derive(Deserialize)]
struct ExpectedError {
    row: u32,
    phone: String,
    email: String,
    field: String,
    duplicate_of: Option<u32>,
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
}

fn judge_all(bytes: &[u8], register: Register) -> Vec<(u32, Verdict)> {
    let roster = Roster::read(bytes).unwrap();
    let mut judge = Judge::new(Mapping::guess(roster.headers()), register, today()).keeping(roster.rows());
    roster.rows().map(|row| (row.number, judge.judge(&row))).collect()
}

fn judge_text(text: &str) -> Vec<(u32, Verdict)> {
    judge_all(text.as_bytes(), Register::default())
}

fn drafts(verdicts: Vec<(u32, Verdict)>) -> Vec<TenantDraft> {
    let draft = |(_, verdict)| match verdict {
        Verdict::Ready(draft) => Some(*draft),
        _ => None,
    };
    verdicts.into_iter().filter_map(draft).collect()
}

/// `row field reason` for each refusal, in order.
fn refusals(verdicts: &[(u32, Verdict)]) -> Vec<String> {
    let mut all = Vec::new();
    for (row, verdict) in verdicts {
        if let Verdict::Refused(refusals) = verdict {
            all.extend(refusals.iter().map(|r| format!("{row} {} {}", r.field, r.reason.code())));
        }
    }
    all
}

fn after_importing(verdicts: Vec<(u32, Verdict)>) -> Register {
    let mut register = Register::default();
    for draft in drafts(verdicts) {
        assert!(register.emails.insert(draft.email.to_string()), "{}", draft.email);
        assert!(register.slugs.insert(draft.slug.to_string()), "{}", draft.slug);
    }
    register
}

#[test]
fn the_roster_ends_exactly_as_expected() {
    let expected: Expected = serde_json::from_str(EXPECTED).unwrap();
    let verdicts = judge_all(ROSTER, Register::default());
    assert_eq!(verdicts.len(), expected.rows);

    let mut errors: HashMap<u32, ExpectedError> = expected.errors.into_iter().map(|error| (error.row, error)).collect();
    let mut ready = 0;
    for (row, verdict) in &verdicts {
        match (verdict, errors.remove(row)) {
            (Verdict::Ready(draft), None) => {
                assert_eq!(draft.row, *row);
                assert!(draft.phone.is_some(), "row {row}");
                ready += 1;
            }
            (Verdict::Refused(refusals), Some(error)) => {
                assert_eq!(refusals.len(), 1, "row {row}: {refusals:?}");
                assert_eq!(refusals[0].field.to_string(), error.field, "row {row}");
                let duplicate_of = match refusals[0].reason {
                    Reason::DuplicateOf { row } => Some(row),
                    _ => None,
                };
                assert_eq!(duplicate_of, error.duplicate_of, "row {row}");
            }
            (verdict, error) => {
                panic!("row {row}: {verdict:?}, expected {:?}", error.map(|error| error.field));
            }
        }
    }
    assert_eq!(ready, expected.ok);
    assert!(errors.is_empty());
}

#[test]
fn the_refused_rows_hold_the_numbers_and_addresses_they_should() {
    let expected: Expected = serde_json::from_str(EXPECTED).unwrap();
    let roster = Roster::read(ROSTER).unwrap();
    let mapping = Mapping::guess(roster.headers());
    let rows: HashMap<u32, Row<'_>> = roster.rows().map(|row| (row.number, row)).collect();
    for error in expected.errors {
        let cell = |field| &rows[&error.row].cells[mapping.column(field).unwrap()];
        if error.field != "phone" {
            let country = crate::core::country::Country::parse(cell(Field::Country));
            let phone = crate::core::phone::Phone::parse(cell(Field::Phone), country.ok()).unwrap();
            assert_eq!(phone.as_ref(), error.phone, "row {}", error.row);
        }
        if error.field != "email" {
            let email = crate::core::email::Email::parse(cell(Field::Email)).unwrap();
            assert_eq!(email.as_ref(), error.email, "row {}", error.row);
        }
    }
}

#[test]
fn a_second_run_adds_none_and_refuses_the_same() {
    let first = judge_all(ROSTER, Register::default());
    let refused = refusals(&first);
    let second = judge_all(ROSTER, after_importing(first));
    assert_eq!(refusals(&second), refused);
    let known = second.iter().filter(|(_, verdict)| matches!(verdict, Verdict::Known(_))).count();
    assert_eq!(known, 359);
}

#[test]
fn the_encoding_makes_no_difference() {
    let text = std::str::from_utf8(ROSTER).unwrap();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(judge_all(&utf16, Register::default()), judge_all(ROSTER, Register::default()));
}

#[test]
fn what_is_odd_but_right_is_kept() {
    let drafts: HashMap<u32, TenantDraft> =
        drafts(judge_all(ROSTER, Register::default())).into_iter().map(|draft| (draft.row, draft)).collect();
    assert_eq!(drafts[&2].email.as_ref(), "amal.dry.0@example.om");
    assert_eq!(drafts[&9].name.as_ref(), "Al Wadi Carpet & Laundry Dammam");
    assert_eq!(drafts[&9].phone.as_ref().unwrap().as_ref(), "+966538666617");
    assert_eq!(drafts[&9].currency.code(), "SAR");
    assert_eq!(drafts[&9].timezone.name(), "Asia/Riyadh");
    assert_eq!(drafts[&21].notes.as_deref(), Some("line one\nline two, \"quoted\""));
    assert_eq!(drafts[&42].name.as_ref(), "Hisn Laundry & Ironing Kuwait City <b>&co</b>");
    assert!(drafts.values().any(|draft| { draft.notes.as_deref() == Some("=HYPERLINK(\"http://evil.example\",\"click\")") }));
}

#[test]
fn a_roster_of_another_make_is_understood() {
    let text = "sep=;\r\n\
        البريد الإلكتروني;الاسم;الجوال;الدولة;الباقة;تاريخ الاشتراك;Extra\r\n\
        NOOR@EXAMPLE.OM;نور للغسيل;٩٥٩٠٨٣٠١;عُمان;النمو;٣١/١٢/٢٠٢٥;x\r\n\
        \r\n\
        ;;;;;;\r\n\
        shams@example.ae; شمس 🧺 ;0501234567;uae;Free-Trial;2025-12-31 00:00:00;\r\n\
        b@example.om;=cmd|' /C calc'!A0;;OMAN;pro;;\"a;b\"\r\n";
    let verdicts = judge_text(text);
    assert_eq!(refusals(&verdicts), Vec::<String>::new());
    let drafts = drafts(verdicts);
    let seen: Vec<_> = drafts
        .iter()
        .map(|draft| {
            let phone = draft.phone.as_ref().map(ToString::to_string).unwrap_or_default();
            let signed = draft.signed_on.map(|date| date.to_string()).unwrap_or_default();
            format!("{} {} {} {phone} {} {signed}", draft.row, draft.slug, draft.country, draft.plan)
        })
        .collect();
    assert_eq!(
        seen,
        [
            "2 noor-lilghaseel OM +96895908301 GROWTH 2025-12-31",
            "5 shams AE +971501234567 FREE_TRIAL 2025-12-31",
            "6 cmd-c-calc-a0 OM  PRO ",
        ]
    );
    assert_eq!(drafts[2].name.as_ref(), "=cmd|' /C calc'!A0");
}

#[test]
fn every_fault_is_named_on_its_field() {
    let long = "x".repeat(251);
    let mut text = String::from("Name,Email,Phone,Country,Plan,Signed on,Name AR,City,Slug,Type,Currency,Time zone,Lang\n");
    for (place, row) in [
        "Good,good@example.om,95908301,OM,PRO,2025-01-01,,,good,,,,".to_owned(),
        "Twin, GOOD@EXAMPLE.OM ,95908302,OM,PRO,,,,,,,,".to_owned(),
        ",,,,,,a,,,,,,".to_owned(),
        format!("{long},a1@example.om,,OM,PRO,,,,,,,,"),
        "🧺🧺,a2@example.om,,OM,PRO,,,,,,,,".to_owned(),
        "Lett,a3@example.om,95 CALL ME,OM,PRO,,,,,,,,".to_owned(),
        "Late,a4@example.om,,OM,PRO,2031-01-01,,,,,,,".to_owned(),
        "Early,a5@example.om,,OM,PRO,1900-01-01,,,,,,,".to_owned(),
        "Serial,a6@example.om,,OM,PRO,45658,,,,,,,".to_owned(),
        "Month,a7@example.om,,OM,PRO,2025-13-01,,,,,,,".to_owned(),
        "Lost\u{fffd},a8@example.om,,OM,PRO,,,,,,,,".to_owned(),
        "Shifted,a9@example.om,,OM,PRO,,,,,,,,,x".to_owned(),
        "Place,b1@example.om,95908301,Atlantis,PRO,,,,,,,,".to_owned(),
        "Odd,b2@example.om,,OM,PRO,,,,admin,bakery,XYZ,Mars/Base,fr".to_owned(),
        "Slug,b3@example.om,,OM,PRO,,,,good,,,,".to_owned(),
        "Far,b4@example.om,+971 12,AE,PRO,,,,,,,,".to_owned(),
    ]
    .iter()
    .enumerate()
    {
        writeln!(text, "{row}").unwrap();
        assert!(place < 20);
    }
    assert_eq!(
        refusals(&judge_text(&text)),
        [
            "3 email duplicate-of",
            "4 name missing",
            "4 name2 too-short",
            "4 email missing",
            "4 country missing",
            "4 plan missing",
            "5 name too-long",
            "6 name no-letters",
            "7 phone phone-characters",
            "8 signed_on date-too-late",
            "9 signed_on date-too-early",
            "10 signed_on date-serial-number",
            "11 signed_on no-such-day",
            "12 name unreadable",
            "13 row cell-count",
            "14 country unknown-country",
            "15 slug slug-reserved",
            "15 business_type unknown-business-type",
            "15 currency unknown-currency",
            "15 timezone unknown-timezone",
            "15 default_language unknown-language",
            "16 slug duplicate-of",
            "17 phone phone-not-in-country",
        ]
    );
}

#[test]
fn a_row_that_ends_early_lacks_only_what_it_must_have() {
    let text = "Name,Email,Phone,Country,Plan,City,Notes\nA1,a@e.om,95908301,OM,PRO\nB2,b@e.om,,OM,PRO,,,,,\nC3,c@e.om,95908301\nD4\n";
    let verdicts = judge_text(text);
    assert_eq!(refusals(&verdicts), ["4 country missing", "4 plan missing", "5 email missing", "5 country missing", "5 plan missing"]);
    assert_eq!(drafts(verdicts).len(), 2);
    let unnamed = judge_text("Name,Email,Plan,,\nA1,a@e.om,PRO\nB2,b@e.om,PRO,,\n");
    assert_eq!(drafts(unnamed).len(), 2);
}

#[test]
fn what_people_write_for_nothing_is_nothing() {
    for nothing in ["-", "—", "--", "N/A", "n/a", "لا يوجد", "'-"] {
        let text =
            format!("Name,Email,Phone,Country,Plan,Signed on,City,Slug\nNoor,a@e.om,{nothing},OM,PRO,{nothing},{nothing},{nothing}\n");
        let draft = drafts(judge_text(&text)).remove(0);
        assert_eq!((draft.phone, draft.signed_on, draft.city, draft.slug.as_ref()), (None, None, None, "noor"), "{nothing}");
        let text = format!("Name,Email,Country,Plan\n{nothing},{nothing},{nothing},{nothing}\n");
        assert_eq!(refusals(&judge_text(&text)), ["2 name missing", "2 email missing", "2 country missing", "2 plan missing"], "{nothing}");
    }
}

#[test]
fn a_slug_a_later_row_asks_for_is_not_given_away() {
    let verdicts = judge_text("Name,Email,Slug\nRare Star,a@e.om,\nOther,b@e.om,rare-star\nRare Star,c@e.om,\n");
    assert_eq!(refusals(&verdicts), Vec::<String>::new());
    let slugs: Vec<String> = drafts(verdicts).into_iter().map(|draft| draft.slug.to_string()).collect();
    assert_eq!(slugs, ["rare-star-2", "rare-star", "rare-star-3"]);
}

#[test]
fn a_rial_is_read_in_the_rows_country() {
    let text = "Name,Email,Country,Currency,Time zone,Language\nAa,a@e.om,SA,ريال,asia/riyadh,العربي\nBb,b@e.om,AE,ريال,,\n";
    let verdicts = judge_text(text);
    assert_eq!(refusals(&verdicts), ["3 currency unknown-currency"]);
    let draft = drafts(verdicts).remove(0);
    assert_eq!((draft.currency.code(), draft.timezone.name(), draft.default_language.code()), ("SAR", "Asia/Riyadh", "ar"));
}

#[test]
fn a_lost_quotation_mark_loses_no_row() {
    let text = "Name,Email,Phone,Country,Plan,Notes\nG1,g1@e.om,95908301,OM,PRO,\"fine\"\nG2,g2@e.om,95908302,OM,PRO,\"call back\n\
                G3,g3@e.om,95908303,OM,PRO,\nG4,g4@e.om,95908304,OM,PRO,\"ok\"\nG5,g5@e.om,95908305,OM,PRO,\"ok\"\n";
    let verdicts = judge_text(text);
    assert_eq!(refusals(&verdicts), ["3 row open-quote"]);
    assert_eq!(drafts(verdicts).iter().map(|draft| draft.row).collect::<Vec<_>>(), [2, 4, 5, 6]);
}

#[test]
fn a_refused_row_takes_its_address_from_nobody() {
    let verdicts = judge_text("Name,Email,Plan\nOne,a@example.om,GOLD\nTwo,a@example.om,PRO\nThree,A@example.om,PRO\n");
    assert_eq!(refusals(&verdicts), ["2 plan unknown-plan", "4 email duplicate-of"]);
    assert_eq!(verdicts[2].1, Verdict::Refused(vec![Refusal { field: Spot::Field(Field::Email), reason: Reason::DuplicateOf { row: 3 } }]));
}

#[test]
fn missing_columns_take_their_defaults() {
    let draft = drafts(judge_text("Company,Mail\nNoor Dry Clean,a@example.om\n")).remove(0);
    assert_eq!((draft.country.code(), draft.plan), ("OM", PlanCode::FreeTrial));
    assert_eq!(draft.business_type.code(), "dry_cleaning");
    assert_eq!((draft.currency.code(), draft.timezone.name()), ("OMR", "Asia/Muscat"));
    assert_eq!((draft.phone, draft.signed_on, draft.notes), (None, None, None));
    let refused = refusals(&judge_text("Company,Phone\nNoor,95908301\n"));
    assert_eq!(refused, ["2 email missing"]);
}

#[test]
fn equal_names_get_different_slugs() {
    let register = Register { slugs: ["noor-2".to_owned()].into(), ..Register::default() };
    let text = "Name,Email\nNoor,a@e.om\nNOOR,b@e.om\nNoor!,c@e.om\n洗衣,noor@e.om\n洗衣,ab@e.om\n";
    let slugs: Vec<String> = drafts(judge_all(text.as_bytes(), register)).into_iter().map(|draft| draft.slug.to_string()).collect();
    assert_eq!(slugs, ["noor", "noor-3", "noor-4", "noor-5", "tenant-ab"]);
}

#[test]
fn a_known_row_with_its_own_slug_is_known_and_not_refused() {
    let text = "Name,Email,Slug\nNoor,noor@example.om,noor\nNew,new@example.om,noor\n";
    let register = Register { emails: ["noor@example.om".to_owned()].into(), slugs: ["noor".to_owned()].into() };
    let verdicts = judge_all(text.as_bytes(), register);
    assert!(matches!(verdicts[0].1, Verdict::Known(_)));
    assert_eq!(refusals(&verdicts), ["3 slug taken"]);
}

#[test]
fn a_verdict_survives_storage() {
    for (_, verdict) in judge_all(ROSTER, Register::default()) {
        let stored = serde_json::to_string(&verdict).unwrap();
        assert_eq!(serde_json::from_str::<Verdict>(&stored).unwrap(), verdict);
    }
}

proptest! {
    #[test]
    fn no_file_makes_it_fall(
        header in "(Name|Email|Phone|Plan|Country|Signed on|Slug|Notes|,|;|\"|\n){0,12}",
        body in any::<String>(),
        noise in proptest::collection::vec(any::<u8>(), 0..64),
    ) {
        let mut bytes = format!("{header}\n{body}").into_bytes();
        bytes.extend(noise);
        if let Ok(roster) = Roster::read(&bytes) {
            let mut judge =
                Judge::new(Mapping::guess(roster.headers()), Register::default(), today());
            for row in roster.rows() {
                let _ = judge.judge(&row);
            }
        }
    }

    #[test]
    fn accepted_rows_never_share_an_address_or_a_slug(
        rows in proptest::collection::vec(("[a-bن ]{1,3}", "[ab]@[ab]\\.om"), 1..30),
    ) {
        let mut text = String::from("Name,Email\n");
        for (name, email) in rows {
            writeln!(text, "{name},{email}").unwrap();
        }
        after_importing(judge_text(&text));
    }
}
