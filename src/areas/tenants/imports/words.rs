//! What pages, files and the command line call things: every name a key of the catalogue.

use super::model::{KeptBecause, RowState, State};
use crate::areas::tenants::import::{Field, ReadError, Reason, Roster, Spot};
use crate::core::lang::{Format, Lang, Message};
use crate::web::ui::Tone;

pub fn field_key(field: Field) -> &'static str {
    match field {
        Field::Name => "tenants-field-name",
        Field::Name2 => "tenants-field-name2",
        Field::Email => "tenants-field-email",
        Field::Phone => "tenants-field-phone",
        Field::Country => "tenants-field-country",
        Field::City => "tenants-field-city",
        Field::Address => "tenants-field-address",
        Field::Plan => "tenants-field-plan",
        Field::SignedOn => "tenants-field-signed-on",
        Field::Notes => "imports-field-notes",
        Field::ContactName => "tenants-field-contact-name",
        Field::Slug => "tenants-field-slug",
        Field::BusinessType => "tenants-field-business-type",
        Field::Currency => "tenants-field-currency",
        Field::Timezone => "tenants-field-timezone",
        Field::DefaultLanguage => "tenants-field-default-language",
    }
}

pub fn spot_key(spot: Spot) -> &'static str {
    match spot {
        Spot::Row => "imports-field-row",
        Spot::Field(field) => field_key(field),
    }
}

/// Why a row is refused, as a sentence that says what to do.
pub fn reason(reason: Reason, format: Format) -> Message {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    match reason {
        Reason::CellCount { found, expected } => {
            Message::new("imports-reason-cell-count").text("found", format.num(count(found))).text("expected", format.num(count(expected)))
        }
        Reason::OpenQuote => "imports-reason-open-quote".into(),
        Reason::Missing => "imports-reason-missing".into(),
        Reason::Unreadable => "imports-reason-unreadable".into(),
        Reason::TooShort { least } => Message::new("imports-reason-too-short").count(count(least)).text("shown", format.num(count(least))),
        Reason::TooLong { most } => Message::new("imports-reason-too-long").count(count(most)).text("shown", format.num(count(most))),
        Reason::NoLetters => "imports-reason-no-letters".into(),
        Reason::NotAnEmail => "imports-reason-not-an-email".into(),
        Reason::DuplicateOf { row } => Message::new("imports-reason-duplicate-of").text("row", format.digits.write(row.to_string())),
        Reason::Taken => "imports-reason-taken".into(),
        Reason::PhoneCharacters => "imports-reason-phone-characters".into(),
        Reason::PhoneLength => "imports-reason-phone-length".into(),
        Reason::PhoneNotInCountry { country } => {
            let name = if format.lang == Lang::Ar { country.arabic() } else { country.english() };
            Message::new("imports-reason-phone-not-in-country").text("country", name)
        }
        Reason::PhoneNeedsCountry => "imports-reason-phone-needs-country".into(),
        Reason::PhoneCode => "imports-reason-phone-code".into(),
        Reason::UnknownCountry => "imports-reason-unknown-country".into(),
        Reason::UnknownPlan => "imports-reason-unknown-plan".into(),
        Reason::UnknownBusinessType => "imports-reason-unknown-business-type".into(),
        Reason::UnknownCurrency => "imports-reason-unknown-currency".into(),
        Reason::UnknownTimezone => "imports-reason-unknown-timezone".into(),
        Reason::UnknownLanguage => "imports-reason-unknown-language".into(),
        Reason::SlugCharacters => "imports-reason-slug-characters".into(),
        Reason::SlugHyphens => "imports-reason-slug-hyphens".into(),
        Reason::SlugReserved => "imports-reason-slug-reserved".into(),
        Reason::NotADate => "imports-reason-not-a-date".into(),
        Reason::NoSuchDay => "imports-reason-no-such-day".into(),
        Reason::DateSerialNumber => "imports-reason-date-serial-number".into(),
        Reason::DateHijri => "imports-reason-date-hijri".into(),
        Reason::DateTooEarly { earliest_year } => {
            Message::new("imports-reason-date-too-early").text("year", format.digits.write(earliest_year.to_string()))
        }
        Reason::DateTooLate { latest } => Message::new("imports-reason-date-too-late").text("date", format.date(latest)),
        Reason::NotSaved => "imports-reason-not-saved".into(),
    }
}

/// Why a file cannot be read at all.
pub fn read_error(error: ReadError, format: Format) -> Message {
    match error {
        ReadError::Empty => "imports-error-empty".into(),
        ReadError::NoRows => "imports-error-no-rows".into(),
        ReadError::NotText => "imports-error-not-text".into(),
        ReadError::TooLarge => "imports-error-too-large".into(),
        ReadError::TooManyColumns => {
            Message::new("imports-error-too-many-columns").text("most", format.num(i64::try_from(Roster::MAX_COLUMNS).unwrap_or(i64::MAX)))
        }
        ReadError::TooManyRows => {
            Message::new("imports-error-too-many-rows").text("most", format.num(i64::try_from(Roster::MAX_ROWS).unwrap_or(i64::MAX)))
        }
    }
}

pub fn state_key(state: State) -> &'static str {
    match state {
        State::Mapped => "imports-state-mapped",
        State::Running => "imports-state-running",
        State::Stopped => "imports-state-stopped",
        State::Done => "imports-state-done",
        State::Undoing => "imports-state-undoing",
        State::Undone => "imports-state-undone",
    }
}

pub fn state_tone(state: State) -> Tone {
    match state {
        State::Mapped => Tone::Pending,
        State::Running | State::Undoing => Tone::Info,
        State::Stopped => Tone::Warning,
        State::Done => Tone::Success,
        State::Undone => Tone::Neutral,
    }
}

pub fn row_state_key(state: RowState) -> &'static str {
    match state {
        RowState::Ready => "imports-row-ready",
        RowState::Refused => "imports-row-refused",
        RowState::Known => "imports-row-known",
        RowState::Imported => "imports-row-imported",
        RowState::Undone => "imports-row-undone",
        RowState::Kept => "imports-row-kept",
    }
}

pub fn row_state_tone(state: RowState) -> Tone {
    match state {
        RowState::Ready => Tone::Accent,
        RowState::Refused => Tone::Danger,
        RowState::Known | RowState::Undone => Tone::Neutral,
        RowState::Imported => Tone::Success,
        RowState::Kept => Tone::Warning,
    }
}

pub fn kept_key(why: KeptBecause) -> &'static str {
    match why {
        KeptBecause::Edited => "imports-kept-edited",
        KeptBecause::Moved => "imports-kept-moved",
        KeptBecause::Noted => "imports-kept-noted",
        KeptBecause::Extended => "imports-kept-extended",
        KeptBecause::ActedOn => "imports-kept-acted-on",
        KeptBecause::InUse => "imports-kept-in-use",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_and_state_has_words_in_both_languages() {
        let fields = Field::ALL.into_iter().map(field_key).chain([spot_key(Spot::Row)]);
        let states = State::ALL.into_iter().map(state_key).chain(RowState::ALL.into_iter().map(row_state_key));
        for key in fields.chain(states).chain(KeptBecause::ALL.into_iter().map(kept_key)) {
            assert!(Lang::ALL.iter().all(|lang| lang.has(key)), "{key}");
        }
    }

    #[test]
    fn reasons_name_what_they_know() {
        let arabic = Format { lang: Lang::Ar, ..Format::default() };
        assert!(Lang::En.msg(&reason(Reason::DuplicateOf { row: 1205 }, Format::default())).contains("1205"));
        assert!(Lang::Ar.msg(&reason(Reason::TooShort { least: 3 }, arabic)).contains('3'));
        let oman = crate::core::country::Country::OM;
        assert!(Lang::Ar.msg(&reason(Reason::PhoneNotInCountry { country: oman }, arabic)).contains(oman.arabic()));
    }
}
