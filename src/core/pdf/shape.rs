//! From characters of one direction to glyphs, each with the characters it stands for.
//!
//! Programs that read the text of a page reverse what is written right to left, glyph by glyph. A
//! ligature of several letters would come out with its letters swapped; so here a glyph stands for one
//! letter, and the others of its ligature ride on blank glyphs beside it.

use std::ops::Range;

use rustybuzz::{BufferClusterLevel, BufferFlags, Direction, Feature, UnicodeBuffer, script, ttf_parser::Tag};

use super::fonts::Typeface;
use super::unseen;

/// Lengths are in ems.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) id: u32,
    pub(super) advance: f32,
    pub(super) x: f32,
    pub(super) y: f32,
    /// Bytes of the text.
    pub(super) stands_for: Range<usize>,
    /// The font has no shape for this: a box is drawn instead.
    pub(super) unknown: bool,
}

/// Room for a character the font does not know.
pub(super) const UNKNOWN_ADVANCE: f32 = 0.62;

/// The glyphs of `run`, from left to right.
pub(super) fn shape(face: &Typeface, text: &str, run: Range<usize>, rtl: bool) -> Vec<Glyph> {
    let mut parts: Vec<Vec<Glyph>> =
        scripts(text, run).into_iter().map(|(part, arabic)| shape_script(face, text, part, rtl, arabic)).collect();
    if rtl {
        parts.reverse();
    }
    parts.concat()
}

pub(super) fn width(glyphs: &[Glyph]) -> f32 {
    glyphs.iter().map(|glyph| glyph.advance).sum()
}

/// Arabic letters join only when shaped as Arabic, even beside another script of the same direction.
fn scripts(text: &str, run: Range<usize>) -> Vec<(Range<usize>, bool)> {
    let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
    for (at, c) in text.get(run.clone()).unwrap_or_default().char_indices() {
        let at = run.start + at;
        let end = at + c.len_utf8();
        let arabic = matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
        let neutral = !c.is_alphabetic();
        match parts.last_mut() {
            Some((part, is_arabic)) if neutral || *is_arabic == arabic => {
                part.end = end;
                *is_arabic |= arabic;
            }
            Some((part, is_arabic)) if text.get(part.clone()).is_some_and(|so_far| !so_far.contains(char::is_alphabetic)) => {
                part.end = end;
                *is_arabic = arabic;
            }
            _ => parts.push((at..end, arabic)),
        }
    }
    parts
}

fn shape_script(face: &Typeface, text: &str, part: Range<usize>, rtl: bool, arabic: bool) -> Vec<Glyph> {
    let characters: Vec<(usize, char)> = text
        .get(part.clone())
        .unwrap_or_default()
        .char_indices()
        .map(|(at, c)| (part.start + at, c))
        .filter(|(_, c)| !unseen::is_skipped(*c))
        .collect();
    let mut buffer = UnicodeBuffer::new();
    for (at, c) in &characters {
        buffer.add(*c, u32::try_from(*at).unwrap_or(u32::MAX));
    }
    buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    if arabic {
        buffer.set_script(script::ARABIC);
    } else {
        let direction = buffer.direction();
        buffer.guess_segment_properties();
        buffer.set_direction(direction);
    }
    buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
    buffer.set_flags(BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE);
    // Joined f and i win nothing at these sizes and hinder searching.
    let features = if rtl { Vec::new() } else { vec![Feature::new(Tag::from_bytes(b"liga"), 0, ..)] };
    let result = rustybuzz::shape(&face.shaper, &features, buffer);

    let em = |units: i32| f32::from(i16::try_from(units).unwrap_or(0)) / face.units_per_em;
    let mut shapes: Vec<(usize, Glyph)> = result
        .glyph_infos()
        .iter()
        .zip(result.glyph_positions())
        .map(|(info, position)| {
            let unknown = info.glyph_id == 0;
            let advance = if unknown { UNKNOWN_ADVANCE } else { em(position.x_advance) };
            let cluster = info.cluster as usize;
            let (x, y) = (em(position.x_offset), em(position.y_offset));
            (cluster, Glyph { id: info.glyph_id, advance, x, y, stands_for: cluster..cluster, unknown })
        })
        .collect();
    if rtl {
        shapes.reverse();
    }
    let mut glyphs = in_order_of_reading(face, &characters, shapes);
    if rtl {
        glyphs.reverse();
    }
    glyphs
}

/// Gives the glyphs their characters, cluster by cluster.
fn in_order_of_reading(face: &Typeface, characters: &[(usize, char)], shapes: Vec<(usize, Glyph)>) -> Vec<Glyph> {
    let mut glyphs = Vec::with_capacity(shapes.len() + 4);
    let mut rest = shapes.into_iter().peekable();
    let (mut joined, mut was_unknown) = (false, false);
    while let Some((cluster, first)) = rest.next() {
        let mut group = vec![first];
        while let Some((_, glyph)) = rest.next_if(|(next, _)| *next == cluster) {
            group.push(glyph);
        }
        let until = rest.peek().map_or(usize::MAX, |(next, _)| *next);
        let from = characters.partition_point(|(at, _)| *at < cluster);
        let upto = characters.partition_point(|(at, _)| *at < until);
        let all = characters.get(from..upto).unwrap_or_default();
        let seen: Vec<(usize, char)> = all.iter().copied().filter(|(_, c)| !unseen::is_joiner(*c)).collect();
        let is_unknown = group.iter().any(|glyph| glyph.unknown);
        // A family of three joined by marks is one box, not three.
        if is_unknown && joined {
            group.clear();
        }
        was_unknown = is_unknown || (was_unknown && seen.is_empty());
        joined = was_unknown && all.last().is_some_and(|(_, c)| *c == '\u{200d}');
        give(face, &seen, group, &mut glyphs);
    }
    glyphs
}

fn give(face: &Typeface, characters: &[(usize, char)], group: Vec<Glyph>, glyphs: &mut Vec<Glyph>) {
    let Some(last) = characters.len().checked_sub(1) else { return };
    let many = group.len();
    for (place, mut glyph) in group.into_iter().enumerate() {
        let (at, c) = characters[place.min(last)];
        glyph.stands_for = at..at + c.len_utf8();
        if glyph.unknown
            && let Some(blank) = face.blank(c)
        {
            glyph.id = blank;
        }
        glyphs.push(glyph);
    }
    for (at, c) in characters.iter().skip(many) {
        if let Some(blank) = face.blank(*c).filter(|_| many > 0) {
            glyphs.push(Glyph { id: blank, advance: 0.0, x: 0.0, y: 0.0, stands_for: *at..at + c.len_utf8(), unknown: false });
        }
    }
}
