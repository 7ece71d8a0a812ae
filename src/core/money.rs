//! Money as whole minor units. No floating point comes near it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    Omr,
    Aed,
    Sar,
    Bhd,
    Kwd,
    Qar,
    Usd,
    Eur,
    Gbp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a currency the console knows")]
pub struct CurrencyError;

impl TryFrom<String> for Currency {
    type Error = CurrencyError;

    fn try_from(code: String) -> Result<Self, CurrencyError> {
        Self::parse(&code)
    }
}

impl Currency {
    pub const ALL: [Self; 9] = [Self::Omr, Self::Aed, Self::Sar, Self::Bhd, Self::Kwd, Self::Qar, Self::Usd, Self::Eur, Self::Gbp];

    /// The three letters, in either case.
    pub fn parse(raw: &str) -> Result<Self, CurrencyError> {
        let code = text::clean(raw);
        let found = Self::ALL.into_iter().find(|c| c.code().eq_ignore_ascii_case(&code));
        found.ok_or(CurrencyError)
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Omr => "OMR",
            Self::Aed => "AED",
            Self::Sar => "SAR",
            Self::Bhd => "BHD",
            Self::Kwd => "KWD",
            Self::Qar => "QAR",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
        }
    }

    /// Digits after the point: a rial has 1,000 baisa, a dirham 100 fils.
    pub fn decimals(self) -> u32 {
        match self {
            Self::Omr | Self::Bhd | Self::Kwd => 3,
            Self::Aed | Self::Sar | Self::Qar | Self::Usd | Self::Eur | Self::Gbp => 2,
        }
    }

    fn minor_per_major(self) -> u64 {
        10_u64.pow(self.decimals())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl AsRef<str> for Currency {
    fn as_ref(&self) -> &str {
        self.code()
    }
}

/// An exact amount. Negative amounts exist (credits); typed ones are never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

/// Why a typed amount was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountError {
    Empty,
    NotANumber,
    Negative,
    /// More digits after the point than the currency has.
    TooManyDecimals(u32),
    TooLarge,
}

/// Why a sum could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SumError {
    Overflow,
    Currencies,
}

impl Money {
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    pub fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Reads `1,234.5`, `1234.500`, `1 234.5` and `١٬٢٣٤٫٥`. A comma only ever groups thousands:
    /// `1,5` is refused rather than read as one and a half, or as fifteen.
    pub fn parse(raw: &str, currency: Currency) -> Result<Self, AmountError> {
        let typed = text::digits_to_latin(&text::clean(raw));
        if typed.is_empty() {
            return Err(AmountError::Empty);
        }
        let unsigned = typed.strip_prefix(['-', '\u{2212}']);
        let negative = unsigned.is_some();
        let unsigned = unsigned.unwrap_or(&typed).trim_start();
        let (whole, fraction) = unsigned.split_once(['.', '٫']).map_or((unsigned, ""), |(w, f)| (w, f));
        let whole = text::ungrouped(whole).ok_or(AmountError::NotANumber)?;
        let digits_only = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if !digits_only(fraction) || (whole.is_empty() && fraction.is_empty()) {
            return Err(AmountError::NotANumber);
        }
        if negative {
            return Err(AmountError::Negative);
        }
        let decimals = currency.decimals() as usize;
        if fraction.len() > decimals {
            return Err(AmountError::TooManyDecimals(currency.decimals()));
        }
        let minor = format!("{whole}{fraction:0<decimals$}");
        let minor = minor.parse().map_err(|_| AmountError::TooLarge)?;
        Ok(Self::new(minor, currency))
    }

    pub fn plus(self, other: Self) -> Result<Self, SumError> {
        self.with_same_currency(other, i64::checked_add)
    }

    pub fn minus(self, other: Self) -> Result<Self, SumError> {
        self.with_same_currency(other, i64::checked_sub)
    }

    pub fn times(self, quantity: i64) -> Result<Self, SumError> {
        let minor = self.minor.checked_mul(quantity).ok_or(SumError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// The share this rate makes of the amount, e.g. the VAT on it, rounded half away from zero.
    pub fn rate(self, basis_points: i64) -> Result<Self, SumError> {
        self.share(basis_points, 10_000)
    }

    /// `part ÷ whole` of the amount, e.g. 12 of 30 days, rounded half away from zero.
    /// No share of nothing can be had: a `whole` of zero or less overflows.
    pub fn share(self, part: i64, whole: i64) -> Result<Self, SumError> {
        if whole <= 0 {
            return Err(SumError::Overflow);
        }
        let product = i128::from(self.minor) * i128::from(part);
        let whole = i128::from(whole);
        // An odd `whole` has no exact half, so losing half a unit in `whole / 2` changes nothing.
        let rounded = (product.abs() + whole / 2) / whole * product.signum();
        let minor = i64::try_from(rounded).map_err(|_| SumError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// For people, without the currency: `1,234.500`, negative with a true minus sign.
    pub fn amount(self) -> String {
        let (whole, fraction) = self.digits();
        let mut grouped = String::new();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if self.minor < 0 { "\u{2212}" } else { "" };
        format!("{sign}{grouped}.{fraction}")
    }

    /// For form fields and files: `1234.500`.
    pub fn plain(self) -> String {
        let (whole, fraction) = self.digits();
        let sign = if self.minor < 0 { "-" } else { "" };
        format!("{sign}{whole}.{fraction}")
    }

    fn digits(self) -> (String, String) {
        let per_major = self.currency.minor_per_major();
        let minor = self.minor.unsigned_abs();
        let width = self.currency.decimals() as usize;
        ((minor / per_major).to_string(), format!("{:0width$}", minor % per_major))
    }

    fn with_same_currency(self, other: Self, sum: impl Fn(i64, i64) -> Option<i64>) -> Result<Self, SumError> {
        if self.currency != other.currency {
            return Err(SumError::Currencies);
        }
        let minor = sum(self.minor, other.minor).ok_or(SumError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.amount())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn omr(minor: i64) -> Money {
        Money::new(minor, Currency::Omr)
    }

    #[test]
    fn an_amount_is_read_as_people_type_it() {
        for (raw, minor) in [
            ("1,234.5", 1_234_500),
            ("1234.500", 1_234_500),
            ("1 234.5", 1_234_500),
            ("1\u{a0}234.5", 1_234_500),
            ("١٬٢٣٤٫٥", 1_234_500),
            ("۱۲۳٫۴", 123_400),
            (" 29 ", 29_000),
            (".5", 500),
            ("5.", 5_000),
            ("0", 0),
            ("007", 7_000),
            ("1,234,567.891", 1_234_567_891),
        ] {
            assert_eq!(Money::parse(raw, Currency::Omr), Ok(omr(minor)), "{raw}");
        }
        assert_eq!(Money::parse("1.5", Currency::Aed), Ok(Money::new(150, Currency::Aed)));
    }

    #[test]
    fn an_amount_that_could_mean_something_else_is_refused() {
        use AmountError::{Empty, Negative, NotANumber, TooLarge, TooManyDecimals};
        for (raw, error) in [
            ("", Empty),
            ("  \u{200f}", Empty),
            (".", NotANumber),
            ("-", NotANumber),
            ("abc", NotANumber),
            ("1,5", NotANumber),
            ("1,23,456", NotANumber),
            ("1234,567", NotANumber),
            (",123", NotANumber),
            ("1.234,5", NotANumber),
            ("1.2.3", NotANumber),
            ("1e3", NotANumber),
            ("+5", NotANumber),
            ("OMR 5", NotANumber),
            ("-5", Negative),
            ("\u{2212}5.5", Negative),
            ("1.2345", TooManyDecimals(3)),
            ("9223372036854775.808", TooLarge),
            ("99999999999999999999", TooLarge),
        ] {
            assert_eq!(Money::parse(raw, Currency::Omr), Err(error), "{raw}");
        }
        assert_eq!(Money::parse("1.500", Currency::Aed), Err(TooManyDecimals(2)));
    }

    #[test]
    fn money_is_written_with_its_decimals_and_groups() {
        assert_eq!(omr(1_234_500).to_string(), "OMR 1,234.500");
        assert_eq!(omr(5).amount(), "0.005");
        assert_eq!(omr(-1_000_000_000).amount(), "\u{2212}1,000,000.000");
        assert_eq!(omr(-1_234_500).plain(), "-1234.500");
        assert_eq!(Money::new(123_456, Currency::Sar).amount(), "1,234.56");
        assert_eq!(omr(i64::MIN).plain(), "-9223372036854775.808");
        assert_eq!((omr(0).amount(), omr(0).plain()), ("0.000".to_owned(), "0.000".to_owned()), "nothing has no sign");
    }

    #[test]
    fn half_a_unit_rounds_away_from_zero() {
        for (minor, rate, share) in [(1_990, 500, 100), (10, 500, 1), (-10, 500, -1), (9, 500, 0), (-9, 500, 0), (30, 500, 2)] {
            assert_eq!(omr(minor).rate(rate), Ok(omr(share)), "{minor} × {rate}");
        }
        assert_eq!(omr(29_000).share(12, 30), Ok(omr(11_600)));
        assert_eq!(omr(1).share(1, 3), Ok(omr(0)));
        assert_eq!(omr(2).share(1, 3), Ok(omr(1)));
        assert_eq!(omr(1).share(1, 0), Err(SumError::Overflow));
        assert_eq!(omr(0).share(1, 3), Ok(omr(0)));
        assert_eq!(omr(29_000).share(0, 30), Ok(omr(0)));
    }

    #[test]
    fn sums_never_wrap_and_never_mix_currencies() {
        assert_eq!(omr(i64::MAX).plus(omr(1)), Err(SumError::Overflow));
        assert_eq!(omr(i64::MIN).minus(omr(1)), Err(SumError::Overflow));
        assert_eq!(omr(i64::MAX).times(2), Err(SumError::Overflow));
        assert_eq!(omr(i64::MAX).rate(20_000), Err(SumError::Overflow));
        assert_eq!(omr(1).plus(Money::zero(Currency::Usd)), Err(SumError::Currencies));
    }

    #[test]
    fn a_currency_is_known_by_its_code_only() {
        for currency in Currency::ALL {
            assert_eq!(Currency::parse(&currency.code().to_lowercase()), Ok(currency));
            let json = serde_json::to_string(&currency).unwrap();
            assert_eq!(json, format!("\"{currency}\""));
        }
        assert_eq!(Currency::parse("rial"), Err(CurrencyError));
    }

    fn any_currency() -> impl Strategy<Value = Currency> {
        proptest::sample::select(Currency::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(minor in 0..=i64::MAX, currency in any_currency()) {
            let money = Money::new(minor, currency);
            prop_assert_eq!(Money::parse(&money.amount(), currency), Ok(money));
            prop_assert_eq!(Money::parse(&money.plain(), currency), Ok(money));
        }

        #[test]
        fn nothing_typed_makes_it_fall(raw in any::<String>(), currency in any_currency()) {
            let _ = Money::parse(&raw, currency);
        }

        #[test]
        fn a_share_is_within_half_a_unit_and_mirrors_its_sign(
            minor in -1_000_000_000_000_i64..1_000_000_000_000,
            part in 0_i64..100_000,
            whole in 1_i64..100_000,
        ) {
            let share = omr(minor).share(part, whole).unwrap().minor;
            let off = i128::from(share) * i128::from(whole) - i128::from(minor) * i128::from(part);
            prop_assert!(off.abs() * 2 <= i128::from(whole));
            prop_assert_eq!(omr(-minor).share(part, whole).unwrap().minor, -share);
        }

        #[test]
        fn adding_and_taking_away_comes_back(a in any::<i64>(), b in any::<i64>()) {
            if let Ok(sum) = omr(a).plus(omr(b)) {
                prop_assert_eq!(sum.minus(omr(b)), Ok(omr(a)));
            }
        }
    }
}
