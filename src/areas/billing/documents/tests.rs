mod samples;

use base64::Engine as _;

use self::samples::*;
use super::*;
use crate::areas::billing::period::Period;
use crate::core::lang::Lang;
use crate::core::money::{Currency, Money};
use crate::core::pdf::Flow;
use crate::core::pdf::tests::{closed, inside, pages};

/// The bar for ten lines, fonts and all.
const HEAVIEST: usize = 60 * 1024;

fn names() -> [String; 6] {
    [
        "م".repeat(250),
        "W".repeat(250),
        "Al نور Noor للغسيل (24/7) ".repeat(10),
        "\u{202e}desrever\u{202c} \u{2067}x\u{2069}\u{2069} 👩\u{200d}👩\u{200d}👧 🧺 𓀀 \0\t\u{fffe}\u{e000}".into(),
        "a\u{301}".repeat(120),
        String::new(),
    ]
}

fn hostile(lang: Lang, name: &str) -> Sale {
    let mut sale = sale(lang, 3);
    let both = Bilingual::new(name, name);
    for party in [&mut sale.seller, &mut sale.buyer] {
        *party = Party {
            name: both.clone(),
            address: both.clone(),
            vat_number: Some(name.to_owned()),
            registration: Some(name.to_owned()),
            email: Some(name.to_owned()),
            phone: Some(name.to_owned()),
        };
    }
    for line in &mut sale.lines {
        line.description = both.clone();
        line.period = Some(Period { starts: day(11, 19), ends: day(11, 20) });
        line.total = omr(i64::MIN);
        line.unit_price = omr(i64::MAX);
        line.quantity = Quantity(i64::MIN);
    }
    sale.number = name.to_owned();
    sale.order = Some(name.to_owned());
    sale.notes = Some(both);
    sale.totals.total = omr(i64::MAX);
    sale
}

/// On how many pages it stands, all of it on the paper.
fn stands(flow: Flow) -> usize {
    let flow = closed(flow);
    inside(&flow);
    pages(&flow)
}

/// The text of a file as a reader's program sees it, or nothing where none is installed.
fn read(pdf: &[u8]) -> Option<String> {
    let folder = std::env::temp_dir().join(format!("documents-{}-{:p}", std::process::id(), pdf));
    std::fs::write(&folder, pdf).unwrap();
    let read = std::process::Command::new("pdftotext").arg(&folder).arg("-").output();
    std::fs::remove_file(&folder).unwrap();
    let Ok(read) = read else {
        eprintln!("pdftotext is not installed: the text of the file is not looked at");
        return None;
    };
    let text = String::from_utf8(read.stdout).unwrap();
    Some(text.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect())
}

#[test]
fn ten_lines_stand_on_one_page_in_a_light_file() {
    for lang in Lang::ALL {
        let invoice = invoice(sale(lang, 10));
        assert_eq!(stands(invoice::lay_out_invoice(&invoice).unwrap()), 1, "{lang:?}");
        let bytes = tax_invoice(&invoice).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert!(bytes.len() <= HEAVIEST, "{lang:?}: {} bytes", bytes.len());
        assert_eq!(stands(invoice::lay_out_credit_note(&note(sale(lang, 10))).unwrap()), 1, "{lang:?}");
    }
}

#[test]
fn the_same_data_is_the_same_file() {
    let invoice = invoice(sale(Lang::Ar, 10));
    assert_eq!(tax_invoice(&invoice).unwrap(), tax_invoice(&invoice).unwrap());
}

#[test]
fn no_lines_and_five_hundred_lines_are_printed() {
    for lang in Lang::ALL {
        assert_eq!(stands(invoice::lay_out_invoice(&invoice(sale(lang, 0))).unwrap()), 1);
        assert!(stands(invoice::lay_out_invoice(&invoice(sale(lang, 500))).unwrap()) > 10);
        assert_eq!(stands(statement::lay_out(&account(lang, 0)).unwrap()), 1);
        assert!(stands(statement::lay_out(&account(lang, 500)).unwrap()) > 10);
        assert!(statement(&account(lang, 9)).is_ok());
    }
}

#[test]
fn no_name_however_hostile_breaks_a_paper() {
    for (name, lang) in names().into_iter().zip(Lang::ALL.into_iter().cycle()) {
        let sale = hostile(lang, &name);
        stands(invoice::lay_out_invoice(&invoice(sale.clone())).unwrap());
        tax_invoice(&invoice(sale.clone())).unwrap();
        let mut note = note(sale.clone());
        note.reason = Bilingual::new(name.clone(), name.clone());
        credit_note(&note).unwrap();
        let mut account = account(lang, 3);
        account.buyer = sale.buyer.clone();
        account.entries[0].reference.clone_from(&name);
        stands(statement::lay_out(&account).unwrap());
        statement(&account).unwrap();
    }
}

#[test]
fn a_reader_finds_the_text_in_the_order_it_is_read() {
    for lang in Lang::ALL {
        let Some(text) = read(&tax_invoice(&invoice(sale(lang, 10))).unwrap()) else { return };
        for part in
            ["فاتورة ضريبية", "Tax invoice", "الإجمالي شامل الضريبة", "مغاسل النور", "الآيبان", "INV-2026-000123", "131.250", "OM1100234567"]
        {
            assert!(text.contains(part), "{lang:?}: {part} is not in\n{text}");
        }
    }
}

#[test]
fn who_has_no_vat_number_issues_no_tax_invoice() {
    let mut sale = sale(Lang::En, 1);
    sale.seller.vat_number = None;
    assert_eq!(tax_qr::content(&sale), None);
    let Some(text) = read(&tax_invoice(&invoice(sale)).unwrap()) else { return };
    assert!(!text.contains("Tax invoice"), "{text}");
}

#[test]
fn the_code_says_who_when_and_how_much() {
    let content = tax_qr::content(&sale(Lang::En, 2)).unwrap();
    let bytes = base64::engine::general_purpose::STANDARD.decode(content).unwrap();
    let mut values = Vec::new();
    let mut rest = bytes.as_slice();
    while let [tag, length, tail @ ..] = rest {
        let (value, next) = tail.split_at(usize::from(*length));
        values.push((*tag, String::from_utf8(value.to_vec()).unwrap()));
        rest = next;
    }
    let said = [(1, "CleanMateX Technologies LLC"), (2, "OM1100234567"), (3, "2026-11-30T00:53:20Z"), (4, "26.250"), (5, "1.250")];
    assert_eq!(values, said.map(|(tag, value)| (tag, value.to_owned())));
}

#[test]
fn a_long_name_is_cut_in_the_code_between_letters() {
    let mut sale = sale(Lang::Ar, 1);
    sale.seller.name.ar = "ن".repeat(250);
    let bytes = base64::engine::general_purpose::STANDARD.decode(tax_qr::content(&sale).unwrap()).unwrap();
    assert_eq!(bytes[1], 254);
    assert_eq!(std::str::from_utf8(&bytes[2..256]).unwrap(), "ن".repeat(127));
}

#[test]
fn a_second_currency_is_refused() {
    let mut invoice = invoice(sale(Lang::En, 1));
    invoice.due = Money::new(1, Currency::Sar);
    assert_eq!(tax_invoice(&invoice), Err(DocumentError::Currencies));
}

#[test]
fn numbers_are_written_short() {
    let quantities = [(1_000, "1"), (1_250_000, "1,250"), (500, "0.5"), (-1_500, "\u{2212}1.5"), (0, "0")];
    for (thousandths, text) in quantities {
        assert_eq!(figures::quantity(Quantity(thousandths)), text);
    }
    for (basis_points, text) in [(500, "5%"), (0, "0%"), (750, "7.5%"), (1_525, "15.25%")] {
        assert_eq!(figures::rate(basis_points), text);
    }
    let month = Period { starts: day(11, 1), ends: day(12, 1) };
    assert_eq!(figures::period(Lang::En, month), "1 Nov 2026 to 30 Nov 2026");
    assert_eq!(figures::period(Lang::En, Period { starts: day(11, 1), ends: day(11, 2) }), "1 Nov 2026");
}

#[test]
fn a_text_in_one_language_stands_for_both() {
    let text = Bilingual::new("Only English", " ");
    assert_eq!((text.first(Lang::Ar), text.second(Lang::Ar)), ("Only English", None));
    let both = Bilingual::new("Plan", "باقة");
    assert_eq!((both.first(Lang::Ar), both.second(Lang::Ar)), ("باقة", Some("Plan")));
}
