//! A logo as it arrives: known by what it is and not by what it is called, and stripped of all that is not picture.
//!
//! What is kept is written anew, part by part: remarks, places and times of taking, and whatever hangs behind the end are gone.

/// The largest file taken.
pub(in crate::areas::tenants) const MOST_BYTES: usize = 512 * 1024;
/// The longest edge taken, in pixels: a small file can claim to be a very large picture.
const LONGEST_EDGE: u32 = 2_000;

/// A picture fit to be stored and served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PictureError {
    TooLarge,
    /// Neither PNG nor JPEG, or one that breaks off.
    NotAPicture,
    TooManyPixels,
}

impl Picture {
    pub fn read(bytes: &[u8]) -> Result<Self, PictureError> {
        if bytes.len() > MOST_BYTES {
            return Err(PictureError::TooLarge);
        }
        let picture = png(bytes).or_else(|| jpeg(bytes)).ok_or(PictureError::NotAPicture)?;
        if picture.width == 0 || picture.height == 0 {
            return Err(PictureError::NotAPicture);
        }
        if picture.width > LONGEST_EDGE || picture.height > LONGEST_EDGE { Err(PictureError::TooManyPixels) } else { Ok(picture) }
    }
}

const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The chunks that make the picture look as it does.
const PNG_CHUNKS: [&[u8; 4]; 10] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs"];

/// Chunks are length, name, content, checksum; the first is the header and the last is empty.
fn png(bytes: &[u8]) -> Option<Picture> {
    let mut rest = bytes.strip_prefix(PNG_SIGNATURE)?;
    let mut kept = PNG_SIGNATURE.to_vec();
    let (mut size, mut has_data) = (None, false);
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (name, after) = after.split_first_chunk::<4>()?;
        let content = after.get(..length)?;
        let end = length.checked_add(4)?;
        let whole = rest.get(..end.checked_add(8)?)?;
        rest = after.get(end..)?;
        match (name, size) {
            (b"IHDR", None) if length == 13 => size = Some((be_u32(content, 0)?, be_u32(content, 4)?)),
            (b"IHDR", _) | (_, None) => return None,
            (b"IDAT", _) => has_data = true,
            _ => {}
        }
        if PNG_CHUNKS.contains(&name) {
            kept.extend_from_slice(whole);
        }
        if name == b"IEND" {
            break;
        }
    }
    let (width, height) = size.filter(|_| has_data)?;
    Some(Picture { content_type: "image/png", bytes: kept, width, height })
}

/// Segments are a marker, a length and content, up to the scan, which runs to the end mark.
fn jpeg(bytes: &[u8]) -> Option<Picture> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    let mut kept = b"\xff\xd8".to_vec();
    let mut size = None;
    loop {
        let (&[0xff, marker], after) = rest.split_first_chunk::<2>()? else { return None };
        if marker == 0xff {
            // Padding between segments.
            rest = rest.get(1..)?;
            continue;
        }
        let length = usize::from(u16::from_be_bytes(*after.first_chunk::<2>()?));
        let content = after.get(2..length)?;
        let whole = rest.get(..length.checked_add(2)?)?;
        match marker {
            // Start of frame, in all its kinds; C4, C8 and CC are something else.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let height = u32::from(u16::from_be_bytes(*content.get(1..)?.first_chunk::<2>()?));
                let width = u32::from(u16::from_be_bytes(*content.get(3..)?.first_chunk::<2>()?));
                size = Some((width, height));
            }
            0xda => {
                let (width, height) = size?;
                let end = rest.windows(2).rposition(|pair| pair == b"\xff\xd9")?;
                kept.extend_from_slice(rest.get(..end + 2)?);
                return Some(Picture { content_type: "image/jpeg", bytes: kept, width, height });
            }
            0x01 | 0xd0..=0xd9 => return None,
            _ => {}
        }
        // Application segments but the two that say how colours are meant, and comments, are not picture.
        if !matches!(marker, 0xe0..=0xef | 0xfe) || matches!(marker, 0xe0 | 0xe2 | 0xee) {
            kept.extend_from_slice(whole);
        }
        rest = rest.get(whole.len()..)?;
    }
}

fn be_u32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|four| u32::from_be_bytes(*four))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap();
        [&length.to_be_bytes()[..], name, content, &[0; 4]].concat()
    }

    fn png_of(width: u32, height: u32, more: &[Vec<u8>]) -> Vec<u8> {
        let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        [PNG_SIGNATURE.to_vec(), chunk(b"IHDR", &header), more.concat(), chunk(b"IDAT", &[1, 2, 3]), chunk(b"IEND", &[])].concat()
    }

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap();
        [&[0xff, marker][..], &length.to_be_bytes(), content].concat()
    }

    fn jpeg_of(width: u16, height: u16, more: &[Vec<u8>]) -> Vec<u8> {
        let frame = [&[8][..], &height.to_be_bytes(), &width.to_be_bytes(), &[3]].concat();
        [vec![0xff, 0xd8], more.concat(), segment(0xc0, &frame), segment(0xda, &[0]), vec![7, 7, 0xff, 0xd9]].concat()
    }

    #[test]
    fn a_picture_is_known_by_its_content() {
        let png = Picture::read(&png_of(120, 40, &[])).unwrap();
        assert_eq!((png.content_type, png.width, png.height), ("image/png", 120, 40));
        let jpeg = Picture::read(&jpeg_of(300, 200, &[])).unwrap();
        assert_eq!((jpeg.content_type, jpeg.width, jpeg.height), ("image/jpeg", 300, 200));
        for other in [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"GIF89a", b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"] {
            assert_eq!(Picture::read(other), Err(PictureError::NotAPicture));
        }
    }

    #[test]
    fn only_the_picture_is_kept() {
        let plain = png_of(1, 1, &[]);
        let told = png_of(1, 1, &[chunk(b"tEXt", b"Comment\0<script>"), chunk(b"eXIf", b"here")]);
        assert_eq!(Picture::read(&told).unwrap().bytes, plain);
        assert_eq!(Picture::read(&[plain.clone(), b"PK\x03\x04 hidden".to_vec()].concat()).unwrap().bytes, plain);
        let plain = jpeg_of(1, 1, &[]);
        let told = jpeg_of(1, 1, &[segment(0xe1, b"Exif where"), segment(0xfe, b"remark")]);
        assert_eq!(Picture::read(&told).unwrap().bytes, plain);
        assert_eq!(Picture::read(&[plain.clone(), b"<html>".to_vec()].concat()).unwrap().bytes, plain);
    }

    #[test]
    fn size_is_bounded_in_bytes_and_in_pixels() {
        assert_eq!(Picture::read(&png_of(2_000, 2_001, &[])), Err(PictureError::TooManyPixels));
        assert!(Picture::read(&png_of(2_000, 2_000, &[])).is_ok());
        assert_eq!(Picture::read(&jpeg_of(40_000, 1, &[])), Err(PictureError::TooManyPixels));
        assert_eq!(Picture::read(&png_of(0, 5, &[])), Err(PictureError::NotAPicture));
        assert_eq!(Picture::read(&vec![0; MOST_BYTES + 1]), Err(PictureError::TooLarge));
    }

    #[test]
    fn a_picture_that_breaks_off_is_none() {
        for whole in [png_of(5, 5, &[]), jpeg_of(5, 5, &[])] {
            for end in 0..whole.len() {
                assert_eq!(Picture::read(&whole[..end]), Err(PictureError::NotAPicture), "{end}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_fall(tail in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            for head in [PNG_SIGNATURE, b"\xff\xd8", b""] {
                let _ = Picture::read(&[head, &tail].concat());
            }
        }
    }
}
