//! Papers to look at and to measure, of as many lines as are asked for. The bench of papers has them too.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Ageing, BankAccount, Bilingual, CreditNote, Currency, Entry, EntryKind, Invoice, Lang, Line, Money, Party, Period, Quantity, Sale,
    Statement, Totals, VatShare,
};

pub fn omr(minor: i64) -> Money {
    Money::new(minor, Currency::Omr)
}

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

pub fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_796_000_000, 0).unwrap()
}

pub fn party(english: &str, arabic: &str) -> Party {
    Party {
        name: Bilingual::new(english, arabic),
        address: Bilingual::new("Way 2817, Building 14\nAl Seeb, Muscat", "سكة 2817، مبنى 14\nالسيب، مسقط"),
        vat_number: Some("OM1100234567".into()),
        registration: Some("1345678".into()),
        email: Some("accounts@example.com".into()),
        phone: Some("+968 2440 1234".into()),
    }
}

pub fn line(number: i64) -> Line {
    Line {
        description: Bilingual::new(format!("Growth plan, branch {number}"), format!("باقة النمو، الفرع {number}")),
        period: None,
        quantity: Quantity::whole(number),
        unit_price: omr(12_500),
        discount: omr(if number == 3 { 2_500 } else { 0 }),
        vat_basis_points: 500,
        vat: omr(625 * number),
        total: omr(13_125 * number),
    }
}

pub fn sale(lang: Lang, lines: i64) -> Sale {
    let taxable = omr(12_500 * lines);
    let vat = omr(625 * lines);
    Sale {
        lang,
        number: "INV-2026-000123".into(),
        issued_at: at(),
        supply: Some(Period { starts: day(11, 1), ends: day(12, 1) }),
        order: None,
        seller: party("CleanMateX Technologies LLC", "كلين ميت إكس للتقنيات"),
        buyer: party("Al Noor Laundry", "مغاسل النور"),
        currency: Currency::Omr,
        lines: (1..=lines).map(line).collect(),
        totals: Totals {
            before_discount: taxable,
            discount: omr(0),
            taxable,
            shares: vec![VatShare { basis_points: 500, taxable, vat }],
            vat,
            total: omr(13_125 * lines),
        },
        notes: Some(Bilingual::new("Name the number with your transfer.", "اذكروا الرقم عند التحويل.")),
    }
}

pub fn invoice(sale: Sale) -> Invoice {
    let bank = BankAccount {
        bank: Bilingual::new("Bank Muscat", "بنك مسقط"),
        name: sale.seller.name.clone(),
        iban: "OM81 0270 0003 3300 1234 567".into(),
        swift: "BMUSOMRX".into(),
    };
    Invoice { due_on: day(12, 15), paid: omr(1_000), due: omr(sale.totals.total.minor - 1_000), sale, bank: Some(bank) }
}

pub fn note(sale: Sale) -> CreditNote {
    let reason = Bilingual::new("The branch was closed before the period.", "أُغلق الفرع قبل بدء الفترة.");
    CreditNote { sale, corrects: Some(("INV-2026-000100".into(), day(11, 1))), reason }
}

pub fn account(lang: Lang, entries: i64) -> Statement {
    let entry = |number: i64| Entry {
        on: day(11, 1 + u32::try_from(number % 28).unwrap()),
        kind: [EntryKind::Invoice, EntryKind::Payment, EntryKind::CreditNote, EntryKind::Refund, EntryKind::Adjustment]
            [usize::try_from(number % 5).unwrap()],
        reference: format!("INV-2026-{number:06}"),
        description: Bilingual::new("Growth plan", "باقة النمو"),
        debit: (number % 2 == 0).then_some(omr(82_950)),
        credit: (number % 2 == 1).then_some(omr(82_950)),
        balance: omr(12_000 - number),
    };
    Statement {
        lang,
        issued_at: at(),
        period: Period { starts: day(11, 1), ends: day(12, 1) },
        seller: party("CleanMateX Technologies LLC", "كلين ميت إكس للتقنيات"),
        buyer: party("Al Noor Laundry", "مغاسل النور"),
        currency: Currency::Omr,
        opening: omr(12_000),
        entries: (0..entries).map(entry).collect(),
        closing: omr(-5_000),
        ageing: Some(Ageing { current: omr(1), to_30: omr(2), to_60: omr(3), to_90: omr(4), older: omr(5), credit: omr(6) }),
        bank: None,
        notes: None,
    }
}
