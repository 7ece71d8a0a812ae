//! The one family of all documents: `DejaVu` Sans Condensed, which has Latin and Arabic in one file, so
//! that a line needs no second font. Its figures are all equally wide.

use std::sync::LazyLock;

use krilla::text::Font;
use rustybuzz::Face;

use super::PdfError;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    #[default]
    Regular,
    Bold,
}

/// One weight, ready to shape and to embed.
pub(super) struct Typeface {
    pub(super) shaper: Face<'static>,
    pub(super) font: Font,
    pub(super) units_per_em: f32,
    /// Glyphs without ink or width. They carry a letter for the reader who copies the text where the
    /// letter's ink is part of another glyph.
    blanks: Vec<u32>,
}

/// Letters that join a lam to one glyph, in the order of the blanks that stand for them.
const ALEFS: [char; 4] = ['ا', 'أ', 'إ', 'آ'];

/// Characters whose glyphs are blank. The file would allow any; these nobody types.
const BLANK_CHARACTERS: [char; 5] = ['\u{2061}', '\u{2062}', '\u{2063}', '\u{2064}', '\u{2060}'];

static REGULAR: LazyLock<Option<Typeface>> = LazyLock::new(|| Typeface::read(dejavu::sans_condensed::regular()));
static BOLD: LazyLock<Option<Typeface>> = LazyLock::new(|| Typeface::read(dejavu::sans_condensed::bold()));

impl Typeface {
    pub(super) fn of(weight: Weight) -> Result<&'static Self, PdfError> {
        let typeface = match weight {
            Weight::Regular => &REGULAR,
            Weight::Bold => &BOLD,
        };
        typeface.as_ref().ok_or(PdfError::Font)
    }

    /// The glyph that carries `letter` unseen. Each alef has one of its own, so that it needs no note
    /// beside it in the file; all else shares the last.
    pub(super) fn blank(&self, letter: char) -> Option<u32> {
        let place = ALEFS.iter().position(|alef| *alef == letter).unwrap_or(ALEFS.len());
        self.blanks.get(place).copied()
    }

    fn read(bytes: &'static [u8]) -> Option<Self> {
        let shaper = Face::from_slice(bytes, 0)?;
        let font = Font::new(bytes.into(), 0)?;
        let units_per_em = u16::try_from(shaper.units_per_em()).ok().filter(|units| *units > 0)?.into();
        let blanks: Vec<u32> = BLANK_CHARACTERS.iter().filter_map(|c| shaper.glyph_index(*c)).map(|id| id.0.into()).collect();
        (blanks.len() == BLANK_CHARACTERS.len()).then_some(Self { shaper, font, units_per_em, blanks })
    }
}
