//! What the QR code of a tax document says: tag, length, value, in base64, as Saudi Arabia asks. Its
//! readers are everywhere in the Gulf, so the other countries get the same.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::SecondsFormat;

use super::model::Sale;

/// Nothing without a VAT number: then it is no tax document.
pub(super) fn content(sale: &Sale) -> Option<String> {
    let vat_number = sale.seller.vat_number.as_deref()?;
    let values = [
        sale.seller.name.first(sale.lang).to_owned(),
        vat_number.to_owned(),
        sale.issued_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        sale.totals.total.plain(),
        sale.totals.vat.plain(),
    ];
    let mut bytes = Vec::new();
    for (tag, value) in (1_u8..).zip(&values) {
        let value = within_a_byte(value);
        bytes.push(tag);
        bytes.push(u8::try_from(value.len()).unwrap_or(u8::MAX));
        bytes.extend_from_slice(value.as_bytes());
    }
    Some(STANDARD.encode(bytes))
}

/// The length has one byte, so a longer value is cut, between characters.
fn within_a_byte(value: &str) -> &str {
    let mut end = value.len().min(usize::from(u8::MAX));
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    value.get(..end).unwrap_or_default()
}
