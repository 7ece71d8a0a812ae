//! Which column of a file holds which field of a tenant.

mod synonyms;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use self::synonyms::Synonyms;
use crate::core::text;

/// What a roster can say about a tenant. The order is the order refusals are reported in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Name2,
    Email,
    Phone,
    Country,
    City,
    Address,
    Plan,
    SignedOn,
    Notes,
    ContactName,
    Slug,
    BusinessType,
    Currency,
    Timezone,
    DefaultLanguage,
}

impl Field {
    pub const ALL: [Self; 16] = [
        Self::Name,
        Self::Name2,
        Self::Email,
        Self::Phone,
        Self::Country,
        Self::City,
        Self::Address,
        Self::Plan,
        Self::SignedOn,
        Self::Notes,
        Self::ContactName,
        Self::Slug,
        Self::BusinessType,
        Self::Currency,
        Self::Timezone,
        Self::DefaultLanguage,
    ];

    /// Without a column for each of these a file can't be imported.
    pub const REQUIRED: [Self; 2] = [Self::Name, Self::Email];

    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Name2 => "name2",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Country => "country",
            Self::City => "city",
            Self::Address => "address",
            Self::Plan => "plan",
            Self::SignedOn => "signed_on",
            Self::Notes => "notes",
            Self::ContactName => "contact_name",
            Self::Slug => "slug",
            Self::BusinessType => "business_type",
            Self::Currency => "currency",
            Self::Timezone => "timezone",
            Self::DefaultLanguage => "default_language",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    fn place(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A column for each field that has one. No column serves two fields. Stored as `{"name": 0, …}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "BTreeMap<Field, usize>", from = "BTreeMap<Field, usize>")]
pub struct Mapping {
    columns: [Option<usize>; Field::ALL.len()],
}

impl Mapping {
    /// Reads the headers in either language, or both in one. The surest match is made first, and
    /// of two equally sure ones the left.
    pub fn guess(headers: &[String]) -> Self {
        let headers: Vec<Header> = headers.iter().map(|header| Header::read(header)).collect();
        // Beside a commercial registration number, "Registration" is another of those and no date.
        let has_register_number = headers.iter().any(Header::is_register_number);
        let mut matches: Vec<(Rank, usize, Field)> = Vec::new();
        for (column, header) in headers.iter().enumerate() {
            let fields =
                Field::ALL.into_iter().filter(|field| *field != Field::SignedOn || !has_register_number || !header.is_registration());
            matches.extend(fields.filter_map(|field| Some((header.rank(field)?, column, field))));
        }
        matches.sort_unstable();
        let mut mapping = Self::default();
        for (_, column, field) in matches {
            if mapping.column(field).is_none() && mapping.field(column).is_none() {
                mapping.set(field, Some(column));
            }
        }
        // An Arabic name is the name, unless another column has it.
        if let (None, Some(column)) = (mapping.column(Field::Name), mapping.column(Field::Name2))
            && headers.get(column).is_some_and(|header| !header.is_a_second_name())
        {
            mapping.set(Field::Name, Some(column));
        }
        mapping
    }

    /// How many fields have a column.
    pub fn mapped(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns[field.place()]
    }

    pub fn field(&self, column: usize) -> Option<Field> {
        Field::ALL.into_iter().find(|field| self.column(*field) == Some(column))
    }

    /// What a person chose. A column taken from another field leaves that field without one.
    pub fn set(&mut self, field: Field, column: Option<usize>) {
        if let Some(former) = column.and_then(|column| self.field(column)) {
            self.columns[former.place()] = None;
        }
        self.columns[field.place()] = column;
    }

    /// The required fields that have no column yet.
    pub fn missing(&self) -> impl Iterator<Item = Field> {
        Field::REQUIRED.into_iter().filter(|field| self.column(*field).is_none())
    }
}

impl From<Mapping> for BTreeMap<Field, usize> {
    fn from(mapping: Mapping) -> Self {
        Field::ALL.into_iter().filter_map(|field| Some((field, mapping.column(field)?))).collect()
    }
}

impl From<BTreeMap<Field, usize>> for Mapping {
    fn from(columns: BTreeMap<Field, usize>) -> Self {
        let mut mapping = Self::default();
        for (field, column) in columns {
            mapping.set(field, Some(column));
        }
        mapping
    }
}

/// A header, folded: as a whole, as its part in each script, and as words.
struct Header {
    whole: String,
    parts: [String; 2],
    words: Vec<String>,
    /// The language it says its column is in, and what it says beside that.
    tongue: Option<Tongue>,
    bare: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tongue {
    English,
    Arabic,
}

impl Tongue {
    fn of(word: &str) -> Option<Self> {
        match word {
            "en" | "eng" | "english" => Some(Self::English),
            "ar" | "arabic" => Some(Self::Arabic),
            word if word.contains("انجليزي") => Some(Self::English),
            word if word.contains("عربي") => Some(Self::Arabic),
            _ => None,
        }
    }
}

/// Words around the name of a language: "in English", باللغة العربية.
const AROUND_A_TONGUE: [&str; 5] = ["in", "the", "language", "اللغه", "باللغه"];

impl Header {
    fn read(header: &str) -> Self {
        let folded = text::fold(&text::clean(header)).replace("e-mail", "email");
        let words: Vec<String> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let (latin, other): (Vec<&str>, Vec<&str>) = words.iter().map(String::as_str).partition(|word| word.is_ascii());
        let parts = [latin.concat(), other.concat()];
        let mut tongues: Vec<Tongue> = words.iter().filter_map(|word| Tongue::of(word)).collect();
        tongues.dedup();
        let tongue = if let [tongue] = tongues[..] { Some(tongue) } else { None };
        let beside = words.iter().map(String::as_str).filter(|word| Tongue::of(word).is_none() && !AROUND_A_TONGUE.contains(word));
        let bare = beside.collect();
        Self { whole: words.concat(), parts, words, tongue, bare }
    }

    fn rank(&self, field: Field) -> Option<Rank> {
        match (field, self.tongue) {
            (Field::Name, Some(Tongue::Arabic)) | (Field::Name2, Some(Tongue::English)) => None,
            (Field::Name, Some(Tongue::English)) | (Field::Name2, Some(Tongue::Arabic)) if self.names_a_business() => Some((0, 0)),
            _ => self.rank_by_synonyms(field),
        }
    }

    fn rank_by_synonyms(&self, field: Field) -> Option<Rank> {
        let Synonyms { sure, likely, words } = synonyms::of(field);
        let whole = |synonyms: &str| synonyms.split_whitespace().position(|name| name == self.whole);
        let part = |synonyms: &str| synonyms.split_whitespace().position(|name| self.parts.iter().any(|part| part == name));
        let tiers = [whole(sure), part(sure), whole(likely), part(likely), words.split_whitespace().position(|all| self.has_all(all))];
        (0..).zip(tiers).find_map(|(tier, place)| Some((tier, place?)))
    }

    /// Whether it would be a business's name without the word for its language.
    fn names_a_business(&self) -> bool {
        let Synonyms { sure, likely, words } = synonyms::of(Field::Name);
        let mut whole = sure.split_whitespace().chain(likely.split_whitespace());
        whole.any(|name| name == self.bare) || words.split_whitespace().any(|all| self.has_all(all))
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|own| own == word)
    }

    /// Words joined by `+`, each of which is in it.
    fn has_all(&self, words: &str) -> bool {
        words.split('+').all(|word| self.has(word))
    }

    fn is_a_second_name(&self) -> bool {
        matches!(self.whole.as_str(), "name2" | "secondname")
    }

    fn is_registration(&self) -> bool {
        matches!(self.whole.as_str(), "registration" | "registered")
    }

    fn is_register_number(&self) -> bool {
        ["commercial", "cr", "crn", "سجل", "السجل", "registration+no", "registration+number"].iter().any(|words| self.has_all(words))
    }
}

/// How sure it is that a header means a field: less is surer. First the kind of match, then the
/// place of the synonym in its list.
type Rank = (u8, usize);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn guess(headers: &str) -> Vec<(&'static str, usize)> {
        let headers: Vec<String> = headers.split('|').map(str::to_owned).collect();
        let mapping = Mapping::guess(&headers);
        let mapped = |field: Field| Some((field.code(), mapping.column(field)?));
        Field::ALL.into_iter().filter_map(mapped).collect()
    }

    #[test]
    fn the_usual_headers_find_their_fields() {
        assert_eq!(
            guess("Organisation|الاسم|E-mail|Mobile|Country|City|Plan|Signed on|Notes"),
            [
                ("name", 0),
                ("name2", 1),
                ("email", 2),
                ("phone", 3),
                ("country", 4),
                ("city", 5),
                ("plan", 6),
                ("signed_on", 7),
                ("notes", 8),
            ]
        );
        assert_eq!(
            guess("ملاحظات|تاريخ الاشتراك|الباقة|المدينة|الدولة|رقم الجوال|البريد الإلكتروني|اسم الشركة"),
            [("name", 7), ("email", 6), ("phone", 5), ("country", 4), ("city", 3), ("plan", 2), ("signed_on", 1), ("notes", 0),]
        );
        assert_eq!(
            guess("slug|business_type|contact_name|currency|timezone|default_language|address"),
            [
                ("address", 6),
                ("contact_name", 2),
                ("slug", 0),
                ("business_type", 1),
                ("currency", 3),
                ("timezone", 4),
                ("default_language", 5),
            ]
        );
    }

    #[test]
    fn every_field_is_found_by_its_own_code() {
        for field in Field::ALL {
            assert_eq!(guess(field.code()), [(field.code(), 0)]);
            assert_eq!(guess(&field.code().to_uppercase()), [(field.code(), 0)]);
            assert_eq!(Field::from_code(field.code()), Some(field));
        }
    }

    #[test]
    fn an_arabic_name_is_the_name_unless_another_column_has_it() {
        assert_eq!(guess("الاسم|email"), [("name", 0), ("email", 1)]);
        assert_eq!(guess("الاسم|Name"), [("name", 1), ("name2", 0)]);
        assert_eq!(guess("اسم المغسلة|Company"), [("name", 1), ("name2", 0)]);
        assert_eq!(guess("Name (Arabic)|Name (English)"), [("name", 1), ("name2", 0)]);
        assert_eq!(guess("الاسم بالعربية|الاسم بالإنجليزية"), [("name", 1), ("name2", 0)]);
        assert_eq!(guess("Name|Name AR"), [("name", 0), ("name2", 1)]);
    }

    #[test]
    fn two_names_are_told_apart_by_the_language_they_say() {
        for headers in [
            "الاسم (إنجليزي)|الاسم (عربي)",
            "اسم المغسلة بالإنجليزي|اسم المغسلة بالعربي",
            "Company (EN)|Company (AR)",
            "Laundry name in English|Laundry name in Arabic",
            "Tenant (English)|Tenant (Arabic)",
            "Name_EN|Name_AR",
            "اسم الشركة باللغة الإنجليزية|اسم الشركة باللغة العربية",
            "Company|Company in Arabic",
            "Shop|اسم المحل",
            "Outlet|المحل",
            "Branch name|الاسم العربي",
        ] {
            assert_eq!(guess(headers), [("name", 0), ("name2", 1)], "{headers}");
            let turned: Vec<&str> = headers.split('|').rev().collect();
            assert_eq!(guess(&turned.join("|")), [("name", 1), ("name2", 0)], "{headers} turned");
        }
        assert_eq!(guess("الاسم بالعربية|email"), [("name", 0), ("email", 1)], "the only name is the name");
        assert_eq!(guess("Contact name (English)|Company|Company"), [("name", 1), ("contact_name", 0)]);
    }

    #[test]
    fn headers_of_other_makers_are_known() {
        for (field, headers) in [
            (
                "signed_on",
                "Date Joined|Joining Date|Contract Start|Signing date|Signature date|Onboarding date|Registered|Registration|\
                 Effective date|Subscribed on|بداية العقد|يوم التوقيع",
            ),
            ("plan", "Subscription type|Subscription level|Membership|فئة الاشتراك|الاشتراك الحالي"),
            ("phone", "رقم التلفون|رقم الاتصال|رقم الواتس|WhatsApp No"),
            (
                "name",
                "Outlet|Establishment|Facility|Name of laundry|Legal entity|Subscriber|Branch name|اسم المحل|الجهة|اسم المشترك|اسم الفرع",
            ),
            ("business_type", "نوع المغسلة|نوع الخدمة|Kind of business"),
            ("currency", "Curr|CCY"),
            ("default_language", "لغة المراسلة"),
        ] {
            for header in headers.split('|') {
                assert_eq!(guess(header), [(field, 0)], "{header}");
            }
        }
    }

    #[test]
    fn a_registration_number_is_no_date() {
        assert_eq!(guess("Registration|Commercial registration"), []);
        assert_eq!(guess("Registration|CR No|Date Joined"), [("signed_on", 2)]);
        assert_eq!(guess("Registration No"), []);
    }

    #[test]
    fn headers_in_both_languages_and_longer_ones_are_understood() {
        assert_eq!(
            guess("Name / الاسم|Email - البريد|الهاتف (Phone)|Contact e-mail address|Plan of the tenant"),
            [("name", 0), ("email", 1), ("phone", 2), ("plan", 4)]
        );
        assert_eq!(guess("Company name *|Your mobile number (GSM)"), [("name", 0), ("phone", 1)]);
        assert_eq!(guess("Name, legal|Registered business name"), [("name", 1)], "the surer one");
        assert_eq!(guess("Tenant Name|E-Mail Address|Address"), [("name", 0), ("email", 1), ("address", 2)]);
    }

    #[test]
    fn a_header_serves_one_field_and_a_field_one_header() {
        assert_eq!(guess("Email|Email|email"), [("email", 0)]);
        assert_eq!(guess("Mobile|Phone"), [("phone", 1)]);
        assert_eq!(guess("رقم|الجوال"), [("phone", 1)]);
        assert_eq!(guess("Code|#|م||Balance"), []);
    }

    #[test]
    fn a_person_may_choose_otherwise() {
        let headers = ["Name", "Email", "Other"].map(str::to_owned);
        let mut mapping = Mapping::guess(&headers);
        mapping.set(Field::Notes, Some(1));
        assert_eq!(mapping.field(1), Some(Field::Notes));
        assert_eq!(mapping.missing().collect::<Vec<_>>(), [Field::Email]);
        mapping.set(Field::Email, Some(2));
        mapping.set(Field::Notes, None);
        assert_eq!(mapping.missing().count(), 0);
        let stored = serde_json::to_string(&mapping).unwrap();
        assert_eq!(stored, r#"{"name":0,"email":2}"#);
        assert_eq!(serde_json::from_str::<Mapping>(&stored).unwrap(), mapping);
        assert_eq!(mapping.field(1), None);
    }

    proptest! {
        #[test]
        fn no_column_ever_serves_two_fields(headers in proptest::collection::vec(
            "(name|email|phone|الاسم|رقم|plan|date|contact|[a-z ]{0,8}){1,2}", 0..12,
        )) {
            let mapping = Mapping::guess(&headers);
            let mut columns: Vec<usize> =
                Field::ALL.into_iter().filter_map(|field| mapping.column(field)).collect();
            let mapped = columns.len();
            columns.sort_unstable();
            columns.dedup();
            prop_assert_eq!(columns.len(), mapped);
        }
    }
}
